// Facts too large for an entry, or with words of people in them: the ledger keeps count and hash, the text stands behind a commitment.
import { createHash } from 'node:crypto';

type Told = { facts: Record<string, unknown>; personal: Record<string, string> };

/** An entry's body holds 60,000 bytes (tlog-tiles); this leaves room for everything else in it. */
const limitBytes = 30_000;

/**
 * Tells a list of any length: as it is while its JSON has at most 30,000 bytes, else as `<name>_count` and `<name>_sha256` (hex, of the JSON
 * text) with the text itself as the commitment `<name>`, so that the entry still says exactly which they were.
 */
export function tellList(name: string, list: readonly unknown[]): Told {
  const text = JSON.stringify(list);
  if (Buffer.byteLength(text) <= limitBytes) return { facts: { [name]: list }, personal: {} };
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { facts: { [`${name}_count`]: list.length, [`${name}_sha256`]: sha256 }, personal: { [name]: text } };
}

/** Names of lists that facts tell only by count and hash. */
export const listsBehind = (data: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(data).flatMap((key) =>
    key.endsWith('_sha256') && typeof data[`${key.slice(0, -7)}_count`] === 'number' ? [key.slice(0, -7)] : [],
  );

/** The list whose text stood behind a commitment; null when the text is not the one the facts tell of. */
export function readListBehind(data: Readonly<Record<string, unknown>>, name: string, text: string): unknown[] | null {
  const isThis = createHash('sha256').update(text).digest('hex') === data[`${name}_sha256`];
  return isThis ? (JSON.parse(text) as unknown[]) : null;
}
