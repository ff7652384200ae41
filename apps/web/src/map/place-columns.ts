// Decides where in its row each item stands: as near to what it talks with as the order and the gaps allow.
import { boxGap, type Item, passGap } from './plan.ts';
import type { Link } from './order-rows.ts';

/** Least distance of the centres of two neighbours. */
function separation(left: Item, right: Item): number {
  const gap = left.kind === 'box' && right.kind === 'box' ? boxGap : passGap;
  return (left.width + right.width) / 2 + gap;
}

/** The least width a row needs. */
export function widthOf(items: readonly Item[]): number {
  const first = items[0];
  if (first === undefined) return 0;
  const between = items.slice(1).reduce((sum, item, index) => sum + separation(items[index]!, item), 0);
  return between + first.width / 2 + items.at(-1)!.width / 2;
}

/** Centres of all items, within 0 and the widest row's width. Rows keep their order and gaps. */
export function placeItems(rows: readonly (readonly Item[])[], links: readonly Link[]): { centres: Map<Item, number>; width: number } {
  const width = Math.max(0, ...rows.map(widthOf));
  const centres = new Map<Item, number>();
  for (const items of rows) settleRow(items, width, centres, (_, index) => ({ at: ((index + 0.5) * width) / items.length, weight: 1 }));
  const near = new Map<Item, { other: Item; row: number; weight: number }[]>();
  const know = (item: Item, other: Item, row: number): void => {
    const weight = item.kind === 'pass' && other.kind === 'pass' ? 8 : item.kind === 'pass' || other.kind === 'pass' ? 2 : 1;
    near.set(item, [...(near.get(item) ?? []), { other, row, weight }]);
  };
  for (const { row, upper, lower } of links) {
    know(upper, lower, row + 1);
    know(lower, upper, row);
  }
  for (let sweep = 0; sweep < 24; sweep++) {
    const order = sweep % 2 === 0 ? [...rows.keys()] : [...rows.keys()].toReversed();
    for (const row of order) {
      settleRow(rows[row]!, width, centres, (item) => {
        const seen = near.get(item) ?? [];
        const weight = seen.reduce((sum, it) => sum + it.weight, 0);
        // A pull to where it already is keeps what talks to nobody in place and lets the sweeps come to rest.
        const own = 0.3;
        const sum = seen.reduce((total, it) => total + it.weight * centres.get(it.other)!, own * centres.get(item)!);
        return { at: sum / (weight + own), weight: weight + own };
      });
    }
  }
  alignPasses(rows, links, centres);
  return { centres, width };
}

/** Sets a bundle's places in neighbouring rows straight above each other where there is room, so that a long line has no small steps. */
function alignPasses(rows: readonly (readonly Item[])[], links: readonly Link[], centres: Map<Item, number>): void {
  const move = (item: Item, row: number, to: number): boolean => {
    const items = rows[row]!;
    const index = items.indexOf(item);
    const [left, right] = [items[index - 1], items[index + 1]];
    const room = (other: Item): number => (item.width + other.width) / 2 + passGap / 2;
    if (left && to < centres.get(left)! + room(left)) return false;
    if (right && to > centres.get(right)! - room(right)) return false;
    centres.set(item, to);
    return true;
  };
  for (const { row, upper, lower } of links) {
    if (upper.kind !== 'pass' || lower.kind !== 'pass') continue;
    if (!move(lower, row + 1, centres.get(upper)!)) move(upper, row, centres.get(lower)!);
  }
}

type Wish = { at: number; weight: number };

/** Places one row: least squares from the wishes with the least distances kept (pool adjacent violators), then held inside the width. */
function settleRow(items: readonly Item[], width: number, centres: Map<Item, number>, wish: (item: Item, index: number) => Wish): void {
  const offsets: number[] = [];
  items.forEach((item, index) => offsets.push(index === 0 ? item.width / 2 : offsets[index - 1]! + separation(items[index - 1]!, item)));
  const blocks: { at: number; weight: number; count: number }[] = [];
  items.forEach((item, index) => {
    const { at, weight } = wish(item, index);
    let block = { at: at - offsets[index]!, weight, count: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.at > block.at; last = blocks.at(-1)) {
      blocks.pop();
      const sum = last.weight + block.weight;
      block = { at: (last.at * last.weight + block.at * block.weight) / sum, weight: sum, count: last.count + block.count };
    }
    blocks.push(block);
  });
  const room = width - widthOf(items);
  let index = 0;
  for (const block of blocks) {
    const start = Math.min(Math.max(block.at, 0), room);
    for (let i = 0; i < block.count; i++, index++) centres.set(items[index]!, start + offsets[index]!);
  }
}
