// Cyclic units that are counted without being read come to the same as when each is read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createInspection } from '../src/index.ts';
import { dissectors } from '../src/registry.ts';
import { bytes, clientToServer, ethernet, ipv4, pcap, serverToClient, u16, udp, type Packet } from './build-capture.ts';

/** Item count, sequenced address, connected data: what CIP I/O looks like, with `data` bytes of which `there` are. */
const cipIo = (data: number, there = data): Uint8Array =>
  bytes([2, 0, 0x02, 0x80, 8, 0, 1, 0, 0, 0, 5, 0, 0, 0, 0xb1, 0], u16(data, true), Array<number>(there).fill(0x2a));
const profinet = (frameId: number, length: number): Uint8Array => bytes(u16(frameId), Array<number>(length).fill(0));

type Step = { payload: Uint8Array; isUdp: boolean; fromServer: boolean; minutes: number };

const datagram = fc.constantFrom(cipIo(4), cipIo(4), cipIo(12), cipIo(9, 3), bytes([1, 2, 3, 4]), bytes());
const frame = fc
  .tuple(fc.constantFrom(0x8000, 0x8000, 0x8001, 0xfc01, 0xff00, 0x7000), fc.constantFrom(46, 46, 60, 3))
  .map(([id, length]) => profinet(id, length));
const step: fc.Arbitrary<Step> = fc
  .record({ isUdp: fc.boolean(), fromServer: fc.boolean(), minutes: fc.nat(150), datagram, frame })
  .map(({ isUdp, fromServer, minutes, datagram: udpPayload, frame: layer2 }) => ({
    payload: isUdp ? udpPayload : layer2,
    isUdp,
    fromServer,
    minutes,
  }));

function packetOf({ payload, isUdp, fromServer, minutes }: Step): Packet {
  const micros = 1e15 + minutes * 6e7;
  if (!isUdp) return { data: ethernet(payload, 0x8892, { fromServer }), micros };
  const ends = fromServer ? serverToClient : clientToServer;
  return { data: ethernet(ipv4(udp(payload, 2222, 2222), 17, ends), 0x0800, { fromServer }), micros };
}

function reportOf(capture: Uint8Array, isRead: boolean): unknown {
  const read = dissectors.map((one) => ({ ...one, steady: () => 0 }));
  const inspection = createInspection(isRead ? { dissectors: read } : {});
  const file = inspection.openCapture('steady.pcap');
  file.push(capture);
  file.end();
  return inspection.report();
}

test('cyclic units are counted as if each were read, in every hour and whatever comes between', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      const capture = pcap(steps.map(packetOf));
      assert.deepEqual(reportOf(capture, false), reportOf(capture, true));
    }),
    { numRuns: 300 },
  );
});

test('a unit like the one before is counted', () => {
  const repeated = Array<Step>(5).fill({ payload: profinet(0x8000, 46), isUdp: false, fromServer: false, minutes: 1 });
  const steps = [...repeated, ...Array<Step>(4).fill({ payload: cipIo(4), isUdp: true, fromServer: true, minutes: 61 })];
  const { protocols } = reportOf(pcap(steps.map(packetOf)), false) as { protocols: Record<string, { operations: unknown }> };
  assert.deepEqual(protocols['profinet-rt']?.operations, { cyclic: 5 });
  assert.deepEqual(protocols['cip-io']?.operations, { 0: 4 });
});
