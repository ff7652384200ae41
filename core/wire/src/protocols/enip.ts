// EtherNet/IP encapsulation (ODVA CIP Vol 2, edition 1.24, chapter 2) on TCP and UDP 44818; carries CIP.
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE } from '../dissector.ts';
import type { Dissector, Reading } from '../dissector.ts';
import { attackIdOf, DIAGNOSE, IDENTIFY, OTHER, idOf, SESSION } from '../words.ts';
import { cip, readCip } from './cip.ts';
import { readIdentityItem } from './cip-identity.ts';
import { recording, trailKeyOf } from './cip-trail.ts';

const enipId = idOf('enip');

const LIST_SERVICES = 0x04,
  LIST_IDENTITY = 0x63,
  LIST_INTERFACES = 0x64,
  SEND_RR_DATA = 0x6f,
  SEND_UNIT_DATA = 0x70;

/** Commands: CIP Vol 2 table 2-3.2. 0x01 is legacy, still sent by Rockwell's RSLinx. */
const commands: Readonly<Record<number, { readonly name: string; readonly operationClass: number }>> = {
  0x00: { name: 'NOP', operationClass: SESSION },
  0x01: { name: 'List Targets (legacy)', operationClass: IDENTIFY },
  [LIST_SERVICES]: { name: 'List Services', operationClass: IDENTIFY },
  [LIST_IDENTITY]: { name: 'List Identity', operationClass: IDENTIFY },
  [LIST_INTERFACES]: { name: 'List Interfaces', operationClass: IDENTIFY },
  0x65: { name: 'Register Session', operationClass: SESSION },
  0x66: { name: 'Unregister Session', operationClass: SESSION },
  [SEND_RR_DATA]: { name: 'Send RR Data', operationClass: OTHER },
  [SEND_UNIT_DATA]: { name: 'Send Unit Data', operationClass: OTHER },
  0x72: { name: 'Indicate Status', operationClass: DIAGNOSE },
  0x73: { name: 'Cancel', operationClass: SESSION },
  0xc8: { name: 'Start DTLS', operationClass: SESSION },
};

/** Item types: CIP Vol 2 table 2-6.3. */
const IDENTITY_ITEM = 0x0c,
  CONNECTED_ADDRESS = 0xa1,
  CONNECTED_DATA = 0xb1,
  UNCONNECTED_DATA = 0xb2;
const HEADER_BYTES = 24;
/** Of a connected message: header, interface handle and timeout, item count, address item, head of the data item, sequence count. */
const CONNECTED_HEADER_BYTES = 46,
  STATUS_PLACE = 8,
  ITEMS_PLACE = 30,
  DATA_ITEM_PLACE = 40,
  SEQUENCE_PLACE = 44;
/** Units of different lengths that are remembered for each direction. */
const REPEATED_LENGTHS = 4;
const DISCOVERY = attackIdOf('T0846');

/** Requests on a connection and unconnected ones never meet: contexts have 32 bits, sequence counts lie above them. */
const SEQUENCE_BASE = 2 ** 32;

/** EtherNet/IP. Keys: the decimal command. CIP messages inside count under `cip`. */
export const enip: Dissector = {
  name: 'enip',
  tcpPorts: [44818],
  udpPorts: [44818],
  anyPort: true,
  carries: [cip],
  recognises: recognisesEnip,
  unitLength: enipLength,
  read: readEnip,
  describe: (code) => ({ key: String(code), name: commands[code]?.name ?? `command ${code}` }),
};

/** CIP Vol 2 2-3.1: a whole header of 24 bytes, little-endian, with the length of what follows it. */
function enipLength(bytes: Uint8Array, start: number, end: number): number {
  if (start + HEADER_BYTES > end) return start + 2 <= end && !isCommand(bytes, start) ? -1 : 0;
  return isHeader(bytes, start) ? HEADER_BYTES + (bytes[start + 2]! | (bytes[start + 3]! << 8)) : -1;
}

/** A whole header whose command is not NOP: zeros are no signature. */
function recognisesEnip(bytes: Uint8Array, start: number, end: number): boolean {
  return start + HEADER_BYTES <= end && (bytes[start] !== 0 || bytes[start + 1] !== 0) && isHeader(bytes, start);
}

const isKnown = new Uint8Array(0x100);
for (const command of Object.keys(commands)) isKnown[Number(command)] = 1;

const isCommand = (bytes: Uint8Array, start: number): boolean => bytes[start + 1] === 0 && isKnown[bytes[start]!] === 1;

/** A known command, a status of one byte (table 2-3.3) and options 0, which 2-3.6 has receivers demand. */
function isHeader(bytes: Uint8Array, start: number): boolean {
  const highStatus = bytes[start + 9]! | bytes[start + 10]! | bytes[start + 11]!;
  const options = bytes[start + 20]! | bytes[start + 21]! | bytes[start + 22]! | bytes[start + 23]!;
  return highStatus === 0 && options === 0 && isCommand(bytes, start);
}

function readEnip(reader: ByteReader, reading: Reading): void {
  const isConnected = reader.left >= CONNECTED_HEADER_BYTES + 4 && reader.bytes[reader.position] === SEND_UNIT_DATA;
  if (isConnected) readConnected(reader, reading);
  else readUnit(reader, reading);
}

/**
 * Connected messages are cyclic: one that has the bytes of an earlier one, but for the sequence count and the values in answers, is not
 * decoded again. The layout is the one everybody sends: address item with the connection id, data item with the sequence count (CIP Vol 2 2-6).
 */
function readConnected(reader: ByteReader, reading: Reading): void {
  const { position: start, left: length, view } = reader;
  const { conversation } = reading;
  const place = (length >> 1) & (REPEATED_LENGTHS - 1);
  const known = conversation.repeated(reading.fromServer ? place + REPEATED_LENGTHS : place);
  if (known.matches(view, start, length)) {
    const key = trailKeyOf(SEQUENCE_BASE + view.getUint16(start + SEQUENCE_PLACE, true));
    if (known.say(reading, conversation, key)) return;
  }
  if (!known.differs() || !isUsualLayout(view, start)) return readUnit(reader, reading);
  recording.begin(view, start, length);
  recording.matters(start, 4);
  recording.matters(start + STATUS_PLACE, 4);
  recording.matters(start + ITEMS_PLACE, 6);
  recording.matters(start + DATA_ITEM_PLACE, 4);
  readUnit(reader, reading);
  if (recording.end() && reader.fault === null) known.keep(recording);
}

/** Two items, connected address with 4 bytes, connected data. */
const isUsualLayout = (view: DataView, start: number): boolean =>
  view.getUint16(start + ITEMS_PLACE, true) === 2 &&
  view.getUint16(start + ITEMS_PLACE + 2, true) === CONNECTED_ADDRESS &&
  view.getUint16(start + ITEMS_PLACE + 4, true) === 4 &&
  view.getUint16(start + DATA_ITEM_PLACE, true) === CONNECTED_DATA;

function readUnit(reader: ByteReader, reading: Reading): void {
  const command = reader.u16le('command');
  const length = reader.u16le('length');
  reader.skip(4, 'session handle');
  const status = reader.u32le('status');
  const context = reader.u32le('sender context');
  reader.skip(8, 'sender context and options');
  const known = commands[command];
  if (reader.fault || known === undefined) {
    if (!reader.fault) reader.invalid('command');
    return reading.undecoded(enipId);
  }
  const answers = isListing(command) ? length > 0 : reading.fromServer;
  const flags = (answers ? RESPONSE : REQUEST) | (status === 0 ? 0 : ERROR);
  if (recording.isOn) recording.operation(enipId, command, known.operationClass, flags, 0);
  reading.operation(enipId, command, known.operationClass, flags, command === LIST_IDENTITY ? DISCOVERY : 0);
  if (length > reader.left) return reader.skip(length, 'data');
  const end = reader.end;
  reader.end = reader.position + length;
  if (status === 0) readBody(reader, reading, command, length, context);
  reader.end = end;
}

/** Listings are asked without data, often by broadcast, where no side is known to be the server. */
const isListing = (command: number): boolean =>
  command === LIST_SERVICES || command === LIST_IDENTITY || command === LIST_INTERFACES || command === 0x01;

function readBody(reader: ByteReader, reading: Reading, command: number, length: number, context: number): void {
  if (command === LIST_IDENTITY && length > 0) return readItems(reader, reading, context);
  if (command !== SEND_RR_DATA && command !== SEND_UNIT_DATA) return;
  reader.skip(6, 'interface handle and timeout');
  readItems(reader, reading, context);
}

/** Common Packet Format (CIP Vol 2 2-6): count, then type, length and data of each item. */
function readItems(reader: ByteReader, reading: Reading, context: number): void {
  const items = reader.u16le('item count');
  let connection = -1;
  for (let item = 0; item < items && !reader.fault; item++) {
    const type = reader.u16le('item type');
    const length = reader.u16le('item length');
    if (length > reader.left) return reader.skip(length, 'item');
    const { end } = reader;
    reader.end = reader.position + length;
    if (type === CONNECTED_ADDRESS) connection = reader.u32le('connection id');
    else if (type === CONNECTED_DATA) readCip(reader, reading, SEQUENCE_BASE + reader.u16le('sequence count'), connection);
    else if (type === UNCONNECTED_DATA) readCip(reader, reading, context, -1);
    else if (type === IDENTITY_ITEM) readIdentityItem(reader, reading);
    reader.position = reader.end;
    reader.end = end;
  }
}
