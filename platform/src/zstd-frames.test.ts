// Where Zstandard frames end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { ZstdFrames } from './zstd-frames.ts';

const skippable = (length: number): Buffer =>
  Buffer.concat([Buffer.from([0x53, 0x2a, 0x4d, 0x18, length, 0, 0, 0]), Buffer.alloc(length, 9)]);
const packed = (bytes: Uint8Array, checksum: number): Buffer =>
  zstdCompressSync(bytes, { params: { [constants.ZSTD_c_checksumFlag]: checksum } });
const random = Buffer.from(Array.from({ length: 400_000 }, (_, at) => (at * 2654435761) >>> 11));
const frame = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map(skippable),
  fc
    .tuple(fc.integer({ min: 0, max: 400_000 }), fc.constantFrom(0, 1))
    .map(([length, checksum]) => packed(random.subarray(0, length), checksum)),
  fc.integer({ min: 0, max: 300_000 }).map((length) => packed(Buffer.alloc(length), 1)),
);

test('a piece never holds the end of one frame and the start of the next, however the bytes arrive', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 4 }), fc.integer({ min: 1, max: 100_000 }), (all, size) => {
      const bytes = Buffer.concat(all);
      const frames = new ZstdFrames();
      const pieces: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; at += size) pieces.push(...frames.split(bytes.subarray(at, at + size)));
      assert.deepEqual(Buffer.concat(pieces), bytes);
      let end = 0;
      const ends = new Set(all.map((it) => (end += it.length)));
      let place = 0;
      for (const piece of pieces) {
        for (const it of ends) assert.ok(it <= place || it >= place + piece.length, `a frame ends at ${it} within a piece at ${place}`);
        place += piece.length;
      }
    }),
    { numRuns: 60 },
  );
});

test('what is no frame is left to the decoder', () => {
  const junk = Buffer.from('this is no frame at all');
  assert.deepEqual(Buffer.concat(new ZstdFrames().split(junk)), junk);
});
