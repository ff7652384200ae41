// Modbus/TCP: names, classes, exceptions, techniques and identities of the vectors.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteReader } from '../byte-reader.ts';
import { ConversationPool } from '../conversation.ts';
import { ERROR, REQUEST, RESPONSE, type Reading } from '../dissector.ts';
import { describeElement } from '../elements.ts';
import type { FlowElement } from '../report.ts';
import { attackTechniques, operationClasses } from '../words.ts';
import { modbus } from './modbus.ts';
import { vectors } from './modbus.vectors.ts';

type Seen = {
  operations: { code: number; class: string; flags: number; attack: string | null }[];
  elements: FlowElement[];
  identities: [string, string][];
  undecoded: number;
};

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function read(hex: string, fromServer: boolean, cutTo?: number): Seen {
  const seen: Seen = { operations: [], elements: [], identities: [], undecoded: 0 };
  const pool = new ConversationPool(1);
  const reading: Reading = {
    conversation: pool.get(pool.lend())!,
    fromServer,
    operation: (_protocol, code, operationClass, flags, attack = 0) =>
      void seen.operations.push({ code, class: operationClasses[operationClass]!, flags, attack: attackTechniques[attack] ?? null }),
    again: (unit) => unit.tell(reading.operation),
    element: (element, value) => void seen.elements.push(describeElement(element, value)),
    sign: () => undefined,
    undecoded: () => void seen.undecoded++,
    identity: (about, name, value) => void seen.identities.push([`${about} ${name}`, value]),
  };
  const unit = fromHex(hex);
  const reader = new ByteReader();
  reader.reset(unit, 0, cutTo ?? unit.length);
  modbus.read(reader, reading);
  return seen;
}

test('tells a request from its response', () => {
  assert.deepEqual(read(vectors.readHoldingRegisters, false).operations, [{ code: 3, class: 'read', flags: REQUEST, attack: null }]);
  assert.deepEqual(read(vectors.readHoldingRegistersResponse, true).operations, [
    { code: 3, class: 'read', flags: RESPONSE, attack: null },
  ]);
});

test('calls a coil write a write and an unauthorised command a lead', () => {
  assert.deepEqual(read(vectors.writeSingleCoil, false).operations, [{ code: 5, class: 'write', flags: REQUEST, attack: 'T0855' }]);
});

test('counts an exception under its function without the exception bit', () => {
  assert.deepEqual(read(vectors.exception, true).operations, [{ code: 1, class: 'read', flags: RESPONSE | ERROR, attack: null }]);
});

test('tells the diagnostic that restarts a device from the one that only looks', () => {
  assert.deepEqual(read(vectors.restartCommunications, false).operations, [
    { code: 8, class: 'configure', flags: REQUEST, attack: 'T0816' },
  ]);
  assert.deepEqual(read(vectors.returnQueryData, false).operations, [{ code: 8, class: 'diagnose', flags: REQUEST, attack: null }]);
});

test('reads who a device is from Read Device Identification', () => {
  assert.deepEqual(read(vectors.deviceIdentification, true).identities, [
    ['sender vendor', 'AmpMax'],
    ['sender order_number', 'M80-10-5'],
    ['sender firmware', 'V1.20'],
    ['sender model', 'Meter1'],
    ['sender model', 'M80'],
    ['sender name', 'Feed Pump A'],
  ]);
});

test('reads identification that is cut as far as it goes', () => {
  const seen = read(vectors.deviceIdentification, true, 30);
  assert.deepEqual(seen.identities, [['sender vendor', 'AmpMax']]);
  assert.equal(seen.operations.length, 1);
});

test('takes the text of Report Server ID for a description', () => {
  assert.deepEqual(read(vectors.reportServerId, true).identities, [['sender description', 'PA07Xÿ001']]);
});

test('says what a unit without a function code is: not readable', () => {
  assert.deepEqual(read(vectors.readHoldingRegisters, false, 7), { operations: [], elements: [], identities: [], undecoded: 1 });
});

test('frames units by the length field and refuses what is no header', () => {
  const unit = fromHex(vectors.readHoldingRegisters);
  assert.equal(modbus.unitLength?.(unit, 0, unit.length), 12);
  assert.equal(modbus.unitLength?.(unit, 0, 5), 0);
  assert.equal(modbus.unitLength?.(fromHex(vectors.cut), 0, 8), 206);
  assert.equal(modbus.unitLength?.(fromHex('0001 1234 0006 11 03'), 0, 8), -1);
  assert.equal(modbus.recognises(fromHex('0001 0000 0001 11 03'), 0, 8), false);
});

test('names every function the specification names', () => {
  assert.deepEqual(modbus.describe(22), { key: '22', name: 'Mask Write Register' });
  assert.deepEqual(modbus.describe(99), { key: '99', name: 'Function 99' });
});

test('a request names its unit, table and addresses, apart by what is done to them', () => {
  const elementsOf = (pdu: string, fromServer = false) =>
    read(`0001 0000 ${(pdu.replaceAll(' ', '').length / 2).toString(16).padStart(4, '0')} ${pdu}`, fromServer).elements;
  const of = (table: string, from: number, to: number, operation = 'read') => ({
    protocol: 'modbus',
    unit: 7,
    table,
    from,
    to,
    class: operation,
  });
  assert.deepEqual(elementsOf('07 01 0010 0008'), [of('coil', 16, 23)]);
  assert.deepEqual(elementsOf('07 02 0000 0001'), [of('discrete_input', 0, 0)]);
  assert.deepEqual(elementsOf('07 03 0064 000a'), [of('holding_register', 100, 109)]);
  assert.deepEqual(elementsOf('07 04 ffff 0002'), [of('input_register', 65535, 65535)]);
  assert.deepEqual(elementsOf('07 05 0003 ff00'), [of('coil', 3, 3, 'write')]);
  assert.deepEqual(elementsOf('07 06 0003 00ff'), [of('holding_register', 3, 3, 'write')]);
  assert.deepEqual(elementsOf('07 0f 0000 0009 02 0101'), [of('coil', 0, 8, 'write')]);
  assert.deepEqual(elementsOf('07 10 0001 0002 04 00000000'), [of('holding_register', 1, 2, 'write')]);
  assert.deepEqual(elementsOf('07 16 0009 00f2 0025'), [of('holding_register', 9, 9, 'write')]);
  const both = [of('holding_register', 3, 8), of('holding_register', 14, 16, 'write')];
  assert.deepEqual(elementsOf('07 17 0003 0006 000e 0003 06 00ff00ff00ff'), both);
  assert.deepEqual(elementsOf('07 03 14 0000', true), []);
  assert.deepEqual(elementsOf('07 11'), []);
});
