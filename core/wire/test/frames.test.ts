// Link types, tags, addresses and snapped frames: what the engine makes of each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bytes,
  clientToServer,
  ethernet,
  ipv4,
  ipv6,
  modbusUnit,
  pcap,
  serverToClient,
  tcp,
  tcpFrame,
  u16,
  u32,
  udp,
} from './build-capture.ts';
import { inspectBytes } from './inspect-bytes.ts';

const request = tcp(modbusUnit(1), 1);
const packet = ipv4(request, 6);
const source6 = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
const target6 = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2];

function read(frame: Uint8Array, link = 1) {
  const { file, report } = inspectBytes(pcap([{ data: frame }], { link }));
  return { file, report, flow: report.flows[0] };
}

const links: [string, number, Uint8Array][] = [
  ['Ethernet', 1, ethernet(packet)],
  ['raw IP (101)', 101, packet],
  ['raw IP (12)', 12, packet],
  ['raw IPv4 (228)', 228, packet],
  ['BSD loopback, little endian', 0, bytes([2, 0, 0, 0], packet)],
  ['OpenBSD loopback', 108, bytes([0, 0, 0, 2], packet)],
  ['Linux cooked v1', 113, bytes(u16(0), u16(1), u16(6), [2, 0, 0, 0, 0, 9, 0, 0], u16(0x0800), packet)],
  ['Linux cooked v2', 276, bytes(u16(0x0800), u16(0), u32(3), u16(1), [0, 6], [2, 0, 0, 0, 0, 9, 0, 0], packet)],
  ['PPPoE session', 1, ethernet(bytes([0x11, 0], u16(1), u16(packet.length + 2), u16(0x0021), packet), 0x8864)],
  ['LLC/SNAP', 1, ethernet(bytes([0xaa, 0xaa, 3, 0, 0, 0], u16(0x0800), packet), 8 + packet.length)],
];
for (const [name, link, frame] of links) {
  test(`finds the Modbus request in ${name}`, () => {
    const { flow } = read(frame, link);
    assert.equal(flow?.client, '10.0.0.10');
    assert.equal(flow?.server, '10.0.0.20');
    assert.equal(flow?.server_port, 502);
    assert.deepEqual(flow?.operations, [
      { protocol: 'modbus', code: 3, key: '3', name: 'Read Holding Registers', class: 'read', count: 1, errors: 0 },
    ]);
  });
}

const tags: [string, [number, number][], number][] = [
  ['802.1Q', [[0x8100, 120]], 120],
  [
    '802.1ad',
    [
      [0x88a8, 7],
      [0x8100, 30],
    ],
    30,
  ],
  [
    'old QinQ',
    [
      [0x9100, 7],
      [0x8100, 31],
    ],
    31,
  ],
];
for (const [name, list, vlan] of tags) {
  test(`reads through ${name} tags and names the inner VLAN`, () => {
    const { flow, report } = read(ethernet(packet, 0x0800, { tags: list }));
    assert.equal(flow?.protocol, 'modbus');
    assert.equal(flow?.vlan, vlan);
    assert.deepEqual(report.assets.find((asset) => asset.ips.includes('10.0.0.10'))?.vlans, [vlan]);
  });
}

test('reads IPv6 with extension headers', () => {
  const hopByHop = bytes([60, 0, 1, 4, 0, 0, 0, 0], [6, 0, 1, 4, 0, 0, 0, 0], request);
  const { flow } = read(ethernet(ipv6(hopByHop, 0, source6, target6), 0x86dd));
  assert.equal(flow?.client, '2001:db8::1');
  assert.equal(flow?.server, '2001:db8::2');
  assert.equal(flow?.protocol, 'modbus');
});

test('puts IPv6 fragments together', () => {
  const part = (offset: number, more: boolean, data: Uint8Array) =>
    ethernet(ipv6(bytes([6, 0], u16(offset | (more ? 1 : 0)), u32(77), data), 44, source6, target6), 0x86dd);
  const frames = [part(0, true, request.subarray(0, 24)), part(24, false, request.subarray(24))];
  const { report } = inspectBytes(pcap(frames.map((data) => ({ data }))));
  assert.equal(report.flows[0]?.protocol, 'modbus');
  assert.equal(report.flows[0]?.packets, 2);
});

test('takes the IP length for the truth, not the padding of a short Ethernet frame', () => {
  const padded = bytes(tcpFrame(new Uint8Array(0), 1, { flags: 0x10 }), [0, 1, 0, 0, 0, 6, 1, 3, 0, 0]);
  const second = tcpFrame(modbusUnit(1), 1);
  const { report } = inspectBytes(pcap([{ data: padded }, { data: second }]));
  assert.deepEqual(report.protocols['modbus'], { messages: 1, undecoded: 0, errors: 0, operations: { 3: 1 } });
});

test('reads what a snapped frame still holds and goes on after it', () => {
  const long = modbusUnit(1, 16, Array<number>(100).fill(0));
  const snapped = tcpFrame(long, 1).subarray(0, 14 + 20 + 20 + 9);
  const next = tcpFrame(modbusUnit(2), 1 + long.length);
  const { report } = inspectBytes(pcap([{ data: snapped, wireLength: 14 + 40 + long.length }, { data: next }]));
  assert.deepEqual(report.protocols['modbus']?.operations, { 3: 1, 16: 1 });
});

test('counts and names a link type it cannot read', () => {
  const { file, report } = read(new Uint8Array(40), 189);
  assert.equal(file.packets, 1);
  assert.equal(file.note, '1 packets of link type 189, which is not read');
  assert.deepEqual(report.flows, []);
});

test('knows the server by the handshake even where the ports say otherwise', () => {
  const syn = ethernet(ipv4(tcp(new Uint8Array(0), 1, { from: 502, to: 60000, flags: 2 }), 6));
  assert.deepEqual(portsOf([syn]), [['10.0.0.10', '10.0.0.20', 60000]]);
});

test("folds a client's changing ports into one flow", () => {
  const frames = [50000, 50001, 50002].map((from) => tcpFrame(modbusUnit(1), 1, { from }));
  assert.deepEqual(portsOf(frames), [['10.0.0.10', '10.0.0.20', 502]]);
});

test('knows the server of a datagram by the known port, whoever speaks first', () => {
  const answer = ethernet(ipv4(udp(new Uint8Array(8), 161, 40000), 17, serverToClient), 0x0800, { fromServer: true });
  assert.deepEqual(portsOf([answer]), [['10.0.0.10', '10.0.0.20', 161]]);
});

test('joins a refused connection to the protocol known at that port', () => {
  const refused = ethernet(ipv4(tcp(new Uint8Array(0), 1, { from: 40000, flags: 2 }), 6, clientToServer));
  const { report } = inspectBytes(pcap([{ data: refused }, { data: tcpFrame(modbusUnit(1), 1) }]));
  assert.deepEqual(
    report.flows.map((flow) => [flow.protocol, flow.packets]),
    [['modbus', 2]],
  );
});

test('does not call traffic on port 502 Modbus that is none', () => {
  const { flow, report } = read(tcpFrame(new TextEncoder().encode('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), 1));
  assert.notEqual(flow?.protocol, 'modbus');
  assert.equal(report.protocols['modbus'], undefined);
});

test('counts flows past the limit instead of keeping them', () => {
  const frames = Array.from({ length: 20 }, (_, index) => ({ data: tcpFrame(modbusUnit(1), 1, { to: 1000 + index, from: 60000 }) }));
  const { report } = inspectBytes(pcap(frames), [], { limits: { flows: 5 } });
  assert.equal(report.flows.length, 5);
  assert.equal(report.flows_folded, 15);
});

test('forgets quiet connections when the table is full, and loses no count', () => {
  const frames = Array.from({ length: 5000 }, (_, index) => ({
    data: tcpFrame(modbusUnit(1), 1, { from: 1025 + index }),
    micros: 1e15 + index,
  }));
  const { report } = inspectBytes(pcap(frames), [], { limits: { connections: 64 } });
  assert.equal(report.flows.length, 1);
  assert.equal(report.flows[0]?.packets, 5000);
  assert.deepEqual(report.protocols['modbus']?.operations, { 3: 5000 });
});

test('counts events past the limit, ordinary writes first', () => {
  const writes = Array.from({ length: 10 }, (_, index) => ({ data: tcpFrame(modbusUnit(index, 6), 1 + index * 12) }));
  const restart = { data: tcpFrame(modbusUnit(11, 8, [0, 1, 0, 0]), 1 + 10 * 12) };
  const { report } = inspectBytes(pcap([...writes, restart]), [], { limits: { events: 5 } });
  assert.deepEqual(
    report.events.map((event) => event.class),
    ['write', 'write', 'write', 'write', 'configure'],
  );
  assert.equal(report.events_folded, 6);
});

function portsOf(frames: readonly Uint8Array[]) {
  const { report } = inspectBytes(pcap(frames.map((data) => ({ data }))));
  return report.flows.map((flow) => [flow.client, flow.server, flow.server_port]);
}
