// Somebody stops the server before it has started: it ends at once and leaves nothing running.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { lockFolder, makeDataFolder } from '@holdfast/platform/data-folder';

const main = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url));

test('stops within seconds while the demo is being made', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hf-early-'));
  chmodSync(dataDir, 0o711);
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const env = { ...process.env, HOLDFAST_DATA: dataDir, DATABASE_URL: '' };
  const child = spawn(process.execPath, [main, '--demo', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const log = join(dataDir, 'log', 'holdfast.log');
  const isAtWork = (): boolean => existsSync(log) && readFileSync(log, 'utf8').includes('/captures');
  for (let i = 0; i < 4800 && !isAtWork() && child.exitCode === null; i += 1) await wait(25);
  assert.ok(isAtWork(), said);
  const asked = Date.now();
  child.kill('SIGINT');
  assert.equal(await gone, 0, said);
  const tookMs = Date.now() - asked;
  assert.ok(tookMs < 10_000, `${tookMs} ms`);
  assert.equal(said, '', 'nothing is wrong, so nothing is said');
  assert.ok(!existsSync(join(dataDir, 'postgres', 'postmaster.pid')), 'the database was stopped');
});

test('a data folder is one Holdfast’s, also when its database is elsewhere', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hf-taken-'));
  const lock = await lockFolder(makeDataFolder(dataDir));
  t.after(async () => {
    await lock.release();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const env = { ...process.env, HOLDFAST_DATA: dataDir, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };
  const child = spawn(process.execPath, [main, '--port', '0'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  assert.equal(await new Promise((resolve) => child.once('close', resolve)), 1);
  assert.match(said, /^Another Holdfast \(process \d+\) is already using /);
});
