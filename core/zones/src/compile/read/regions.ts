// Whether some rules together mean every packet that another rule means: rectangles of sources and targets.
import { intersectRanges, joinRanges, rangesMeet, subtractRanges } from '../ranges.ts';
import type { Family, Range } from '../ranges.ts';
import type { Ends, ReadService } from './read-rules.ts';

export type Region = { from: Ends; to: Ends };

/** ICMP is IPv4's, ICMPv6 is IPv6's, whatever addresses stand beside it. */
export function familiesIn({ transport }: ReadService): Family[] {
  return transport === 'icmp' ? [4] : transport === 'icmpv6' ? [6] : [4, 6];
}

/** The sources cut at every boundary of the others', so that each piece lies wholly inside or outside of each. */
function piecesOf(ranges: readonly Range[], others: readonly Range[]): Range[] {
  const cuts = [...new Set(others.flatMap(({ from, to }) => [from, to + 1n]))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return ranges.flatMap(({ from, to }) => {
    const inside = cuts.filter((cut) => cut > from && cut <= to);
    return [from, ...inside].map((start, n) => ({ from: start, to: n < inside.length ? inside[n]! - 1n : to }));
  });
}

function isCoveredIn(family: Family, region: Region, others: readonly Region[]): boolean {
  const [from, to] = [region.from[family], region.to[family]];
  if (from.length === 0 || to.length === 0) return true;
  const near = others.filter((other) => rangesMeet(other.from[family], from) && rangesMeet(other.to[family], to));
  if (near.some((other) => subtractRanges(from, other.from[family]).length === 0 && subtractRanges(to, other.to[family]).length === 0))
    return true;
  const pieces = piecesOf(
    from,
    near.flatMap((other) => other.from[family]),
  );
  return pieces.every((piece) => {
    const reached = near.filter((other) => rangesMeet(other.from[family], [piece])).flatMap((other) => other.to[family]);
    return subtractRanges(to, joinRanges(reached)).length === 0;
  });
}

/** True when every pair of addresses of the region lies in one of the others. */
export const isCovered = (region: Region, others: readonly Region[], families: readonly Family[]): boolean =>
  families.every((family) => isCoveredIn(family, region, others));

/** The packets that are in both. */
export const meetRegions = (a: Region, b: Region): Region => ({
  from: { 4: intersectRanges(a.from[4], b.from[4]), 6: intersectRanges(a.from[6], b.from[6]) },
  to: { 4: intersectRanges(a.to[4], b.to[4]), 6: intersectRanges(a.to[6], b.to[6]) },
});

/** True when a packet can be in both. */
export const regionsMeet = (a: Region, b: Region): boolean =>
  ([4, 6] as const).some((family) => rangesMeet(a.from[family], b.from[family]) && rangesMeet(a.to[family], b.to[family]));
