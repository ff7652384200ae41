// Several engines that share a capture's packets report what one engine reports, byte for byte.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { createSharedInspection, createShareReader, PIECE_BYTES, planShares, SHARED_PIECE_BYTES, SharedPiece } from '../src/index.ts';
import { bucketOf } from '../src/shares/buckets.ts';
import { bytes, ethernet, ipv4, ipv6, modbusUnit, pcap, tcp, udp, type Packet } from './build-capture.ts';
import { planByChance, reportOfOne, reportOfShares } from './inspect-shares.ts';

const folder = new URL('../../../../shared/data/captures/', import.meta.url);
const isThere = existsSync(folder);

type Wrapping = 'plain' | 'tagged' | 'twice tagged' | 'option' | 'fragments' | 'ipv6' | 'arp' | 'profinet' | 'cut';
type Step = {
  from: number;
  to: number;
  wrapping: Wrapping;
  port: number;
  payload: Uint8Array;
  sequence: number;
  flags: number;
  time: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  from: fc.nat(4),
  to: fc.nat(4),
  wrapping: fc.constantFrom('plain', 'plain', 'plain', 'tagged', 'twice tagged', 'option', 'fragments', 'ipv6', 'arp', 'profinet', 'cut'),
  port: fc.constantFrom(50000, 50001, 502),
  payload: fc.constantFrom(
    modbusUnit(1),
    modbusUnit(2, 6),
    bytes(modbusUnit(3), modbusUnit(4, 43)),
    modbusUnit(5).subarray(0, 9),
    // An answer that names its maker: read device identification, one object, vendor "AB".
    modbusUnit(6, 43, [14, 1, 1, 0, 0, 1, 0, 2, 0x41, 0x42]),
    bytes(),
  ),
  sequence: fc.nat(60),
  flags: fc.constantFrom(0x18, 0x10, 0x02, 0x12),
  time: fc.nat(1000),
});

const ip = (end: number): number[] => [10, 0, 0, 10 + end];
const mac = (end: number): number[] => [2, 0, 0, 0, 0, 10 + end];
const ip6 = (end: number): number[] => [0xfd, ...Array<number>(14).fill(0), 10 + end];

function framesOf(one: Step): Uint8Array[] {
  const [from, to] = one.from < one.to ? [one.port, 502] : [502, one.port];
  const segment = one.time % 5 === 0 ? udp(one.payload, from, to) : tcp(one.payload, one.sequence, { from, to, flags: one.flags, ack: 30 });
  const protocol = one.time % 5 === 0 ? 17 : 6;
  const ends = { source: ip(one.from), target: ip(one.to) };
  const plain = ipv4(segment, protocol, ends);
  const wrap = (payload: Uint8Array, type: number, tags: [number, number][] = []): Uint8Array => {
    const frame = ethernet(payload, type, { tags });
    frame.set([...mac(one.to), ...mac(one.from)]);
    return frame;
  };
  switch (one.wrapping) {
    case 'plain':
      return [wrap(plain, 0x0800)];
    case 'tagged':
      return [wrap(plain, 0x0800, [[0x8100, 7]])];
    case 'twice tagged':
      return [wrap(plain, 0x0800, [[0x88a8, 9], [0x8100, 7]])]; // prettier-ignore
    case 'option':
      return [wrap(bytes([0x46, 0, 0, plain.length + 4], plain.subarray(4, 20), [1, 1, 1, 1], plain.subarray(20)), 0x0800)];
    case 'fragments': {
      const fragment = (offset: number, part: Uint8Array, more: boolean) =>
        wrap(ipv4(part, protocol, ends, { id: one.time, offset, more }), 0x0800);
      return [fragment(8, segment.subarray(8), false), fragment(0, segment.subarray(0, 8), true)];
    }
    case 'ipv6':
      return [wrap(ipv6(segment, protocol, ip6(one.from), ip6(one.to)), 0x86dd)];
    case 'arp':
      return [wrap(bytes([0, 1, 8, 0, 6, 4, 0, 1], mac(one.from), ip(one.from), mac(one.to), ip(one.to)), 0x0806)];
    case 'profinet':
      return [wrap(bytes([0x80, one.sequence], Array<number>(44).fill(0)), 0x8892)];
    case 'cut':
      return [wrap(plain, 0x0800).subarray(0, 16)];
  }
}

function captureOf(steps: readonly Step[]): Uint8Array {
  const packets: Packet[] = steps.flatMap((one) => framesOf(one).map((data) => ({ data, micros: 1e15 + one.time })));
  return pcap(packets);
}

test('whatever is shared out however, the report is that of one engine', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(step, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 3 }),
      fc.integer(),
      fc.integer({ min: 2, max: 5 }),
      fc.constantFrom(1, 7, 100, 1000, PIECE_BYTES),
      (files, seed, shares, pieceBytes) => {
        const captures = files.map((steps, at) => ({ name: `${at}.pcap`, content: captureOf(steps) }));
        assert.equal(reportOfShares(captures, planByChance(seed, shares), { pieceBytes }), reportOfOne(captures));
      },
    ),
    { numRuns: 150 },
  );
});

test('records that lie are counted and refused as by one engine', () => {
  const packet = { data: ethernet(ipv4(tcp(modbusUnit(1), 1), 6), 0x0800), micros: 1e15 };
  const content = pcap([packet, packet, packet, packet]);
  const record = 16 + packet.data.length;
  const view = new DataView(content.buffer, content.byteOffset);
  view.setUint32(24 + record + 12, 0xfffffff0, true);
  view.setUint32(24 + 3 * record + 8, 0x7fffffff, true);
  const captures = [{ name: 'a.pcap', content }];
  const report = reportOfShares(captures, planByChance(3, 2));
  assert.equal(report, reportOfOne(captures));
  const { capture, flows } = JSON.parse(report) as { capture: { files: { fault: string }[] }; flows: { bytes: number }[] };
  assert.match(capture.files[0]!.fault, /^record 4 at byte /);
  assert.equal(flows[0]!.bytes, 3 * packet.data.length);
});

test('limits of what is reported are those of one engine', () => {
  const limits = { flows: 3, operations: 4, events: 5 };
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), fc.integer(), (steps, seed) => {
      const captures = [{ name: 'a.pcap', content: captureOf(steps) }];
      assert.equal(reportOfShares(captures, planByChance(seed, 2), { limits }), reportOfOne(captures, { limits }));
    }),
    { numRuns: 80 },
  );
});

test('a share reads its own packets only', () => {
  const content = captureOf(
    [0, 1, 2, 3].map((from) => ({
      from,
      to: 4,
      wrapping: 'plain',
      port: 50000,
      payload: modbusUnit(1),
      sequence: 1,
      flags: 0x18,
      time: 1,
    })),
  );
  const plan = { ...planByChance(3, 2), threadOf: [0, 1] };
  const piece = new SharedPiece(new SharedArrayBuffer(SHARED_PIECE_BYTES), 0);
  piece.bytes.set(content);
  const first = createSharedInspection(plan);
  const second = createShareReader(plan, 1);
  const capture = first.openCapture('a');
  capture.sort(piece, content.length);
  capture.read(piece);
  second.take(piece);
  const ofSecond = second.found()[0]!.flows.count;
  assert.equal(first.report([]).flows.length + ofSecond, 4);
  assert.ok(ofSecond > 0 && ofSecond < 4, `${ofSecond} of 4`);
});

test('the plan shares out the work, less of it to who also reads the file, and keeps what one pair of ends does together', () => {
  const many = captureOf(
    Array.from({ length: 400 }, (_, at): Step => ({
      from: at % 5,
      to: (at * 3 + 1) % 5,
      wrapping: 'plain',
      port: 50000,
      payload: modbusUnit(1),
      sequence: at,
      flags: 0x18,
      time: at,
    })),
  );
  const plan = planShares(many)!;
  const { flows } = JSON.parse(reportOfOne([{ name: 'a', content: many }])) as {
    flows: { client: string; server: string; packets: number }[];
  };
  const threads = [0, 0];
  for (const { client, server, packets } of flows) threads[plan.threadOf[plan.shareOf[bucketOf(word(client), word(server))]!]!]! += packets;
  assert.equal(threads[0]! + threads[1]!, 400);
  assert.ok(threads[0]! > 60 && threads[0]! < 200, `${threads[0]} of 400`);
});

/** An IPv4 address as it stands in the packet. */
const word = (ip: string): number => new DataView(Uint8Array.from(ip.split('.').map(Number)).buffer).getInt32(0);

test('a single pair of ends, nothing, and what is no capture are not shared out', () => {
  const one = captureOf(
    Array.from({ length: 50 }, (_, at): Step => ({
      from: at % 2,
      to: 1 - (at % 2),
      wrapping: 'plain',
      port: 50000,
      payload: modbusUnit(1),
      sequence: at,
      flags: 0x18,
      time: 1,
    })),
  );
  assert.equal(planShares(one), null);
  assert.equal(planShares(bytes()), null);
  assert.equal(planShares(bytes([1, 2, 3, 4, 5, 6, 7, 8])), null);
});

test('real captures come out as from one engine', { skip: isThere ? false : 'needs ../shared/data/captures' }, () => {
  const names = globSync('**/*.{pcap,pcapng,cap}', { cwd: folder.pathname }).sort();
  assert.ok(names.length > 50);
  const captures = names.map((name) => ({ name, content: new Uint8Array(readFileSync(new URL(name, folder))) }));
  for (const [at, capture] of captures.entries()) {
    const plan = planShares(capture.content.subarray(0, 1 << 19)) ?? planByChance(at, 2);
    assert.ok(reportOfShares([capture], plan, { pieceBytes: 4096 }) === reportOfOne([capture]), capture.name);
    assert.ok(reportOfShares([capture], planByChance(at + 7, 3)) === reportOfOne([capture]), capture.name);
  }
  assert.ok(reportOfShares(captures, planByChance(5, 2)) === reportOfOne(captures), 'all in one inspection');
});
