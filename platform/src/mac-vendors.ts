// Manufacturer names by MAC from the npm package oui-data (IEEE registry). The 5 MB of JSON are searched as bytes, not parsed, and only
// once somebody asks: one entry a line, shorter prefixes first, prefixes of one length in order.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const NEW_LINE = 0x0a;
/** ` "` before a prefix. */
const BEFORE_PREFIX = 2;
/** Hex digits of a registered block: MA-L, and MA-S and MA-M, which lie in a large block that the registry itself owns. */
const LARGE = 6,
  SMALLER = [9, 7];
const REGISTRY_ITSELF = 'IEEE Registration Authority';

/** A function from `aa:bb:cc:dd:ee:ff` to the registered manufacturer; null for locally administered and unknown addresses. */
export function vendorLookup(): (mac: string) => string | null {
  let registry: Buffer | null = null;
  return (mac) => {
    if ((Number.parseInt(mac.slice(0, 2), 16) & 2) !== 0) return null;
    registry ??= readFileSync(createRequire(import.meta.url).resolve('oui-data'));
    const digits = mac.replaceAll(':', '').toUpperCase();
    const owner = nameOf(registry, digits.slice(0, LARGE));
    if (owner !== null && owner !== REGISTRY_ITSELF) return owner;
    for (const length of SMALLER) {
      const name = nameOf(registry, digits.slice(0, length));
      if (name !== null) return name;
    }
    return owner;
  };
}

/** Halves the part of the file that can hold the prefix, line by line. */
function nameOf(registry: Buffer, prefix: string): string | null {
  let from = 0;
  let to = registry.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const start = registry.lastIndexOf(NEW_LINE, middle - 1) + 1;
    const next = registry.indexOf(NEW_LINE, middle);
    const end = next < 0 ? registry.length : next;
    const order = compare(prefixAt(registry, start, end), prefix);
    if (order === 0) return firstLineOf(registry.toString('utf8', start + BEFORE_PREFIX + prefix.length + 1, end));
    if (order < 0) from = end + 1;
    else to = start;
  }
  return null;
}

/** The prefix on a line; of the two lines that hold a brace, one that comes before all others or after them. */
function prefixAt(registry: Buffer, start: number, end: number): string {
  if (registry[start] === 0x7b) return '';
  if (registry[start] === 0x7d) return '~'.repeat(12);
  const close = registry.indexOf('"', start + BEFORE_PREFIX);
  return registry.toString('latin1', start + BEFORE_PREFIX, close < 0 ? end : Math.min(close, end));
}

function compare(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Of `: "name\naddress",` the name. */
function firstLineOf(text: string): string {
  return (JSON.parse(text.slice(text.indexOf('"')).replace(/,?\r?$/, '')) as string).split('\n', 1)[0]!.trim();
}
