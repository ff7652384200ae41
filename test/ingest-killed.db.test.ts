// The server is killed while it reads: what was received is taken up again and counted once, what was half-received is reported.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Capture } from '@holdfast/captures/schema';
import { dayCapture, makePlant } from '@holdfast/plant';
import { password, type Page, send } from './holdfast.ts';

const main = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url));

type Server = { base: string; said: string; kill(): Promise<void>; stop(): Promise<number | null> };

/** Starts the server as a process of its own on a free port. */
async function startServer(dataDir: string): Promise<Server> {
  const env = { ...process.env, HOLDFAST_DATA: dataDir, DATABASE_URL: '' };
  const child = spawn(process.execPath, [main, '--port', '0', '--log-level', 'warn'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [, base] = await until(
    30,
    () => /Holdfast is at (http:\S+) - .*\n/.exec(said),
    () => `the server said: ${said}`,
  );
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return gone;
  };
  return { base: base!.replace('localhost', '127.0.0.1'), said, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}

async function until<T>(seconds: number, ask: () => Promise<T | null> | T | null, why: () => string = () => 'too late'): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const it = await ask();
    if (it !== null) return it;
    if (Date.now() > end) throw new Error(why());
    await wait(20);
  }
}

async function signIn(base: string): Promise<string> {
  const { headers, status } = await send(`${base}/api/auth/sign-in/email`, 'POST', { email: 'owner@plant.example', password });
  assert.equal(status, 200);
  return headers['set-cookie']!.map((it) => it.split(';')[0]).join('; ');
}

async function get<T>(base: string, path: string, cookie: string): Promise<T> {
  const { status, body } = await send(`${base}/api/v1${path}`, 'GET', undefined, { cookie });
  assert.equal(status, 200, JSON.stringify(body));
  return body as T;
}

/** Sends chunks as they come; the answer never matters here, the server is killed. */
function pour(base: string, path: string, cookie: string, chunks: Iterable<Uint8Array>, ends = true): void {
  const headers = { cookie, 'content-type': 'application/octet-stream', 'transfer-encoding': 'chunked' };
  const asked = request(`${base}/api/v1${path}`, { method: 'POST', headers });
  asked.on('error', () => {});
  asked.on('response', (response) => response.resume().on('error', () => {}));
  void (async () => {
    for (const chunk of chunks) if (!asked.write(chunk)) await new Promise((resolve) => asked.once('drain', resolve));
    if (ends) asked.end();
  })();
}

const setUp = {
  name: 'Ola Nordmann',
  email: 'owner@plant.example',
  password,
  organisation_name: 'Plant Works',
  site_name: 'North',
  time_zone: 'Europe/Oslo',
};

test('killed while it reads a large capture and receives another, it counts the one once and reports the other', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hf-killed-'));
  chmodSync(dataDir, 0o711);
  const running: Server[] = [];
  t.after(async () => {
    for (const server of running) await server.kill();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });
  const first = await startServer(join(dataDir, 'd'));
  running.push(first);
  const code = /[0-9A-Z]{4}(-[0-9A-Z]{1,4}){6}/.exec(first.said)![0];
  assert.equal((await send(`${first.base}/api/v1/setup`, 'POST', { ...setUp, code })).status, 200);
  const cookie = await signIn(first.base);
  const [site] = (await get<Page<{ id: string }>>(first.base, '/sites', cookie)).rows;
  const captures = `/sites/${site!.id}/captures`;

  const made = dayCapture(makePlant(1), { maximumBytes: 80_000_000, density: 80, minutes: 10_000 });
  const large = [...made.chunks()];
  const { frames } = made.truth().capture;
  pour(first.base, `${captures}?name=whole.pcap&size_bytes=0`, cookie, large);
  pour(first.base, `${captures}?name=half.pcap&size_bytes=${80_000_000}`, cookie, large.slice(0, 3), false);
  const rowsAt = async (base: string): Promise<Capture[]> => (await get<Page<Capture>>(base, captures, cookie)).rows;
  const named = (rows: readonly Capture[], name: string): Capture => rows.find((it) => it.name === name)!;
  await until(60, async () => (named(await rowsAt(first.base), 'whole.pcap')?.state === 'reading' ? true : null));
  await first.kill();

  const second = await startServer(join(dataDir, 'd'));
  running.push(second);
  const after = await rowsAt(second.base);
  assert.equal(named(after, 'half.pcap').state, 'interrupted');
  assert.match(named(after, 'half.pcap').fault ?? '', /server stopped/);
  const whole = await until(60, async () => {
    const row = named(await rowsAt(second.base), 'whole.pcap');
    return row.state === 'reading' ? null : row;
  });
  assert.deepEqual([whole.state, whole.packets, whole.fault], ['done', frames, null]);
  const counted = await get<Page<{ packets: number }>>(second.base, `/sites/${site!.id}/flows?limit=2000&sort=-packets`, cookie);
  assert.equal(counted.total, whole.flows_new);
  const packets = counted.rows.reduce((sum, it) => sum + it.packets, 0);
  assert.ok(packets <= frames && packets > frames * 0.9, `${packets} packets in flows of ${frames}`);
  const entries = await get<Page<unknown>>(second.base, `/sites/${site!.id}/ledger/entries?kind=capture.counted`, cookie);
  assert.equal(entries.total, 1);
  const verified = await send(`${second.base}/api/v1/sites/${site!.id}/ledger/verifications`, 'POST', {}, { cookie });
  assert.deepEqual([verified.status, verified.body.ok, verified.body.fault], [200, true, null]);
  assert.equal(await second.stop(), 0);
});
