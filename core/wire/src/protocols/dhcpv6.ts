// DHCPv6: RFC 8415 clause 8 (messages), RFC 4704 (client name).
import type { ByteReader } from '../byte-reader.ts';
import { REQUEST, RESPONSE, type Dissector, type Reading } from '../dissector.ts';
import { SESSION, idOf } from '../words.ts';
import { peekU16be } from './peek.ts';

const messageNames = [
  'Reserved',
  'Solicit',
  'Advertise',
  'Request',
  'Confirm',
  'Renew',
  'Rebind',
  'Reply',
  'Release',
  'Decline',
  'Reconfigure',
  'Information-request',
  'Relay-forward',
  'Relay-reply',
] as const;
const RELAY_FORWARD = 12,
  RELAY_REPLY = 13;
const serverMessages: readonly number[] = [2, 7, 10, RELAY_REPLY];
const CLIENT_NAME = 39;
const MAX_LABELS = 16;

const DHCPV6 = idOf('dhcpv6');

export const dhcpv6: Dissector = {
  name: 'dhcpv6',
  udpPorts: [546, 547],

  recognises(bytes, start, end) {
    const type = bytes[start] ?? 0;
    if (end - start < 4 || type === 0 || type > RELAY_REPLY) return false;
    return type >= RELAY_FORWARD || end - start === 4 || (end - start >= 8 && peekU16be(bytes, start + 4, end) <= 200);
  },

  read(reader, reading) {
    const type = reader.u8('message type');
    const isServer = serverMessages.includes(type);
    reading.operation(DHCPV6, type, SESSION, isServer ? RESPONSE : REQUEST);
    reader.skip(3, 'transaction id');
    if (!isServer && type !== RELAY_FORWARD) readOptions(reader, reading);
  },

  describe(code) {
    return { key: String(code), name: messageNames[code] ?? `message ${code}` };
  },
};

/** Options of a client's message: its name. Its DUID is left alone: cloned machines share one. */
function readOptions(reader: ByteReader, reading: Reading): void {
  const unitEnd = reader.end;
  while (unitEnd - reader.position >= 4 && reader.fault === null) {
    const option = reader.u16be('option');
    const length = reader.u16be('option length');
    if (length > reader.left) return reader.skip(length, 'option value');
    const next = reader.position + length;
    reader.end = next;
    if (option === CLIENT_NAME && length > 1) readClientName(reader, reading);
    reader.position = next;
    reader.end = unitEnd;
  }
}

function readClientName(reader: ByteReader, reading: Reading): void {
  reader.skip(1, 'name flags');
  const labels: string[] = [];
  while (reader.left > 0 && labels.length < MAX_LABELS && reader.fault === null) {
    const length = reader.u8('label length');
    if (length === 0 || length > 63) break;
    labels.push(reader.text(length, 'label'));
  }
  if (labels.length > 0) reading.identity('sender', 'name', labels.join('.'), 0.9, DHCPV6);
}
