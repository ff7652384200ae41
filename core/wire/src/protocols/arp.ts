// ARP, RFC 826: who has which address on a segment. The engine itself ties IP to MAC; here the packets are counted.
import { REQUEST, RESPONSE, type Dissector } from '../dissector.ts';
import { IDENTIFY, OTHER, idOf } from '../words.ts';

const ARP = idOf('arp');

/** Operation codes, IANA "arp-parameters". */
const operationNames: Readonly<Record<number, string>> = { 1: 'Request', 2: 'Reply', 3: 'Reverse Request', 4: 'Reverse Reply' };

export const arp: Dissector = {
  name: 'arp',
  etherTypes: [0x0806],

  /** Hardware address length 6, protocol type IPv4. */
  recognises: (bytes, start, end) => end - start >= 8 && bytes[start + 4] === 6 && bytes[start + 2] === 8 && bytes[start + 3] === 0,

  read(reader, reading) {
    reader.skip(6, 'hardware and protocol types and lengths');
    const code = reader.u16be('operation');
    if (reader.fault !== null) return reading.undecoded(ARP);
    const isRequest = code % 2 === 1;
    reading.operation(ARP, code, isRequest ? IDENTIFY : OTHER, isRequest ? REQUEST : RESPONSE);
  },

  describe: (code) => ({ key: String(code), name: operationNames[code] ?? `Operation ${code}` }),
};
