// Rows of a sheet as messages: the plant's own clock, the plant's own words, and what cannot be used is named by its row.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantOf, readRows } from './rules.ts';
import { newMessage } from './schema.ts';

test('times are the plant’s unless they say otherwise, and no time that is none is taken', () => {
  const zone = 'Europe/Berlin';
  assert.equal(instantOf('2026-11-16 09:12', zone), '2026-11-16T08:12:00.000Z');
  assert.equal(instantOf('16.11.2026 09:12:30', zone), '2026-11-16T08:12:30.000Z');
  assert.equal(instantOf('16.7.2026 9:12', zone), '2026-07-16T07:12:00.000Z', 'in summer');
  assert.equal(instantOf('2026-11-16T09:12:00+02:00', zone), '2026-11-16T07:12:00.000Z');
  assert.equal(instantOf('2026-11-16T09:12:00Z', zone), '2026-11-16T09:12:00.000Z');
  for (const text of ['', 'yesterday', '2026-13-01 09:12', '31.02.2026 09:12', '2026-11-16 25:00', '46342.38', '2026-11-16'])
    assert.equal(instantOf(text, zone), null, text);
});

test('rows in German and English words are read, the others told by row and why', () => {
  const row = (row_number: number, values: Record<string, string>) => ({
    row_number,
    values: { at: '2026-11-16 09:12', kind: 'Stillstand', line: 'Linie 1', ...values },
  });
  const { messages, refused } = readRows(
    [
      row(2, {}),
      row(3, { kind: 'Quality', count: '42', text: 'Füllhöhe\u202e\u0007 falsch', reference: 'Q-1' }),
      row(4, { kind: 'party' }),
      row(5, { at: 'soon' }),
      row(6, { line: ' ' }),
      row(7, { count: '-3' }),
      row(8, { line: 'x'.repeat(200) }),
    ],
    'UTC',
  );
  assert.deepEqual(
    messages.map((it) => [it.kind, it.line, it.text, it.count, it.reference]),
    [
      ['stop', 'Linie 1', '', 1, null],
      ['quality', 'Linie 1', 'Füllhöhe falsch', 42, 'Q-1'],
    ],
  );
  assert.deepEqual(
    refused.map((it) => [it.row, it.code]),
    [
      [4, 'kind'],
      [5, 'time'],
      [6, 'line'],
      [7, 'count'],
      [8, 'line'],
    ],
  );
});

test('a message is bounded and has nothing in it that cannot be seen', () => {
  const good = { at: '2026-11-16T08:12:00Z', kind: 'stop', line: 'Linie\u0000 1' };
  assert.equal(newMessage.parse(good).line, 'Linie 1');
  for (const bad of [
    { line: '\u200b' },
    { line: 'x'.repeat(81) },
    { text: 'x'.repeat(301) },
    { count: 0 },
    { count: 1e7 },
    { count: 1.5 },
    { kind: 'x' },
    { at: 'x' },
  ])
    assert.equal(newMessage.safeParse({ ...good, ...bad }).success, false, JSON.stringify(bad).slice(0, 40));
});
