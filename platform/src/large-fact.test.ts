// A list in an entry is told whole while it is short, and by count and hash when it would not fit.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { tellList } from './large-fact.ts';

test('tells a short list as it is', () => {
  assert.deepEqual(tellList('ids', ['a', 'b']), { facts: { ids: ['a', 'b'] }, personal: {} });
});

test('tells a long list by how many and the hash of the text that is committed', () => {
  const ids = Array.from({ length: 1000 }, (_, n) => `01a20000-0000-7000-8000-${String(n).padStart(12, '0')}`);
  const { facts, personal } = tellList('ids', ids);
  assert.deepEqual(JSON.parse(personal['ids']!), ids);
  assert.deepEqual(facts, { ids_count: 1000, ids_sha256: createHash('sha256').update(personal['ids']!).digest('hex') });
});
