// From single assets to roles to zones, where the wider rule lets nothing in that was not seen among the site's known assets.
import { coversExtent, type Extent } from './learn-lines.ts';

/** Reads of an item which asset it is about, and what that one was seen doing. */
export type Reader<T> = { assetOf(item: T): number; extentOf(item: T): number };
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
function rankExtents<T>(items: readonly T[], { extentOf }: Reader<T>, extents: readonly Extent[]): number[] {
  const counts = new Map<number, number>();
  for (const item of items) counts.set(extentOf(item), (counts.get(extentOf(item)) ?? 0) + 1);
  if (counts.size === 1) return [...counts.keys()];
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
  items: readonly T[],
  read: Reader<T>,
  { extents, universe, replaces }: { extents: readonly Extent[]; universe: Universe; replaces: number },
  misses: NearMiss<T>[],
): Widened<T>[] {
  const widened: Widened<T>[] = [];
  let left = items;
  if (items.length >= ROLE_MIN) {
    const kinds = new Set<string>();
    for (const item of items) kinds.add(universe.kindOf(read.assetOf(item)));
    const groups = groupsOf(universe, universe.zoneOf(read.assetOf(items[0]!)), kinds);
    const possible = groups.filter(({ members }) => items.length >= leastOf(members.length));
    for (const extent of possible.length === 0 ? [] : rankExtents(items, read, extents)) {
      const wide = extents[extent]!;
      const covers = remember((own) => coversExtent(extents[own]!, wide));
      const covering = items.filter((item) => covers(read.extentOf(item)));
      const isWithin = remember((own) => extents[own]!.nature === wide.nature && coversExtent(wide, extents[own]!));
      for (const group of possible)
        left = takeGroup(left, {
          covering,
          isWithin: (item) => isWithin(read.extentOf(item)),
          read,
          universe,
          group,
          extent,
          widened,
          misses,
          replaces,
        });
    }
  }
  for (const item of left) widened.push({ end: { kind: 'asset', asset: read.assetOf(item) }, extent: read.extentOf(item), of: [item] });
  return widened;
}

/** With fewer assets than this a group is neither whole nor worth an offer. */
const leastOf = (members: number): number => Math.min(members, Math.max(OFFER_MIN, members * OFFER_SHARE));

/** Answers for few numbers that are asked for often. */
function remember(answer: (of: number) => boolean): (of: number) => boolean {
  const known = new Map<number, boolean>();
  return (of) => {
    const found = known.get(of) ?? answer(of);
    known.set(of, found);
    return found;
  };
}

/** `covering`: the items that let through all the extent does; `isWithin`: whether the extent lets through all of an item. */
type Taking<T> = {
  covering: readonly T[];
  isWithin(item: T): boolean;
  read: Reader<T>;
  universe: Universe;
  group: Group;
  extent: number;
  widened: Widened<T>[];
  misses: NearMiss<T>[];
  replaces: number;
};

/** Tries one wider end for one extent. Returns the items it does not stand for. */
function takeGroup<T>(left: readonly T[], taking: Taking<T>): readonly T[] {
  const { covering, isWithin, read, universe, group, extent, widened, misses, replaces } = taking;
  const { zone, role, members } = group;
  if (covering.length < leastOf(members.length)) return left;
  const isOf = (item: T): boolean => role === null || universe.kindOf(read.assetOf(item)) === role;
  const taken = left.filter((item) => isOf(item) && isWithin(item));
  if (taken.length < replaces) return left;
  const covered = new Set<number>();
  for (const item of covering) if (isOf(item)) covered.add(read.assetOf(item));
  if (covered.size === members.length) {
    widened.push({ end: role === null ? { kind: 'zone', zone } : { kind: 'role', zone, role }, extent, of: taken });
    return left.filter((item) => !(isOf(item) && isWithin(item)));
  }
  if (covered.size >= OFFER_MIN && covered.size >= members.length * OFFER_SHARE)
    misses.push({ zone, role, extent, adds: members.filter((asset) => !covered.has(asset)), of: taken });
  return left;
}
