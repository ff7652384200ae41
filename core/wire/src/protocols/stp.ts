// Spanning tree: IEEE 802.1D-2004 clause 9 (configuration, topology change, rapid), and Cisco's per-VLAN form in SNAP 00000c:010b.
import { REQUEST, type Dissector } from '../dissector.ts';
import { OTHER, idOf } from '../words.ts';
import { peekU16be, peekU32be } from './peek.ts';

const LLC_BYTES = 3,
  SNAP_BYTES = 8;
const bpduNames: Readonly<Record<number, string>> = { 0: 'Configuration', 2: 'Rapid spanning tree', 0x80: 'Topology change' };
const STP = idOf('stp');

export const stp: Dissector = {
  name: 'stp',
  groupMacs: ['0180c2000000', '01000ccccccd'],

  recognises(bytes, start, end) {
    const header = headerLength(bytes, start, end);
    const at = start + header;
    return header > 0 && peekU16be(bytes, at, end) === 0 && end - at >= 4 && bpduNames[bytes[at + 3]!] !== undefined;
  },

  read(reader, reading) {
    reader.skip(headerLength(reader.bytes, reader.position, reader.end), 'llc header');
    reader.skip(3, 'protocol identifier and version');
    const type = reader.u8('bpdu type');
    if (reader.fault === null) reading.operation(STP, type, OTHER, REQUEST);
  },

  describe(code) {
    return { key: String(code), name: bpduNames[code] ?? `bpdu type ${code}` };
  },
};

function headerLength(bytes: Uint8Array, start: number, end: number): number {
  if (peekU16be(bytes, start, end) === 0x4242) return LLC_BYTES;
  if (peekU32be(bytes, start, end) === 0xaaaa0300 && peekU16be(bytes, start + 6, end) === 0x010b) return SNAP_BYTES;
  return 0;
}
