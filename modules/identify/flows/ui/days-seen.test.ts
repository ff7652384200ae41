// Hours as days of the plant: a night over midnight UTC belongs to the plant's day.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysSeen, hourRanges } from './days-seen.ts';

test('hours are told by the day they have in the plant, once each, with all that was done', () => {
  const at = (hour: string, ...classes: ('read' | 'write')[]) => ({ hour, classes, connections: 2 });
  const list = [at('2026-11-15T23:00:00Z', 'read'), at('2026-11-15T23:00:00Z', 'write'), at('2026-11-15T22:00:00Z', 'read')];
  assert.deepEqual(daysSeen(list, 'Europe/Berlin'), [
    { day: '2026-11-16', hours: [0], classes: ['read', 'write'], connections: 4 },
    { day: '2026-11-15', hours: [23], classes: ['read'], connections: 2 },
  ]);
});

test('hours next to each other are one range', () => {
  assert.equal(hourRanges([8, 9, 10, 14, 23]), '08–11, 14–15, 23–24');
  assert.equal(hourRanges([]), '');
});
