// OPC UA binary over TCP, transport messages: OPC 10000-6 v1.05, clause 7.1.2 (HEL, ACK, ERR, RHE) and 6.7.2 (OPN, MSG, CLO).
import { ERROR, REQUEST, RESPONSE, type Dissector } from '../dissector.ts';
import { OTHER, SESSION, idOf } from '../words.ts';
import { peekU32le } from './peek.ts';

const messageTypes = ['HEL', 'ACK', 'ERR', 'RHE', 'OPN', 'MSG', 'CLO'] as const;
const HEL = 0,
  ACK = 1,
  ERR = 2,
  RHE = 3,
  MSG = 5;
const messageNames = ['Hello', 'Acknowledge', 'Error', 'Reverse hello', 'Open secure channel', 'Message', 'Close secure channel'] as const;
const HEADER_BYTES = 8,
  MAX_MESSAGE_BYTES = 0x100000,
  MAX_URL_BYTES = 4096;

/** The three letters as one big-endian number, by type. */
const letters = messageTypes.map((type) => (type.charCodeAt(0) << 16) | (type.charCodeAt(1) << 8) | type.charCodeAt(2));

const OPCUA = idOf('opcua');

export const opcua: Dissector = {
  name: 'opcua',
  tcpPorts: [4840, 4841, 48010, 48020, 48030, 49320, 53530, 62541],
  anyPort: true,
  recognises: (bytes, start, end) => messageLength(bytes, start, end) > 0,
  unitLength: messageLength,

  read(reader, reading) {
    const type = letters.indexOf((reader.u8('message type') << 16) | reader.u16be('message type'));
    reader.skip(5, 'chunk type and size');
    const direction = type === ACK || type === ERR ? RESPONSE : type === HEL ? REQUEST : reading.fromServer ? RESPONSE : REQUEST;
    reading.operation(OPCUA, type, type === MSG ? OTHER : SESSION, direction | (type === ERR ? ERROR : 0));
    if (type === HEL) {
      reader.skip(20, 'protocol version and buffer sizes');
      sayHost(reading, 'receiver', readUrl(reader));
    } else if (type === RHE) sayHost(reading, 'sender', readUrl(reader));
  },

  describe(code) {
    return { key: `transport.${messageTypes[code] ?? code}`, name: messageNames[code] ?? `message type ${code}` };
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

type Reader = Parameters<Dissector['read']>[0];
type Said = Parameters<Dissector['read']>[1];

function readUrl(reader: Reader): string {
  const length = reader.u32le('endpoint url length');
  return length <= MAX_URL_BYTES ? reader.text(length, 'endpoint url') : '';
}

/** `opc.tcp://line1-server:4840/path`: a host that is no address is a name the other end is known by. */
function sayHost(reading: Said, about: string, url: string): void {
  const host = /^opc\.tcp:\/\/([^/:[\]]+)/i.exec(url)?.[1] ?? '';
  if (host !== '' && host !== 'localhost' && !/^[\d.]+$/.test(host)) reading.identity(about, 'name', host, 0.5, OPCUA);
}
