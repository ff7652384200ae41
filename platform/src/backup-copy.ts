// Copies a folder and hashes what it copies; and hashes a copy again, to say whether it still is what was copied.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { type Stats } from 'node:fs';
import { chmod, lchown, link, lstat, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCode } from './start-fault.ts';

/** One file or folder (`sha256` null) of a copy; `path` is relative, `mode` the permission bits. */
export type CopiedFile = { path: string; size_bytes: number; sha256: string | null; mode: number; uid: number; gid: number };

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
  addFile(from: string, path: string, stat: Stats, isFixed: boolean): Promise<Pick<CopiedFile, 'size_bytes' | 'sha256'>>;
};

const chunk_bytes = 4 << 20;

/** Copies everything below `from` to `to` (made; must not hold the same files). Returns what was copied, folders before their files. */
export async function copyTree(from: string, to: string | CopySink, rules: CopyRules): Promise<CopiedFile[]> {
  const copied: CopiedFile[] = [];
  if (typeof to === 'string') await mkdir(to, { recursive: true, mode: 0o700 });
  const sink = typeof to === 'string' ? folderSink(to) : to;
  const walk = async (inside: string): Promise<void> => {
    for (const entry of (await readdir(join(from, inside), { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
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
  const stat = await lstat(join(from, path));
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
      await mkdir(join(to, path), { recursive: true, mode: 0o700 });
      await own(join(to, path), stat);
    },
    addFile: async (from, path, stat, isFixed) => {
      const target = join(to, path);
      if (isFixed && (await linkOne(from, target))) return hashFile(target);
      const hashed = await copyFile(from, target);
      await own(target, stat);
      return hashed;
    },
  };
}

/** Copies one file, with the hash of what was written; `flushFolder` then brings it all to the disk. */
export async function copyFile(from: string, to: string): Promise<{ size_bytes: number; sha256: string }> {
  const source = await open(from, 'r');
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const target = await open(to, 'w', 0o600);
    try {
      const hashed = await readAll(source, async (part) => void (await target.write(part)));
      return hashed;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
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
    if (process.getuid?.() === 0) await lchown(join(folder, path), uid, gid);
    await chmod(join(folder, path), mode);
  }
}

export async function hashFile(path: string): Promise<{ size_bytes: number; sha256: string }> {
  const file = await open(path, 'r');
  try {
    return await readAll(file, async () => {});
  } finally {
    await file.close();
  }
}

/** Reads a file from where it stands to its end, a piece at a time. Returns what was read. */
export async function readAll(
  file: Awaited<ReturnType<typeof open>>,
  take: (part: Buffer) => Promise<void>,
): Promise<{ size_bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  const { size } = await file.stat();
  const buffer = Buffer.allocUnsafe(Math.min(chunk_bytes, size + 1));
  let size_bytes = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
    if (bytesRead === 0) return { size_bytes, sha256: hash.digest('hex') };
    const part = buffer.subarray(0, bytesRead);
    hash.update(part);
    await take(part);
    size_bytes += bytesRead;
  }
}

async function linkOne(from: string, to: string): Promise<boolean> {
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await link(from, to);
    return true;
  } catch (thrown) {
    if (['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'].includes(systemCode(thrown))) return false;
    throw thrown;
  }
}

async function own(path: string, stat: Stats): Promise<void> {
  if (process.getuid?.() === 0) await lchown(path, stat.uid, stat.gid);
}

async function orVanished<T>(work: Promise<T>, rules: CopyRules): Promise<T | null> {
  try {
    return await work;
  } catch (thrown) {
    if (rules.mayVanish === true && systemCode(thrown) === 'ENOENT') return null;
    throw thrown;
  }
}
