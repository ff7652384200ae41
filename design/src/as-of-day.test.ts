// A day ends at midnight of the plant, whatever summer time does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayIn, endOfDay, isDay } from './as-of-day.ts';

test('ends a day at the plant’s midnight', () => {
  assert.equal(endOfDay('2026-05-03', 'UTC'), '2026-05-03T23:59:59.999Z');
  assert.equal(endOfDay('2026-05-03', 'Europe/Berlin'), '2026-05-03T21:59:59.999Z');
  assert.equal(endOfDay('2026-12-31', 'Asia/Kolkata'), '2026-12-31T18:29:59.999Z');
});

test('ends the days on which the clock is turned', () => {
  assert.equal(endOfDay('2026-03-29', 'Europe/Berlin'), '2026-03-29T21:59:59.999Z');
  assert.equal(endOfDay('2026-10-25', 'Europe/Berlin'), '2026-10-25T22:59:59.999Z');
  // São Paulo turned its clock at midnight until 2019: the day began at one o'clock, the day before ended at midnight.
  assert.equal(endOfDay('2018-11-03', 'America/Sao_Paulo'), '2018-11-04T02:59:59.999Z');
  assert.equal(endOfDay('2019-02-16', 'America/Sao_Paulo'), '2019-02-17T02:59:59.999Z');
});

test('the end of a day lies on it, the next millisecond does not', () => {
  for (const zone of ['Europe/Berlin', 'Pacific/Auckland', 'America/New_York', 'Asia/Kathmandu', 'America/Sao_Paulo'])
    for (let at = Date.parse('2018-01-01'); at < Date.parse('2019-12-31'); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      const end = Date.parse(endOfDay(day, zone));
      assert.equal(dayIn(end, zone), day, `${day} ${zone}`);
      assert.notEqual(dayIn(end + 1, zone), day, `${day} ${zone}`);
    }
});

test('takes only days from the address', () => {
  assert.deepEqual(['2026-05-03', '2026-13-03', '03.05.2026', undefined].map(isDay), [true, false, false, false]);
});
