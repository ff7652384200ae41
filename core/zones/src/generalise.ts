// From single assets to roles to zones, where the wider rule lets nothing in that was not seen among the site's known assets.
import { coversExtent, type Extent } from './learn-lines.ts';

/** One end with what it was seen doing. `of` is what the caller keeps with it. */
export type Item<T> = { asset: number; extent: number; of: T };
export type WideEnd = { kind: 'asset'; asset: number } | { kind: 'role'; zone: number; role: string } | { kind: 'zone'; zone: number };
export type Widened<T> = { end: WideEnd; extent: number; of: T[] };
/** A wider end that would let in `adds` though they were not seen. */
export type NearMiss<T> = { zone: number; role: string | null; extent: number; adds: number[]; of: T[] };

/** The known assets of the two zones by number, as a whole and by kind; 'unknown' is no role. */
export type Universe = {
  zoneOf(asset: number): number;
  kindOf(asset: number): string;
  members: readonly [readonly number[], readonly number[]];
};

const ZONE_MIN = 3;
const ROLE_MIN = 2;
const OFFER_MIN = 3;
const OFFER_SHARE = 0.5;
/** So many kinds of extent are tried as the wider one, the most frequent first. */
const MOST_EXTENTS = 64;

type Group = { zone: number; role: string | null; members: readonly number[] };

const membersByRole = new WeakMap<Universe, Map<string, number[]>[]>();

function rolesOf(universe: Universe): Map<string, number[]>[] {
  const known = membersByRole.get(universe) ?? universe.members.map((members) => Map.groupBy(members, universe.kindOf));
  membersByRole.set(universe, known);
  return known;
}

/** The whole zone first, then its roles: the fewest rules. */
function groupsOf(universe: Universe, zone: number, kinds: ReadonlySet<string>): Group[] {
  const whole = universe.members[zone as 0 | 1];
  const roles = rolesOf(universe)[zone]!;
  const groups: Group[] = whole.length >= ZONE_MIN ? [{ zone, role: null, members: whole }] : [];
  for (const role of [...kinds].sort()) {
    const members = roles.get(role) ?? [];
    if (role !== 'unknown' && members.length >= ROLE_MIN) groups.push({ zone, role, members });
  }
  return groups;
}

/** Extents of the items, the most frequent first; on a tie the one that lets the least through. */
function rankExtents<T>(items: readonly Item<T>[], extents: readonly Extent[]): number[] {
  const counts = new Map<number, number>();
  for (const { extent } of items) counts.set(extent, (counts.get(extent) ?? 0) + 1);
  const textOf = (at: number): string => JSON.stringify(extents[at]);
  return [...counts.keys()]
    .sort((a, b) => counts.get(b)! - counts.get(a)! || extents[a]!.classes - extents[b]!.classes || (textOf(a) < textOf(b) ? -1 : 1))
    .slice(0, MOST_EXTENTS);
}

/**
 * Puts ends together that were seen with the same service and the same other end. Every wider end stands for assets each of which was seen
 * doing all it allows. `misses` takes what would have been wider but for a few assets.
 */
export function widenEnds<T>(
  items: readonly Item<T>[],
  extents: readonly Extent[],
  universe: Universe,
  misses: NearMiss<T>[],
): Widened<T>[] {
  const single = ({ asset, extent, of }: Item<T>): Widened<T> => ({ end: { kind: 'asset', asset }, extent, of: [of] });
  if (items.length < ROLE_MIN) return items.map(single);
  let left = items;
  const widened: Widened<T>[] = [];
  const [zone] = items.map(({ asset }) => universe.zoneOf(asset)) as [number];
  for (const extent of rankExtents(items, extents)) {
    const covered = new Set<number>();
    for (const item of items) if (coversExtent(extents[item.extent]!, extents[extent]!)) covered.add(item.asset);
    const within = (item: Item<T>): boolean => coversExtent(extents[extent]!, extents[item.extent]!);
    for (const group of groupsOf(universe, zone, new Set(items.map(({ asset }) => universe.kindOf(asset))))) {
      const isOf = (asset: number): boolean => group.role === null || universe.kindOf(asset) === group.role;
      const taken = left.filter((item) => isOf(item.asset) && within(item));
      if (taken.length < ROLE_MIN) continue;
      const adds = group.members.filter((asset) => !covered.has(asset));
      const of = taken.map((item) => item.of);
      if (adds.length > 0) {
        const here = group.members.length - adds.length;
        if (here >= OFFER_MIN && here >= group.members.length * OFFER_SHARE) misses.push({ zone, role: group.role, extent, adds, of });
        continue;
      }
      widened.push({ end: group.role === null ? { kind: 'zone', zone } : { kind: 'role', zone, role: group.role }, extent, of });
      const gone = new Set(taken);
      left = left.filter((item) => !gone.has(item));
    }
  }
  return [...widened, ...left.map(single)];
}
