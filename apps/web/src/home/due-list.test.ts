// The list of who does what by when: everything with a day, by day, with its name; what has none does not hide that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActivityRow } from '@holdfast/cadence/schema';
import type { Gap, Measure } from '@holdfast/gaps/schema';
import type { Action } from '@holdfast/meetings/schema';
import { daysTo, dueInShort, dueList } from './due-list.ts';

const words = (text: string) => ({ en: text, de: text });
const gap = { id: 'minimum:3', title: words('Gap'), owner_id: 'mara', owner_name: 'Mara', due_on: '2026-12-01', overdue: false } as Gap;
const measure = { id: 'm', title: words('Measure'), owner_id: null, owner_name: null, due_on: '2026-11-01', overdue: true } as Measure;
const action = { id: 'a', title: 'Action', owner_id: 'bert', owner_name: 'Bert', due_on: '2026-11-30', is_overdue: false } as Action;
const next = { day: '2026-11-25' };
const activity = {
  id: 'zone_review',
  title: words('Review'),
  person_id: 'mara',
  person_name: 'Mara',
  next,
  state: 'planned',
  missed: [1, 2],
};
const activities = [activity, { ...activity, id: 'audit', next: null }] as unknown as ActivityRow[];

test('gaps, measures, actions and reviews stand in one list by day, each with who and where', () => {
  const rows = dueList({ gaps: [gap, { ...gap, id: 'x', due_on: null }], measures: [measure], actions: [action], activities });
  assert.deepEqual(
    rows.map((it) => [it.on, it.kind, it.who, it.late, it.missed, it.to]),
    [
      ['2026-11-01', 'measure', null, true, 0, 'minimum?view=measures&open=m'],
      ['2026-11-25', 'activity', 'Mara', false, 2, 'activities/zone_review'],
      ['2026-11-30', 'action', 'Bert', false, 0, 'meeting-actions'],
      ['2026-12-01', 'gap', 'Mara', false, 0, 'minimum?view=gaps&open=minimum:3'],
    ],
  );
  assert.deepEqual(dueInShort(rows, 'mara'), { count: 4, late: 1, nobody: 1, mine: 2 });
});

test('days are counted over the change of clocks and the end of a year', () => {
  assert.deepEqual(
    [daysTo('2026-11-22', '2026-11-22'), daysTo('2027-01-01', '2026-12-31'), daysTo('2026-10-24', '2026-10-26')],
    [0, 1, -2],
  );
});
