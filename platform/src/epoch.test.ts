// Epochs in the names of logs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laterEpoch, originOf, readOrigin } from './epoch.ts';

test('reads the epoch at the end of an origin, and nothing else', () => {
  assert.deepEqual(readOrigin('holdfast.local/a/site/e12'), { base: 'holdfast.local/a/site', epoch: 12 });
  for (const origin of ['holdfast.local/a/site', 'a/e0', 'a/e01', '/e1', 'a/e1/', 'a/e1x']) assert.equal(readOrigin(origin), null, origin);
  assert.equal(originOf('holdfast.local/e1/e2', 3), 'holdfast.local/e1/e3');
  assert.throws(() => originOf('no epoch', 2), TypeError);
});

test('finds the latest later epoch of the same log', () => {
  const heads = ['a/e1', 'a/e3', 'a/e10', 'b/e4', 'a/b/e5'].map((origin) => ({ origin }));
  assert.equal(laterEpoch(heads, 'a/e1')?.origin, 'a/e10');
  assert.equal(laterEpoch(heads, 'a/e10'), undefined);
  assert.equal(laterEpoch(heads, 'b/e4'), undefined);
});
