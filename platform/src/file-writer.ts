// Writes a file encrypted as it grows: chunks are gathered in memory that begins at a page, and the disk takes it while more come in.
import { open, truncate } from 'node:fs/promises';
import { chunkBytes, type DataKey, FileSealer, headerBytes, headerOf, openChunk, sealBytes, strideBytes } from './file-cipher.ts';
import { changedFailure } from './file-source.ts';
import { type GrowingFile, openGrowingFile } from './growing-file.ts';

export type FileWriter = {
  /** Plain bytes so far. */
  readonly size_bytes: number;
  write(chunk: Uint8Array): Promise<void>;
  /** The end, and everything on the disk. */
  finish(): Promise<void>;
  /** What was written is on the disk, without an end. Returns how much of it can be gone on after. */
  keep(): Promise<number>;
  close(): Promise<void>;
};

const halfBytes = 2 << 20;
const blockBytes = 4096;
const pageBytes = 64 << 10;
/** So many memories wait for the next file. */
const mostSpare = 2;
const spare: Uint8Array[] = [];

// Known to every Node; its types belong to browsers.
declare const WebAssembly: {
  Memory: new (size: { initial: number; maximum: number; shared: true }) => { readonly buffer: SharedArrayBuffer };
};

function takeMemory(): Uint8Array {
  const pages = (2 * halfBytes) / pageBytes;
  return spare.pop() ?? new Uint8Array(new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }).buffer);
}

/** How many plain bytes of an unfinished file of this length on the disk can be gone on after: whole chunks. */
export function keptPlainBytes(sealed_bytes: number): number {
  return Math.max(0, Math.floor((sealed_bytes - headerBytes) / strideBytes)) * chunkBytes;
}

/** Opens `path` for writing: a new file, or one that goes on after `kept_bytes` of plain bytes (whole chunks; more is cut off). */
export async function openFileWriter(path: string, data_key: DataKey, kept_bytes = 0): Promise<FileWriter> {
  const chunks = kept_bytes / chunkBytes;
  const begin = chunks === 0 ? 0 : headerBytes + chunks * strideBytes;
  const memory = takeMemory();
  // The disk wants whole blocks: what stands before the end in its last block is written once more.
  const filled = begin % blockBytes;
  if (begin > 0) {
    await truncate(path, begin);
    await readExactly(path, memory.subarray(0, filled), begin - filled);
  }
  const file = await openGrowingFile(path, begin - filled);
  const sealer = new FileSealer(data_key, chunks);
  const { put, reserve, flush, settle } = openHalves(file, memory, filled);
  let size_bytes = kept_bytes;
  if (begin === 0) put(headerOf(data_key.file_id));
  return {
    get size_bytes() {
      return size_bytes;
    },
    async write(chunk) {
      for (let at = 0; at < chunk.length;) {
        const part = Math.min(chunk.length - at, sealer.room);
        await reserve(part + sealBytes);
        sealer.sealPiece(chunk.subarray(at, at + part), put);
        at += part;
        size_bytes += part;
      }
    },
    async finish() {
      await settle();
      sealer.end(put);
      await flush();
    },
    async keep() {
      await flush();
      return size_bytes - sealer.filled;
    },
    async close() {
      await settle().catch(() => {});
      if (spare.length < mostSpare) spare.push(memory);
      await file.close();
    },
  };
}

/** Two halves of memory take turns: one is filled while the disk takes the other. The first `filled` bytes are there already. */
function openHalves(file: GrowingFile, memory: Uint8Array, filled: number) {
  let half = memory.subarray(0, halfBytes);
  let other = memory.subarray(halfBytes);
  let writing: Promise<void> | null = null;
  const put = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length;) {
      const part = Math.min(bytes.length - at, halfBytes - filled);
      half.set(part === bytes.length ? bytes : bytes.subarray(at, at + part), filled);
      filled += part;
      at += part;
      if (filled < halfBytes) continue;
      if (writing !== null) throw new Error('file writer: both halves are full');
      writing = file.write(half);
      // Whoever waits for room hears of its fault.
      writing.catch(() => {});
      [half, other, filled] = [other, half, 0];
    }
  };
  const settle = async (): Promise<void> => {
    await writing;
    writing = null;
  };
  const flush = async (): Promise<void> => {
    await settle();
    await file.write(half.subarray(0, filled));
    filled = 0;
    await file.sync();
  };
  const reserve = async (bytes: number): Promise<void> => {
    if (writing !== null && filled + bytes >= halfBytes) await settle();
  };
  return { put, reserve, flush, settle };
}

async function readExactly(path: string, to: Uint8Array, from: number): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { bytesRead } = await file.read(to, 0, to.length, from);
    if (bytesRead !== to.length) throw new Error('file writer: a kept file became shorter');
  } finally {
    await file.close();
  }
}

/**
 * Reads the first `kept_bytes` of an unfinished file, in the memory `get` gives, and passes each filled memory on. Throws
 * Failure('unavailable', 'file_changed') for a chunk that is not what was written.
 */
export async function replayKept(
  path: string,
  data_key: DataKey,
  kept_bytes: number,
  get: () => Uint8Array,
  pass: (part: Uint8Array) => Promise<void>,
): Promise<void> {
  const file = await open(path, 'r');
  const [sealed, plain] = [new Uint8Array(strideBytes), new Uint8Array(chunkBytes)];
  let [memory, filled] = [null as Uint8Array | null, 0];
  try {
    for (let number = 0; number * chunkBytes < kept_bytes; number += 1) {
      const { bytesRead } = await file.read(sealed, 0, strideBytes, headerBytes + number * strideBytes);
      const length = openChunk(data_key, number, sealed.subarray(0, bytesRead), plain);
      if (length === null) throw changedFailure(path, number * chunkBytes);
      for (let at = 0; at < length;) {
        memory ??= get();
        const part = Math.min(length - at, memory.length - filled);
        memory.set(plain.subarray(at, at + part), filled);
        [at, filled] = [at + part, filled + part];
        if (filled < memory.length) continue;
        await pass(memory);
        [memory, filled] = [null, 0];
      }
    }
    if (memory !== null) await pass(memory.subarray(0, filled));
  } finally {
    await file.close();
  }
}
