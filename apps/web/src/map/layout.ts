// Lays out the map: Purdue levels as lanes, zones as boxes, conduits as lines that run between the rows. Pure and deterministic.
import { bundleConduits } from './bundle-conduits.ts';
import { cutRows, fillRows, lanesOf, linkRows, orderRows, type Row } from './order-rows.ts';
import { makeRuns, type Run, spreadPins } from './pins.ts';
import { placeItems } from './place-columns.ts';
import {
  type Box,
  boxHeight,
  boxWidth,
  emptyLaneHeight,
  gutter,
  type Item,
  type Lane,
  laneGap,
  lanePadding,
  type Line,
  type MapConduit,
  type MapLayout,
  type MapZone,
  markRoom,
  type Point,
  trackStep,
} from './plan.ts';
import { assignTracks, isStraight } from './tracks.ts';

type Size = { width: number; height: number };

/**
 * The layout that fills a canvas of this size best: lanes are cut into more or fewer rows until the whole map shows at the greatest zoom.
 * Conduits whose zones are not given are left out.
 */
export function layOutMap(zones: readonly MapZone[], conduits: readonly MapConduit[], canvas: Size): MapLayout {
  const longest = Math.max(1, ...lanesOf(zones).map((level) => zones.filter((zone) => zone.level === level).length));
  let best: { layout: MapLayout; zoom: number } | null = null;
  const tried = new Set<string>();
  for (let columns = Math.min(longest, 12); columns >= Math.min(longest, 3); columns--) {
    const sizes = cutRows(zones, [], columns)
      .map((row) => row.zones.length)
      .join();
    if (tried.has(sizes)) continue;
    tried.add(sizes);
    const layout = layOutRows(zones, conduits, columns);
    const zoom = Math.min(canvas.width / layout.width, canvas.height / layout.height, 1);
    if (best === null || zoom > best.zoom + 0.02) best = { layout, zoom };
  }
  return best!.layout;
}

/** The layout with at most `columns` zones in a row. */
export function layOutRows(zones: readonly MapZone[], conduits: readonly MapConduit[], columns: number): MapLayout {
  const known = new Set(zones.map((zone) => zone.id));
  const drawn = conduits.filter(({ a, b }) => a !== b && known.has(a) && known.has(b));
  const cut = cutRows(zones, drawn, columns);
  const rowOf = new Map(cut.flatMap((row, index) => row.zones.map((zone) => [zone, index] as const)));
  const bundles = bundleConduits(drawn, rowOf);
  const filled = fillRows(cut, bundles, rowOf);
  const links = linkRows(filled, bundles, rowOf);
  const rows = orderRows(filled, links);
  const { centres, width } = placeItems(rows, links);
  const runs = makeRuns(rows, bundles, rowOf, centres);
  spreadPins(runs);
  const tracks = rows.map((_, channel) => assignTracks(runs.filter((run) => run.channel === channel)));
  const heights = stackRows(cut, tracks, lanesOf(zones).length, runs);
  const lanes = lanesOf(zones).map((level, index): Lane => ({ level, ...heights.lanes[index]! }));
  return {
    width: gutter + width + 24,
    height: heights.height,
    lanes,
    boxes: rows.flatMap((items, row) => boxesOf(items, row, heights.rows[row]!, centres)),
    lines: bundles.flatMap((bundle) =>
      drawBundle(
        runs.filter((run) => run.bundle === bundle),
        heights,
      ),
    ),
  };
}

type Heights = { rows: number[]; tracks: number[]; lanes: Omit<Lane, 'level'>[]; height: number };

/** Stacks lanes, rows and channels from the top. A channel between two lanes lies half in each; empty lanes are thin. */
function stackRows(rows: readonly Row[], tracks: readonly number[], laneCount: number, runs: readonly Run[]): Heights {
  const tops: number[] = [];
  const trackTops: number[] = [];
  const lanes: Omit<Lane, 'level'>[] = [];
  const used = new Set(runs.map((run) => run.channel));
  let y = 0;
  for (let lane = 0; lane < laneCount; lane++) {
    const start = y;
    const mine = rows.flatMap((row, index) => (row.lane === lane ? [index] : []));
    if (mine.length === 0) y += emptyLaneHeight;
    for (const row of mine) {
      y += used.has(row - 1) ? markRoom : lanePadding;
      tops[row] = y;
      y += boxHeight + (used.has(row) ? markRoom : lanePadding);
      trackTops[row] = y;
      y += tracks[row]! === 0 ? 0 : (tracks[row]! - 1) * trackStep + lanePadding;
    }
    lanes.push({ y: start, height: y - start, empty: mine.length === 0 });
    y += laneGap;
  }
  return { rows: tops, tracks: trackTops, lanes, height: y - laneGap };
}

function boxesOf(items: readonly Item[], row: number, y: number, centres: ReadonlyMap<Item, number>): Box[] {
  const boxes = items.filter((item) => item.kind === 'box');
  return boxes.map((item, column) => {
    const x = Math.round(gutter + centres.get(item)! - boxWidth / 2);
    return { id: item.zone, x, y, width: boxWidth, height: boxHeight, row, column };
  });
}

/** The lines of one bundle, each from the hub through the channels to its leaf. */
function drawBundle(runs: readonly Run[], heights: Heights): Line[] {
  const bundle = runs[0]!.bundle;
  const outward = bundle.down ? runs : runs.toReversed();
  return bundle.leaves.map((leaf) => {
    const points: Point[] = [];
    for (const run of outward) {
      const [near, far] = bundle.down ? [run.tops, run.bottoms] : [run.bottoms, run.tops];
      const edge = edgesOf(run, heights);
      const root = near[0]!;
      const end = [...near.slice(1), ...far].find((pin) => pin.conduit === leaf.conduit);
      const next = end ?? far.find((pin) => pin.item.kind === 'pass')!;
      const isAbove = run.tops.includes(next);
      points.push({ x: root.x, y: bundle.down ? edge.top : edge.bottom });
      if (!isStraight(run)) points.push({ x: root.x, y: edge.track }, { x: next.x, y: edge.track });
      points.push({ x: next.x, y: isAbove ? edge.top : edge.bottom });
      if (end) break;
    }
    const placed = dropStraights(points.map(({ x, y }) => ({ x: Math.round((gutter + x) * 2) / 2, y })));
    return { id: leaf.conduit, state: bundle.state, hub: bundle.hub, leaf: leaf.zone, points: placed, mark: markOf(placed) };
  });
}

function edgesOf(run: Run, heights: Heights): { top: number; track: number; bottom: number } {
  const top = heights.rows[run.channel]! + boxHeight;
  const track = heights.tracks[run.channel]! + run.track * trackStep;
  return { top, track, bottom: heights.rows[run.channel + 1] ?? track };
}

/** Half way into the room kept free at the leaf's end, which no other conduit uses. */
function markOf(points: readonly Point[]): Point {
  const [before, end] = [points.at(-2)!, points.at(-1)!];
  return { x: end.x, y: end.y + Math.sign(before.y - end.y) * (markRoom / 2) };
}

function dropStraights(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined || after === undefined) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}
