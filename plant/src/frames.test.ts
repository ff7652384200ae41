// The frame writers against the standards' checksums, by any payload.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ACK, foldSum, makeLane, makeLoad, makeWire, sum16, SYN, TCP, UDP, writeTcp, writeUdp } from './frames.ts';
import type { End } from './frames.ts';
import { checkFrame } from './test-frames.ts';

const ends = (a: number, b: number): [End, End] => [
  { mac: Uint8Array.of(0, 0x1b, 0x1b, 1, 2, 3), ip: a >>> 0, ttl: 64 },
  { mac: Uint8Array.of(0, 0, 0xbc, 9, 8, 7), ip: b >>> 0, ttl: 128 },
];

test('the Internet checksum of the example in RFC 1071 is right', () => {
  assert.equal(foldSum(sum16(Uint8Array.of(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7), 0, 8, 0)), ~0xddf2 & 0xffff);
});

test('any payload, VLAN and address gives a frame whose lengths and checksums hold', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 1460 }),
      fc.integer({ min: 0, max: 4094 }),
      fc.nat(0xffffffff),
      fc.nat(0xffffffff),
      fc.boolean(),
      (payload, vlan, a, b, tcp) => {
        const seen: Uint8Array[] = [];
        const wire = makeWire({ write: (bytes, length) => seen.push(bytes.slice(0, length)) });
        const [from, to] = ends(a, b);
        const lane = makeLane(from, to, vlan, tcp ? TCP : UDP, makeLoad());
        if (tcp) writeTcp(wire, lane, (50_000 << 16) | 502, a, b, payload.length === 0 ? SYN : ACK, payload, 0, payload.length);
        else writeUdp(wire, lane, 50_000, 53, payload);
        assert.equal(seen.length, 1);
        const checked = checkFrame(seen[0] as Uint8Array);
        assert.equal(checked.fault, null);
        assert.deepEqual([checked.vlan, checked.payloadBytes], [vlan, payload.length]);
      },
    ),
  );
});

test('short frames are padded to 60 bytes and the padding is not counted as payload', () => {
  const seen: number[] = [];
  const wire = makeWire({ write: (_bytes, length) => seen.push(length) });
  const [from, to] = ends(1, 2);
  const lane = makeLane(from, to, 0, UDP, makeLoad());
  writeUdp(wire, lane, 1, 2, Uint8Array.of(1));
  writeUdp(wire, lane, 1, 2, new Uint8Array(100));
  assert.deepEqual(seen, [60, 142]);
  assert.deepEqual(lane.load, { packets: 2, bytes: 202 });
});
