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
 * doing all it allows. A wider end stands for `replaces` items at least. `misses` takes what would have been wider but for a few assets.
 */
export function widenEnds<T>(
  items: readonly Item<T>[],
  extents: readonly Extent[],
  universe: Universe,
  { replaces, misses }: { replaces: number; misses: NearMiss<T>[] },
): Widened<T>[] {
  const widened: Widened<T>[] = [];
  let left = items;
  if (items.length >= ROLE_MIN) {
    const groups = groupsOf(universe, universe.zoneOf(items[0]!.asset), new Set(items.map(({ asset }) => universe.kindOf(asset))));
    const possible = groups.filter(
      ({ members }) => items.length >= Math.min(members.length, Math.max(OFFER_MIN, members.length * OFFER_SHARE)),
    );
    for (const extent of possible.length === 0 ? [] : rankExtents(items, extents))
      for (const group of possible) left = takeGroup(left, { items, extents, universe, group, extent, widened, misses, replaces });
  }
  for (const { asset, extent, of } of left) widened.push({ end: { kind: 'asset', asset }, extent, of: [of] });
  return widened;
}

type Taking<T> = {
  items: readonly Item<T>[];
  extents: readonly Extent[];
  universe: Universe;
  group: Group;
  extent: number;
  widened: Widened<T>[];
  misses: NearMiss<T>[];
  replaces: number;
};

/** Tries one wider end for one extent. Returns the items it does not stand for. */
function takeGroup<T>(left: readonly Item<T>[], taking: Taking<T>): readonly Item<T>[] {
  const { items, extents, universe, group, extent, widened, misses, replaces } = taking;
  const { zone, role, members } = group;
  const wide = extents[extent]!;
  const isOf = (asset: number): boolean => role === null || universe.kindOf(asset) === role;
  const within = ({ asset, extent: own }: Item<T>): boolean =>
    extents[own]!.nature === wide.nature && coversExtent(wide, extents[own]!) && isOf(asset);
  if (!holdAtLeast(replaces, left, within)) return left;
  const covered = new Set<number>();
  for (const item of items) if (isOf(item.asset) && coversExtent(extents[item.extent]!, wide)) covered.add(item.asset);
  const taken = (): T[] => left.filter(within).map(({ of }) => of);
  if (covered.size === members.length) {
    widened.push({ end: role === null ? { kind: 'zone', zone } : { kind: 'role', zone, role }, extent, of: taken() });
    return left.filter((item) => !within(item));
  }
  if (covered.size >= OFFER_MIN && covered.size >= members.length * OFFER_SHARE)
    misses.push({ zone, role, extent, adds: members.filter((asset) => !covered.has(asset)), of: taken() });
  return left;
}

function holdAtLeast<I>(least: number, items: readonly I[], holds: (item: I) => boolean): boolean {
  let count = 0;
  for (const item of items) if (holds(item) && ++count >= least) return true;
  return false;
}
