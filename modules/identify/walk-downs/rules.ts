// Decisions about walk-downs: what is left to read, what deserves attention, whether bytes are a picture.
import type { NewReading, Photo, Reading, Stop } from './schema.ts';

/** Largest picture taken, in bytes. */
export const photoLimitBytes = 12 * 2 ** 20;
/** How sure a label is: surer than what is inferred, less than a person who says so in the inventory. */
export const labelConfidence = 0.85;

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^v(er(sion)?)?\.?\s*(?=\d)/, '')
    .replaceAll(/[\s_-]/g, '');

// A revision of 4.007 on a label is 4.7 on the wire.
const plainVersion = (text: string): string => plain(text).replaceAll(/(?<!\d)0+(?=\d)/g, '');

/** Whether two ways to write a version, serial or order number say the same: `V4.5.0` and `4.5.0`, `6ES7 214-1AG40` and `6es72141ag40`. */
export function saysTheSame(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** Why a stop's reading needs a person; empty when all is as the inventory says. */
export function attentionOf(it: Pick<Stop, 'firmware' | 'serial' | 'order_number' | 'planned'>, read: ReadingWords | null): Attention[] {
  if (read === null) return [];
  const found: Attention[] = [];
  if (read.outcome === 'not_found') found.push('not_found');
  if (read.outcome === 'not_listed') found.push('not_listed');
  if (read.key_position === 'program' || read.key_position === 'remote' || read.key_position === 'stop') found.push('key');
  for (const name of ['firmware', 'serial', 'order_number'] as const) {
    const [label, known] = [read[name], it[name]];
    if (label === null || known === null || saysTheSame(label, known)) continue;
    if (name !== 'firmware' || plainVersion(label) !== plainVersion(known)) found.push(name);
  }
  return found;
}
export type Attention = 'not_found' | 'not_listed' | 'key' | 'firmware' | 'serial' | 'order_number';
type ReadingWords = Pick<Reading, 'outcome' | 'key_position' | 'firmware' | 'serial' | 'order_number'>;

/** Stops as one walks them: by place, then name; a device's number sorts as a number. */
export function inWalkingOrder<T extends { location: string | null; name: string }>(stops: readonly T[]): T[] {
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  return stops.toSorted((a, b) => compare(a.location ?? '￿', b.location ?? '￿') || compare(a.name, b.name));
}

/** A device's clock may run ahead; nothing is read in the future. ISO 8601 UTC. */
export function readAt(said: string, now: Date): string {
  return new Date(Math.min(Date.parse(said), now.getTime())).toISOString();
}

/** What a label says of an asset, as attributes of the inventory. */
export function attributesOf(it: NewReading): { name: string; value: string }[] {
  if (it.outcome !== 'found' && it.outcome !== 'not_listed') return [];
  return (['firmware', 'serial', 'order_number', 'key_position', 'location'] as const).flatMap((name) => {
    const value = it[name];
    return value === null ? [] : [{ name, value }];
  });
}

const starts: readonly [Photo['type'], readonly number[], number][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff], 0],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 0],
  ['image/webp', [0x57, 0x45, 0x42, 0x50], 8],
];

/** The picture's type by its first bytes, whatever its name says; null for anything else. */
export function pictureType(bytes: Uint8Array): Photo['type'] | null {
  return starts.find(([, magic, at]) => magic.every((byte, index) => bytes[at + index] === byte))?.[0] ?? null;
}
