// Backups of the whole data folder, of a stopped Holdfast or of a running one, each file with its hash; and putting one back.
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { chown, mkdir, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Client } from 'pg';
import { type CopiedFile, type CopySink, copyTree, entriesOf, findDamage, flushFolder, giveWay, restoreModes } from './backup-copy.ts';
import { type DataFolder, lockFolder, makeDataFolder, roleSecret } from './data-folder.ts';
import { keepErasures } from './erasure-list.ts';
import { superuser } from './postgres-cluster.ts';
import { keepSigner } from './signer-restore.ts';
import { StartFault } from './start-fault.ts';

/** `cold`: of a stopped Holdfast. `online`: of a running one, with the write-ahead log that makes the copy whole. */
export type Backup = {
  format: 1;
  product: 'holdfast';
  version: string;
  kind: 'cold' | 'online';
  made_at: string;
  /** The data folder itself. */ root: Pick<CopiedFile, 'mode' | 'uid' | 'gid'>;
  files: CopiedFile[];
};
export type MadeBackup = { folder: string; kind: Backup['kind']; files: number; size_bytes: number; took_ms: number };

const manifestName = 'backup.json';
// What every start makes anew, and what only the running process means something with.
const outside = new Set(
  'pg18 pg18.making run log files/incoming postgres/postmaster.pid postgres/postmaster.opts backup-label.making backup-test restored-at'.split(
    ' ',
  ),
);
// PostgreSQL documentation, 25.3.3.2: the contents of these are of no use in a copy of a running cluster; the folders themselves are needed.
const emptied = ['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'];

type Wanted = { dataDir: string; to: string; version: string; now: Date; link?: boolean };

/**
 * Makes a backup in `to` (must not exist) and reads it back to be sure. A running Holdfast is copied while it runs; a stopped one is held
 * still meanwhile. Throws StartFault: no data folder, too little space, a copy that differs. A copy that failed is removed.
 */
export async function makeBackup(wanted: Wanted): Promise<MadeBackup> {
  const began = performance.now();
  const { dataDir, to } = wanted;
  if (!existsSync(dataDir)) throw new StartFault('no_data', `There is no data folder ${dataDir}. Give it with --data.`);
  if (existsSync(to)) throw new StartFault('backup_exists', `${to} is already there. Choose another folder, or move it away.`);
  if (resolve(to).startsWith(`${resolve(dataDir)}/`))
    throw new StartFault('backup_inside', 'A backup cannot lie inside the data folder. Choose another one.');
  await requireSpace(dataDir, dirname(to), wanted.link === true);
  const making = `${to}.making`;
  await rm(making, { recursive: true, force: true });
  try {
    await mkdir(making, { recursive: true, mode: 0o700 });
    const { mode, uid, gid } = await stat(dataDir);
    const { kind, files } = await copyData(wanted, join(making, 'data'));
    flushFolder(making);
    const damage = await findDamage(join(making, 'data'), files);
    if (damage !== null)
      throw new StartFault('backup_differs', `The backup was not written right (${damage.path} is ${damage.what}). Check the disk.`);
    await writeManifest(making, {
      format: 1,
      product: 'holdfast',
      version: wanted.version,
      kind,
      made_at: wanted.now.toISOString(),
      root: { mode: mode & 0o7777, uid, gid },
      files,
    });
    await rename(making, to);
    const size_bytes = files.reduce((sum, it) => sum + it.size_bytes, 0);
    return { folder: to, kind, files: files.length, size_bytes, took_ms: Math.round(performance.now() - began) };
  } catch (thrown) {
    await rm(making, { recursive: true, force: true });
    throw thrown;
  }
}

/** Reads a backup and hashes every file of it. Throws StartFault naming the first that is not as it was. */
export async function readBackup(folder: string): Promise<Backup> {
  const backup = readManifest(folder);
  const damage = await findDamage(join(folder, 'data'), backup.files);
  if (damage === null) return backup;
  throw damaged(folder, damage);
}

/**
 * Puts a backup in place of the data folder, after checking every hash. What was there is kept beside it as `<folder>.before-<stamp>`, whose path
 * is returned (null when there was nothing). A signer in use stays as it is: it refuses what is older than what it signed, unless `signer` says
 * that the backup's own goes with it (the way back of an upgrade). Throws StartFault when a Holdfast is running on it.
 */
export async function restoreBackup(it: {
  folder: string;
  dataDir: string;
  now: Date;
  signer?: 'in_use' | 'of_backup';
}): Promise<string | null> {
  const backup = readManifest(it.folder);
  const needs_bytes = await sizeOf(join(it.folder, 'data'), false);
  const { aside } = await putInPlace({ needs_bytes, dataDir: it.dataDir, now: it.now, signer: it.signer ?? 'in_use' }, (making) =>
    copyBack(it.folder, backup, making),
  );
  return aside;
}

const settledName = 'restored-at';

/**
 * Completes a restore that was cut off between its two exchanges: the data folder is not there, and what was to take its place is whole. Called
 * before a data folder is made anew. Returns whether it did.
 */
export function finishRestore(dataDir: string): boolean {
  const making = `${dataDir}.restoring`;
  if (existsSync(dataDir) || !existsSync(join(making, settledName))) return false;
  renameSync(making, dataDir);
  return true;
}

type InPlace = { dataDir: string; now: Date; signer: 'in_use' | 'of_backup'; needs_bytes: number };

/**
 * Lets `work` fill a folder beside the data folder, and exchanges the two only when all of it is there. Throws StartFault when a Holdfast is
 * running on it or the disk has no room; then everything is as it was.
 */
export async function putInPlace<R>(it: InPlace, work: (making: string) => Promise<R>): Promise<{ made: R; aside: string | null }> {
  await requireFree(it.needs_bytes, dirname(it.dataDir));
  finishRestore(it.dataDir);
  const held = existsSync(it.dataDir) ? await lockFolder(makeDataFolder(it.dataDir)) : null;
  const making = `${it.dataDir}.restoring`;
  try {
    await rm(making, { recursive: true, force: true });
    const made = await work(making);
    if (held !== null && it.signer !== 'of_backup') await keepSigner(it.dataDir, making);
    // What was erased since stays erased: the list is the installation's, not the backup's.
    if (held !== null) keepErasures(it.dataDir, making);
    writeFileSync(join(making, settledName), `${it.now.toISOString()}\n`);
    flushFolder(making);
    const aside = held === null ? null : `${it.dataDir}.before-${stampOf(it.now)}`;
    if (aside !== null) await rename(it.dataDir, aside);
    await rename(making, it.dataDir);
    return { made, aside };
  } finally {
    await rm(making, { recursive: true, force: true });
    await held?.release();
  }
}

/** Copies a backup, each file's hash compared with the list while it is read, and again with what was written. */
async function copyBack(folder: string, backup: Backup, making: string): Promise<void> {
  const copied = new Map((await copyTree(join(folder, 'data'), making, { skips: () => false })).map((it) => [it.path, it]));
  const wrong = backup.files.find((it) => copied.get(it.path)?.sha256 !== it.sha256);
  if (wrong !== undefined) throw damaged(folder, { path: wrong.path, what: copied.has(wrong.path) ? 'changed' : 'missing' });
  flushFolder(making);
  const damage = await findDamage(making, backup.files);
  if (damage !== null)
    throw new StartFault('restore_differs', `The backup was not written back right (${damage.path} is ${damage.what}). Check the disk.`);
  await restoreModes(making, backup.files);
  await restoreModes(dirname(making), [{ ...backup.root, path: basename(making), sha256: null, size_bytes: 0 }]);
}

function damaged(folder: string, damage: { path: string; what: string }): StartFault {
  return new StartFault('backup_damaged', `The backup ${folder} is damaged: ${damage.path} is ${damage.what}. Take another backup.`);
}

/** `20261121T230000Z`: names of backups sort by time. */
export function stampOf(now: Date): string {
  return `${now.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
}

/** Copies the data folder of a stopped or running Holdfast into a folder or a container. */
export async function copyData(
  wanted: Pick<Wanted, 'dataDir' | 'link'>,
  to: string | CopySink,
): Promise<{ kind: Backup['kind']; files: CopiedFile[] }> {
  const folder = makeDataFolder(wanted.dataDir);
  const lock = await lockFolder(folder).catch((thrown: unknown) => {
    if (thrown instanceof StartFault && thrown.code === 'already_running') return null;
    throw thrown;
  });
  const isFixed = (path: string): boolean => wanted.link === true && path.startsWith('files/');
  if (lock === null) return { kind: 'online', files: await copyRunning(folder, to, isFixed) };
  try {
    if (existsSync(join(folder.cluster, 'postmaster.pid')))
      throw new StartFault(
        'database_left',
        'A database of a Holdfast that was killed is still there. Start Holdfast once and stop it, then try again.',
      );
    return { kind: 'cold', files: await copyTree(folder.root, to, { skips: (path) => outside.has(path), isFixed }) };
  } finally {
    await lock.release();
  }
}

/**
 * Copies a running cluster as pg_basebackup does (PostgreSQL documentation, 25.3.3): between backup start and stop, then the log written
 * meanwhile, which a slot keeps from being thrown away. Files of captures last: what the database knows of is then among them.
 */
async function copyRunning(folder: DataFolder, to: string | CopySink, isFixed: (path: string) => boolean): Promise<CopiedFile[]> {
  const client = await connectSuper(folder);
  try {
    await client.query(`select pg_create_physical_replication_slot('holdfast_backup', true, true)`);
    const started = await client.query<{ first: string }>(`select pg_walfile_name(pg_backup_start('holdfast backup', true)) as first`);
    const inCluster = (path: string): string | null => (path.startsWith('postgres/') ? path.slice(9) : null);
    const skips = (path: string): boolean => {
      const inside = inCluster(path) ?? '';
      return outside.has(path) || emptied.some((name) => inside.startsWith(`${name}/`)) || /(^|\/)pgsql_tmp/.test(inside);
    };
    const rules = { skips, mayVanish: true };
    const cluster = await copyTree(folder.root, to, { ...rules, skips: (path) => skips(path) || path.startsWith('files') });
    const stopped = await client.query<{ label: string; last: string }>(
      'select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(false)',
    );
    const { label, last } = stopped.rows[0]!;
    const wal = await copyWal(folder, to, started.rows[0]!.first, last);
    const files = await copyTree(folder.root, to, { skips: (path) => skips(path) || !path.startsWith('files'), isFixed });
    return [...cluster, await writeLabel(folder, to, label), ...wal, ...files];
  } finally {
    await client.end();
  }
}

async function connectSuper(folder: DataFolder): Promise<Client> {
  const client = new Client({
    host: folder.sockets,
    port: 5432,
    user: superuser,
    database: 'postgres',
    password: roleSecret(folder.secrets, superuser),
  });
  try {
    await client.connect();
    return client;
  } catch (thrown) {
    throw new StartFault(
      'database_elsewhere',
      'The running Holdfast uses a database of your own (DATABASE_URL), or it is just starting. Back that database up with your own tools; then stop Holdfast to back up its folder.',
      thrown,
    );
  }
}

async function copyWal(folder: DataFolder, to: string | CopySink, first: string, last: string): Promise<CopiedFile[]> {
  const segments = (await readdir(join(folder.cluster, 'pg_wal'))).filter(
    (name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last,
  );
  if (!segments.includes(first) || !segments.includes(last))
    throw new StartFault('wal_missing', 'The database threw away log that the backup needs. Try again.');
  const wanted = new Set(segments.map((name) => `postgres/pg_wal/${name}`));
  const copied = await copyTree(folder.root, to, { skips: (path) => !leadsTo(path, wanted) });
  return copied.filter(({ sha256 }) => sha256 !== null);
}

const leadsTo = (path: string, wanted: ReadonlySet<string>): boolean =>
  wanted.has(path) || path === 'postgres' || path === 'postgres/pg_wal';

// Written beside the cluster for a moment: a sink takes files only.
async function writeLabel(folder: DataFolder, to: string | CopySink, label: string): Promise<CopiedFile> {
  const name = 'postgres/backup_label';
  const from = join(folder.root, 'backup-label.making');
  await mkdir(join(from, 'postgres'), { recursive: true, mode: 0o700 });
  try {
    await writeFile(join(from, name), label, { mode: 0o600 });
    const { uid, gid } = await stat(folder.cluster);
    if (process.getuid?.() === 0) for (const path of ['postgres', name]) await chown(join(from, path), uid, gid);
    const copied = await copyTree(from, to, { skips: () => false });
    return copied.find(({ path }) => path === name)!;
  } finally {
    await rm(from, { recursive: true, force: true });
  }
}

// The manifest is written last and carries its own hash: a backup without it is no backup.
async function writeManifest(folder: string, backup: Backup): Promise<void> {
  const text = JSON.stringify(backup);
  await writeFile(join(folder, manifestName), text, { mode: 0o600, flush: true });
  await writeFile(join(folder, `${manifestName}.sha256`), `${createHash('sha256').update(text).digest('hex')}  ${manifestName}\n`, {
    mode: 0o600,
    flush: true,
  });
}

/** Reads a backup's list of files without hashing them. Throws StartFault for what is no backup, or whose list was changed. */
export function readManifest(folder: string): Backup {
  const path = join(folder, manifestName);
  if (!existsSync(path)) throw new StartFault('no_backup', `${folder} is not a backup: it has no ${manifestName}.`);
  const text = readFileSync(path, 'utf8');
  const said = existsSync(`${path}.sha256`) ? readFileSync(`${path}.sha256`, 'utf8').slice(0, 64) : '';
  if (createHash('sha256').update(text).digest('hex') !== said)
    throw new StartFault('backup_damaged', `The backup ${basename(folder)} is damaged: its list of files does not fit its hash.`);
  const parsed = JSON.parse(text) as Backup;
  if (parsed.format !== 1 || parsed.product !== 'holdfast')
    throw new StartFault('other_backup', `${folder} was made by another program or a newer Holdfast. Restore it with that.`);
  return parsed;
}

/** Throws StartFault unless `to` has room for a copy of `from`. */
export async function requireSpace(from: string, to: string, isLinked: boolean): Promise<void> {
  await requireFree(await sizeOf(from, isLinked), to);
}

async function requireFree(bytes: number, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const disk = await statfs(to);
  const free = disk.bavail * disk.bsize;
  const needed = bytes * 1.05 + (64 << 20);
  if (free >= needed) return;
  const mb = (it: number): string => `${Math.ceil(it / 1e6)} MB`;
  throw new StartFault(
    'no_space',
    `A backup needs ${mb(needed)} in ${to}; only ${mb(free)} are free. Free some space, or choose another folder.`,
  );
}

async function sizeOf(folder: string, isLinked: boolean): Promise<number> {
  let sum = 0;
  const walk = async (inside: string): Promise<void> => {
    for (const entry of entriesOf(join(folder, inside))) {
      await giveWay();
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (outside.has(path) || (isLinked && path === 'files')) continue;
      if (entry.isDirectory()) await walk(path).catch(() => {});
      else if (entry.isFile()) sum += lstatSync(join(folder, path), { throwIfNoEntry: false })?.size ?? 0;
    }
  };
  await walk('');
  return sum;
}
