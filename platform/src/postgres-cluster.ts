// PostgreSQL's own folder: made once by initdb beside its place and moved there whole; leftovers and orphans of a killed process are cleared.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { roleSecret, type DataFolder } from './data-folder.ts';
import type { Log } from './log.ts';
import { commandFor, giveTo, type ServerAccount } from './postgres-account.ts';
import { diskFull, StartFault } from './start-fault.ts';

/** The superuser's name; only the launcher knows its secret. */
export const superuser = 'holdfast_super';

/** Makes the cluster when there is none, and checks the one that is there. Throws StartFault for a folder that is not a whole cluster. */
export async function ensureCluster(folder: DataFolder, account: ServerAccount, binaries: string, log: Log): Promise<void> {
  removeHalfMade(folder, log);
  if (existsSync(folder.cluster)) return checkCluster(folder, account);
  if (existsSync(join(folder.secrets, `${superuser}.secret`))) rmSync(join(folder.secrets, `${superuser}.secret`));
  const making = `${folder.cluster}.making`;
  mkdirSync(making, { mode: 0o700 });
  const secretFile = `${making}.secret`;
  writeFileSync(secretFile, roleSecret(folder.secrets, superuser), { mode: 0o600 });
  if (process.getuid?.() === 0) for (const path of [making, secretFile]) chownSync(path, account.uid, account.gid);
  await runInitdb(folder, account, binaries, making, secretFile);
  rmSync(secretFile);
  renameSync(making, folder.cluster);
  log.info('database folder made', { path: folder.cluster });
}

function removeHalfMade(folder: DataFolder, log: Log): void {
  for (const leftover of [`${folder.cluster}.making`, `${folder.cluster}.making.secret`]) {
    if (!existsSync(leftover)) continue;
    log.warn('removing what an interrupted first start left', { path: leftover });
    rmSync(leftover, { recursive: true, force: true });
  }
  if (existsSync(folder.cluster) && statSync(folder.cluster).isDirectory() && readdirSync(folder.cluster).length === 0)
    rmSync(folder.cluster, { recursive: true });
}

function checkCluster(folder: DataFolder, account: ServerAccount): void {
  const versionFile = join(folder.cluster, 'PG_VERSION');
  const whole = existsSync(versionFile) && existsSync(join(folder.cluster, 'global/pg_control'));
  if (!whole) {
    throw new StartFault(
      'half_made_data',
      `${folder.cluster} is not a whole database. Restore the data folder from a backup, or move it away to begin anew.`,
    );
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version !== '18') {
    throw new StartFault(
      'other_version',
      `${folder.cluster} was made by PostgreSQL ${version}; this Holdfast brings 18. Start the Holdfast that made it.`,
    );
  }
  if (!existsSync(join(folder.secrets, `${superuser}.secret`))) {
    throw new StartFault(
      'secret_missing',
      `${join(folder.secrets, `${superuser}.secret`)} is missing, so the database cannot be opened. Restore the folder "secrets" from a backup.`,
    );
  }
  chmodSync(folder.cluster, 0o700);
  if (process.getuid?.() === 0 && statSync(folder.cluster).uid !== account.uid) giveTo(account, folder.cluster);
}

function runInitdb(folder: DataFolder, account: ServerAccount, binaries: string, making: string, secretFile: string): Promise<void> {
  const args = ['-D', making, '-U', superuser, `--pwfile=${secretFile}`, '--auth-local=scram-sha-256', '--auth-host=reject'];
  args.push('--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums', '--no-instructions');
  const { file, args: line, options } = commandFor(account, binaries, 'initdb', args);
  const child = spawn(file, line, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said = (said + String(chunk)).slice(-4000)));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => {
      if (code === 0) return done();
      if (/No space left on device|Disk quota exceeded/.test(said)) return fail(diskFull(folder.root));
      const last = said.trim().split('\n').slice(-3).join(' ');
      fail(new StartFault('initdb_failed', `The database folder could not be made in ${folder.root}: ${last}`));
    });
  });
}

/**
 * Stops a PostgreSQL that outlived the Holdfast that started it (kill -9), and removes its stale lock files. The folder's lock must be
 * held. Waits up to 30 s for a clean end, then ends it hard; the write-ahead log makes the next start whole either way.
 */
export async function stopOrphan(folder: DataFolder, log: Log): Promise<void> {
  const pidFile = join(folder.cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (isPostmasterOf(folder.cluster, pid)) {
    log.warn('stopping a database left by a Holdfast that was killed', { pid });
    signal(pid, 'SIGINT');
    await untilEnded(folder.cluster, 30);
  }
  // INVARIANT: the lock files go only when no process of the cluster is left. PostgreSQL would judge by the process id alone, which may
  // be a stranger's by now, or that of a zombie nobody reaps in a container.
  for (const [word, seconds] of [
    ['SIGQUIT', 5],
    ['SIGKILL', 5],
  ] as const) {
    if (await untilEnded(folder.cluster, 2)) break;
    for (const left of processesIn(folder.cluster)) signal(left, word);
    await untilEnded(folder.cluster, seconds);
  }
  if (processesIn(folder.cluster).length > 0) {
    const sentence = `A database (process ${processesIn(folder.cluster)[0]}) still uses ${folder.cluster} and does not stop. End it, then start again.`;
    throw new StartFault('orphan_stays', sentence);
  }
  for (const file of [pidFile, join(folder.sockets, '.s.PGSQL.5432'), join(folder.sockets, '.s.PGSQL.5432.lock')])
    rmSync(file, { force: true });
}

function signal(pid: number, word: NodeJS.Signals): void {
  try {
    process.kill(pid, word);
  } catch {
    // It ended meanwhile.
  }
}

async function untilEnded(cluster: string, seconds: number): Promise<boolean> {
  for (let i = 0; i < seconds * 50 && processesIn(cluster).length > 0; i += 1) await wait(20);
  return processesIn(cluster).length === 0;
}

// Every process of a PostgreSQL works in its cluster's folder.
function processesIn(cluster: string): number[] {
  const numbers = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return numbers.map(Number).filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    } catch {
      return false;
    }
  });
}

function isPostmasterOf(cluster: string, pid: number): boolean {
  return processesIn(cluster).includes(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster);
}
