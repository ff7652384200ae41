// CIP explicit messages (CIP Vol 1 chapter 2 and appendix A): services, paths, packets of services, routed messages, identities.
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE } from '../dissector.ts';
import { CIP_ELEMENT, elementOf } from '../element-words.ts';
import type { Dissector, Reading } from '../dissector.ts';
import { idOf } from '../words.ts';
import { readIdentity, readIdentityAttribute, readIdentityList, readProgramName } from './cip-identity.ts';
import { emptyPath, readPath } from './cip-path.ts';
import { readCatalogueName, readPcccAnswer, readPcccRequest } from './cip-pccc.ts';
import { attackOfCode, classOfCode, codeOfService, describeCip, operationClassOfCode, SYMBOL_CLASS } from './cip-services.ts';
import { recording, Trail } from './cip-trail.ts';
import type { Trace } from './cip-trail.ts';

const cipId = idOf('cip');

const GET_ATTRIBUTES_ALL = 0x01,
  GET_ATTRIBUTE_LIST = 0x03,
  MULTIPLE_SERVICE = 0x0a,
  GET_ATTRIBUTE_SINGLE = 0x0e;
const EXECUTE_PCCC = 0x4b,
  UNCONNECTED_SEND = 0x52,
  FORWARD_OPEN = 0x54,
  LARGE_FORWARD_OPEN = 0x5b;
const IDENTITY = 0x01,
  CONNECTION_MANAGER = 0x06,
  PROGRAM_NAME = 0x64,
  PCCC = 0x67;
const PARTIAL_TRANSFER = 0x06;
const DIAGNOSTIC_STATUS = 0xc103;

/** Packets in packets and routed in routed messages are followed this deep. */
const DEPTH_LIMIT = 4;

/** Conversation keys: slot by connection id, and the PCCC catalogue name already told. */
const CONNECTION_KEY = 2 ** 36,
  CATALOGUE_KEY = 0x30200;

const path = emptyPath();
const route = emptyPath();
const trail = new Trail();
const trace: Trace = { code: -1, attribute: 0, slot: -1 };
/** The unit being read: the connection that carries it (-1: none) and the slot a routed request names. */
const unit = { connection: -1, slot: -1 };

/** CIP as EtherNet/IP carries it. Keys: the decimal service without the response bit; those inside packets count too. */
export const cip: Dissector = {
  name: 'cip',
  recognises: () => false,
  read: (reader, reading) => readCip(reader, reading, 0, -1),
  describe: describeCip,
};

/**
 * Reads one explicit message up to `reader.end`.
 * @param key what a request and its answer share on this conversation: sender context or sequence count, up to 33 bits
 * @param connection connection id of a connected message, -1 for an unconnected one
 */
export function readCip(reader: ByteReader, reading: Reading, key: number, connection: number): void {
  unit.connection = connection;
  unit.slot = -1;
  trail.begin(reading.conversation, key);
  const isAnswer = reader.left > 0 && reader.bytes[reader.position]! >= 0x80;
  readMessage(reader, reading, 0);
  if (!isAnswer) trail.finish();
}

function readMessage(reader: ByteReader, reading: Reading, depth: number): void {
  const service = reader.u8('service');
  if (reader.fault) return reading.undecoded(cipId);
  if (service & 0x80) readAnswer(reader, reading, service & 0x7f, depth);
  else readRequest(reader, reading, service, depth);
}

function readRequest(reader: ByteReader, reading: Reading, service: number, depth: number): void {
  if (recording.isOn) hearRequest(reader, service);
  readPath(reader, reader.u8('path size'), path);
  const target = path.cipClass < 0 && path.symbolic ? SYMBOL_CLASS : path.cipClass;
  const { attribute } = path;
  let code = codeOfService(service, target);
  if (target === CONNECTION_MANAGER && service === UNCONNECTED_SEND) {
    count(reading, code, REQUEST);
    noteClass(reading, code, target);
    return readUnconnectedSend(reader, reading, depth);
  }
  if (target === PCCC && service === EXECUTE_PCCC) code = orElse(readPcccRequest(reader), code);
  count(reading, code, REQUEST);
  noteClass(reading, code, target);
  trail.leave(code, attribute, unit.slot);
  if (service === MULTIPLE_SERVICE) readPacket(reader, reading, depth);
  else if (target === CONNECTION_MANAGER && (service === FORWARD_OPEN || service === LARGE_FORWARD_OPEN))
    readForwardOpen(reader, reading, service);
}

/** The class a request names, with what is done to it; a symbol counts as the symbol class. */
function noteClass(reading: Reading, code: number, cipClass: number): void {
  if (cipClass < 0) return;
  const element = elementOf(CIP_ELEMENT, operationClassOfCode(code), 0, 0);
  if (recording.isOn) recording.element(element, cipClass);
  reading.element(element, cipClass);
}

/** Path and service decide what a request is, but for those that are read further; of a path that is one symbol, its first four bytes. */
function hearRequest(reader: ByteReader, service: number): void {
  const { bytes, position } = reader;
  const pathBytes = bytes[position]! * 2;
  const isSymbol = bytes[position + 1] === 0x91 && pathBytes === ((bytes[position + 2]! + 3) & ~1);
  recording.matters(position - 1, isSymbol ? 4 : 2 + pathBytes);
  if (pathBytes + 1 > reader.left || service === EXECUTE_PCCC) recording.refuse();
}

const orElse = (value: number, otherwise: number): number => (value < 0 ? otherwise : value);

function readAnswer(reader: ByteReader, reading: Reading, service: number, depth: number): void {
  if (recording.isOn) recording.matters(reader.position - 1, Math.min(4, reader.left + 1));
  reader.skip(1, 'reserved');
  const status = reader.u8('general status');
  reader.skip(reader.u8('additional status size') * 2, 'additional status');
  trail.take(trace);
  let code = trace.code;
  if (code < 0 || describedService(code) !== service)
    code = codeOfService(service, service === UNCONNECTED_SEND && code >= 0 ? CONNECTION_MANAGER : -1);
  let failed = status !== 0 && status !== PARTIAL_TRANSFER;
  if (!failed && service === EXECUTE_PCCC && (code >= 0xc000 || classOfCode(code) === PCCC)) failed = readPccc(reader, reading, code);
  count(reading, code, failed ? RESPONSE | ERROR : RESPONSE);
  if (service === MULTIPLE_SERVICE) return readPacket(reader, reading, depth);
  if (!failed && !reader.fault && service <= GET_ATTRIBUTE_SINGLE) readAttributes(reader, reading, service, classOfCode(code));
}

/** The service a code stands for; all of PCCC's are Execute PCCC. */
const describedService = (code: number): number => (code >= 0xc000 ? EXECUTE_PCCC : code & 0x7f);

function count(reading: Reading, code: number, flags: number): void {
  const operationClass = operationClassOfCode(code);
  const attack = attackOfCode(code);
  if (recording.isOn) recording.operation(cipId, code, operationClass, flags, attack);
  reading.operation(cipId, code, operationClass, flags, attack);
}

/**
 * Multiple Service Packet, request and answer alike (CIP Vol 1 appendix ): count, offsets from the count, messages.
 * INVARIANT: offsets must grow, or a packet of overlapping packets would take exponential time.
 */
function readPacket(reader: ByteReader, reading: Reading, depth: number): void {
  if (reader.left < 2) return;
  if (depth >= DEPTH_LIMIT) return reader.invalid('packets nested too deep');
  const { position: start, end } = reader;
  const messages = reader.u16le('message count');
  if (messages * 2 > reader.left) return reader.skip(messages * 2, 'message offsets');
  if (recording.isOn) recording.matters(start, 2 + messages * 2);
  let previous = 2 + messages * 2;
  for (let index = 0; index < messages; index++) {
    reader.position = start + 2 + index * 2;
    const offset = reader.u16le('message offset');
    const next = index + 1 < messages ? start + reader.u16le('message offset') : end;
    if (offset < previous || next > end || next < start + offset) return reader.invalid('message offset');
    previous = offset;
    reader.position = start + offset;
    reader.end = next;
    readMessage(reader, reading, depth + 1);
    reader.end = end;
    if (reader.fault) return;
  }
  reader.position = end;
}

/** Unconnected Send (CIP Vol 1 3-5.5.4): timeout, embedded message with its length, padded; then the route, which names the slot. */
function readUnconnectedSend(reader: ByteReader, reading: Reading, depth: number): void {
  if (depth >= DEPTH_LIMIT) return reader.invalid('routed messages nested too deep');
  recording.refuse();
  reader.skip(2, 'priority and timeout');
  const length = reader.u16le('embedded message size');
  const { position: start, end } = reader;
  reader.skip(length + (length & 1), 'embedded message');
  if (!reader.fault) {
    const words = reader.u8('route path size');
    reader.skip(1, 'reserved');
    readPath(reader, words, route);
    unit.slot = route.hops === 1 ? route.slot : -1;
  }
  const after = reader.position;
  reader.position = start;
  reader.end = Math.min(start + length, end);
  if (reader.end > start) readMessage(reader, reading, depth + 1);
  reader.end = end;
  reader.position = after;
}

/** Forward Open (CIP Vol 1 3-5.5.2): the target's answers on the T->O connection come from the slot its path ends in. */
function readForwardOpen(reader: ByteReader, reading: Reading, service: number): void {
  const parameters = service === LARGE_FORWARD_OPEN ? 4 : 2;
  recording.refuse();
  reader.skip(6, 'priority, timeout and O->T connection id');
  const connection = reader.u32le('T->O connection id');
  reader.skip(8 + 4 + 4 + parameters + 4 + parameters + 1, 'connection parameters');
  readPath(reader, reader.u8('connection path size'), route);
  if (!reader.fault && route.hops === 1 && route.slot >= 0) reading.conversation.remember(CONNECTION_KEY + connection, route.slot);
}

/** The slot that answers: the one a routed request named, or the end of the connection that carries the answer; -1 the sender. */
function answeringSlot(reading: Reading): number {
  if (trace.slot >= 0 || unit.connection < 0) return trace.slot;
  return reading.conversation.peek(CONNECTION_KEY + unit.connection);
}

function readAttributes(reader: ByteReader, reading: Reading, service: number, cipClass: number): void {
  if (cipClass === PROGRAM_NAME && service === GET_ATTRIBUTES_ALL) {
    recording.refuse();
    return readProgramName(reader, reading, answeringSlot(reading));
  }
  if (cipClass !== IDENTITY) return;
  recording.refuse();
  const slot = answeringSlot(reading);
  if (service === GET_ATTRIBUTES_ALL) readIdentity(reader, reading, slot);
  else if (service === GET_ATTRIBUTE_LIST) readIdentityList(reader, reading, slot);
  else if (service === GET_ATTRIBUTE_SINGLE) readIdentityAttribute(reader, reading, trace.attribute, slot);
}

/** A PCCC answer: whether it reports an error; the answer to `diagnostic status` names the processor. */
function readPccc(reader: ByteReader, reading: Reading, code: number): boolean {
  recording.refuse();
  const failed = readPcccAnswer(reader) !== 0;
  if (failed || code !== DIAGNOSTIC_STATUS || reading.conversation.peek(CATALOGUE_KEY) >= 0) return failed;
  const name = reader.left >= 16 ? readCatalogueName(reader) : '';
  if (name === '') return false;
  reading.conversation.remember(CATALOGUE_KEY, 1);
  reading.identity('sender', 'model', name, 1, cipId);
  reading.identity('sender', 'order_number', name, 0.9, cipId);
  reading.identity('sender', 'vendor', 'Rockwell Automation/Allen-Bradley', 0.9, cipId);
  return false;
}
