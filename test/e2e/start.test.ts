// The life of a server: ready when it says so, gone when it is stopped, whole after it was killed, and a sentence where it cannot start.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Capture } from '@holdfast/captures/schema';
import type { Verification } from '@holdfast/ledger/schema';
import { testDatabase } from '../../platform/test/database.ts';
import { demoPassword } from './browser.ts';
import { launch, makeFolder, startServer } from './server.ts';

/** Processes other than this one that carry the folder in their command line. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const state = /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return command.includes(folder) && state !== 'Z' ? [`${pid} ${command}`] : [];
      } catch {
        return [];
      }
    });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const isRefused = (url: string): Promise<boolean> =>
  fetch(`${url}/health`).then(
    () => false,
    () => true,
  );

/** Signs in over HTTP and returns a client of the demo's site. */
async function enterDemo(url: string, dataDir: string) {
  const send = (path: string, method: string, cookie: string, body?: object) =>
    fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', origin: url, cookie },
      ...(body && { body: JSON.stringify(body) }),
    });
  const entered = await send('/api/auth/sign-in/email', 'POST', '', { email: 'auditor@lindenau.example', password: demoPassword(dataDir) });
  assert.equal(entered.status, 200);
  const cookie = entered.headers
    .getSetCookie()
    .map((it) => it.split(';')[0])
    .join('; ');
  const me = (await (await send('/api/v1/me', 'GET', cookie)).json()) as { sites: { id: string }[] };
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await send(`/api/v1/sites/${me.sites[0]!.id}/${path}`, method, cookie, body);
    assert.equal(answer.status, 200, path);
    return (await answer.json()) as T;
  };
}

/** Starts the demo and asks for its health until it is ready; returns each answer that differed from the one before. */
async function watchStart(t: TestContext, dataDir: string, port: number) {
  const { child, said } = launch({ demo: true, dataDir, port });
  t.after(() => void child.kill('SIGKILL'));
  const over = new Promise((resolve) => child.once('exit', resolve));
  const seen: string[] = [];
  for (let round = 0; round < 9600 && child.exitCode === null && !said().includes('Holdfast is at'); round += 1) {
    const answer = await fetch(`http://localhost:${port}/health`).catch(() => null);
    const state = answer === null ? 'none' : `${answer.status} ${((await answer.json()) as { status: string }).status}`;
    if (seen.at(-1) !== state) seen.push(state);
    await wait(20);
  }
  return { child, said, over, seen };
}

const life =
  'after kill -9 in the middle of its work the next start is whole; health says 503 until the demo is loaded, then 200; Ctrl-C leaves nothing; the start after that is quick and has everything';
test(life, async (t) => {
  const dataDir = join(makeFolder(t), 'data');
  const port = await freePort();
  const first = launch({ demo: true, dataDir, port });
  const killed = new Promise((resolve) => first.child.once('exit', resolve));
  while (await isRefused(`http://localhost:${port}`)) await wait(20);
  await wait(1000);
  const loading = await fetch(`http://localhost:${port}/health`);
  assert.deepEqual([loading.status, await loading.json()], [503, { status: 'starting' }], 'it was killed while it loaded the demo');
  first.child.kill('SIGKILL');
  await killed;
  const { child, said, over, seen } = await watchStart(t, dataDir, port);
  const ready = await fetch(`http://localhost:${port}/health`);
  assert.deepEqual([ready.status, await ready.json()], [200, { status: 'ok', demo: true }]);
  assert.deepEqual(seen.slice(0, 2), ['none', '503 starting']);
  assert.match(said(), /^Holdfast is at http:\/\/localhost:\d+ - sign in as ot@lindenau\.example \(OT lead\) .* password \S+\n$/);
  const url = `http://localhost:${port}`;
  const ask = await enterDemo(url, dataDir);
  const { rows } = await ask<{ rows: Capture[] }>('GET', 'captures?sort=name');
  const counted = rows.filter((it) => it.state === 'done').map((it) => it.name);
  assert.deepEqual(counted, ['lindenau-day.pcap', 'lindenau-monday.pcap'], 'nothing is counted twice');
  for (const it of rows) assert.ok(['done', 'duplicate', 'interrupted'].includes(it.state), `${it.name} is ${it.state}`);
  const verified = await ask<Verification>('POST', 'ledger/verifications', {});
  assert.deepEqual([verified.ok, verified.fault], [true, null]);
  assert.ok(processesOf(dataDir).length > 0);
  child.kill('SIGINT');
  assert.equal(await over, 0);
  assert.deepEqual(processesOf(dataDir), []);
  assert.ok(await isRefused(url));
  const began = performance.now();
  const again = await startServer(t, { demo: true, dataDir });
  t.diagnostic(`the start of what is there took ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const askAgain = await enterDemo(again.url, dataDir);
  assert.deepEqual(
    (await askAgain<{ rows: Capture[] }>('GET', 'captures?sort=name')).rows.map((it) => [it.name, it.state]),
    rows.map((it) => [it.name, it.state]),
  );
  assert.equal(await again.end('SIGTERM'), 0);
  assert.deepEqual(processesOf(dataDir), []);
});

test('a taken port and a second Holdfast on the same folder are told in a sentence, and leave nothing behind', async (t) => {
  const running = await startServer(t);
  const port = Number(new URL(running.url).port);
  const dataDir = join(makeFolder(t), 'data');
  for (const [wanted, sentence] of [
    [
      { dataDir, port },
      new RegExp(`^Port ${port} is taken by another program\\. Stop it, or start Holdfast with --port and another number\\.\n$`),
    ],
    [{ dataDir: running.dataDir }, /^Another Holdfast \(process \d+\) is already using [^\n]*\n$/],
  ] as const) {
    const { child, said } = launch(wanted);
    assert.equal(await new Promise((resolve) => child.once('exit', resolve)), 1);
    assert.match(said(), sentence);
  }
  assert.deepEqual(processesOf(dataDir), []);
  assert.equal((await fetch(`${running.url}/health`)).status, 200);
});

test('with DATABASE_URL it runs on that PostgreSQL and starts none of its own', async (t) => {
  const database = await testDatabase({ after: (work) => t.after(work) }, { empty: true });
  const { host, port, user, password } = database.connectionFor('holdfast_super');
  const url = `postgresql://${user}:${encodeURIComponent(String(password))}@/${database.name}?host=${encodeURIComponent(String(host))}&port=${port}`;
  const server = await startServer(t, { env: { DATABASE_URL: url } });
  assert.equal((await fetch(`${server.url}/health`)).status, 200);
  assert.deepEqual(
    processesOf(server.dataDir).filter((it) => it.includes('postgres')),
    [],
  );
  const [made] = (await database.pool('holdfast_super').query('select count(*)::int as n from holdfast.site')).rows as { n: number }[];
  assert.equal(made?.n, 0);
  assert.equal(await server.end('SIGINT'), 0);
});
