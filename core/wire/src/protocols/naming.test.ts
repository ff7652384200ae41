// Protocols that give addresses and names: DHCP, DHCPv6, DNS, multicast DNS, LLMNR, NetBIOS.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, hexOf, replay } from '../../test/replay.ts';
import { dhcp } from './dhcp.ts';
import { dhcpv6 } from './dhcpv6.ts';
import { dns, dnsOverTcp, llmnr, mdns } from './dns.ts';
import { netbios } from './netbios.ts';

const client = (hex: string) => [{ from: 'client' as const, hex }];
const server = (hex: string) => [{ from: 'server' as const, hex }];

const dhcpMessage = (op: string, yourAddress: string, options: string) =>
  `${op} 01 06 00 12345678 0000 0000 00000000 ${yourAddress} 00000000 00000000 001b1b00aa01 ${'00'.repeat(10)} ${'00'.repeat(192)} 63825363 ${options} ff`;
const option = (code: string, value: string) => `${code}${(value.length / 2).toString(16).padStart(2, '0')}${value}`;

test('a DHCP request says the name and system of its hardware address, whoever relays it', () => {
  const said = replay(
    dhcp,
    client(dhcpMessage('01', '00000000', option('35', '03') + option('0c', hexOf('PC-LABOR-01')) + option('3c', hexOf('MSFT 5.0')))),
  );
  assert.deepEqual(said.operations, ['dhcp.3 session request']);
  assert.deepEqual(said.identities, [
    '00:1b:1b:00:aa:01 name=PC-LABOR-01',
    '00:1b:1b:00:aa:01 description=MSFT 5.0',
    '00:1b:1b:00:aa:01 operating_system=Windows',
  ]);
});

test('a DHCP acknowledgement ties address to hardware, a refusal is an error, an offer says nothing yet', () => {
  const said = replay(dhcp, [
    ...server(dhcpMessage('02', '0a1401aa', option('35', '02'))),
    ...server(dhcpMessage('02', '0a1401aa', option('35', '05') + option('0c', hexOf('server-said')))),
    ...server(dhcpMessage('02', '00000000', option('35', '06'))),
  ]);
  assert.deepEqual(said.operations, ['dhcp.2 session response', 'dhcp.5 session response', 'dhcp.6 session response error']);
  assert.deepEqual(said.identities, ['00:1b:1b:00:aa:01 ip=10.20.1.170']);
});

test('a DHCPv6 client says its name', () => {
  const name = `01 ${'07'}${hexOf('station')}05${hexOf('plant')}00`.replaceAll(' ', '');
  const said = replay(dhcpv6, client(`01 aabbcc 0008 0002 0000 0027 ${(name.length / 2).toString(16).padStart(4, '0')} ${name}`));
  assert.deepEqual(said.operations, ['dhcpv6.1 session request']);
  assert.deepEqual(said.identities, ['sender name=station.plant']);
});

const label = (text: string) =>
  text
    .split('.')
    .map((part) => part.length.toString(16).padStart(2, '0') + hexOf(part))
    .join('') + '00';

test('multicast DNS and LLMNR answers name the address they carry', () => {
  const answer = `0000 8400 0000 0001 0000 0000 ${label('inspect-cam.local')} 0001 8001 00000078 0004 0a140151`;
  assert.deepEqual(replay(mdns, server(answer)).identities, ['10.20.1.81 name=inspect-cam']);
  const llmnrAnswer = `1234 8000 0001 0001 0000 0000 ${label('L1-EWS')} 001c 0001 c00c 001c 0001 0000001e 0010 fe80 0000 0000 0000 0000 0000 0000 0051`;
  assert.deepEqual(replay(llmnr, server(llmnrAnswer)).identities, ['fe80::51 name=L1-EWS']);
});

test('an answer of a name server names nobody: it speaks of others', () => {
  const answer = `1234 8180 0001 0001 0000 0000 ${label('www.example')} 0001 0001 c00c 0001 0001 00000078 0004 5db8d822`;
  const said = replay(dns, server(answer));
  assert.deepEqual(said.operations, ['dns.0 other response']);
  assert.deepEqual(said.identities, []);
});

test('DNS over TCP is measured by its length field and reads alike', () => {
  const query = `1234 0100 0001 0000 0000 0000 ${label('www.example')} 0001 0001`.replaceAll(' ', '');
  const framed = bytesOf((query.length / 2).toString(16).padStart(4, '0') + query);
  assert.equal(dnsOverTcp.unitLength!(framed, 0, framed.length), framed.length);
  assert.equal(dnsOverTcp.unitLength!(framed, 0, 1), 0);
  assert.deepEqual(replay(dnsOverTcp, client(Buffer.from(framed).toString('hex'))).operations, ['dns.0 other request']);
});

test('a name that points at itself ends', () => {
  const answer = '0000 8400 0000 0001 0000 0000 c00c 0001 0001 00000078 0004 0a140151';
  assert.deepEqual(replay(mdns, server(answer)).identities, []);
});

const encoded = (name: string, suffix: number) =>
  `20${[...name.padEnd(15)]
    .map((letter) => letter.charCodeAt(0))
    .concat(suffix)
    .map((byte) => hexOf(String.fromCharCode(0x41 + (byte >> 4), 0x41 + (byte & 15))))
    .join('')}00`;

test('a NetBIOS registration of a unique name names the sender; a group or a query does not', () => {
  const register = (suffix: number, flags: string) =>
    `0001 2910 0001 0000 0000 0001 ${encoded('SCADA-PC', suffix)} 0020 0001 c00c 0020 0001 000493e0 0006 ${flags} 0a0a0a46`;
  assert.deepEqual(replay(netbios, client(register(0x00, '0000'))).identities, ['sender name=SCADA-PC']);
  assert.deepEqual(replay(netbios, client(register(0x00, '8000'))).identities, []);
  const query = `0001 0110 0001 0000 0000 0000 ${encoded('OTHER', 0x00)} 0020 0001`;
  const said = replay(netbios, client(query));
  assert.deepEqual(said.operations, ['netbios.0 identify request']);
  assert.deepEqual(said.identities, []);
});

test('a NetBIOS datagram names its source', () => {
  const datagram = `11 02 8001 0a0a0a46 008a 00bb 0000 ${encoded('SCADA-PC', 0x20)} ${encoded('WORKGROUP', 0x1d)}`;
  const said = replay(netbios, client(datagram));
  assert.deepEqual(said.operations, ['netbios.datagram.17 other request']);
  assert.deepEqual(said.identities, ['sender name=SCADA-PC']);
});
