// HTTP/1.x requests and responses by their first line (RFC 9112, clauses 3 and 4), and SSDP, which borrows the form (UPnP Device Architecture 1.1, 1.2).
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE, type Dissector, type Reading } from '../dissector.ts';
import { CLEARTEXT_CREDENTIALS, IDENTIFY, OTHER, READ, SESSION, idOf } from '../words.ts';
import { sayDescription } from './description.ts';
import { startsWithAny, startsWithText } from './peek.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'CONNECT', 'TRACE'] as const;
const methodStarts = methods.map((method) => `${method} `);
const methodClasses: readonly number[] = [READ, READ, OTHER, OTHER, OTHER, OTHER, OTHER, SESSION, OTHER];
const STATUS = 100;
const HEAD_LIMIT_BYTES = 2048;
/** Key under which a conversation remembers that its server was described. */
const DESCRIBED = 0x48545450;

const HTTP = idOf('http');
const SSDP = idOf('ssdp');

export const http: Dissector = {
  name: 'http',
  tcpPorts: [80, 8080, 8000, 8008, 8081, 8088, 8888, 3128, 5985],
  anyPort: true,
  recognises: (bytes, start, end) => startsWithText(bytes, start, end, 'HTTP/1.') || startsWithAny(bytes, start, end, methodStarts),

  read(reader, reading) {
    const method = methodStarts.findIndex((text) => startsWithText(reader.bytes, reader.position, reader.end, text));
    if (method >= 0) {
      reading.operation(HTTP, method, methodClasses[method]!, REQUEST);
      if (hasBasicAuthorisation(reader)) reading.sign(CLEARTEXT_CREDENTIALS, 'basic', HTTP);
      return;
    }
    reader.skip(9, 'version');
    const status = (reader.u8('status') - 0x30) * 100 + (reader.u8('status') - 0x30) * 10 + reader.u8('status') - 0x30;
    if (reader.fault !== null || status < 100 || status > 599) return reading.undecoded(HTTP);
    reading.operation(HTTP, STATUS, OTHER, RESPONSE | (status >= 400 ? ERROR : 0));
    if (reading.conversation.peek(DESCRIBED) < 0) describeServer(reader, reading, HTTP, 0.4);
  },

  describe(code) {
    return code === STATUS
      ? { key: 'response', name: 'Response' }
      : { key: methods[code] ?? String(code), name: `${methods[code] ?? code} request` };
  },
};

const ssdpStarts = ['M-SEARCH ', 'NOTIFY ', 'HTTP/1.1 '] as const;
const ssdpKeys = ['M-SEARCH', 'NOTIFY', 'response'] as const;
const ssdpNames = ['Search', 'Notify', 'Response'] as const;

export const ssdp: Dissector = {
  name: 'ssdp',
  udpPorts: [1900],
  recognises: (bytes, start, end) => startsWithAny(bytes, start, end, ssdpStarts),

  read(reader, reading) {
    const kind = ssdpStarts.findIndex((text) => startsWithText(reader.bytes, reader.position, reader.end, text));
    if (kind < 0) return reader.invalid('start line');
    reading.operation(SSDP, kind, IDENTIFY, kind === 2 ? RESPONSE : REQUEST);
    if (kind > 0 && reading.conversation.peek(DESCRIBED) < 0) describeServer(reader, reading, SSDP, 0.5);
  },

  describe: (code) => ({ key: ssdpKeys[code] ?? String(code), name: ssdpNames[code] ?? `message ${code}` }),
};

/** The Server header, once a conversation. Cookies and content are never looked at, and of an authorisation only its scheme. */
function describeServer(reader: ByteReader, reading: Reading, protocol: number, confidence: number): void {
  const end = Math.min(reader.end, reader.position + HEAD_LIMIT_BYTES);
  const bytes = reader.bytes;
  for (let at = reader.position; at + 9 < end; at++) {
    if (bytes[at] !== 0x0a) continue;
    if (bytes[at + 1] === 0x0d) return;
    if (!isServerHeader(bytes, at + 1)) continue;
    let length = 0;
    while (at + 8 + length < end && bytes[at + 8 + length] !== 0x0d) length++;
    reader.position = at + 8;
    reading.conversation.remember(DESCRIBED, 1);
    return sayDescription(reading, 'sender', reader.text(length, 'server header'), confidence, protocol);
  }
}

const authorisation = 'authorization: basic ';

/** Whether the head has `Authorization: Basic` (RFC 7617 clause 2). What stands behind it is not looked at. */
function hasBasicAuthorisation({ bytes, position, end }: ByteReader): boolean {
  const stop = Math.min(end, position + HEAD_LIMIT_BYTES) - authorisation.length;
  for (let at = position; at < stop; at++) {
    if (bytes[at] !== 0x0a) continue;
    if (bytes[at + 1] === 0x0d) return false;
    let same = 0;
    while (same < authorisation.length && lowered(bytes[at + 1 + same]!) === authorisation.charCodeAt(same)) same++;
    if (same === authorisation.length) return true;
  }
  return false;
}

const lowered = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);

/** "server:" in any case. */
function isServerHeader(bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < 6; index++) if ((bytes[at + index]! | 0x20) !== 'server'.charCodeAt(index)) return false;
  return bytes[at + 6] === 0x3a;
}
