// OPC UA binary over TCP: transport messages (OPC 10000-6 v1.05, 7.1.2), secure channel (6.7.2), services by node id (5.2.2.9, 6.4).
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE, type Dissector, type Reading } from '../dissector.ts';
import { OTHER, SESSION, idOf } from '../words.ts';
import { SERVICE_FAULT, services } from './opcua-services.ts';
import { peekU32le } from './peek.ts';

const messageTypes = ['HEL', 'ACK', 'ERR', 'RHE', 'OPN', 'MSG', 'CLO'] as const;
const HEL = 0,
  ACK = 1,
  ERR = 2,
  RHE = 3,
  OPN = 4,
  MSG = 5;
const messageNames = ['Hello', 'Acknowledge', 'Error', 'Reverse hello', 'Open secure channel', 'Message', 'Close secure channel'] as const;
const HEADER_BYTES = 8,
  MAX_MESSAGE_BYTES = 0x100000,
  MAX_URL_BYTES = 4096;
const INTERMEDIATE = 0x43;

/** Transport messages have codes above all node ids of the standard, services have their node id. */
const TRANSPORT = 0xfff0;

/** The three letters as one big-endian number, by type. */
const letters = messageTypes.map((type) => (type.charCodeAt(0) << 16) | (type.charCodeAt(1) << 8) | type.charCodeAt(2));

/** What a conversation remembers: the policy of its channel, and the request id of a message of which more chunks follow, by direction. */
const POLICY = 1,
  CHUNKED = 2;
const POLICY_NONE = 1,
  POLICY_SECURED = 2;

const OPCUA = idOf('opcua');

export const opcua: Dissector = {
  name: 'opcua',
  tcpPorts: [4840, 4841, 48010, 48020, 48030, 49320, 53530, 62541],
  anyPort: true,
  recognises: (bytes, start, end) => messageLength(bytes, start, end) > 0,
  unitLength: messageLength,

  read(reader, reading) {
    const type = letters.indexOf((reader.u8('message type') << 16) | reader.u16be('message type'));
    const isLast = reader.u8('chunk type') !== INTERMEDIATE;
    reader.skip(4, 'message size');
    if (type >= OPN) return readChannel(reader, reading, type, isLast);
    const direction = type === ACK || type === ERR ? RESPONSE : type === HEL || !reading.fromServer ? REQUEST : RESPONSE;
    reading.operation(OPCUA, TRANSPORT + type, SESSION, direction | (type === ERR ? ERROR : 0));
    if (type === HEL) {
      reader.skip(20, 'protocol version and buffer sizes');
      sayHost(reading, 'receiver', readUrl(reader));
    } else if (type === RHE) sayHost(reading, 'sender', readUrl(reader));
  },

  describe(code) {
    const type = code - TRANSPORT;
    if (type >= 0) return { key: `transport.${messageTypes[type] ?? type}`, name: messageNames[type] ?? `message type ${type}` };
    return { key: String(code), name: services.get(code)?.name ?? `service ${code}` };
  },
};

/** Length of the message at `start` (clause 6.7.2.2: type, chunk type, size of the whole), 0 to wait, -1 when it is none. */
function messageLength(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < HEADER_BYTES) return end - start < 3 || hasType(bytes, start) ? 0 : -1;
  const chunk = bytes[start + 3];
  if (!hasType(bytes, start) || (chunk !== 0x46 && chunk !== 0x43 && chunk !== 0x41)) return -1;
  const size = peekU32le(bytes, start + 4, end);
  return size < HEADER_BYTES || size > MAX_MESSAGE_BYTES ? -1 : size;
}

function hasType(bytes: Uint8Array, start: number): boolean {
  const value = (bytes[start]! << 16) | (bytes[start + 1]! << 8) | bytes[start + 2]!;
  for (const letter of letters) if (letter === value) return true;
  return false;
}

/** A chunk in a secure channel (6.7.2): counts the transport message, and the service where it begins here and can be read. */
function readChannel(reader: ByteReader, reading: Reading, type: number, isLast: boolean): void {
  reader.skip(4, 'secure channel id');
  if (type === OPN) readPolicy(reader, reading);
  else reader.skip(4, 'token id');
  reader.skip(4, 'sequence number');
  const begins = isBeginning(reading, reader.u32le('request id'), isLast);
  const code = begins ? readServiceId(reader, reading.conversation.peek(POLICY) === POLICY_NONE) : -1;
  const isResponse = services.get(code)?.isResponse ?? reading.fromServer;
  const direction = isResponse ? RESPONSE : REQUEST;
  reading.operation(OPCUA, TRANSPORT + type, type === MSG ? OTHER : SESSION, direction);
  if (code >= 0) countService(reader, reading, code, direction);
  else if (begins) reading.undecoded(OPCUA);
}

/** The asymmetric header of OPN (6.7.2.3) says how everything after it in this channel is secured. */
function readPolicy(reader: ByteReader, reading: Reading): void {
  const length = reader.u32le('security policy length');
  const uri = reader.text(length <= MAX_URL_BYTES ? length : -1, 'security policy');
  skipBytes(reader, 'sender certificate');
  skipBytes(reader, 'receiver thumbprint');
  if (reader.fault === null) reading.conversation.remember(POLICY, uri.endsWith('#None') ? POLICY_NONE : POLICY_SECURED);
}

/** Skips a ByteString; length -1 is null. */
function skipBytes(reader: ByteReader, field: string): void {
  const length = reader.u32le(field);
  if (length !== 0xffffffff) reader.skip(length, field);
}

/** False for the second and later chunks of one message: only the first carries the node id. */
function isBeginning(reading: Reading, request: number, isLast: boolean): boolean {
  const key = CHUNKED + (reading.fromServer ? 1 : 0);
  const begins = reading.conversation.peek(key) !== request;
  if (!isLast) reading.conversation.remember(key, request);
  else if (!begins) reading.conversation.recall(key);
  return begins;
}

/**
 * The node id at the head of a body (5.2.2.9: two-byte, four-byte, numeric), -1 when it cannot be read. A body that is only signed reads
 * like a clear one; one that is encrypted shows a known service by chance once in 25 million, so without policy only those count.
 */
function readServiceId(reader: ByteReader, isClear: boolean): number {
  const encoding = reader.u8('node id encoding');
  const space = encoding === 0 ? 0 : encoding === 1 ? reader.u8('namespace') : encoding === 2 ? reader.u16le('namespace') : -1;
  if (space !== 0) return -1;
  const id = encoding === 0 ? reader.u8('node id') : encoding === 1 ? reader.u16le('node id') : reader.u32le('node id');
  if (reader.fault !== null || id >= TRANSPORT) return -1;
  return isClear || services.has(id) ? id : -1;
}

function countService(reader: ByteReader, reading: Reading, code: number, direction: number): void {
  const service = services.get(code);
  const failed = direction === RESPONSE && (code === SERVICE_FAULT || readResult(reader) >= 0x80000000);
  const attack = direction === REQUEST ? (service?.attack ?? 0) : 0;
  reading.operation(OPCUA, code, service?.operationClass ?? OTHER, direction | (failed ? ERROR : 0), attack);
}

/** The service result in a response's header (OPC 10000-4, 7.33): severity "bad" has the highest bit set. */
function readResult(reader: ByteReader): number {
  reader.skip(12, 'timestamp and request handle');
  return reader.u32le('service result');
}

function readUrl(reader: ByteReader): string {
  const length = reader.u32le('endpoint url length');
  return length <= MAX_URL_BYTES ? reader.text(length, 'endpoint url') : '';
}

/** `opc.tcp://line1-server:4840/path`: a host that is no address is a name the other end is known by. */
function sayHost(reading: Reading, about: string, url: string): void {
  const host = /^opc\.tcp:\/\/([^/:[\]]+)/i.exec(url)?.[1] ?? '';
  if (host !== '' && host !== 'localhost' && !/^[\d.]+$/.test(host)) reading.identity(about, 'name', host, 0.5, OPCUA);
}
