// Decides where lines leave and enter boxes. A channel is the space below a row; a run is one bundle's part in one channel.
import { type Bundle, boxWidth, type Item, overlapPx } from './plan.ts';

/** An end of a run on the upper (`top`) or lower edge of a channel. `conduit` is set where the pin is a leaf's. */
export type Pin = { x: number; item: Item; conduit: string | null };
export type Run = { bundle: Bundle; channel: number; tops: Pin[]; bottoms: Pin[]; track: number };

const pinStep = 18;
const pinReach = boxWidth / 2 - 16;

/** The runs of all bundles, with pins at the centres of their items. */
export function makeRuns(
  rows: readonly (readonly Item[])[],
  bundles: readonly Bundle[],
  rowOf: ReadonlyMap<string, number>,
  centres: ReadonlyMap<Item, number>,
): Run[] {
  const boxes = new Map(rows.flat().flatMap((item) => (item.kind === 'box' ? [[item.zone, item] as const] : [])));
  return bundles.flatMap((bundle) => {
    const hub = rowOf.get(bundle.hub)!;
    const pass = (row: number): Item | undefined => rows[row]?.find((item) => item.kind === 'pass' && item.bundle === bundle);
    const pin = (item: Item, conduit: string | null = null): Pin => ({ x: centres.get(item)!, item, conduit });
    const leavesIn = (row: number): Pin[] =>
      bundle.leaves.filter((leaf) => rowOf.get(leaf.zone) === row).map((leaf) => pin(boxes.get(leaf.zone)!, leaf.conduit));
    const through = (row: number): Pin[] => [pass(row)].flatMap((item) => (item ? [pin(item)] : []));
    const root = (row: number): Pin => pin(row === hub ? boxes.get(bundle.hub)! : pass(row)!);
    const far = bundle.leaves.map((leaf) => rowOf.get(leaf.zone)!);
    const runs: Run[] = [];
    const from = bundle.down ? hub : Math.min(...far);
    const to = bundle.down ? Math.max(hub, Math.max(...far) - 1) : hub - 1;
    for (let channel = from; channel <= to; channel++) {
      const below = [...leavesIn(channel + 1), ...through(channel + 1)];
      if (bundle.down) {
        runs.push({ bundle, channel, tops: [root(channel), ...(channel === hub ? leavesIn(hub) : [])], bottoms: below, track: 0 });
      } else runs.push({ bundle, channel, tops: [...leavesIn(channel), ...through(channel)], bottoms: [root(channel + 1)], track: 0 });
    }
    return runs;
  });
}

/** Spreads the pins of each side of each box, in the order of where their lines go, then straightens what can be straight. */
export function spreadPins(runs: readonly Run[]): void {
  const sides = new Map<string, { pin: Pin; goal: number }[]>();
  for (const run of runs) {
    for (const [side, pins] of [
      ['bottom', run.tops],
      ['top', run.bottoms],
    ] as const) {
      for (const pin of pins) {
        if (pin.item.kind !== 'box') continue;
        const others = [...run.tops, ...run.bottoms].filter((other) => other !== pin);
        const goal = others.reduce((sum, other) => sum + other.x, 0) / Math.max(1, others.length);
        const key = `${side} ${pin.item.zone}`;
        sides.set(key, [...(sides.get(key) ?? []), { pin, goal }]);
      }
    }
  }
  for (const pins of sides.values()) {
    pins.sort((a, b) => a.goal - b.goal);
    const step = Math.min(pinStep, (2 * pinReach) / Math.max(1, pins.length - 1));
    pins.forEach(({ pin }, index) => (pin.x += (index - (pins.length - 1) / 2) * step));
  }
  const siblings = new Map([...sides.values()].flatMap((pins) => pins.map(({ pin }) => [pin, pins.map((it) => it.pin)] as const)));
  for (const run of runs) straighten(run, siblings);
}

/** Lets a run with one end above and one below be a straight line, when a box's pin can move there without passing another. */
function straighten(run: Run, siblings: ReadonlyMap<Pin, readonly Pin[]>): void {
  const [upper, lower] = [run.tops[0], run.bottoms[0]];
  if (run.tops.length !== 1 || run.bottoms.length !== 1 || upper === undefined || lower === undefined) return;
  for (const [pin, x] of [
    [lower, upper.x],
    [upper, lower.x],
  ] as const) {
    const beside = siblings.get(pin);
    if (beside === undefined || upper.x === lower.x) continue;
    const index = beside.indexOf(pin);
    const centre = beside.reduce((sum, it) => sum + it.x, 0) / beside.length;
    const lowest = Math.max(centre - pinReach, (beside[index - 1]?.x ?? -Infinity) + 2 * overlapPx);
    const highest = Math.min(centre + pinReach, (beside[index + 1]?.x ?? Infinity) - 2 * overlapPx);
    if (x >= lowest && x <= highest) pin.x = x;
  }
}
