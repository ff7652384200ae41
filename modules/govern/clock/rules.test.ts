// When a clock counts as off.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceDrift, judge, wholeMs } from './rules.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const said = (offset_ms: number, minutes_ago = 1) => ({
  offset_ms,
  answered_at: new Date(now.getTime() - minutes_ago * 60_000).toISOString(),
});

test('without a time server the clock is unchecked, not right', () => {
  assert.deepEqual(judge([], now), { verdict: 'unchecked', offset_ms: null });
});

test('two seconds are allowed, more is off, to either side', () => {
  assert.equal(judge([said(2000)], now).verdict, 'right');
  assert.deepEqual(judge([said(2001)], now), { verdict: 'off', offset_ms: 2001 });
  assert.equal(judge([said(-2001)], now).verdict, 'off');
});

test('one wrong server of three makes no alarm, one right of three does not hide it', () => {
  assert.deepEqual(judge([said(90_000), said(3), said(5)], now), { verdict: 'right', offset_ms: 5 });
  assert.equal(judge([said(90_000), said(89_000), said(5)], now).verdict, 'off');
});

test('answers older than half an hour count no longer', () => {
  assert.deepEqual(judge([said(0, 31), { offset_ms: null, answered_at: null }], now), { verdict: 'unanswered', offset_ms: null });
  assert.equal(judge([said(0, 31), said(5000, 29)], now).verdict, 'off');
});

test('a slow answer does not accuse the device', () => {
  assert.equal(deviceDrift(0, 200, 5000), 4900);
  assert.equal(deviceDrift(0, 200, -5000), -5100);
  assert.equal(deviceDrift(0, 10_000, 5000), null);
  assert.equal(deviceDrift(0, 6000, 7000), null);
  assert.equal(deviceDrift(0, 100, 1500), null);
});

test('an offset that rounds to nothing is a zero a ledger entry can hold', () => {
  assert.deepEqual([-0.4, 0.4, -1.6].map(wholeMs), [0, 0, -2]);
});
