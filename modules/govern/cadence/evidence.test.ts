// What a run proves: that it was done while it counted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimumItems } from '@holdfast/core-law';
import { bindings } from './evidence.ts';

const binding = bindings.find((it) => it.id === 'activity.zone_review')!;
const marks = (done_at: string, told_at: string, result = 'as_planned'): number =>
  binding.reads({
    kind: 'cadence.run_recorded',
    subject_type: 'activity',
    subject_id: 'a',
    at: new Date(told_at),
    site_id: 's',
    actor: 'p',
    data: { activity: 'zone_review', at: done_at, result },
  }).length;

test('a run told of days later counts, one that had lapsed before anybody told of it does not', () => {
  assert.equal(marks('2026-11-20T08:00:00Z', '2026-11-22T08:00:00Z'), 1);
  assert.equal(marks('1990-01-01T00:00:00Z', '2026-11-22T08:00:00Z'), 0);
  const lapsed = new Date(Date.parse('2026-11-22T08:00:00Z') - binding.fresh_days! * 86_400_000).toISOString();
  assert.equal(marks(lapsed, '2026-11-22T08:00:00Z'), 0);
  assert.equal(marks('2026-11-20T08:00:00Z', '2026-11-22T08:00:00Z', 'not_passed'), 0);
});

test('what is asked for within a year counts for a year, and says where that is asked; other reviews a rhythm and a half', () => {
  const of = (id: string) => bindings.find((it) => it.id === `activity.${id}`)!;
  for (const [id, item] of [
    ['exercise', 10],
    ['backup_test', 9],
  ] as const) {
    const asked = minimumItems.find((it) => it.no === item)!;
    assert.ok(
      asked.question.en.includes('within a year') &&
        asked.requirements.every((it) => of(id).limits!.en.includes(`item ${item}`) && it.startsWith('NIS2-21.2.')),
    );
    assert.equal(of(id).fresh_days, 365);
    assert.match(of(id).limits!.de, /NIS2 Art\. 21\(2\)\(c\)/);
  }
  assert.equal(of('policy_review').fresh_days, Math.ceil(366 * 1.5));
});
