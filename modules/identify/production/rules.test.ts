// The production calendar: what is noted wins over the week, silence about hours is silence, daylight saving keeps the hours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Calendar, requireHours, requireSpan, segmentsOf, statesAt, stretchesBetween } from './rules.ts';

const week: Calendar = {
  time_zone: 'Europe/Berlin',
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '06:00', to: '22:00' })),
  periods: [],
};
const at = (text: string): number => Date.parse(text);
const cleaning = { state: 'cleaning' as const, starts_at: '2026-11-23T09:00:00Z', ends_at: '2026-11-23T11:00:00Z', zone_ids: ['filler'] };

test('a usual week: production in its hours, standstill beside them, and nothing known without hours', () => {
  assert.deepEqual(statesAt(week, [], at('2026-11-23T05:00:00Z')), ['production'], 'Monday 06:00 in Berlin');
  assert.deepEqual(statesAt(week, [], at('2026-11-23T04:59:00Z')), ['standstill']);
  assert.deepEqual(statesAt(week, [], at('2026-11-22T10:00:00Z')), ['standstill'], 'Sunday');
  assert.deepEqual(statesAt({ ...week, hours: [] }, [], at('2026-11-23T10:00:00Z')), []);
});

test('what somebody noted wins over the week, in the zones it is for', () => {
  const it = { ...week, periods: [cleaning] };
  assert.deepEqual(statesAt(it, ['filler'], at('2026-11-23T10:00:00Z')), ['cleaning']);
  assert.deepEqual(statesAt(it, ['packer'], at('2026-11-23T10:00:00Z')), ['production']);
  assert.deepEqual(statesAt(it, [], at('2026-11-23T10:00:00Z')), ['cleaning']);
  assert.deepEqual(statesAt(it, ['filler'], at('2026-11-23T11:00:00Z')), ['production']);
});

test('spread out, production leaves room for what was noted, and clocks that change keep the hours', () => {
  const day = stretchesBetween({ ...week, periods: [cleaning] }, ['filler'], at('2026-11-23T00:00:00Z'), at('2026-11-23T23:00:00Z'));
  assert.deepEqual(
    day.map(({ state, from, to }) => [state, from.slice(11, 16), to.slice(11, 16)]),
    [
      ['cleaning', '09:00', '11:00'],
      ['production', '05:00', '09:00'],
      ['production', '11:00', '21:00'],
    ],
  );
  const sunday = { ...week, hours: [{ weekday: 7, from: '00:00', to: '24:00' }] };
  const [long] = stretchesBetween(sunday, [], at('2026-10-25T00:00:00Z'), at('2026-10-25T12:00:00Z'));
  assert.equal((at(long!.to) - at(long!.from)) / 3600_000, 25, 'the last Sunday of October has 25 hours');
  assert.throws(() => stretchesBetween(week, [], at('2020-01-01T00:00:00Z'), at('2026-01-01T00:00:00Z')), RangeError);
});

test('refuses hours that end first or lie over each other, and spans that cannot be', () => {
  assert.throws(() => requireHours([{ weekday: 1, from: '10:00', to: '06:00' }]), /hours_end_first/);
  assert.throws(
    () =>
      requireHours([
        { weekday: 1, from: '06:00', to: '12:00' },
        { weekday: 1, from: '11:00', to: '14:00' },
      ]),
    /hours_overlap/,
  );
  requireHours([
    { weekday: 1, from: '06:00', to: '12:00' },
    { weekday: 1, from: '12:00', to: '24:00' },
  ]);
  assert.throws(() => requireSpan({ starts_at: '2026-11-23T10:00:00Z', ends_at: '2026-11-23T10:00:00Z' }), /period_ends_first/);
  assert.throws(() => requireSpan({ starts_at: '2020-11-23T10:00:00Z', ends_at: '2026-11-23T10:00:00Z' }), /period_too_long/);
});

test('a span is cut where noted stretches begin and end, without gaps, the shortest stretch first', () => {
  const day = { state: 'commissioning' as const, starts_at: '2026-11-23T00:00:00Z', ends_at: '2026-11-24T00:00:00Z', zone_ids: [] };
  const cut = segmentsOf({ ...week, periods: [day, cleaning] }, ['filler'], at('2026-11-22T00:00:00Z'), at('2026-11-25T00:00:00Z'));
  assert.deepEqual(
    cut.map(({ from, until, state }) => [new Date(from).toISOString().slice(8, 13), new Date(until).toISOString().slice(8, 13), state]),
    [
      ['22T00', '23T00', null],
      ['23T00', '23T09', 'commissioning'],
      ['23T09', '23T11', 'cleaning'],
      ['23T11', '24T00', 'commissioning'],
      ['24T00', '25T00', null],
    ],
  );
});
