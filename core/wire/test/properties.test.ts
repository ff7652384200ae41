// Properties: no bytes break the reader, and how a file is cut into chunks or a stream into segments changes nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytes, clientToServer, ethernet, ipv4, modbusUnit, pcap, tcp, tcpFrame, udp, type Packet } from './build-capture.ts';
import { inspectBytes } from './inspect-bytes.ts';

const anyBytes = fc.uint8Array({ maxLength: 300 });

/** Frames that get past the outer layers, so that every dissector sees hostile bytes. */
const anyFrame = fc.oneof(
  anyBytes,
  anyBytes.map((data) => ethernet(data, 0x0800)),
  fc
    .tuple(anyBytes, fc.constantFrom(0x86dd, 0x0806, 0x8892, 0x88cc, 0x8100, 0x8864, 0x88b8, 40, 3))
    .map(([data, type]) => ethernet(data, type)),
  fc.tuple(anyBytes, fc.nat(255)).map(([data, protocol]) => ethernet(ipv4(data, protocol))),
  fc
    .tuple(anyBytes, fc.constantFrom(53, 67, 102, 123, 137, 161, 502, 2222, 4840, 5353, 34964, 44818, 47808), fc.boolean(), fc.nat(2000))
    .map(([data, port, isTcp, sequence]) =>
      ethernet(ipv4(isTcp ? tcp(data, sequence, { to: port }) : udp(data, port, port), isTcp ? 6 : 17)),
    ),
);

test('any frames at all: nothing throws, every packet is counted, no count is larger than what was there', () => {
  const check = fc.property(fc.array(anyFrame, { maxLength: 40 }), fc.constantFrom(1, 0, 12, 101, 113, 276, 999), (frames, link) => {
    const { file, report } = inspectBytes(
      pcap(
        frames.map((data) => ({ data })),
        { link },
      ),
    );
    assert.equal(file.packets, frames.length);
    assert.equal(file.fault, null);
    const inFlows = report.flows.reduce((sum, flow) => sum + flow.packets, 0);
    assert.ok(inFlows <= frames.length, `${inFlows} packets in flows of ${frames.length}`);
    const total = frames.reduce((sum, frame) => sum + frame.length, 0);
    for (const { messages } of Object.values(report.protocols)) assert.ok(messages <= total);
  });
  fc.assert(check, { numRuns: 300 });
});

test('any file at all: nothing throws and the bytes are counted', () => {
  const magics = fc.constantFrom([0xd4, 0xc3, 0xb2, 0xa1], [0xa1, 0xb2, 0x3c, 0x4d], [0x0a, 0x0d, 0x0d, 0x0a], []);
  const check = fc.property(magics, fc.uint8Array({ maxLength: 400 }), fc.array(fc.nat(400)), (magic, rest, cuts) => {
    const data = bytes(magic, rest);
    const { file } = inspectBytes(data, cuts);
    assert.equal(file.bytes, data.length);
  });
  fc.assert(check, { numRuns: 500 });
});

test('a valid file with any bytes changed: nothing throws, what follows is bounded by what was there', () => {
  const packets: Packet[] = Array.from({ length: 12 }, (_, index) => ({
    data: tcpFrame(modbusUnit(index), 1 + index * 12),
    micros: 1e15 + index,
  }));
  const check = fc.property(fc.array(fc.tuple(fc.nat(1200), fc.nat(255)), { maxLength: 8 }), (changes) => {
    const data = pcap(packets);
    for (const [at, value] of changes) data[at % data.length] = value;
    const { file, report } = inspectBytes(data);
    assert.ok(file.packets <= data.length / 16);
    assert.ok((report.protocols['modbus']?.messages ?? 0) <= 24);
  });
  fc.assert(check, { numRuns: 300 });
});

test('the same report however the file is cut into chunks', () => {
  const packets: Packet[] = Array.from({ length: 30 }, (_, index) => ({
    data: tcpFrame(modbusUnit(index), 1 + index * 12),
    micros: 1e15 + index,
  }));
  const data = pcap(packets);
  const whole = inspectBytes(data);
  const check = fc.property(fc.array(fc.nat(data.length), { maxLength: 60 }), (cuts) => {
    assert.deepEqual(inspectBytes(data, cuts), whole);
  });
  fc.assert(check, { numRuns: 200 });
  assert.deepEqual(inspectBytes(data, Array.from(data.keys())), whole, 'byte by byte');
});

const units = Array.from({ length: 12 }, (_, index) =>
  modbusUnit(index, [3, 16, 1, 43][index % 4], Array<number>(4 + index * 3).fill(index)),
);
const stream = bytes(...units);
const counts = { 1: 3, 3: 3, 16: 3, 43: 3 };

/** The stream cut into segments, each with its sequence number. */
const segments = fc.array(fc.nat(stream.length), { maxLength: 40 }).map((cuts) => {
  const places = [...new Set([0, ...cuts, stream.length])].sort((a, b) => a - b);
  return places.slice(1).map((to, index) => ({ from: places[index]!, data: stream.subarray(places[index]!, to) }));
});

const syn = tcpFrame(new Uint8Array(0), 0xfffffff0, { flags: 2 });
const toFrame = ({ from, data }: { from: number; data: Uint8Array }) => tcpFrame(data, 0xfffffff1 + from);

test('the same units however the stream is cut into segments, over the wrap of sequence numbers', () => {
  const check = fc.property(segments, (parts) => {
    const { report } = inspectBytes(pcap([syn, ...parts.map(toFrame)].map((data) => ({ data }))));
    assert.deepEqual(report.protocols['modbus']?.operations, counts);
    assert.equal(report.protocols['modbus']?.undecoded, 0);
  });
  fc.assert(check, { numRuns: 200 });
});

test('the same units when segments are sent again or overtake each other', () => {
  const check = fc.property(
    segments,
    fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 6 }),
    fc.array(fc.nat(60), { maxLength: 5 }),
    (parts, swaps, again) => {
      // The first unit arrives in order: a stream is recognised by its beginning.
      const [first, ...later] = [{ from: 0, data: units[0]! }, ...parts];
      for (const [a, b] of swaps) {
        const x = a % later.length;
        const y = b % later.length;
        [later[x], later[y]] = [later[y]!, later[x]!];
      }
      for (const index of again) later.splice(index % later.length, 0, later[index % later.length]!);
      const { report } = inspectBytes(pcap([syn, ...[first!, ...later].map(toFrame)].map((data) => ({ data }))));
      assert.deepEqual(report.protocols['modbus']?.operations, counts);
    },
  );
  fc.assert(check, { numRuns: 300 });
});

test('a lost segment costs the units it touches, not those after it', () => {
  const check = fc.property(fc.integer({ min: 1, max: 10 }), (lost) => {
    let from = 0;
    const frames = units.map((data) => {
      const frame = toFrame({ from, data });
      from += data.length;
      return frame;
    });
    const { report } = inspectBytes(pcap([syn, ...frames.filter((_, index) => index !== lost)].map((data) => ({ data }))));
    assert.equal(report.protocols['modbus']?.messages, 11);
  });
  fc.assert(check, { numRuns: 20 });
});

test('fragments in any order make the same datagram', () => {
  const whole = tcp(bytes(modbusUnit(1), modbusUnit(2)), 1);
  const parts = [0, 16, 32].map((offset) => ({ offset, data: whole.subarray(offset, offset + 16), more: offset + 16 < whole.length }));
  const check = fc.property(fc.shuffledSubarray(parts, { minLength: 3 }), (order) => {
    const frames = order.map(({ offset, data, more }) => ethernet(ipv4(data, 6, clientToServer, { id: 9, offset, more })));
    const { report } = inspectBytes(pcap(frames.map((data) => ({ data }))));
    assert.equal(report.flows.length, 1);
    assert.equal(report.flows[0]?.packets, 3);
  });
  fc.assert(check, { numRuns: 30 });
});
