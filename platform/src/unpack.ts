// Undoes the compression of captures, by their first bytes: gzip (RFC 1952) and Zstandard (RFC 8878), as streams of bounded memory.
import { Duplex, pipeline } from 'node:stream';
import { constants, createGunzip, createZstdDecompress } from 'node:zlib';
import { type Packing, packingOf } from './packing.ts';
import { splitZstdFrames } from './zstd-frames.ts';

export type Unpacker = { name: Packing; stream: Duplex };

const chunkBytes = 1 << 20;
/** 2^27 bytes: what `zstd` itself unpacks without being asked for more (RFC 8878, 3.1.1.1.2, recommends at least 2^23). */
const windowLog = 27;

/** What undoes the compression of a file that begins with `head`; null when it is not compressed. */
export function unpackerFor(head: Uint8Array): Unpacker | null {
  const name = packingOf(head);
  if (name === null) return null;
  if (name === 'gzip') return { name, stream: createGunzip({ chunkSize: chunkBytes }) };
  const decoder = createZstdDecompress({ chunkSize: chunkBytes, params: { [constants.ZSTD_d_windowLogMax]: windowLog } });
  const frames = splitZstdFrames();
  // Both ends of the pair tell its faults and end with it.
  pipeline(frames, decoder, () => {});
  return { name, stream: Duplex.from({ writable: frames, readable: decoder }) };
}

/** Most bytes a compressed capture may unpack to, and how many times its size. */
export const unpackLimits = { bytes: 100 * 2 ** 30, times: 500, times_from_bytes: 256 * 2 ** 20 } as const;

/** Why a file that unpacked to `unpacked` bytes from `packed` is not unpacked further; null while it may. */
export function unpackFault(packed: number, unpacked: number): string | null {
  const { bytes, times, times_from_bytes } = unpackLimits;
  if (unpacked > bytes) return `unpacks to more than ${bytes / 2 ** 30} GiB`;
  if (unpacked > times_from_bytes && unpacked > packed * times) return `unpacks to more than ${times} times its size`;
  return null;
}
