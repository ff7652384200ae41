// Copies a folder and hashes what it copies; and hashes a copy again, to say whether it still is what was copied.
import { spawnSync } from 'node:child_process';
import { createHash, hash as hashOf } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  type Dirent,
  fstatSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  read,
  type Stats,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { systemCode } from './start-fault.ts';

/** One file or folder (`sha256` null) of a copy; `path` is relative, `mode` the permission bits. */
export type CopiedFile = { path: string; size_bytes: number; sha256: string | null; mode: number; uid: number; gid: number };

/** What was read or written of a file. */
export type Hashed = { size_bytes: number; sha256: string };

export type CopyRules = {
  /** Paths (relative) left out, with all below them. */
  skips: (path: string) => boolean;
  /** Files that never change once they are there: linked instead of copied where the disk allows it. */
  isFixed?: (path: string) => boolean;
  /** A file that vanishes while a running database is copied is no fault. */
  mayVanish?: boolean;
};

/** Where copies go: a folder, or one encrypted file. `path` is relative. */
export type CopySink = {
  addFolder(path: string, stat: Stats): Promise<void>;
  /** Copies the file `from`; returns the hash of what was written. */
  addFile(from: string, path: string, stat: Stats, isFixed: boolean): Promise<Hashed>;
};

const chunk_bytes = 4 << 20;
/**
 * Files up to this length are read and written in one go. A database is thousands of small files, and to hand each of a file's eleven steps to a
 * helper thread takes many times as long as the step.
 */
const small_bytes = 1 << 20;

const readPiece = promisify(read);
let gaveWay = performance.now();

/** Between steps that wait for the disk: lets signals and connections have their turn, at most every 20 ms. */
export async function giveWay(): Promise<void> {
  if (performance.now() - gaveWay < 20) return;
  await turn();
  gaveWay = performance.now();
}

/** A folder's entries by name, in the order of their code units. */
export const entriesOf = (folder: string): Dirent[] =>
  readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Copies everything below `from` to `to` (made; must not hold the same files). Returns what was copied, folders before their files. */
export async function copyTree(from: string, to: string | CopySink, rules: CopyRules): Promise<CopiedFile[]> {
  const copied: CopiedFile[] = [];
  if (typeof to === 'string') mkdirSync(to, { recursive: true, mode: 0o700 });
  const sink = typeof to === 'string' ? folderSink(to) : to;
  const walk = async (inside: string): Promise<void> => {
    for (const entry of entriesOf(join(from, inside))) {
      await giveWay();
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (rules.skips(path) || !(entry.isDirectory() || entry.isFile())) continue;
      const one = await orVanished(copyOne(from, sink, path, rules), rules);
      if (one === null) continue;
      copied.push(one);
      if (entry.isDirectory()) await orVanished(walk(path), rules);
    }
  };
  await walk('');
  return copied;
}

async function copyOne(from: string, sink: CopySink, path: string, rules: CopyRules): Promise<CopiedFile> {
  const stat = lstatSync(join(from, path));
  const about = { path, mode: stat.mode & 0o7777, uid: stat.uid, gid: stat.gid };
  if (stat.isDirectory()) {
    await sink.addFolder(path, stat);
    return { ...about, size_bytes: 0, sha256: null };
  }
  return { ...about, ...(await sink.addFile(join(from, path), path, stat, rules.isFixed?.(path) === true)) };
}

function folderSink(to: string): CopySink {
  return {
    addFolder: async (path, stat) => {
      mkdirSync(join(to, path), { recursive: true, mode: 0o700 });
      own(join(to, path), stat);
    },
    addFile: async (from, path, stat, isFixed) => {
      const target = join(to, path);
      if (isFixed && linkOne(from, target)) return hashFile(target);
      const copied = await copyFile(from, target);
      own(target, stat);
      return copied;
    },
  };
}

// With the hash of what was written; `flushFolder` then brings it all to the disk.
async function copyFile(from: string, to: string): Promise<Hashed> {
  const source = openSync(from, 'r');
  try {
    const target = openSync(to, 'w', 0o600);
    try {
      return await readFrom(source, fstatSync(source).size, async (part) => writeBytes(target, part));
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}

/** Writes all of the bytes, however little of them the disk takes at a time. */
export function writeBytes(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

/** Waits until everything below the folder is on the disk: once for all files, because a flush of each would take minutes. */
export function flushFolder(folder: string): void {
  if (spawnSync('sync', ['-f', folder], { stdio: 'ignore' }).status !== 0) spawnSync('sync', { stdio: 'ignore' });
}

/** The first file of the list that is not as it was copied, or null when all are. */
export async function findDamage(
  folder: string,
  files: readonly CopiedFile[],
): Promise<{ path: string; what: 'missing' | 'changed' } | null> {
  for (const { path, sha256, size_bytes } of files) {
    if (sha256 === null) continue;
    const now = await hashFile(join(folder, path)).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return null;
      throw error;
    });
    if (now === null) return { path, what: 'missing' };
    if (now.sha256 !== sha256 || now.size_bytes !== size_bytes) return { path, what: 'changed' };
  }
  return null;
}

/** Gives a copy the owner and permissions the original had; owners only when root. */
export async function restoreModes(folder: string, files: readonly CopiedFile[]): Promise<void> {
  for (const { path, mode, uid, gid } of files.toReversed()) {
    await giveWay();
    own(join(folder, path), { uid, gid });
    chmodSync(join(folder, path), mode);
  }
}

/** What a file holds. Rejects as the system does when it cannot be read. */
export async function hashFile(path: string): Promise<Hashed> {
  await giveWay();
  const file = openSync(path, 'r');
  try {
    return await readFrom(file, fstatSync(file).size, async () => {});
  } finally {
    closeSync(file);
  }
}

/** Hands over what an open file holds: a short one at once, a long one a piece at a time. Returns what was read. */
export async function readFrom(file: number, size_bytes: number, take: (part: Buffer) => Promise<void>): Promise<Hashed> {
  if (size_bytes <= small_bytes) {
    const bytes = readFileSync(file);
    await take(bytes);
    return { size_bytes: bytes.length, sha256: hashOf('sha256', bytes) };
  }
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(chunk_bytes);
  let read_bytes = 0;
  for (;;) {
    const { bytesRead } = await readPiece(file, buffer, 0, buffer.length, null);
    if (bytesRead === 0) return { size_bytes: read_bytes, sha256: hash.digest('hex') };
    const part = buffer.subarray(0, bytesRead);
    hash.update(part);
    await take(part);
    read_bytes += bytesRead;
  }
}

function linkOne(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (thrown) {
    if (['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'].includes(systemCode(thrown))) return false;
    throw thrown;
  }
}

function own(path: string, { uid, gid }: Pick<Stats, 'uid' | 'gid'>): void {
  if (process.getuid?.() === 0) lchownSync(path, uid, gid);
}

async function orVanished<T>(work: Promise<T>, rules: CopyRules): Promise<T | null> {
  try {
    return await work;
  } catch (thrown) {
    if (rules.mayVanish === true && systemCode(thrown) === 'ENOENT') return null;
    throw thrown;
  }
}
