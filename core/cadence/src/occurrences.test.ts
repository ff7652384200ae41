// Single dates people would look up: month ends, leap years, year ends, summer time, holidays and shutdowns; and rhythms that are refused.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  checkRhythm,
  dayOf,
  everyDay,
  formatDay,
  holidayRegions,
  holidaysOf,
  isWorkingDay,
  nextOccurrence,
  occurrences,
  type Rhythm,
  type RhythmFault,
  type WorkingDays,
} from './index.ts';

const base: Rhythm = {
  every: 1,
  unit: 'month',
  starts_on: '2026-01-31',
  at: '09:00',
  time_zone: 'Europe/Berlin',
  basis: 'plan',
  moves: 'stays',
  ends_on: null,
  weekdays: null,
  on_day: null,
  nth: null,
};
const bavaria: WorkingDays = { weekdays: [1, 2, 3, 4, 5], closed: [{ from: '2026-08-03', until: '2026-08-21' }], region: 'DE-BY' };
const days = (rhythm: Partial<Rhythm>, from: string, until: string, working = everyDay): string[] =>
  occurrences({ ...base, ...rhythm }, { from_ms: Date.parse(from), until_ms: Date.parse(until) }, { working }).map(({ day }) => day);

describe('on the day', () => {
  test('the 31st is the last day of every month, and does not slip to the 28th for ever', () => {
    assert.deepEqual(days({}, '2027-01-01', '2027-06-01'), ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']);
  });
  test('29 February yearly is 28 February in other years', () => {
    const yearly = days({ unit: 'year', starts_on: '2024-02-29' }, '2024-01-01', '2029-01-01');
    assert.deepEqual(yearly, ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
  });
  test('quarters and weeks run over the end of the year', () => {
    assert.deepEqual(days({ unit: 'quarter', starts_on: '2026-11-30' }, '2026-11-01', '2027-09-01'), [
      '2026-11-30',
      '2027-02-28',
      '2027-05-30',
      '2027-08-30',
    ]);
    const weekly = { unit: 'week', every: 2, starts_on: '2026-12-24', weekdays: [1, 4] } as const;
    assert.deepEqual(days(weekly, '2026-12-01', '2027-01-25'), ['2026-12-24', '2027-01-04', '2027-01-07', '2027-01-18', '2027-01-21']);
  });
  test('the second Tuesday, and the last Friday', () => {
    const second = { starts_on: '2026-01-01', nth: { nth: 2, weekday: 2 } } as const;
    assert.deepEqual(days(second, '2026-01-01', '2026-04-01'), ['2026-01-13', '2026-02-10', '2026-03-10']);
    const last = { starts_on: '2026-01-01', nth: { nth: -1, weekday: 5 } } as const;
    assert.deepEqual(days(last, '2026-01-01', '2026-04-01'), ['2026-01-30', '2026-02-27', '2026-03-27']);
  });
  test('ends with its last day', () => {
    assert.deepEqual(days({ ends_on: '2026-03-31' }, '2026-01-01', '2030-01-01'), ['2026-01-31', '2026-02-28', '2026-03-31']);
    assert.equal(nextOccurrence({ ...base, ends_on: '2026-03-31' }, Date.parse('2026-04-01')), null);
  });
});

describe('at the hour', () => {
  const at = (rhythm: Partial<Rhythm>, after: string): string =>
    new Date(nextOccurrence({ ...base, ...rhythm }, Date.parse(after))!.at_ms).toISOString();
  test('nine in Berlin is eight in UTC in winter and seven in summer', () => {
    assert.equal(at({}, '2026-02-01'), '2026-02-28T08:00:00.000Z');
    assert.equal(at({}, '2026-07-01'), '2026-07-31T07:00:00.000Z');
  });
  test('half past two on the night the clock goes on is half past three; on the night it goes back, the first of the two', () => {
    const nightly = { unit: 'day', at: '02:30', starts_on: '2026-01-01' } as const;
    assert.equal(at(nightly, '2026-03-28T12:00:00Z'), '2026-03-29T01:30:00.000Z');
    assert.equal(at(nightly, '2026-10-24T12:00:00Z'), '2026-10-25T00:30:00.000Z');
  });
});

describe('on working days', () => {
  test('a date in the shutdown moves to the day after it, or to the day before', () => {
    const monthly = { starts_on: '2026-01-10' };
    assert.deepEqual(days({ ...monthly, moves: 'next' }, '2026-07-31', '2026-09-01', bavaria), ['2026-08-24']);
    assert.deepEqual(days({ ...monthly, moves: 'previous' }, '2026-07-20', '2026-09-01', bavaria), ['2026-07-31']);
  });
  test('New Year, Epiphany and the weekend are passed over in one move', () => {
    const shut = { ...bavaria, closed: [{ from: '2026-01-02', until: '2026-01-05' }] };
    assert.deepEqual(days({ unit: 'year', starts_on: '2025-01-01', moves: 'next' }, '2025-12-01', '2026-02-01', shut), ['2026-01-07']);
    assert.deepEqual(days({ unit: 'year', starts_on: '2025-01-01', moves: 'previous' }, '2025-12-01', '2026-02-01', shut), ['2025-12-31']);
  });
  test('what falls on closed days one after the other is one', () => {
    assert.deepEqual(days({ unit: 'day', starts_on: '2026-08-01', moves: 'next' }, '2026-08-01', '2026-08-26', bavaria), [
      '2026-08-24',
      '2026-08-25',
    ]);
  });
  test('over a shutdown without end nothing moves', () => {
    const shut = { ...bavaria, closed: [{ from: '2026-01-01', until: '2040-01-01' }] };
    assert.deepEqual(days({ moves: 'next' }, '2026-03-01', '2026-04-15', shut), ['2026-03-31']);
  });
});

describe('public holidays', () => {
  const namesOn = (region: Parameters<typeof holidaysOf>[0], date: string) =>
    holidaysOf(region, Number(date.slice(0, 4)))
      .filter(({ day }) => formatDay(day) === date)
      .map(({ name }) => name.en);
  test('move with Easter', () => {
    for (const [year, easter] of Object.entries({
      2024: '2024-03-31',
      2025: '2025-04-20',
      2026: '2026-04-05',
      2027: '2027-03-28',
      2038: '2038-04-25',
    })) {
      const monday = formatDay(dayOf(easter) + 1);
      assert.deepEqual(namesOn('DE', monday), ['Easter Monday'], year);
    }
    assert.deepEqual(namesOn('AT', '2026-05-14'), ['Ascension Day']);
    assert.deepEqual(namesOn('DE-NW', '2026-06-04'), ['Corpus Christi']);
  });
  test('differ by state, and by year', () => {
    assert.deepEqual(
      [namesOn('DE-BY', '2026-11-01'), namesOn('DE-BE', '2026-11-01'), namesOn('DE', '2026-11-01')],
      [['All Saints'], [], []],
    );
    assert.deepEqual([namesOn('DE-MV', '2022-03-08'), namesOn('DE-MV', '2023-03-08')], [[], ["Women's Day"]]);
    assert.deepEqual([namesOn('DE-BY', '2017-10-31'), namesOn('DE-BY', '2018-10-31')], [['Reformation Day'], []]);
    assert.deepEqual(namesOn('DE-SN', '2026-11-18'), ['Day of Repentance']);
    assert.deepEqual(namesOn('FR', '2026-07-14'), ['National Day']);
  });
  test('are no working days, in every region that is offered', () => {
    for (const region of holidayRegions) {
      const working = { ...everyDay, region };
      assert.equal(isWorkingDay(working, dayOf('2026-12-25')), false, region);
      assert.equal(isWorkingDay(working, dayOf('2026-12-28')), true, region);
      const given = holidaysOf(region, 2026).map(({ day }) => day);
      assert.deepEqual(
        [...new Set(given)].sort((a, b) => a - b),
        given,
        `${region} in order, none twice`,
      );
    }
  });
});

test('a rhythm that cannot be reckoned with is refused with what is wrong', () => {
  const wrong: [Partial<Rhythm>, RhythmFault][] = [
    [{ every: 0 }, 'every_wrong'],
    [{ every: 1.5 }, 'every_wrong'],
    [{ starts_on: '2026-02-30' }, 'starts_on_wrong'],
    [{ starts_on: '30.01.2026' }, 'starts_on_wrong'],
    [{ ends_on: '2025-12-31' }, 'ends_on_wrong'],
    [{ unit: 'week', weekdays: [] }, 'weekdays_wrong'],
    [{ unit: 'week', weekdays: [8] }, 'weekdays_wrong'],
    [{ on_day: 32 }, 'on_day_wrong'],
    [{ nth: { nth: 1, weekday: 0 } }, 'nth_wrong'],
    [{ unit: 'day', on_day: 3 }, 'days_do_not_fit'],
    [{ on_day: 3, nth: { nth: 1, weekday: 1 } }, 'days_do_not_fit'],
    [{ weekdays: [1] }, 'days_do_not_fit'],
    [{ basis: 'last_run', on_day: 3 }, 'days_do_not_fit'],
    [{ at: '24:00' }, 'at_wrong'],
    [{ time_zone: 'Mars/Olympus' }, 'time_zone_unknown'],
    [{ time_zone: '+02:00' }, 'time_zone_unknown'],
  ];
  for (const [change, fault] of wrong) assert.equal(checkRhythm({ ...base, ...change }), fault, JSON.stringify(change));
  assert.equal(checkRhythm({ ...base, moves: 'next' }, { ...everyDay, weekdays: [] }), 'no_working_day');
  assert.equal(checkRhythm(base, everyDay), null);
});
