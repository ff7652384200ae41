// Capture files of every shape, and what is wrong with broken ones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  block,
  bytes,
  enhancedPacket,
  interfaceDescription,
  modbusUnit,
  pcap,
  sectionHeader,
  tcpFrame,
  u16,
  u32,
  type Packet,
} from './build-capture.ts';
import { inspectBytes } from './inspect-bytes.ts';

const micros = 1_700_000_000_123_456;
const frame = tcpFrame(modbusUnit(1), 1);
const packets: Packet[] = [
  { data: frame, micros },
  { data: tcpFrame(modbusUnit(2), 13), micros: micros + 1_000_000 },
];

for (const little of [true, false]) {
  for (const nanoseconds of [true, false]) {
    test(`reads pcap, ${little ? 'little' : 'big'} endian, ${nanoseconds ? 'nano' : 'micro'}seconds`, () => {
      const { file, report } = inspectBytes(pcap(packets, { little, nanoseconds }));
      assert.equal(file.format, 'pcap');
      assert.equal(file.fault, null);
      assert.equal(file.packets, 2);
      assert.equal(file.first, '2023-11-14T22:13:20.123456Z');
      assert.equal(file.last, '2023-11-14T22:13:21.123456Z');
      assert.deepEqual(report.protocols['modbus']?.operations, { 3: 2 });
    });
  }
}

test('reads pcap with the longer record header of patched kernels', () => {
  const { file } = inspectBytes(pcap(packets, { magic: 0xa1b2cd34 }));
  assert.equal(file.packets, 2);
  assert.equal(file.fault, null);
});

test('reads a pcap link type beside frame check sequence bits', () => {
  const { report } = inspectBytes(pcap(packets, { link: 0x14000001 }));
  assert.equal(report.flows[0]?.protocol, 'modbus');
});

for (const little of [true, false]) {
  test(`reads pcapng, ${little ? 'little' : 'big'} endian, in microseconds`, () => {
    const high = Math.floor(micros / 4294967296);
    const file = bytes(
      sectionHeader(little),
      interfaceDescription({ little }),
      enhancedPacket(frame, high, (micros % 4294967296) | 0, { little }),
    );
    const read = inspectBytes(file);
    assert.equal(read.file.format, 'pcapng');
    assert.equal(read.file.fault, null);
    assert.equal(read.file.first, '2023-11-14T22:13:20.123456Z');
  });
}

test('reads pcapng timestamps of other resolutions and with an offset', () => {
  const nanos = 1_700_000_000_123_456_789n;
  const binary = (1_700_000_000n << 20n) + (1n << 19n);
  const seconds = 1_000_000_000n;
  const at = (ticks: bigint, options: { tsresol: number; offsetSeconds?: number }): string | null => {
    const file = bytes(
      sectionHeader(),
      interfaceDescription(options),
      enhancedPacket(frame, Number(ticks >> 32n), Number(ticks & 0xffffffffn)),
    );
    return inspectBytes(file).file.first;
  };
  assert.equal(at(nanos, { tsresol: 9 }), '2023-11-14T22:13:20.123456Z');
  assert.equal(at(123_456_789_012n, { tsresol: 12, offsetSeconds: 1_700_000_000 }), '2023-11-14T22:13:20.123456Z');
  assert.equal(at(binary, { tsresol: 0x80 | 20 }), '2023-11-14T22:13:20.500000Z');
  assert.equal(at(seconds, { tsresol: 0, offsetSeconds: 700_000_000 }), '2023-11-14T22:13:20.000000Z');
});

test('reads several sections and interfaces, passes over blocks it does not know', () => {
  const udpLink = interfaceDescription({ link: 147 });
  const file = bytes(
    sectionHeader(),
    interfaceDescription(),
    udpLink,
    block(0x80000bad, [1, 2, 3]),
    enhancedPacket(frame, 1, 1),
    enhancedPacket(frame, 1, 2, { interfaceId: 1 }),
    block(5, Array<number>(20).fill(0)),
    sectionHeader(false),
    interfaceDescription({ little: false }),
    enhancedPacket(tcpFrame(modbusUnit(2), 13), 1, 3, { little: false }),
  );
  const { file: read, report } = inspectBytes(file);
  assert.equal(read.fault, null);
  assert.equal(read.packets, 3);
  assert.match(read.note ?? '', /1 packets of link type 147/);
  assert.deepEqual(report.protocols['modbus']?.operations, { 3: 2 });
});

test('reads simple and obsolete packet blocks', () => {
  const simple = block(3, bytes(u32(frame.length, true), frame));
  const second = tcpFrame(modbusUnit(2), 13);
  const obsolete = block(
    2,
    bytes(u16(0, true), u16(0, true), u32(1, true), u32(2, true), u32(second.length, true), u32(second.length, true), second),
  );
  const { file, report } = inspectBytes(bytes(sectionHeader(), interfaceDescription(), simple, obsolete));
  assert.equal(file.fault, null);
  assert.equal(file.packets, 2);
  assert.deepEqual(report.protocols['modbus']?.operations, { 3: 2 });
});

test('passes over an unknown block longer than any record without keeping it', () => {
  const file = bytes(sectionHeader(), interfaceDescription());
  const long = block(0x0000000a, new Uint8Array(3 << 20));
  const whole = new Uint8Array(file.length + long.length + 200);
  whole.set(file);
  whole.set(long, file.length);
  const packet = enhancedPacket(frame, 1, 1);
  whole.set(packet, file.length + long.length);
  const read = inspectBytes(whole.subarray(0, file.length + long.length + packet.length), [file.length + 5, file.length + 20]);
  assert.equal(read.file.fault, null);
  assert.equal(read.file.packets, 1);
});

test('keeps what was read before a cut and says where it is', () => {
  const file = pcap(packets);
  const { file: read, report } = inspectBytes(file.subarray(0, file.length - 10));
  assert.equal(read.truncated, true);
  assert.equal(read.packets, 1);
  assert.equal(read.fault, null);
  assert.equal(read.note, `cut at byte ${file.length - 10}: the last record misses 10 bytes`);
  assert.equal(report.flows.length, 1);
});

test('names the record whose length lies', () => {
  const file = pcap(packets);
  const second = 24 + 16 + frame.length;
  file.set(u32(0xffffffff, true), second + 8);
  const { file: read } = inspectBytes(file);
  assert.equal(read.fault, `record 2 at byte ${second}: captured length 4294967295 is over the limit of 1048576`);
  assert.equal(read.packets, 1);
});

const brokenBlocks: [string, Uint8Array, RegExp][] = [
  ['a block of length zero', bytes(u32(6, true), u32(0), u32(0)), /block 3 at byte \d+: block length 0 is not possible/],
  [
    'a block whose two lengths differ',
    bytes(u32(6, true), u32(32, true), new Uint8Array(20), u32(36, true)),
    /two lengths differ: 32 and 36/,
  ],
  ['a captured length longer than its block', enhancedPacketSaying(4711), /captured length 4711 is longer than its block/],
  ['an interface never described', enhancedPacket(frame, 1, 1, { interfaceId: 7 }), /interface 7 was never described/],
  ['an absurd block length', bytes(u32(6, true), u32(0xfffffffc, true), u32(0)), /block length 4294967292 is over the limit/],
];
for (const [what, broken, fault] of brokenBlocks) {
  test(`names ${what} and keeps what came before`, () => {
    const good = bytes(sectionHeader(), interfaceDescription());
    const { file } = inspectBytes(bytes(good, broken));
    assert.match(file.fault ?? '', fault);
    assert.match(file.fault ?? '', new RegExp(`at byte ${good.length}:`));
  });
}

function enhancedPacketSaying(captured: number): Uint8Array {
  const packet = enhancedPacket(frame, 1, 1);
  packet.set(u32(captured, true), 20);
  return packet;
}

const strangers: [string, Uint8Array, RegExp][] = [
  ['an empty file', new Uint8Array(0), /^the file is empty$/],
  ['three bytes', new Uint8Array(3), /^not a capture: only 3 bytes$/],
  ['a Git LFS pointer', new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\n'), /Git LFS pointer/],
  ['a gzip file', bytes([0x1f, 0x8b, 8, 0], new Uint8Array(50)), /starts with 1f 8b 08 00 \(a gzip file\)/],
  ['a header without its end', pcap([]).subarray(0, 20), /cut at byte 20/],
];
for (const [what, file, fault] of strangers) {
  test(`says clearly that ${what} is no capture`, () => {
    const read = inspectBytes(file);
    assert.match(read.file.fault ?? '', fault);
    assert.equal(read.file.packets, 0);
    assert.deepEqual(read.report.flows, []);
  });
}

test('takes a capture without packets for what it is', () => {
  const { file } = inspectBytes(pcap([]));
  assert.equal(file.fault, null);
  assert.equal(file.first, null);
});
