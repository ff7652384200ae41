// Remote desktop: the X.224 connection that opens it (MS-RDPBCGR 2.2.1.1, 2.2.1.2) and what follows in TLS or fast-path form. The user name in its cookie is not kept.
import { REQUEST, RESPONSE, type Dissector } from '../dissector.ts';
import { OTHER, SESSION, idOf } from '../words.ts';
import { peekU16be, peekU8 } from './peek.ts';
import { isTlsRecord, mayBeTlsRecord, tlsRecordLength } from './tls.ts';

const CONNECTION_REQUEST = 0xe0,
  CONNECTION_CONFIRM = 0xd0,
  DATA = 0xf0;
const names: Readonly<Record<number, string>> = {
  [CONNECTION_REQUEST]: 'Connection request',
  [CONNECTION_CONFIRM]: 'Connection confirm',
  [DATA]: 'Data',
};
const TPKT_VERSION = 3;
const RDP = idOf('rdp');

export const rdp: Dissector = {
  name: 'rdp',
  tcpPorts: [3389],

  recognises(bytes, start, end) {
    if (peekU8(bytes, start, end) !== TPKT_VERSION) return isTlsRecord(bytes, start, end);
    return bytes[start + 1] === 0 && names[peekU8(bytes, start + 5, end) & 0xf0] !== undefined;
  },

  /** TPKT, TLS record, or fast-path PDU, whose length is in its second byte or in two (2.2.9.1.2). */
  unitLength(bytes, start, end) {
    if (end - start < 4) return 0;
    if (bytes[start] === TPKT_VERSION) return peekU16be(bytes, start + 2, end) >= 7 ? peekU16be(bytes, start + 2, end) : -1;
    // A record's header of five bytes, of which four are there, also begins like a fast-path PDU.
    if (end - start === 4 && mayBeTlsRecord(bytes, start)) return 0;
    if (isTlsRecord(bytes, start, end)) return tlsRecordLength(bytes, start, end);
    if ((bytes[start]! & 3) !== 0) return -1;
    const length = bytes[start + 1]! & 0x80 ? peekU16be(bytes, start + 1, end) & 0x7fff : bytes[start + 1]!;
    return length < 3 ? -1 : length;
  },

  read(reader, reading) {
    if (reader.u8('tpkt version') !== TPKT_VERSION) return reading.undecoded(RDP);
    reader.skip(4, 'tpkt and x.224 length');
    const type = reader.u8('x.224 type') & 0xf0;
    if (reader.fault === null) reading.operation(RDP, type, type === DATA ? OTHER : SESSION, reading.fromServer ? RESPONSE : REQUEST);
  },

  describe(code) {
    return { key: String(code), name: names[code] ?? `X.224 type ${code}` };
  },
};
