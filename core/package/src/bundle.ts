// A bundle of a large package: one line of JSON for each entry, with its exact text, what was opened of it and what was left out of it.
import { decodeUtf8, encodeUtf8 } from '@holdfast/core-ledger';

export type OpenedText = { n: number; salt: string; payload: string };
/** `body`: the entry's exact bytes, which are UTF-8. `omitted`: commitments whose text is not here. */
export type BundledEntry = { idx: number; body: Uint8Array; opened: OpenedText[]; omitted: { n: number; reason: string }[] };

/** One entry as its line. Throws for a body that is no UTF-8. */
export function bundleLine({ idx, body, opened, omitted }: BundledEntry): string {
  const text = decodeUtf8(body);
  if (!text.ok) throw new TypeError(`entry ${idx} is no text`);
  return `${JSON.stringify({ idx, body: text.value, opened, omitted })}\n`;
}

/** The entries of a bundle, in order; null when it is written in any other way than `bundleLine` does. */
export function readBundle(bytes: Uint8Array): BundledEntry[] | null {
  const text = decodeUtf8(bytes);
  if (!text.ok || !text.value.endsWith('\n')) return null;
  const found: BundledEntry[] = [];
  for (const line of text.value.slice(0, -1).split('\n')) {
    const it = readLine(line);
    if (it === null) return null;
    found.push(it);
  }
  return found;
}

function readLine(line: string): BundledEntry | null {
  try {
    const { idx, body, opened, omitted } = JSON.parse(line) as Record<string, unknown>;
    if (!Number.isSafeInteger(idx) || typeof body !== 'string' || !isOpened(opened) || !isOmitted(omitted)) return null;
    const it = { idx: idx as number, body: encodeUtf8(body), opened, omitted };
    return bundleLine(it) === `${line}\n` ? it : null;
  } catch {
    return null;
  }
}

const isList = (value: unknown, fits: (it: Record<string, unknown>) => boolean): boolean =>
  Array.isArray(value) && value.every((it) => typeof it === 'object' && it !== null && fits(it as Record<string, unknown>));
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

export const isOpened = (value: unknown): value is OpenedText[] =>
  isList(value, ({ n, salt, payload }) => isCount(n) && typeof salt === 'string' && typeof payload === 'string' && payload.isWellFormed());
const isOmitted = (value: unknown): value is BundledEntry['omitted'] =>
  isList(value, ({ n, reason }) => isCount(n) && typeof reason === 'string' && reason.isWellFormed());
