// The truth table of deadlines: registration, change notices, critical entities, report clocks, exposure, timeline.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clockOf, clockStages } from './clocks.ts';
import { addDays, addMonths, instantOf, wallTime } from './dates.ts';
import { makerPenaltyExposure, penaltyExposure } from './penalty.ts';
import { changeNoticeDue, criticalEntityDue, registrationDue } from './registration.ts';
import { supervisionRegime } from './supervision.ts';
import { timelineFor } from './timeline.ts';

type Row = readonly [country: string, from: string, due: string | null, basis: string, place: string];
const registrations: readonly Row[] = [
  ['DE', '2025-12-06', '2026-03-06', 'national', 's.33 BSIG'],
  ['DE', '2024-01-01', '2026-03-06', 'national', 's.33 BSIG'],
  ['DE', '2026-01-15', '2026-04-15', 'national', 's.33 BSIG'],
  ['DE', '2026-11-30', '2027-02-28', 'national', 's.33 BSIG'],
  ['AT', '2026-10-01', '2026-12-31', 'national', ''],
  ['AT', '2027-02-01', null, 'not_known', ''],
  ['DK', '2025-07-01', '2025-10-01', 'national', 's.10'],
  ['DK', '2026-02-20', '2026-03-06', 'national', 's.10'],
  ['BE', '2024-10-18', '2025-03-18', 'national', ''],
  ['BE', '2026-01-01', null, 'not_known', ''],
  ['PL', '2026-04-03', '2026-10-03', 'national', ''],
  ['PL', '2026-08-31', '2027-02-28', 'national', ''],
  ['CZ', '2025-11-01', '2025-12-31', 'national', ''],
  ['CZ', '2026-03-01', '2026-04-30', 'national', ''],
  ['SE', '2026-01-15', '2026-01-15', 'at_once', 'ch.2 s.2; ordinance 2025:1507 s.5'],
  ['SE', '2026-06-01', '2026-06-01', 'at_once', 'ch.2 s.2; ordinance 2025:1507 s.5'],
  ['IT', '2024-10-16', '2025-02-28', 'window', 'Art 7, 30 D.Lgs. 138/2024'],
  ['IT', '2026-02-28', '2026-02-28', 'window', 'Art 7, 30 D.Lgs. 138/2024'],
  ['IT', '2026-03-01', '2027-02-28', 'window', 'Art 7, 30 D.Lgs. 138/2024'],
  ['NL', '2026-01-01', null, 'voluntary', ''],
  ['FR', '2026-01-01', null, 'not_known', ''],
  ['ES', '2026-01-01', null, 'not_known', 'Art 3(4)(a)-(d)'],
];

for (const [country, from, due, basis, place] of registrations) {
  test(`registration: ${country}, under the law since ${from}, is due ${due ?? 'on no known day'}`, () => {
    const found = registrationDue(country, from);
    assert.deepEqual([found.due_on, found.basis, found.fact.cite.place], [due, basis, place]);
    assert.equal(found.confirm, due === null);
  });
}

test('registration: a digital kind in Belgium was due earlier', () => {
  assert.equal(registrationDue('BE', '2024-10-18', 'digital').due_on, '2024-12-18');
});

const notices: readonly (readonly [string, string, 'national' | 'enisa', string, string, boolean])[] = [
  ['DE', '2026-11-22', 'national', '2026-12-06', 's.33 BSIG', false],
  ['DK', '2026-12-24', 'national', '2027-01-07', 's.10', false],
  ['SE', '2028-02-20', 'national', '2028-03-05', 'ch.2 s.2; ordinance 2025:1507 s.5', false],
  ['IT', '2026-11-22', 'national', '2026-12-06', 'Art 3(4)(a)-(d)', true],
  ['ES', '2026-11-22', 'national', '2026-12-06', 'Art 3(4)(a)-(d)', true],
  ['DE', '2026-11-30', 'enisa', '2027-02-28', 'Art 27(1)-(3)', false],
];
for (const [country, changed, registry, due, place, confirm] of notices) {
  test(`change notice: ${country} (${registry}), changed ${changed}, is due ${due}`, () => {
    const found = changeNoticeDue(country, changed, registry);
    assert.deepEqual([found.due_on, found.fact.cite.place, found.confirm], [due, place, confirm]);
  });
}

test('critical entity: risk assessment nine months from receipt, Chapter III ten months from the date of the notice', () => {
  const due = criticalEntityDue({ dated: '2026-07-10', received: '2026-07-31' });
  assert.deepEqual([due.risk_assessment.due_on, due.risk_assessment.fact.cite.place], ['2027-04-30', 'Art 12(1)']);
  assert.deepEqual([due.chapter_iii.due_on, due.chapter_iii.fact.cite.place], ['2027-05-10', 'Art 6(3) third subpara']);
});

const berlin = 'Europe/Berlin';
const clock = (id: string, anchor: string, isHoliday?: (date: string) => boolean): [string, string] => {
  const found = clockOf(
    clockStages.find((each) => each.id === id)!,
    new Date(anchor),
    berlin,
    isHoliday,
  )!;
  return [found.due.toISOString(), found.latest_arguable.toISOString()];
};

// The examples of the law data, by their citation: Art 23(4)(a), (b), (d) and Reg. 1182/71 Art 3.
const clocks: readonly (readonly [string, string, string, string])[] = [
  ['early_warning', '2026-11-23T09:12+01:00', '2026-11-24T08:12:00.000Z', '2026-11-24T09:00:00.000Z'],
  ['incident_notification', '2026-11-23T09:12+01:00', '2026-11-26T08:12:00.000Z', '2026-11-26T09:00:00.000Z'],
  ['final_report', '2026-01-31T16:00+01:00', '2026-02-28T15:00:00.000Z', '2026-03-02T23:00:00.000Z'],
  ['final_report', '2026-11-26T08:00+01:00', '2026-12-26T07:00:00.000Z', '2026-12-28T23:00:00.000Z'],
  ['early_warning', '2026-03-28T20:00+01:00', '2026-03-29T19:00:00.000Z', '2026-03-29T20:00:00.000Z'],
  ['final_report', '2028-01-31T12:00+01:00', '2028-02-29T11:00:00.000Z', '2028-02-29T23:00:00.000Z'],
  ['final_report', '2026-12-31T10:00+01:00', '2027-01-31T09:00:00.000Z', '2027-02-01T23:00:00.000Z'],
  ['cer_initial', '2026-11-23T09:12+01:00', '2026-11-24T08:12:00.000Z', '2026-11-24T09:00:00.000Z'],
  ['cer_detailed', '2026-11-24T09:00+01:00', '2026-12-24T08:00:00.000Z', '2026-12-24T23:00:00.000Z'],
  ['incident_notification_tsp', '2026-11-23T09:12+01:00', '2026-11-24T08:12:00.000Z', '2026-11-24T09:00:00.000Z'],
  ['cra_vulnerability_final', '2026-11-23T09:00+01:00', '2026-12-07T08:00:00.000Z', '2026-12-07T23:00:00.000Z'],
  ['cra_incident_final', '2026-11-30T09:00+01:00', '2026-12-30T08:00:00.000Z', '2026-12-30T23:00:00.000Z'],
];
for (const [id, anchor, due, arguable] of clocks) {
  test(`clock: ${id} from ${anchor}`, () => {
    assert.deepEqual(clock(id, anchor), [due, arguable]);
  });
}

test('clock: a holiday moves only the arguable end; an intermediate report has no length', () => {
  const [due, arguable] = clock('final_report', '2026-11-24T08:00+01:00', (date) => date === '2026-12-24' || date === '2026-12-25');
  assert.deepEqual([due, arguable], ['2026-12-24T07:00:00.000Z', '2026-12-28T23:00:00.000Z']);
  assert.equal(
    clockOf(
      clockStages.find(({ id }) => id === 'intermediate_report')!,
      new Date(0),
      berlin,
    ),
    null,
  );
});

test('property: the arguable end is never before the one to steer by, in any zone', () => {
  const zones = fc.constantFrom('Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Auckland', 'UTC');
  const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) });
  fc.assert(
    fc.property(zones, instants, fc.constantFrom(...clockStages.filter(({ length }) => length !== null)), (zone, at, stage) => {
      const { due, latest_arguable } = clockOf(stage, new Date(at), zone)!;
      assert.ok(latest_arguable.getTime() >= due.getTime());
      assert.ok(due.getTime() > at);
      if (stage.length!.unit === 'hour') assert.equal(due.getTime() - at, stage.length!.count * 3_600_000);
    }),
  );
});

test('property: an instant taken apart and put together is the same, but for a time shown twice', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
      fc.integer({ min: 1.6e12, max: 2.1e12 }),
      (zone, at) => {
        const wall = wallTime(new Date(at), zone);
        const back = instantOf(wall.date, wall.ms, zone);
        assert.deepEqual(wallTime(back, zone), wall);
        assert.ok([0, 1_800_000, 3_600_000].includes(at - back.getTime()), String(at - back.getTime()));
      },
    ),
  );
});

test('a skipped wall time becomes the instant an hour later, as if the clock had not moved', () => {
  assert.equal(instantOf('2026-03-29', 2.5 * 3_600_000, berlin).toISOString(), '2026-03-29T01:30:00.000Z');
});

test('property: months later lands on the same day or the last of a shorter month', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 60 }), (day, months) => {
      const from = addDays('2000-01-01', day);
      const to = addMonths(from, months);
      const isSame = to.slice(8) === from.slice(8);
      const isLast = addDays(to, 1).slice(8) === '01';
      assert.ok(isSame || (isLast && to.slice(8) < from.slice(8)));
    }),
  );
});

test('exposure: the higher of amount and share of worldwide turnover', () => {
  const of = (outcome: 'important' | 'essential' | 'critical', turnover: number | null): readonly unknown[] => {
    const found = penaltyExposure(outcome, turnover, 'DE')!;
    return [found.max_eur, found.by, found.fact.cite.place, found.without_turnover];
  };
  assert.deepEqual(of('important', 100_000_000), [7_000_000, 'amount', 'Art 34(5)', false]);
  assert.deepEqual(of('important', 500_000_000), [7_000_000, 'amount', 'Art 34(5)', false]);
  assert.deepEqual(of('important', 1_000_000_000), [14_000_000, 'turnover', 'Art 34(5)', false]);
  assert.deepEqual(of('essential', 500_000_000), [10_000_000, 'amount', 'Art 34(4)', false]);
  assert.deepEqual(of('essential', 900_000_000), [18_000_000, 'turnover', 'Art 34(4)', false]);
  assert.deepEqual(of('critical', null), [10_000_000, 'amount', 'Art 34(4)', true]);
  assert.equal(penaltyExposure('out', 900_000_000, 'DE'), null);
  assert.equal(makerPenaltyExposure(1_000_000_000).max_eur, 25_000_000);
  assert.ok(penaltyExposure('important', null, 'CZ')!.national.some(({ text }) => text.en.includes('CZK')));
});

test('supervision: before and after for essential, after a sign for important, CER besides for critical', () => {
  assert.equal(supervisionRegime('out', 'DE'), null);
  assert.equal(supervisionRegime('important', 'DE')!.regime, 'ex_post');
  assert.equal(supervisionRegime('essential', 'DE')!.regime, 'ex_ante');
  const critical = supervisionRegime('critical', 'DE')!;
  assert.ok(critical.facts.some(({ cite }) => cite.instrument === 'CER'));
  assert.ok(critical.national.some(({ id }) => id === 'DE.authority'));
});

test('the timeline parts past from coming, and says what concerns us', () => {
  const days = timelineFor('2026-11-22', { jurisdictions: ['DE'], hats: ['operator'] });
  const known = new Map(days.map((each) => [each.id, each]));
  for (const [id, on] of [
    ['nis2-applies', '2024-10-18'],
    ['de-in-force', '2025-12-06'],
    ['cra-in-force', '2024-12-10'],
    ['cra-reporting', '2026-09-11'],
    ['cra-full', '2027-12-11'],
    ['machinery', '2027-01-20'],
  ] as const)
    assert.equal(known.get(id)?.on, on);
  assert.equal(known.get('cra-reporting')!.concerns_us, false);
  assert.equal(known.get('machinery')!.is_past, false);
  assert.equal(known.has('at-in-force'), false);
  assert.deepEqual(
    days.map(({ on }) => on),
    days.map(({ on }) => on).toSorted(),
  );
});
