// DNS (RFC 1035), multicast DNS (RFC 6762) and LLMNR (RFC 4795): one message format, three uses.
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE, type Dissector, type Reading } from '../dissector.ts';
import { IDENTIFY, OTHER, idOf, type ProtocolName } from '../words.ts';
import { readIpv4, readIpv6 } from './address-text.ts';
import { peekU16be } from './peek.ts';

const HEADER_BYTES = 12,
  IS_RESPONSE = 0x8000;
const TYPE_A = 1,
  TYPE_AAAA = 28;
const MAX_RECORDS = 64,
  MAX_LABELS = 32;
const opcodeNames: Readonly<Record<number, string>> = {
  0: 'Query',
  1: 'Inverse query',
  2: 'Status',
  4: 'Notify',
  5: 'Update',
  6: 'Stateful operation',
};

/** A message is told from noise by a known opcode, few questions, and records that could fit the bytes. */
function looksLikeMessage(bytes: Uint8Array, start: number, end: number): boolean {
  const flags = peekU16be(bytes, start + 2, end);
  if (end - start < HEADER_BYTES || opcodeNames[(flags >> 11) & 0xf] === undefined) return false;
  const questions = peekU16be(bytes, start + 4, end);
  const records = peekU16be(bytes, start + 6, end) + peekU16be(bytes, start + 8, end) + peekU16be(bytes, start + 10, end);
  return questions <= 256 && questions + records > 0 && questions * 5 + records * 11 <= end - start - HEADER_BYTES + 11;
}

function describe(code: number): { key: string; name: string } {
  return { key: String(code), name: opcodeNames[code] ?? `opcode ${code}` };
}

type NameSource = { confidence: number } | null;

/** @param names how far answers tell a device's own name; null where answers speak of others */
function nameDissector(name: ProtocolName, udpPorts: readonly number[], names: NameSource): Dissector {
  const protocol = idOf(name);
  return {
    name,
    udpPorts,
    recognises: looksLikeMessage,
    read: (reader, reading) => readMessage(reader, reading, protocol, names),
    describe,
  };
}

/** Answers of a name server speak of other devices, so DNS itself gives no identity. */
export const dns: Dissector = nameDissector('dns', [53], null);
export const mdns: Dissector = nameDissector('mdns', [5353], { confidence: 0.9 });
export const llmnr: Dissector = nameDissector('llmnr', [5355], { confidence: 0.9 });

const DNS = idOf('dns');

/** Over TCP each message has its length in front (RFC 1035 4.2.2). */
export const dnsOverTcp: Dissector = {
  name: 'dns',
  tcpPorts: [53],
  recognises: (bytes, start, end) => peekU16be(bytes, start, end) >= HEADER_BYTES && looksLikeMessage(bytes, start + 2, end),
  unitLength(bytes, start, end) {
    const length = peekU16be(bytes, start, end);
    if (length < 0) return 0;
    return length < HEADER_BYTES ? -1 : 2 + length;
  },
  read(reader, reading) {
    reader.skip(2, 'message length');
    readMessage(reader, reading, DNS, null);
  },
  describe,
};

function readMessage(reader: ByteReader, reading: Reading, protocol: number, names: NameSource): void {
  const start = reader.position;
  reader.skip(2, 'message id');
  const flags = reader.u16be('flags');
  const questions = reader.u16be('question count');
  const answers = reader.u16be('answer count');
  reader.skip(4, 'authority and additional count');
  if (reader.fault !== null) return;
  const isResponse = (flags & IS_RESPONSE) !== 0;
  const failed = isResponse && (flags & 0xf) !== 0;
  const operationClass = names === null ? OTHER : IDENTIFY;
  reading.operation(protocol, (flags >> 11) & 0xf, operationClass, (isResponse ? RESPONSE : REQUEST) | (failed ? ERROR : 0));
  if (names === null || !isResponse) return;
  for (let index = 0; index < Math.min(questions, MAX_RECORDS) && reader.fault === null; index++) skipQuestion(reader);
  for (let index = 0; index < Math.min(answers, MAX_RECORDS) && reader.left > 0 && reader.fault === null; index++)
    readAnswer(reader, reading, protocol, start, names.confidence);
}

function skipQuestion(reader: ByteReader): void {
  skipName(reader);
  reader.skip(4, 'question type and class');
}

/** A name ends in a zero label or in a pointer (RFC 1035 4.1.4). */
function skipName(reader: ByteReader): void {
  for (let labels = 0; labels < 128 && reader.fault === null; labels++) {
    const length = reader.u8('label length');
    if (length === 0) return;
    if (length >= 0xc0) return reader.skip(1, 'label pointer');
    reader.skip(length, 'label');
  }
}

/** An address record says which name the address has; the address is taken from the record, not from the packet. */
function readAnswer(reader: ByteReader, reading: Reading, protocol: number, messageStart: number, confidence: number): void {
  const nameAt = reader.position;
  skipName(reader);
  const type = reader.u16be('record type');
  reader.skip(6, 'record class and time to live');
  const length = reader.u16be('record length');
  if (reader.fault !== null || length > reader.left) return reader.skip(length, 'record data');
  const next = reader.position + length;
  let address = '';
  if (type === TYPE_A && length === 4) address = readIpv4(reader, 'address');
  else if (type === TYPE_AAAA && length === 16) address = readIpv6(reader, 'address');
  if (address !== '') sayName(reader, reading, protocol, messageStart, nameAt, address, confidence);
  reader.position = next;
}

function sayName(
  reader: ByteReader,
  reading: Reading,
  protocol: number,
  messageStart: number,
  nameAt: number,
  address: string,
  confidence: number,
): void {
  reader.position = nameAt;
  const name = readName(reader, messageStart).replace(/\.local$/i, '');
  if (name !== '' && !/\.arpa$/i.test(name)) reading.identity(address, 'name', name, confidence, protocol);
}

/** The whole name as text, following pointers backwards only, so that no loop is possible. */
function readName(reader: ByteReader, messageStart: number): string {
  const labels: string[] = [];
  let limit = reader.position;
  while (labels.length < MAX_LABELS && reader.fault === null) {
    const length = reader.u8('label length');
    if (length === 0) break;
    if (length >= 0xc0) {
      const target = messageStart + (((length & 0x3f) << 8) | reader.u8('label pointer'));
      if (target >= limit) break;
      limit = target;
      reader.position = target;
    } else labels.push(reader.text(length, 'label'));
  }
  return labels.join('.');
}
