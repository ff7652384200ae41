// Holdfast as it starts: the signer in its own process (and, under root, its own user), taken over from a folder without one, and a whole folder put back.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LogState } from '@holdfast/ledger/schema';
import { makeFolder, type Server, startServer } from './e2e/server.ts';
import { send } from './holdfast.ts';

const cli = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url));
const password = 'kupferner Kessel am Montag';

async function setUp(server: Server): Promise<{ cookie: string; site: string }> {
  const code = /one-time code (\S+)/.exec(server.line)?.[1];
  const owner = {
    name: 'Olga Owner',
    email: 'owner@plant.example',
    password,
    organisation_name: 'Works',
    site_name: 'North',
    time_zone: 'Europe/Berlin',
  };
  assert.equal((await send(`${server.url}/api/v1/setup`, 'POST', { ...owner, code })).status, 200);
  return signIn(server);
}

async function signIn(server: Server): Promise<{ cookie: string; site: string }> {
  const { headers } = await send(`${server.url}/api/auth/sign-in/email`, 'POST', { email: 'owner@plant.example', password });
  const cookie = (headers['set-cookie'] ?? []).map((it) => it.split(';')[0]).join('; ');
  const sites = await send(`${server.url}/api/v1/sites`, 'GET', undefined, { cookie });
  return { cookie, site: `/api/v1/sites/${sites.body.rows?.[0]?.id ?? sites.body[0]?.id}` };
}

const stateOf = async (server: Server, { cookie, site }: { cookie: string; site: string }): Promise<LogState> =>
  (await send(`${server.url}${site}/ledger`, 'GET', undefined, { cookie })).body as LogState;

/** Verifying signs a checkpoint of all there is. */
const verify = async (server: Server, { cookie, site }: { cookie: string; site: string }) =>
  send(`${server.url}${site}/ledger/verifications`, 'POST', {}, { cookie });

async function rename(server: Server, { cookie, site }: { cookie: string; site: string }, name: string): Promise<number> {
  const made = await send(`${server.url}${site}/areas`, 'POST', { name }, { cookie });
  return made.status;
}

test('the signer is a process of its own, its key closed to the server’s database and to others; and it dies with the server', async (t) => {
  const server = await startServer(t);
  const entered = await setUp(server);
  assert.equal((await verify(server, entered)).body.ok, true);
  const state = await stateOf(server, entered);
  assert.deepEqual([state.signer.is, state.vkeys.length, (state.latest?.note.match(/^\u2014 /gmu) ?? []).length], ['ok', 2, 2]);
  const codes = state.protections.map(({ code }) => code);
  assert.ok(codes.includes('signer_remembers') && codes.includes('no_witness'), codes.join());
  const key = join(server.dataDir, 'signer/ed25519-1.pem');
  assert.ok(!existsSync(join(server.dataDir, 'secrets/ledger-key.pem')));
  if (process.getuid?.() === 0) {
    assert.ok(codes.includes('server_is_root'), 'the screen says that root reads every key');
    assert.ok(![0, 65534].includes(statSync(key).uid), 'neither root nor the database’s account');
    for (const uid of [65534, 1000]) assert.notEqual(spawnSync('cat', [key], { uid, gid: uid }).status, 0, `${uid} cannot read it`);
  } else assert.ok(codes.includes('signer_same_user'));
  const rotated = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', cli, 'signer', 'rotate', '--data', server.dataDir],
    { encoding: 'utf8' },
  );
  assert.equal(rotated.status, 0, rotated.stderr);
  await rename(server, entered, 'Hall 2');
  assert.equal((await verify(server, entered)).body.ok, true, 'checkpoints of both keys verify');
  const after = await stateOf(server, entered);
  assert.deepEqual(after.vkeys.slice(2), state.vkeys, 'the former keys stand behind the new ones');
  assert.ok(after.vkeys.slice(0, 2).every((vkey) => !state.vkeys.includes(vkey)));
  const entries = await send(`${server.url}${entered.site}/ledger/entries?kind=ledger.key_rotated`, 'GET', undefined, {
    cookie: entered.cookie,
  });
  assert.deepEqual(entries.body.rows[0].facts.vkeys, after.vkeys.slice(0, 2));
  const pids = signerPids(server.dataDir);
  assert.equal(pids.length, 1);
  await server.end('SIGKILL');
  for (let n = 0; n < 1200 && signerPids(server.dataDir).length > 0; n += 1) await wait(50);
  assert.deepEqual(signerPids(server.dataDir), []);
});

test('a folder from before there was a signer: the same key signs on, and old checkpoints still verify', async (t) => {
  const dataDir = join(makeFolder(t), 'data');
  const first = await startServer(t, { dataDir });
  const before = await setUp(first);
  await verify(first, before);
  const { vkeys, latest } = await stateOf(first, before);
  await first.end();
  // As a server without a signer left it.
  mkdirSync(join(dataDir, 'secrets'), { recursive: true });
  writeFileSync(join(dataDir, 'secrets/ledger-key.pem'), readFileSync(join(dataDir, 'signer/ed25519-1.pem')), { mode: 0o600 });
  for (const path of ['signer', 'ledger-keys.json']) rmSync(join(dataDir, path), { recursive: true });
  const second = await startServer(t, { dataDir });
  const after = await signIn(second);
  assert.equal(await rename(second, after, 'Hall 2'), 200);
  assert.equal((await verify(second, after)).body.ok, true);
  const state = await stateOf(second, after);
  assert.equal(state.vkeys[0], vkeys[0]);
  assert.ok((state.latest?.size ?? 0) > (latest?.size ?? 0));
  assert.ok(!readdirSync(join(dataDir, 'signer')).includes('taken-over.pem'));
  await second.end();
});

test('attack 8 as a whole: the old database under a signer that knows more takes no act, and people are told', async (t) => {
  const dataDir = join(makeFolder(t), 'data');
  const first = await startServer(t, { dataDir });
  const before = await setUp(first);
  await verify(first, before);
  await first.end();
  const yesterday = join(dataDir, '..', 'yesterday');
  cpSync(join(dataDir, 'postgres'), yesterday, { recursive: true });
  const second = await startServer(t, { dataDir });
  const today = await signIn(second);
  for (const name of ['Hall 2', 'Hall 3', 'Hall 4', 'Hall 5']) assert.equal(await rename(second, today, name), 200);
  await verify(second, today);
  const signed = (await stateOf(second, today)).latest!.size;
  await second.end();
  rmSync(join(dataDir, 'postgres'), { recursive: true });
  cpSync(yesterday, join(dataDir, 'postgres'), { recursive: true });
  const third = await startServer(t, { dataDir });
  const old = await signIn(third);
  const refused = async () => (await stateOf(third, old)).signer;
  for (let n = 0; n < 1200 && (await refused()).is !== 'refuses'; n += 1) await wait(100);
  const { is, code, signed_size } = await refused();
  assert.deepEqual({ is, code, signed_size }, { is: 'refuses', code: 'older', signed_size: signed });
  assert.equal(await rename(third, old, 'Hall 9'), 409, 'nothing is written upon an older copy');
  const notices = async () =>
    ((await send(`${third.url}/api/v1/me/notices`, 'GET', undefined, { cookie: old.cookie })).body.rows as { kind: string }[]).filter(
      ({ kind }) => kind === 'signer_refuses',
    ).length;
  for (let n = 0; n < 1200 && (await notices()) === 0; n += 1) await wait(100);
  assert.ok((await notices()) > 0, 'people are told');
  await third.end();
});

/** Processes whose command line names the folder's signer. */
function signerPids(dataDir: string): number[] {
  const found = spawnSync('pgrep', ['-f', `signer/src/main.ts --folder ${dataDir}/signer`], { encoding: 'utf8' });
  return found.stdout.split('\n').filter(Boolean).map(Number);
}
