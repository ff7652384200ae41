// What level a device stands on, and how sure that is: Purdue levels by kind (ISA-95, IEC 62443-1-1 reference model).
import type { OperationClass, ZoneAsset, ZoneFlow, ZoneLevel } from './words.ts';
import { zoneLevels } from './words.ts';

/** Usual level by kind; kinds that are at home on any level are absent. */
const levelByKind: Readonly<Record<string, ZoneLevel>> = {
  sensor: '0',
  actuator: '0',
  'remote-io': '0',
  drive: '0',
  meter: '0',
  plc: '1',
  'safety-controller': '1',
  robot: '1',
  // A serial or fieldbus gateway: what is behind it is the process. Between networks stand routers and firewalls.
  gateway: '1',
  rtu: '1',
  ied: '1',
  'building-controller': '1',
  hmi: '2',
  scada: '3',
  historian: '3',
  'engineering-station': '3',
  'time-server': '3',
  'remote-access': '3.5',
  workstation: '4',
  printer: '4',
  camera: '4',
  phone: '4',
  'domain-controller': '4',
};

/** Kinds found on every floor: they follow their network and never split it. */
const followingKinds: ReadonlySet<string> = new Set([
  'printer',
  'camera',
  'phone',
  'ups',
  'time-server',
  'switch',
  'access-point',
  'router',
  'firewall',
]);

const controllerKinds: ReadonlySet<string> = new Set(['plc', 'safety-controller', 'rtu', 'ied', 'building-controller']);
const fieldKinds: ReadonlySet<string> = new Set(['remote-io', 'drive', 'robot', 'sensor', 'actuator', 'meter']);
const hostKinds: ReadonlySet<string> = new Set(['workstation', 'server', 'unknown']);
const processClasses: ReadonlySet<OperationClass> = new Set(['read', 'write', 'program', 'start', 'stop', 'configure']);

const networkKinds: ReadonlySet<string> = new Set(['switch', 'router', 'firewall', 'access-point']);

export const isNetworkDevice = (asset: ZoneAsset): boolean => networkKinds.has(asset.kind);
export const isController = (asset: ZoneAsset): boolean => controllerKinds.has(asset.kind);
export const isFieldDevice = (asset: ZoneAsset): boolean => fieldKinds.has(asset.kind);
export const isSafety = (asset: ZoneAsset): boolean => asset.kind === 'safety-controller';

/** A device's level. `firm` levels may split a network; others follow it. `by_polling` when only its behaviour told, `by_person` when somebody said it. */
export type Standing = { level: ZoneLevel | null; firm: boolean; by_polling: boolean; by_person: boolean };

/** The rank of a level in `zoneLevels`, -1 for null. */
export function rankOf(level: ZoneLevel | null): number {
  return level === null ? -1 : zoneLevels.indexOf(level);
}

function readLevel(text: string | null): ZoneLevel | null {
  return zoneLevels.find((level) => level === text) ?? null;
}

/** Ids of the clients that read, wrote or programmed a controller. */
export function findPollers(assets: ReadonlyMap<string, ZoneAsset>, flows: readonly ZoneFlow[]): Set<string> {
  const pollers = new Set<string>();
  for (const flow of flows) {
    const server = flow.server_id === null ? undefined : assets.get(flow.server_id);
    if (flow.client_id === null || server === undefined || !isController(server)) continue;
    if (flow.classes.some((name) => processClasses.has(name))) pollers.add(flow.client_id);
  }
  return pollers;
}

/**
 * The level of a device: what a person said, what was read, else what its kind means. A host of which no level was read, but which
 * reads or writes controllers, is an operator's or engineer's station (level 2) whatever its operating system looks like. Level 5 read
 * from a public address says nothing in a network where such addresses are used inside (`is_inside`).
 */
export function standingOf(asset: ZoneAsset, pollers: ReadonlySet<string>, is_inside: boolean): Standing {
  const told = readLevel(asset.purdue_level);
  if (told !== null && asset.level_by_person === true) return { level: told, firm: true, by_polling: false, by_person: true };
  const read = is_inside && told === '5' ? null : told;
  const polls = read === null && hostKinds.has(asset.kind) && pollers.has(asset.id);
  if (polls) return { level: '2', firm: true, by_polling: true, by_person: false };
  const level = read ?? levelByKind[asset.kind] ?? null;
  return { level, firm: level !== null && !followingKinds.has(asset.kind), by_polling: false, by_person: false };
}

/** The highest level, null without levels. */
export function highestLevel(levels: readonly ZoneLevel[]): ZoneLevel | null {
  return zoneLevels.findLast((level) => levels.includes(level)) ?? null;
}

/**
 * The level of a zone: the most frequent one, null without levels. Levels 0 to 2 of one network are one cell and area zone (IEC 62443-1-1
 * reference model) and count together as the highest of them. On a tie the higher counts, but a controller and its one programming
 * station are a cell, not site operations.
 */
export function commonLevel(levels: readonly ZoneLevel[]): ZoneLevel | null {
  const top = levels.includes('2') ? '2' : levels.includes('1') ? '1' : '0';
  const counts = new Map<ZoneLevel, number>();
  for (const level of levels) {
    const counted = rankOf(level) < rankOf(top) ? top : level;
    counts.set(counted, (counts.get(counted) ?? 0) + 1);
  }
  const count = (level: ZoneLevel): number => counts.get(level) ?? 0;
  let best: ZoneLevel | null = null;
  const isCell = levels.some((level) => rankOf(level) < rankOf('2'));
  const wins = (level: ZoneLevel, than: ZoneLevel): boolean =>
    count(level) > count(than) || (count(level) === count(than) && !(isCell && than === top && level === '3'));
  for (const level of zoneLevels) if (count(level) > 0 && (best === null || wins(level, best))) best = level;
  return best;
}
