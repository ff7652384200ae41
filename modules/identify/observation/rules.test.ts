// What counts as seen: nothing seen is never taken for nothing wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conduitStateOf, heardState, stateOf, trafficStateOf } from './rules.ts';

const now = '2026-11-21T12:00:00Z';
const ago = (days: number): string => new Date(Date.parse(now) - days * 86_400_000).toISOString();

test('a zone nothing looked at is unobserved', () => {
  assert.equal(stateOf([], now), 'unobserved');
  assert.equal(trafficStateOf([], now), 'unobserved');
});

test('a walk-down sees that devices are there and hears no traffic', () => {
  const observed = [{ kind: 'walk_down' as const, seen_to: ago(1) }];
  assert.equal(stateOf(observed, now), 'observed');
  assert.equal(trafficStateOf(observed, now), 'unobserved');
});

test('a look grows stale, and the newest look counts', () => {
  const old = { kind: 'capture' as const, seen_to: ago(91) };
  assert.equal(trafficStateOf([old], now), 'stale');
  assert.equal(trafficStateOf([old, { kind: 'sensor', seen_to: ago(0) }], now), 'observed');
});

test('a conduit is heard at either of its ends', () => {
  assert.equal(conduitStateOf('unobserved', 'unobserved'), 'unobserved');
  assert.equal(conduitStateOf('stale', 'unobserved'), 'stale');
  assert.equal(conduitStateOf('stale', 'observed'), 'observed');
});

test('a conduit nothing ever heard is unobserved, whatever its list says', () => {
  assert.equal(heardState(null, now), 'unobserved');
  assert.equal(heardState(ago(3), now), 'observed');
  assert.equal(heardState(ago(200), now), 'stale');
});

test('a capture at one station saw its partners, and did not hear their zones', () => {
  const observed = [{ kind: 'station' as const, seen_to: ago(1) }];
  assert.equal(stateOf(observed, now), 'observed');
  assert.equal(trafficStateOf(observed, now), 'unobserved');
});
