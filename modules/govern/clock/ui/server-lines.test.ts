// Time servers as people type them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineOf, readLines } from './server-lines.ts';

test('reads names, addresses and ports, and writes them back the same', () => {
  const text = 'time.plant.example\n10.0.0.1:1123\nfd00::1\n[fd00::2]:1123';
  const read = readLines(text);
  assert.ok('servers' in read);
  assert.deepEqual(
    read.servers.map((it) => [it.host, it.port]),
    [
      ['time.plant.example', 123],
      ['10.0.0.1', 1123],
      ['fd00::1', 123],
      ['fd00::2', 1123],
    ],
  );
  assert.equal(read.servers.map(lineOf).join('\n'), text);
});

test('empty lines are nothing, a line that is no name is named', () => {
  assert.deepEqual(readLines(' \n\n'), { servers: [] });
  for (const wrong of ['two words', 'time:99999', 'http://time.plant.example', '-x'])
    assert.deepEqual(readLines(`a.example\n${wrong}`), { wrong });
});
