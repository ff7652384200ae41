// The map's layout: nothing lies on anything else, every conduit is drawn once, and the order of rows keeps crossings few.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { bundleConduits } from './bundle-conduits.ts';
import { layOutMap, layOutRows } from './layout.ts';
import { type ConduitState, levelsTopDown, type MapConduit, type MapLayout, type MapZone, type Point } from './plan.ts';

const canvas = { width: 1100, height: 780 };

const plants = fc
  .record({
    levels: fc.array(fc.constantFrom(...levelsTopDown, null), { minLength: 1, maxLength: 24 }),
    pairs: fc.array(
      fc.record({ a: fc.nat(23), b: fc.nat(23), state: fc.constantFrom<ConduitState[]>('approved', 'unapproved', 'unknown') }),
      { maxLength: 40 },
    ),
    columns: fc.integer({ min: 2, max: 8 }),
  })
  .map(({ levels, pairs, columns }) => {
    const zones = levels.map((level, index): MapZone => ({ id: `z${index}`, level }));
    const seen = new Set<string>();
    const conduits = pairs.flatMap(({ a, b, state }): MapConduit[] => {
      const [x, y] = [a % zones.length, b % zones.length];
      const key = [x, y].toSorted((p, q) => p - q).join('-');
      if (x === y || seen.has(key)) return [];
      seen.add(key);
      return [{ id: key, a: `z${x}`, b: `z${y}`, state }];
    });
    return { zones, conduits, columns };
  });

const segments = (points: readonly Point[]): [Point, Point][] => points.slice(1).map((point, index) => [points[index]!, point]);

test('boxes lie inside their level’s lane and never on each other', () => {
  fc.assert(
    fc.property(plants, ({ zones, conduits, columns }) => {
      const { boxes, lanes, width } = layOutRows(zones, conduits, columns);
      assert.equal(boxes.length, zones.length);
      for (const box of boxes) {
        const lane = lanes.find((it) => it.level === zones.find((zone) => zone.id === box.id)!.level)!;
        assert.ok(box.y >= lane.y && box.y + box.height <= lane.y + lane.height && box.x >= 0 && box.x + box.width <= width);
        const others = boxes.filter((other) => other !== box && Math.abs(other.x - box.x) < box.width);
        assert.ok(others.every((other) => Math.abs(other.y - box.y) >= box.height));
      }
    }),
  );
});

test('every conduit is one line of uprights and levels from one zone’s edge to the other’s, and crosses no box', () => {
  fc.assert(
    fc.property(plants, ({ zones, conduits, columns }) => {
      const { boxes, lines } = layOutRows(zones, conduits, columns);
      assert.deepEqual(lines.map((line) => line.id).toSorted(), conduits.map((conduit) => conduit.id).toSorted());
      for (const line of lines) {
        const conduit = conduits.find((it) => it.id === line.id)!;
        assert.deepEqual([line.hub, line.leaf].toSorted(), [conduit.a, conduit.b].toSorted());
        assert.equal(line.state, conduit.state);
        for (const [zone, end] of [
          [line.hub, line.points[0]!],
          [line.leaf, line.points.at(-1)!],
        ] as const) {
          const box = boxes.find((it) => it.id === zone)!;
          assert.ok(end.x > box.x && end.x < box.x + box.width && (end.y === box.y || end.y === box.y + box.height));
        }
        for (const [from, to] of segments(line.points)) {
          assert.ok(from.x === to.x || from.y === to.y);
          for (const box of boxes) assert.ok(!crosses(from, to, box), `${line.id} crosses ${box.id}`);
        }
      }
    }),
  );
});

function crosses(from: Point, to: Point, box: MapLayout['boxes'][number]): boolean {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return left < box.x + box.width - 1 && right > box.x + 1 && top < box.y + box.height - 1 && bottom > box.y + 1;
}

test('lines of different bundles never run along the same track', () => {
  fc.assert(
    fc.property(plants, ({ zones, conduits, columns }) => {
      const { lines } = layOutRows(zones, conduits, columns);
      const levels = lines.flatMap((line) =>
        segments(line.points)
          .filter(([from, to]) => from.y === to.y)
          .map(([from, to]) => ({
            bundle: `${line.hub} ${line.state}`,
            y: from.y,
            low: Math.min(from.x, to.x),
            high: Math.max(from.x, to.x),
          })),
      );
      for (const [index, a] of levels.entries())
        for (const b of levels.slice(index + 1))
          if (a.bundle !== b.bundle && a.y === b.y) assert.ok(a.high < b.low || b.high < a.low, `${a.bundle} on ${b.bundle}`);
    }),
  );
});

test('the same plant is drawn the same way each time', () => {
  fc.assert(
    fc.property(plants, ({ zones, conduits }) => {
      assert.deepEqual(layOutMap(zones, conduits, canvas), layOutMap(zones, conduits, canvas));
    }),
    { numRuns: 20 },
  );
});

test('a zone that talks to five others gets one bundle per state', () => {
  const rowOf = new Map([['hub', 0], ...['a', 'b', 'c', 'd', 'e'].map((id) => [id, 1] as const)] as [string, number][]);
  const conduits = ['a', 'b', 'c', 'd', 'e'].map((id, i): MapConduit => ({
    id,
    a: id,
    b: 'hub',
    state: i === 4 ? 'unapproved' : 'approved',
  }));
  const bundles = bundleConduits(conduits, rowOf);
  assert.deepEqual(
    bundles.map(({ hub, down, state, leaves }) => [hub, down, state, leaves.length]),
    [
      ['hub', true, 'approved', 4],
      ['hub', true, 'unapproved', 1],
    ],
  );
});

test('zones that talk to one zone each stand below it, without a crossing', () => {
  const zones: MapZone[] = [
    ...['p', 'q', 'r'].map((id): MapZone => ({ id, level: '2' })),
    ...['r1', 'p1', 'q1'].map((id): MapZone => ({ id, level: '1' })),
  ];
  const conduits = ['p', 'q', 'r'].map((id): MapConduit => ({ id, a: id, b: `${id}1`, state: 'approved' }));
  const { lines } = layOutMap(zones, conduits, canvas);
  assert.deepEqual(
    lines.map((line) => line.points.length),
    [2, 2, 2],
  );
});

test('a level without zones stays as a thin lane, and zones without a level get a lane of their own', () => {
  const { lanes } = layOutMap(
    [
      { id: 'a', level: '3' },
      { id: 'b', level: null },
    ],
    [],
    canvas,
  );
  assert.deepEqual(
    lanes.map((lane) => [lane.level, lane.empty]),
    [
      ['5', true],
      ['4', true],
      ['3.5', true],
      ['3', false],
      ['2', true],
      ['1', true],
      ['0', true],
      [null, false],
    ],
  );
});

test('forty zones in one level are cut into rows that fit the canvas', () => {
  const zones = Array.from({ length: 40 }, (_, i): MapZone => ({ id: `z${i}`, level: '1' }));
  const layout = layOutMap(zones, [], canvas);
  assert.ok(Math.min(canvas.width / layout.width, canvas.height / layout.height) > 0.7);
});

test('conduits to a zone that is not shown are left out', () => {
  const layout = layOutMap([{ id: 'a', level: '1' }], [{ id: 'c', a: 'a', b: 'gone', state: 'unknown' }], canvas);
  assert.deepEqual(layout.lines, []);
});
