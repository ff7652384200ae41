// How this server makes its own backups: a process of its own, so that encrypting gigabytes slows no page; and what it does with their files.
import { spawn } from 'node:child_process';
import { access, constants, mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BackupHands } from '@holdfast/own-backups/jobs';
import type { Ended } from '@holdfast/own-backups/store';
import { stampOf } from '@holdfast/platform/backup';
import { hashFile } from '@holdfast/platform/backup-copy';
import type { SealedBackup } from '@holdfast/platform/backup-sealed';
import { Failure } from '@holdfast/platform/failure';
import { logger } from '@holdfast/platform/log';
import { systemCode } from '@holdfast/platform/start-fault';
import { productVersion } from '@holdfast/platform/version';

const main = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

export type ServerBackupHands = BackupHands & {
  isUnderWay(): boolean;
  requireFolder(folder: string): Promise<void>;
  /** Ends a backup under way; what it had begun is removed. */
  stop(): void;
};

export function openBackupHands(dataDir: string): ServerBackupHands {
  const now = { stop: null as (() => void) | null };
  return {
    isUnderWay: () => now.stop !== null,
    stop: () => now.stop?.(),
    make: async ({ folder, recovery_key }) => {
      try {
        await prepare(folder, dataDir);
        const to = join(folder, `${stampOf(new Date())}-${productVersion}.holdfast`);
        return await run([to, '--data', dataDir, '--recovery-key', recovery_key, '--json'], (stop) => (now.stop = stop));
      } catch (thrown) {
        return { state: 'failed', fault: systemCode(thrown) === 'EACCES' ? 'no_access' : 'folder_unreachable' };
      } finally {
        now.stop = null;
      }
    },
    check: (path, sha256) =>
      hashFile(path).then(
        (found) => (found.sha256 === sha256 ? null : 'changed'),
        (thrown: unknown) => (systemCode(thrown) === 'ENOENT' ? 'missing' : 'unreadable'),
      ),
    remove: (path) => rm(path, { force: true }),
    requireFolder: (folder) =>
      prepare(folder, dataDir).catch((thrown: unknown) => {
        if (thrown instanceof Failure) throw thrown;
        throw new Failure('unprocessable', 'backup_folder_wrong');
      }),
  };
}

function unlessThere(thrown: unknown): void {
  if (systemCode(thrown) !== 'EEXIST') throw thrown;
}

/** Makes the folder in one that is there, and clears away what a backup that was cut off left there. */
async function prepare(folder: string, dataDir: string): Promise<void> {
  if (`${resolve(folder)}/`.startsWith(`${resolve(dataDir)}/`)) throw new Failure('unprocessable', 'backup_folder_inside');
  // Not recursive: below some mounts that never ends (nodejs/node: mkdir -p where each step says ENOENT).
  await mkdir(folder, { mode: 0o700 }).catch(unlessThere);
  await access(folder, constants.W_OK);
  for (const name of await readdir(folder)) if (name.endsWith('.holdfast.making')) await rm(join(folder, name), { force: true });
}

function run(args: readonly string[], onStart: (stop: () => void) => void): Promise<Ended> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'backup', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/',
  });
  onStart(() => child.kill('SIGTERM'));
  const said = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => (said.out += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (said.error = (said.error + part).slice(-2000)));
  return new Promise((done) => {
    child.once('error', () => done({ state: 'failed', fault: 'failed' }));
    child.once('close', (code, signal) => {
      const ended = readSaid(said.out);
      if (ended.state === 'failed') logger('backups').warn('no backup was made', { fault: ended.fault, code, signal, said: said.error });
      done(ended);
    });
  });
}

function readSaid(said: string): Ended {
  const line = said.trim().split('\n').at(-1) ?? '';
  if (!line.startsWith('{')) return { state: 'failed', fault: 'cut_off' };
  const told = JSON.parse(line) as SealedBackup | { fault: string };
  if ('fault' in told) return { state: 'failed', fault: told.fault };
  const { path, size_bytes, sha256, logs } = told;
  return { state: 'made', path, size_bytes, sha256, entries: (logs ?? []).reduce((sum, { entries }) => sum + entries, 0) };
}
