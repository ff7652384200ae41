// SMB over NetBIOS sessions and straight over TCP: RFC 1002 clause 4.3, MS-SMB 2.2.3, MS-SMB2 2.2.1. Commands only; files, users and secrets are not read.
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE, type Dissector, type Reading } from '../dissector.ts';
import { OTHER, SESSION, SMB1_SPOKEN, idOf } from '../words.ts';
import { peekU8 } from './peek.ts';

const SESSION_MESSAGE = 0,
  SESSION_REQUEST = 0x81,
  KEEP_ALIVE = 0x85;
const SMB1 = 0xff,
  SMB2 = 0xfe,
  ENCRYPTED = 0xfd,
  COMPRESSED = 0xfc;
const VERSION_2 = 0x100,
  NETBIOS = 0x200;
const IS_REPLY_1 = 0x80,
  IS_REPLY_2 = 1;
const PENDING = 0x103,
  MORE_PROCESSING = 0xc0000016;
const NEGOTIATE_1 = 0x72;
const MAX_UNIT_BYTES = 0x100000;

const names1: Readonly<Record<number, string>> = {
  0x25: 'Transaction',
  0x2b: 'Echo',
  0x2d: 'Open',
  0x2e: 'Read',
  0x2f: 'Write',
  0x32: 'Transaction 2',
  0x71: 'Tree disconnect',
  0x72: 'Negotiate',
  0x73: 'Session setup',
  0x74: 'Log off',
  0x75: 'Tree connect',
  0xa2: 'Create',
  0x04: 'Close',
};
const names2 = [
  'Negotiate',
  'Session setup',
  'Log off',
  'Tree connect',
  'Tree disconnect',
  'Create',
  'Close',
  'Flush',
  'Read',
  'Write',
  'Lock',
  'Control',
  'Cancel',
  'Echo',
  'Query directory',
  'Change notify',
  'Query information',
  'Set information',
  'Oplock break',
] as const;

const SMB = idOf('smb');

export const smb: Dissector = {
  name: 'smb',
  tcpPorts: [445, 139],

  recognises(bytes, start, end) {
    const type = peekU8(bytes, start, end);
    if (type !== SESSION_MESSAGE) return type >= SESSION_REQUEST && type <= KEEP_ALIVE && bytes[start + 1] === 0;
    return isDialect(peekU8(bytes, start + 4, end)) && bytes[start + 5] === 0x53 && bytes[start + 6] === 0x4d && bytes[start + 7] === 0x42;
  },

  unitLength(bytes, start, end) {
    if (end - start < 4) return 0;
    const type = bytes[start]!;
    if (type !== SESSION_MESSAGE && (type < SESSION_REQUEST || type > KEEP_ALIVE)) return -1;
    const length = 4 + ((bytes[start + 1]! << 16) | (bytes[start + 2]! << 8) | bytes[start + 3]!);
    return length > MAX_UNIT_BYTES ? -1 : length;
  },

  read(reader, reading) {
    const type = reader.u8('session message type');
    reader.skip(3, 'session message length');
    if (type !== SESSION_MESSAGE) return reading.operation(SMB, NETBIOS | type, SESSION, type === SESSION_REQUEST ? REQUEST : RESPONSE);
    const dialect = reader.u8('protocol');
    reader.skip(3, 'protocol');
    if (dialect === SMB1) readVersion1(reader, reading);
    else if (dialect === SMB2) readVersion2(reader, reading);
    else reading.undecoded(SMB);
  },

  describe(code) {
    if (code >= NETBIOS) return { key: `session.${code - NETBIOS}`, name: `NetBIOS session ${code - NETBIOS}` };
    if (code >= VERSION_2) return { key: `smb2.${code - VERSION_2}`, name: `SMB2 ${names2[code - VERSION_2] ?? code - VERSION_2}` };
    return { key: `smb1.${code}`, name: `SMB1 ${names1[code] ?? code}` };
  },
};

function isDialect(byte: number): boolean {
  return byte === SMB1 || byte === SMB2 || byte === ENCRYPTED || byte === COMPRESSED;
}

function readVersion1(reader: ByteReader, reading: Reading): void {
  const command = reader.u8('command');
  const status = reader.u32le('status');
  const isReply = (reader.u8('flags') & IS_REPLY_1) !== 0;
  if (reader.fault !== null) return;
  count(reading, command, command >= 0x70 && command <= 0x75, isReply, status);
  // A client that offers version 1 beside newer ones does not speak it yet.
  if (isReply || command !== NEGOTIATE_1) reading.sign(SMB1_SPOKEN, '', SMB);
}

function readVersion2(reader: ByteReader, reading: Reading): void {
  reader.skip(4, 'structure size and credit charge');
  const status = reader.u32le('status');
  const command = reader.u16le('command');
  reader.skip(2, 'credits');
  const isReply = (reader.u32le('flags') & IS_REPLY_2) !== 0;
  if (reader.fault === null && command < 0x100) count(reading, VERSION_2 | command, command <= 4, isReply, status);
}

function count(reading: Reading, code: number, isSession: boolean, isReply: boolean, status: number): void {
  const failed = isReply && status !== 0 && status !== PENDING && status !== MORE_PROCESSING;
  reading.operation(SMB, code, isSession ? SESSION : OTHER, (isReply ? RESPONSE : REQUEST) | (failed ? ERROR : 0));
}
