// S7comm-plus (PDU 0x72 over COTP), S7-1200/1500: function codes where a PDU shows one; no public specification.
import type { ByteReader } from '../byte-reader.ts';
import { REQUEST, RESPONSE, UNSOLICITED } from '../dissector.ts';
import type { Dissector, Reading } from '../dissector.ts';
import { OTHER, PROGRAM, idOf, READ, SESSION, WRITE } from '../words.ts';

const s7commPlusId = idOf('s7comm-plus');

const CREATE_OBJECT = 0x4ca,
  DELETE_OBJECT = 0x4d4,
  NOTIFICATION = 1;

const functions: Readonly<Record<number, { readonly name: string; readonly operationClass: number }>> = {
  [NOTIFICATION]: { name: 'notification', operationClass: READ },
  0x4b1: { name: 'error', operationClass: OTHER },
  0x4bb: { name: 'explore', operationClass: READ },
  [CREATE_OBJECT]: { name: 'create object', operationClass: PROGRAM },
  [DELETE_OBJECT]: { name: 'delete object', operationClass: PROGRAM },
  0x4f2: { name: 'set variable', operationClass: WRITE },
  0x4fc: { name: 'get variable', operationClass: READ },
  0x506: { name: 'add link', operationClass: PROGRAM },
  0x51a: { name: 'remove link', operationClass: PROGRAM },
  0x524: { name: 'get link', operationClass: READ },
  0x542: { name: 'set several variables', operationClass: WRITE },
  0x54c: { name: 'get several variables', operationClass: READ },
  0x556: { name: 'begin sequence', operationClass: SESSION },
  0x560: { name: 'end sequence', operationClass: SESSION },
  0x56b: { name: 'invoke', operationClass: OTHER },
  0x57c: { name: 'set variable substreamed', operationClass: WRITE },
  0x586: { name: 'get variable substreamed', operationClass: READ },
  0x590: { name: 'get variable addresses', operationClass: READ },
  0x59a: { name: 'abort', operationClass: OTHER },
  0x5a9: { name: 'error', operationClass: OTHER },
  0x5b3: { name: 'initialise TLS', operationClass: SESSION },
};

/** Sessions are objects too; before there is one, requests name this id, and its children are sessions. */
const NO_SESSION = 0x120;

/** S7comm-plus as carried by COTP (the reader stands on 0x72). Keys: the decimal function; 1 for notifications, which have none. */
export const s7commPlus: Dissector = {
  name: 's7comm-plus',
  recognises: looksLikeS7commPlus,
  read: readS7commPlus,
  describe: (code) => ({ key: String(code), name: functions[code]?.name ?? `function ${code}` }),
};

/** Protocol id 0x72, a known protocol version and a length that fits; or a TLS record, which newer controllers use inside COTP. */
export function looksLikeS7commPlus(bytes: Uint8Array, start: number, end: number): boolean {
  if (start + 4 > end) return false;
  if (isTlsRecord(bytes, start)) return true;
  if (bytes[start] !== 0x72) return false;
  const version = bytes[start + 1]!;
  const length = (bytes[start + 2]! << 8) | bytes[start + 3]!;
  return ((version >= 1 && version <= 3) || version >= 0xfd) && start + 4 + length <= end;
}

/** RFC 8446 5.1: content type 20 to 23, legacy version 3.x. */
const isTlsRecord = (bytes: Uint8Array, start: number): boolean =>
  bytes[start]! >= 20 && bytes[start]! <= 23 && bytes[start + 1] === 3 && bytes[start + 2]! <= 4;

function readS7commPlus(reader: ByteReader, reading: Reading): void {
  if (reader.u8('protocol id') !== 0x72) return reading.undecoded(s7commPlusId);
  const version = reader.u8('protocol version');
  const length = reader.u16be('data length');
  if (version > 3 || length < 10) return reading.undecoded(s7commPlusId);
  if (version === 3) reader.skip(reader.u8('digest length'), 'digest');
  const opcode = reader.u8('opcode');
  if (opcode === 0x33) return reading.operation(s7commPlusId, NOTIFICATION, READ, UNSOLICITED);
  reader.skip(2, 'reserved');
  const code = reader.u16be('function');
  if (reader.fault || (opcode !== 0x31 && opcode !== 0x32) || functions[code] === undefined) return reading.undecoded(s7commPlusId);
  reader.skip(4, 'reserved and sequence number');
  const operationClass = opcode === 0x31 ? requestClass(reader, reading, code) : responseClass(reader, reading, code);
  reading.operation(s7commPlusId, code, operationClass, opcode === 0x31 ? REQUEST : RESPONSE);
}

/** Creating under no session, or deleting the session itself, opens and closes a connection; anything else changes the program. */
function requestClass(reader: ByteReader, reading: Reading, code: number): number {
  const session = reader.u32be('session id');
  let operationClass = functions[code]!.operationClass;
  if (code === CREATE_OBJECT && session === NO_SESSION) operationClass = SESSION;
  if (code === DELETE_OBJECT) {
    reader.skip(1, 'transport flags');
    if (reader.u32be('object id') === session) operationClass = SESSION;
  }
  reading.conversation.remember(code, operationClass);
  return operationClass;
}

function responseClass(reader: ByteReader, reading: Reading, code: number): number {
  const remembered = reading.conversation.peek(code);
  if (code === CREATE_OBJECT) readDeviceText(reader, reading);
  return remembered < 0 ? functions[code]!.operationClass : remembered;
}

/** The answer to opening a session holds `1;6ES7 214-1HE30-0XB0 ;V2.2`: order number and firmware of the controller. */
function readDeviceText(reader: ByteReader, reading: Reading): void {
  const text = latin1(reader);
  const found = /;(6[A-Z]{2}\d [0-9A-Z-]{13,16}) *;(V[0-9.]+)/.exec(text);
  if (!found) return;
  reading.identity('sender', 'order_number', found[1]!, 1, s7commPlusId);
  reading.identity('sender', 'firmware', found[2]!, 1, s7commPlusId);
  reading.identity('sender', 'vendor', 'Siemens', 0.8, s7commPlusId);
}

function latin1(reader: ByteReader): string {
  let out = '';
  while (reader.left > 0) out += String.fromCharCode(reader.u8('device text'));
  return out;
}
