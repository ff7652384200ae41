// The stage: time, the running acts, and where a conversation between two devices is seen.
import { makeLane, makeWire, UDP } from './frames.ts';
import type { End, FrameSink, Path, Wire } from './frames.ts';
import { deviceOf, ipText } from './plant.ts';
import type { Device, Plant } from './plant.ts';
import { makeRandom } from './random.ts';
import type { Random } from './random.ts';
import { flowOf, makeTally } from './tally.ts';
import type { FlowTally, SceneName, Tally, Transport } from './tally.ts';
import type { ProtocolName } from '@holdfast/core-wire/words';

/** Something that happens: writes frames, then yields how many microseconds to wait before it goes on. */
export type Act = Generator<number, void, void>;

export type Stage = {
  plant: Plant;
  wire: Wire;
  tally: Tally;
  /** How much faster than one demo sample the cyclic traffic runs. */
  density: number;
  /** The capture's time 0 in microseconds since 1970. */
  startUs: number;
  times: Float64Array;
  acts: Act[];
  ports: Map<number, number>;
  /** From when on a device says nothing any more, by its key. */
  silentFrom: Map<string, number>;
};

export function makeStage(plant: Plant, sink: FrameSink, density: number, startUs: number): Stage {
  return {
    plant,
    wire: makeWire(sink),
    tally: makeTally(),
    density,
    startUs,
    times: new Float64Array(4096),
    acts: [],
    ports: new Map(),
    silentFrom: new Map(),
  };
}

export const randomOf = (stage: Stage, name: string): Random => makeRandom(stage.plant.seed, name);

/** Adds an act that begins `delayUs` from now. */
export function spawn(stage: Stage, act: Act, delayUs: number): void {
  const { times, acts } = stage;
  if (acts.length === times.length) throw new Error('too many acts');
  let at = acts.length;
  const time = stage.wire.nowUs + Math.round(delayUs);
  acts.push(act);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if ((times[parent] as number) <= time) break;
    times[at] = times[parent] as number;
    acts[at] = acts[parent] as Act;
    at = parent;
  }
  times[at] = time;
  acts[at] = act;
}

/** Lets the earliest act go on. False when none is left before `endUs`. */
export function step(stage: Stage, endUs: number): boolean {
  const { times, acts } = stage;
  const act = acts[0];
  const now = times[0] as number;
  if (act === undefined || now >= endUs) return false;
  stage.wire.nowUs = now;
  const result = act.next();
  if (result.done === true) removeFirst(stage);
  else siftDown(stage, act, now + Math.round(result.value));
  return true;
}

function removeFirst(stage: Stage): void {
  // An act may spawn while it runs; with a time not before now it never displaces the first.
  const last = stage.acts.pop() as Act;
  if (stage.acts.length > 0) siftDown(stage, last, stage.times[stage.acts.length] as number);
}

function siftDown(stage: Stage, act: Act, time: number): void {
  const { times, acts } = stage;
  const count = acts.length;
  let at = 0;
  for (let child = 1; child < count; child = 2 * at + 1) {
    if (child + 1 < count && (times[child + 1] as number) < (times[child] as number)) child++;
    if ((times[child] as number) >= time) break;
    times[at] = times[child] as number;
    acts[at] = acts[child] as Act;
    at = child;
  }
  times[at] = time;
  acts[at] = act;
}

/** Whether the device has fallen silent. */
export const isSilent = (stage: Stage, key: string): boolean => stage.wire.nowUs >= (stage.silentFrom.get(key) ?? Infinity);

/** A client port of this device that was not used lately (RFC 6335 dynamic range). */
export function nextPort(stage: Stage, device: Device): number {
  const port = 49152 + (((stage.ports.get(device.ip) ?? (device.ip * 7) % 9000) + 1) % 16000);
  stage.ports.set(device.ip, port - 49152);
  return port;
}

const zoneOf = (stage: Stage, device: Device) => {
  const zone = stage.plant.zones[device.zoneRank];
  if (zone === undefined) throw new Error(`no zone of ${device.key}`);
  return zone;
};

export const vlanOf = (stage: Stage, device: Device): number => zoneOf(stage, device).vlan;

/** The router that stands at the edge of this device's subnet. */
export function gatewayOf(stage: Stage, device: Device): Device {
  const key = zoneOf(stage, device).gateway;
  if (key === null) throw new Error(`no gateway in ${device.zone}`);
  return deviceOf(stage.plant, key);
}

/** Where the mirror port sees two devices talk: in the inner one's VLAN, the outer one behind its router's MAC. */
export function pathBetween(stage: Stage, client: Device, server: Device): Path {
  const inner = client.zoneRank > server.zoneRank ? client : server;
  const local = zoneOf(stage, client).subnet === zoneOf(stage, server).subnet;
  const endOf = (device: Device): End => {
    const seen = local || device === inner ? device : gatewayOf(stage, inner);
    if (seen.mac === null) throw new Error(`no MAC for ${seen.key}`);
    return { mac: seen.mac, ip: device.ip, ttl: ttlOf(device) - (seen === device ? 0 : 1) };
  };
  return { client: endOf(client), server: endOf(server), vlan: zoneOf(stage, inner).vlan };
}

const windowsKinds = new Set(['workstation', 'server', 'domain-controller', 'scada', 'historian', 'engineering-station', 'remote-access']);
const ttlOf = (device: Device): number => (windowsKinds.has(device.kind) ? 128 : 64);

export type FlowOptions = { needed?: boolean; monday?: boolean; scene?: SceneName };

/** The truth's counters for a conversation between two devices. */
export function flowBetween(
  stage: Stage,
  client: Device,
  server: Device,
  transport: Transport,
  server_port: number,
  protocol: ProtocolName,
  options: FlowOptions = {},
): FlowTally {
  const key = { client: ipText(client.ip), server: ipText(server.ip), transport, server_port, protocol };
  return flowOf(stage.tally, key, options.needed ?? true, options.scene ?? (options.monday === true ? 'monday' : 'day'));
}

/** Both directions of a UDP conversation and its counters. */
export function udpBetween(stage: Stage, client: Device, server: Device, port: number, protocol: ProtocolName, options: FlowOptions = {}) {
  const flow = flowBetween(stage, client, server, 'udp', port, protocol, options);
  const path = pathBetween(stage, client, server);
  return {
    flow,
    up: makeLane(path.client, path.server, path.vlan, UDP, flow.load),
    down: makeLane(path.server, path.client, path.vlan, UDP, flow.load),
  };
}
