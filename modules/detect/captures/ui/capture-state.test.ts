// Progress and faults of captures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { faultWords, partDone } from './capture-state.ts';
import { smoothRate } from './bring-file.ts';

test('counts received bytes while a file comes in and read bytes after', () => {
  const it = { size_bytes: 1000, received_bytes: 400, read_bytes: 100 };
  assert.equal(partDone({ ...it, state: 'receiving' }), 0.4);
  assert.equal(partDone({ ...it, state: 'reading' }), 0.1);
  assert.equal(partDone({ ...it, state: 'done' }), null);
  assert.equal(partDone({ ...it, state: 'receiving', size_bytes: 0 }), 0);
  assert.equal(partDone({ ...it, state: 'receiving', received_bytes: 2000 }), 1);
});

test('takes the parameters out of a fault', () => {
  assert.deepEqual(faultWords('not a pcap or pcapng capture: starts with 50 4b 03 04 (a zip file)'), {
    key: 'looks_like',
    params: { hex: '50 4b 03 04', guess: 'a zip file' },
  });
  assert.deepEqual(faultWords('record 7 at byte 1024: captured length 9 is over the limit'), {
    key: 'record',
    params: { number: '7', byte: '1024', what: 'captured length 9 is over the limit' },
  });
  assert.deepEqual(faultWords('disk_full'), { key: 'code', params: { code: 'disk_full' } });
  assert.deepEqual(faultWords('something new'), { key: 'other', params: { fault: 'something new' } });
});

test('has words for every fault it tells apart', () => {
  const { fault } = JSON.parse(readFileSync(new URL('words.en.json', import.meta.url), 'utf8')) as { fault: Record<string, string> };
  for (const key of ['empty', 'no_packets', 'broke_off', 'too_short', 'looks_like', 'not_a_capture', 'gzip', 'record', 'block', 'other'])
    assert.ok(fault[key], key);
});

test('smooths the rate, and starts with the first measure', () => {
  assert.equal(smoothRate(0, 500, 250), 2000);
  assert.equal(smoothRate(1000, 500, 250), 1300);
  assert.equal(smoothRate(1000, 500, 0), 1000);
});
