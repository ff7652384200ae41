// PROFINET discovery, real-time frames and context management against hand-built units.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, hexOf, replay } from '../../test/replay.ts';
import { profinetDcp } from './profinet-dcp.ts';
import { profinetIoCm } from './profinet-io-cm.ts';
import { profinetRt } from './profinet-rt.ts';

const hex16 = (value: number) => value.toString(16).padStart(4, '0');

/** One DCP block: option, value with its two leading bytes, padded to an even length. */
const block = (option: string, value: string) => `${option}${hex16(value.length / 2)}${value}${value.length % 4 === 0 ? '' : '00'}`;
const dcp = (frameId: string, service: string, type: string, blocks: string) =>
  `${frameId}${service}${type}00000001 0000 ${hex16(blocks.replaceAll(' ', '').length / 2)} ${blocks}`;

test('an Identify answer tells name, maker, model, address and role', () => {
  const blocks = [
    block('0202', `0000${hexOf('filler-io-1')}`),
    block('0201', `0000${hexOf('ET200S 6ES7 151-3BA23-0AB0')}`),
    block('0203', '0000002a0301'),
    block('0204', '00000100'),
    block('0102', '00010a1401330affffff0a140101'.replace('0affffff', 'ffffff00')),
  ].join('');
  const said = replay(profinetDcp, [{ from: 'server', hex: dcp('feff', '05', '01', blocks) }]);
  assert.deepEqual(said.operations, ['profinet-dcp.5 identify response']);
  assert.deepEqual(said.identities, [
    'sender name=filler-io-1',
    'sender model=ET200S 6ES7 151-3BA23-0AB0',
    'sender order_number=6ES7 151-3BA23-0AB0',
    'sender vendor=Siemens',
    'sender vendor=Siemens',
    'sender product_code=002a:0301',
    'sender role=IO-Device',
    'sender ip=10.20.1.51',
  ]);
  assert.deepEqual(said.faults, []);
});

test('an Identify request asks for a name and is nobody', () => {
  const said = replay(profinetDcp, [{ from: 'client', hex: dcp('fefe', '05', '00', block('0202', hexOf('switch3'))) }]);
  assert.deepEqual(said.operations, ['profinet-dcp.5 identify request']);
  assert.deepEqual(said.identities, []);
});

test('setting a name or an address configures the receiver', () => {
  const name = dcp('fefd', '04', '00', block('0202', `0001${hexOf('pump-7')}`));
  const address = dcp('fefd', '04', '00', block('0102', '00010a140133ffffff000a140101'));
  const said = replay(profinetDcp, [
    { from: 'client', hex: name },
    { from: 'client', hex: address },
  ]);
  assert.deepEqual(said.operations, ['profinet-dcp.4 configure request T0836', 'profinet-dcp.4 configure request T0836']);
  assert.deepEqual(said.identities, ['receiver name=pump-7', 'receiver ip=10.20.1.51']);
});

test('a factory reset is told from a flashing lamp', () => {
  const reset = dcp('fefd', '04', '00', block('0506', '0002'));
  const flash = dcp('fefd', '04', '00', block('0503', '00000100'));
  const said = replay(profinetDcp, [
    { from: 'client', hex: reset },
    { from: 'client', hex: flash },
  ]);
  assert.deepEqual(said.operations, ['profinet-dcp.4 configure request T0816', 'profinet-dcp.4 diagnose request']);
});

test('a refused Set is an error', () => {
  const said = replay(profinetDcp, [{ from: 'server', hex: dcp('fefd', '04', '01', block('0504', '020203')) }]);
  assert.deepEqual(said.operations, ['profinet-dcp.4 configure response error']);
});

test('a block longer than its frame is a fault, and the frame still counts', () => {
  const said = replay(profinetDcp, [{ from: 'server', hex: 'feff 05 01 00000001 0000 0006 0202 00ff 0000' }]);
  assert.deepEqual(said.operations, ['profinet-dcp.5 identify response']);
  assert.deepEqual(said.faults, ['truncated at 16: block value']);
});

test('cyclic data, alarms and clocks are told apart by frame id, and discovery is left to DCP', () => {
  const frame = (id: string) => ({ from: 'client' as const, hex: `${id} 0000000000 1234 35 00` });
  const said = replay(profinetRt, [frame('8001'), frame('0100'), frame('bbff'), frame('fe01'), frame('ff40'), frame('0080')]);
  assert.deepEqual(
    said.operations.map((line) => line.split(' ')[0]),
    ['cyclic', 'cyclic', 'cyclic', 'alarm', 'sync', 'sync'].map((key) => `profinet-rt.${key}`),
  );
  const discovery = bytesOf('fefe 05 00 00000001 0000 0000');
  assert.equal(profinetRt.recognises(discovery, 0, discovery.length), false);
  assert.equal(profinetDcp.recognises(discovery, 0, discovery.length), true);
});

/** DCE/RPC header (little endian) of a PROFINET device interface, then the body. */
const rpc = (type: string, operation: string, body = '') =>
  `04 ${type} 2800 100000 00 0000a0de976cd1118271 0001 0301 002a 0100a0de 976c d111 8271 00a02442df7d ${'00'.repeat(16)} 00000000 01000000 00000000 ${operation} ffff ffff 0000 0000 00 00 ${body}`;

test('a connect names the controller that opens it', () => {
  const ar =
    `0001 ${'11'.repeat(16)} 0001 001b1b000001 ${'22'.repeat(16)} 00000000 0258 8892 ${hex16(10)} ${hexOf('filler-plc')}`.replaceAll(
      ' ',
      '',
    );
  const body = `${'00'.repeat(20)} 0101 ${hex16(ar.length / 2 + 2)} 0100 ${ar}`;
  const said = replay(profinetIoCm, [{ from: 'client', hex: rpc('00', '0000', body) }]);
  assert.deepEqual(said.operations, ['profinet-io-cm.0 session request']);
  assert.deepEqual(said.identities, [
    'receiver vendor=Siemens',
    'sender role=IO-Controller',
    'receiver role=IO-Device',
    'sender name=filler-plc',
  ]);
});

test('identification record 0 gives order number, serial and firmware', () => {
  const record = `0020 0038 0100 002a ${hexOf('6ES7 155-6AU00-0BN0', 20)} ${hexOf('S C-J2L12345', 16)} 0003 56 04 02 02 ${'00'.repeat(14)}`;
  const said = replay(profinetIoCm, [
    { from: 'server', hex: rpc('02', '0200', `${'00'.repeat(20)} 8009 003c 0100 ${'00'.repeat(58)} ${record}`) },
  ]);
  assert.deepEqual(said.operations, ['profinet-io-cm.2 read response']);
  assert.deepEqual(said.identities, [
    'sender vendor=Siemens',
    'sender order_number=6ES7 155-6AU00-0BN0',
    'sender serial=S C-J2L12345',
    'sender hardware=3',
    'sender firmware=V4.2.2',
  ]);
});

test('a write of parameters is a change, a fault an error, an acknowledgement neither', () => {
  const units = [rpc('00', '0300'), rpc('03', '0300'), rpc('07', '0300')].map((hex) => ({ from: 'client' as const, hex }));
  assert.deepEqual(replay(profinetIoCm, units).operations, [
    'profinet-io-cm.3 configure request T0836',
    'profinet-io-cm.3 configure response error',
    'profinet-io-cm.pdu.7 other response',
  ]);
});
