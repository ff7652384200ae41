// LLDP: IEEE 802.1AB-2016, clauses 8.5 and 8.6; inventory of LLDP-MED (TIA-1057, clause 10.2.6); PROFINET (IEC 61158-6-10, annex on LLDP).
import type { ByteReader } from '../byte-reader.ts';
import { REQUEST, type Dissector, type Reading } from '../dissector.ts';
import { Recording } from '../repeated-unit.ts';
import { IDENTIFY, idOf, type AttributeName } from '../words.ts';
import { readIpv4, readIpv6, readMac } from './address-text.ts';
import { sayDescription } from './description.ts';
import { peekU16be } from './peek.ts';

const END = 0,
  CHASSIS_ID = 1,
  SYSTEM_NAME = 5,
  SYSTEM_DESCRIPTION = 6,
  CAPABILITIES = 7,
  MANAGEMENT_ADDRESS = 8,
  ORGANISATION = 127;
const CHASSIS_IS_MAC = 4,
  CHASSIS_IS_ADDRESS = 5,
  CHASSIS_IS_LOCAL = 7;
const FAMILY_IPV4 = 1,
  FAMILY_IPV6 = 2;
const PROFINET_OUI = 0x000ecf,
  PROFINET_CHASSIS_MAC = 5;
const MED_OUI = 0x0012bb;

/** LLDP-MED inventory subtypes (TIA-1057 10.2.6). */
const inventoryAttributes: Readonly<Record<number, AttributeName>> = {
  5: 'hardware',
  6: 'firmware',
  7: 'firmware',
  8: 'serial',
  9: 'vendor',
  10: 'model',
};

/** Bits of the system capabilities TLV (802.1AB table 8-4), the one that says most first. */
const capabilities = [
  { bit: 0x20, role: 'telephone' },
  { bit: 0x08, role: 'access point' },
  { bit: 0x10, role: 'router' },
  { bit: 0x04, role: 'bridge' },
  { bit: 0x80, role: 'station' },
] as const;

const LLDP = idOf('lldp');
const recording = new Recording();

export const lldp: Dissector = {
  name: 'lldp',
  etherTypes: [0x88cc],

  recognises(bytes, start, end) {
    const header = peekU16be(bytes, start, end);
    return header >> 9 === CHASSIS_ID && (header & 0x1ff) >= 2;
  },

  /** A station says the same every half minute, and what was said once of a device needs no saying again. */
  read(reader, reading) {
    const { position: start, left: length, view } = reader;
    const { conversation } = reading;
    const known = conversation.repeated(reading.fromServer ? 1 : 0);
    if (known.matches(view, start, length)) return void known.say(reading, conversation, 0);
    recording.begin(view, start, length);
    recording.matters(start, length);
    readAdvertisement(reader, reading);
    if (recording.end() && reader.fault === null) known.keep(recording);
  },

  describe() {
    return { key: 'advertisement', name: 'Advertisement' };
  },
};

function readAdvertisement(reader: ByteReader, reading: Reading): void {
  reading.operation(LLDP, 0, IDENTIFY, REQUEST);
  recording.operation(LLDP, 0, IDENTIFY, REQUEST, 0);
  const frameEnd = reader.end;
  while (frameEnd - reader.position >= 2 && reader.fault === null) {
    const header = reader.u16be('tlv header');
    const length = header & 0x1ff;
    if (header >> 9 === END) return;
    if (length > reader.left) return reader.skip(length, 'tlv value');
    const tlvEnd = reader.position + length;
    reader.end = tlvEnd;
    readTlv(reader, reading, header >> 9);
    reader.position = tlvEnd;
    reader.end = frameEnd;
  }
}

function readTlv(reader: ByteReader, reading: Reading, type: number): void {
  if (type === CHASSIS_ID) readChassis(reader, reading);
  else if (type === SYSTEM_NAME) say(reading, 'name', reader.text(reader.left, 'system name'), 1);
  else if (type === SYSTEM_DESCRIPTION) sayDescription(reading, 'sender', reader.text(reader.left, 'system description'), 0.9, LLDP);
  else if (type === CAPABILITIES) readCapabilities(reader, reading);
  else if (type === MANAGEMENT_ADDRESS) readManagementAddress(reader, reading);
  else if (type === ORGANISATION) readOrganisation(reader, reading);
}

function say(reading: Reading, name: AttributeName, value: string, confidence: number): void {
  if (value !== '') reading.identity('sender', name, value, confidence, LLDP);
}

/** A locally assigned chassis id is the station's name in PROFINET; elsewhere it may be anything, so it counts for less. */
function readChassis(reader: ByteReader, reading: Reading): void {
  const subtype = reader.u8('chassis id subtype');
  if (subtype === CHASSIS_IS_MAC && reader.left === 6) say(reading, 'mac', readMac(reader, 'chassis mac'), 1);
  else if (subtype === CHASSIS_IS_ADDRESS && reader.left === 5 && reader.u8('family') === FAMILY_IPV4)
    say(reading, 'ip', readIpv4(reader, 'chassis address'), 1);
  else if (subtype === CHASSIS_IS_LOCAL) sayLocalChassis(reading, reader.text(reader.left, 'chassis id'));
}

/** Newer PROFINET stations put their whole identity here, in columns of blanks: "SIMATIC S7-1200  6ES7 ...  S V..."; that is a description. */
function sayLocalChassis(reading: Reading, text: string): void {
  if (/\s{2,}/.test(text)) sayDescription(reading, 'sender', text, 0.8, LLDP);
  else say(reading, 'name', text, 0.7);
}

function readCapabilities(reader: ByteReader, reading: Reading): void {
  reader.u16be('system capabilities');
  const enabled = reader.u16be('enabled capabilities');
  for (const { bit, role } of capabilities) if ((enabled & bit) !== 0) return say(reading, 'role', role, 0.9);
}

function readManagementAddress(reader: ByteReader, reading: Reading): void {
  const length = reader.u8('management address length');
  const family = reader.u8('management address family');
  if (family === FAMILY_IPV4 && length === 5) sayIp(reading, readIpv4(reader, 'management address'));
  else if (family === FAMILY_IPV6 && length === 17) sayIp(reading, readIpv6(reader, 'management address'));
}

function sayIp(reading: Reading, ip: string): void {
  if (ip !== '0.0.0.0' && ip !== '::') say(reading, 'ip', ip, 0.9);
}

function readOrganisation(reader: ByteReader, reading: Reading): void {
  const oui = (reader.u8('organisation') << 16) | reader.u16be('organisation');
  const subtype = reader.u8('organisation subtype');
  if (oui === PROFINET_OUI && subtype === PROFINET_CHASSIS_MAC && reader.left >= 6)
    return say(reading, 'mac', readMac(reader, 'chassis mac'), 1);
  const attribute = oui === MED_OUI ? inventoryAttributes[subtype] : undefined;
  if (attribute !== undefined) say(reading, attribute, reader.text(reader.left, attribute), 1);
}
