// Tests of which addresses count as inside, and that TLS receivers are checked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isClosedAddress, postTo } from './outbound.ts';

test('knows what is no public address, however it is written', () => {
  const inside = [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
  ];
  const inside6 = [
    '::1',
    '::',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    'fe80::1',
    'fe80::1%eth0',
    'fd00::1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    'ff02::1',
    '[::1]',
  ];
  for (const it of [...inside, ...inside6, 'not an address', '']) assert.equal(isClosedAddress(it), true, it);
  for (const it of ['93.184.216.34', '8.8.8.8', '2606:4700::1111', '172.32.0.1', '100.128.0.1'])
    assert.equal(isClosedAddress(it), false, it);
});

test('one inside address among several refuses them all', async () => {
  const resolve = (_host: string, done: (error: Error | null, addresses: { address: string; family: number }[]) => void) =>
    done(null, [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]);
  await assert.rejects(postTo({ url: new URL('http://two.example/'), privateHost: null, resolve }, {}, ''), {
    code: 'address_not_allowed',
  });
});
