// Modbus/TCP: MODBUS Application Protocol V1.1b3 (2012) and MODBUS Messaging on TCP/IP Implementation Guide V1.0b (2006).
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE, type Dissector, type Reading } from '../dissector.ts';
import { elementOf, MODBUS_ELEMENT, rangeOf } from '../element-words.ts';
import { CONFIGURE, DIAGNOSE, IDENTIFY, OTHER, READ, WRITE, attackIdOf, idOf } from '../words.ts';

/** Public function codes (V1.1b3 clause 5.1) and the two that vendors use everywhere. */
const functionNames = {
  1: 'Read Coils',
  2: 'Read Discrete Inputs',
  3: 'Read Holding Registers',
  4: 'Read Input Registers',
  5: 'Write Single Coil',
  6: 'Write Single Register',
  7: 'Read Exception Status',
  8: 'Diagnostics',
  11: 'Get Comm Event Counter',
  12: 'Get Comm Event Log',
  15: 'Write Multiple Coils',
  16: 'Write Multiple Registers',
  17: 'Report Server ID',
  20: 'Read File Record',
  21: 'Write File Record',
  22: 'Mask Write Register',
  23: 'Read/Write Multiple Registers',
  24: 'Read FIFO Queue',
  43: 'Encapsulated Interface Transport',
  90: 'Unity (UMAS)',
} as const;

/** What each function does to the server. Codes not listed are OTHER. */
const functionClasses = new Uint8Array(128).fill(OTHER);
for (const code of [1, 2, 3, 4, 20, 24]) functionClasses[code] = READ;
for (const code of [5, 6, 15, 16, 21, 22, 23]) functionClasses[code] = WRITE;
for (const code of [7, 8, 11, 12]) functionClasses[code] = DIAGNOSE;
for (const code of [17, 43]) functionClasses[code] = IDENTIFY;

/** Diagnostics sub-functions that change the server (V1.1b3 clause 6.8.1): restart, listen only, clear counters. */
const RESTART_COMMUNICATIONS = 1;
const FORCE_LISTEN_ONLY = 4;
const CHANGE_DELIMITER = 3;
const CLEAR_COUNTERS = 10;
const CLEAR_OVERRUN = 20;

const NO_ATTACK = 0;
const BRUTE_FORCE_IO = attackIdOf('T0855'); // unauthorized command message
const MODIFY_PARAMETER = attackIdOf('T0836');
const DENIAL_OF_SERVICE = attackIdOf('T0814');
const RESTART_SHUTDOWN = attackIdOf('T0816');
const SYSTEM_DISCOVERY = attackIdOf('T0888'); // remote system information discovery

const MODBUS = idOf('modbus');
const HEADER_LENGTH_BYTES = 7;
/**
 * Largest length field: unit identifier + 253 bytes of PDU make 254 (Messaging guide clause 4.1). Real servers go a little over;
 * Schneider's UMAS negotiates up to 1024 bytes.
 */
const MAX_LENGTH_FIELD = 260;
const MAX_UMAS_LENGTH_FIELD = 1100;
const UMAS = 90;

/** Objects of Read Device Identification (V1.1b3 clause 6.21, table of object ids) by attribute. */
const identificationAttributes = ['vendor', 'order_number', 'firmware', 'description', 'model', 'model', 'name'] as const;
/** The product name stands in for a model name where there is none, and does not contradict one. */
const PRODUCT_NAME = 4;
const PRODUCT_NAME_CONFIDENCE = 0.75;

export const modbus: Dissector = {
  name: 'modbus',
  tcpPorts: [502],
  udpPorts: [502],

  recognises(bytes, start, end) {
    return end - start >= HEADER_LENGTH_BYTES + 1 && headerFits(bytes, start, end);
  },

  unitLength(bytes, start, end) {
    if (end - start < HEADER_LENGTH_BYTES + 1) return 0;
    if (!headerFits(bytes, start, end)) return -1;
    return 6 + ((bytes[start + 4]! << 8) | bytes[start + 5]!);
  },

  read(reader, reading) {
    reader.skip(6, 'MBAP header');
    const unit = reader.u8('unit identifier');
    const functionByte = reader.u8('function code');
    if (reader.fault !== null) return reading.undecoded(MODBUS);
    const code = functionByte & 0x7f;
    const flags = (reading.fromServer ? RESPONSE : REQUEST) | (functionByte & 0x80 ? ERROR : 0);
    if (code === 8) return readDiagnostics(reader, reading, flags);
    reading.operation(MODBUS, code, functionClasses[code]!, flags, attackOf(code));
    if (flags === REQUEST) return noteAddresses(reader, reading, code, unit);
    if (flags !== RESPONSE) return;
    if (code === 43) readDeviceIdentification(reader, reading);
    else if (code === 17) readServerId(reader, reading);
  },

  describe(code) {
    const name = (functionNames as Record<number, string>)[code];
    return { key: String(code), name: name ?? `Function ${code}` };
  },
};

/** MBAP header, Messaging guide clause 3.1.3: protocol identifier 0, length from 2. */
function headerFits(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start + 2] !== 0 || bytes[start + 3] !== 0) return false;
  const length = (bytes[start + 4]! << 8) | bytes[start + 5]!;
  if (length <= MAX_LENGTH_FIELD) return length >= 2;
  return length <= MAX_UMAS_LENGTH_FIELD && end - start > HEADER_LENGTH_BYTES && (bytes[start + HEADER_LENGTH_BYTES]! & 0x7f) === UMAS;
}

/** Which table a function names (clause 4.3: coils, discrete inputs, input registers, holding registers), 0xff none; single ones have no count. */
const COILS = 0,
  DISCRETE_INPUTS = 1,
  INPUT_REGISTERS = 2,
  HOLDING_REGISTERS = 3;
const tables = new Uint8Array(128).fill(0xff);
for (const code of [1, 5, 15]) tables[code] = COILS;
tables[2] = DISCRETE_INPUTS;
tables[4] = INPUT_REGISTERS;
for (const code of [3, 6, 16, 22, 23]) tables[code] = HOLDING_REGISTERS;
const READ_WRITE_MULTIPLE = 23;
const isSingle = (code: number): boolean => code === 5 || code === 6 || code === 22;

/** Clauses 6.1 to 6.17: a first address and, but for single ones, a quantity; function 23 reads one range and writes another. */
function noteAddresses(reader: ByteReader, reading: Reading, code: number, unit: number): void {
  const table = tables[code]!;
  const { bytes, position, left } = reader;
  if (table === 0xff || left < 4) return;
  const quantity = isSingle(code) ? 1 : (bytes[position + 2]! << 8) | bytes[position + 3]!;
  noteRange(reading, code === READ_WRITE_MULTIPLE ? READ : functionClasses[code]!, table, unit, addressAt(bytes, position), quantity);
  if (code === READ_WRITE_MULTIPLE && left >= 8)
    noteRange(reading, WRITE, table, unit, addressAt(bytes, position + 4), addressAt(bytes, position + 6));
}

const addressAt = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

function noteRange(reading: Reading, operationClass: number, table: number, unit: number, from: number, quantity: number): void {
  const to = quantity > 1 ? Math.min(0xffff, from + quantity - 1) : from;
  reading.element(elementOf(MODBUS_ELEMENT, operationClass, table, unit), rangeOf(from, to));
}

function attackOf(code: number): number {
  const operationClass = functionClasses[code];
  if (code === 21 || code === 22 || code === 6 || code === 16 || code === 23) return MODIFY_PARAMETER;
  if (operationClass === WRITE) return BRUTE_FORCE_IO;
  return operationClass === IDENTIFY ? SYSTEM_DISCOVERY : NO_ATTACK;
}

/** Clause 6.8: the sub-function decides whether it only looks or changes the server. */
function readDiagnostics(reader: ByteReader, reading: Reading, flags: number): void {
  const subFunction = flags & ERROR ? 0 : reader.u16be('diagnostics sub-function');
  const changes = subFunction === CHANGE_DELIMITER || subFunction === CLEAR_COUNTERS || subFunction === CLEAR_OVERRUN;
  const interrupts = subFunction === RESTART_COMMUNICATIONS || subFunction === FORCE_LISTEN_ONLY;
  const attack = subFunction === RESTART_COMMUNICATIONS ? RESTART_SHUTDOWN : interrupts ? DENIAL_OF_SERVICE : NO_ATTACK;
  reading.operation(MODBUS, 8, changes || interrupts ? CONFIGURE : DIAGNOSE, flags, attack);
}

/** Clause 6.21, MEI type 14: objects 0..6 are the basic and regular categories. */
function readDeviceIdentification(reader: ByteReader, reading: Reading): void {
  if (reader.u8('MEI type') !== 14) return;
  reader.skip(4, 'read device id code, conformity level, more follows, next object id');
  const objectCount = reader.u8('number of objects');
  for (let index = 0; index < objectCount && reader.fault === null; index++) {
    const objectId = reader.u8('object id');
    const length = reader.u8('object length');
    const value = reader.text(length, 'object value');
    const attribute = identificationAttributes[objectId];
    if (reader.fault !== null || attribute === undefined || value === '') continue;
    reading.identity('sender', attribute, value, objectId === PRODUCT_NAME ? PRODUCT_NAME_CONFIDENCE : 1, MODBUS);
  }
}

/** Clause 6.17: the content is the vendor's own; text in it is worth a look, so it counts as a description. */
function readServerId(reader: ByteReader, reading: Reading): void {
  const length = reader.u8('byte count');
  const value = reader.text(Math.min(length, reader.left), 'server id');
  if (value.length >= 4) reading.identity('sender', 'description', value, 0.5, MODBUS);
}
