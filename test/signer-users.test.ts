// The signer as a service of its own: the server's user reaches its socket and not its key, anybody else neither.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../apps/signer/src/main.ts', import.meta.url));
const [signer, server, other] = [61_001, 61_002, 61_003];
const ask = `const r = require('node:http').request({ socketPath: process.argv[1], path: '/state' }, (a) => { a.resume(); a.on('end', () => process.exit(a.statusCode === 200 ? 0 : 2)); });
  r.on('error', () => process.exit(1)); r.end();`;

test('two users: the socket is open to the server’s group alone, the key to nobody', async (t) => {
  if (process.getuid?.() !== 0) return t.skip('needs root to become other users');
  const root = mkdtempSync(join(tmpdir(), 'hf-two-'));
  chmodSync(root, 0o711);
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const [folder, run] = [join(root, 'state'), join(root, 'run')];
  for (const [path, mode] of [
    [folder, 0o700],
    [run, 0o750],
  ] as const) {
    mkdirSync(path);
    chmodSync(path, mode);
    chownSync(path, signer, server);
  }
  const args = [main, '--folder', folder, '--socket', join(run, 'socket'), '--shared', '--user', `${signer}:${server}`];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  await new Promise((done) => child.stdout.once('data', done));
  const as = (id: number, file: string, ...line: string[]) => spawnSync(file, line, { uid: id, gid: id, cwd: '/' }).status;
  assert.equal(as(server, '/usr/bin/env', process.execPath, '-e', ask, join(run, 'socket')), 0);
  assert.equal(as(other, '/usr/bin/env', process.execPath, '-e', ask, join(run, 'socket')), 1);
  for (const id of [server, other, 65_534]) assert.notEqual(as(id, '/bin/cat', join(folder, 'ed25519-1.pem')), 0);
});
