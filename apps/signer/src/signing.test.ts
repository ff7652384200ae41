// The signer's decisions over a real folder: what it signs, what it refuses, and what survives a crash at the worst moment.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  type Checkpoint,
  consistencyRanges,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  hashLeaf,
  hashNode,
  makeProof,
  openSignatures,
  parseSignatures,
  rootOf,
} from '@holdfast/core-ledger';
import { nodeCrypto, sha256 } from '@holdfast/platform/ledger-crypto';
import { bareKeyOf } from '@holdfast/platform/signer-folder';
import { keysOf } from '@holdfast/platform/signer-key';
import { createSigner, type Signer } from './signing.ts';

const origin = 'holdfast.example/test/filling/e1';

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hf-signer-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const signerIn = (folder: string, word = 'file', secret: string | null = null): Signer =>
  createSigner({ store: { folder, secret: () => secret }, word });

/** A history of `size` entries; `fork` makes another one from that entry on. */
function historyOf(size: number, fork = size) {
  const leaves = Array.from({ length: size }, (_, n) => hashLeaf(Buffer.from(n < fork ? `entry ${n}` : `forged ${n}`), sha256));
  const checkpoint: Checkpoint = { origin, size, root: rootOf(leaves, sha256) };
  const node = (level: number, k: number): Uint8Array =>
    level === 0 ? leaves[k]! : hashNode(node(level - 1, 2 * k), node(level - 1, 2 * k + 1), sha256);
  const ask = (old_size: number): string =>
    formatAddCheckpoint({
      old_size,
      proof: old_size === 0 || old_size >= size ? [] : makeProof(consistencyRanges(old_size, size), node, sha256),
      checkpoint: formatCheckpoint(checkpoint),
    });
  return { checkpoint, ask };
}

async function signersOf(signer: Signer, checkpoint: Checkpoint, body: string): Promise<number[]> {
  const signatures = parseSignatures(body);
  assert.ok(signatures.ok);
  const facts = await signer.facts();
  const note = formatNote({ text: formatCheckpoint(checkpoint), signatures: signatures.value });
  const opened = openSignatures(note, keysOf(() => facts.keys.map(bareKeyOf)).keys(origin), nodeCrypto);
  assert.ok(opened.ok, JSON.stringify(opened));
  return opened.value.signatures.map(({ type }) => type);
}

test('signs what extends the last size with Ed25519 (0x01) and ML-DSA-44 (0x06), in this order', async (t) => {
  const signer = signerIn(folderOf(t));
  const first = historyOf(5);
  const answer = await signer.sign(first.ask(0));
  assert.equal(answer.status, 200);
  assert.deepEqual(await signersOf(signer, first.checkpoint, answer.body), [1, 6]);
  const grown = await signer.sign(historyOf(13).ask(5));
  assert.equal(grown.status, 200);
  assert.deepEqual(
    (await signer.facts()).heads.map(({ size }) => size),
    [13],
  );
});

test('attacks 5 to 7: refuses another history of a larger size, and another root of the same', async (t) => {
  const folder = folderOf(t);
  const signer = signerIn(folder);
  await signer.sign(historyOf(8).ask(0));
  assert.equal((await signer.sign(historyOf(12, 3).ask(8))).status, 422);
  assert.equal((await signer.sign(historyOf(8, 7).ask(8))).status, 409);
  assert.deepEqual((await signer.facts()).last_refusal, { ...(await signer.facts()).last_refusal, code: 'differs', signed_size: 8 });
  assert.equal(readFileSync(join(folder, 'refusals.log'), 'utf8').trim().split('\n').length, 2);
  assert.equal((await signer.sign(historyOf(12).ask(8))).status, 200, 'the true history still goes on');
});

test('attack 8: refuses a log that is smaller than what it signed, and tells the size it knows', async (t) => {
  const signer = signerIn(folderOf(t));
  await signer.sign(historyOf(20).ask(0));
  assert.deepEqual(await signer.sign(historyOf(11).ask(0)), { status: 409, body: '20\n' });
  assert.equal((await signer.facts()).last_refusal?.code, 'older');
});

test('who does not know the last size is told it, and that is no refusal', async (t) => {
  const signer = signerIn(folderOf(t));
  await signer.sign(historyOf(5).ask(0));
  assert.deepEqual(await signer.sign(historyOf(9).ask(0)), { status: 409, body: '5\n' });
  assert.deepEqual(await signer.sign(historyOf(9).ask(3)), { status: 409, body: '5\n' });
  assert.equal((await signer.facts()).last_refusal, null);
  assert.equal((await signer.sign(historyOf(5).ask(5))).status, 200, 'the same head is signed again: the answer may have been lost');
});

test('of two requests at once from one size only one history is signed', async (t) => {
  const signer = signerIn(folderOf(t));
  await signer.sign(historyOf(6).ask(0));
  const answers = await Promise.all([
    signer.sign(historyOf(10).ask(6)),
    signer.sign(historyOf(10, 8).ask(6)),
    signer.sign(historyOf(12).ask(6)),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 409, 409],
  );
});

test('malformed requests are refused and change nothing', async (t) => {
  const signer = signerIn(folderOf(t));
  const good = historyOf(4).ask(0);
  for (const text of [
    '',
    'old 0\n',
    good.slice(0, -1),
    `${good}extension\n`,
    good.replace('old 0', 'old 00'),
    good.replace('\n4\n', '\n-4\n'),
    historyOf(4).ask(9),
  ])
    assert.equal((await signer.sign(text)).status, 400, JSON.stringify(text));
  assert.deepEqual((await signer.facts()).heads, []);
});

test('a state written before the answer left is kept through kill -9; the same request is answered again', async (t) => {
  const folder = folderOf(t);
  await signerIn(folder).sign(historyOf(5).ask(0));
  const child = `
    import { createSigner } from ${JSON.stringify(fileURLToPath(new URL('./signing.ts', import.meta.url)))};
    const signer = createSigner({ store: { folder: process.argv[1], secret: () => null }, word: 'file' });
    await signer.sign(process.argv[2]);
    process.kill(process.pid, 'SIGKILL');`;
  const ended = spawnSync(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    child,
    folder,
    historyOf(9).ask(5),
  ]);
  assert.equal(ended.signal, 'SIGKILL');
  const again = signerIn(folder);
  assert.deepEqual(
    (await again.facts()).heads.map(({ size }) => size),
    [9],
  );
  assert.deepEqual(await again.sign(historyOf(9).ask(5)), { status: 409, body: '9\n' });
  assert.equal((await again.sign(historyOf(9).ask(9))).status, 200);
  assert.equal((await again.sign(historyOf(9, 7).ask(9))).status, 409, 'and no other history of this size');
});

test('once the next epoch is signed the former one is closed for ever, whatever size it claims; other logs are not', async (t) => {
  const folder = folderOf(t);
  const signer = signerIn(folder);
  const as = (asked: string, name: string): string => asked.replace(origin, name);
  assert.equal((await signer.sign(historyOf(9).ask(0))).status, 200);
  assert.equal((await signer.sign(as(historyOf(2).ask(0), origin.replace('/e1', '/e2')))).status, 200);
  for (const request of [historyOf(9).ask(9), historyOf(12).ask(9), historyOf(3).ask(9)])
    assert.deepEqual(await signerIn(folder).sign(request), { status: 422, body: 'closed\n' });
  assert.equal((await signer.sign(as(historyOf(5).ask(2), origin.replace('/e1', '/e2')))).status, 200);
  assert.equal((await signer.sign(as(historyOf(4).ask(0), 'holdfast.example/test/other/e1'))).status, 200);
  assert.match(readFileSync(join(folder, 'refusals.log'), 'utf8'), /"code":"older","size":12,"signed_size":2/);
});

test('a half-written state file changes nothing; a cut, changed or missing state signs nothing', async (t) => {
  const folder = folderOf(t);
  await signerIn(folder).sign(historyOf(5).ask(0));
  writeFileSync(join(folder, 'state.making'), '{"format":1,"pres', { mode: 0o600 });
  assert.deepEqual(
    (await signerIn(folder).facts()).heads.map(({ size }) => size),
    [5],
  );
  const whole = readFileSync(join(folder, 'state'), 'utf8');
  for (const text of [whole.slice(0, 100), whole.replace('"size":5', '"size":4'), '', `${whole}more`]) {
    writeFileSync(join(folder, 'state'), text);
    await assert.rejects(signerIn(folder).sign(historyOf(9).ask(5)), { code: 'state_damaged' });
  }
  rmSync(join(folder, 'state'));
  await assert.rejects(signerIn(folder).sign(historyOf(3).ask(0)), { code: 'state_missing' });
  writeFileSync(join(folder, 'state'), whole, { mode: 0o600 });
  assert.equal((await signerIn(folder).sign(historyOf(9).ask(5))).status, 200);
});

test('key, state and folder open to others, and another key in the file, sign nothing', async (t) => {
  const folder = folderOf(t);
  await signerIn(folder).sign(historyOf(5).ask(0));
  for (const path of ['ed25519-1.pem', 'ml-dsa-44-1.pem', 'state', '.']) {
    const shut = path === '.' ? 0o700 : 0o600;
    chmodSync(join(folder, path), shut | 0o044);
    await assert.rejects(signerIn(folder).facts(), { code: 'open_to_others' });
    chmodSync(join(folder, path), shut);
  }
  const other = folderOf(t);
  await signerIn(other).facts();
  writeFileSync(join(folder, 'ed25519-1.pem'), readFileSync(join(other, 'ed25519-1.pem')));
  await assert.rejects(signerIn(folder).facts(), { code: 'key_changed' });
  rmSync(join(folder, 'ed25519-1.pem'));
  await assert.rejects(signerIn(folder).facts(), { code: 'key_missing' });
});

test('takes over the key a server held, with the heads it signed, and only under that key', async (t) => {
  const [folder, former] = [folderOf(t), folderOf(t)];
  const before = signerIn(former);
  const { checkpoint, ask } = historyOf(7);
  const { body } = await before.sign(ask(0));
  const signatures = parseSignatures(body);
  assert.ok(signatures.ok);
  const note = formatNote({ text: formatCheckpoint(checkpoint), signatures: signatures.value });
  writeFileSync(join(folder, 'taken-over.pem'), readFileSync(join(former, 'ed25519-1.pem')), { mode: 0o600 });
  const after = signerIn(folder);
  assert.equal((await after.facts()).keys[0]!.public_key, (await before.facts()).keys[0]!.public_key);
  assert.ok(!readdirSync(folder).includes('taken-over.pem'));
  assert.equal((await after.adopt(origin, note.replace('\n7\n', '\n6\n'))).status, 422);
  assert.equal((await after.adopt(origin, note)).status, 200);
  assert.equal((await after.adopt(origin, note)).status, 422, 'once');
  assert.equal((await after.sign(historyOf(9, 2).ask(7))).status, 422);
  assert.equal((await after.sign(historyOf(9).ask(7))).status, 200);
  assert.equal((await signerIn(folderOf(t)).adopt(origin, note)).body, 'other_key\n');
});

test('a key under a passphrase opens with it alone, and a plain one gets it', async (t) => {
  const folder = folderOf(t);
  const signer = signerIn(folder, 'passphrase', 'Kessel 7');
  await signer.sign(historyOf(5).ask(0));
  assert.match(readFileSync(join(folder, 'ed25519-1.pem'), 'utf8'), /BEGIN ENCRYPTED PRIVATE KEY/);
  await assert.rejects(signerIn(folder, 'passphrase', 'Kessel 8').facts(), { code: 'secret_wrong' });
  await assert.rejects(signerIn(folder, 'passphrase', null).facts(), { code: 'secret_missing' });
  assert.equal((await signerIn(folder, 'passphrase', 'Kessel 7').sign(historyOf(9).ask(5))).status, 200);
});

test('rotation: the next key is made, kept, and signs only once it was put to use; of the former its public half stays', async (t) => {
  const folder = folderOf(t);
  const signer = signerIn(folder);
  await signer.sign(historyOf(5).ask(0));
  const before = await signer.facts();
  const { next } = await signer.prepareRotation(null);
  assert.deepEqual((await signer.prepareRotation(null)).next, next, 'asked again it is the same');
  const still = await signer.sign(historyOf(6).ask(5));
  assert.deepEqual(await signersOf(signer, historyOf(6).checkpoint, still.body), [1, 6]);
  const after = await signer.commitRotation();
  assert.deepEqual(after.keys, next);
  assert.deepEqual(
    after.retired.map(({ public_key }) => public_key),
    before.keys.map(({ public_key }) => public_key),
  );
  assert.deepEqual(
    readdirSync(folder)
      .filter((name) => name.endsWith('.pem'))
      .toSorted(),
    ['ed25519-2.pem', 'ml-dsa-44-2.pem'],
  );
  const fresh = signerIn(folder);
  const signed = await fresh.sign(historyOf(9).ask(6));
  assert.deepEqual(await signersOf(fresh, historyOf(9).checkpoint, signed.body), [1, 6]);
  await assert.rejects(fresh.commitRotation(), { code: 'no_next_key' });
});

test('the state file carries the SHA-256 of its first line', async (t) => {
  const folder = folderOf(t);
  await signerIn(folder).facts();
  const [json = '', sum] = readFileSync(join(folder, 'state'), 'utf8').split('\n');
  assert.equal(sum, createHash('sha256').update(json).digest('hex'));
});
