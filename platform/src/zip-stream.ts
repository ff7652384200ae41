// A zip file written while it is made: small parts whole, one long part as it comes (APPNOTE.TXT 4.3; sizes follow in data descriptors).
import { crc32, createDeflateRaw } from 'node:zlib';

export type ZipPart = { name: string; text: AsyncIterable<string> | Iterable<string> };
type Written = { name: Buffer; crc: number; packed_bytes: number; bytes: number; offset: number };

// APPNOTE 4.4.4: bit 3, sizes follow; bit 11, names are UTF-8. 1 January 2020: the time of making is no part of the contents.
const flags = 0x0808;
const dosDate = ((2020 - 1980) << 9) | (1 << 5) | 1;
const deflated = 8;

/** The bytes of a zip file with these parts, in their order; under 4 GiB. */
export async function* zipBytes(parts: readonly ZipPart[]): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for (const part of parts) {
    const it: Written = { name: Buffer.from(part.name), crc: 0, packed_bytes: 0, bytes: 0, offset };
    for await (const chunk of partBytes(part, it)) {
      offset += chunk.length;
      yield chunk;
    }
    written.push(it);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield endOfDirectory(written.length, directory.length, offset);
}

async function* partBytes(part: ZipPart, it: Written): AsyncGenerator<Buffer> {
  yield localHeader(it.name);
  const deflate = createDeflateRaw({ level: 4 });
  const feeding = feed(part, it, deflate);
  feeding.catch((error: Error) => deflate.destroy(error));
  for await (const chunk of deflate as AsyncIterable<Buffer>) {
    it.packed_bytes += chunk.length;
    yield chunk;
  }
  await feeding;
  yield dataDescriptor(it);
}

async function feed(part: ZipPart, it: Written, deflate: ReturnType<typeof createDeflateRaw>): Promise<void> {
  for await (const text of part.text) {
    const bytes = Buffer.from(text);
    it.crc = crc32(bytes, it.crc);
    it.bytes += bytes.length;
    if (!deflate.write(bytes)) await new Promise((drained) => deflate.once('drain', drained));
  }
  deflate.end();
}

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(deflated, 8);
  head.writeUInt16LE(dosDate, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function dataDescriptor(it: Written): Buffer {
  const end = Buffer.alloc(16);
  end.writeUInt32LE(0x08074b50, 0);
  end.writeUInt32LE(it.crc, 4);
  end.writeUInt32LE(it.packed_bytes, 8);
  end.writeUInt32LE(it.bytes, 12);
  return end;
}

function directoryEntry(it: Written): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, 6);
  head.writeUInt16LE(flags, 8);
  head.writeUInt16LE(deflated, 10);
  head.writeUInt16LE(dosDate, 14);
  head.writeUInt32LE(it.crc, 16);
  head.writeUInt32LE(it.packed_bytes, 20);
  head.writeUInt32LE(it.bytes, 24);
  head.writeUInt16LE(it.name.length, 28);
  head.writeUInt32LE(it.offset, 42);
  return Buffer.concat([head, it.name]);
}

function endOfDirectory(parts: number, directory_bytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts, 8);
  end.writeUInt16LE(parts, 10);
  end.writeUInt32LE(directory_bytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
