// Which files a round reads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRound, type Waiting } from './rules.ts';

const now = new Date('2026-11-22T00:00:00Z');
const daysAgo = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();
const file = (sha256: string, checked: number | null, gigabytes = 0.1, fault: string | null = null): Waiting => ({
  sha256,
  size_bytes: gigabytes * 2 ** 30,
  checked_at: checked === null ? null : daysAgo(checked),
  fault,
});

test('reads the longest unread first, and what never was before all', () => {
  assert.deepEqual(planRound([file('a', 10), file('b', null), file('c', 29), file('d', 3)], now), ['b', 'c', 'a']);
});

test('leaves alone what was read this week, and what is known to be damaged', () => {
  assert.deepEqual(planRound([file('a', 6.9), file('b', 20, 0.1, 'missing')], now), []);
});

test('takes no more than its share, but always one file and all that are overdue', () => {
  assert.deepEqual(planRound([file('a', 12, 5), file('b', 11, 1), file('c', 10, 0.5)], now), ['a']);
  assert.deepEqual(planRound([file('a', 40, 5), file('b', 35, 5), file('c', 10, 0.5)], now), ['a', 'b']);
  assert.deepEqual(planRound([file('a', 40, 12), file('b', 35, 12)], now), ['a']);
});

test('every file is read within 30 days, whatever there is, when rounds run', () => {
  const files = Array.from({ length: 400 }, (_, at) => file(`f${at}`, 0, 1 + (at % 7)));
  const read = new Map(files.map((it) => [it.sha256, now.getTime()]));
  let oldest = 0;
  for (let hour = 1; hour <= 24 * 45; hour += 1) {
    const at = new Date(now.getTime() + hour * 3_600_000);
    const waiting = files.map((it) => ({ ...it, checked_at: new Date(read.get(it.sha256)!).toISOString() }));
    for (const sha256 of planRound(waiting, at)) read.set(sha256, at.getTime());
    oldest = Math.max(oldest, at.getTime() - Math.min(...read.values()));
  }
  assert.ok(oldest / 86_400_000 < 30, `${oldest / 86_400_000} days`);
});
