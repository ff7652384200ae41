// Maintenance windows: spans that can be, who may say yes, and when work may be done.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Principal } from '@holdfast/platform/permit';
import { covers, isApprover, phaseOf, requireSpan } from './rules.ts';

const site_id = '0197f0a0-0000-7000-8000-000000000001';
const now = new Date('2026-11-22T10:00:00Z');
const span = { starts_at: '2026-11-22T09:00:00Z', ends_at: '2026-11-22T12:00:00Z' };

const person = (person_id: string, grants: Principal['grants']): Principal => ({ person_id, name: person_id, via: 'ui', grants });
const manager = {
  role: 'plant_manager',
  scope: 'site',
  site_id,
  zone_id: null,
  starts_at: null,
  expires_at: null,
} as unknown as Principal['grants'][number];

test('refuses a span that ends first, is over, or lasts longer than a turnaround', () => {
  assert.throws(() => requireSpan({ starts_at: span.ends_at, ends_at: span.starts_at }, now), /window_ends_first/);
  assert.throws(() => requireSpan({ starts_at: '2026-11-21T09:00:00Z', ends_at: '2026-11-21T12:00:00Z' }, now), /window_is_over/);
  assert.throws(() => requireSpan({ starts_at: '2026-11-23T09:00:00Z', ends_at: '2027-11-23T12:00:00Z' }, now), /window_too_long/);
  requireSpan(span, now);
});

test('only the approver named decides, or who stands in for them and did not plan it', () => {
  const it = { approver_id: 'petra', planned_by: 'otto' };
  assert.equal(isApprover(person('petra', [manager]), site_id, it), true);
  assert.equal(isApprover(person('paul', [manager]), site_id, it), false);
  assert.equal(isApprover(person('petra', []), site_id, it), false);
  assert.equal(isApprover(person('dora', [{ ...manager, deputy_for: 'petra' }]), site_id, it), true);
  assert.equal(isApprover(person('dora', [{ ...manager, deputy_for: 'paul' }]), site_id, it), false);
  assert.equal(isApprover(person('otto', [{ ...manager, deputy_for: 'petra' }]), site_id, it), false);
});

test('work may be done only while an approved window of those zones is under way', () => {
  const open = { ...span, state: 'approved', zone_ids: ['a', 'b'] };
  assert.equal(phaseOf(open, now), 'under_way');
  assert.equal(covers(open, ['a'], now), true);
  assert.equal(covers(open, ['a', 'c'], now), false);
  assert.equal(covers({ ...open, zone_ids: [] }, ['c'], now), true);
  assert.equal(covers({ ...open, state: 'asked' }, ['a'], now), false);
  assert.equal(covers(open, ['a'], new Date('2026-11-22T12:00:00Z')), false);
  assert.equal(phaseOf({ ...span, state: 'asked' }, now), 'ahead');
});
