// Facts of an entry as text.
import assert from 'node:assert/strict';
import test from 'node:test';
import { briefFacts, factText } from './fact-text.ts';

test('tells plain values, lists and objects in full', () => {
  assert.equal(factText({ zones: { made: 2 }, fault: null, names: ['a', 'b'] }), 'zones made 2, fault –, names a, b');
});

test('cuts a long list and says how long it is', () => {
  assert.match(factText(Array.from({ length: 30 }, (_, i) => i)), /^0, 1, .*, 11 … \(30\)$/);
});

test('in brief leaves out ids, hashes, times and what is empty, and counts lists', () => {
  const facts = { sha256: 'ab', list_id: 'x', proposed_by: 'y', rules: [1, 2, 3], first: '2026-11-16T08:15:59Z', fault: null, packets: 7 };
  assert.equal(briefFacts(facts), 'rules 3, packets 7');
});

test('in brief keeps counts inside of objects', () => {
  assert.equal(briefFacts({ zones: { made: 0, zones: 12 } }), 'zones (made 0, zones 12)');
});

test('words the names of facts, inside of objects too', () => {
  const nameWord = (name: string): string => ({ zones: 'Zonen', made: 'neu' })[name] ?? name;
  assert.equal(briefFacts({ zones: { made: 1 }, packets: 7 }, nameWord), 'Zonen (neu 1), packets 7');
  assert.equal(factText({ zones: [{ made: 1 }] }, nameWord), 'Zonen neu 1');
});

test('in brief words values too, and keeps those without a word', () => {
  const valueWord = (name: string, value: unknown): string => (name === 'whole' ? 'ja' : String(value));
  assert.equal(
    briefFacts({ whole: true, number: 4, n: { whole: true } }, (name) => name, valueWord),
    'whole ja, number 4, n (whole ja)',
  );
});
