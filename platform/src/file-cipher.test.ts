// The form of an encrypted file: what goes in comes out, and nothing else does.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  chunkBytes,
  type DataKey,
  endBytes,
  FileSealer,
  headerBytes,
  headerOf,
  openChunk,
  openEnd,
  plainSize,
  readHeader,
  strideBytes,
} from './file-cipher.ts';

const keyFor = (file_id: string): DataKey => ({ file_id, key: randomBytes(32) });
const mine = keyFor('0199aaaa-0000-7000-8000-000000000001');

/** Seals in pieces of these lengths, over and over. */
function seal(plain: Uint8Array, pieces: readonly number[], key = mine): Buffer {
  const out: Buffer[] = [headerOf(key.file_id)];
  const put = (bytes: Uint8Array): void => void out.push(Buffer.from(bytes));
  const sealer = new FileSealer(key);
  for (let at = 0, turn = 0; at < plain.length; turn += 1) {
    const part = Math.min(pieces[turn % pieces.length]!, sealer.room, plain.length - at);
    sealer.sealPiece(plain.subarray(at, at + part), put);
    at += part;
  }
  sealer.end(put);
  return Buffer.concat(out);
}

function unseal(sealed: Buffer, key = mine): Buffer | null {
  const size = plainSize(sealed.length);
  if (size === null || readHeader(sealed) !== key.file_id) return null;
  const plain = Buffer.alloc(size);
  const chunks = Math.ceil(size / chunkBytes);
  for (let number = 0; number < chunks; number += 1) {
    const from = headerBytes + number * strideBytes;
    const chunk = sealed.subarray(from, Math.min(from + strideBytes, sealed.length - endBytes));
    if (openChunk(key, number, chunk, plain.subarray(number * chunkBytes)) === null) return null;
  }
  return openEnd(key, chunks, sealed.subarray(sealed.length - endBytes)) === size ? plain : null;
}

const sizes = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.integer({ min: chunkBytes - 2, max: chunkBytes + 2 }),
  fc.integer({ min: 0, max: 3 * chunkBytes }),
);

test('what was sealed in any pieces opens to the same bytes', () => {
  fc.assert(
    fc.property(sizes, fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 1, maxLength: 5 }), (size, pieces) => {
      const plain = randomBytes(size);
      const sealed = seal(plain, pieces);
      assert.equal(plainSize(sealed.length), size);
      assert.deepEqual(unseal(sealed), plain);
    }),
    { numRuns: 60 },
  );
});

test('no flipped bit, cut or added byte, and no other key opens', () => {
  const sealed = seal(randomBytes(2 * chunkBytes + 777), [chunkBytes]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: sealed.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
      const wrong = Buffer.from(sealed);
      wrong[at]! ^= 1 << bit;
      assert.equal(unseal(wrong), null);
      assert.equal(unseal(sealed.subarray(0, at)), null);
    }),
    { numRuns: 300 },
  );
  assert.equal(unseal(Buffer.concat([sealed, Buffer.alloc(1)])), null);
  assert.equal(unseal(sealed, { ...mine, key: randomBytes(32) }), null);
});

test('chunks cannot change places, be left out, or come from another file under the same key', () => {
  const sealed = seal(randomBytes(3 * chunkBytes), [chunkBytes]);
  const chunk = (of: Buffer, number: number): Buffer =>
    of.subarray(headerBytes + number * strideBytes, headerBytes + (number + 1) * strideBytes);
  const whole = (...chunks: Buffer[]): Buffer => Buffer.concat([sealed.subarray(0, headerBytes), ...chunks, sealed.subarray(-endBytes)]);
  assert.notEqual(unseal(whole(chunk(sealed, 0), chunk(sealed, 1), chunk(sealed, 2))), null);
  assert.equal(unseal(whole(chunk(sealed, 1), chunk(sealed, 0), chunk(sealed, 2))), null);
  assert.equal(unseal(whole(chunk(sealed, 0), chunk(sealed, 1))), null);
  const other = seal(randomBytes(3 * chunkBytes), [chunkBytes], { ...mine, file_id: '0199aaaa-0000-7000-8000-000000000002' });
  assert.equal(unseal(whole(chunk(sealed, 0), chunk(other, 1), chunk(sealed, 2))), null);
});

test('the same bytes look different each time', () => {
  assert.notDeepEqual(seal(Buffer.alloc(100), [100]).subarray(headerBytes), seal(Buffer.alloc(100), [100]).subarray(headerBytes));
});
