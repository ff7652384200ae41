// Decides who stands beside whom: lanes become rows, and rows are ordered until few conduits cross.
import { type Bundle, boxWidth, type Item, levelsTopDown, type Level, type MapConduit, type MapZone, passWidth } from './plan.ts';

/** A row of zones in a lane; `lane` is the index in the lanes, top down. */
export type Row = { lane: number; zones: string[] };
/** Two items of neighbouring rows (indices in `rows`) that a line joins; `upper` stands in row `row`, `lower` in the one below. */
export type Link = { row: number; upper: Item; lower: Item };

/** The lanes that are shown: all seven levels, and one for zones without a level when there are any. */
export function lanesOf(zones: readonly MapZone[]): (Level | null)[] {
  return zones.some((zone) => zone.level === null) ? [...levelsTopDown, null] : [...levelsTopDown];
}

/** Cuts each lane into rows of at most `columns` zones; those that talk upwards stand in the upper row. */
export function cutRows(zones: readonly MapZone[], conduits: readonly MapConduit[], columns: number): Row[] {
  const lanes = lanesOf(zones);
  const laneOf = new Map(zones.map((zone) => [zone.id, lanes.indexOf(zone.level)]));
  const pull = new Map<string, number>();
  for (const { a, b } of conduits) {
    const step = Math.sign((laneOf.get(b) ?? 0) - (laneOf.get(a) ?? 0));
    pull.set(a, (pull.get(a) ?? 0) + step);
    pull.set(b, (pull.get(b) ?? 0) - step);
  }
  return lanes.flatMap((level, lane) => {
    const here = zones.filter((zone) => zone.level === level).toSorted((a, b) => (pull.get(a.id) ?? 0) - (pull.get(b.id) ?? 0));
    const count = Math.ceil(here.length / columns);
    const size = Math.ceil(here.length / Math.max(1, count));
    return Array.from({ length: count }, (_, i) => ({ lane, zones: here.slice(i * size, (i + 1) * size).map((zone) => zone.id) }));
  });
}

/** Rows of items: the boxes, and a place for each bundle in every row it must pass. */
export function fillRows(rows: readonly Row[], bundles: readonly Bundle[], rowOf: ReadonlyMap<string, number>): Item[][] {
  const filled: Item[][] = rows.map((row) => row.zones.map((zone) => ({ kind: 'box', zone, width: boxWidth })));
  for (const bundle of bundles) {
    const [first, last] = passedRows(bundle, rowOf);
    for (let row = first; row <= last; row++) filled[row]!.push({ kind: 'pass', bundle, width: passWidth });
  }
  return filled;
}

function passedRows(bundle: Bundle, rowOf: ReadonlyMap<string, number>): [first: number, last: number] {
  const hub = rowOf.get(bundle.hub) ?? 0;
  const rows = bundle.leaves.map((leaf) => rowOf.get(leaf.zone) ?? 0);
  return bundle.down ? [hub + 1, Math.max(...rows) - 1] : [Math.min(...rows) + 1, hub - 1];
}

/** The lines between neighbouring rows, as pairs of items. */
export function linkRows(rows: readonly (readonly Item[])[], bundles: readonly Bundle[], rowOf: ReadonlyMap<string, number>): Link[] {
  const boxes = new Map<string, Item>();
  const passes = new Map<Bundle, Map<number, Item>>();
  rows.forEach((items, row) => {
    for (const item of items) {
      if (item.kind === 'box') boxes.set(item.zone, item);
      else passes.set(item.bundle, (passes.get(item.bundle) ?? new Map<number, Item>()).set(row, item));
    }
  });
  return bundles.flatMap((bundle) => {
    const hub = rowOf.get(bundle.hub) ?? 0;
    const at = (row: number): Item => (row === hub ? boxes.get(bundle.hub)! : passes.get(bundle)!.get(row)!);
    const join = (towardsHub: Item, away: Item, row: number): Link =>
      bundle.down ? { row: row - 1, upper: towardsHub, lower: away } : { row, upper: away, lower: towardsHub };
    const step = bundle.down ? -1 : 1;
    const through = [...(passes.get(bundle) ?? [])].map(([row, item]) => join(at(row + step), item, row));
    const ends = bundle.leaves
      .filter((leaf) => rowOf.get(leaf.zone) !== hub)
      .map((leaf) => join(at(rowOf.get(leaf.zone)! + step), boxes.get(leaf.zone)!, rowOf.get(leaf.zone)!));
    return [...through, ...ends];
  });
}

/** Orders the rows by barycentre, sweep by sweep, then by swapping neighbours; the order with the fewest crossings wins. */
export function orderRows(rows: readonly (readonly Item[])[], links: readonly Link[]): Item[][] {
  let current = rows.map((items) => [...items]);
  let best = current;
  let fewest = countCrossings(current, links);
  for (let sweep = 0; sweep < 16 && fewest > 0; sweep++) {
    current = sweepOnce(current, links, sweep % 2 === 0);
    swapNeighbours(current, links);
    const crossings = countCrossings(current, links);
    if (crossings < fewest) [best, fewest] = [current.map((items) => [...items]), crossings];
  }
  return best;
}

/** How many pairs of links cross; both ends of a link count by their place in the row. */
export function countCrossings(rows: readonly (readonly Item[])[], links: readonly Link[]): number {
  const place = new Map(rows.flatMap((items) => items.map((item, index) => [item, index] as const)));
  let crossings = 0;
  for (let row = 0; row < rows.length - 1; row++) {
    const here = links.filter((link) => link.row === row).map((link) => [place.get(link.upper)!, place.get(link.lower)!] as const);
    for (const [i, [u, v]] of here.entries()) for (const [x, y] of here.slice(i + 1)) if ((u - x) * (v - y) < 0) crossings++;
  }
  return crossings;
}

function sweepOnce(rows: readonly (readonly Item[])[], links: readonly Link[], down: boolean): Item[][] {
  const next = rows.map((items) => [...items]);
  const order = [...next.keys()];
  for (const row of down ? order.slice(1) : order.toReversed().slice(1)) {
    const fixed = next[down ? row - 1 : row + 1]!;
    const place = new Map(fixed.map((item, index) => [item, (index + 0.5) / fixed.length]));
    const own = next[row]!;
    const wish = new Map(own.map((item, index) => [item, wishOf(item, links, place) ?? (index + 0.5) / own.length]));
    own.sort((a, b) => wish.get(a)! - wish.get(b)!);
  }
  return next;
}

function wishOf(item: Item, links: readonly Link[], place: ReadonlyMap<Item, number>): number | null {
  const seen = links.flatMap((link) => {
    const other = link.upper === item ? link.lower : link.lower === item ? link.upper : null;
    const at = other && place.get(other);
    return at === null || at === undefined ? [] : [at];
  });
  return seen.length === 0 ? null : seen.reduce((sum, at) => sum + at, 0) / seen.length;
}

function swapNeighbours(rows: Item[][], links: readonly Link[]): void {
  for (const [row, items] of rows.entries()) {
    const near = links.filter((link) => link.row === row || link.row === row - 1);
    for (let i = 0; i + 1 < items.length; i++) {
      const before = countCrossings(rows, near);
      if (before === 0) break;
      [items[i], items[i + 1]] = [items[i + 1]!, items[i]!];
      if (countCrossings(rows, near) >= before) [items[i], items[i + 1]] = [items[i + 1]!, items[i]!];
    }
  }
}
