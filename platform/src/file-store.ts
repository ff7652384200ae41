// The content-addressed file store: files named by the SHA-256 of their bytes, hashed and encrypted while streaming in, a key each; whole or absent.
import { createHash, type Hash } from 'node:crypto';
import { statfs, unlink } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { DataKey } from './file-cipher.ts';
import { checkFile, type CheckOptions, type FileCheck } from './file-check.ts';
import {
  type FileFolders,
  ignoreAbsent,
  incomingPath,
  listPlaces,
  makeFileFolders,
  moveIntoPlace,
  newIncomingName,
  placeOf,
  sizeOnDisk,
  sweepIncoming,
} from './file-folders.ts';
import type { FileKeys } from './file-keys.ts';
import { hashSealedFile, openStored } from './file-open.ts';
import { type FileSource, pieceBytes, readRange, readSource } from './file-source.ts';
import { type FileWriter, keptPlainBytes, openFileWriter, replayKept } from './file-writer.ts';
import { Failure } from './failure.ts';
import { systemCode } from './start-fault.ts';

export type StoredFile = { sha256: string; size_bytes: number };
/** `name`: a UUID under which it may go on after a break. `is_sensitive`: the server never opens it for anybody; people get its key. */
export type ReceiveOptions = { limit_bytes: number; name?: string; is_sensitive?: boolean };

export type FileStore = {
  /**
   * Opens a file being received. `write` may be awaited for back-pressure. `finish` fsyncs, moves it under its hash and returns it (storing
   * the same bytes twice keeps one copy; `existed` says so). `discard` removes the partial file.
   * Throws Failure('too_large','file_too_large') past `limit_bytes` and Failure('insufficient_storage','disk_full') on ENOSPC.
   */
  receive(options: ReceiveOptions): Promise<Receiving>;
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
  /**
   * What reading a stored file takes, in this thread or another (`readSource`, `readRange`). `data_key`: of a sensitive file whose key people
   * hold. Throws Failure: 'file_missing' or 'file_erased' (not_found), 'file_changed' {file, at_byte} or 'file_key_missing' (unavailable),
   * 'file_needs_keys' (forbidden).
   */
  open(sha256: string, data_key?: DataKey): Promise<FileSource>;
  /** Its bytes for an answer. The first piece is read before it returns, so a damaged small file is a Failure and no broken answer. */
  stream(sha256: string, data_key?: DataKey): Promise<Readable>;
  /** The bytes from `from` to before `to`; as many as there are. Throws as `open`. */
  read(sha256: string, from: number, to: number): Promise<Buffer>;
  /** Reads it all and says whether it still is what was stored. May be slowed down, and stopped. */
  check(sha256: string, options?: CheckOptions): Promise<FileCheck>;
  /** True when the bytes still are what their name says. */
  verify(sha256: string): Promise<boolean>;
  /** SHA-256 of a file as it lies on the disk, for `handOverKey`. Throws as `open`. */
  hashSealed(sha256: string): Promise<string>;
  /** Removes the bytes of a file whose key was destroyed (see `destroyKey`). True when there were any. */
  removeDestroyed(sha256: string): Promise<boolean>;
  /** Takes a sensitive file's key out of the server (see `FileKeys.handOver`). */
  handOverKey: FileKeys['handOver'];
  /** Plain files of an older Holdfast that wait to be encrypted, the first of them. */
  listPlain(): Promise<string[]>;
  /** Encrypts a plain file of an older Holdfast; it stays readable meanwhile. False when there was nothing to do. Throws as `open`. */
  takeOver(sha256: string): Promise<boolean>;
  /** Writes down plain files nobody wrote down yet, so that they are taken over and checked too. Returns how many lie in the store. */
  survey(): Promise<number>;
  /** At the start: ends moves a dead process began, and removes partial files but for those to `keep`. Returns how many. */
  sweep(keep?: ReadonlySet<string>): Promise<number>;
};

export type Receiving = {
  write(chunk: Uint8Array): Promise<void>;
  finish(): Promise<StoredFile & { existed: boolean }>;
  discard(): Promise<void>;
  /** Keeps what is there, on the disk, to go on with `resume` later. Returns how much: whole chunks of it. */
  suspend(): Promise<number>;
  /** Reads what a resumed file holds into the memory `get` gives and passes it on. Returns the SHA-256 of it all. */
  replay(get: () => Uint8Array, pass: (part: Uint8Array) => Promise<void>): Promise<string>;
};

type Parts = {
  folders: FileFolders;
  keys: FileKeys;
  receiving: Set<string>;
  alone: <T>(sha256: string, work: () => Promise<T>) => Promise<T>;
};
type Partial = { name: string; path: string; data_key: DataKey; is_sensitive: boolean; writer: FileWriter; hash: Hash; closed: boolean };

/**
 * Opens the store in `dir` (made with mode 0700 when absent; files are 0600). One process owns a store: call `sweep` once at its start.
 * INVARIANT: a file is there from the moment its row says so (`keys.keep`); before, all its bytes are on the disk under `incoming/`; the
 * move into its place after it is done again at the next start when the process dies in between.
 */
export async function openFileStore(dir: string, keys: FileKeys): Promise<FileStore> {
  const folders = await makeFileFolders(dir);
  const parts: Parts = { folders, keys, receiving: new Set(), alone: oneByOne() };
  const open = (sha256: string, data_key?: DataKey) => openStored(folders, keys, sha256, data_key === undefined ? {} : { data_key });
  const check = (sha256: string, options?: CheckOptions) => checkFile(folders, keys, sha256, options);
  return {
    receive: ({ limit_bytes, name = newIncomingName(), is_sensitive = false }) => receive(parts, { limit_bytes, name, is_sensitive }),
    resume: (name, { limit_bytes }) => resume(parts, name, limit_bytes),
    keptBytes: async (name) => (await keptOf(parts, name))?.kept_bytes ?? null,
    drop: (name) => forget(parts, name),
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(dir);
      return bavail * bsize;
    },
    open,
    stream: async (sha256, data_key) => streamOf(readSource(await open(sha256, data_key))),
    read: async (sha256, from, to) => {
      const source = await open(sha256);
      return readRange(source, Math.min(from, source.size_bytes), Math.min(to, source.size_bytes));
    },
    check,
    verify: async (sha256) => (await check(sha256)).state === 'whole',
    hashSealed: (sha256) => hashSealedFile(placeOf(folders, sha256)),
    removeDestroyed: (sha256) => removeDestroyed(parts, sha256),
    handOverKey: keys.handOver,
    listPlain: () => keys.listPlain(1000),
    takeOver: (sha256) => takeOver(parts, sha256),
    survey: () => survey(parts),
    sweep: (keep = new Set()) => sweep(parts, parts.receiving.union(keep)),
  };
}

/** Work on the same bytes waits for the work before it; one process owns a store. */
function oneByOne(): Parts['alone'] {
  const last = new Map<string, Promise<unknown>>();
  return async (sha256, work) => {
    const mine = (last.get(sha256) ?? Promise.resolve()).catch(() => {}).then(work);
    last.set(sha256, mine);
    try {
      return await mine;
    } finally {
      if (last.get(sha256) === mine) last.delete(sha256);
    }
  };
}

async function receive(parts: Parts, it: Required<ReceiveOptions>): Promise<Receiving> {
  const path = incomingPath(parts.folders, it.name);
  await unlink(path).catch(ignoreAbsent);
  const data_key = await parts.keys.begin(it.name, it.is_sensitive);
  return openPartial(parts, { ...it, path, data_key, kept_bytes: 0 });
}

async function resume(parts: Parts, name: string, limit_bytes: number): Promise<Receiving> {
  const kept = await keptOf(parts, name);
  if (kept === null) throw new Failure('not_found', 'file_missing');
  const { is_sensitive, data_key } = kept;
  return openPartial(parts, {
    name,
    limit_bytes,
    is_sensitive,
    path: incomingPath(parts.folders, name),
    data_key,
    kept_bytes: kept.kept_bytes,
  });
}

async function keptOf(parts: Parts, name: string): Promise<{ kept_bytes: number; data_key: DataKey; is_sensitive: boolean } | null> {
  const sealed_bytes = await sizeOnDisk(incomingPath(parts.folders, name));
  const unfinished = sealed_bytes === null ? null : await parts.keys.unfinished(name);
  return sealed_bytes === null || unfinished === null ? null : { kept_bytes: keptPlainBytes(sealed_bytes), ...unfinished };
}

type Opening = Required<ReceiveOptions> & { path: string; data_key: DataKey; kept_bytes: number };

async function openPartial(parts: Parts, it: Opening): Promise<Receiving> {
  const { name, path, data_key, is_sensitive, kept_bytes, limit_bytes } = it;
  if (kept_bytes === 0) await unlink(path).catch(ignoreAbsent);
  const writer = await orDiskFull(openFileWriter(path, data_key, kept_bytes));
  parts.receiving.add(name);
  const partial: Partial = { name, path, data_key, is_sensitive, writer, hash: createHash('sha256'), closed: false };
  const over = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    parts.receiving.delete(name);
    return done;
  };
  const drop = (): Promise<void> => over(discard(parts, partial));
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
    finish: () => over(orDrop(finish(parts, partial))),
    discard: drop,
    suspend: () => over(suspend(partial)),
    replay: async (get, pass) => {
      await replayKept(path, data_key, kept_bytes, get, (part) => {
        partial.hash.update(part);
        return pass(part);
      });
      return partial.hash.copy().digest('hex');
    },
  };
}

async function suspend(partial: Partial): Promise<number> {
  if (partial.closed) return 0;
  partial.closed = true;
  try {
    return await partial.writer.keep();
  } finally {
    await partial.writer.close();
  }
}

async function writeChunk(partial: Partial, chunk: Uint8Array, limit_bytes: number): Promise<void> {
  if (partial.closed) throw new Error('file store: write after finish or discard');
  if (partial.writer.size_bytes + chunk.length > limit_bytes) throw new Failure('too_large', 'file_too_large', { limit_bytes });
  // The disk takes what was gathered before while this is encrypted and hashed.
  await partial.writer.write(chunk);
  partial.hash.update(chunk);
}

async function finish(parts: Parts, partial: Partial): Promise<StoredFile & { existed: boolean }> {
  if (partial.closed) throw new Error('file store: finish after finish or discard');
  await partial.writer.finish();
  partial.closed = true;
  await partial.writer.close();
  const stored = { sha256: partial.hash.digest('hex'), size_bytes: partial.writer.size_bytes };
  return parts.alone(stored.sha256, async () => {
    const { folders, keys } = parts;
    const before = (await keys.find(stored.sha256)).find((it) => it.state === 'kept' || it.state === 'handed_over' || it.state === 'plain');
    const existed = before !== undefined && (await checkFile(folders, keys, stored.sha256)).state === 'whole';
    const isAsGood = before?.state === 'handed_over' || (before?.state === 'kept' && (before.is_sensitive || !partial.is_sensitive));
    if (existed && isAsGood) {
      await forget(parts, partial.name);
      return { ...stored, existed };
    }
    await keys.keep(partial.data_key, stored);
    await moveIntoPlace(folders, partial.path, stored.sha256);
    await keys.settle(partial.data_key.file_id, stored.sha256);
    return { ...stored, existed };
  });
}

async function discard(parts: Parts, partial: Partial): Promise<void> {
  if (!partial.closed) {
    partial.closed = true;
    await partial.writer.close();
  }
  await forget(parts, partial.name);
}

async function forget({ folders, keys }: Parts, name: string): Promise<void> {
  await unlink(incomingPath(folders, name)).catch(ignoreAbsent);
  await keys.forget(name);
}

function removeDestroyed({ folders, keys, alone }: Parts, sha256: string): Promise<boolean> {
  return alone(sha256, async () => {
    const rows = await keys.find(sha256);
    if (rows.length === 0 || rows.some((it) => it.state !== 'destroyed')) return false;
    const path = placeOf(folders, sha256);
    if ((await sizeOnDisk(path)) === null) return false;
    await unlink(path);
    return true;
  });
}

async function takeOver(parts: Parts, sha256: string): Promise<boolean> {
  const source = await openStored(parts.folders, parts.keys, sha256, {});
  if (source.sealed !== null) return false;
  const receiving = await receive(parts, { limit_bytes: source.size_bytes, name: newIncomingName(), is_sensitive: false });
  try {
    for await (const piece of readSource(source, 0, source.size_bytes, new Uint8Array(pieceBytes))) await receiving.write(piece);
    await receiving.finish();
    return true;
  } catch (error) {
    await receiving.discard();
    throw error;
  }
}

async function survey({ folders, keys }: Parts): Promise<number> {
  let found = 0;
  for await (const sha256 of listPlaces(folders)) {
    found += 1;
    const source = (await keys.find(sha256)).length > 0 ? null : await openStored(folders, keys, sha256, {}).catch(() => null);
    if (source?.sealed === null) await keys.addPlain(sha256);
  }
  return found;
}

async function sweep({ folders, keys }: Parts, keep: ReadonlySet<string>): Promise<number> {
  for (const { name, file_id, sha256 } of await keys.unsettled()) {
    const path = incomingPath(folders, name);
    if ((await sizeOnDisk(path)) !== null) await moveIntoPlace(folders, path, sha256);
    await keys.settle(file_id, sha256);
  }
  const removed = await sweepIncoming(folders, keep);
  await keys.forgetOthers([...keep]);
  return removed;
}

async function streamOf(pieces: AsyncGenerator<Uint8Array>): Promise<Readable> {
  const first = await pieces.next();
  let begun = false;
  const all: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => all,
    next: () => {
      if (begun) return pieces.next();
      begun = true;
      return Promise.resolve(first);
    },
    // Who stops reading, also before the first byte, closes the file.
    return: () => pieces.return(undefined),
    throw: (error: unknown) => pieces.throw(error),
  };
  return Readable.from(all, { objectMode: false });
}

async function orDiskFull<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (systemCode(error) === 'ENOSPC' || systemCode(error) === 'EDQUOT') throw new Failure('insufficient_storage', 'disk_full');
    throw error;
  }
}
