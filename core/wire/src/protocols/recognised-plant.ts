// Industrial protocols that are recognised and counted by their code, not read: their depth comes later.
import type { ByteReader } from '../byte-reader.ts';
import type { Dissector } from '../dissector.ts';
import { OTHER, READ } from '../words.ts';
import { peekU16be, peekU16le, peekU32be, peekU32le, peekU8, startsWithText } from './peek.ts';
import { recogniseOnly } from './recognised.ts';

const MAX_UNIT_BYTES = 0x100000;

const mqttNames: Readonly<Record<number, string>> = {
  1: 'Connect',
  2: 'Connect answer',
  3: 'Publish',
  4: 'Publish answer',
  5: 'Publish received',
  6: 'Publish release',
  7: 'Publish complete',
  8: 'Subscribe',
  9: 'Subscribe answer',
  10: 'Unsubscribe',
  11: 'Unsubscribe answer',
  12: 'Ping',
  13: 'Ping answer',
  14: 'Disconnect',
  15: 'Authenticate',
};

/** Whole length of an MQTT packet by its variable byte integer (MQTT 5.0, 1.5.5), 0 to wait, -1 when it is none. */
function mqttLength(bytes: Uint8Array, start: number, end: number): number {
  const type = peekU8(bytes, start, end) >> 4;
  const flags = bytes[start]! & 0xf;
  if (type < 1 || (type !== 3 && flags !== (type === 6 || type === 8 || type === 10 ? 2 : 0))) return -1;
  let length = 0;
  for (let index = 0; index < 4; index++) {
    const byte = peekU8(bytes, start + 1 + index, end);
    if (byte < 0) return 0;
    length += (byte & 0x7f) * 128 ** index;
    if (byte < 0x80) return 2 + index + length > MAX_UNIT_BYTES ? -1 : 2 + index + length;
  }
  return -1;
}

/** MQTT 3.1.1 and 5.0, clause 2.1: code is the packet type. */
const mqtt = recogniseOnly({
  name: 'mqtt',
  tcpPorts: [1883],
  recognises: (bytes, start, end) => mqttLength(bytes, start, end) > 0,
  unitLength: mqttLength,
  codeOf: (reader) => reader.u8('packet type') >> 4,
  names: mqttNames,
});

const SUPERVISORY = 0x100,
  UNNUMBERED = 0x200;
const unnumberedNames: Readonly<Record<number, string>> = {
  0x07: 'Start transfer',
  0x0b: 'Start confirmed',
  0x13: 'Stop transfer',
  0x23: 'Stop confirmed',
  0x43: 'Test',
  0x83: 'Test confirmed',
};

/** IEC 60870-5-104:2006 clause 5: 0x68, length, four control bytes; code is the ASDU's type. */
const iec104 = recogniseOnly({
  name: 'iec104',
  tcpPorts: [2404],
  recognises(bytes, start, end) {
    const length = peekU8(bytes, start + 1, end);
    const control = peekU8(bytes, start + 2, end);
    if (bytes[start] !== 0x68 || length < 4 || control < 0) return false;
    if ((control & 3) === 3) return length === 4 && unnumberedNames[control] !== undefined;
    return (control & 1) === 0 ? length > 4 : length === 4;
  },
  unitLength(bytes, start, end) {
    if (end - start < 2) return 0;
    return bytes[start] === 0x68 && bytes[start + 1]! >= 4 ? 2 + bytes[start + 1]! : -1;
  },
  codeOf(reader) {
    reader.skip(2, 'start and length');
    const control = reader.u8('control');
    if ((control & 3) === 3) return UNNUMBERED | control;
    if ((control & 3) === 1) return SUPERVISORY;
    reader.skip(3, 'control');
    return reader.u8('type id');
  },
  keyOf: (code) => (code >= UNNUMBERED ? `u.${code - UNNUMBERED}` : code === SUPERVISORY ? 's' : String(code)),
  names: Object.fromEntries([
    [SUPERVISORY, 'Acknowledge'],
    ...Object.entries(unnumberedNames).map(([code, name]) => [UNNUMBERED | Number(code), name]),
  ]),
});

const DNP3_LINK = 0x100,
  DNP3_SEGMENT = 0x200;

/** IEEE 1815-2012 clause 9.2: 05 64, length, control, addresses, CRC; then blocks of 16 bytes with a CRC each. */
function dnp3Length(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 3) return 0;
  const userBytes = bytes[start + 2]! - 5;
  if (peekU16be(bytes, start, end) !== 0x0564 || userBytes < 0) return -1;
  return 10 + userBytes + 2 * Math.ceil(userBytes / 16);
}

/** Reset link, request link status and link status carry no fragment (clause 9.2.4.1.3); any other frame with bytes in it is read, also where its function is undefined. */
const linkOnlyFunctions: readonly number[] = [0, 9, 11];

/** Code is the application function of a first segment (clauses 8.2, 4.2.2). */
const dnp3 = recogniseOnly({
  name: 'dnp3',
  tcpPorts: [20000],
  udpPorts: [20000],
  anyPort: true,
  recognises: (bytes, start, end) => peekU16be(bytes, start, end) === 0x0564 && peekU8(bytes, start + 2, end) >= 5 && end - start >= 10,
  unitLength: dnp3Length,
  codeOf(reader) {
    reader.skip(2, 'start');
    const length = reader.u8('length');
    const control = reader.u8('link control');
    reader.skip(6, 'addresses and crc');
    if (length < 8 || linkOnlyFunctions.includes(control & 0xf)) return DNP3_LINK | (control & 0xf);
    if ((reader.u8('transport header') & 0x40) === 0) return DNP3_SEGMENT;
    reader.skip(1, 'application control');
    return reader.u8('function');
  },
  keyOf: (code) => (code >= DNP3_SEGMENT ? 'segment' : code >= DNP3_LINK ? `link.${code - DNP3_LINK}` : String(code)),
  isResponse: (code, fromServer) => code === 129 || code === 130 || (code >= DNP3_LINK && fromServer),
});

const UNCONFIRMED = 0x100,
  LINK_CONTROL = 0x200,
  NETWORK_MESSAGE = 0x300,
  WITHOUT_SERVICE = 0x400;
const bacnetKeys = ['confirmed', 'unconfirmed', 'bvlc', 'network', 'apdu'] as const;
/** Virtual link functions that carry an NPDU (ASHRAE 135-2020 annex J.2): forwarded, distribute, unicast, broadcast. */
const carryingFunctions: readonly number[] = [4, 9, 10, 11];

/** A length that does not match its datagram is forgiven where a network header follows: some stacks write it wrong. */
const bacnet = recogniseOnly({
  name: 'bacnet',
  udpPorts: [47808, 47809, 47810],
  anyPort: true,
  recognises(bytes, start, end) {
    const length = peekU16be(bytes, start + 2, end);
    const linkFunction = peekU8(bytes, start + 1, end);
    if (bytes[start] !== 0x81 || linkFunction > 0x0c || length < 4) return false;
    const npduAt = start + (linkFunction === 4 ? 10 : 4);
    const isNpdu = peekU8(bytes, npduAt, end) === 1 && (peekU8(bytes, npduAt + 1, end) & 0x50) === 0;
    return length === end - start || (carryingFunctions.includes(linkFunction) && isNpdu);
  },
  codeOf(reader) {
    reader.skip(1, 'virtual link type');
    const linkFunction = reader.u8('virtual link function');
    reader.skip(2, 'length');
    if (!carryingFunctions.includes(linkFunction)) return LINK_CONTROL | linkFunction;
    if (linkFunction === 4) reader.skip(6, 'forwarded address');
    return bacnetCode(reader);
  },
  keyOf: (code) => `${bacnetKeys[code >> 8] ?? 'unit'}.${code & 0xff}`,
});

/** NPDU (ASHRAE 135 clause 6.2) up to the service choice of the APDU (clause 20.1). */
function bacnetCode(reader: ByteReader): number {
  reader.skip(1, 'npdu version');
  const control = reader.u8('npdu control');
  if (control & 0x20) skipNetworkAddress(reader);
  if (control & 0x08) skipNetworkAddress(reader);
  if (control & 0x20) reader.skip(1, 'hop count');
  if (control & 0x80) return NETWORK_MESSAGE | reader.u8('network message');
  const header = reader.u8('apdu type');
  const type = header >> 4;
  if (type === 1) return UNCONFIRMED | reader.u8('service choice');
  if (type !== 0 && type !== 2 && type !== 3 && type !== 5) return WITHOUT_SERVICE | type;
  reader.skip(type === 0 ? 2 : 1, 'invoke id');
  if ((type === 0 || type === 3) && header & 0x08) reader.skip(2, 'segment');
  return reader.u8('service choice');
}

function skipNetworkAddress(reader: ByteReader): void {
  reader.skip(2, 'network');
  reader.skip(reader.u8('address length'), 'address');
}

const adsNames = {
  1: 'Read device info',
  2: 'Read',
  3: 'Write',
  4: 'Read state',
  5: 'Write control',
  6: 'Add notification',
  7: 'Delete notification',
  8: 'Notification',
  9: 'Read write',
};

/** Beckhoff TwinCAT ADS: AMS/TCP header of six bytes, AMS header with the command at its 16th byte. */
const ads = recogniseOnly({
  name: 'ads',
  tcpPorts: [48898],
  recognises: (bytes, start, end) =>
    peekU16be(bytes, start, end) === 0 && peekU32le(bytes, start + 2, end) >= 32 && peekU16le(bytes, start + 22, end) <= 9,
  unitLength(bytes, start, end) {
    if (end - start < 6) return 0;
    const length = peekU32le(bytes, start + 2, end);
    return peekU16be(bytes, start, end) !== 0 || length < 32 || length > MAX_UNIT_BYTES - 6 ? -1 : 6 + length;
  },
  codeOf(reader) {
    reader.skip(22, 'ams addresses');
    return reader.u16le('command');
  },
  names: adsNames,
});

const FINS_HEADER_BYTES = 10,
  FINS_TCP = 0xff00;

/** Omron FINS (W227, clause 3): information control field, reserved, gateway count; code is main and sub request as 16 bits. */
const finsOverUdp = recogniseOnly({
  name: 'fins',
  udpPorts: [9600],
  recognises(bytes, start, end) {
    const control = peekU8(bytes, start, end);
    return (
      end - start >= 12 &&
      (control & 0x3e) === 0 &&
      control >= 0x80 &&
      bytes[start + 1] === 0 &&
      bytes[start + 2]! <= 7 &&
      bytes[start + 10]! <= 0x28
    );
  },
  codeOf(reader) {
    reader.skip(FINS_HEADER_BYTES, 'fins header');
    return reader.u16be('command');
  },
});

const finsOverTcp = recogniseOnly({
  name: 'fins',
  tcpPorts: [9600],
  recognises: (bytes, start, end) => startsWithText(bytes, start, end, 'FINS') && peekU32be(bytes, start + 4, end) >= 8,
  unitLength(bytes, start, end) {
    if (end - start < 8) return 0;
    const length = peekU32be(bytes, start + 4, end);
    return !startsWithText(bytes, start, end, 'FINS') || length < 8 || length > 4096 ? -1 : 8 + length;
  },
  codeOf(reader) {
    reader.skip(8, 'magic and length');
    const command = reader.u32be('tcp command');
    reader.skip(4, 'error code');
    if (command !== 2) return FINS_TCP | (command & 0xff);
    reader.skip(FINS_HEADER_BYTES, 'fins header');
    return reader.u16be('command');
  },
  keyOf: (code) => (code >= FINS_TCP ? `tcp.${code - FINS_TCP}` : String(code)),
});

/** SLMP / MC protocol, 3E and 4E frames in binary (Mitsubishi SH-080956, clause 4): the data length must fit. */
function melsecHeaderLength(bytes: Uint8Array, start: number, end: number): number {
  const subheader = peekU16be(bytes, start, end);
  if (subheader === 0x5000 || subheader === 0xd000) return 9;
  return subheader === 0x5400 || subheader === 0xd400 ? 13 : -1;
}

const RESPONSE_SUBHEADER = 0xd000,
  MELSEC_ANSWER = 0;
const melsec = recogniseOnly({
  name: 'melsec',
  tcpPorts: [5000, 5001, 5002, 5006, 5007, 5010, 5562],
  udpPorts: [5000, 5001, 5002, 5006, 5007, 5010, 5560],
  recognises(bytes, start, end) {
    const header = melsecHeaderLength(bytes, start, end);
    return header > 0 && peekU16le(bytes, start + header - 2, end) >= 2 && bytes[start + header - 4] === 0x03;
  },
  unitLength(bytes, start, end) {
    const header = melsecHeaderLength(bytes, start, end);
    if (header < 0) return end - start < 2 ? 0 : -1;
    return end - start < header ? 0 : header + peekU16le(bytes, start + header - 2, end);
  },
  codeOf(reader) {
    const header = melsecHeaderLength(reader.bytes, reader.position, reader.end);
    const isAnswer = (reader.u16be('subheader') & RESPONSE_SUBHEADER) === RESPONSE_SUBHEADER;
    if (isAnswer) return MELSEC_ANSWER;
    reader.skip(header, 'access route, length, timer');
    return reader.u16le('command');
  },
  keyOf: (code) => (code === MELSEC_ANSWER ? 'answer' : String(code)),
  isResponse: (code) => code === MELSEC_ANSWER,
});

/** IEC 61158-4-12: 11 bits of length, type 1; code is the first datagram's command. */
const ethercat = recogniseOnly({
  name: 'ethercat',
  etherTypes: [0x88a4],
  recognises: (bytes, start, end) =>
    peekU16le(bytes, start, end) >> 12 === 1 &&
    (peekU16le(bytes, start, end) & 0x7ff) <= end - start - 2 &&
    peekU8(bytes, start + 2, end) <= 14,
  codeOf(reader) {
    reader.skip(2, 'frame header');
    return reader.u8('command');
  },
  operationClass: READ,
});

/** IEC 61850-8-1 and 9-2: application id, length, reserved, then the tag of the PDU. */
function substationMessage(name: 'goose' | 'sv', etherType: number, tag: number, plainName: string): Dissector {
  return recogniseOnly({
    name,
    etherTypes: [etherType],
    recognises: (bytes, start, end) => peekU8(bytes, start + 8, end) === tag && peekU16be(bytes, start + 2, end) >= 8,
    codeOf: () => 0,
    names: { 0: plainName },
    keyOf: () => 'message',
    operationClass: OTHER,
  });
}
const goose = substationMessage('goose', 0x88b8, 0x61, 'Event');
const sampledValues = substationMessage('sv', 0x88ba, 0x60, 'Sampled values');

const ptpNames: Readonly<Record<number, string>> = {
  0: 'Sync',
  1: 'Delay request',
  2: 'Peer delay request',
  3: 'Peer delay answer',
  8: 'Follow up',
  9: 'Delay answer',
  10: 'Peer delay follow up',
  11: 'Announce',
  12: 'Signalling',
  13: 'Management',
};

/** IEEE 1588-2019 clause 13.3: message type, version 2, length; code is the message type. */
const ptp = recogniseOnly({
  name: 'ptp',
  etherTypes: [0x88f7],
  udpPorts: [319, 320],
  recognises: (bytes, start, end) =>
    (peekU8(bytes, start + 1, end) & 0xf) === 2 &&
    ptpNames[bytes[start]! & 0xf] !== undefined &&
    end - start >= 34 &&
    peekU16be(bytes, start + 2, end) <= end - start,
  codeOf: (reader) => reader.u8('message type') & 0xf,
  names: ptpNames,
});

const HART_SESSION = 0x100;

/** HART-IP (FieldComm HCF_SPEC-085): version, type, id, status, sequence, byte count; code is the HART command of a token-passing message. */
const hartIp = recogniseOnly({
  name: 'hart-ip',
  tcpPorts: [5094],
  udpPorts: [5094],
  recognises: (bytes, start, end) =>
    (bytes[start] === 1 || bytes[start] === 2) && (peekU8(bytes, start + 1, end) & 0x7f) <= 15 && peekU16be(bytes, start + 6, end) >= 8,
  unitLength(bytes, start, end) {
    if (end - start < 8) return 0;
    const length = peekU16be(bytes, start + 6, end);
    return length < 8 || bytes[start]! > 2 ? -1 : length;
  },
  codeOf(reader) {
    reader.skip(2, 'version and type');
    const id = reader.u8('message id');
    reader.skip(5, 'status, sequence, byte count');
    if (id !== 3) return HART_SESSION | id;
    const delimiter = reader.u8('delimiter');
    reader.skip((delimiter & 0x80 ? 5 : 1) + ((delimiter >> 5) & 3), 'address and expansion');
    return reader.u8('command');
  },
  keyOf: (code) => (code >= HART_SESSION ? `message.${code - HART_SESSION}` : String(code)),
});

export const plantProtocols: readonly Dissector[] = [
  mqtt,
  iec104,
  dnp3,
  bacnet,
  ads,
  finsOverUdp,
  finsOverTcp,
  melsec,
  ethercat,
  goose,
  sampledValues,
  ptp,
  hartIp,
];
