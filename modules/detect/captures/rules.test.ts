// Tests of capture decisions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterRestart, fileName, mayCancel, stationOf } from './rules.ts';

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

const isGroup = (address: string): boolean => address.startsWith('224.') || address === 'ff:ff:ff:ff:ff:ff';
const talk = (client: string, server: string, packets = 10) => ({ client, server, packets });

test('a capture at an engineering station is told from one at a mirror port', () => {
  const own = ['10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5'].map((plc) => talk('10.0.0.9', plc, 400));
  assert.equal(stationOf([...own, talk('10.0.0.2', '224.0.0.251', 900), talk('10.0.0.7', '10.0.0.8', 2)], isGroup), '10.0.0.9');
  assert.equal(stationOf([...own, talk('10.0.0.2', '10.0.0.3', 300)], isGroup), null);
  assert.equal(stationOf([talk('10.0.0.9', '10.0.0.2')], isGroup), null);
  assert.equal(stationOf([], isGroup), null);
});
