// The short way of a known connection's packets and the long way of all others must come to the same: an IPv4 option forces the long way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytes, clientToServer, ethernet, ipv4, modbusUnit, pcap, serverToClient, tcp, u16, udp, type Packet } from './build-capture.ts';
import { inspectBytes } from './inspect-bytes.ts';

type Step = {
  fromServer: boolean;
  isUdp: boolean;
  port: number;
  payload: Uint8Array;
  sequence: number;
  flags: number;
  vlan: number;
  mac: number;
  cut: number;
  pad: number;
  time: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  fromServer: fc.boolean(),
  isUdp: fc.boolean(),
  port: fc.constantFrom(50000, 50001),
  payload: fc.constantFrom(modbusUnit(1), modbusUnit(2, 6), bytes(modbusUnit(3), modbusUnit(4, 43)), modbusUnit(5).subarray(0, 9), bytes()),
  sequence: fc.nat(60),
  flags: fc.constantFrom(0x18, 0x10, 0x02, 0x12, 0x11),
  vlan: fc.constantFrom(-1, -1, 7, 8),
  mac: fc.constantFrom(0, 0, 0, 1),
  cut: fc.constantFrom(0, 0, 0, 3),
  pad: fc.constantFrom(0, 6),
  time: fc.nat(1000),
});

/** An IPv4 packet with one word of options (RFC 791: four times "no operation"). */
function withOption(packet: Uint8Array): Uint8Array {
  return bytes([0x46, 0], u16(packet.length + 4), packet.subarray(4, 20), [1, 1, 1, 1], packet.subarray(20));
}

function packetOf(one: Step, isLong: boolean): Packet {
  const [from, to] = one.fromServer ? [502, one.port] : [one.port, 502];
  const segment = one.isUdp ? udp(one.payload, from, to) : tcp(one.payload, one.sequence, { from, to, flags: one.flags, ack: 30 });
  const plain = ipv4(segment, one.isUdp ? 17 : 6, one.fromServer ? serverToClient : clientToServer);
  const packet = bytes(isLong ? withOption(plain) : plain, Array<number>(one.pad).fill(0));
  const frame = ethernet(packet, 0x0800, { fromServer: one.fromServer, tags: one.vlan < 0 ? [] : [[0x8100, one.vlan]] });
  frame[11]! += one.mac;
  return { data: frame.subarray(0, frame.length - one.cut), wireLength: frame.length, micros: 1e15 + one.time };
}

function found(steps: readonly Step[], isLong: boolean) {
  const { report } = inspectBytes(pcap(steps.map((one) => packetOf(one, isLong))));
  const withoutOption = <T extends { bytes: number; packets: number }>(it: T): T => ({
    ...it,
    bytes: it.bytes - (isLong ? 4 * it.packets : 0),
  });
  const flows = report.flows.map((flow) => ({ ...withoutOption(flow), conversations: flow.conversations.map(withoutOption) }));
  return { ...report, capture: report.capture.packets, flows };
}

test('a known connection reads the same on the short way and on the long way', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 40 }), (steps) => {
      assert.deepEqual(found(steps, false), found(steps, true));
    }),
    { numRuns: 300 },
  );
});

test('a known connection that changes its VLAN or its MAC is seen in both', () => {
  const one: Step = {
    fromServer: false,
    isUdp: false,
    port: 50000,
    payload: modbusUnit(1),
    sequence: 1,
    flags: 0x18,
    vlan: 7,
    mac: 0,
    cut: 0,
    pad: 0,
    time: 0,
  };
  const { assets, flows } = found(
    [one, { ...one, sequence: 13 }, { ...one, sequence: 25, vlan: 8 }, { ...one, sequence: 37, mac: 1 }],
    false,
  );
  assert.equal(flows[0]?.packets, 4);
  assert.equal(flows[0]?.operations[0]?.count, 4);
  const client = assets.filter((asset) => asset.packets > 0).flatMap((asset) => asset.vlans);
  assert.deepEqual([...new Set(client)].sort(), [7, 8]);
});
