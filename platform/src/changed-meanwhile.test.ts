// What differs is named; the order of keys and absent values are no difference.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireUnchanged } from './changed-meanwhile.ts';
import { Failure } from './failure.ts';

const refused = (before: object | undefined, now: object): unknown => {
  try {
    requireUnchanged(before, now);
    return null;
  } catch (thrown) {
    return thrown instanceof Failure ? [thrown.kind, thrown.code, thrown.params] : thrown;
  }
};

test('names the fields somebody changed, and lets through what is as it was read', () => {
  const now = { title: 'Round', rhythm: { every: 2, unit: 'week' }, owner_id: null, days: [1, 2] };
  assert.equal(refused({ rhythm: { unit: 'week', every: 2 }, owner_id: null, title: 'Round' }, now), null);
  assert.equal(refused({ owner_id: '' }, now), null, 'nothing is nothing');
  assert.equal(refused(undefined, now), null, 'who sends nothing replaces');
  assert.deepEqual(refused({ title: 'Walk', rhythm: { every: 1, unit: 'week' }, days: [1, 2] }, now), [
    'conflict',
    'changed_meanwhile',
    { fields: 'title rhythm' },
  ]);
  assert.deepEqual(refused({ days: [2, 1] }, now), ['conflict', 'changed_meanwhile', { fields: 'days' }], 'an order is told');
  assert.deepEqual(refused({ owner_id: 'p' }, now), ['conflict', 'changed_meanwhile', { fields: 'owner_id' }]);
});
