// How a capture is compressed, by its first bytes: gzip (RFC 1952) or Zstandard (RFC 8878). Apart from what undoes it, which takes long to load.

export type Packing = 'gzip' | 'zstd';

/** How a file that begins with `head` (four bytes are enough) is compressed; null when it is not. */
export function packingOf(head: Uint8Array): Packing | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd ? 'zstd' : null;
}
