// Gives each run in a channel its track, so that lines cross seldom and never lie on each other.
import { overlapPx } from './plan.ts';
import type { Run } from './pins.ts';

type Span = { low: number; high: number };

function spanOf(run: Run): Span {
  const xs = [...run.tops, ...run.bottoms].map((pin) => pin.x);
  return { low: Math.min(...xs), high: Math.max(...xs) };
}

/** A run whose ends are all above each other needs no track. */
export function isStraight(run: Run): boolean {
  const { low, high } = spanOf(run);
  return high - low < 1;
}

/** Sets `track` (0 is the uppermost) of the runs of one channel and returns how many tracks there are. */
export function assignTracks(runs: readonly Run[]): number {
  const bent = runs.filter((run) => !isStraight(run));
  const order = settleOrder(bent.toSorted((a, b) => spanOf(a).low - spanOf(b).low));
  let tracks = 0;
  order.forEach((run, index) => {
    const before = order.slice(0, index).filter((other) => touches(spanOf(run), spanOf(other)));
    run.track = before.reduce((track, other) => Math.max(track, other.track + 1), 0);
    tracks = Math.max(tracks, run.track + 1);
  });
  return tracks;
}

function touches(a: Span, b: Span): boolean {
  return a.low < b.high + 2 * overlapPx && b.low < a.high + 2 * overlapPx;
}

/** Inserts run after run where it costs least, then swaps neighbours while that helps. */
function settleOrder(runs: readonly Run[]): Run[] {
  const order: Run[] = [];
  for (const run of runs) {
    const costs = Array.from({ length: order.length + 1 }, (_, at) =>
      order.reduce((sum, other, index) => sum + (index < at ? cost(other, run) : cost(run, other)), 0),
    );
    order.splice(costs.indexOf(Math.min(...costs)), 0, run);
  }
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i + 1 < order.length; i++) {
      const [a, b] = [order[i]!, order[i + 1]!];
      if (cost(b, a) < cost(a, b)) [order[i], order[i + 1]] = [b, a];
    }
  }
  return order;
}

/** Crossings when `upper` runs above `lower`; two uprights on each other weigh as much as twenty crossings. */
function cost(upper: Run, lower: Run): number {
  const [u, l] = [spanOf(upper), spanOf(lower)];
  const inside = (x: number, span: Span): number => (x > span.low && x < span.high ? 1 : 0);
  const down = upper.bottoms.reduce((sum, pin) => sum + inside(pin.x, l), 0);
  const up = lower.tops.reduce((sum, pin) => sum + inside(pin.x, u), 0);
  const clashes = upper.bottoms.flatMap((a) => lower.tops.filter((b) => Math.abs(a.x - b.x) < overlapPx)).length;
  return down + up + 20 * clashes;
}
