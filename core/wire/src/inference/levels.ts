// Purdue levels after the reference model of IEC 62443-1-1 (clause 5): by kind first, then by the company a device keeps.
import type { DeviceKind, ProtocolName, PurdueLevel } from '../words.ts';
import { plantProtocols } from './behaviour.ts';
import type { DeviceFacts, Inference, Said } from './facts.ts';
import { automationMakers } from './hints.ts';
import { isBeyondSite, isPublicAddress, rangeOf, readSitePlan, type SitePlan } from './ranges.ts';
import { say } from './say.ts';

type Level = { purdue_level: PurdueLevel | null; says: Said[] };

/**
 * Level 0 is the process and what touches it: sensors, actuators, drives and I/O stations as the process interface. Level 1 decides,
 * level 2 supervises a cell or line, level 3 runs the site's operations, 3.5 is the industrial DMZ, 4 the business, 5 everything beyond.
 */
const levelOfKind: Readonly<Record<DeviceKind, Level>> = {
  plc: { purdue_level: '1', says: [say('level_plc')] },
  'safety-controller': { purdue_level: '1', says: [say('level_safety')] },
  rtu: { purdue_level: '1', says: [say('level_rtu')] },
  ied: { purdue_level: '1', says: [say('level_ied')] },
  'building-controller': { purdue_level: '1', says: [say('level_building')] },
  robot: { purdue_level: '1', says: [say('level_robot')] },
  gateway: { purdue_level: '1', says: [say('level_gateway')] },
  'remote-io': { purdue_level: '0', says: [say('level_remote_io')] },
  drive: { purdue_level: '0', says: [say('level_drive')] },
  sensor: { purdue_level: '0', says: [say('level_sensor')] },
  actuator: { purdue_level: '0', says: [say('level_actuator')] },
  meter: { purdue_level: '0', says: [say('level_meter')] },
  hmi: { purdue_level: '2', says: [say('level_hmi')] },
  switch: { purdue_level: '2', says: [say('level_switch')] },
  scada: { purdue_level: '3', says: [say('level_scada')] },
  historian: { purdue_level: '3', says: [say('level_historian')] },
  'engineering-station': { purdue_level: '3', says: [say('level_engineering')] },
  'time-server': { purdue_level: '3', says: [say('level_time_server')] },
  firewall: { purdue_level: '3', says: [say('level_firewall')] },
  router: { purdue_level: '3', says: [say('level_router')] },
  'remote-access': { purdue_level: '3.5', says: [say('level_remote_access')] },
  'domain-controller': { purdue_level: '4', says: [say('level_until_company')] },
  server: { purdue_level: '4', says: [say('level_until_company')] },
  workstation: { purdue_level: '4', says: [say('level_until_company')] },
  printer: { purdue_level: '4', says: [say('level_until_company')] },
  camera: { purdue_level: '4', says: [say('level_until_company')] },
  phone: { purdue_level: '4', says: [say('level_phone')] },
  ups: { purdue_level: '4', says: [say('level_until_company')] },
  'access-point': { purdue_level: '4', says: [say('level_until_company')] },
  unknown: { purdue_level: null, says: [say('level_unknown')] },
};

/** Cyclic traffic on layer 2: only who takes part in control sends it. */
const cyclicProtocols: ReadonlySet<ProtocolName> = new Set<ProtocolName>(['profinet-rt', 'ethercat', 'goose', 'sv']);

/**
 * Level of one device on its own. A controller or field device stands where its kind stands, whatever its address: plants do number with
 * public ranges. Anything else with public addresses only is outside. An unknown that serves a plant protocol is at level 1.
 */
export function levelOf(kind: DeviceKind, facts: DeviceFacts): Level {
  const outside = facts.ips.length > 0 && facts.ips.every(isPublicAddress) ? facts.ips[0] : undefined;
  if (outside !== undefined && !isControl(kind)) return { purdue_level: '5', says: [say('public_address', { ip: outside })] };
  return (kind === 'unknown' ? levelByControl(facts) : null) ?? levelOfKind[kind];
}

/** An unknown that takes part in control is at level 1. */
function levelByControl(facts: DeviceFacts): Level | null {
  const served = facts.served.find((use) => plantProtocols.has(use.protocol));
  if (served !== undefined) return { purdue_level: '1', says: [say('serves_plant', { protocol: served.protocol })] };
  if (automationMakers.test(facts.vendor ?? '') && facts.spoken.some((use) => use.protocol === 'profinet-dcp'))
    return { purdue_level: '1', says: [say('seeks_profinet', { vendor: facts.vendor ?? '' })] };
  const cyclic = facts.spoken.find((use) => cyclicProtocols.has(use.protocol));
  if (cyclic !== undefined) return { purdue_level: '1', says: [say('sends_cyclic', { protocol: cyclic.protocol })] };
  return null;
}

function isControl(kind: DeviceKind): boolean {
  const rank = rankOf(levelOfKind[kind]);
  return rank === 0 || rank === 1;
}

export type LevelDevice = { ends: readonly string[]; inference: Inference };
export type LevelFlow = { client: string; server: string; protocol: ProtocolName };

/** Kinds whose level depends on the company they keep; all others are anchors. */
const movable: ReadonlySet<DeviceKind> = new Set<DeviceKind>([
  'server',
  'workstation',
  'domain-controller',
  'printer',
  'camera',
  'ups',
  'access-point',
  'unknown',
  'historian',
  'engineering-station',
  'time-server',
  'router',
  'firewall',
  'switch',
  'hmi',
]);
const ROUNDS = 3;

type Company = { device: LevelDevice; network: string | null; direct: boolean; peers: Set<number>; speaksPlant: boolean };

/**
 * Second pass: moves computers to the level of the company they keep, by their network and by whom they talk to. Each round reads only
 * the round before it, so the order of devices and flows does not matter.
 * @returns one inference per device, in the order given
 */
export function refineLevels(devices: readonly LevelDevice[], flows: readonly LevelFlow[]): Inference[] {
  const company = companyOf(devices, flows);
  const networks = networksOf(company);
  const plantRanges = plantRangesOf(company);
  const plan = readSitePlan(company);
  let levels = company.map((one) => levelBeyond(one, plan) ?? levelAtStart(one, plantRanges));
  for (let round = 0; round < ROUNDS; round++) {
    const before = levels;
    levels = company.map((one, index) => refine(one, before[index]!, before, networks));
  }
  return devices.map(({ inference }, index) => {
    const level = levels[index]!;
    return { ...inference, purdue_level: level.purdue_level, why: { kind: inference.why.kind, level: level.says } };
  });
}

const macPattern = /^(?:[\da-f]{2}:){5}[\da-f]{2}$/i;

function companyOf(devices: readonly LevelDevice[], flows: readonly LevelFlow[]): Company[] {
  const indexOf = new Map<string, number>();
  devices.forEach((device, index) => device.ends.forEach((end) => indexOf.set(end, index)));
  const company = devices.map((device): Company => {
    const direct = device.ends.some((end) => macPattern.test(end));
    return { device, network: networkOf(device.ends), direct, peers: new Set<number>(), speaksPlant: false };
  });
  for (const flow of flows) {
    const client = indexOf.get(flow.client);
    const server = indexOf.get(flow.server);
    if (client === undefined || server === undefined || client === server) continue;
    company[client]!.peers.add(server);
    company[server]!.peers.add(client);
    if (plantProtocols.has(flow.protocol)) company[client]!.speaksPlant = company[server]!.speaksPlant = true;
  }
  return company;
}

/** The first IPv4 address, private before public. */
function addressOf(ends: readonly string[]): string | null {
  const addresses = ends.filter((end) => /^\d+\.\d+\.\d+\.\d+$/.test(end)).toSorted();
  return addresses.find((end) => !isPublicAddress(end)) ?? addresses[0] ?? null;
}

/** The /24 of a device's address: masks are not on the wire, and plants number by /24. */
function networkOf(ends: readonly string[]): string | null {
  const ip = addressOf(ends);
  return ip === null ? null : ip.slice(0, ip.lastIndexOf('.'));
}

/** Public /16 ranges that controllers and field devices stand in: such a plant numbers with public addresses of its own. */
function plantRangesOf(company: readonly Company[]): Set<string> {
  const ranges = new Set<string>();
  for (const { device, network } of company) {
    if (network === null || !isControl(device.inference.kind) || !isPublicAddress(`${network}.0`)) continue;
    ranges.add(rangeOf(network));
  }
  return ranges;
}

/** Computers of a head office or a service company: behind a router, in a range that is not the site's, and no controller's partner. */
function levelBeyond(one: Company, plan: SitePlan): Level | null {
  const isComputer = levelOfKind[one.device.inference.kind].purdue_level === '4';
  if (!isComputer || one.speaksPlant || !isBeyondSite(one, plan)) return null;
  const own = plan.own.map((range) => `${range}.0.0/16`).join(', ');
  return { purdue_level: '5', says: [say('beyond_router', { network: `${one.network}.0/24`, own })] };
}

/** What the first pass put outside for its public address comes back in when the plant numbers with that range. */
function levelAtStart({ device, network }: Company, plantRanges: ReadonlySet<string>): Level {
  const { kind, purdue_level, why } = device.inference;
  if (purdue_level !== '5' || network === null || !plantRanges.has(rangeOf(network))) return { purdue_level, says: why.level };
  return {
    purdue_level: levelOfKind[kind].purdue_level,
    says: [...levelOfKind[kind].says, say('plant_range', { range: `${rangeOf(network)}.0.0/16` })],
  };
}

/** How many devices of a network are what: controllers and field devices, panels, site operations and DMZ by kind, other computers. */
type Network = { control: number; panels: number; operations: number; dmz: number; computers: number };

const networkGear: ReadonlySet<DeviceKind> = new Set<DeviceKind>(['switch', 'router', 'firewall', 'access-point']);

function networksOf(company: readonly Company[]): Map<string, Network> {
  const networks = new Map<string, Network>();
  for (const one of company) {
    if (one.network === null) continue;
    const network = networks.get(one.network) ?? { control: 0, panels: 0, operations: 0, dmz: 0, computers: 0 };
    networks.set(one.network, network);
    const part = partOf(one.device.inference.kind);
    if (part !== null) network[part]++;
  }
  return networks;
}

function partOf(kind: DeviceKind): keyof Network | null {
  if (networkGear.has(kind)) return null;
  if (kind === 'unknown') return null;
  if (kind === 'hmi') return 'panels';
  if (kind === 'scada' || kind === 'engineering-station') return 'operations';
  if (kind === 'remote-access') return 'dmz';
  return isControl(kind) ? 'control' : 'computers';
}

function rankOf(level: Level): number {
  return level.purdue_level === null ? -1 : Number(level.purdue_level);
}

function refine(one: Company, level: Level, levels: readonly Level[], networks: ReadonlyMap<string, Network>): Level {
  const { kind } = one.device.inference;
  if (!movable.has(kind) || level.purdue_level === '5') return level;
  const network = one.network === null ? undefined : networks.get(one.network);
  const byNetwork = network === undefined ? null : levelByNetwork(kind, network, `${one.network}.0/24`);
  if (byNetwork !== null || networkGear.has(kind) || kind === 'hmi') return byNetwork ?? level;
  return levelByPeers(one, level, levels);
}

/** Devices beside the controllers that are not computers stand with them; what supervises stands above them. */
const nearField: ReadonlySet<DeviceKind> = new Set<DeviceKind>(['camera', 'printer', 'unknown']);

function levelByNetwork(kind: DeviceKind, counts: Network, network: string): Level | null {
  const { control, panels, operations, dmz, computers } = counts;
  if (control > 0 && control + panels > computers + operations) {
    return {
      purdue_level: nearField.has(kind) ? '1' : '2',
      says: [control === 1 ? say('among_one_controller', { network }) : say('among_controllers', { network, controllers: control })],
    };
  }
  const others = kind === 'engineering-station' ? operations - 1 : operations;
  if (others > 0 && control <= operations && kind !== 'unknown') return { purdue_level: '3', says: [say('with_operations', { network })] };
  if (kind === 'hmi' || kind === 'unknown') return null;
  if (dmz > 0 && control === 0) return { purdue_level: '3.5', says: [say('with_remote_access', { network })] };
  if (networkGear.has(kind) && control === 0 && computers > operations)
    return { purdue_level: '4', says: [say('of_computers', { network })] };
  return null;
}

/** Who talks to both sides and speaks no plant protocol stands between them; who talks to one side only belongs to it. */
function levelByPeers(one: Company, level: Level, levels: readonly Level[]): Level {
  const ranks = [...one.peers].map((index) => rankOf(levels[index]!)).filter((rank) => rank >= 0);
  const below = ranks.filter((rank) => rank <= 3).length;
  const above = ranks.filter((rank) => rank >= 4).length;
  const { kind } = one.device.inference;
  if (one.speaksPlant && below > 0) return kind === 'unknown' ? level : { purdue_level: '3', says: [say('works_with_controllers')] };
  if (kind === 'unknown' || below === 0) return level;
  if (above > 0 && below >= 2 && below * 5 >= above && kind !== 'domain-controller' && kind !== 'workstation')
    return { purdue_level: '3.5', says: [say('between')] };
  if (above === 0 && !ranks.includes(3.5)) return { purdue_level: '3', says: [say('plant_only')] };
  return level;
}
