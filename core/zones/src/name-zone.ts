// English names for proposed zones, the page may build its own from role, level and subnets.
import { formatAddress } from './address.ts';
import type { Seat } from './seats.ts';
import type { ZoneLevel, ZoneRole } from './words.ts';

const LABEL_NAMES_MIN = 3;
const LABEL_SHARE_MIN = 0.6;
const LISTED_MAX = 2;

const roleNames: Readonly<Record<ZoneRole, string>> = {
  control: 'control network',
  cell: 'cell of',
  safety: 'safety controllers',
  supervision: 'supervision',
  operations: 'site operations',
  dmz: 'industrial DMZ',
  enterprise: 'office network',
  external: 'external networks',
  network: 'network equipment',
  layer2: 'devices without address',
  unclassified: 'not yet classified',
  unplaced: 'nowhere seen',
};

/** First words of names that tell what a device is, not where it belongs. */
const kindWords: ReadonlySet<string> = new Set([
  'plc',
  'hmi',
  'scada',
  'io',
  'rio',
  'et200',
  'et200s',
  'et200sp',
  's7',
  'cpu',
  'drive',
  'vfd',
  'robot',
  'pc',
  'ws',
  'laptop',
  'desktop',
  'notebook',
  'client',
  'srv',
  'server',
  'sw',
  'switch',
  'win',
  'printer',
  'prn',
  'camera',
  'cam',
  'localhost',
  'device',
  'station',
  'panel',
]);

/** The first word of the device's name, upper case; null when it has none or the word only tells its kind. */
export function readLabel({ asset }: Seat): string | null {
  const named = [...asset.names].sort().find((name) => /[-_. ]/.test(name));
  const word = named?.split(/[-_. ]/)[0]?.toLowerCase() ?? '';
  const isKind = kindWords.has(word) || kindWords.has(word.replace(/\d+$/, ''));
  return word.length < 2 || isKind ? null : word.toUpperCase();
}

/** The first word most named members share ('LINE1' of 'line1-plc-01'); null when they share none. */
export function findLabel(seats: readonly Seat[]): string | null {
  const named = seats.filter((seat) => seat.asset.names.length > 0).length;
  const counts = new Map<string, number>();
  for (const word of seats.map(readLabel)) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const [word, count] of counts) if (count >= LABEL_NAMES_MIN && count >= named * LABEL_SHARE_MIN) return word;
  return null;
}

/** What a person would call the device: its first name, else its lowest address, else its MAC, else its id. */
export function callDevice(seat: Seat): string {
  const [name] = [...seat.asset.names].sort();
  return name ?? addressKey(seat);
}

/** A text that names the device for keys: address, MAC or, without both, id. */
export function addressKey(seat: Seat): string {
  const home = seat.homes[0];
  return (home && formatAddress(home.address)) ?? [...seat.asset.macs].sort()[0] ?? seat.asset.id;
}

function listUpTo(texts: readonly string[]): string {
  const more = texts.length - LISTED_MAX;
  return texts.slice(0, LISTED_MAX).join(' + ') + (more > 0 ? ` + ${more}` : '');
}

export type NameParts = {
  level: ZoneLevel | null;
  role: ZoneRole;
  label: string | null;
  cell_of: readonly string[];
  places: readonly string[];
};

/** `Control network LINE1, 10.20.1.0/24`: the role, what most members are called, the networks. The level stands beside it. */
export function nameZone({ level, role, label, cell_of, places }: NameParts): string {
  const isSaid = label !== null && roleNames[role].toUpperCase().includes(label);
  const detail = role === 'cell' ? listUpTo(cell_of) : isSaid ? null : label;
  const what = [roleNames[role], detail].filter((text) => text !== null).join(' ');
  const head = what.charAt(0).toUpperCase() + what.slice(1);
  // Network equipment that stands for itself has no network to tell it from that of another level.
  const where = role === 'network' && places.length === 0 && level !== null ? `level ${level}` : listUpTo(places);
  return [head, where].filter((text) => text !== '').join(', ');
}
