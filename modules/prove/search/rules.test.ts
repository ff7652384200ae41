// What a typed search means.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rank, readSearch } from './rules.ts';

const plain = { type: null, kind: null, zone: null };

test('words are words, also with a colon in them', () => {
  assert.deepEqual(readSearch('  filler  1 '), { ...plain, text: 'filler 1' });
  assert.deepEqual(readSearch('00:1b:1b'), { ...plain, text: '00:1b:1b' });
  assert.deepEqual(readSearch('colour:red'), { ...plain, text: 'colour:red' });
});

test('typed fields narrow; quotes hold blanks together', () => {
  assert.deepEqual(readSearch('type:zone pack'), { ...plain, text: 'pack', type: 'zone' });
  assert.deepEqual(readSearch('kind:PLC zone:"Filling line 1"'), { text: '', type: null, kind: 'plc', zone: 'Filling line 1' });
  assert.deepEqual(readSearch('serial:S-1 vendor:Siemens'), { ...plain, text: 'S-1 Siemens' });
});

test('a MAC address is found however it is written', () => {
  for (const mac of ['00-1B-1B-0A-0B-0C', '001b.1b0a.0b0c', '001B1B0A0B0C', 'mac:00-1b-1b-0a-0b-0c'])
    assert.equal(readSearch(mac).text, '00:1b:1b:0a:0b:0c', mac);
  assert.equal(readSearch('10.80.22.11').text, '10.80.22.11');
});

test('any text is read, and nothing typed grows', () => {
  fc.assert(fc.property(fc.string(), (text) => assert.ok(readSearch(text).text.length <= text.length + 5)));
});

test('what is named exactly so comes first', () => {
  const hit = (name: string, detail: string | null) => ({ id: name, name, detail, code: null });
  const hits = [hit('10.0.0.10', null), hit('Pump', '10.0.0.1'), hit('x', null)];
  assert.deepEqual(
    rank(hits, '10.0.0.1').map((it) => it.name),
    ['Pump', '10.0.0.10', 'x'],
  );
});
