// Which account runs PostgreSQL (it refuses root), and the command line that starts one of its programs as that account.
import { spawnSync } from 'node:child_process';
import { accessSync, chownSync, constants, lchownSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { StartFault } from './start-fault.ts';

/** `self`: the user who starts Holdfast; `nobody`: uid 65534, when started by root; `mapped`: root, seen as uid 65534 by PostgreSQL. */
export type ServerAccount = { kind: 'self' | 'nobody' | 'mapped'; uid: number; gid: number };

export type Command = { file: string; args: string[]; options: { cwd: string; env: Record<string, string>; uid?: number; gid?: number } };

const nobodyId = 65534;

/**
 * Chooses the account by trying: nobody first when root, then a user namespace that maps root to nobody (for a data folder nobody may not
 * reach). `binaries` is the folder of `installBinaries`. Throws StartFault with what to do when neither works.
 */
export function chooseAccount(binaries: string, dataDir: string): ServerAccount {
  const uid = process.getuid?.() ?? -1;
  const gid = process.getgid?.() ?? -1;
  if (uid !== 0) return { kind: 'self', uid, gid };
  const nobody: ServerAccount = { kind: 'nobody', uid: nobodyId, gid: nobodyId };
  if (canRun(nobody, binaries)) return nobody;
  const mapped: ServerAccount = { kind: 'mapped', uid: 0, gid: 0 };
  if (canRun(mapped, binaries)) return mapped;
  throw new StartFault(
    'account_cannot_reach_data',
    `PostgreSQL does not run as root, and the account "nobody" cannot reach ${dataDir}. ` +
      'Set HOLDFAST_DATA to a folder such as /var/lib/holdfast, or start Holdfast as an ordinary user.',
  );
}

/**
 * The command that runs `program` (`initdb` or `postgres`) as `account`. Where the machine has setpriv the program also gets SIGINT when
 * this process dies, whatever the way.
 */
export function commandFor(account: ServerAccount, binaries: string, program: string, args: readonly string[]): Command {
  const dieWithParent = findProgram('setpriv');
  const line = [join(binaries, 'bin', program), ...args];
  if (dieWithParent !== null) line.unshift(dieWithParent, '--pdeathsig', 'INT');
  if (account.kind === 'mapped')
    line.unshift(findProgram('unshare') ?? 'unshare', '-U', `--map-user=${nobodyId}`, `--map-group=${nobodyId}`);
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', ...memory };
  const ids = account.kind === 'nobody' ? { uid: account.uid, gid: account.gid } : {};
  return { file: line[0] ?? program, args: line.slice(1), options: { cwd: '/', env, ...ids } };
}

// glibc gives a few freed pages back to the kernel at once and asks for them again: two calls and three page faults for each act.
const memory = { MALLOC_TRIM_THRESHOLD_: '8388608', MALLOC_TOP_PAD_: '262144' };

/** Gives `path` and all below it to the account; only needed, and only possible, when root. */
export function giveTo(account: ServerAccount, path: string): void {
  if (process.getuid?.() !== 0) return;
  chownSync(path, account.uid, account.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) giveTo(account, inner);
    else lchownSync(inner, account.uid, account.gid);
  }
}

function canRun(account: ServerAccount, binaries: string): boolean {
  const { file, args, options } = commandFor(account, binaries, 'postgres', ['--version']);
  return spawnSync(file, args, { ...options, stdio: 'ignore' }).status === 0;
}

function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/bin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
