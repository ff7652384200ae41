// A backup as one encrypted file: a header, then chunks; inside them the files one after the other and the manifest at the end. Bounded in memory.
import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  chunkBytes,
  openChunk,
  type Opening,
  type Openers,
  type Recipient,
  sealChunk,
  sealedBytes,
  unwrapKey,
  wrapKey,
} from './backup-cipher.ts';
import { StartFault } from './start-fault.ts';

/** What stands in clear at the beginning of a backup: nothing of the plant. */
export type ContainerHeader = { format: 1; product: 'holdfast'; version: string; made_at: string; recipients: Recipient[] };

const magic = 'holdfast backup 1\n';
const largestHeader = 64 << 10;

// Frames inside the plain stream: a letter, the length (uint32, big-endian), the bytes.
export const frame = { file: 0x46, data: 0x44, end: 0x45, manifest: 0x4d } as const;
export type FrameKind = (typeof frame)[keyof typeof frame];

export type ContainerWriter = {
  put(kind: FrameKind, bytes: Buffer): Promise<void>;
  /** Writes the last chunk and brings all to the disk. Returns the whole file's length and SHA-256. */
  finish(): Promise<{ size_bytes: number; sha256: string }>;
  close(): Promise<void>;
};

/** Begins a container at `path`, which must not exist. The key opens what was written, as long as this process remembers it. */
export async function writeContainer(
  path: string,
  about: Pick<ContainerHeader, 'version' | 'made_at'>,
  openers: Openers,
): Promise<ContainerWriter & { key: Buffer }> {
  const key = randomBytes(32);
  const header: ContainerHeader = { format: 1, product: 'holdfast', ...about, recipients: wrapKey(key, openers) };
  const head = Buffer.from(`${magic}${JSON.stringify(header)}\n`);
  const bound = createHash('sha256').update(head).digest();
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  const state = { number: 0, size_bytes: 0, waiting: [] as Buffer[], filled: 0 };
  const write = async (bytes: Buffer): Promise<void> => {
    hash.update(bytes);
    state.size_bytes += bytes.length;
    await writeAll(file, bytes);
  };
  const flush = async (isLast: boolean): Promise<void> => {
    const plain = Buffer.concat(state.waiting);
    [state.waiting, state.filled] = [[], 0];
    await write(sealChunk(key, bound, state.number, isLast, plain));
    state.number += 1;
  };
  const add = async (bytes: Buffer): Promise<void> => {
    for (let at = 0; at < bytes.length;) {
      // A full chunk waits for what follows: only then it is not the last.
      if (state.filled === chunkBytes) await flush(false);
      const part = bytes.subarray(at, at + chunkBytes - state.filled);
      state.waiting.push(Buffer.from(part));
      state.filled += part.length;
      at += part.length;
    }
  };
  await write(head);
  return {
    key,
    put: async (kind, bytes) => {
      const lead = Buffer.alloc(5);
      lead[0] = kind;
      lead.writeUInt32BE(bytes.length, 1);
      await add(lead);
      await add(bytes);
    },
    finish: async () => {
      await flush(true);
      await file.sync();
      return { size_bytes: state.size_bytes, sha256: hash.digest('hex') };
    },
    close: () => file.close(),
  };
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
}

/** The header of a container. Throws StartFault for what is none. */
export async function readHeader(path: string): Promise<{ header: ContainerHeader; bound: Buffer; from: number }> {
  const file = await open(path, 'r');
  try {
    const start = Buffer.alloc(largestHeader);
    const { bytesRead } = await file.read(start, 0, largestHeader, 0);
    const end = start.subarray(0, bytesRead).indexOf(0x0a, magic.length) + 1;
    if (!start.subarray(0, bytesRead).toString('latin1', 0, magic.length).startsWith(magic) || end === 0)
      throw new StartFault('no_backup', `${path} is not a backup of Holdfast.`);
    const head = start.subarray(0, end);
    const header = readJson(head.toString('utf8', magic.length), path);
    return { header, bound: createHash('sha256').update(head).digest(), from: end };
  } finally {
    await file.close();
  }
}

function readJson(text: string, path: string): ContainerHeader {
  try {
    const header = JSON.parse(text) as ContainerHeader;
    if (header.format === 1 && header.product === 'holdfast' && Array.isArray(header.recipients)) return header;
  } catch {
    throw damaged(path, 0);
  }
  throw new StartFault('other_backup', `${path} was made by another program or a newer Holdfast. Restore it with that.`);
}

/**
 * Reads a container from its first frame to its last, a chunk at a time. Throws StartFault naming the byte from which it is not what was
 * written: changed, cut off, or continued.
 */
export async function* readContainer(path: string, opening: Opening | { key: Buffer }): AsyncGenerator<{ kind: FrameKind; bytes: Buffer }> {
  const { header, bound, from } = await readHeader(path);
  const key = 'key' in opening ? opening.key : unwrapKey(header.recipients, opening);
  let rest: Buffer = Buffer.alloc(0);
  for await (const { plain, at } of readChunks(path, key, bound, from)) {
    rest = rest.length === 0 ? plain : Buffer.concat([rest, plain]);
    let used = 0;
    while (rest.length - used >= 5) {
      const length = rest.readUInt32BE(used + 1);
      if (length > 8 * chunkBytes * chunkBytes) throw damaged(path, at);
      if (rest.length - used - 5 < length) break;
      yield { kind: rest[used] as FrameKind, bytes: rest.subarray(used + 5, used + 5 + length) };
      used += 5 + length;
    }
    rest = rest.subarray(used);
  }
  if (rest.length > 0) throw damaged(path, from);
}

async function* readChunks(path: string, key: Buffer, bound: Buffer, from: number): AsyncGenerator<{ plain: Buffer; at: number }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const stride = chunkBytes + sealedBytes;
    for (let number = 0, at = from; ; number += 1, at += stride) {
      const sealed = Buffer.alloc(Math.min(stride, Math.max(0, size - at)));
      await readFully(file, sealed, at);
      const isLast = at + stride >= size;
      const plain = openChunk(key, bound, number, isLast, sealed);
      if (plain === null) throw damaged(path, at);
      yield { plain, at };
      if (isLast) return;
    }
  } finally {
    await file.close();
  }
}

async function readFully(file: FileHandle, into: Buffer, at: number): Promise<void> {
  for (let done = 0; done < into.length;) {
    const { bytesRead } = await file.read(into, done, into.length - done, at + done);
    if (bytesRead === 0) return;
    done += bytesRead;
  }
}

function damaged(path: string, at: number): StartFault {
  return new StartFault(
    'backup_damaged',
    `The backup ${basename(path)} is damaged: from byte ${at} on it is not what was written. Take another backup.`,
  );
}
