// Purdue levels after the reference model of IEC 62443-1-1 (clause 5): by kind first, then by the company a device keeps.
import type { DeviceKind, ProtocolName, PurdueLevel } from '../words.ts';
import { plantProtocols } from './behaviour.ts';
import type { DeviceFacts, Inference } from './facts.ts';
import { automationMakers } from './hints.ts';
import { isBeyondSite, isPublicAddress, rangeOf, readSitePlan, type SitePlan } from './ranges.ts';

type Level = { purdue_level: PurdueLevel | null; says: string };

/**
 * Level 0 is the process and what touches it: sensors, actuators, drives and I/O stations as the process interface. Level 1 decides,
 * level 2 supervises a cell or line, level 3 runs the site's operations, 3.5 is the industrial DMZ, 4 the business, 5 everything beyond.
 */
const levelOfKind: Readonly<Record<DeviceKind, Level>> = {
  plc: { purdue_level: '1', says: 'controllers are basic control' },
  'safety-controller': { purdue_level: '1', says: 'safety controllers are basic control' },
  rtu: { purdue_level: '1', says: 'outstations are basic control' },
  ied: { purdue_level: '1', says: 'bay devices are basic control' },
  'building-controller': { purdue_level: '1', says: 'building controllers are basic control' },
  robot: { purdue_level: '1', says: 'a robot controller is basic control' },
  gateway: { purdue_level: '1', says: 'a fieldbus gateway stands with the controllers' },
  'remote-io': { purdue_level: '0', says: 'I/O stations are the interface to the process' },
  drive: { purdue_level: '0', says: 'drives move the process' },
  sensor: { purdue_level: '0', says: 'sensors measure the process' },
  actuator: { purdue_level: '0', says: 'actuators move the process' },
  meter: { purdue_level: '0', says: 'meters measure the process' },
  hmi: { purdue_level: '2', says: 'operator panels supervise a line' },
  switch: { purdue_level: '2', says: 'a plant switch, counted with the supervision of its line' },
  scada: { purdue_level: '3', says: 'SCADA servers run the site' },
  historian: { purdue_level: '3', says: 'historians belong to site operations' },
  'engineering-station': { purdue_level: '3', says: 'engineering stations belong to site operations' },
  'time-server': { purdue_level: '3', says: 'plant clocks belong to site operations' },
  firewall: { purdue_level: '3', says: 'the plant firewall, counted with site operations' },
  router: { purdue_level: '3', says: 'the plant router, counted with site operations' },
  'remote-access': { purdue_level: '3.5', says: 'remote access belongs in the industrial DMZ' },
  'domain-controller': { purdue_level: '4', says: 'taken for business until it keeps company with the plant' },
  server: { purdue_level: '4', says: 'taken for business until it keeps company with the plant' },
  workstation: { purdue_level: '4', says: 'taken for business until it keeps company with the plant' },
  printer: { purdue_level: '4', says: 'taken for business until it keeps company with the plant' },
  camera: { purdue_level: '4', says: 'taken for business until it keeps company with the plant' },
  phone: { purdue_level: '4', says: 'telephones are business' },
  ups: { purdue_level: '4', says: 'taken for business until it keeps company with the plant' },
  'access-point': { purdue_level: '4', says: 'taken for business until it keeps company with the plant' },
  unknown: { purdue_level: null, says: 'nothing seen says where it stands' },
};

/** Cyclic traffic on layer 2: only who takes part in control sends it. */
const cyclicProtocols: ReadonlySet<ProtocolName> = new Set<ProtocolName>(['profinet-rt', 'ethercat', 'goose', 'sv']);

/**
 * Level of one device on its own. A controller or field device stands where its kind stands, whatever its address: plants do number with
 * public ranges. Anything else with public addresses only is outside. An unknown that serves a plant protocol is at level 1.
 */
export function levelOf(kind: DeviceKind, facts: DeviceFacts): Level {
  const outside = facts.ips.length > 0 && facts.ips.every(isPublicAddress) ? facts.ips[0] : undefined;
  if (outside !== undefined && !isControl(kind)) return { purdue_level: '5', says: `${outside} is a public address` };
  return (kind === 'unknown' ? levelByControl(facts) : null) ?? levelOfKind[kind];
}

/** An unknown that takes part in control is at level 1. */
function levelByControl(facts: DeviceFacts): Level | null {
  const served = facts.served.find((use) => plantProtocols.has(use.protocol));
  if (served !== undefined) return { purdue_level: '1', says: `serves ${served.protocol}` };
  if (automationMakers.test(facts.vendor ?? '') && facts.spoken.some((use) => use.protocol === 'profinet-dcp'))
    return { purdue_level: '1', says: `looks for PROFINET stations and is made by ${facts.vendor}` };
  const cyclic = facts.spoken.find((use) => cyclicProtocols.has(use.protocol));
  if (cyclic !== undefined) return { purdue_level: '1', says: `sends ${cyclic.protocol} itself, as controllers and their devices do` };
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
  return { purdue_level: '5', says: `${one.network}.0/24 lies behind a router, apart from the site's own ${own}` };
}

/** What the first pass put outside for its public address comes back in when the plant numbers with that range. */
function levelAtStart({ device, network }: Company, plantRanges: ReadonlySet<string>): Level {
  const { kind, purdue_level, why } = device.inference;
  if (purdue_level !== '5' || network === null || !plantRanges.has(rangeOf(network))) return { purdue_level, says: why.level };
  return {
    purdue_level: levelOfKind[kind].purdue_level,
    says: `${levelOfKind[kind].says}; the plant numbers with ${rangeOf(network)}.0.0/16`,
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
  const byNetwork = network === undefined ? null : levelByNetwork(kind, network, `stands in network ${one.network}.0/24`);
  if (byNetwork !== null || networkGear.has(kind) || kind === 'hmi') return byNetwork ?? level;
  return levelByPeers(one, level, levels);
}

/** Devices beside the controllers that are not computers stand with them; what supervises stands above them. */
const nearField: ReadonlySet<DeviceKind> = new Set<DeviceKind>(['camera', 'printer', 'unknown']);

function levelByNetwork(kind: DeviceKind, network: Network, stands: string): Level | null {
  const { control, panels, operations, dmz, computers } = network;
  if (control > 0 && control + panels > computers + operations) {
    return {
      purdue_level: nearField.has(kind) ? '1' : '2',
      says: `${stands} among ${control === 1 ? 'a controller or field device' : `${control} controllers and field devices`}`,
    };
  }
  const others = kind === 'engineering-station' ? operations - 1 : operations;
  if (others > 0 && control <= operations && kind !== 'unknown')
    return { purdue_level: '3', says: `${stands} with SCADA or engineering stations` };
  if (kind === 'hmi' || kind === 'unknown') return null;
  if (dmz > 0 && control === 0) return { purdue_level: '3.5', says: `${stands} with remote access` };
  if (networkGear.has(kind) && control === 0 && computers > operations) return { purdue_level: '4', says: `${stands} of computers` };
  return null;
}

/** Who talks to both sides and speaks no plant protocol stands between them; who talks to one side only belongs to it. */
function levelByPeers(one: Company, level: Level, levels: readonly Level[]): Level {
  const ranks = [...one.peers].map((index) => rankOf(levels[index]!)).filter((rank) => rank >= 0);
  const below = ranks.filter((rank) => rank <= 3).length;
  const above = ranks.filter((rank) => rank >= 4).length;
  const { kind } = one.device.inference;
  if (one.speaksPlant && below > 0) return kind === 'unknown' ? level : { purdue_level: '3', says: 'works with controllers itself' };
  if (kind === 'unknown' || below === 0) return level;
  if (above > 0 && below >= 2 && below * 5 >= above && kind !== 'domain-controller' && kind !== 'workstation')
    return { purdue_level: '3.5', says: 'talks to plant and business, speaks no plant protocol' };
  if (above === 0 && !ranks.includes(3.5)) return { purdue_level: '3', says: 'talks to the plant only' };
  return level;
}
