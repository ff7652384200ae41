// The signer's main: gives up root, opens its socket, signs until it is asked to stop or its launcher is gone.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SignerFault } from './fault.ts';
import { serve } from './serve.ts';
import { createSigner } from './signing.ts';

const { values: asked } = parseArgs({
  options: {
    folder: { type: 'string' },
    socket: { type: 'string' },
    /** `UID:GID` to become when started by root. */
    user: { type: 'string' },
    /** Let the socket's group in: for a service of its own beside the server's. */
    shared: { type: 'boolean', default: false },
    /** End when standard input ends: the launcher is gone, whatever way. */
    launched: { type: 'boolean', default: false },
  },
});

/** The passphrase or PIN, read each time it is needed: from a file nobody else reads, or a credential of systemd. */
function readSecret(): string | null {
  const path = process.env['HOLDFAST_SIGNER_SECRET_FILE'] ?? '';
  if (path === '') return null;
  try {
    if ((statSync(path).mode & 0o077) !== 0) throw new SignerFault('secret_open', `${path} can be read by others. Run: chmod go= ${path}`);
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (thrown) {
    if (thrown instanceof SignerFault) throw thrown;
    throw new SignerFault('secret_missing', `The signer may not read ${path}, which HOLDFAST_SIGNER_SECRET_FILE names.`);
  }
}

function become(user: string): void {
  const [uid = NaN, gid = NaN] = user.split(':').map(Number);
  if (!Number.isInteger(uid) || !Number.isInteger(gid)) throw new SignerFault('wrong_user', `--user takes UID:GID, not "${user}".`);
  process.setgroups?.([gid]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}

try {
  process.umask(0o077);
  if (asked.user !== undefined) become(asked.user);
  const folder = resolve(asked.folder ?? '/var/lib/holdfast-signer');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const socket = resolve(asked.socket ?? join(folder, 'socket'));
  mkdirSync(dirname(socket), { recursive: true, mode: 0o700 });
  const signer = createSigner({ store: { folder, secret: readSecret }, word: process.env['HOLDFAST_SIGNER_KEY'] || 'file' });
  const server = await serve(signer, socket, asked.shared ? 0o660 : 0o600);
  const stop = (): void => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 3000).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  if (asked.launched) process.stdin.on('end', stop).on('error', stop).resume();
  process.stdout.write('signer listens\n');
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exit(thrown instanceof SignerFault ? 78 : 1);
}
