// The plan of steps names one thing at a time, and months carry on what nobody counted anew.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byMonth, nextStep } from './rules.segmentation.ts';

const id = '00000000-0000-4000-8000-000000000001';
const on = (hold: 'no_enforcer' | 'differs' | 'held') => [{ id, name: 'A – B', hold, flows: 2 }];

test('a zone is heard first, then listed, then held, then explained', () => {
  const step = (missing: Parameters<typeof nextStep>[0]['missing']) => nextStep({ missing })?.step ?? null;
  assert.equal(step([]), null);
  assert.equal(
    step([
      { condition: 'observed', conduits: [] },
      { condition: 'approved', conduits: on('no_enforcer') },
    ]),
    'listen',
  );
  assert.equal(step([{ condition: 'approved', conduits: [] }]), 'see_crossing');
  assert.equal(step([{ condition: 'approved', conduits: on('no_enforcer') }]), 'approve_list');
  assert.equal(step([{ condition: 'enforced', conduits: on('no_enforcer') }]), 'place_enforcer');
  assert.equal(step([{ condition: 'enforced', conduits: on('differs') }]), 'hold_list');
  const next = nextStep({ missing: [{ condition: 'uncontradicted', conduits: on('held') }] });
  assert.deepEqual(next, { step: 'explain_flows', conduit_id: id, conduit_name: 'A – B', hold: null });
});

test('a month nobody counted stands as the one before it, over the turn of the year', () => {
  const counts = [
    { counted_at: '2026-11-02T08:00:00Z', zones: 4, segmented: 0 },
    { counted_at: '2026-11-28T08:00:00Z', zones: 4, segmented: 1 },
    { counted_at: '2027-01-03T08:00:00Z', zones: 5, segmented: 2 },
  ];
  assert.deepEqual(byMonth(counts, '2027-02-01T00:00:00Z'), [
    { month: '2026-11', zones: 4, segmented: 1 },
    { month: '2026-12', zones: 4, segmented: 1 },
    { month: '2027-01', zones: 5, segmented: 2 },
    { month: '2027-02', zones: 5, segmented: 2 },
  ]);
  assert.deepEqual(byMonth([], '2027-02-01T00:00:00Z'), []);
});
