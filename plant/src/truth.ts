// The truth file: what is really in the plant and what was really written, to compare an inspection with.
import type { AttackTechnique, DeviceKind, OperationClass, ProtocolName, PurdueLevel } from '@holdfast/core-wire/words';
import { gatewayIp, ipText, macText, moduleSerial } from './plant.ts';
import type { Device, Plant } from './plant.ts';
import type { Stage } from './stage.ts';
import type { FlowTally, SceneName } from './tally.ts';

export type TruthZone = { key: string; name: string; level: PurdueLevel; subnets: string[]; vlans: number[]; members: string[] };

export type TruthAsset = {
  key: string;
  macs: string[];
  ips: string[];
  names: string[];
  vendor: string | null;
  model: string | null;
  order_number: string | null;
  firmware: string | null;
  serial: string | null;
  kind: DeviceKind;
  purdue_level: PurdueLevel;
  zone: string;
  modules: { slot: number; model: string; firmware: string; serial: string }[];
  /** Which protocols told what of this device in this capture. */
  identified_by: { protocol: string; attributes: string[] }[];
  first_seen_in: SceneName;
};

export type TruthFlow = {
  client: string;
  server: string;
  transport: string;
  server_port: number | null;
  protocol: ProtocolName;
  packets: number;
  bytes: number;
  first_seen_in: SceneName;
  approved: boolean;
  /** Requests and responses both, by the keys of the protocol. */
  operations: Record<string, number>;
  /** The same for a protocol carried inside (CIP in EtherNet/IP). */
  carried: Record<string, Record<string, number>>;
};

export type TruthEvent = {
  time: string;
  client: string;
  server: string;
  protocol: ProtocolName;
  operation: string;
  class: OperationClass;
  attack: AttackTechnique | null;
  /** False for what the incident did. */
  intended: boolean;
};

export type TruthSign = { time: string; kind: string; client: string; server: string; protocol: string; detail: string; count: number };

export type TruthConduit = {
  from: string;
  to: string;
  flows: { transport: string; server_port: number | null; protocol: string; approved: boolean }[];
};

export type Truth = {
  plant: string;
  seed: number;
  capture: { kind: SceneName; start: string; frames: number; bytes: number };
  zones: TruthZone[];
  assets: TruthAsset[];
  flows: TruthFlow[];
  protocols: Record<string, { messages: number; errors: number; operations: Record<string, number> }>;
  events: TruthEvent[];
  events_folded: number;
  /** What is worth a look though nothing was changed; `detail` and ends as the wire engine says them. */
  signs: TruthSign[];
  conduits: TruthConduit[];
};

export function truthFrom(stage: Stage, kind: SceneName, written: { frames: number; bytes: number }): Truth {
  const { plant, tally } = stage;
  const present = plant.devices.filter((device) => kind === 'monday' || device.intruder !== true);
  const flows = [...tally.flows.values()];
  return {
    plant: plant.name,
    seed: plant.seed,
    capture: { kind, start: isoTime(stage.startUs), frames: written.frames, bytes: written.bytes },
    zones: zonesOf(plant, present),
    assets: present.map((device) => assetOf(stage, device)),
    flows: flows.map(flowTruth),
    protocols: protocolsOf(flows),
    events: tally.events.map(({ time_us, ...event }) => ({ time: isoTime(stage.startUs + time_us), ...event })),
    events_folded: tally.eventsFolded,
    signs: tally.signs.map(({ time_us, ...sign }) => ({ time: isoTime(stage.startUs + time_us), ...sign })),
    conduits: conduitsOf(plant, flows),
  };
}

const isoTime = (us: number): string =>
  `${new Date(Math.floor(us / 1000)).toISOString().slice(0, -1)}${String(Math.floor(us % 1000)).padStart(3, '0')}Z`;

const zonesOf = (plant: Plant, present: readonly Device[]): TruthZone[] =>
  plant.zones.map(({ key, name, level, subnet, vlan }) => ({
    key,
    name,
    level,
    subnets: [subnet],
    vlans: vlan === 0 ? [] : [vlan],
    members: present.filter((device) => device.zone === key).map((device) => device.key),
  }));

function assetOf(stage: Stage, device: Device): TruthAsset {
  const told = [...(stage.tally.identities.get(device.key) ?? [])];
  const router = device.kind === 'firewall' || device.kind === 'router';
  const ips = router ? routerIps(stage, device) : device.ip === 0 ? [] : [ipText(device.ip)];
  return {
    key: device.key,
    macs: device.mac === null || device.purdue_level === '5' ? [] : [macText(device.mac)],
    ips,
    names: device.name === null ? [] : [device.name],
    vendor: device.vendor,
    model: device.model ?? null,
    order_number: device.order_number ?? null,
    firmware: device.firmware ?? null,
    serial: device.serial,
    kind: device.kind,
    purdue_level: device.purdue_level,
    zone: device.zone,
    modules: (device.modules ?? []).map(({ slot, identity }) => ({
      slot,
      model: identity.product_name,
      firmware: identity.revision.join('.'),
      serial: moduleSerial(device, slot).toString(16).padStart(8, '0'),
    })),
    identified_by: told.map(([protocol, attributes]) => ({ protocol, attributes: [...attributes] })),
    first_seen_in: device.intruder === true ? 'monday' : 'day',
  };
}

const routerIps = (stage: Stage, router: Device): string[] => [
  ...new Set([
    ipText(router.ip),
    ...stage.plant.devices
      .filter((device) => stage.plant.zones[device.zoneRank]?.gateway === router.key)
      .map((device) => ipText(gatewayIp(stage.plant, device))),
  ]),
];

function flowTruth(flow: FlowTally): TruthFlow {
  const { client, server, transport, server_port, protocol, load, first_seen_in, needed } = flow;
  const operations: Record<string, number> = {};
  const carried: Record<string, Record<string, number>> = {};
  for (const cell of flow.cells.values()) {
    if (cell.count === 0) continue;
    if (cell.protocol === protocol) operations[cell.key] = cell.count;
    else (carried[cell.protocol] ??= {})[cell.key] = cell.count;
  }
  return {
    client,
    server,
    transport,
    server_port,
    protocol,
    packets: load.packets,
    bytes: load.bytes,
    first_seen_in,
    approved: needed,
    operations,
    carried,
  };
}

function protocolsOf(flows: readonly FlowTally[]): Truth['protocols'] {
  const protocols: Truth['protocols'] = {};
  for (const flow of flows) {
    for (const cell of flow.cells.values()) {
      const sum = (protocols[cell.protocol] ??= { messages: 0, errors: 0, operations: {} });
      sum.messages += cell.count;
      sum.errors += cell.errors;
      sum.operations[cell.key] = (sum.operations[cell.key] ?? 0) + cell.count;
    }
  }
  return protocols;
}

function conduitsOf(plant: Plant, flows: readonly FlowTally[]): TruthConduit[] {
  const zoneByIp = new Map(plant.devices.map((device) => [ipText(device.ip), device.zone]));
  const conduits = new Map<string, TruthConduit>();
  for (const { client, server, transport, server_port, protocol, needed } of flows) {
    const [from, to] = [zoneByIp.get(client), zoneByIp.get(server)];
    if (from === undefined || to === undefined || from === to) continue;
    let conduit = conduits.get(`${from} ${to}`);
    if (conduit === undefined) conduits.set(`${from} ${to}`, (conduit = { from, to, flows: [] }));
    const same = conduit.flows.find(
      (flow) => flow.transport === transport && flow.server_port === server_port && flow.protocol === protocol && flow.approved === needed,
    );
    if (same === undefined) conduit.flows.push({ transport, server_port, protocol, approved: needed });
  }
  return [...conduits.values()];
}
