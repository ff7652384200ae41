// SNMP v1, v2c and v3: RFC 1157 clause 4, RFC 3416 clause 3, RFC 3412 clause 6; system and entity groups of RFC 3418 and RFC 6933.
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE, UNSOLICITED, type Dissector, type Reading } from '../dissector.ts';
import { CONFIGURE, DIAGNOSE, OTHER, SNMP_COMMUNITY, attackIdOf, idOf, type AttributeName } from '../words.ts';
import { INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, expectElement, readInteger, readLength, readOid } from './ber.ts';
import { sayDescription, sayOrderNumber } from './description.ts';
import { peekU8 } from './peek.ts';

const pduNames = ['Get', 'Get next', 'Response', 'Set', 'Trap', 'Get bulk', 'Inform', 'Trap (v2)', 'Report'] as const;
const GET_RESPONSE = 2,
  SET = 3,
  TRAP_V1 = 4,
  INFORM = 6,
  TRAP_V2 = 7,
  REPORT = 8,
  LAST_PDU = 8;
const VERSION_3 = 3;
const MAX_BINDINGS = 64;

/** Objects that tell who a device is; the entity group counts for the first physical entity only, the chassis. */
const identityObjects: Readonly<Record<string, AttributeName>> = {
  '1.3.6.1.2.1.1.1.0': 'description',
  '1.3.6.1.2.1.1.5.0': 'name',
  '1.3.6.1.2.1.1.6.0': 'location',
  '1.3.6.1.2.1.47.1.1.1.1.8.1': 'hardware',
  '1.3.6.1.2.1.47.1.1.1.1.9.1': 'firmware',
  '1.3.6.1.2.1.47.1.1.1.1.10.1': 'firmware',
  '1.3.6.1.2.1.47.1.1.1.1.11.1': 'serial',
  '1.3.6.1.2.1.47.1.1.1.1.12.1': 'vendor',
  '1.3.6.1.2.1.47.1.1.1.1.13.1': 'model',
};
/** 1.3.6.1.2.1, with which all of them begin, as it stands in an object's name. */
const MIB_2 = Uint8Array.of(0x2b, 6, 1, 2, 1);
const SYS_OBJECT_ID = '1.3.6.1.2.1.1.2.0';
const ENTERPRISES = '1.3.6.1.4.1.';

/** Private enterprise numbers (IANA) of makers seen in plants. */
const enterprises: Readonly<Record<string, string>> = {
  9: 'Cisco',
  11: 'HP',
  43: '3Com',
  171: 'D-Link',
  248: 'Hirschmann',
  311: 'Microsoft',
  318: 'APC',
  367: 'Ricoh',
  674: 'Dell',
  3833: 'Schneider Electric',
  4196: 'Siemens',
  4329: 'Siemens',
  4346: 'Phoenix Contact',
  6876: 'VMware',
  8691: 'Moxa',
  12356: 'Fortinet',
  14988: 'MikroTik',
};

const SNMP = idOf('snmp');
const MODIFY_PARAMETER = attackIdOf('T0836');

export const snmp: Dissector = {
  name: 'snmp',
  udpPorts: [161, 162],

  recognises(bytes, start, end) {
    if (peekU8(bytes, start, end) !== SEQUENCE) return false;
    const first = peekU8(bytes, start + 1, end);
    const at = start + 2 + (first > 0x80 && first <= 0x84 ? first & 0x7f : 0);
    const version = peekU8(bytes, at + 2, end);
    return bytes[at] === INTEGER && bytes[at + 1] === 1 && (version === 0 || version === 1 || version === VERSION_3);
  },

  read(reader, reading) {
    expectElement(reader, SEQUENCE, 'message');
    const version = readInteger(reader, 'version');
    if (version === VERSION_3) readVersion3(reader);
    else reader.skip(expectElement(reader, OCTET_STRING, 'community'), 'community');
    if (version !== VERSION_3 && reader.fault === null) reading.sign(SNMP_COMMUNITY, version === 0 ? 'v1' : 'v2c', SNMP);
    if (reader.fault === null && reader.left > 0) readPdu(reader, reading);
    else if (reader.fault === null) reading.undecoded(SNMP);
  },

  describe(code) {
    return { key: String(code), name: pduNames[code] ?? `pdu ${code}` };
  },
};

/** Skips to the scoped PDU of version 3; leaves nothing when it is encrypted. */
function readVersion3(reader: ByteReader): void {
  reader.skip(expectElement(reader, SEQUENCE, 'global data'), 'global data');
  reader.skip(expectElement(reader, OCTET_STRING, 'security parameters'), 'security parameters');
  const isClear = reader.left > 0 && reader.bytes[reader.position] === SEQUENCE;
  if (!isClear) return reader.skip(reader.left, 'encrypted pdu');
  expectElement(reader, SEQUENCE, 'scoped pdu');
  reader.skip(expectElement(reader, OCTET_STRING, 'engine id'), 'engine id');
  reader.skip(expectElement(reader, OCTET_STRING, 'context name'), 'context name');
}

function readPdu(reader: ByteReader, reading: Reading): void {
  const type = reader.u8('pdu type') - 0xa0;
  readLength(reader, 'pdu length');
  if (reader.fault !== null || type < 0 || type > LAST_PDU) return reader.invalid('pdu type');
  if (type === TRAP_V1) return readTrap(reader, reading);
  readInteger(reader, 'request id');
  const errorStatus = readInteger(reader, 'error status');
  readInteger(reader, 'error index');
  const failed = type === GET_RESPONSE && errorStatus !== 0;
  reading.operation(SNMP, type, classOf(type), directionOf(type) | (failed ? ERROR : 0), type === SET ? MODIFY_PARAMETER : 0);
  if (type === GET_RESPONSE || type === INFORM || type === TRAP_V2) readBindings(reader, reading);
}

function classOf(type: number): number {
  if (type === SET) return CONFIGURE;
  return type === REPORT ? OTHER : DIAGNOSE;
}

function directionOf(type: number): number {
  if (type === TRAP_V2) return REQUEST | UNSOLICITED;
  return type === GET_RESPONSE || type === REPORT ? RESPONSE : REQUEST;
}

/** Version 1 trap: the enterprise that defined it is the agent's maker (RFC 1157 4.1.6). */
function readTrap(reader: ByteReader, reading: Reading): void {
  reading.operation(SNMP, TRAP_V1, DIAGNOSE, REQUEST | UNSOLICITED);
  const length = expectElement(reader, OBJECT_IDENTIFIER, 'enterprise');
  if (reader.fault === null) sayEnterprise(reading, readOid(reader, length, 'enterprise'), 0.7);
}

function readBindings(reader: ByteReader, reading: Reading): void {
  expectElement(reader, SEQUENCE, 'variable bindings');
  for (let index = 0; index < MAX_BINDINGS && reader.left > 0 && reader.fault === null; index++) {
    const next = expectElement(reader, SEQUENCE, 'variable binding') + reader.position;
    const oid = readName(reader, expectElement(reader, OBJECT_IDENTIFIER, 'object name'));
    const tag = reader.u8('value type');
    const length = readLength(reader, 'value length');
    if (reader.fault !== null) return;
    if (tag === OCTET_STRING && identityObjects[oid] !== undefined) sayObject(reading, identityObjects[oid], reader.text(length, 'value'));
    else if (tag === OBJECT_IDENTIFIER && oid === SYS_OBJECT_ID) sayEnterprise(reading, readOid(reader, length, 'value'), 0.8);
    reader.position = next;
  }
}

/** The name of an object that may tell who a device is; '' for the many that don't, for which no text is made. */
function readName(reader: ByteReader, length: number): string {
  const { bytes, position } = reader;
  let isTelling = length > MIB_2.length;
  for (let at = 0; isTelling && at < MIB_2.length; at++) isTelling = bytes[position + at] === MIB_2[at];
  if (isTelling) return readOid(reader, length, 'object name');
  reader.skip(length, 'object name');
  return '';
}

function sayObject(reading: Reading, attribute: AttributeName, value: string): void {
  if (value === '') return;
  if (attribute === 'description') return sayDescription(reading, 'sender', value, 0.9, SNMP);
  reading.identity('sender', attribute, value, 0.9, SNMP);
  if (attribute === 'model') sayOrderNumber(reading, 'sender', value, 0.9, SNMP);
}

function sayEnterprise(reading: Reading, oid: string, confidence: number): void {
  if (!oid.startsWith(ENTERPRISES)) return;
  const vendor = enterprises[oid.slice(ENTERPRISES.length).split('.')[0] ?? ''];
  if (vendor !== undefined) reading.identity('sender', 'vendor', vendor, confidence, SNMP);
}
