// CIP class 0 and 1 I/O data over UDP 2222 (ODVA CIP Vol 2, 3-2): cyclic inputs and outputs on a connection opened by Forward Open.
import type { ByteReader } from '../byte-reader.ts';
import { UNSOLICITED } from '../dissector.ts';
import type { Dissector, Reading } from '../dissector.ts';
import { OTHER, idOf } from '../words.ts';

const cipIoId = idOf('cip-io');

const SEQUENCED_ADDRESS = 0x8002,
  CONNECTED_DATA = 0xb1;

/** CIP I/O. One code, 0: the data say nothing of their direction's meaning, so their class is `other` and they make no events. */
export const cipIo: Dissector = {
  name: 'cip-io',
  udpPorts: [2222],
  anyPort: true,
  recognises: recognisesCipIo,
  read: readCipIo,
  // What is recognised is whole, and its one operation is always the same.
  steady: () => 1,
  describe: (code) => ({ key: String(code), name: 'cyclic I/O data' }),
};

/** Two items, sequenced address (8 bytes) and connected data whose length ends the datagram. */
function recognisesCipIo(bytes: Uint8Array, start: number, end: number): boolean {
  if (start + 18 > end || bytes[start] !== 2 || bytes[start + 1] !== 0) return false;
  if (bytes[start + 2] !== 0x02 || bytes[start + 3] !== 0x80 || bytes[start + 4] !== 8 || bytes[start + 5] !== 0) return false;
  if (bytes[start + 14] !== CONNECTED_DATA || bytes[start + 15] !== 0) return false;
  return start + 18 + (bytes[start + 16]! | (bytes[start + 17]! << 8)) <= end;
}

function readCipIo(reader: ByteReader, reading: Reading): void {
  const items = reader.u16le('item count');
  const address = reader.u16le('address item type');
  reader.skip(reader.u16le('address item length'), 'address item');
  const data = reader.u16le('data item type');
  const length = reader.u16le('data item length');
  if (reader.fault) return reading.undecoded(cipIoId);
  if (items < 2 || address !== SEQUENCED_ADDRESS || data !== CONNECTED_DATA) {
    reader.invalid('I/O items');
    return reading.undecoded(cipIoId);
  }
  reading.operation(cipIoId, 0, OTHER, UNSOLICITED);
  reader.skip(length, 'I/O data');
}
