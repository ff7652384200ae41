// Starts and stops the bundled PostgreSQL 18: own folder, own account, unix socket only, a secret per role.
import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import { lockFolder, makeDataFolder, roleSecret, type DataFolder } from './data-folder.ts';
import type { Log } from './log.ts';
import { chooseAccount, commandFor, type ServerAccount } from './postgres-account.ts';
import { installBinaries } from './postgres-binaries.ts';
import { ensureCluster, stopOrphan, superuser } from './postgres-cluster.ts';
import { databaseName, prepareRoles } from './postgres-roles.ts';
import { asStartFault, diskFull, StartFault } from './start-fault.ts';

/** The login roles of db/roles.sql: the owner runs migrations, the others are one per process. */
export type DatabaseRole = 'holdfast_owner' | 'holdfast_app' | 'holdfast_sequencer' | 'holdfast_jobs';

/** A database that can be connected to, bundled or external. */
export type Postgres = {
  /** What `new pg.Pool()` or `new pg.Client()` needs to connect as a role. */
  connectionFor(role: DatabaseRole, database?: string): ClientConfig;
  /** Stops it; calling it twice is one stop. Does nothing to an external database. */
  stop(): Promise<void>;
};

export type BundledPostgres = Postgres & {
  socketDir: string;
  /** Only names the socket's file: PostgreSQL does not listen on TCP. */
  port: number;
  pid: number;
  folder: DataFolder;
  /** Connection of the superuser, for the launcher and the tests' template only. */
  superConnection(database?: string): ClientConfig;
  /** Resolves when the postmaster ends, asked for or not; a server watches it. */
  ended: Promise<void>;
};

export type StartOptions = {
  /** Absolute path; made when absent. */
  dataDir: string;
  log: Log;
  /** Further server settings; the tests turn fsync off. */
  settings?: Readonly<Record<string, string>>;
};

const port = 5432;

const productSettings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  cluster_name: 'holdfast',
  fsync: 'on',
  recovery_init_sync_method: 'syncfs',
  shared_buffers: '128MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '512MB',
  max_connections: '60',
  max_wal_size: '1GB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  io_workers: '2',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  log_min_error_statement: 'panic',
  log_line_prefix: '%m [%p] %q%u ',
} as const;

/**
 * Starts PostgreSQL on the data folder, making whatever is missing, and returns once it takes connections and the roles and the database
 * `holdfast` exist. Throws StartFault with a sentence for: another Holdfast on the folder, a full disk, a half-made or foreign folder, an
 * account that cannot reach it.
 */
export async function startPostgres(options: StartOptions): Promise<BundledPostgres> {
  try {
    const folder = makeDataFolder(options.dataDir);
    const lock = await lockFolder(folder);
    try {
      return await startLocked(folder, options, () => lock.release());
    } catch (thrown) {
      await lock.release();
      throw thrown;
    }
  } catch (thrown) {
    throw asStartFault(thrown, options.dataDir);
  }
}

async function startLocked(folder: DataFolder, options: StartOptions, release: () => Promise<void>): Promise<BundledPostgres> {
  const binaries = installBinaries(folder.root);
  const account = chooseAccount(binaries, folder.root);
  if (process.getuid?.() === 0) chownSync(folder.sockets, account.uid, account.gid);
  await stopOrphan(folder, options.log);
  await ensureCluster(folder, account, binaries, options.log);
  const child = launch(folder, account, binaries, options.settings ?? {});
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = makeStop(child, ended, release);
  const connect = (user: string, database: string): ClientConfig => ({
    host: folder.sockets,
    port,
    user,
    database,
    password: roleSecret(folder.secrets, user),
  });
  try {
    await untilReady(child, folder, options.log);
    await prepareRoles(connect(superuser, 'postgres'), (role) => roleSecret(folder.secrets, role));
  } catch (thrown) {
    await stop();
    throw thrown;
  }
  options.log.info('database started', { pid: child.pid, account: account.kind, path: folder.cluster });
  return {
    connectionFor: (role, database = databaseName) => connect(role, database),
    superConnection: (database = databaseName) => connect(superuser, database),
    socketDir: folder.sockets,
    port,
    pid: child.pid ?? -1,
    folder,
    ended,
    stop,
  };
}

// Its own process group, or Ctrl-C would reach the database at the same moment as the server that still needs it.
function launch(folder: DataFolder, account: ServerAccount, binaries: string, settings: Readonly<Record<string, string>>): ChildProcess {
  const all = Object.entries({ ...productSettings, unix_socket_directories: folder.sockets, port: String(port), ...settings });
  const { file, args, options } = commandFor(account, binaries, 'postgres', [
    '-D',
    folder.cluster,
    ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const log = openServerLog(folder);
  try {
    const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', log, log] });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function serverLogPath(folder: DataFolder): string {
  return join(folder.log, 'postgres.log');
}

function openServerLog(folder: DataFolder): number {
  const path = serverLogPath(folder);
  if (existsSync(path) && statSync(path).size > 10_000_000) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

async function untilReady(child: ChildProcess, folder: DataFolder, log: Log): Promise<void> {
  const from = statSync(serverLogPath(folder)).size;
  let failed: Error | null = null;
  child.once('error', (error) => (failed = error));
  for (let waitedMs = 0; !isReady(child, folder); waitedMs += 10) {
    if (failed !== null) throw failed;
    if (child.exitCode !== null || child.signalCode !== null) throw explainEnd(folder, from);
    if (waitedMs > 0 && waitedMs % 5000 === 0) log.info('database is recovering', { waited_ms: waitedMs });
    await wait(10);
  }
}

// Line 8 of postmaster.pid is the postmaster's state (PostgreSQL 18, miscadmin.h, LOCK_FILE_LINE_PM_STATUS); line 1 its process id.
function isReady(child: ChildProcess, folder: DataFolder): boolean {
  const file = join(folder.cluster, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines[0] === String(child.pid) && lines[7]?.trim() === 'ready';
}

function explainEnd(folder: DataFolder, from: number): StartFault {
  const path = serverLogPath(folder);
  const said = readFileSync(path).subarray(from).toString('utf8');
  if (/No space left on device|Disk quota exceeded/.test(said)) return diskFull(folder.root);
  const fatal = said.split('\n').findLast((line) => /FATAL|PANIC/.test(line)) ?? said.trim().split('\n').at(-1) ?? '';
  return new StartFault(
    'postgres_failed',
    `The database does not start: ${fatal.replace(/^.*?(FATAL|PANIC):\s*/, '')}. More is in ${path}.`,
  );
}

// Fast shutdown (SIGINT), then immediate (SIGQUIT): the write-ahead log covers the second.
function makeStop(child: ChildProcess, ended: Promise<void>, release: () => Promise<void>): () => Promise<void> {
  const end = async (): Promise<void> => {
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) break;
      child.ref();
      child.kill(signal);
      await Promise.race([ended, wait(20_000, undefined, { ref: false })]);
    }
    await release();
  };
  let stopping: Promise<void> | null = null;
  return () => (stopping ??= end());
}
