// Tests of capture decisions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterRestart, fileName, mayCancel } from './rules.ts';

test('a received capture is read again after a restart, a half-received one is reported', () => {
  assert.equal(afterRestart({ state: 'reading', sha256: 'aa' }), 'reading');
  assert.equal(afterRestart({ state: 'receiving', sha256: null }), 'interrupted');
  assert.equal(afterRestart({ state: 'done', sha256: 'aa' }), 'done');
});
test('what is over cannot be cancelled', () => {
  assert.equal(mayCancel('reading'), true);
  assert.equal(mayCancel('done'), false);
});
test('a path becomes a file name', () => {
  assert.equal(fileName('C:\\captures\\line 1.pcap'), 'line 1.pcap');
  assert.equal(fileName('../../etc/passwd'), 'passwd');
  assert.equal(fileName('a\u0000b.pcap'), 'ab.pcap');
  assert.equal(fileName('/'), 'capture');
});
