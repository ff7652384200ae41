// S7comm, the protocol of S7-300/400 (and 1200/1500 by PUT/GET): PDU 0x32 over COTP; user data incl. system status lists (SZL).
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE, UNSOLICITED } from '../dissector.ts';
import type { Dissector, Reading } from '../dissector.ts';
import { idOf } from '../words.ts';
import {
  acknowledgement,
  blockSend,
  functions,
  groupNames,
  piServices,
  readIdentification,
  subfunctions,
  unknownCode,
} from './s7comm-names.ts';
import type { S7Code } from './s7comm-names.ts';
import { noteBlock, noteItems } from './s7comm-elements.ts';
import { isIdentificationList, readSzl } from './s7comm-szl.ts';
import { recording } from './s7comm-repeated.ts';

const s7commId = idOf('s7comm');

const JOB = 1,
  ACK = 2,
  ACK_DATA = 3,
  USER_DATA = 7;
const READ_VARIABLE = 0x04,
  WRITE_VARIABLE = 0x05,
  REQUEST_DOWNLOAD = 0x1a,
  START_UPLOAD = 0x1d,
  PI_SERVICE = 0x28,
  READ_SZL = 0x401;

/** Codes above 0xff: acknowledgement, user data by group and subfunction, PI services by index, identification by SZL. */
const ACK_CODE = 0x200,
  USER_DATA_CODE = 0x1000,
  PI_CODE = 0x2800,
  IDENTIFICATION_CODE = 0x3401;
/** Conversation keys: the job's code by PDU reference. */
const JOB_KEY = 0x10000;

/**
 * S7comm as carried by COTP (`cotp` dispatches here; the reader stands on 0x32).
 * Keys: the decimal function; `userdata.<group>`; `ack` for acknowledgements, which carry no function.
 */
export const s7comm: Dissector = { name: 's7comm', recognises: looksLikeS7comm, read: readS7comm, describe: describeS7comm };

/** Protocol id 0x32, a known ROSCTR and lengths that fit. `start` is the first byte after COTP. */
export function looksLikeS7comm(bytes: Uint8Array, start: number, end: number): boolean {
  if (start + 2 > end || bytes[start] !== 0x32) return false;
  const rosctr = bytes[start + 1]!;
  return (rosctr >= JOB && rosctr <= ACK_DATA) || rosctr === USER_DATA;
}

function describeS7comm(code: number): { key: string; name: string } {
  if (code === ACK_CODE) return { key: 'ack', name: acknowledgement.name };
  if (code === IDENTIFICATION_CODE) return { key: 'userdata.4', name: `${groupNames[4]}: ${readIdentification.name}` };
  if (code >= PI_CODE) return { key: String(PI_SERVICE), name: piServices[code - PI_CODE]?.name ?? 'PI service' };
  if (code < USER_DATA_CODE) return { key: String(code), name: functions[code]?.name ?? `function ${code}` };
  const group = (code >> 8) & 0xf;
  const subfunction = subfunctions[code & 0xfff]?.name ?? `subfunction ${code & 0xff}`;
  return { key: `userdata.${group}`, name: `${groupNames[group] ?? `group ${group}`}: ${subfunction}` };
}

function readS7comm(reader: ByteReader, reading: Reading): void {
  reader.skip(1, 'protocol id');
  const rosctr = reader.u8('ROSCTR');
  reader.skip(2, 'redundancy identification');
  const reference = reader.u16be('PDU reference');
  const parameterLength = reader.u16be('parameter length');
  const dataLength = reader.u16be('data length');
  const failed = (rosctr === ACK || rosctr === ACK_DATA) && reader.u16be('error class and code') !== 0;
  if (reader.fault) return reading.undecoded(s7commId);
  const parameterEnd = reader.position + parameterLength;
  if (rosctr === USER_DATA) readUserData(reader, reading, reference, parameterEnd);
  else if (parameterLength === 0) readAcknowledgement(reading, reference, failed);
  else if (rosctr === JOB) readJob(reader, reading, reference, parameterEnd);
  else readAckData(reader, reading, reference, parameterEnd, failed);
  const rest = parameterEnd + dataLength - reader.position;
  if (rest > 0) reader.skip(rest, 'parameters and data');
}

function readJob(reader: ByteReader, reading: Reading, reference: number, parameterEnd: number): void {
  const code = reader.u8('function');
  if (reader.fault) return reading.undecoded(s7commId);
  if (code === READ_VARIABLE || code === WRITE_VARIABLE) {
    const meaning = functions[code]!;
    count(reading, code, meaning, REQUEST);
    return noteItems(reader.bytes, reader.position, Math.min(parameterEnd, reader.end), reading, meaning.operationClass);
  }
  const full = code === PI_SERVICE ? readPiService(reader) : code;
  reading.conversation.remember(JOB_KEY + reference, full);
  count(reading, full, codeOf(full), REQUEST);
  if (code >= REQUEST_DOWNLOAD && code <= START_UPLOAD)
    noteBlock(reader.bytes, reader.position, Math.min(parameterEnd, reader.end), reading, codeOf(full).operationClass);
}

/** Function 0x28: seven bytes, a parameter block with its length, the service's name with its length. */
function readPiService(reader: ByteReader): number {
  reader.skip(7, 'PI service reserved');
  reader.skip(reader.u16be('PI parameter length'), 'PI parameters');
  const service = reader.text(reader.u8('PI service name length'), 'PI service name');
  const index = piServices.findIndex((known) => known.service === service);
  return index < 0 ? PI_SERVICE : PI_CODE + index;
}

function readAckData(reader: ByteReader, reading: Reading, reference: number, parameterEnd: number, failed: boolean): void {
  const code = reader.u8('function');
  if (reader.fault) return reading.undecoded(s7commId);
  let bad = failed;
  if (code === READ_VARIABLE || code === WRITE_VARIABLE) {
    const items = reader.u8('item count');
    reader.skip(parameterEnd - reader.position, 'parameters');
    bad ||= code === READ_VARIABLE ? readResultsFail(reader, items) : writeResultsFail(reader, items);
    return count(reading, code, functions[code]!, bad ? RESPONSE | ERROR : RESPONSE);
  }
  const job = reading.conversation.recall(JOB_KEY + reference);
  const full = job >= PI_CODE && code === PI_SERVICE ? job : code;
  count(reading, full, codeOf(full), bad ? RESPONSE | ERROR : RESPONSE);
}

/** An `Ack` says only that, with an error class and code; the job it answers gives it its class. */
function readAcknowledgement(reading: Reading, reference: number, failed: boolean): void {
  const job = reading.conversation.recall(JOB_KEY + reference);
  const { operationClass } = job < 0 ? acknowledgement : codeOf(job);
  reading.operation(s7commId, ACK_CODE, operationClass, failed ? RESPONSE | ERROR : RESPONSE);
}

/** Items of a read: return code, transport size, length (bits for sizes 3, 4, 5), data padded to even but for the last; a failed one has no data. */
function readResultsFail(reader: ByteReader, items: number): boolean {
  let bad = false;
  for (let item = 0; item < items && !reader.fault; item++) {
    if (recording.isOn) recording.matters(reader.position, 4);
    const returnCode = reader.u8('return code');
    const size = reader.u8('transport size');
    const length = reader.u16be('item length');
    if (returnCode !== 0xff) {
      bad = true;
      continue;
    }
    const bytes = size >= 3 && size <= 5 ? (length + 7) >> 3 : length;
    reader.skip(bytes, 'item data');
    if ((bytes & 1) === 1 && item + 1 < items) reader.skip(1, 'item padding');
  }
  return bad;
}

function writeResultsFail(reader: ByteReader, items: number): boolean {
  // The item count stands before the codes; three bytes before it make a word with a single code.
  if (recording.isOn) recording.matters(reader.position - 3, 3 + items);
  let bad = false;
  for (let item = 0; item < items && !reader.fault; item++) if (reader.u8('return code') !== 0xff) bad = true;
  return bad;
}

/** User data: head 00 01 12, length, method, type and group, subfunction, sequence; answers add unit, last mark and error. */
function readUserData(reader: ByteReader, reading: Reading, reference: number, parameterEnd: number): void {
  reader.skip(5, 'user data head');
  const typeAndGroup = reader.u8('type and group');
  const subfunction = reader.u8('subfunction');
  const sequence = reader.u8('sequence number');
  if (reader.fault) return reading.undecoded(s7commId);
  let more = false;
  let error = 0;
  if (reader.position + 4 <= parameterEnd) {
    reader.skip(1, 'data unit reference');
    more = reader.u8('last data unit') !== 0;
    error = reader.u16be('parameter error code');
  }
  if (parameterEnd > reader.position) reader.skip(parameterEnd - reader.position, 'parameters');
  const group = typeAndGroup & 0xf;
  const direction = typeAndGroup & 0x80 ? RESPONSE : typeAndGroup & 0x40 ? REQUEST : UNSOLICITED;
  const kind = (group << 8) | subfunction;
  const code = kind === READ_SZL ? readStatusList(reader, reading, direction, reference, sequence, more) : USER_DATA_CODE | kind;
  if (group === 0 && direction === UNSOLICITED) tellMode(reading, subfunctions[kind]);
  count(reading, code, codeOf(code), error !== 0 && direction === RESPONSE ? direction | ERROR : direction);
}

/** The code of a read SZL: a request for an identification list, and its answers even when they name no list, count apart. */
function readStatusList(
  reader: ByteReader,
  reading: Reading,
  direction: number,
  reference: number,
  sequence: number,
  more: boolean,
): number {
  const list = readSzl(reader, reading, direction === RESPONSE, sequence, more, s7commId);
  const asked = direction === RESPONSE ? reading.conversation.recall(JOB_KEY + reference) : -1;
  const code = isIdentificationList(list) || asked === IDENTIFICATION_CODE ? IDENTIFICATION_CODE : USER_DATA_CODE | READ_SZL;
  if (direction === REQUEST) reading.conversation.remember(JOB_KEY + reference, code);
  return code;
}

/** A controller that changes its mode says so unasked; the subfunction is the mode it went into. */
function tellMode(reading: Reading, mode: S7Code | undefined): void {
  if (mode) reading.identity('sender', 'state', mode.name, 1, s7commId);
}

function codeOf(code: number): S7Code {
  if (code === IDENTIFICATION_CODE) return readIdentification;
  if (code >= PI_CODE) return piServices[code - PI_CODE] ?? unknownCode;
  if (code < USER_DATA_CODE) return functions[code] ?? unknownCode;
  return subfunctions[code & 0xfff] ?? ((code & 0xf00) === 0x600 ? blockSend : unknownCode);
}

function count(reading: Reading, code: number, meaning: S7Code, flags: number): void {
  if (recording.isOn) recording.operation(s7commId, code, meaning.operationClass, flags, meaning.attack);
  reading.operation(s7commId, code, meaning.operationClass, flags, meaning.attack);
}
