// The data folder: its parts, the secrets of the database's roles, and the lock that lets only one Holdfast use it.
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartFault, systemCode } from './start-fault.ts';

export type DataFolder = {
  root: string;
  /** PostgreSQL's own folder. */
  cluster: string;
  /** Unix sockets. Short, because a socket's path may have 107 bytes at most. */
  sockets: string;
  secrets: string;
  log: string;
};

export type FolderLock = { release(): Promise<void> };

/**
 * Makes the folder and its parts. A new folder is 0711 when root (the database's account must pass through), else 0700. Throws file system
 * errors, and StartFault when the fallback socket folder belongs to somebody else.
 */
export function makeDataFolder(root: string): DataFolder {
  const isRoot = process.getuid?.() === 0;
  if (mkdirSync(root, { recursive: true }) !== undefined) chmodSync(root, isRoot ? 0o711 : 0o700);
  const folder = {
    root,
    cluster: join(root, 'postgres'),
    sockets: socketFolder(root),
    secrets: join(root, 'secrets'),
    log: join(root, 'log'),
  };
  for (const part of [folder.secrets, folder.log]) mkdirSync(part, { recursive: true, mode: 0o700 });
  mkdirSync(folder.sockets, { recursive: true, mode: 0o700 });
  if (!folder.sockets.startsWith(root)) refuseForeignFolder(folder.sockets);
  return folder;
}

// sun_path holds 108 bytes with its closing zero on Linux, 104 on macOS; '/.s.PGSQL.5432' takes 14.
function socketFolder(root: string): string {
  const inside = join(root, 'run');
  if (Buffer.byteLength(inside) <= 86) return inside;
  return join(tmpdir(), `holdfast-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`);
}

function refuseForeignFolder(path: string): void {
  const stat = lstatSync(path);
  const mine = stat.uid === process.getuid?.() || (process.getuid?.() === 0 && stat.uid === 65534);
  if (stat.isDirectory() && mine && (stat.mode & 0o077) === 0) return;
  throw new StartFault(
    'socket_folder_taken',
    `${path} belongs to somebody else. Remove it, or set HOLDFAST_DATA to a folder with a shorter path.`,
  );
}

/** Reads the secret of a role, or makes it (32 random bytes, base64url, mode 0600). */
export function roleSecret(secrets: string, role: string): string {
  const file = join(secrets, `${role}.secret`);
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (found !== '') return found;
  const made = randomBytes(32).toString('base64url');
  writeFileSync(file, made, { mode: 0o600, flush: true });
  return made;
}

/**
 * Takes the folder for this process. The lock is a socket this process listens on, so it goes when the process goes, however it dies.
 * Throws StartFault naming the process that has it.
 */
export async function lockFolder(folder: DataFolder): Promise<FolderLock> {
  const path = join(folder.sockets, 'holdfast.sock');
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const server = await listen(path);
    if (server !== null) return { release: () => new Promise((done) => server.close(() => done())) };
    const holder = await askHolder(path);
    if (holder === 'gone') rmSync(path, { force: true });
    else if (holder === 'dying') await wait(50);
    else throw alreadyRunning(folder.root, holder);
  }
  throw alreadyRunning(folder.root, 'unknown');
}

function alreadyRunning(root: string, pid: string): StartFault {
  const sentence = `Another Holdfast (process ${pid}) is already using ${root}. Stop it first, or set HOLDFAST_DATA to another folder.`;
  return new StartFault('already_running', sentence);
}

function listen(path: string): Promise<Server | null> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end(String(process.pid));
  });
  server.unref();
  return new Promise((done, fail) => {
    server.once('error', (error) => (systemCode(error) === 'EADDRINUSE' ? done(null) : fail(error)));
    server.listen(path, () => done(server));
  });
}

// Resolves to the holder's process id, to `gone` when nobody listens any more, or to `dying` when the connection broke without an answer.
function askHolder(path: string): Promise<string> {
  return new Promise((done) => {
    let answer = '';
    const socket = connect(path);
    socket.setTimeout(2000, () => {
      done('unknown');
      socket.destroy();
    });
    socket.on('data', (chunk) => (answer += chunk.toString('utf8')));
    socket.on('end', () => done(answer === '' ? 'dying' : answer));
    socket.on('error', (error) => done(['ECONNREFUSED', 'ENOENT'].includes(systemCode(error)) ? 'gone' : 'dying'));
  });
}
