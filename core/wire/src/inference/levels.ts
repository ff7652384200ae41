// Purdue levels after the reference model of IEC 62443-1-1 (clause 5): by kind first, then by the company a device keeps.
import type { DeviceKind, ProtocolName, PurdueLevel } from '../words.ts';
import { plantProtocols } from './behaviour.ts';
import type { DeviceFacts, Inference } from './facts.ts';

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

/** Level of one device on its own: a public address is outside; then its kind; an unknown that speaks a plant protocol is at level 1. */
export function levelOf(kind: DeviceKind, facts: DeviceFacts): Level {
  const outside = facts.ips.length > 0 && facts.ips.every(isPublicAddress) ? facts.ips[0] : undefined;
  if (outside !== undefined) return { purdue_level: '5', says: `${outside} is a public address` };
  const served = facts.served.find((use) => plantProtocols.has(use.protocol));
  if (kind === 'unknown' && served !== undefined) return { purdue_level: '1', says: `serves ${served.protocol}` };
  return levelOfKind[kind];
}

/** Whether an address is routed on the internet: not private (RFC 1918, RFC 4193), shared, local, loopback, multicast or unspecified. */
export function isPublicAddress(ip: string): boolean {
  if (ip.includes(':')) return /^[23]/i.test(ip) && ip.includes(':');
  const [first = 0, second = 0] = ip.split('.').map(Number);
  if (first === 0 || first === 10 || first === 127 || first >= 224) return false;
  if (first === 172) return second < 16 || second > 31;
  if (first === 192) return second !== 168;
  if (first === 169) return second !== 254;
  return !(first === 100 && second >= 64 && second <= 127);
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
]);
const ROUNDS = 3;

type Company = { device: LevelDevice; network: string | null; peers: Set<number>; speaksPlant: boolean };

/**
 * Second pass: moves computers to the level of the company they keep, by their network and by whom they talk to. Each round reads only
 * the round before it, so the order of devices and flows does not matter.
 * @returns one inference per device, in the order given
 */
export function refineLevels(devices: readonly LevelDevice[], flows: readonly LevelFlow[]): Inference[] {
  const company = companyOf(devices, flows);
  let levels = devices.map((device) => ({ purdue_level: device.inference.purdue_level, says: device.inference.why.level }) as Level);
  for (let round = 0; round < ROUNDS; round++) {
    const before = levels;
    const networks = networksOf(company, before);
    levels = company.map((one, index) => refine(one, before[index]!, before, networks));
  }
  return devices.map(({ inference }, index) => {
    const level = levels[index]!;
    return { ...inference, purdue_level: level.purdue_level, why: { kind: inference.why.kind, level: level.says } };
  });
}

function companyOf(devices: readonly LevelDevice[], flows: readonly LevelFlow[]): Company[] {
  const indexOf = new Map<string, number>();
  devices.forEach((device, index) => device.ends.forEach((end) => indexOf.set(end, index)));
  const company = devices.map((device) => ({ device, network: networkOf(device.ends), peers: new Set<number>(), speaksPlant: false }));
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

/** The /24 of its first private IPv4 address: masks are not on the wire, and plants number by /24. */
function networkOf(ends: readonly string[]): string | null {
  const ip = [...ends].filter((end) => /^\d+\.\d+\.\d+\.\d+$/.test(end) && !isPublicAddress(end)).toSorted()[0];
  return ip === undefined ? null : ip.slice(0, ip.lastIndexOf('.'));
}

/** How many devices of a network stand where: those of levels 0 to 2 that are no network gear, site operations by kind, DMZ by kind, the rest. */
type Network = { control: number; operations: number; dmz: number; computers: number };

function networksOf(company: readonly Company[], levels: readonly Level[]): Map<string, Network> {
  const networks = new Map<string, Network>();
  company.forEach((one, index) => {
    if (one.network === null) return;
    const network = networks.get(one.network) ?? { control: 0, operations: 0, dmz: 0, computers: 0 };
    networks.set(one.network, network);
    const kind = one.device.inference.kind;
    const rank = rankOf(levels[index]!);
    if (kind === 'switch' || kind === 'router' || kind === 'firewall') return;
    if (!movable.has(kind) && rank >= 0 && rank <= 2) network.control++;
    else if (kind === 'scada' || kind === 'engineering-station') network.operations++;
    else if (kind === 'remote-access') network.dmz++;
    else network.computers++;
  });
  return networks;
}

function rankOf(level: Level): number {
  return level.purdue_level === null ? -1 : Number(level.purdue_level);
}

function refine(one: Company, level: Level, levels: readonly Level[], networks: ReadonlyMap<string, Network>): Level {
  const { kind } = one.device.inference;
  if (!movable.has(kind) || level.purdue_level === '5') return level;
  const network = one.network === null ? undefined : networks.get(one.network);
  if (kind === 'switch' || kind === 'router' || kind === 'firewall') return level;
  if (network !== undefined) {
    const byNetwork = levelByNetwork(kind, network, one.network ?? '');
    if (byNetwork !== null) return byNetwork;
  }
  return levelByPeers(one, level, levels);
}

function levelByNetwork(kind: DeviceKind, network: Network, name: string): Level | null {
  const inNetwork = `stands in network ${name}.0/24`;
  if (network.control > network.computers + network.operations) {
    const isNearField = kind === 'camera' || kind === 'printer' || kind === 'unknown';
    return { purdue_level: isNearField ? '1' : '2', says: `${inNetwork} among ${network.control} controllers and field devices` };
  }
  if (network.operations > 0 && network.control <= network.operations)
    return { purdue_level: '3', says: `${inNetwork} with SCADA or engineering stations` };
  if (network.dmz > 0 && network.control === 0) return { purdue_level: '3.5', says: `${inNetwork} with remote access` };
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
  if (above > 0 && below >= 2 && kind !== 'domain-controller' && kind !== 'workstation')
    return { purdue_level: '3.5', says: 'talks to plant and business, speaks no plant protocol' };
  if (above === 0) return { purdue_level: '3', says: 'talks to the plant only' };
  return level;
}
