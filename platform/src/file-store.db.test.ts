// The file store: bytes in, name by hash, nothing half there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test, type TestContext } from 'node:test';
import { leftOpenBelow } from '../../test/open-files.ts';
import { testDatabase } from '../test/database.ts';
import { openDatabase } from './database.ts';
import { Failure } from './failure.ts';
import { openFileKeys } from './file-keys.ts';
import { masterKeyOf } from './file-master-key.ts';
import { openFileStore, type FileStore } from './file-store.ts';

const database = await testDatabase({ after });
const keys = openFileKeys(openDatabase(database.pool('holdfast_app')), masterKeyOf('a secret of this test only, as long as one must be'));
beforeEach(() => database.pool('holdfast_app').query('delete from platform.file_key'));

const limit_bytes = 1 << 20;
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const isFailure = (code: string) => (error: unknown) => error instanceof Failure && error.code === code;

function scratch(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'holdfast-files-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return join(dir, 'store');
}

async function put(store: FileStore, ...chunks: Uint8Array[]) {
  const file = await store.receive({ limit_bytes });
  for (const chunk of chunks) await file.write(chunk);
  return file.finish();
}

test('stores a file under the hash of its bytes, whatever the chunks', async (t) => {
  const store = await openFileStore(scratch(t), keys);
  const stored = await put(store, text('ladder '), text(''), text('logic'));
  assert.deepEqual(stored, { sha256: sha256(text('ladder logic')), size_bytes: 12, existed: false });
  assert.equal(await store.verify(stored.sha256), true);
});

test('keeps one copy of the same bytes and says it existed', async (t) => {
  const dir = scratch(t);
  const store = await openFileStore(dir, keys);
  const first = await put(store, text('same'));
  const second = await put(store, text('sa'), text('me'));
  assert.deepEqual(second, { ...first, existed: true });
  assert.deepEqual(readdirSync(join(dir, 'incoming')), []);
});

test('finds bytes that changed on disk, and heals them when the right bytes come again', async (t) => {
  const store = await openFileStore(scratch(t), keys);
  const stored = await put(store, text('setpoint 40'));
  writeFileSync((await store.open(stored.sha256)).path, 'setpoint 90');
  assert.equal(await store.verify(stored.sha256), false);
  assert.equal((await put(store, text('setpoint 40'))).existed, false);
  assert.equal(await store.verify(stored.sha256), true);
});

test('refuses past the limit and leaves nothing behind', async (t) => {
  const dir = scratch(t);
  const store = await openFileStore(dir, keys);
  const file = await store.receive({ limit_bytes: 10 });
  await file.write(text('1234567890'));
  await assert.rejects(file.write(text('1')), isFailure('file_too_large'));
  await assert.rejects(file.finish());
  assert.deepEqual(readdirSync(join(dir, 'incoming')), []);
});

test('discards a file half received', async (t) => {
  const dir = scratch(t);
  const store = await openFileStore(dir, keys);
  const file = await store.receive({ limit_bytes });
  await file.write(text('half'));
  await file.discard();
  await file.discard();
  assert.deepEqual(readdirSync(join(dir, 'incoming')), []);
  await assert.rejects(store.open(sha256(text('half'))), isFailure('file_missing'));
});

test('sweeps what a dead process left, and spares what is being received', async (t) => {
  const dir = scratch(t);
  await openFileStore(dir, keys);
  writeFileSync(join(dir, 'incoming', 'left-over'), 'half a capture');
  const store = await openFileStore(dir, keys);
  const file = await store.receive({ limit_bytes });
  await file.write(text('live'));
  assert.equal(await store.sweep(), 1);
  assert.equal((await file.finish()).sha256, sha256(text('live')));
});

test('goes on where a file was suspended, also in another process, with the hash of the whole', async (t) => {
  const dir = scratch(t);
  const name = '0199aaaa-0000-7000-8000-000000000001';
  const all = Uint8Array.from({ length: 1_500_000 }, (_, at) => (at * 31) & 0xff);
  const first = await (await openFileStore(dir, keys)).receive({ limit_bytes, name });
  await first.write(all.subarray(0, 600_000));
  assert.equal(await first.suspend(), 524_288);
  const store = await openFileStore(dir, keys);
  assert.equal(await store.sweep(new Set([name])), 0);
  assert.equal(await store.keptBytes(name), 524_288);
  const again = await store.resume(name, { limit_bytes: 2_000_000 });
  const seen: Uint8Array[] = [];
  const kept = await again.replay(
    () => new Uint8Array(50_000),
    async (part) => void seen.push(part),
  );
  assert.deepEqual([kept, Buffer.concat(seen)], [sha256(all.subarray(0, 524_288)), Buffer.from(all.subarray(0, 524_288))]);
  await again.write(all.subarray(524_288));
  assert.equal((await again.finish()).sha256, sha256(all));
  assert.equal(await store.keptBytes(name), null);
});

test('forgets a file half received', async (t) => {
  const dir = scratch(t);
  const name = '0199aaaa-0000-7000-8000-000000000002';
  const store = await openFileStore(dir, keys);
  const file = await store.receive({ limit_bytes, name });
  await file.write(new Uint8Array(9000));
  await file.suspend();
  await store.drop(name);
  assert.deepEqual(readdirSync(join(dir, 'incoming')), []);
  await assert.rejects(store.resume(name, { limit_bytes }), isFailure('file_missing'));
  await assert.rejects(store.receive({ limit_bytes, name: '../../etc/passwd' }));
});

test('knows how much room the disk has', async (t) => {
  assert.ok((await (await openFileStore(scratch(t), keys)).freeBytes()) > 0);
});

test('is closed to other users', async (t) => {
  const dir = scratch(t);
  const store = await openFileStore(dir, keys);
  const { path } = await store.open((await put(store, text('secret'))).sha256);
  const modes = [dir, join(dir, 'incoming'), join(path, '..'), path].map((it) => statSync(it).mode & 0o777);
  assert.deepEqual(modes, [0o700, 0o700, 0o700, 0o600]);
});

test('answers a name that is no hash as a missing file', async (t) => {
  const store = await openFileStore(scratch(t), keys);
  for (const name of ['../../etc/passwd', '', 'A'.repeat(64)]) await assert.rejects(store.open(name), isFailure('file_missing'));
});

test('says the disk is full, and works again once there is room', async (t) => {
  const dir = scratch(t);
  if (!mountSmallDisk(dir)) return t.skip('needs root and a mountable tmpfs');
  try {
    const store = await openFileStore(dir, keys);
    const file = await store.receive({ limit_bytes });
    await assert.rejects(async () => {
      for (let i = 0; i < 64; i += 1) await file.write(new Uint8Array(8192).fill(i));
      await file.finish();
    }, isFailure('disk_full'));
    assert.deepEqual(readdirSync(join(dir, 'incoming')), []);
    assert.equal((await put(store, text('fits'))).existed, false);
  } finally {
    spawnSync('umount', ['-l', dir]);
  }
});

function mountSmallDisk(dir: string): boolean {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false;
  if (spawnSync('mkdir', ['-p', dir]).status !== 0) return false;
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', dir]).status === 0;
}

test('closes a stored file whose reader stops, before the first byte or in the middle', async (t) => {
  const dir = scratch(t);
  const store = await openFileStore(dir, keys);
  const file = await store.receive({ limit_bytes: 8 << 20 });
  await file.write(new Uint8Array(6 << 20));
  const { sha256: name } = await file.finish();
  (await store.stream(name)).destroy();
  assert.deepEqual(await leftOpenBelow(dir), [], 'given up before it was read');
  for await (const _ of await store.stream(name)) break;
  assert.deepEqual(await leftOpenBelow(dir), [], 'given up in the middle');
  const broken = await store.stream(name);
  broken.on('error', () => {}).destroy(new Error('the line broke'));
  assert.deepEqual(await leftOpenBelow(dir), [], 'broken off');
});
