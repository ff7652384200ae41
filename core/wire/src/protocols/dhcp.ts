// DHCP: RFC 2131 (messages), RFC 2132 (options 12, 53, 54, 60), RFC 4702 (option 81).
import type { ByteReader } from '../byte-reader.ts';
import { ERROR, REQUEST, RESPONSE, type Dissector, type Reading } from '../dissector.ts';
import { SESSION, idOf, type AttributeName } from '../words.ts';
import { readIpv4, readMac } from './address-text.ts';
import { sayDescription } from './description.ts';
import { peekU32be } from './peek.ts';

const BOOTP_REPLY = 2,
  ETHERNET = 1;
const MAGIC = 0x63825363,
  MAGIC_AT = 236;
const HOST_NAME = 12,
  MESSAGE_TYPE = 53,
  VENDOR_CLASS = 60,
  FULL_NAME = 81,
  PAD = 0,
  END = 255;
const ACK = 5,
  NAK = 6;
const messageNames = ['BOOTP', 'Discover', 'Offer', 'Request', 'Decline', 'Acknowledge', 'Refuse', 'Release', 'Inform'] as const;

const DHCP = idOf('dhcp');

export const dhcp: Dissector = {
  name: 'dhcp',
  udpPorts: [67, 68],

  recognises(bytes, start, end) {
    return (bytes[start] === 1 || bytes[start] === 2) && peekU32be(bytes, start + MAGIC_AT, end) === MAGIC;
  },

  read(reader, reading) {
    const isReply = reader.u8('op') === BOOTP_REPLY;
    const isEthernet = reader.u8('hardware type') === ETHERNET && reader.u8('hardware length') === 6;
    reader.skip(13, 'hops to client address');
    const assigned = readIpv4(reader, 'your address');
    reader.skip(8, 'server and relay address');
    const client = readMac(reader, 'client hardware address');
    reader.skip(MAGIC_AT + 4 - 34, 'server name, file, magic');
    const about = isEthernet && client !== '00:00:00:00:00:00' ? client : null;
    const type = readOptions(reader, reading, isReply ? null : about);
    if (reader.fault !== null && type === 0) return;
    reading.operation(DHCP, type, SESSION, (isReply ? RESPONSE : REQUEST) | (type === NAK ? ERROR : 0));
    if (type === ACK && about !== null && assigned !== '0.0.0.0') reading.identity(about, 'ip', assigned, 0.9, DHCP);
  },

  describe(code) {
    return { key: String(code), name: messageNames[code] ?? `message ${code}` };
  },
};

/** Reads all options; what the client says of itself is about its hardware address, for a relay may have sent the packet. Returns the message type. */
function readOptions(reader: ByteReader, reading: Reading, about: string | null): number {
  let type = 0;
  while (reader.left > 0 && reader.fault === null) {
    const option = reader.u8('option');
    if (option === END) break;
    if (option === PAD) continue;
    const length = reader.u8('option length');
    if (option === MESSAGE_TYPE && length === 1) type = reader.u8('message type');
    else if (about === null) reader.skip(length, 'option value');
    else readClientOption(reader, reading, about, option, length);
  }
  return type;
}

function readClientOption(reader: ByteReader, reading: Reading, about: string, option: number, length: number): void {
  if (option === HOST_NAME) say(reading, about, 'name', reader.text(length, 'host name'));
  else if (option === VENDOR_CLASS) sayDescription(reading, about, reader.text(length, 'vendor class'), 0.6, DHCP);
  else if (option === FULL_NAME && length > 3) readFullName(reader, reading, about, length);
  else reader.skip(length, 'option value');
}

/** Option 81: flags, two result codes, then the name as text, or as DNS labels when flag 0x04 is set (RFC 4702 2.1). */
function readFullName(reader: ByteReader, reading: Reading, about: string, length: number): void {
  const isLabels = (reader.u8('name flags') & 0x04) !== 0;
  reader.skip(2, 'result codes');
  if (isLabels) return reader.skip(length - 3, 'name labels');
  say(reading, about, 'name', reader.text(length - 3, 'client name'));
}

function say(reading: Reading, about: string, name: AttributeName, value: string): void {
  if (value !== '') reading.identity(about, name, value, 0.9, DHCP);
}
