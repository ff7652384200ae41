// TPKT (RFC 1006) and COTP class 0 (ISO 8073 / X.224, RFC 905): the carrier of S7comm, S7comm-plus and MMS on TCP 102.
import type { ByteReader } from '../byte-reader.ts';
import { REQUEST, RESPONSE, UNSOLICITED } from '../dissector.ts';
import type { Dissector, Reading } from '../dissector.ts';
import { OTHER, idOf, SESSION } from '../words.ts';
import { looksLikeS7comm, s7comm } from './s7comm.ts';
import { isVariableAccess, readVariableAccess } from './s7comm-repeated.ts';
import { looksLikeS7commPlus, s7commPlus } from './s7comm-plus.ts';

const cotpId = idOf('cotp');

/** TPDU codes, low nibble (credit) cleared: ISO 8073 13.1, table 8. */
const tpduNames: Readonly<Record<number, string>> = {
  0x10: 'expedited data',
  0x20: 'expedited data acknowledgement',
  0x50: 'reject',
  0x60: 'data acknowledgement',
  0x70: 'TPDU error',
  0x80: 'disconnect request',
  0xc0: 'disconnect confirm',
  0xd0: 'connection confirm',
  0xe0: 'connection request',
  0xf0: 'data',
};

/** TSAP of an S7 partner: connection type, then rack and slot in one byte (SIMATIC Communication manual, "TSAP"). */
const s7ConnectionTypes: Readonly<Record<number, string>> = { 1: 'programming device (PG)', 2: 'operator panel (OP)', 3: 'S7 partner' };

const rootTsaps: Readonly<Record<string, string>> = { 'SIMATIC-ROOT-HMI': 'hmi', 'SIMATIC-ROOT-ES': 'engineering station' };

const CONNECTION_REQUEST = 0xe0;
const CONNECTION_CONFIRM = 0xd0;
const DATA = 0xf0;
const CALLING_TSAP = 0xc1;
const CALLED_TSAP = 0xc2;

/**
 * TPKT + COTP on TCP 102. A data TPDU that carries S7comm or S7comm-plus counts there; every other TPDU counts as `cotp`
 * under its decimal code (224 connection request, 208 confirm, 240 data, also the empty ones stacks send as acknowledgement).
 */
export const cotp: Dissector = {
  name: 'cotp',
  tcpPorts: [102],
  anyPort: true,
  carries: [s7comm, s7commPlus],
  envelope: true,
  recognises: recognisesTpkt,
  unitLength: tpktLength,
  read: readTpkt,
  describe: (code) => ({ key: String(code), name: tpduNames[code] ?? `TPDU ${code}` }),
};

/** RFC 1006 section 6: version 3, reserved 0, length of the whole packet, at least 7. */
function tpktLength(bytes: Uint8Array, start: number, end: number): number {
  if (start < end && bytes[start] !== 3) return -1;
  if (start + 1 < end && bytes[start + 1] !== 0) return -1;
  if (start + 4 > end) return 0;
  const length = (bytes[start + 2]! << 8) | bytes[start + 3]!;
  return length < 7 ? -1 : length;
}

/** RDP also speaks TPKT: its connection request carries no TSAP and its data are T.125, so both are refused here. */
function recognisesTpkt(bytes: Uint8Array, start: number, end: number): boolean {
  const length = tpktLength(bytes, start, end);
  if (length <= 0 || start + 7 > end) return false;
  const header = bytes[start + 4]!;
  const type = bytes[start + 5]! & 0xf0;
  if (header < 2 || header + 5 > length || tpduNames[type] === undefined) return false;
  if (type === DATA) return header === 2 && !startsT125(bytes, start + 7, Math.min(end, start + length));
  if (type !== CONNECTION_REQUEST && type !== CONNECTION_CONFIRM) return true;
  const parameter = start + 11 < end ? bytes[start + 11]! : CALLED_TSAP;
  return header === 6 || (header > 6 && parameter >= 0xc0 && parameter <= CALLED_TSAP);
}

/** T.125 domain PDUs as RDP uses them: connect-initial and -response, erect domain, attach, join, send data. */
function startsT125(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end) return false;
  const first = bytes[at]!;
  if (first === 0x7f) return bytes[at + 1] === 0x65 || bytes[at + 1] === 0x66;
  return first === 0x04 || first === 0x28 || first === 0x2e || first === 0x38 || first === 0x3e || first === 0x64 || first === 0x68;
}

function readTpkt(reader: ByteReader, reading: Reading): void {
  if (isVariableAccess(reader, reader.view)) readVariableAccess(reader, reading, readUnit);
  else readUnit(reader, reading);
}

function readUnit(reader: ByteReader, reading: Reading): void {
  reader.skip(4, 'TPKT header');
  const header = reader.u8('COTP length indicator');
  const type = reader.u8('TPDU code') & 0xf0;
  if (reader.fault) return reading.undecoded(cotpId);
  if (tpduNames[type] === undefined || header < 2) {
    reader.invalid('TPDU code');
    return reading.undecoded(cotpId);
  }
  if (type === DATA) return readData(reader, reading, header);
  if (type === CONNECTION_REQUEST || type === CONNECTION_CONFIRM) readConnection(reader, reading, header - 1, type);
  const flags =
    type === CONNECTION_REQUEST || type === 0x80 ? REQUEST : type === CONNECTION_CONFIRM || type === 0xc0 ? RESPONSE : UNSOLICITED;
  reading.operation(cotpId, type, SESSION, flags);
}

/** ISO 8073 13.7: TPDU number and end-of-TSDU mark, then user data. */
function readData(reader: ByteReader, reading: Reading, header: number): void {
  reader.skip(header - 1, 'TPDU number');
  const { bytes, position, end } = reader;
  if (position < end) {
    if (looksLikeS7comm(bytes, position, end)) return s7comm.read(reader, reading);
    if (looksLikeS7commPlus(bytes, position, end)) return s7commPlus.read(reader, reading);
  }
  reading.operation(cotpId, DATA, OTHER, reading.fromServer ? RESPONSE : REQUEST);
}

/** ISO 8073 13.3 and 13.4: references and class, then parameters of code, length, value. */
function readConnection(reader: ByteReader, reading: Reading, length: number, type: number): void {
  const last = reader.position + length;
  reader.skip(5, 'references and class');
  while (reader.position + 2 <= last && !reader.fault) {
    const code = reader.u8('parameter code');
    const size = reader.u8('parameter length');
    if (type === CONNECTION_REQUEST && code === CALLED_TSAP) readCalledTsap(reader, reading, size);
    else reader.skip(size, code === CALLING_TSAP ? 'calling TSAP' : 'parameter value');
  }
}

function readCalledTsap(reader: ByteReader, reading: Reading, size: number): void {
  if (size !== 2) {
    const role = rootTsaps[reader.text(size, 'called TSAP')];
    if (role !== undefined) reading.identity('sender', 'role', role, 0.5, cotpId);
    return;
  }
  const connection = s7ConnectionTypes[reader.u8('TSAP connection type')];
  const place = reader.u8('TSAP rack and slot');
  if (connection === undefined || reader.fault) return;
  if (connection !== s7ConnectionTypes[3]) reading.identity('sender', 'role', connection, 0.3, cotpId);
  reading.identity('receiver', `module.${place & 0x1f}.role`, `S7 partner in rack ${place >> 5}, slot ${place & 0x1f}`, 0.5, cotpId);
}
