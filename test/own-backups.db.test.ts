// Holdfast's own backups with real processes: made daily without a secret on the machine, looked at again, restored elsewhere; killed, full, spoiled.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { OwnBackups } from '@holdfast/own-backups/schema';
import { makeFolder, type Server, startServer } from './e2e/server.ts';
import { send } from './holdfast.ts';

const cli = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url));
const password = 'kupferner Kessel am Montag';
const node = ['--disable-warning=ExperimentalWarning', cli];

function holdfast(...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, ...args], { encoding: 'utf8', cwd: '/' });
  return { status, said: `${stdout}${stderr}` };
}

type Ask = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: any }>; // oxlint-disable-line typescript/no-explicit-any

async function enter(server: Server): Promise<Ask> {
  const entered = await send(`${server.url}/api/auth/sign-in/email`, 'POST', { email: 'owner@plant.example', password });
  const cookie = (entered.headers['set-cookie'] ?? []).map((it) => it.split(';')[0]).join('; ');
  return (method, path, body) => send(`${server.url}/api/v1${path}`, method, body, { cookie });
}

async function openPlant(t: TestContext): Promise<{ folder: string; dataDir: string; server: Server; ask: Ask }> {
  const folder = makeFolder(t);
  const dataDir = join(folder, 'data');
  const server = await startServer(t, { dataDir });
  const code = /one-time code (\S+)/.exec(server.line)?.[1];
  const first = { organisation_name: 'Works', site_name: 'North', time_zone: 'Europe/Berlin' };
  await send(`${server.url}/api/v1/setup`, 'POST', { name: 'Olga Owner', email: 'owner@plant.example', password, code, ...first });
  return { folder, dataDir, server, ask: await enter(server) };
}

async function settled(ask: Ask): Promise<OwnBackups> {
  for (let n = 0; n < 1200; n += 1) {
    const it = (await ask('GET', '/own-backups')).body as OwnBackups;
    if (it.runs.length > 0 && it.runs.every(({ state }) => state !== 'running')) return it;
    await wait(200);
  }
  throw new Error('the backup did not end');
}

test('set up in the product, made without a secret on the machine, looked at again, and restored on another machine with the key on paper', async (t) => {
  const { folder, dataDir, server, ask } = await openPlant(t);
  const to = join(folder, 'share');
  assert.equal((await ask('GET', '/own-backups')).body.verdict, 'none');
  assert.equal((await ask('POST', '/own-backups/runs', {})).body.code, 'backup_not_set_up');
  const wrong = { keep: 2, warn_days: 2 };
  assert.equal((await ask('PUT', '/own-backups/setting', { ...wrong, folder: join(dataDir, 'b') })).body.code, 'backup_folder_inside');
  assert.equal((await ask('PUT', '/own-backups/setting', { ...wrong, folder: '/proc/nothing' })).body.code, 'backup_folder_wrong');
  assert.equal((await ask('PUT', '/own-backups/setting', { ...wrong, folder: to })).status, 200);
  const { secret } = (await ask('POST', '/own-backups/recovery-key', {})).body as { secret: string };
  assert.equal((await ask('POST', '/own-backups/runs', {})).status, 200);
  const made = await settled(ask);
  const [run] = made.runs;
  assert.deepEqual([made.verdict, run?.state, run?.fault], ['fresh', 'made', null]);
  assert.ok((run?.entries ?? 0) > 3, 'the ledger inside was verified');
  const grepped = spawnSync('grep', ['-rlF', secret.slice(18), dataDir], { encoding: 'utf8' });
  assert.equal(grepped.stdout, '', 'the private half lies nowhere on the machine');
  assert.equal(readFileSync(run!.path!).includes('PRIVATE KEY'), false);
  const check = `/own-backups/runs/${run!.id}/check`;
  assert.equal((await ask('POST', check, {})).body.verdict, 'fresh');

  const key = join(folder, 'key');
  writeFileSync(key, `${secret}\n`);
  const elsewhere = join(folder, 'other');
  const restored = holdfast('restore', run!.path!, '--data', elsewhere, '--key-file', key);
  assert.equal(restored.status, 0, restored.said);
  assert.match(restored.said, /signer knows nothing newer/);
  await server.end();
  const other = await startServer(t, { dataDir: elsewhere });
  const there = await enter(other);
  assert.equal((await there('GET', '/restoration')).body.held, false);
  assert.equal((await there('GET', '/sites')).body.rows[0].name, 'North');
  const left = (await there('GET', '/own-backups')).body as OwnBackups;
  const copied = left.runs.find(({ id }) => id === run!.id);
  assert.deepEqual([copied?.state, copied?.fault], ['failed', 'cut_off'], 'it was under way when it was copied');
  await other.end();

  appendFileSync(run!.path!, '!');
  const checked = holdfast('backup', '--check', run!.path!, '--key-file', key);
  assert.deepEqual([checked.status, /from byte \d+ on it is not what was written/.test(checked.said)], [1, true], checked.said);
  const again = await startServer(t, { dataDir });
  const back = await enter(again);
  const spoiled = (await back('POST', check, {})).body as OwnBackups;
  assert.deepEqual([spoiled.verdict, spoiled.runs.find(({ id }) => id === run!.id)?.check_fault], ['failed', 'changed']);
  await again.end();
});

test('killed in the middle of a backup and of a restore, wrong passphrase, no room: nothing half is left in place', async (t) => {
  const { folder, dataDir, server } = await openPlant(t);
  const pass = join(folder, 'pass');
  writeFileSync(pass, 'sieben rote Ventile\n');
  mkdirSync(join(dataDir, 'files/ab'), { recursive: true });
  writeFileSync(join(dataDir, 'files/ab/abcd'), Buffer.alloc(96 << 20, 'capture '));
  const file = join(folder, 'b.holdfast');
  const killed = async (args: string[], when: () => boolean): Promise<void> => {
    const child = spawn(process.execPath, [...node, ...args], { stdio: 'ignore', cwd: '/' });
    const over = new Promise<void>((done) => child.once('exit', () => done()));
    for (let n = 0; n < 12_000 && !when() && child.exitCode === null; n += 1) await wait(5);
    child.kill('SIGKILL');
    await over;
  };
  await killed(['backup', file, '--data', dataDir, '--passphrase-file', pass], () => existsSync(`${file}.making`));
  assert.equal(existsSync(file), false, 'a backup that was cut off has not its name');
  const made = holdfast('backup', file, '--data', dataDir, '--passphrase-file', pass);
  assert.equal(made.status, 0, made.said);
  assert.equal(existsSync(`${file}.making`), false);
  const limited = spawnSync(
    'sh',
    [
      '-c',
      `ulimit -f 20000; exec "$0" "$@"`,
      process.execPath,
      ...node,
      'backup',
      join(folder, 'full'),
      '--data',
      dataDir,
      '--passphrase-file',
      pass,
    ],
    { encoding: 'utf8', cwd: '/' },
  );
  assert.notEqual(limited.status, 0);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('full')),
    [],
    'what did not fit is removed',
  );
  await server.end();

  const before = readFileSync(join(dataDir, 'instance-id'), 'utf8');
  writeFileSync(join(folder, 'wrong'), 'acht blaue Ventile\n');
  const wrong = holdfast('restore', file, '--data', dataDir, '--passphrase-file', join(folder, 'wrong'));
  assert.deepEqual([wrong.status, /does not open the backup/.test(wrong.said)], [1, true], wrong.said);
  const open = join(dataDir, 'files/ab/abcd');
  writeFileSync(join(dataDir, 'mark'), 'the former folder');
  await killed(['restore', file, '--data', dataDir, '--passphrase-file', pass], () => existsSync(`${dataDir}.restoring/files`));
  assert.deepEqual(
    [existsSync(join(dataDir, 'mark')), readFileSync(join(dataDir, 'instance-id'), 'utf8')],
    [true, before],
    'still the former one',
  );
  const restored = holdfast('restore', file, '--data', dataDir, '--passphrase-file', pass);
  assert.equal(restored.status, 0, restored.said);
  assert.deepEqual([existsSync(join(dataDir, 'mark')), existsSync(open), existsSync(`${dataDir}.restoring`)], [false, true, false]);
});
