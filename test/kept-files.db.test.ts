// Kept files in a whole server: what was changed or taken away on the disk is found, told, refused to readers, and found to be back.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { createHash } from 'node:crypto';
import type { Finding } from '@holdfast/findings/schema';
import { checkDamaged, checkFiles, takeOverFiles } from '@holdfast/kept-files/jobs';
import type { KeptFile } from '@holdfast/kept-files/schema';
import { Failure } from '@holdfast/platform/failure';
import { destroyKey } from '@holdfast/platform/file-keys';
import { readSource } from '@holdfast/platform/file-source';
import { logger } from '@holdfast/platform/log';
import { permitReading } from '@holdfast/captures/access';
import { openHoldfast, type Page, plantBytes } from './holdfast.ts';

const hf = await openHoldfast({ after });
const { context } = hf.parts;
const parts = { db: context.db, observe: context.observe, files: context.files };
const placeOf = (sha256: string): string => join(hf.dataDir, 'files', sha256.slice(0, 2), sha256);
const stateOf = (sha256: string): Promise<KeptFile> => hf.ask('owner', 'GET', `${hf.site}/kept-files/${sha256}`);
const overdue = (sha256: string) =>
  hf.rows(`update platform.file_key set checked_at = now() - interval '40 days', whole_at = now() - interval '40 days' where sha256 = $1`, [
    sha256,
  ]);
const findingsOf = async (name: string): Promise<Finding[]> =>
  (await hf.ask<Page<Finding>>('owner', 'GET', `${hf.site}/findings?kind=file_damaged&limit=200`)).rows.filter(
    (it) => it.subject_name === name,
  );
const lastEntry = async (): Promise<{ facts: Record<string, unknown> }> =>
  (
    await hf.rows<{ facts: Record<string, unknown> }>(
      `select facts from (select convert_from(body, 'UTF8')::jsonb -> 'facts' as facts, inserted_at as at from ledger.pending
        where convert_from(body, 'UTF8')::jsonb ->> 'kind' = 'files.checked'
      union all select convert_from(body, 'UTF8')::jsonb -> 'facts', (convert_from(body, 'UTF8')::jsonb ->> 'at')::timestamptz from ledger.entry
        where convert_from(body, 'UTF8')::jsonb ->> 'kind' = 'files.checked') e order by at desc limit 1`,
    )
  )[0]!;

async function keep(name: string, seed: number): Promise<{ sha256: string; id: string; bytes: Buffer }> {
  const bytes = plantBytes(600_000, seed, `2026-10-0${seed}T09:00:00Z`);
  const capture = await hf.ingest(bytes, name);
  return { sha256: capture.sha256!, id: capture.id, bytes };
}

test('nothing of a capture lies readable on the disk, and it reads back byte for byte', async () => {
  const { sha256, bytes } = await keep('hidden.pcap', 1);
  const lying = readFileSync(placeOf(sha256));
  for (let at = 0; at + 64 < bytes.length; at += 4096) assert.equal(lying.indexOf(bytes.subarray(at, at + 64)), -1);
  const source = await context.files.open(sha256);
  const read: Uint8Array[] = [];
  for await (const piece of readSource(source)) read.push(piece);
  assert.deepEqual(Buffer.concat(read), bytes);
  assert.equal((await stateOf(sha256)).state, 'whole');
});

test('a changed byte raises a finding that names file, place and when it was last whole; it closes when the bytes are back', async () => {
  const { sha256, id } = await keep('changed.pcap', 2);
  const right = readFileSync(placeOf(sha256));
  const wrong = Buffer.from(right);
  wrong[300_000]! ^= 1;
  writeFileSync(placeOf(sha256), wrong);
  await overdue(sha256);
  const { whole_at } = await stateOf(sha256);
  assert.ok((await checkFiles(parts)) >= 1);
  await hf.idle();
  const [found] = await findingsOf('changed.pcap');
  assert.deepEqual([found?.state, found?.facts['fault'], found?.facts['at_byte'], found?.facts['of_id']], ['open', 'changed', 262_144, id]);
  assert.equal(Date.parse(String(found?.facts['whole_at'])), Date.parse(whole_at!));
  assert.deepEqual((await lastEntry()).facts['damaged'], [{ sha256, state: 'changed', at_byte: 262_144 }]);
  const { rows } = await hf.ask<Page<{ kind: string; params: Record<string, unknown> }>>('owner', 'GET', '/api/v1/me/notices');
  assert.ok(rows.some((it) => it.kind === 'file_damaged' && it.params['name'] === 'changed.pcap'));
  writeFileSync(placeOf(sha256), right);
  assert.equal(await checkDamaged(parts), 1);
  await hf.idle();
  const [closed] = await findingsOf('changed.pcap');
  assert.deepEqual([closed?.state, closed?.decision], ['closed', 'no_longer_so']);
  assert.equal((await stateOf(sha256)).state, 'whole');
});

test('a missing file is found, one entry a round tells of all of it, and adding it again closes the finding', async () => {
  const { sha256, bytes } = await keep('gone.pcap', 3);
  renameSync(placeOf(sha256), `${placeOf(sha256)}.away`);
  const asked = await hf.ask<KeptFile>('owner', 'POST', `${hf.site}/kept-files/${sha256}/checks`, {});
  assert.deepEqual([asked.state, asked.at_byte], ['missing', null]);
  await hf.idle();
  assert.equal((await findingsOf('gone.pcap'))[0]?.facts['fault'], 'missing');
  await hf.ingest(bytes, 'gone-again.pcap');
  await checkDamaged(parts);
  await hf.idle();
  assert.equal((await stateOf(sha256)).state, 'whole');
  const again = await hf.ask<KeptFile>('owner', 'POST', `${hf.site}/kept-files/${sha256}/checks`, {});
  assert.equal(again.state, 'whole');
});

test('a file read this week is left alone', async () => {
  const before = await lastEntry();
  assert.equal(await checkFiles(parts), 0);
  assert.deepEqual(await lastEntry(), before);
});

test('a plain file of an older version is read as it is, then encrypted, and stays the same file', async () => {
  const bytes = plantBytes(700_000, 4, '2026-10-04T09:00:00Z');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  mkdirSync(dirname(placeOf(sha256)), { recursive: true });
  writeFileSync(placeOf(sha256), bytes, { mode: 0o600 });
  assert.deepEqual(await context.files.read(sha256, 100, 200), bytes.subarray(100, 200));
  assert.equal(await takeOverFiles(context.files, logger('files'), new AbortController().signal), 1);
  assert.equal(readFileSync(placeOf(sha256)).indexOf(bytes.subarray(0, 64)), -1);
  assert.equal(await context.files.verify(sha256), true);
  assert.equal(await takeOverFiles(context.files, logger('files'), new AbortController().signal), 0);
});

test('a file whose key was destroyed cannot be read by anybody, says so, and is no finding', async () => {
  const { sha256, id } = await keep('erased.pcap', 5);
  const copy = readFileSync(placeOf(sha256));
  await context.observe(permitReading(hf.site_id), { site: hf.site_id, kind: 'capture.failed' }, async (tx) => {
    assert.equal(await destroyKey(tx, sha256), true);
    return { subject: { type: 'capture', id }, facts: {}, result: null };
  });
  assert.equal(await context.files.removeDestroyed(sha256), true);
  writeFileSync(placeOf(sha256), copy);
  await assert.rejects(context.files.open(sha256), (error) => error instanceof Failure && error.code === 'file_erased');
  assert.equal((await stateOf(sha256)).state, 'erased');
  const [{ n } = { n: -1 }] = await hf.rows<{ n: number }>(
    'select count(*)::int as n from platform.file_key where sha256 = $1 and wrapped_key is not null',
    [sha256],
  );
  assert.equal(n, 0);
  await checkDamaged(parts);
  assert.deepEqual(await findingsOf('erased.pcap'), []);
});
