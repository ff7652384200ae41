// Manufacturer names by MAC from the npm package oui-data (IEEE registry). The 5 MB of JSON are searched as bytes, not parsed into
// objects, and only once somebody asks.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const QUOTE = 0x22;
/** `"001B1B": "` in the package's JSON. */
const KEY_LENGTH = 6;

/** A function from `aa:bb:cc:dd:ee:ff` to the registered manufacturer; null for locally administered and unknown addresses. */
export function vendorLookup(): (mac: string) => string | null {
  let registry: Registry | null = null;
  return (mac) => {
    if ((Number.parseInt(mac.slice(0, 2), 16) & 2) !== 0) return null;
    registry ??= openRegistry();
    return nameAt(registry, Number.parseInt(mac.slice(0, 8).replaceAll(':', ''), 16));
  };
}

/** Prefixes as numbers and where in the file each one's text begins. */
type Registry = { bytes: Buffer; places: Map<number, number> };

function openRegistry(): Registry {
  const bytes = readFileSync(createRequire(import.meta.url).resolve('oui-data'));
  const places = new Map<number, number>();
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf('\n', at) < 0 ? -1 : bytes.indexOf(QUOTE, bytes.indexOf('\n', at))) {
    const prefix = Number.parseInt(bytes.toString('latin1', at + 1, at + 1 + KEY_LENGTH), 16);
    const text = bytes.indexOf(QUOTE, at + KEY_LENGTH + 2);
    if (text >= 0) places.set(prefix, text);
  }
  return { bytes, places };
}

/** The first line of an entry: the name stands before the address. */
function nameAt({ bytes, places }: Registry, prefix: number): string | null {
  const from = places.get(prefix);
  if (from === undefined) return null;
  const lineEnd = bytes.indexOf('\n', from);
  const text = bytes.toString('utf8', from, lineEnd < 0 ? bytes.length : lineEnd).replace(/,?\r?$/, '');
  return (JSON.parse(text) as string).split('\n', 1)[0]!.trim();
}
