// What the map shows and what stays strong when something is pointed at.
import assert from 'node:assert/strict';
import test from 'node:test';
import { byUrgency, otherEnd, selectConduits, showOf, strongIds } from './map-view.ts';

const end = (id: string) => ({ id, name: id, purdue_level: '1' });
const conduits = [
  { id: 'c1', name: 'b', state: 'approved' as const, zone_a: end('a'), zone_b: end('b') },
  { id: 'c2', name: 'a', state: 'unapproved' as const, zone_a: end('b'), zone_b: end('c') },
  { id: 'c3', name: 'c', state: 'unknown' as const, zone_a: end('c'), zone_b: end('d') },
];

test('pointing at a zone keeps it, its conduits and their other ends', () => {
  assert.deepEqual(strongIds(conduits, { kind: 'box', id: 'b' }), new Set(['b', 'c1', 'a', 'c2', 'c']));
});

test('pointing at a conduit keeps it and its two zones; at nothing, nothing fades', () => {
  assert.deepEqual(strongIds(conduits, { kind: 'line', id: 'c3' }), new Set(['c3', 'c', 'd']));
  assert.equal(strongIds(conduits, null), null);
});

test('only the unapproved are shown when asked for', () => {
  assert.deepEqual(
    selectConduits(conduits, showOf({ show: 'unapproved' })).map((it) => it.id),
    ['c2'],
  );
  assert.equal(selectConduits(conduits, showOf({ show: 'nonsense' })).length, 3);
});

test('the unapproved come first, then those without a list', () => {
  assert.deepEqual(
    byUrgency(conduits).map((it) => it.id),
    ['c2', 'c3', 'c1'],
  );
});

test('the other end of a conduit is told from either side', () => {
  assert.equal(otherEnd(conduits[0]!, 'a').id, 'b');
  assert.equal(otherEnd(conduits[0]!, 'b').id, 'a');
});
