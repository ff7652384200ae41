// The content-addressed file store: files named by their SHA-256, hashed while streaming in, moved into place by rename and fsync.
import { createHash, randomUUID, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, mkdir, open, readdir, rename, stat, statfs, truncate, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './failure.ts';
import { type GrowingFile, openGrowingFile } from './growing-file.ts';

export type StoredFile = { sha256: string; size_bytes: number };

export type FileStore = {
  /**
   * Opens a file being received. `write` may be awaited for back-pressure. `finish` fsyncs, renames to its hash and returns it (storing the
   * same bytes twice keeps one copy; `existed` says so). `discard` removes the partial file.
   * Throws Failure('too_large','file_too_large') past `limit_bytes` and Failure('insufficient_storage','disk_full') on ENOSPC.
   */
  receive(options: { limit_bytes: number; name?: string }): Promise<Receiving>;
  /**
   * Opens a file that was suspended under `name` (a UUID) to go on at its end; also after the process died, with what reached the disk.
   * `replay` must be called first. Throws Failure('not_found','file_missing').
   */
  resume(name: string, options: { limit_bytes: number }): Promise<Receiving>;
  /** How much of a file half received is kept under `name`; null when nothing is. */
  keptBytes(name: string): Promise<number | null>;
  /** Forgets a file half received. */
  drop(name: string): Promise<void>;
  /** Room on the disk for files of this process's user, in bytes. */
  freeBytes(): Promise<number>;
  /** Path of a stored file for reading in a worker; throws Failure('not_found','file_missing'). */
  pathOf(sha256: string): Promise<string>;
  /** Re-hashes a stored file: true when the bytes still are what their name says. */
  verify(sha256: string): Promise<boolean>;
  /** Removes partial files left by a process that died, but for those to `keep`. Returns how many. */
  sweep(keep?: ReadonlySet<string>): Promise<number>;
};

export type Receiving = {
  write(chunk: Uint8Array): Promise<void>;
  finish(): Promise<StoredFile & { existed: boolean }>;
  discard(): Promise<void>;
  /** Keeps what is there, on the disk, to go on with `resume` later. Returns how much: whole blocks of it. */
  suspend(): Promise<number>;
  /** Reads what a resumed file holds into the memory `get` gives and passes it on. Returns the SHA-256 of it all. */
  replay(get: () => Uint8Array, pass: (part: Uint8Array) => Promise<void>): Promise<string>;
};

type Folders = { root: string; incoming: string };
type PartialFile = {
  path: string;
  file: GrowingFile;
  hash: Hash;
  closed: boolean;
};

/**
 * Opens the store in `dir` (made with mode 0700 when absent; files are 0600). One process owns a store: call `sweep` once at its start.
 * A file is complete or absent under its name: it is written under `incoming/`, fsynced, renamed, and its folder fsynced.
 */
export async function openFileStore(dir: string): Promise<FileStore> {
  const folders = { root: dir, incoming: join(dir, 'incoming') };
  await mkdir(folders.incoming, { recursive: true, mode: 0o700 });
  await chmod(dir, 0o700);
  await chmod(folders.incoming, 0o700);
  const receiving = new Set<string>();
  return {
    receive: ({ limit_bytes, name = randomUUID() }) => receive(folders, receiving, limit_bytes, name, 0),
    resume: async (name, { limit_bytes }) => {
      const kept = await keptBytes(folders, name);
      if (kept === null) throw new Failure('not_found', 'file_missing');
      return receive(folders, receiving, limit_bytes, name, kept);
    },
    keptBytes: (name) => keptBytes(folders, name),
    drop: (name) => unlink(incomingPath(folders, name)).catch(ignoreAbsent),
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(dir);
      return bavail * bsize;
    },
    pathOf: (sha256) => pathOf(folders, sha256),
    verify: async (sha256) => (await hashFile(await pathOf(folders, sha256))) === sha256,
    sweep: (keep = new Set()) => sweep(folders, receiving.union(keep)),
  };
}

async function receive(
  folders: Folders,
  receiving: Set<string>,
  limit_bytes: number,
  name: string,
  kept_bytes: number,
): Promise<Receiving> {
  const path = incomingPath(folders, name);
  if (kept_bytes > 0) await truncate(path, kept_bytes);
  else await unlink(path).catch(ignoreAbsent);
  const file = await orDiskFull(openGrowingFile(path, kept_bytes));
  receiving.add(name);
  const partial: PartialFile = { path, file, hash: createHash('sha256'), closed: false };
  const over = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    receiving.delete(name);
    return done;
  };
  const drop = (): Promise<void> => over(discard(partial));
  const orDrop = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await orDiskFull(work);
    } catch (error) {
      await drop();
      throw error;
    }
  };
  return {
    write: (chunk) => orDrop(writeChunk(partial, chunk, limit_bytes)),
    finish: () => over(orDrop(finish(folders, partial))),
    discard: drop,
    suspend: () => over(suspend(partial)),
    replay: (get, pass) => replay(partial, kept_bytes, get, pass),
  };
}

/** Only whole blocks are kept, so that what follows can be written past the page cache again. */
const keptBlockBytes = 4096;

async function suspend(partial: PartialFile): Promise<number> {
  const { size_bytes } = partial.file;
  if (!partial.closed) {
    partial.closed = true;
    await partial.file.sync();
    await partial.file.close();
  }
  return size_bytes - (size_bytes % keptBlockBytes);
}

async function keptBytes(folders: Folders, name: string): Promise<number | null> {
  try {
    const { size } = await stat(incomingPath(folders, name));
    return size - (size % keptBlockBytes);
  } catch (error) {
    ignoreAbsent(error);
    return null;
  }
}

async function replay(
  partial: PartialFile,
  kept_bytes: number,
  get: () => Uint8Array,
  pass: (part: Uint8Array) => Promise<void>,
): Promise<string> {
  const from = await open(partial.path, 'r');
  try {
    for (let at = 0; at < kept_bytes;) {
      const memory = get();
      const { bytesRead } = await from.read(memory, 0, Math.min(memory.length, kept_bytes - at), at);
      if (bytesRead === 0) throw new Error('file store: a kept file became shorter');
      at += bytesRead;
      partial.hash.update(memory.subarray(0, bytesRead));
      await pass(memory.subarray(0, bytesRead));
    }
  } finally {
    await from.close();
  }
  return partial.hash.copy().digest('hex');
}

/** Names are ours (UUIDs); anything else never leaves the folder. */
function incomingPath(folders: Folders, name: string): string {
  if (!/^[0-9a-f-]{36}$/.test(name)) throw new Error('file store: the name of a file half received is a UUID');
  return join(folders.incoming, name);
}

async function writeChunk(partial: PartialFile, chunk: Uint8Array, limit_bytes: number): Promise<void> {
  if (partial.closed) throw new Error('file store: write after finish or discard');
  if (partial.file.size_bytes + chunk.length > limit_bytes) throw new Failure('too_large', 'file_too_large', { limit_bytes });
  // One thread writes while this one hashes.
  const writing = partial.file.write(chunk);
  partial.hash.update(chunk);
  await writing;
}

async function finish(folders: Folders, partial: PartialFile): Promise<StoredFile & { existed: boolean }> {
  if (partial.closed) throw new Error('file store: finish after finish or discard');
  await partial.file.sync();
  partial.closed = true;
  await partial.file.close();
  const sha256 = partial.hash.digest('hex');
  const stored = { sha256, size_bytes: partial.file.size_bytes };
  const target = placeOf(folders, sha256);
  if ((await exists(target)) && (await hashFile(target)) === sha256) {
    await unlink(partial.path);
    return { ...stored, existed: true };
  }
  await mkdir(join(target, '..'), { recursive: true, mode: 0o700 });
  await rename(partial.path, target);
  await syncFolder(join(target, '..'));
  await syncFolder(folders.root);
  return { ...stored, existed: false };
}

async function discard(partial: PartialFile): Promise<void> {
  if (!partial.closed) {
    partial.closed = true;
    await partial.file.close();
  }
  await unlink(partial.path).catch(ignoreAbsent);
}

async function pathOf(folders: Folders, sha256: string): Promise<string> {
  const path = placeOf(folders, sha256);
  if (!(await exists(path))) throw new Failure('not_found', 'file_missing');
  return path;
}

/** Files spread over 256 folders by the first byte of their hash. Anything but a hash is refused, so a name never leaves the store. */
function placeOf(folders: Folders, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Failure('not_found', 'file_missing');
  return join(folders.root, sha256.slice(0, 2), sha256);
}

async function sweep(folders: Folders, receiving: ReadonlySet<string>): Promise<number> {
  const left = (await readdir(folders.incoming)).filter((name) => !receiving.has(name));
  for (const name of left) await unlink(join(folders.incoming, name)).catch(ignoreAbsent);
  return left.length;
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function ignoreAbsent(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}

async function orDiskFull<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT') throw new Failure('insufficient_storage', 'disk_full');
    throw error;
  }
}
