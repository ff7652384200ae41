// The launcher against the real PostgreSQL: first start, second start, kill -9, a second Holdfast, half-made folders, a full disk.
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, type ClientConfig } from 'pg';
import { startPostgres, type BundledPostgres } from './postgres.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const isRoot = process.getuid?.() === 0;

const cleanUps = new WeakMap<TestContext, (() => unknown)[]>();

// Cleans up in reverse order: the database stops before its folder goes.
function later(t: TestContext, work: () => unknown): void {
  const mine = cleanUps.get(t) ?? [];
  if (mine.length === 0) {
    t.after(async () => {
      for (const it of mine.toReversed()) await it();
    });
  }
  mine.push(work);
  cleanUps.set(t, mine);
}

function makeFolder(t: TestContext): string {
  const parent = mkdtempSync(join(tmpdir(), 'hf-launch-'));
  spawnSync('chmod', ['711', parent]);
  later(t, () => rmSync(parent, { recursive: true, force: true }));
  return join(parent, 'data');
}

async function start(t: TestContext, dataDir: string): Promise<BundledPostgres> {
  const postgres = await startPostgres({ dataDir, log: silent });
  later(t, () => postgres.stop());
  return postgres;
}

async function query(config: ClientConfig, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(config);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

type Launched = { process: ChildProcess; postmaster: number; said: () => string };

async function launch(t: TestContext, dataDir: string): Promise<Launched> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../test/launch.ts', import.meta.url)), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  later(t, () => child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  for (let i = 0; i < 4800 && !/\n/.test(said); i += 1) await wait(20);
  return { process: child, postmaster: Number(/ready (\d+)/.exec(said)?.[1]), said: () => said };
}

function isRunning(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && !/\) Z/.test(readFileSync(file, 'utf8'));
}

async function untilGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 3000 && isRunning(pid); i += 1) await wait(20);
  return !isRunning(pid);
}

test('makes roles with secrets of their own, and lets nobody in without one', async (t) => {
  const postgres = await start(t, makeFolder(t));
  assert.deepEqual(
    await query(postgres.connectionFor('holdfast_app'), 'select current_user::text as who, current_database()::text as place'),
    [{ who: 'holdfast_app', place: 'holdfast' }],
  );
  assert.deepEqual(await query(postgres.connectionFor('holdfast_owner'), 'select rolsuper from pg_roles where rolname = current_user'), [
    { rolsuper: false },
  ]);
  const stolen = { ...postgres.connectionFor('holdfast_owner'), password: String(postgres.connectionFor('holdfast_app').password) };
  await assert.rejects(query(stolen, 'select 1'), { code: '28P01' });
  const secrets = readdirSync(postgres.folder.secrets);
  assert.ok(secrets.includes('holdfast_super.secret') && secrets.includes('holdfast_app.secret'));
  for (const name of secrets) assert.equal(statSync(join(postgres.folder.secrets, name)).mode & 0o777, 0o600);
});

test('listens on no network address, syncs to disk and checks its pages', async (t) => {
  const postgres = await start(t, makeFolder(t));
  const names = ['listen_addresses', 'fsync', 'synchronous_commit', 'data_checksums', 'TimeZone'];
  const rows = await query(
    postgres.superConnection(),
    `select name, setting from pg_settings where name in ('${names.join("','")}') order by name`,
  );
  assert.deepEqual(Object.fromEntries(rows.map((row) => [row['name'], row['setting']])), {
    TimeZone: 'UTC',
    data_checksums: 'on',
    fsync: 'on',
    listen_addresses: '',
    synchronous_commit: 'on',
  });
});

test('keeps its rows over a stop, and stopping twice is one stop', async (t) => {
  const dataDir = makeFolder(t);
  const first = await start(t, dataDir);
  await query(first.connectionFor('holdfast_owner'), 'create table kept as select 7 as n');
  await Promise.all([first.stop(), first.stop()]);
  assert.equal(isRunning(first.pid), false);
  const second = await start(t, dataDir);
  assert.deepEqual(await query(second.connectionFor('holdfast_owner'), 'select n from kept'), [{ n: 7 }]);
});

test('refuses a second Holdfast on the same folder with a sentence', async (t) => {
  const dataDir = makeFolder(t);
  await start(t, dataDir);
  await assert.rejects(startPostgres({ dataDir, log: silent }), {
    code: 'already_running',
    message: `Another Holdfast (process ${process.pid}) is already using ${dataDir}. Stop it first, or set HOLDFAST_DATA to another folder.`,
  });
});

test('stops its database on Ctrl-C, also when the signal comes twice, and leaves no process', async (t) => {
  const launched = await launch(t, makeFolder(t));
  launched.process.kill('SIGINT');
  launched.process.kill('SIGINT');
  const code = await new Promise((done) => launched.process.once('exit', done));
  assert.equal(code, 0);
  assert.match(launched.said(), /stopped\n$/);
  assert.equal(isRunning(launched.postmaster), false);
});

test('is whole at the next start after kill -9', async (t) => {
  const dataDir = makeFolder(t);
  const launched = await launch(t, dataDir);
  launched.process.kill('SIGKILL');
  await new Promise((done) => launched.process.once('exit', done));
  const next = await start(t, dataDir);
  assert.deepEqual(await query(next.connectionFor('holdfast_app'), 'select 1 as n'), [{ n: 1 }]);
  assert.ok(await untilGone(launched.postmaster));
});

test('keeps every acknowledged row when Holdfast and database are killed together', async (t) => {
  const dataDir = makeFolder(t);
  const launched = await launch(t, dataDir);
  const config: ClientConfig = { host: join(dataDir, 'run'), port: 5432, user: 'holdfast_owner', database: 'holdfast' };
  config.password = readFileSync(join(dataDir, 'secrets/holdfast_owner.secret'), 'utf8');
  const client = new Client(config);
  client.on('error', () => {});
  await client.connect();
  await client.query('create table counted (n int)');
  for (let n = 0; n < 50; n += 1) await client.query('insert into counted values ($1)', [n]);
  launched.process.kill('SIGKILL');
  process.kill(launched.postmaster, 'SIGKILL');
  const next = await start(t, dataDir);
  assert.deepEqual(await query(next.connectionFor('holdfast_owner'), 'select count(*)::int as n from counted'), [{ n: 50 }]);
});

test('stops a database that outlived its Holdfast', async (t) => {
  const dataDir = makeFolder(t);
  await (await start(t, dataDir)).stop();
  const ids = isRoot ? { uid: 65534, gid: 65534 } : {};
  const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${join(dataDir, 'run')}`];
  const orphan = spawn(join(dataDir, 'pg18/bin/postgres'), ['-D', join(dataDir, 'postgres'), ...settings], {
    ...ids,
    detached: true,
    stdio: 'ignore',
  });
  later(t, () => orphan.kill('SIGKILL'));
  for (let i = 0; i < 3000 && !existsSync(join(dataDir, 'run/.s.PGSQL.5432')); i += 1) await wait(20);
  const next = await start(t, dataDir);
  assert.equal(orphan.exitCode ?? orphan.signalCode ?? (await new Promise((done) => orphan.once('exit', done))), 0);
  assert.deepEqual(await query(next.connectionFor('holdfast_app'), 'select 1 as n'), [{ n: 1 }]);
});

test('believes no stale pid file that names a living stranger', async (t) => {
  const dataDir = makeFolder(t);
  await (await start(t, dataDir)).stop();
  writeFileSync(join(dataDir, 'postgres/postmaster.pid'), `${process.pid}\n${join(dataDir, 'postgres')}\n`, { mode: 0o644 });
  const next = await start(t, dataDir);
  assert.deepEqual(await query(next.connectionFor('holdfast_app'), 'select 1 as n'), [{ n: 1 }]);
});

test('begins anew where a first start was interrupted', async (t) => {
  const dataDir = makeFolder(t);
  for (const part of ['pg18.making/bin', 'postgres.making/base', 'postgres', 'secrets'])
    mkdirSync(join(dataDir, part), { recursive: true });
  writeFileSync(join(dataDir, 'postgres.making.secret'), 'x');
  writeFileSync(join(dataDir, 'secrets/holdfast_super.secret'), 'of the interrupted start', { mode: 0o600 });
  const postgres = await start(t, dataDir);
  assert.deepEqual(await query(postgres.connectionFor('holdfast_app'), 'select 1 as n'), [{ n: 1 }]);
  assert.deepEqual(
    readdirSync(dataDir).filter((name) => name.includes('making')),
    [],
  );
});

test('reports a folder that is not a whole database and leaves it as it is', async (t) => {
  const dataDir = makeFolder(t);
  mkdirSync(join(dataDir, 'postgres/base'), { recursive: true });
  await assert.rejects(startPostgres({ dataDir, log: silent }), {
    code: 'half_made_data',
    message: /is not a whole database\. Restore the data folder/,
  });
  assert.deepEqual(readdirSync(join(dataDir, 'postgres')), ['base']);
});

test('says that the folder is a file', async (t) => {
  const dataDir = makeFolder(t);
  writeFileSync(dataDir, '');
  await assert.rejects(startPostgres({ dataDir, log: silent }), { code: 'not_a_folder' });
});

test('puts the sockets elsewhere when the path is too long for one', async (t) => {
  const dataDir = join(makeFolder(t), 'a-folder-with-a-long-name'.repeat(4));
  const postgres = await start(t, dataDir);
  later(t, () => rmSync(postgres.socketDir, { recursive: true, force: true }));
  assert.ok(postgres.socketDir.length < 90);
  assert.deepEqual(await query(postgres.connectionFor('holdfast_app'), 'select 1 as n'), [{ n: 1 }]);
});

test('works for root in a folder others cannot enter', async (t) => {
  if (!isRoot) return t.skip('needs root');
  if (spawnSync('unshare', ['-U', '--map-user=65534', '--map-group=65534', 'true']).status !== 0) return t.skip('needs user namespaces');
  const dataDir = join(makeFolder(t), 'closed/data');
  mkdirSync(join(dataDir, '..'), { recursive: true });
  spawnSync('chmod', ['700', join(dataDir, '..')]);
  const postgres = await start(t, dataDir);
  assert.equal(statSync(postgres.folder.cluster).uid, 0);
  assert.deepEqual(await query(postgres.connectionFor('holdfast_app'), 'select 1 as n'), [{ n: 1 }]);
});

test('says that the disk is full', async (t) => {
  if (!isRoot) return t.skip('needs root to mount a small disk');
  const dataDir = makeFolder(t);
  mkdirSync(dataDir);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=70m', 'tmpfs', dataDir]).status !== 0) return t.skip('needs to mount a small disk');
  later(t, () => spawnSync('umount', [dataDir]));
  await assert.rejects(startPostgres({ dataDir, log: silent }), { code: 'disk_full', message: /is full\. Free some space/ });
});
