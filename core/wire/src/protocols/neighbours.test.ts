// What switches and stations tell their neighbours: LLDP, CDP, spanning tree.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, hexOf, replay } from '../../test/replay.ts';
import { cdp } from './cdp.ts';
import { lldp } from './lldp.ts';
import { stp } from './stp.ts';

const tlv = (type: number, value: string) => {
  const bytes = value.replaceAll(' ', '');
  return ((type << 9) | (bytes.length / 2)).toString(16).padStart(4, '0') + bytes;
};
const one = (hex: string) => [{ from: 'client' as const, hex }];
const recognises = (dissector: typeof lldp, hex: string) => dissector.recognises(bytesOf(hex), 0, bytesOf(hex).length);

test('LLDP tells name, chassis, address, role and what the description gives away', () => {
  const frame = [
    tlv(1, '04 001b1b001122'),
    tlv(2, `07 ${hexOf('port-001')}`),
    tlv(3, '0014'),
    tlv(5, hexOf('SW-L1-01')),
    tlv(6, hexOf('Siemens, SIMATIC NET, SCALANCE X212-2, 6GK5 212-2BB00-2AA3, HW: 7, FW: V4.02')),
    tlv(7, '0084 0004'),
    tlv(8, '05 01 0a140102 02 00000001 00'),
    tlv(0, ''),
  ].join('');
  const said = replay(lldp, one(frame));
  assert.deepEqual(said.operations, ['lldp.advertisement identify request']);
  assert.deepEqual(said.identities, [
    'sender mac=00:1b:1b:00:11:22',
    'sender name=SW-L1-01',
    'sender description=Siemens, SIMATIC NET, SCALANCE X212-2, 6GK5 212-2BB00-2AA3, HW: 7, FW: V4.02',
    'sender model=SCALANCE X212-2',
    'sender order_number=6GK5 212-2BB00-2AA3',
    'sender hardware=7',
    'sender firmware=V4.02',
    'sender vendor=Siemens',
    'sender role=bridge',
    'sender ip=10.20.1.2',
  ]);
  assert.deepEqual(said.faults, []);
});

test('an advertisement that comes again counts and says nothing new; another byte, or the other side, and it is read', () => {
  const named = (name: string): string => [tlv(1, '04 001b1b001122'), tlv(5, hexOf(name)), tlv(0, '')].join('');
  const [a, b] = [named('SW-1'), named('SW-2')];
  const said = replay(lldp, [
    { from: 'client', hex: a },
    { from: 'client', hex: a },
    { from: 'client', hex: b },
    { from: 'server', hex: b },
    { from: 'server', hex: b },
  ]);
  assert.deepEqual(said.operations, Array<string>(5).fill('lldp.advertisement identify request'));
  const mac = 'sender mac=00:1b:1b:00:11:22';
  assert.deepEqual(said.identities, [mac, 'sender name=SW-1', mac, 'sender name=SW-2', mac, 'sender name=SW-2']);
});

test('LLDP inventory and the PROFINET chassis address are read', () => {
  const frame = [
    tlv(1, `07 ${hexOf('pump-io')}`),
    tlv(127, '000ecf 05 0000bc010203'),
    tlv(127, `0012bb 06 ${hexOf('6.11')}`),
    tlv(127, `0012bb 08 ${hexOf('SN-42')}`),
    tlv(127, `0012bb 09 ${hexOf('Hirschmann')}`),
    tlv(127, `0012bb 0a ${hexOf('RSP25')}`),
  ].join('');
  assert.deepEqual(replay(lldp, one(frame)).identities, [
    'sender name=pump-io',
    'sender mac=00:00:bc:01:02:03',
    'sender firmware=6.11',
    'sender serial=SN-42',
    'sender vendor=Hirschmann',
    'sender model=RSP25',
  ]);
});

test('an LLDP field longer than the frame is a fault and what came before it stays', () => {
  const said = replay(lldp, one(`${tlv(5, hexOf('cut'))} 0dff 41`));
  assert.deepEqual(said.identities, ['sender name=cut']);
  assert.deepEqual(said.faults, ['truncated at 7: tlv value']);
});

const cdpTlv = (type: string, value: string) =>
  `${type}${(value.replaceAll(' ', '').length / 2 + 4).toString(16).padStart(4, '0')}${value}`;

test('CDP tells name, model, version, address and role, with and without its SNAP header', () => {
  const body = [
    '02 b4 0000',
    cdpTlv('0001', hexOf('Ns5gt')),
    cdpTlv('0002', '00000001 01 01 cc 0004 0a140105'),
    cdpTlv('0004', '00000028'),
    cdpTlv(
      '0005',
      hexOf('Cisco IOS Software, CE500 Software (CE500-LANBASE-M), Version 12.2(25)SEG4, RELEASE SOFTWARE (fc1)\nCopyright (c) 1986-2007'),
    ),
    cdpTlv('0006', hexOf('cisco WS-CE500-24TT')),
  ].join('');
  const expected = [
    'sender name=Ns5gt',
    'sender ip=10.20.1.5',
    'sender role=bridge',
    'sender description=Cisco IOS Software, CE500 Software (CE500-LANBASE-M), Version 12.2(25)SEG4, RELEASE SOFTWARE (fc1)',
    'sender firmware=12.2(25)SEG4',
    'sender operating_system=Cisco IOS',
    'sender vendor=Cisco',
    'sender vendor=Cisco',
    'sender model=WS-CE500-24TT',
    'sender product_code=cisco WS-CE500-24TT',
  ];
  assert.deepEqual(replay(cdp, one(body)).identities, expected);
  assert.deepEqual(replay(cdp, one(`aaaa0300000c2000${body}`)).identities, expected);
});

test('other Cisco protocols at the same address are not CDP', () => {
  assert.equal(recognises(cdp, `aaaa0300000c2000 02b40000 00010008 ${hexOf('sw1x')}`), true);
  assert.equal(recognises(cdp, `aaaa0300000c2004 01 0001 0008 ${hexOf('vtp')}00`), false);
  assert.equal(recognises(cdp, `aaaa0300000c0111 01 02 0000 0001 0008 00000000`), false);
});

test('spanning tree is counted by its frame type, per VLAN too', () => {
  assert.deepEqual(
    replay(stp, [
      ...one(`424203 0000 00 00 ${'00'.repeat(31)}`),
      ...one(`424203 0000 02 02 ${'00'.repeat(32)}`),
      ...one(`aaaa0300000c010b 0000 02 02 ${'00'.repeat(32)}`),
    ]).operations,
    ['stp.0 other request', 'stp.2 other request', 'stp.2 other request'],
  );
  assert.equal(recognises(stp, 'aaaa0300000c2000 02b40000 0001'), false);
});
