// Cisco Discovery Protocol, versions 1 and 2 (Cisco's published frame format), in LLC/SNAP 00000c:2000.
import type { ByteReader } from '../byte-reader.ts';
import { REQUEST, type Dissector, type Reading } from '../dissector.ts';
import { IDENTIFY, idOf, type AttributeName } from '../words.ts';
import { readIpv4 } from './address-text.ts';
import { sayDescription } from './description.ts';
import { peekU16be, peekU32be } from './peek.ts';

const DEVICE_ID = 1,
  ADDRESSES = 2,
  CAPABILITIES = 4,
  SOFTWARE_VERSION = 5,
  PLATFORM = 6,
  MANAGEMENT_ADDRESSES = 0x16;
const SNAP_BYTES = 8;
const MAX_ADDRESSES = 8;

/** Capability bits, the one that says most first. A switch that routes has both bits; it is a bridge before a router only without 0x01. */
const capabilities = [
  { bit: 0x80, role: 'telephone' },
  { bit: 0x08, role: 'bridge' },
  { bit: 0x02, role: 'bridge' },
  { bit: 0x01, role: 'router' },
  { bit: 0x10, role: 'station' },
] as const;

const CDP = idOf('cdp');

export const cdp: Dissector = {
  name: 'cdp',
  groupMacs: ['01000ccccccc'],

  recognises(bytes, start, end) {
    const at = hasSnap(bytes, start, end) ? start + SNAP_BYTES : start;
    if (at > start && peekU16be(bytes, start + 6, end) !== 0x2000) return false;
    return (bytes[at] === 1 || bytes[at] === 2) && end - at >= 8;
  },

  read(reader, reading) {
    if (hasSnap(reader.bytes, reader.position, reader.end)) reader.skip(SNAP_BYTES, 'snap header');
    reader.skip(4, 'version, time to live, checksum');
    reading.operation(CDP, 0, IDENTIFY, REQUEST);
    const frameEnd = reader.end;
    while (frameEnd - reader.position >= 4 && reader.fault === null) {
      const type = reader.u16be('tlv type');
      const length = reader.u16be('tlv length') - 4;
      if (length < 0 || length > reader.left) return reader.skip(length, 'tlv value');
      const tlvEnd = reader.position + length;
      reader.end = tlvEnd;
      readTlv(reader, reading, type);
      reader.position = tlvEnd;
      reader.end = frameEnd;
    }
  },

  describe() {
    return { key: 'advertisement', name: 'Advertisement' };
  },
};

function hasSnap(bytes: Uint8Array, start: number, end: number): boolean {
  return peekU32be(bytes, start, end) === 0xaaaa0300;
}

function readTlv(reader: ByteReader, reading: Reading, type: number): void {
  if (type === DEVICE_ID) say(reading, 'name', reader.text(reader.left, 'device id'));
  else if (type === PLATFORM) sayPlatform(reading, reader.text(reader.left, 'platform'));
  else if (type === SOFTWARE_VERSION) sayDescription(reading, 'sender', readFirstLine(reader), 0.9, CDP);
  else if (type === CAPABILITIES && reader.left >= 4) sayCapabilities(reading, reader.u32be('capabilities'));
  else if ((type === ADDRESSES || type === MANAGEMENT_ADDRESSES) && reader.left >= 4) readAddresses(reader, reading);
}

function say(reading: Reading, name: AttributeName, value: string): void {
  if (value !== '') reading.identity('sender', name, value, 1, CDP);
}

/** "cisco WS-C3560G-24PS": the maker's name in front is not part of the model. */
function sayPlatform(reading: Reading, platform: string): void {
  const isCisco = /^cisco\s+/i.test(platform);
  if (isCisco) say(reading, 'vendor', 'Cisco');
  say(reading, 'model', platform.replace(/^cisco\s+/i, ''));
  if (isCisco) say(reading, 'product_code', platform);
}

/** The first lines hold product and version; the copyright after them is left out. */
function readFirstLine(reader: ByteReader): string {
  const lines: string[] = [];
  while (reader.left > 0 && lines.length < 2) {
    let length = 0;
    while (length < reader.left && reader.bytes[reader.position + length] !== 0x0a) length++;
    lines.push(reader.text(length, 'software version'));
    if (reader.left > 0) reader.skip(1, 'line end');
  }
  return lines.find((line) => line.includes('Version')) ?? lines[0] ?? '';
}

function sayCapabilities(reading: Reading, bits: number): void {
  for (const { bit, role } of capabilities) if ((bits & bit) !== 0) return reading.identity('sender', 'role', role, 0.9, CDP);
}

/** Addresses: count, then protocol type, protocol, address of each; only IPv4 (protocol 0xcc) is kept. */
function readAddresses(reader: ByteReader, reading: Reading): void {
  const count = Math.min(reader.u32be('address count'), MAX_ADDRESSES);
  for (let index = 0; index < count && reader.left > 0 && reader.fault === null; index++) {
    reader.skip(1, 'protocol type');
    const protocolLength = reader.u8('protocol length');
    const isIpv4 = protocolLength === 1 && reader.bytes[reader.position] === 0xcc;
    reader.skip(protocolLength, 'protocol');
    const addressLength = reader.u16be('address length');
    if (isIpv4 && addressLength === 4) say(reading, 'ip', readIpv4(reader, 'address'));
    else reader.skip(addressLength, 'address');
  }
}
