// Reading a stored file, whole or a part, in any thread: each chunk proves itself before its bytes are let out, and the end of a whole reading its hash.
import { createHash, type Hash } from 'node:crypto';
import { basename } from 'node:path';
import { type FileHandle, open } from 'node:fs/promises';
import { chunkBytes, type DataKey, endBytes, headerBytes, openChunk, openEnd, readHeader, strideBytes } from './file-cipher.ts';
import { Failure } from './failure.ts';

/** All that reading takes; passes between threads. `sealed` null: a plain file of an older Holdfast, until it is taken over. */
export type FileSource = { path: string; sha256: string; size_bytes: number; sealed: DataKey | null };

/** Chunks read at once. */
const chunksAtOnce = 8;

/** The longest piece. */
export const pieceBytes = chunksAtOnce * chunkBytes;

function pieceOf(memory: Uint8Array | null, length: number): Uint8Array {
  return memory === null ? Buffer.allocUnsafeSlow(length) : memory.subarray(0, length);
}

/** Bytes of a stored file are not what was stored. `file` is its hash (or its name while it comes in), `at_byte` where it shows. */
export function changedFailure(path: string, at_byte: number): Failure {
  return new Failure('unavailable', 'file_changed', { file: basename(path), at_byte });
}

/**
 * The bytes from `from` to before `to`, in pieces of up to two megabytes, each in memory of its own; or all in `memory` (of
 * `pieceBytes`), where each is gone when the next is asked for: half the price for gigabytes. Throws Failure('unavailable',
 * 'file_changed', {file, at_byte}) at the first chunk that is not what was written, and at the end of a whole reading whose hash differs;
 * Failure('not_found', 'file_missing') when the file is gone.
 */
export async function* readSource(
  source: FileSource,
  from = 0,
  to = source.size_bytes,
  memory: Uint8Array | null = null,
): AsyncGenerator<Uint8Array> {
  if (from < 0 || to > source.size_bytes || from > to) throw new RangeError(`bytes ${from} to ${to} of ${source.size_bytes}`);
  const hash = from === 0 && to === source.size_bytes ? createHash('sha256') : null;
  const file = await open(source.path, 'r').catch(orMissing);
  try {
    const pieces =
      source.sealed === null ? plainPieces(file, source, from, to, memory) : sealedPieces(file, source, source.sealed, from, to, memory);
    for await (const piece of pieces) {
      hash?.update(piece);
      yield piece;
    }
    await checkWhole(file, source, hash);
  } finally {
    await file.close();
  }
}

/** The bytes from `from` to before `to` at once, for small parts. Throws as `readSource`. */
export async function readRange(source: FileSource, from: number, to: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of readSource(source, from, to)) parts.push(piece);
  return Buffer.concat(parts);
}

async function checkWhole(file: FileHandle, source: FileSource, hash: Hash | null): Promise<void> {
  if (hash === null) return;
  const { size } = await file.stat();
  if (source.sealed !== null) {
    const end = new Uint8Array(endBytes);
    const { bytesRead } = await file.read(end, 0, endBytes, size - endBytes);
    const said = openEnd(source.sealed, Math.ceil(source.size_bytes / chunkBytes), end.subarray(0, bytesRead));
    if (said !== source.size_bytes) throw changedFailure(source.path, source.size_bytes);
  } else if (size !== source.size_bytes) throw changedFailure(source.path, Math.min(size, source.size_bytes));
  if (hash.digest('hex') !== source.sha256) throw changedFailure(source.path, 0);
}

async function* plainPieces(
  file: FileHandle,
  source: FileSource,
  from: number,
  to: number,
  memory: Uint8Array | null,
): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to;) {
    const piece = pieceOf(memory, Math.min(pieceBytes, to - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) throw changedFailure(source.path, at);
    yield piece.subarray(0, bytesRead);
    at += bytesRead;
  }
}

async function* sealedPieces(
  file: FileHandle,
  source: FileSource,
  key: DataKey,
  from: number,
  to: number,
  memory: Uint8Array | null,
): AsyncGenerator<Uint8Array> {
  const header = new Uint8Array(headerBytes);
  await file.read(header, 0, headerBytes, 0);
  if (readHeader(header) !== key.file_id) throw changedFailure(source.path, 0);
  const sealed = new Uint8Array(chunksAtOnce * strideBytes);
  const last = Math.ceil(source.size_bytes / chunkBytes) - 1;
  for (let number = Math.floor(from / chunkBytes); number * chunkBytes < to; number += chunksAtOnce) {
    const count = Math.min(chunksAtOnce, Math.ceil(to / chunkBytes) - number);
    const sizeOf = (it: number): number => (it === last ? source.size_bytes - last * chunkBytes : chunkBytes);
    const wanted = (count - 1) * strideBytes + sizeOf(number + count - 1) + (strideBytes - chunkBytes);
    const { bytesRead } = await file.read(sealed, 0, wanted, headerBytes + number * strideBytes);
    const piece = pieceOf(memory, wanted - count * (strideBytes - chunkBytes));
    for (let at = 0; at < count; at += 1) {
      const chunk = sealed.subarray(
        at * strideBytes,
        Math.min(bytesRead, at * strideBytes + sizeOf(number + at) + strideBytes - chunkBytes),
      );
      if (openChunk(key, number + at, chunk, piece.subarray(at * chunkBytes)) !== sizeOf(number + at))
        throw changedFailure(source.path, (number + at) * chunkBytes);
    }
    const start = number * chunkBytes;
    yield piece.subarray(Math.max(0, from - start), Math.min(piece.length, to - start));
  }
}

function orMissing(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new Failure('not_found', 'file_missing');
  throw error;
}
