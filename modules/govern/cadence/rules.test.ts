// Runs reckoned against a rhythm: which day a run keeps, what is missed, what state it is in, who is told; and rhythms made up at random keep the books straight.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextOccurrence, occurrences } from '@holdfast/core-cadence';
import fc from 'fast-check';
import { stepsToTell } from './rules.escalation.ts';
import type { ActivityAt, RunAt } from './rules.fold.ts';
import { byRhythm, runsOf, settle, spreadFirst, stateOf } from './rules.ts';
import type { ActivityRhythm } from './schema.ts';

const monthly: ActivityRhythm = {
  every: 1,
  unit: 'month',
  starts_on: '2026-01-31',
  ends_on: null,
  weekdays: null,
  on_day: null,
  nth: null,
  at: '09:00',
  time_zone: 'Europe/Berlin',
  basis: 'plan',
  moves: 'stays',
};
const it = (rhythm: Partial<ActivityRhythm> | null = {}): ActivityAt => ({
  id: 'a',
  site_id: 's',
  of: null,
  title: 'Check',
  rhythm: rhythm === null ? null : { ...monthly, ...rhythm },
  rhythm_from: '2026-01-01T00:00:00.000Z',
  escalation: { remind_days: [14, 3], accountable_days: 1, plant_manager_days: 7, ciso_days: null },
  owner_role: null,
  owner_id: null,
  ended_at: null,
});
const run = (at: string): RunAt => ({
  id: at,
  activity_id: 'a',
  kind: 'done',
  at: `${at}:00.000Z`,
  planned: null,
  result: 'as_planned',
  by: 'p',
  act: null,
});
const ms = (at: string): number => Date.parse(`${at}:00.000Z`);
const reckon = (runs: readonly string[], now: string, rhythm: Partial<ActivityRhythm> = {}) => {
  const one = settle(it(rhythm), runs.map(run), ms(now));
  return {
    due: one.due?.day ?? null,
    kept: one.kept.map(({ occurrence, late_days }) => [occurrence?.day ?? null, late_days]),
    missed: one.missed.map(({ day }) => day),
  };
};

test('a run in time keeps its day; late it keeps it late; too early it is one more', () => {
  assert.deepEqual(reckon(['2026-01-30T10:00'], '2026-02-01T00:00'), { due: '2026-02-28', kept: [['2026-01-31', 0]], missed: [] });
  assert.deepEqual(reckon(['2026-02-05T10:00'], '2026-02-06T00:00'), { due: '2026-02-28', kept: [['2026-01-31', 5]], missed: [] });
  assert.deepEqual(reckon(['2026-01-31T10:00', '2026-02-03T10:00'], '2026-02-06T00:00').kept, [
    ['2026-01-31', 0],
    [null, 0],
  ]);
});

test('what the next day overtook is missed, and a run afterwards does not undo it', () => {
  assert.deepEqual(reckon([], '2026-04-02T00:00'), { due: '2026-03-31', kept: [], missed: ['2026-01-31', '2026-02-28'] });
  assert.deepEqual(reckon(['2026-03-10T10:00'], '2026-03-11T00:00'), {
    due: '2026-03-31',
    kept: [['2026-02-28', 10]],
    missed: ['2026-01-31'],
  });
});

test('by the last run the next is so long after it, and what was planned does not pull it back', () => {
  const basis = { basis: 'last_run' } as const;
  assert.equal(reckon([], '2026-01-15T00:00', basis).due, '2026-01-31');
  assert.equal(reckon(['2026-02-10T10:00'], '2026-02-11T00:00', basis).due, '2026-03-10');
  assert.deepEqual(reckon(['2026-02-10T10:00'], '2026-04-15T00:00', basis).missed, ['2026-03-10']);
});

test('runs in any number and order: every planned day is kept by one run at most, missed or still due, never two of these', () => {
  const days = fc.array(fc.integer({ min: 0, max: 500 * 24 }), { maxLength: 30 });
  const rhythms = fc.record({
    unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    every: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(days, rhythms, fc.integer({ min: 0, max: 520 }), (hours, rhythm, until) => {
      const start = Date.parse('2026-01-01T00:00:00Z');
      const runs = hours.map((at) => run(new Date(start + at * 3_600_000).toISOString().slice(0, 16)));
      const now_ms = start + until * 86_400_000;
      const one = it(rhythm);
      const { due, kept, missed } = settle(one, runs, now_ms);
      const taken = [...kept.flatMap(({ occurrence }) => occurrence?.planned ?? []), ...missed.map(({ planned }) => planned)];
      assert.equal(new Set(taken).size, taken.length, 'no day twice');
      assert.ok(!taken.includes(due!.planned));
      const expected = occurrences(one.rhythm!, { from_ms: start, until_ms: due!.at_ms }).map(({ planned }) => planned);
      assert.deepEqual(taken.toSorted(), expected, 'every day before the one that is due is accounted for');
      assert.equal(kept.length, runs.filter((it) => Date.parse(it.at) <= now_ms).length);
      if (due!.at_ms <= now_ms) assert.ok(nextOccurrence(one.rhythm!, due!.at_ms)!.at_ms > now_ms, 'only the newest is due');
    }),
    { numRuns: 300 },
  );
});

test('is due all day where the plant stands, overdue from its next midnight on', () => {
  const at = (now: string) => stateOf(it(), settle(it(), [], ms(now)).due, ms(now));
  assert.deepEqual(
    ['2026-01-16T00:00', '2026-01-17T12:00', '2026-01-30T23:30', '2026-01-31T22:30', '2026-01-31T23:30'].map(at),
    ['planned', 'due_soon', 'due', 'due', 'overdue'],
    'Berlin is an hour ahead of UTC',
  );
  assert.equal(stateOf(it(null), null, 0), 'no_date');
});

test('each step is told once; of reminders that came together only the last; none that the plan left out', () => {
  const due = settle(it(), [], ms('2026-01-10T00:00')).due;
  const told = (now: string, before: string[] = []) => {
    const { tell, note } = stepsToTell(it(), due, new Set(before), ms(now));
    return [tell.map(({ step }) => step), note];
  };
  assert.deepEqual(told('2026-01-10T12:00'), [[], []]);
  assert.deepEqual(told('2026-01-18T12:00'), [['remind_14'], ['remind_14']]);
  assert.deepEqual(told('2026-01-29T12:00'), [['remind_3'], ['remind_14', 'remind_3']]);
  assert.deepEqual(told('2026-01-29T12:00', ['remind_14', 'remind_3']), [[], []]);
  assert.deepEqual(told('2026-02-08T12:00', ['remind_14', 'remind_3', 'due', 'accountable']), [['plant_manager'], ['plant_manager']]);
  assert.deepEqual(told('2026-03-31T12:00')[0], ['due', 'accountable', 'plant_manager'], 'no CISO in this plan');
});

test('first days are spread, what comes round often first', () => {
  const order = byRhythm([
    { rhythm: { every: 1, unit: 'year' as const } },
    { rhythm: { every: 3, unit: 'month' as const } },
    { rhythm: { every: 1, unit: 'week' as const } },
  ]);
  assert.deepEqual(
    order.map(({ rhythm }) => rhythm.unit),
    ['week', 'month', 'year'],
  );
  assert.deepEqual(
    [0, 2, 3, 7].map((at) => spreadFirst('2026-12-28', at)),
    ['2026-12-28', '2026-12-28', '2027-01-04', '2027-01-11'],
  );
});

test('1,200 activities with five runs each are reckoned in less CPU than a person notices', () => {
  const many = Array.from({ length: 1200 }, (_, at): ActivityAt => ({
    ...it({ unit: at % 2 === 0 ? 'week' : 'month', moves: 'next', starts_on: '2026-08-03' }),
    id: `a${at}`,
    rhythm_from: '2026-08-01T00:00:00.000Z',
  }));
  const runs = many.flatMap(({ id }) =>
    [1, 2, 3, 4, 5].map((month): RunAt => ({ ...run(`2026-0${month + 4}-20T08:00`), activity_id: id })),
  );
  const working = { weekdays: [1, 2, 3, 4, 5], closed: [], region: 'DE-BY' as const };
  const from = process.cpuUsage();
  const settled = many.map((one) => settle(one, runsOf({ runs }, [], one.id), ms('2026-11-22T10:00'), working));
  const { user, system } = process.cpuUsage(from);
  assert.deepEqual(
    settled.map(({ kept }) => kept.length),
    many.map(() => 5),
  );
  // About 0.15 s where nothing else runs; 5 s when every activity looked through the runs of all and every day asked the calendar of its zone.
  assert.ok(user + system < 1_500_000, `${(user + system) / 1000} ms of CPU`);
});
