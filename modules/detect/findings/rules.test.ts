// Tests of finding decisions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayDecideSo, standingAfter, stateAfter } from './rules.ts';

test('a conduit without a list cannot be talked away', () => {
  for (const decision of ['accept', 'reject', 'expected', 'stop'] as const)
    assert.equal(mayDecideSo('conduit_without_list', decision), false);
});
test('a new device is accepted, rejected or investigated, not "expected"', () => {
  assert.equal(mayDecideSo('new_device', 'accept'), true);
  assert.equal(mayDecideSo('new_device', 'expected'), false);
  assert.equal(standingAfter('reject'), 'rejected');
});
test('investigating keeps a finding alive, every other decision closes it', () => {
  assert.equal(stateAfter('investigate'), 'investigating');
  assert.equal(stateAfter('stop'), 'closed');
});
