// System status lists (SZL) of S7 controllers: identification, components, mode (Siemens, System Software for S7-300/400, "System status lists").
import { ByteReader } from '../byte-reader.ts';
import type { Reading } from '../dissector.ts';
import type { AttributeName } from '../words.ts';

const MODULE_IDENTIFICATION = 0x11,
  COMPONENT_IDENTIFICATION = 0x1c,
  MODE_TRANSITION = 0x24,
  COMMUNICATION_STATUS = 0x32;

/** Bytes of one record of the lists read here; another length means something else, and the list is left alone. */
const recordLengths: Readonly<Record<number, number>> = {
  [MODULE_IDENTIFICATION]: 28,
  [COMPONENT_IDENTIFICATION]: 34,
  [MODE_TRANSITION]: 20,
  [COMMUNICATION_STATUS]: 40,
};

/** Conversation keys: list id and bytes carried by sequence number, then the cut record's bytes, six a number. */
const LIST_KEY = 0x20000,
  CARRY_KEY = 0x21000,
  CARRY_KEYS = 8,
  CARRY_BYTES = 6;

/** SZL xy1c, index: which attribute its text is, and how sure it names the controller. */
const components: Readonly<Record<number, { name: AttributeName | `module.${string}`; length: number; confidence: number }>> = {
  1: { name: 'name', length: 24, confidence: 1 },
  2: { name: 'name', length: 24, confidence: 0.8 },
  3: { name: 'plant_designation', length: 32, confidence: 1 },
  5: { name: 'serial', length: 24, confidence: 1 },
  7: { name: 'model', length: 32, confidence: 1 },
  8: { name: 'module.memory-card.serial', length: 32, confidence: 1 },
  11: { name: 'location', length: 32, confidence: 1 },
};

/** SZL xy24, low half of BZU-ID: the operating state. */
const modes: Readonly<Record<number, string>> = {
  1: 'STOP',
  2: 'STOP',
  3: 'STOP',
  4: 'STOP',
  5: 'STARTUP',
  7: 'RESTART',
  8: 'RUN',
  10: 'HOLD',
  13: 'DEFECT',
};

/** SZL 0132 index 4, bart_sch: the mode switch on the front. */
const switchPositions: Readonly<Record<number, string>> = { 1: 'RUN', 2: 'RUN_P', 3: 'STOP', 4: 'MRES' };

/** Whether an SZL id asks who a module is. */
export function isIdentificationList(list: number): boolean {
  const part = list & 0xff;
  return list >= 0 && (part === MODULE_IDENTIFICATION || part === COMPONENT_IDENTIFICATION);
}

/**
 * Reads the data part of a read-SZL PDU (the reader stands on the return code) and says what it tells about the sender.
 * Answers over several PDUs are followed by sequence number; the end of one PDU's cut record waits in the conversation.
 * @returns the SZL id, -1 when this PDU shows none
 */
export function readSzl(reader: ByteReader, reading: Reading, answers: boolean, sequence: number, more: boolean, protocol: number): number {
  const returnCode = reader.u8('return code');
  reader.skip(1, 'transport size');
  const length = reader.u16be('data length');
  if (reader.fault) return -1;
  if (!answers) return length >= 4 ? reader.u16be('SZL id') : peekList(reading, sequence);
  const following = reading.conversation.recall(LIST_KEY + sequence);
  if (returnCode !== 0xff) return following < 0 ? -1 : following & 0xffff;
  if (following >= 0) return readFollowing(reader, reading, following, sequence, more, protocol);
  if (length < 8) return -1;
  const list = reader.u16be('SZL id');
  reader.skip(2, 'SZL index');
  const recordLength = reader.u16be('SZL record length');
  reader.skip(2, 'SZL record count');
  if (!reader.fault && recordLengths[list & 0xff] === recordLength) {
    readRecords(reader, reading, list, recordLength, protocol);
    if (more) carry(reader, reading, list, sequence);
  } else if (more) reading.conversation.remember(LIST_KEY + sequence, list);
  return list;
}

function peekList(reading: Reading, sequence: number): number {
  const following = reading.conversation.peek(LIST_KEY + sequence);
  return following < 0 ? -1 : following & 0xffff;
}

/** A later unit of an answer: completes the record the last unit cut, then goes on. */
function readFollowing(reader: ByteReader, reading: Reading, state: number, sequence: number, more: boolean, protocol: number): number {
  const list = state & 0xffff;
  const carried = state >> 16;
  const recordLength = recordLengths[list & 0xff];
  if (recordLength === undefined || reader.left === 0) {
    if (more) reading.conversation.remember(LIST_KEY + sequence, list);
    return list;
  }
  const joined = new Uint8Array(carried + reader.left);
  takeCarried(reading, sequence, carried, joined);
  joined.set(reader.bytes.subarray(reader.position, reader.end), carried);
  const whole = new ByteReader();
  whole.reset(joined, 0, joined.length);
  readRecords(whole, reading, list, recordLength, protocol);
  if (more) carry(whole, reading, list, sequence);
  return list;
}

function carry(reader: ByteReader, reading: Reading, list: number, sequence: number): void {
  const left = Math.min(reader.left, CARRY_KEYS * CARRY_BYTES);
  reading.conversation.remember(LIST_KEY + sequence, list + left * 0x10000);
  for (let at = 0; at < left; at += CARRY_BYTES) {
    let packed = 0;
    for (let byte = at; byte < Math.min(at + CARRY_BYTES, left); byte++) packed = packed * 256 + reader.u8('cut record');
    reading.conversation.remember(CARRY_KEY + sequence * CARRY_KEYS + at / CARRY_BYTES, packed);
  }
}

function takeCarried(reading: Reading, sequence: number, carried: number, into: Uint8Array): void {
  for (let at = 0; at < carried; at += CARRY_BYTES) {
    let packed = Math.max(0, reading.conversation.recall(CARRY_KEY + sequence * CARRY_KEYS + at / CARRY_BYTES));
    for (let byte = Math.min(at + CARRY_BYTES, carried) - 1; byte >= at; byte--) {
      into[byte] = packed % 256;
      packed = Math.floor(packed / 256);
    }
  }
}

function readRecords(reader: ByteReader, reading: Reading, list: number, recordLength: number, protocol: number): void {
  while (reader.left >= recordLength) {
    const next = reader.position + recordLength;
    const part = list & 0xff;
    if (part === MODULE_IDENTIFICATION) readModule(reader, reading, protocol);
    else if (part === COMPONENT_IDENTIFICATION) readComponent(reader, reading, protocol);
    else readMode(reader, reading, part, protocol);
    reader.skip(next - reader.position, 'SZL record');
  }
}

/** SZL xy11: index, order number (20 characters), module type, two version words ("V", major; minor, patch for firmware). */
function readModule(reader: ByteReader, reading: Reading, protocol: number): void {
  const index = reader.u16be('index');
  const order = reader.text(20, 'order number');
  reader.skip(2, 'module type');
  const version = reader.u8('version letter');
  const major = reader.u8('version major');
  const minor = reader.u8('version minor');
  const patch = reader.u8('version patch');
  if (index === 1 && order !== '') {
    reading.identity('sender', 'order_number', order, 1, protocol);
    if (/^6[A-Z]{2}\d/.test(order)) reading.identity('sender', 'vendor', 'Siemens', 0.6, protocol);
  }
  if (index === 7 && version === 0x56) reading.identity('sender', 'firmware', `V${major}.${minor}.${patch}`, 1, protocol);
  if (index === 6 && version === 0 && major > 0) reading.identity('sender', 'hardware', String(major), 1, protocol);
}

/** SZL xy1c: index and a text whose length hangs on the index; index 9 holds the manufacturer id (0x2a is Siemens). */
function readComponent(reader: ByteReader, reading: Reading, protocol: number): void {
  const index = reader.u16be('index');
  if (index === 9) {
    if (reader.u16be('manufacturer id') === 0x2a) reading.identity('sender', 'vendor', 'Siemens', 0.6, protocol);
    return;
  }
  const component = components[index];
  if (!component) return;
  const value = reader.text(component.length, 'component text');
  if (value !== '') reading.identity('sender', component.name, value, component.confidence, protocol);
}

/** SZL xy24: event, mode; SZL 0132 index 4: protection levels, then the mode switch. */
function readMode(reader: ByteReader, reading: Reading, part: number, protocol: number): void {
  const first = reader.u16be(part === MODE_TRANSITION ? 'event' : 'index');
  if (part === MODE_TRANSITION) {
    reader.skip(1, 'event number');
    const mode = modes[reader.u8('operating state') & 0xf];
    if (mode !== undefined) reading.identity('sender', 'state', mode, 1, protocol);
  } else if (first === 4) {
    reader.skip(6, 'protection levels');
    const position = switchPositions[reader.u16be('mode switch')];
    if (position !== undefined) reading.identity('sender', 'module.mode-switch.state', position, 1, protocol);
  }
}
