// Sets of addresses as sorted, disjoint, inclusive ranges, and how targets write them: networks, or first and last address.
import { formatAddress, parseAddress, parseNetwork } from '../address.ts';

export type Family = 4 | 6;
export type Range = { from: bigint; to: bigint };

const widthOf = (family: Family): number => (family === 4 ? 32 : 128);

/** Reads an address or a network. Null when it is neither. */
export function readRange(text: string): { family: Family; bits: number; range: Range } | null {
  const network = parseNetwork(text);
  if (network !== null) {
    const size = 1n << BigInt(widthOf(network.family) - network.bits);
    return { family: network.family, bits: network.bits, range: { from: network.value, to: network.value + size - 1n } };
  }
  const address = parseAddress(text);
  if (address === null) return null;
  return { family: address.family, bits: widthOf(address.family), range: { from: address.value, to: address.value } };
}

/** Sorted, with what overlaps or touches joined. */
export function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of ranges.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = joined.at(-1);
    if (last === undefined || range.from > last.to + 1n) joined.push({ ...range });
    else if (range.to > last.to) last.to = range.to;
  }
  return joined;
}

/** What lies in `ranges` and in none of `without`. */
export function subtractRanges(ranges: readonly Range[], without: readonly Range[]): Range[] {
  const cuts = joinRanges(without);
  const left: Range[] = [];
  let cut = 0;
  for (const range of joinRanges(ranges)) {
    let { from } = range;
    while (cut > 0 && cuts[cut - 1]!.to >= from) cut--;
    for (; cut < cuts.length && cuts[cut]!.from <= range.to; cut++) {
      const { from: start, to: end } = cuts[cut]!;
      if (end < from) continue;
      if (start > from) left.push({ from, to: start - 1n });
      from = end + 1n;
    }
    if (from <= range.to) left.push({ from, to: range.to });
  }
  return left;
}

/** What lies in both. */
export const intersectRanges = (a: readonly Range[], b: readonly Range[]): Range[] => subtractRanges(a, subtractRanges(a, b));

/** True when the two sets have an address in common; both joined. */
export function rangesMeet(a: readonly Range[], b: readonly Range[]): boolean {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i]!.to < b[j]!.from) i++;
    else if (b[j]!.to < a[i]!.from) j++;
    else return true;
  }
  return false;
}

export type Cidr = { value: bigint; bits: number };

/** The fewest networks that make up the ranges. */
export function networksOf(family: Family, ranges: readonly Range[]): Cidr[] {
  const width = widthOf(family);
  return ranges.flatMap(({ from, to }) => {
    const networks: Cidr[] = [];
    while (from <= to) {
      let size = 0;
      while (size < width && (from & ((1n << BigInt(size + 1)) - 1n)) === 0n && from + (1n << BigInt(size + 1)) - 1n <= to) size++;
      networks.push({ value: from, bits: width - size });
      from += 1n << BigInt(size);
    }
    return networks;
  });
}

export const formatOne = (family: Family, value: bigint): string => formatAddress({ family, value });

/** `10.0.0.1`, `10.0.0.0/24` or `10.0.0.1-10.0.0.9`. */
export function formatRange(family: Family, range: Range): string {
  if (range.from === range.to) return formatOne(family, range.from);
  const [network, more] = networksOf(family, [range]);
  if (network !== undefined && more === undefined) return `${formatOne(family, network.value)}/${network.bits}`;
  return `${formatOne(family, range.from)}-${formatOne(family, range.to)}`;
}

/** `255.255.255.0` for 24. */
export const maskOf = (bits: number): string => formatOne(4, bits === 0 ? 0n : (0xffffffffn << BigInt(32 - bits)) & 0xffffffffn);
/** `0.0.0.255` for 24. */
export const wildcardOf = (bits: number): string => formatOne(4, (1n << BigInt(32 - bits)) - 1n);
