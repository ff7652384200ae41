// Addresses as text and numbers: what is read, what is refused, where an address is valid.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Address } from './address.ts';
import { formatAddress, formatNetwork, networkHas, networkOf, parseAddress, parseNetwork, scopeOf } from './address.ts';

const scopeOfText = (text: string): string | null => {
  const address = parseAddress(text);
  return address && scopeOf(address);
};

test('refuses what is no address', () => {
  for (const text of [
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '::1::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2:3:4:5:6:7:8',
    'g::',
    ':',
    '::1.2.3',
  ]) {
    assert.equal(parseAddress(text), null, text);
  }
});

test('tells private, public, link-local and group addresses apart at their edges', () => {
  const scopes = {
    private: ['10.255.0.1', '172.16.0.1', '172.31.255.1', '192.168.0.1', '100.64.0.1', 'fd00::1', 'fc00::1', '::ffff:10.0.0.1'],
    public: ['172.15.0.1', '172.32.0.1', '192.169.0.1', '100.128.0.1', '223.255.255.1', '2001:db8::1', '3fff::1'],
    link_local: ['169.254.0.1', 'fe80::1%eth0', 'febf::1'],
    multicast: ['224.0.0.1', '239.255.255.250', 'ff02::1'],
    none: ['0.0.0.0', '127.0.0.1', '255.255.255.255', '::', '::1', '240.0.0.1', '4000::1'],
  };
  for (const [scope, texts] of Object.entries(scopes)) for (const text of texts) assert.equal(scopeOfText(text), scope, text);
});

test('writes IPv6 as RFC 5952 does', () => {
  const written = (text: string): string => formatAddress(parseAddress(text) as Address);
  assert.equal(written('2001:0DB8:0:0:1:0:0:1'), '2001:db8::1:0:0:1');
  assert.equal(written('2001:db8:0:1:1:1:1:1'), '2001:db8:0:1:1:1:1:1');
  assert.equal(written('::'), '::');
  assert.equal(written('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(written('64:ff9b::192.0.2.33'), '64:ff9b::c000:221');
});

test('reads networks and clears host bits', () => {
  assert.equal(formatNetwork(parseNetwork('10.20.1.77/24') as NonNullable<ReturnType<typeof parseNetwork>>), '10.20.1.0/24');
  for (const text of ['10.0.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', 'x/8', '::/129'])
    assert.equal(parseNetwork(text), null, text);
});

test('reads back every address it writes, and finds it in each of its networks', () => {
  const address = fc.oneof(
    fc.bigInt(0n, 2n ** 32n - 1n).map((value): Address => ({ family: 4, value })),
    fc.bigInt(2n ** 48n, 2n ** 128n - 1n).map((value): Address => ({ family: 6, value })),
  );
  fc.assert(
    fc.property(address, fc.nat(32), (one, bits) => {
      assert.deepEqual(parseAddress(formatAddress(one)), one);
      const network = networkOf(one, bits);
      assert.ok(networkHas(network, one));
      assert.deepEqual(parseNetwork(formatNetwork(network)), network);
    }),
  );
});

test('never throws on text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f:.%/]{0,40}$/)), (text) => void [parseAddress(text), parseNetwork(text)]),
  );
});
