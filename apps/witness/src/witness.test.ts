// The witness as a process: every answer of C2SP tlog-witness over real HTTP, what survives kill -9, and two requests at once.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  consistencyRanges,
  ED25519_NOTE_TYPE,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  hashLeaf,
  hashNode,
  makeProof,
  MAX_ADD_CHECKPOINT_BYTES,
  ML_DSA_44_COSIGNATURE_TYPE,
  openCosignatures,
  openSignatures,
  parseVerifierKey,
  rootOf,
  signCheckpointText,
  type SigningKey,
} from '@holdfast/core-ledger';
import { makePrivateKey, nodeCrypto, sha256, signingKeyOf } from '@holdfast/platform/ledger-crypto';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const origin = 'holdfast.example/plant-a/filling/e1';
const name = 'witness.plant-b.example';
const keyOf = (of: string): SigningKey[] =>
  [ED25519_NOTE_TYPE, ML_DSA_44_COSIGNATURE_TYPE].map((type) => signingKeyOf(of, type as 1 | 6, makePrivateKey(type as 1 | 6)));
const logKeys = keyOf(origin);
const vkeys = (keys: SigningKey[]): string[] => keys.map((key) => formatVerifierKey(key.name, key.public_key, sha256, key.type));
const now = (): number => Math.floor(Date.now() / 1000);

/** A history of `size` entries, signed; `fork` makes another one from that entry on. */
function historyOf(size: number, { fork = size, keys = logKeys } = {}) {
  const leaves = Array.from({ length: size }, (_, n) => hashLeaf(Buffer.from(n < fork ? `entry ${n}` : `forged ${n}`), sha256));
  const text = formatCheckpoint({ origin: keys[0]!.name, size, root: rootOf(leaves, sha256) });
  const note = formatNote({ text, signatures: keys.map((key) => signCheckpointText(key, text, now(), sha256)) });
  const node = (level: number, k: number): Uint8Array =>
    level === 0 ? leaves[k]! : hashNode(node(level - 1, 2 * k), node(level - 1, 2 * k + 1), sha256);
  const prove = (old: number): Uint8Array[] => (old === 0 || old >= size ? [] : makeProof(consistencyRanges(old, size), node, sha256));
  const ask = (old_size: number, proof = prove(old_size)): string => formatAddCheckpoint({ old_size, proof, checkpoint: note });
  return { text, note, ask, prove };
}

type Running = { base: string; child: ChildProcess };
type Said = { status: number; type: string; body: string };

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hf-witness-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(
    join(folder, 'logs.txt'),
    vkeys(logKeys)
      .map((vkey) => `log ${vkey}\n`)
      .join(''),
  );
  return folder;
}

async function start(t: TestContext, folder: string, ...more: string[]): Promise<Running> {
  const args = ['--disable-warning=ExperimentalWarning', main, 'serve', '--folder', folder, '--listen', '0', ...more];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => void child.kill('SIGKILL'));
  let [said, wrong] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (part: string) => (wrong += part));
  for await (const part of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    said += part;
    const url = /listens on (http:\S+)/.exec(said)?.[1];
    if (url !== undefined) return { base: url, child };
  }
  throw new Error(`the witness did not start: ${wrong}`);
}

function send(base: string, path: string, body?: string | Buffer, method = body === undefined ? 'GET' : 'POST'): Promise<Said> {
  return new Promise((done, fail) => {
    const asked = request(`${base}${path}`, { method, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => done({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body: text }));
    });
    asked.on('error', fail);
    asked.end(body);
  });
}
const add = (base: string, body: string | Buffer): Promise<Said> => send(base, '/add-checkpoint', body);

test('cosigns with Ed25519 (0x04) and ML-DSA-44 (0x06) under the keys it publishes, and keeps the note for whoever compares', async (t) => {
  const { base } = await start(t, folderOf(t), '--name', name);
  const history = historyOf(5);
  const answer = await add(base, history.ask(0));
  assert.equal(answer.status, 200);
  const keys = (await send(base, '/vkeys')).body
    .trim()
    .split('\n')
    .map((text) => parseVerifierKey(text, sha256));
  const opened = openCosignatures(
    history.text,
    answer.body,
    keys.map((key) => (key.ok ? key.value : assert.fail())),
    nodeCrypto,
  );
  assert.ok(opened.ok);
  assert.deepEqual(
    opened.value.map(({ good }) => [good.name, good.type]),
    [
      [name, 4],
      [name, 6],
    ],
  );
  assert.ok(opened.value.every(({ good }) => Math.abs(good.timestamp! - now()) < 5));
  const kept = await send(base, `/checkpoint?origin=${encodeURIComponent(origin)}`);
  const all = openSignatures(
    kept.body,
    keys.map((key) => (key.ok ? key.value : assert.fail())),
    nodeCrypto,
  );
  assert.ok(all.ok && all.value.text === history.text && all.value.signatures.length === 2);
});

test('answers as the specification says: 400, 403, 404, 409 with the size, 413, 422', async (t) => {
  const { base } = await start(t, folderOf(t), '--name', name);
  assert.equal((await add(base, historyOf(8).ask(0))).status, 200);
  const stale = await add(base, historyOf(12).ask(5));
  assert.deepEqual(stale, { status: 409, type: 'text/x.tlog.size', body: '8\n' });
  assert.deepEqual(await add(base, historyOf(8, { fork: 7 }).ask(8)), { status: 409, type: 'text/x.tlog.size', body: '8\n' });
  assert.equal((await add(base, historyOf(12, { fork: 3 }).ask(8))).status, 422, 'another history');
  assert.equal((await add(base, historyOf(12).ask(8, historyOf(13).prove(8)))).status, 422, 'the proof of another size');
  assert.equal((await add(base, historyOf(12).ask(8, []))).status, 422, 'no proof');
  const stranger = keyOf('holdfast.example/plant-z/e1');
  assert.equal((await add(base, historyOf(3, { keys: stranger }).ask(0))).status, 404);
  assert.equal((await add(base, historyOf(12, { keys: keyOf(origin) }).ask(8))).status, 403, 'signed by no key it knows');
  const good = historyOf(12).ask(8);
  const bent = good.replace(/(— \S+ .{20})(.)/u, (_, head: string, one: string) => `${head}${one === 'A' ? 'B' : 'A'}`);
  assert.equal((await add(base, bent)).status, 403, 'a signature that was bent');
  assert.equal((await add(base, good.replace('old 8', 'old 08'))).status, 400);
  assert.equal((await add(base, good.replace('old 8', 'old 99'))).status, 400, 'old above the checkpoint');
  assert.equal((await add(base, `old 8\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n${historyOf(12).note}`)).status, 400, '64 lines of proof');
  assert.equal((await add(base, '')).status, 400);
  assert.equal((await add(base, Buffer.alloc(MAX_ADD_CHECKPOINT_BYTES + 1, 65))).status, 413);
  assert.equal((await send(base, '/add-checkpoint')).status, 405);
  assert.equal((await add(base, good)).status, 200, 'and after all that the true history still goes on');
});

test('remembers after a restart, and cosigns the same head again for who lost the answer', async (t) => {
  const folder = folderOf(t);
  const first = await start(t, folder, '--name', name);
  assert.equal((await add(first.base, historyOf(20).ask(0))).status, 200);
  first.child.kill('SIGTERM');
  await new Promise((done) => first.child.on('exit', done));
  const { base } = await start(t, folder);
  assert.deepEqual(await add(base, historyOf(11).ask(0)), { status: 409, type: 'text/x.tlog.size', body: '20\n' });
  assert.equal((await add(base, historyOf(20).ask(20))).status, 200);
  const { logs } = JSON.parse((await send(base, '/logs')).body) as { logs: { origin: string; size: number; keys: number }[] };
  assert.deepEqual(
    logs.map(({ origin: of, size, keys }) => [of, size, keys]),
    [[origin, 20, 2]],
  );
});

test('of requests at once from one size, one history is cosigned', async (t) => {
  const { base } = await start(t, folderOf(t), '--name', name);
  await add(base, historyOf(6).ask(0));
  const asked = [historyOf(10), historyOf(10, { fork: 8 }), historyOf(12), historyOf(12, { fork: 7 })];
  const answers = await Promise.all(asked.map((history) => add(base, history.ask(6))));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409, 409]);
});

test('kill -9 at any moment: what was answered is remembered, and it never cosigns a fork afterwards', async (t) => {
  const folder = folderOf(t);
  let answered = 0;
  for (let round = 0; round < 5; round += 1) {
    const { base, child } = await start(t, folder, '--name', name);
    const over = new Promise((done) => child.on('exit', done));
    const killing = wait(3 + round * 4).then(() => child.kill('SIGKILL'));
    const from = JSON.parse((await send(base, '/logs').catch(() => ({ body: '{"logs":[]}' }))).body) as { logs: { size: number }[] };
    for (let [old, size] = [from.logs[0]?.size ?? 0, 0]; ; old = size) {
      size = old + 1;
      const answer = await add(base, historyOf(size).ask(old)).catch(() => null);
      if (answer === null) break;
      assert.equal(answer.status, 200, answer.body);
      answered = size;
    }
    await killing;
    await over;
    const after = await start(t, folder);
    const { logs } = JSON.parse((await send(after.base, '/logs')).body) as { logs: { size: number | null }[] };
    assert.ok((logs[0]?.size ?? 0) >= answered, `it answered ${answered} and remembers ${logs[0]?.size}`);
    if (answered > 1) assert.equal((await add(after.base, historyOf(answered + 2, { fork: 0 }).ask(logs[0]!.size!))).status, 422);
    after.child.kill('SIGTERM');
    await new Promise((done) => after.child.on('exit', done));
  }
});

test('does not start over a state that was lost or bent, beside another one, or in plain text for the network', async (t) => {
  const folder = folderOf(t);
  const { base, child } = await start(t, folder, '--name', name);
  await add(base, historyOf(4).ask(0));
  const tryOne = (...more: string[]) =>
    spawnSync(process.execPath, [main, 'serve', '--folder', folder, '--listen', '0', ...more], { encoding: 'utf8', timeout: 10_000 });
  assert.match(tryOne().stderr, /Another witness runs/);
  child.kill('SIGKILL');
  await new Promise((done) => child.on('exit', done));
  assert.match(tryOne('--name', 'another.example').stderr, /cannot become another\.example/);
  assert.match(tryOne('--listen', '0.0.0.0:0').stderr, /Plain HTTP on 0\.0\.0\.0/);
  const state = readFileSync(join(folder, 'state'), 'utf8');
  writeFileSync(join(folder, 'state'), state.replace('"size":4', '"size":3'));
  assert.match(tryOne().stderr, /is damaged/);
  rmSync(join(folder, 'state'));
  assert.match(tryOne('--name', name).stderr, /is missing, so the witness does not know/);
});

test('a log is added while it runs; a line that is no key is named', async (t) => {
  const folder = folderOf(t);
  const { base } = await start(t, folder, '--name', name);
  const other = keyOf('holdfast.example/plant-c/e1');
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [main, ...args, '--folder', folder], { encoding: 'utf8', timeout: 10_000 });
  assert.equal((await add(base, historyOf(3, { keys: other }).ask(0))).status, 404);
  assert.match(run('add', ...vkeys(other)).stdout, /plant-c/);
  assert.equal((await add(base, historyOf(3, { keys: other }).ask(0))).status, 200);
  assert.match(run('logs').stdout, /plant-c\/e1 {2}3 entries/);
  const wrong = run('add', 'nonsense');
  assert.deepEqual([wrong.status, /no key of a log/.test(wrong.stderr)], [78, true]);
});
