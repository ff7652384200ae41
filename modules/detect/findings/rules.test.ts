// Tests of finding decisions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayDecideSo, requireWhole, standingAfter, stateAfter } from './rules.ts';
import { findingDecision } from './schema.ts';

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
test('bearing and mending need an owner and a day ahead, an incident its name', () => {
  const id = '01a20000-0000-7000-8000-000000000001';
  const check = (it: object) =>
    requireWhole(findingDecision.parse({ finding_ids: [id], reason: 'Known.', ...it }), Date.parse('2026-11-22T10:00:00Z'));
  const due_at = '2026-12-01T10:00:00Z';
  for (const decision of ['tolerate', 'fix']) {
    check({ decision, owner_id: id, due_at });
    assert.throws(() => check({ decision, due_at }), { code: 'finding_needs_owner' });
    assert.throws(() => check({ decision, owner_id: id }), { code: 'finding_needs_day_ahead' });
    assert.throws(() => check({ decision, owner_id: id, due_at: '2026-11-22T09:00:00Z' }), { code: 'finding_needs_day_ahead' });
  }
  check({ decision: 'incident', reference: 'Monday 09:12' });
  assert.throws(() => check({ decision: 'incident' }), { code: 'finding_needs_reference' });
  check({ decision: 'expected' });
});
