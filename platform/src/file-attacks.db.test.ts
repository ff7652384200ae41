// Attacks on stored files (design table, attack 13): swapped, cut, reordered, taken away, opened with another key, half written when the process died.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { text } from 'node:stream/consumers';
import { testDatabase } from '../test/database.ts';
import { openDatabase } from './database.ts';
import { Failure } from './failure.ts';
import { chunkBytes, headerBytes, strideBytes } from './file-cipher.ts';
import { destroyKey, openFileKeys } from './file-keys.ts';
import { masterKeyOf } from './file-master-key.ts';
import { readSource } from './file-source.ts';
import { openFileStore } from './file-store.ts';

const database = await testDatabase({ after });
const db = openDatabase(database.pool('holdfast_app'));
const secret = 'a secret of this test only, as long as one must be';
const keys = openFileKeys(db, masterKeyOf(secret));
const dir = mkdtempSync(join(tmpdir(), 'holdfast-attacks-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const store = await openFileStore(dir, keys);

const limit_bytes = 2 ** 34;
const placeOf = (sha256: string): string => join(dir, sha256.slice(0, 2), sha256);
const failsAs = (code: string) => (error: unknown) => error instanceof Failure && error.code === code;

async function put(bytes: Uint8Array, is_sensitive = false): Promise<string> {
  const file = await store.receive({ limit_bytes, is_sensitive });
  await file.write(bytes);
  return (await file.finish()).sha256;
}

async function readAll(sha256: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of readSource(await store.open(sha256))) parts.push(piece);
  return Buffer.concat(parts);
}

/** What a check says, and how reading fails. */
async function seen(sha256: string): Promise<[string, number | null, string]> {
  const { state, at_byte } = await store.check(sha256);
  const fails = await readAll(sha256).then(
    () => 'reads',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );
  return [state, at_byte, fails];
}

test('a flipped bit is named with its place, and the bytes before it still read as a part', async () => {
  const bytes = randomBytes(5 * chunkBytes);
  const sha256 = await put(bytes);
  const lying = readFileSync(placeOf(sha256));
  lying[headerBytes + 3 * strideBytes + 999]! ^= 4;
  writeFileSync(placeOf(sha256), lying);
  assert.deepEqual(await seen(sha256), ['changed', 3 * chunkBytes, 'file_changed']);
  assert.deepEqual(await store.read(sha256, 700_000, 700_100), bytes.subarray(700_000, 700_100));
  await assert.rejects(store.read(sha256, 3 * chunkBytes + 5, 3 * chunkBytes + 6), failsAs('file_changed'));
  assert.equal(await put(bytes), sha256);
  assert.deepEqual(await readAll(sha256), bytes);
});

test('a cut file is found at any length, also at the end of a chunk', async () => {
  const sha256 = await put(randomBytes(3 * chunkBytes));
  const right = readFileSync(placeOf(sha256));
  for (const length of [right.length - 1, headerBytes + 2 * strideBytes, headerBytes + 2 * strideBytes + 36, headerBytes, 5, 0]) {
    writeFileSync(placeOf(sha256), right);
    truncateSync(placeOf(sha256), length);
    const [state, , fails] = await seen(sha256);
    assert.deepEqual([state, fails], ['changed', 'file_changed'], `${length} bytes`);
  }
  writeFileSync(placeOf(sha256), Buffer.concat([right, Buffer.from('x')]));
  assert.equal((await store.check(sha256)).state, 'changed');
});

test('two files that changed places, and another file under the same name, are both found', async () => {
  const [a, b] = [await put(randomBytes(1000)), await put(randomBytes(1000))];
  const [ofA, ofB] = [readFileSync(placeOf(a)), readFileSync(placeOf(b))];
  writeFileSync(placeOf(a), ofB);
  writeFileSync(placeOf(b), ofA);
  for (const it of [a, b]) assert.deepEqual(await seen(it), ['changed', 0, 'file_changed']);
  writeFileSync(placeOf(a), 'new bytes under the same name');
  assert.deepEqual(await seen(a), ['changed', 0, 'file_changed']);
});

test('chunks that changed places are found', async () => {
  const sha256 = await put(randomBytes(2 * chunkBytes));
  const right = readFileSync(placeOf(sha256));
  const [from, middle, to] = [headerBytes, headerBytes + strideBytes, headerBytes + 2 * strideBytes];
  writeFileSync(
    placeOf(sha256),
    Buffer.concat([right.subarray(0, from), right.subarray(middle, to), right.subarray(from, middle), right.subarray(to)]),
  );
  assert.deepEqual(await seen(sha256), ['changed', 0, 'file_changed']);
});

test('a file taken away is missing, and whole again when it is back', async () => {
  const sha256 = await put(randomBytes(1000));
  copyFileSync(placeOf(sha256), `${placeOf(sha256)}.away`);
  unlinkSync(placeOf(sha256));
  assert.deepEqual(await seen(sha256), ['missing', null, 'file_missing']);
  copyFileSync(`${placeOf(sha256)}.away`, placeOf(sha256));
  assert.deepEqual(await seen(sha256), ['whole', null, 'reads']);
});

test('another master key opens nothing and is noticed; a database administrator cannot move keys between files', async () => {
  const [a, b] = [await put(randomBytes(1000)), await put(randomBytes(1000))];
  const stranger = openFileKeys(db, masterKeyOf('another secret, as long as it has to be, but another'));
  assert.ok((await stranger.countForeign()) >= 2);
  assert.equal(await keys.countForeign(), 0);
  const other = await openFileStore(dir, stranger);
  await assert.rejects(other.open(a), failsAs('file_key_missing'));
  const pool = database.pool('holdfast_super');
  await pool.query(`delete from platform.file_key where sha256 = $1`, [b]);
  await assert.rejects(store.open(b), failsAs('file_key_missing'));
  await pool.query(`update platform.file_key set sha256 = $2 where sha256 = $1`, [a, b]);
  writeFileSync(placeOf(b), readFileSync(placeOf(a)));
  await assert.rejects(store.open(b), failsAs('file_key_missing'));
});

test('a destroyed key leaves bytes nobody can read; the same file added again is a new one', async () => {
  const bytes = randomBytes(1000);
  const sha256 = await put(bytes);
  await db.transaction().execute(async (tx) => {
    assert.equal(await destroyKey(tx, sha256), true);
    assert.equal(await destroyKey(tx, sha256), false);
  });
  assert.deepEqual(await seen(sha256), ['erased', null, 'file_erased']);
  assert.equal(await store.removeDestroyed(sha256), true);
  assert.equal(await store.removeDestroyed(sha256), false);
  assert.equal(existsSync(placeOf(sha256)), false);
  assert.equal(await put(bytes), sha256);
  assert.deepEqual(await readAll(sha256), bytes);
  assert.equal(await store.removeDestroyed(sha256), false);
});

test('a sensitive file opens for nobody but who brings the key it was handed over with, and is still checked', async () => {
  const bytes = randomBytes(700_000);
  const sha256 = await put(bytes, true);
  await assert.rejects(store.open(sha256), failsAs('file_needs_keys'));
  assert.equal((await store.check(sha256)).state, 'whole');
  const sealed_sha256 = await store.hashSealed(sha256);
  const key = await db.transaction().execute((tx) => store.handOverKey(tx, { sha256, sealed_sha256 }));
  await assert.rejects(
    db.transaction().execute((tx) => store.handOverKey(tx, { sha256, sealed_sha256 })),
    failsAs('file_key_gone'),
  );
  await assert.rejects(store.open(sha256), failsAs('file_needs_keys'));
  assert.equal(await text(await store.stream(sha256, key)), bytes.toString());
  assert.equal((await store.check(sha256)).state, 'whole');
  const lying = readFileSync(placeOf(sha256));
  lying[lying.length - 1]! ^= 1;
  writeFileSync(placeOf(sha256), lying);
  assert.equal((await store.check(sha256)).state, 'changed');
});

test('when the process dies between the row and the move, the next start ends the move', async () => {
  const bytes = randomBytes(300_000);
  const sha256 = await put(bytes);
  const { rows } = await database
    .pool('holdfast_super')
    .query<{ file_id: string }>('select file_id from platform.file_key where sha256 = $1', [sha256]);
  const name = '0199aaaa-0000-7000-8000-00000000000a';
  await database
    .pool('holdfast_super')
    .query('update platform.file_key set receiving_as = $2 where file_id = $1', [rows[0]!.file_id, name]);
  renameSync(placeOf(sha256), join(dir, 'incoming', name));
  assert.equal((await store.check(sha256)).state, 'missing');
  await store.sweep();
  assert.deepEqual(await readAll(sha256), bytes);
  assert.deepEqual(readdirSync(join(dir, 'incoming')), []);
});

test('a process killed at any moment leaves whole files or none, and goes on with what it had', { timeout: 60_000 }, async () => {
  const child = new URL('../test/file-writer-child.ts', import.meta.url);
  for (const afterMs of [120, 250, 400]) {
    const own = join(dir, `killed-${afterMs}`);
    mkdirSync(own);
    const name = '0199aaaa-0000-7000-8000-0000000000ff';
    const process_ = spawn(process.execPath, [child.pathname, own, name, secret], { stdio: ['pipe', 'pipe', 'inherit'] });
    process_.stdin.end(JSON.stringify(database.connectionFor('holdfast_app')));
    await new Promise((resolve) => process_.stdout.once('data', resolve));
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    process_.kill('SIGKILL');
    await new Promise((resolve) => process_.once('exit', resolve));
    const reopened = await openFileStore(own, keys);
    await reopened.sweep(new Set([name]));
    for (const part of readdirSync(own).filter((it) => it !== 'incoming'))
      for (const sha256 of readdirSync(join(own, part))) assert.equal(await reopened.verify(sha256), true);
    const kept = await reopened.keptBytes(name);
    if (kept === null) continue;
    const hash = createHash('sha256');
    for (let at = 0; at < kept; at += chunkBytes) hash.update(Buffer.alloc(chunkBytes, at / chunkBytes));
    const again = await reopened.resume(name, { limit_bytes });
    assert.equal(
      await again.replay(
        () => new Uint8Array(2 << 20),
        async () => {},
      ),
      hash.digest('hex'),
    );
    await again.discard();
  }
});

const gigabytes = Number(process.env['HOLDFAST_LARGE_GB'] ?? 0.25);
test('a large file is checked and read in bounded memory', { timeout: 120_000 + gigabytes * 60_000 }, async (t) => {
  const hash = createHash('sha256');
  for (let at = 0; at < gigabytes * 1024; at += 1) hash.update(Buffer.alloc(1 << 20));
  const sha256 = hash.digest('hex');
  mkdirSync(dirname(placeOf(sha256)), { recursive: true });
  writeFileSync(placeOf(sha256), '');
  truncateSync(placeOf(sha256), gigabytes * 2 ** 30);
  await keys.addPlain(sha256);
  const before = process.memoryUsage().rss;
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  t.after(() => clearInterval(watch));
  assert.equal((await store.check(sha256)).state, 'whole');
  assert.equal(await store.takeOver(sha256), true);
  assert.equal((await store.check(sha256)).state, 'whole');
  assert.ok(most - before < 300 * 2 ** 20, `${(most - before) / 2 ** 20} MiB more`);
});
