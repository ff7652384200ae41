// The grid of a month: whole weeks from Monday to Sunday that hold every day of it once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMonth, monthAfter, weeksOf } from './month.ts';

test('every month of twelve years is whole weeks with all its days', () => {
  for (let months = 0; months < 144; months += 1) {
    const month = monthAfter('2024-01', months);
    const weeks = weeksOf(month);
    const days = weeks.flat();
    const own = days.filter((day) => day.startsWith(month));
    const [year = 0, of = 0] = month.split('-').map(Number);
    assert.equal(own.length, new Date(Date.UTC(year, of, 0)).getUTCDate(), month);
    assert.ok(weeks.length >= 4 && weeks.length <= 6 && weeks.every((week) => week.some((day) => day.startsWith(month))), month);
    assert.ok(
      weeks.every((week) => week.length === 7 && new Date(`${week[0]}T00:00:00Z`).getUTCDay() === 1),
      month,
    );
    assert.equal(new Set(days).size, days.length, month);
  }
});

test('goes over the end of the year, both ways', () => {
  assert.deepEqual([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-05', 0)], ['2027-01', '2025-12', '2026-05']);
  assert.deepEqual([isMonth('2026-11'), isMonth('2026-13'), isMonth('x'), isMonth(undefined)], [true, false, false, false]);
});
