// TLS records and handshake messages in the clear: RFC 5246 clause 6.2 and 7.4, RFC 8446 clause 5.1. The server name a client asks for is not its identity and is not kept.
import { ERROR, REQUEST, RESPONSE, type Dissector } from '../dissector.ts';
import { OLD_TLS, SESSION, idOf } from '../words.ts';
import { peekU16be, peekU8 } from './peek.ts';

const CHANGE_CIPHER = 20,
  ALERT = 21,
  HANDSHAKE = 22,
  APPLICATION_DATA = 23,
  HEARTBEAT = 24;
const recordNames: Readonly<Record<number, string>> = {
  [CHANGE_CIPHER]: 'Change cipher',
  [ALERT]: 'Alert',
  [HANDSHAKE]: 'Handshake',
  [HEARTBEAT]: 'Heartbeat',
};
const handshakeNames: Readonly<Record<number, string>> = {
  0: 'Hello request',
  1: 'Client hello',
  2: 'Server hello',
  4: 'New session ticket',
  11: 'Certificate',
  12: 'Server key exchange',
  13: 'Certificate request',
  14: 'Server hello done',
  15: 'Certificate verify',
  16: 'Client key exchange',
  20: 'Finished',
};
const SERVER_HELLO = 2;
/** What a server chose (RFC 5246 clause 7.4.1.3); deprecated by RFC 7568 and RFC 8996. */
const oldVersions: Readonly<Record<number, string>> = { 0x300: 'SSL 3.0', 0x301: 'TLS 1.0', 0x302: 'TLS 1.1' };
const MAX_RECORD_BYTES = 16384 + 2048;
const FATAL = 2;
const TLS = idOf('tls');

/** Whether a TLS record starts here: type, version 3.0 to 3.4, a length a record can have. */
export function isTlsRecord(bytes: Uint8Array, start: number, end: number): boolean {
  const type = peekU8(bytes, start, end);
  const length = peekU16be(bytes, start + 3, end);
  return (
    type >= CHANGE_CIPHER &&
    type <= HEARTBEAT &&
    bytes[start + 1] === 3 &&
    peekU8(bytes, start + 2, end) <= 4 &&
    length > 0 &&
    length <= MAX_RECORD_BYTES
  );
}

/** Whether the first two bytes, which must be there, are those of a record. */
export function mayBeTlsRecord(bytes: Uint8Array, start: number): boolean {
  return bytes[start]! >= CHANGE_CIPHER && bytes[start]! <= HEARTBEAT && bytes[start + 1] === 3;
}

/** Length of the record at `start` with its header, 0 when its header is not all there, -1 when it is none. */
export function tlsRecordLength(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 5) return 0;
  return isTlsRecord(bytes, start, end) ? 5 + peekU16be(bytes, start + 3, end) : -1;
}

export const tls: Dissector = {
  name: 'tls',
  tcpPorts: [443, 8443, 4843, 636, 993, 995, 465, 8883, 990, 5986, 9443],
  anyPort: true,
  recognises: isTlsRecord,
  unitLength: tlsRecordLength,

  read(reader, reading) {
    const type = reader.u8('content type');
    reader.skip(4, 'version and length');
    if (type === APPLICATION_DATA) return reading.undecoded(TLS);
    const direction = reading.fromServer ? RESPONSE : REQUEST;
    if (type === ALERT)
      return reading.operation(TLS, ALERT << 8, SESSION, direction | (reader.left === 2 && reader.u8('alert level') === FATAL ? ERROR : 0));
    if (type !== HANDSHAKE) return reading.operation(TLS, type << 8, SESSION, direction);
    const message = reader.u8('handshake type');
    const length = (reader.u8('handshake length') << 16) | reader.u16be('handshake length');
    const isClear = handshakeNames[message] !== undefined && length <= 0x20000;
    if (!isClear) return reading.undecoded(TLS);
    reading.operation(TLS, (HANDSHAKE << 8) | message, SESSION, direction);
    if (message !== SERVER_HELLO || reader.left < 2) return;
    const old = oldVersions[reader.u16be('server version')];
    if (old !== undefined) reading.sign(OLD_TLS, old, TLS);
  },

  describe(code) {
    const type = code >> 8;
    if (type !== HANDSHAKE) return { key: String(type), name: recordNames[type] ?? `record type ${type}` };
    return { key: `handshake.${code & 0xff}`, name: handshakeNames[code & 0xff] ?? `handshake message ${code & 0xff}` };
  },
};
