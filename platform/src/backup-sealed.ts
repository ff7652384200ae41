// Encrypted backups: made in one file and read back, checked with the ledger inside, and put in place of a data folder.
import { createHash, type Hash } from 'node:crypto';
import { chmodSync, closeSync, existsSync, lchownSync, mkdirSync, openSync } from 'node:fs';
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Backup, copyData, putInPlace, requireSpace } from './backup.ts';
import type { Openers, Opening } from './backup-cipher.ts';
import { type ContainerWriter, frame, readContainer, writeContainer } from './backup-container.ts';
import { type CopiedFile, type CopySink, flushFolder, giveWay, readFrom, writeBytes } from './backup-copy.ts';
import { type LedgerInside, verifyInside } from './backup-ledger.ts';
import { StartFault, systemCode } from './start-fault.ts';

export type SealedBackup = {
  path: string;
  kind: Backup['kind'];
  version: string;
  made_at: string;
  files: number;
  /** Of the encrypted file. */
  size_bytes: number;
  sha256: string;
  /** The logs inside, verified; null when that was not asked for. */
  logs: LedgerInside[] | null;
  took_ms: number;
};

type Manifest = Pick<Backup, 'version' | 'kind' | 'made_at' | 'root'> & { files: number };
type Wanted = { dataDir: string; to: string; version: string; now: Date; openers: Openers };

/**
 * Makes an encrypted backup at `to` (must not exist), reads it back, and starts the database inside to verify its ledger. A running Holdfast is
 * copied while it runs. Throws StartFault; what was begun is removed then.
 */
export async function makeSealedBackup(wanted: Wanted): Promise<SealedBackup> {
  const began = performance.now();
  const { dataDir, to } = wanted;
  if (!existsSync(dataDir)) throw new StartFault('no_data', `There is no data folder ${dataDir}. Give it with --data.`);
  if (existsSync(to)) throw new StartFault('backup_exists', `${to} is already there. Choose another name, or move it away.`);
  if (resolve(to).startsWith(`${resolve(dataDir)}/`))
    throw new StartFault('backup_inside', 'A backup cannot lie inside the data folder. Choose another one.');
  await requireSpace(dataDir, dirname(to), false);
  const making = `${to}.making`;
  await rm(making, { force: true });
  try {
    const { key, ...written } = await writeAll(wanted, making);
    const { manifest, logs } = await checkSealed(making, { key }, join(dataDir, 'backup-test'));
    await rename(making, to);
    await flush(dirname(to));
    const { files, kind, made_at, version } = manifest;
    return { path: to, kind, made_at, version, files, ...written, logs, took_ms: Math.round(performance.now() - began) };
  } catch (thrown) {
    await rm(making, { force: true });
    throw systemCode(thrown) === 'ENOSPC'
      ? new StartFault('no_space', `${dirname(to)} is full. Free some space, or choose another folder.`)
      : thrown;
  }
}

async function writeAll({ dataDir, version, now, openers }: Wanted, path: string) {
  const made_at = now.toISOString();
  const container = await writeContainer(path, { version, made_at }, openers);
  try {
    const { kind, files } = await copyData({ dataDir }, sinkOf(container));
    const { mode, uid, gid } = await statOf(dataDir);
    const root = { mode: mode & 0o7777, uid, gid };
    const manifest: Manifest = { version, kind, made_at, root, files: files.filter(({ sha256 }) => sha256 !== null).length };
    await container.put(frame.manifest, Buffer.from(JSON.stringify(manifest)));
    return { ...(await container.finish()), key: container.key };
  } finally {
    await container.close();
  }
}

async function statOf(path: string) {
  const handle = await open(path, 'r');
  try {
    return await handle.stat();
  } finally {
    await handle.close();
  }
}

type Lead = Pick<CopiedFile, 'path' | 'mode' | 'uid' | 'gid'> & { folder: boolean };

function sinkOf(container: ContainerWriter): CopySink {
  const lead = (it: Lead): Promise<void> => container.put(frame.file, Buffer.from(JSON.stringify(it)));
  return {
    addFolder: (path, { mode, uid, gid }) => lead({ path, mode: mode & 0o7777, uid, gid, folder: true }),
    addFile: async (from, path, { size, mode, uid, gid }) => {
      const source = openSync(from, 'r');
      try {
        await lead({ path, mode: mode & 0o7777, uid, gid, folder: false });
        const copied = await readFrom(source, size, (part) => container.put(frame.data, part));
        await container.put(frame.end, Buffer.from(JSON.stringify(copied)));
        return copied;
      } finally {
        closeSync(source);
      }
    },
  };
}

/** What takes the files of a container as they are read; `null` skips a file. */
type Taker = { begin(lead: Lead): Promise<boolean>; data(bytes: Buffer): Promise<void>; end(): Promise<void> };

/** Reads all of a container, hashing every file. Throws StartFault naming the place or the file that is not as it was. */
async function walk(path: string, opening: Opening | { key: Buffer }, taker: Taker | null): Promise<Manifest> {
  const now = { lead: null as Lead | null, hash: createHash('sha256') as Hash, taken: false, files: 0 };
  let manifest: Manifest | null = null;
  for await (const { kind, bytes } of readContainer(path, opening)) {
    if (manifest !== null) throw broken(path, 'it goes on after its end');
    if (kind === frame.file) {
      now.lead = JSON.parse(bytes.toString()) as Lead;
      now.hash = createHash('sha256');
      now.taken = taker !== null && (await taker.begin(now.lead));
    } else if (kind === frame.data) {
      now.hash.update(bytes);
      if (now.taken) await taker?.data(bytes);
    } else if (kind === frame.end) {
      const { sha256 } = JSON.parse(bytes.toString()) as { sha256: string };
      if (now.hash.digest('hex') !== sha256) throw broken(path, `${now.lead?.path ?? 'a file'} is changed`);
      if (now.taken) await taker?.end();
      now.files += 1;
    } else manifest = JSON.parse(bytes.toString()) as Manifest;
  }
  if (manifest === null || manifest.files !== now.files) throw broken(path, 'a part of it is missing');
  return manifest;
}

function broken(path: string, what: string): StartFault {
  return new StartFault('backup_damaged', `The backup ${basename(path)} is damaged: ${what}. Take another backup.`);
}

/** Writes the files that `wanted` lets through below `to`, with the owners and permissions they had; owners only when root. */
function takerInto(to: string, wanted: (path: string) => boolean): Taker & { settle(): Promise<void> } {
  const folders: Lead[] = [];
  let file = 0;
  let lead: Lead | null = null;
  const asBefore = (it: Lead): void => {
    if (process.getuid?.() === 0) lchownSync(inside(to, it.path), it.uid, it.gid);
    chmodSync(inside(to, it.path), it.mode);
  };
  return {
    begin: async (it) => {
      if (!wanted(it.path)) return false;
      await giveWay();
      lead = it;
      if (it.folder) {
        mkdirSync(inside(to, it.path), { recursive: true, mode: 0o700 });
        folders.push(it);
        return false;
      }
      mkdirSync(dirname(inside(to, it.path)), { recursive: true, mode: 0o700 });
      file = openSync(inside(to, it.path), 'w', 0o600);
      return true;
    },
    data: async (bytes) => writeBytes(file, bytes),
    end: async () => {
      closeSync(file);
      asBefore(lead!);
    },
    settle: async () => {
      for (const it of folders.toReversed()) asBefore(it);
    },
  };
}

// What is encrypted was written by Holdfast; whoever has the key could still have written another path.
function inside(to: string, path: string): string {
  const target = resolve(to, path);
  if (target.startsWith(`${resolve(to)}/`)) return target;
  throw new StartFault('backup_damaged', `The backup holds a path that leads outside: ${path}.`);
}

export type CheckedBackup = { manifest: Manifest; logs: LedgerInside[] | null };

/**
 * Reads a backup from its first byte to its last. With `work` (made, and removed at the end) its database is put there, started, and its ledger
 * verified: every leaf, node and checkpoint.
 */
export async function checkSealed(path: string, opening: Opening | { key: Buffer }, work: string | null): Promise<CheckedBackup> {
  if (work === null) return { manifest: await walk(path, opening, null), logs: null };
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true, mode: 0o711 });
  await chmod(work, process.getuid?.() === 0 ? 0o711 : 0o700);
  try {
    const taker = takerInto(work, (it) => /^(postgres|secrets)(\/|$)|^ledger-keys\.json$/.test(it));
    const manifest = await walk(path, opening, taker);
    await taker.settle();
    const hasDatabase = existsSync(join(work, 'postgres/PG_VERSION'));
    return { manifest, logs: hasDatabase ? await verifyInside(work) : [] };
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Puts an encrypted backup in place of the data folder; what was there is kept beside it. Every byte is authenticated before anything is
 * exchanged, and the signer in use goes on remembering. Returns the manifest and where the former folder is.
 */
export async function restoreSealed(it: {
  path: string;
  dataDir: string;
  opening: Opening;
  now: Date;
}): Promise<{ manifest: Manifest; aside: string | null }> {
  const { size } = await statOf(it.path);
  return putInPlace({ dataDir: it.dataDir, needs_bytes: size, now: it.now, signer: 'in_use' }, async (making) => {
    await mkdir(making, { recursive: true, mode: 0o700 });
    const taker = takerInto(making, () => true);
    const manifest = await walk(it.path, it.opening, taker);
    await taker.settle();
    const { root } = manifest;
    if (process.getuid?.() === 0) lchownSync(making, root.uid, root.gid);
    await chmod(making, root.mode);
    flushFolder(making);
    return manifest;
  }).then(({ made, aside }) => ({ manifest: made, aside }));
}

async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}
