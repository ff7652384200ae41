// Ids in facts.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isId, isTime, readTextList, shownIds } from './fact-ids.ts';

const id = (n: number): string => `01a20170-fd08-7be1-aef1-${String(n).padStart(12, '0')}`;

test('gathers the ids that are shown, each once, also from inside of lists and objects', () => {
  const facts = { list_id: id(1), rules: [{ to: { asset_id: id(2) } }, { to: { asset_id: id(1) } }], sha256: 'ab'.repeat(32), name: 'x' };
  assert.deepEqual(shownIds(facts), [id(1), id(2)]);
});

test('leaves out what a long list does not show, and asks for at most 60 names', () => {
  const many = Array.from({ length: 200 }, (_, i) => id(i));
  assert.equal(shownIds({ ids: many }).length, 12);
  assert.equal(shownIds(Object.fromEntries(many.map((it) => [it, it]))).length, 60);
});

test('tells ids and times from other text', () => {
  assert.deepEqual([isId(id(1)), isId('r1'), isTime('2026-11-16T08:15:59.894809Z'), isTime('2026-11-16')], [true, false, true, false]);
});

test('reads a list kept as text, and leaves a sentence that only begins like one', () => {
  assert.deepEqual(readTextList('["", "to read"]'), ['', 'to read']);
  assert.deepEqual([readTextList('[urgent] stop the line'), readTextList('plain')], [null, null]);
});
