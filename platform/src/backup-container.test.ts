// The encrypted container: what opens it, and that no byte of it can be changed, cut off, moved or added.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { chunkBytes, makeRecoveryKey, type Opening, sealedBytes, unwrapKey, wrapKey } from './backup-cipher.ts';
import { frame, readContainer, readHeader, writeContainer } from './backup-container.ts';

const passphrase = 'kupferner Kessel';
/** Opens at once, where a passphrase takes a third of a second each time. */
const { secret, recovery_key } = makeRecoveryKey();

async function makeContainer(t: TestContext, sizes: readonly number[]): Promise<{ path: string; plain: Buffer[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'hf-container-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'backup');
  const plain = sizes.map((size, n) => Buffer.alloc(size, `part ${n} `));
  const container = await writeContainer(path, { version: '1.0.0', made_at: '2026-11-22T04:00:00.000Z' }, { passphrase, recovery_key });
  for (const bytes of plain) await container.put(frame.data, bytes);
  const { size_bytes } = await container.finish();
  await container.close();
  assert.equal(size_bytes, statSync(path).size);
  return { path, plain };
}

async function read(path: string, opening: Opening): Promise<Buffer[]> {
  const found: Buffer[] = [];
  for await (const { bytes } of readContainer(path, opening)) found.push(Buffer.from(bytes));
  return found;
}

test('what goes in comes out, whatever lies on the border of a chunk', async (t) => {
  for (const sizes of [[], [0], [chunkBytes - 5], [chunkBytes - 5, 1], [1, 2 * chunkBytes, 0, 7]]) {
    const { path, plain } = await makeContainer(t, sizes);
    assert.deepEqual(await read(path, { secret }), plain);
  }
});

test('nothing that went in stands in the file in clear', async (t) => {
  const { path } = await makeContainer(t, [5000]);
  assert.equal(readFileSync(path).includes('part 0'), false);
});

test('a passphrase or either half of a recovery key opens what was made for it, and nothing else does', () => {
  const key = Buffer.alloc(32, 7);
  const both = wrapKey(key, { passphrase, recovery_key });
  assert.deepEqual(unwrapKey(both, { passphrase }), key);
  assert.deepEqual(unwrapKey(both, { secret: `  ${secret}\n` }), key);
  for (const opening of [{ passphrase: `${passphrase}!` }, { secret: makeRecoveryKey().secret }])
    assert.throws(() => unwrapKey(both, opening), { code: 'wrong_key' });
  assert.throws(() => unwrapKey(both, { secret: 'holdfast-recovery-short' }), { code: 'key_unreadable' });
  assert.throws(() => wrapKey(key, { passphrase: 'too short' }), { code: 'passphrase_short' });
  assert.throws(() => wrapKey(key, {}), { code: 'no_opener' });
});

test('a changed byte anywhere, a cut anywhere, bytes behind the end: refused, with the place', async (t) => {
  const { path } = await makeContainer(t, [2 * chunkBytes + 100]);
  const whole = readFileSync(path);
  const { from } = await readHeader(path);
  const stride = chunkBytes + sealedBytes;
  for (const at of [from, from + stride - 1, from + stride, from + 2 * stride + 3, whole.length - 1]) {
    const changed = Buffer.from(whole);
    changed[at]! ^= 1;
    writeFileSync(path, changed);
    const chunk = from + Math.floor((at - from) / stride) * stride;
    await assert.rejects(read(path, { secret }), { code: 'backup_damaged', message: new RegExp(`from byte ${chunk} on`) });
  }
  // The header is bound to every chunk.
  writeFileSync(path, Buffer.from(whole.toString('latin1').replace('"version":"1.0.0"', '"version":"1.0.1"'), 'latin1'));
  await assert.rejects(read(path, { secret }), { code: 'backup_damaged' });
  for (const length of [from, from + 10, from + stride, whole.length - 1]) {
    writeFileSync(path, whole);
    truncateSync(path, length);
    await assert.rejects(read(path, { secret }), { code: 'backup_damaged' });
  }
  writeFileSync(path, whole);
  appendFileSync(path, 'x');
  await assert.rejects(read(path, { secret }), { code: 'backup_damaged' });
  const swapped = Buffer.concat([
    whole.subarray(0, from),
    whole.subarray(from + stride, from + 2 * stride),
    whole.subarray(from, from + stride),
    whole.subarray(from + 2 * stride),
  ]);
  writeFileSync(path, swapped);
  await assert.rejects(read(path, { secret }), { code: 'backup_damaged' });
  writeFileSync(path, 'another file\n');
  await assert.rejects(read(path, { secret }), { code: 'no_backup' });
});
