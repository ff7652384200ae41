// NetBIOS over UDP: name service (port 137, RFC 1002 4.2) and datagram service (port 138, RFC 1002 4.4).
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE, type Dissector, type Reading } from '../dissector.ts';
import { IDENTIFY, OTHER, idOf } from '../words.ts';
import { peekU16be, peekU8 } from './peek.ts';

const REGISTRATION = 5,
  REFRESH = 8,
  REFRESH_ALTERNATE = 9,
  MULTIHOMED = 15;
const opcodeNames: Readonly<Record<number, string>> = {
  0: 'Query',
  [REGISTRATION]: 'Registration',
  6: 'Release',
  7: 'Wait',
  [REFRESH]: 'Refresh',
  [REFRESH_ALTERNATE]: 'Refresh',
  [MULTIHOMED]: 'Multi-homed registration',
};
const DATAGRAM = 0x100;
const datagramNames: Readonly<Record<number, string>> = {
  0x10: 'Direct unique',
  0x11: 'Direct group',
  0x12: 'Broadcast',
  0x13: 'Error',
  0x14: 'Query request',
  0x15: 'Positive query',
  0x16: 'Negative query',
};
const ENCODED_NAME_BYTES = 32;
/** Sixteenth character of a name: the workstation itself, and its file service. */
const WORKSTATION = 0x00,
  FILE_SERVER = 0x20;
const IS_RESPONSE = 0x8000,
  IS_GROUP = 0x8000;

const NETBIOS = idOf('netbios');

export const netbios: Dissector = {
  name: 'netbios',
  udpPorts: [137, 138],

  recognises(bytes, start, end) {
    return isDatagram(bytes, start, end) || isNameMessage(bytes, start, end);
  },

  read(reader, reading) {
    if (isNameMessage(reader.bytes, reader.position, reader.end)) readNameMessage(reader, reading);
    else readDatagram(reader, reading);
  },

  describe(code) {
    if (code >= DATAGRAM)
      return { key: `datagram.${code - DATAGRAM}`, name: `Datagram: ${datagramNames[code - DATAGRAM] ?? code - DATAGRAM}` };
    return { key: String(code), name: opcodeNames[code] ?? `opcode ${code}` };
  },
};

/** Datagram header: type, flags, id, source address, port 138, length, offset. */
function isDatagram(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    datagramNames[bytes[start] ?? 0] !== undefined &&
    peekU16be(bytes, start + 8, end) === 138 &&
    peekU8(bytes, start + 14, end) === ENCODED_NAME_BYTES
  );
}

function isNameMessage(bytes: Uint8Array, start: number, end: number): boolean {
  const flags = peekU16be(bytes, start + 2, end);
  const first = peekU8(bytes, start + 12, end);
  return end - start >= 12 + 34 && opcodeNames[(flags >> 11) & 0xf] !== undefined && first === ENCODED_NAME_BYTES;
}

function readNameMessage(reader: ByteReader, reading: Reading): void {
  reader.skip(2, 'transaction id');
  const flags = reader.u16be('flags');
  const questions = reader.u16be('question count');
  reader.skip(6, 'record counts');
  const opcode = (flags >> 11) & 0xf;
  const isResponse = (flags & IS_RESPONSE) !== 0;
  reading.operation(NETBIOS, opcode, IDENTIFY, (isResponse ? RESPONSE : REQUEST) | (isResponse && (flags & 0xf) !== 0 ? ERROR : 0));
  if (
    questions === 1 &&
    !isResponse &&
    (opcode === REGISTRATION || opcode === REFRESH || opcode === REFRESH_ALTERNATE || opcode === MULTIHOMED)
  )
    readRegistration(reader, reading);
}

/** Who registers a unique name owns it: question, then the record with the flags of the name (RFC 1002 4.2.2). */
function readRegistration(reader: ByteReader, reading: Reading): void {
  const name = readEncodedName(reader);
  reader.skip(4, 'question type and class');
  const compressed = reader.u8('record name') >= 0xc0;
  reader.skip(compressed ? 1 : ENCODED_NAME_BYTES + 1, 'record name');
  reader.skip(10, 'record type, class, time to live, length');
  const isGroup = (reader.u16be('name flags') & IS_GROUP) !== 0;
  if (reader.fault === null && !isGroup) sayName(reading, name);
}

function readDatagram(reader: ByteReader, reading: Reading): void {
  const type = reader.u8('datagram type');
  reader.skip(13, 'flags to packet offset');
  const name = readEncodedName(reader);
  reading.operation(NETBIOS, DATAGRAM | type, OTHER, REQUEST);
  if (reader.fault === null) sayName(reading, name);
}

function sayName(reading: Reading, name: EncodedName): void {
  if (name.text !== '' && (name.suffix === WORKSTATION || name.suffix === FILE_SERVER))
    reading.identity('sender', 'name', name.text, 0.9, NETBIOS);
}

type EncodedName = { text: string; suffix: number };

/** First-level encoding: each half byte as a letter from 'A' (RFC 1001 14.1), then a zero. */
function readEncodedName(reader: ByteReader): EncodedName {
  reader.skip(1, 'name length');
  let text = '';
  let suffix = 0;
  for (let index = 0; index < 16; index++) {
    suffix = ((reader.u8('name') - 0x41) << 4) | ((reader.u8('name') - 0x41) & 0xf);
    if (index < 15 && suffix >= 0x20 && suffix < 0x7f) text += String.fromCharCode(suffix);
  }
  reader.skip(1, 'name scope');
  return { text: text.trim(), suffix };
}
