// Modbus/TCP: names, classes, exceptions, techniques and identities of the vectors.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteReader } from '../byte-reader.ts';
import { ConversationPool } from '../conversation.ts';
import { ERROR, REQUEST, RESPONSE, type Reading } from '../dissector.ts';
import { attackTechniques, operationClasses } from '../words.ts';
import { modbus } from './modbus.ts';
import { vectors } from './modbus.vectors.ts';

type Seen = {
  operations: { code: number; class: string; flags: number; attack: string | null }[];
  identities: [string, string][];
  undecoded: number;
};

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function read(hex: string, fromServer: boolean, cutTo?: number): Seen {
  const seen: Seen = { operations: [], identities: [], undecoded: 0 };
  const pool = new ConversationPool(1);
  const reading: Reading = {
    conversation: pool.get(pool.lend())!,
    fromServer,
    operation: (_protocol, code, operationClass, flags, attack = 0) =>
      void seen.operations.push({ code, class: operationClasses[operationClass]!, flags, attack: attackTechniques[attack] ?? null }),
    again: (unit) => unit.tell(reading.operation),
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
  assert.deepEqual(read(vectors.readHoldingRegisters, false, 7), { operations: [], identities: [], undecoded: 1 });
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
