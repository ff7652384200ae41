// Uploads that break off: what came is kept, goes on where it stopped, and only with the same file; nothing is joined that does not belong together.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { expireCaptures, recoverCaptures, settleLost } from '@holdfast/captures/left-uploads';
import type { Capture } from '@holdfast/captures/schema';
import { openHoldfast, type Page, plantBytes } from './holdfast.ts';

const hf = await openHoldfast({ after });
const { site } = hf;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const incoming = (): string[] => readdirSync(join(hf.dataDir, 'files', 'incoming'));

const announce = (name: string, size_bytes: number, anew = false): Promise<Capture> =>
  hf.ask<Capture>('owner', 'POST', `${site}/captures/announcements`, { name, size_bytes, anew });
const rowOf = (id: string): Promise<Capture> => hf.ask<Capture>('owner', 'GET', `${site}/captures/${id}`);

/** Sends `bytes` from `offset` on; `ends` false leaves the connection open. */
function begin(id: string, bytes: Uint8Array, offset: number, prefix_sha256?: string, ends = true, more = '') {
  const query = `offset=${offset}${prefix_sha256 === undefined ? '' : `&prefix_sha256=${prefix_sha256}`}${more}`;
  const headers = { cookie: hf.cookieOf('owner'), 'content-type': 'application/octet-stream', 'transfer-encoding': 'chunked' };
  const asked = request(`${hf.base}${site}/captures/${id}/content?${query}`, { method: 'PATCH', headers });
  const answered = new Promise<{ status: number; body: Capture & { code: string; params: Record<string, unknown> } }>((resolve, reject) => {
    asked.on('error', reject);
    asked.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, body: JSON.parse(text) }));
    });
  });
  answered.catch(() => {});
  asked.write(bytes);
  if (ends) asked.end();
  return { asked, answered };
}

async function until(id: string, isThere: (it: Capture) => boolean): Promise<Capture> {
  for (let round = 0; round < 5000; round += 1) {
    const it = await rowOf(id);
    if (isThere(it)) return it;
    await wait(20);
  }
  throw new Error(`still ${JSON.stringify(await rowOf(id))}`);
}

/** Announces a file, sends its first half, and loses the connection. */
async function breakOff(name: string, bytes: Uint8Array): Promise<Capture> {
  const { id } = await announce(name, bytes.length);
  const { asked } = begin(id, bytes.subarray(0, bytes.length / 2), 0, undefined, false);
  await wait(150);
  asked.destroy();
  const broken = await until(id, (it) => it.state === 'interrupted');
  // The row says so a moment before the connection is let go of; until then another is told to ask again.
  await wait(200);
  return broken;
}

test('goes on where it stopped, and the whole has the hash of the file', async () => {
  const bytes = plantBytes(3_000_000, 1, '2026-11-10T09:00:00Z');
  const broken = await breakOff('broken.pcap', bytes);
  assert.ok(broken.received_bytes > 1_000_000 && broken.received_bytes % 262_144 === 0, `${broken.received_bytes}`);
  assert.ok(Date.parse(broken.kept_until!) - Date.now() > 23 * 3600_000);
  const again = await announce('broken.pcap', bytes.length);
  assert.deepEqual([again.id, again.received_bytes], [broken.id, broken.received_bytes]);
  const at = again.received_bytes;
  const { status, body } = await begin(again.id, bytes.subarray(at), at, sha256(bytes.subarray(0, at))).answered;
  assert.deepEqual([status, body.state, body.sha256], [200, 'reading', sha256(bytes)]);
  await hf.idle();
  const whole = await rowOf(again.id);
  assert.deepEqual([whole.state, whole.fault, whole.packets > 1000, whole.truncated], ['done', null, true, false]);
  assert.deepEqual(incoming(), []);
  const kinds = await hf.rows<{ kind: string }>(
    `select convert_from(body, 'UTF8')::jsonb ->> 'kind' as kind from (select id, body from ledger.pending union select id, body from ledger.entry) e
     where convert_from(body, 'UTF8')::jsonb -> 'subject' ->> 'id' = $1 order by id`,
    [again.id],
  );
  assert.deepEqual(
    kinds.map((it) => it.kind),
    ['capture.added', 'capture.interrupted', 'capture.resumed', 'capture.received', 'capture.counted'],
  );
});

test('another file of the same name and size is not joined to what is kept', async () => {
  const bytes = plantBytes(1_000_000, 1, '2026-11-11T09:00:00Z');
  const broken = await breakOff('changed.pcap', bytes);
  const at = broken.received_bytes;
  const other = Buffer.from(bytes);
  other[5000] = other[5000]! ^ 1;
  const refused = await begin(broken.id, other.subarray(at), at, sha256(other.subarray(0, at))).answered;
  assert.deepEqual([refused.status, refused.body.code], [409, 'upload_other_file']);
  const unproven = await begin(broken.id, bytes.subarray(at), at).answered;
  assert.deepEqual([unproven.status, unproven.body.code], [409, 'upload_other_file']);
  const anew = await announce('changed.pcap', other.length, true);
  assert.notEqual(anew.id, broken.id);
  assert.equal((await begin(anew.id, other, 0).answered).body.sha256, sha256(other));
  const kept = await rowOf(broken.id);
  assert.deepEqual([kept.state, kept.received_bytes], ['interrupted', at]);
  assert.equal((await begin(broken.id, bytes.subarray(at), at, sha256(bytes.subarray(0, at))).answered).body.sha256, sha256(bytes));
  await hf.idle();
});

test('a part that does not begin where the kept bytes end is refused, with where they do', async () => {
  const bytes = plantBytes(1_000_000, 1, '2026-11-12T09:00:00Z');
  const broken = await breakOff('offset.pcap', bytes);
  for (const offset of [0, broken.received_bytes + 4096]) {
    const { status, body } = await begin(broken.id, bytes.subarray(offset), offset, 'a'.repeat(64)).answered;
    assert.deepEqual([status, body.code, body.params['received_bytes']], [409, 'upload_offset', broken.received_bytes]);
  }
  assert.equal((await rowOf(broken.id)).state, 'interrupted');
});

test('a connection that is only half dead is ended by the one that goes on', async () => {
  const bytes = plantBytes(2_000_000, 1, '2026-11-13T09:00:00Z');
  const { id } = await announce('half-dead.pcap', bytes.length);
  const dead = begin(id, bytes.subarray(0, 900_000), 0, undefined, false);
  await wait(150);
  const busy = await begin(id, bytes, 0).answered;
  assert.deepEqual([busy.status, busy.body.code], [409, 'upload_busy']);
  const { received_bytes: at } = await until(id, (it) => it.state === 'interrupted');
  assert.equal((await begin(id, bytes.subarray(at), at, sha256(bytes.subarray(0, at))).answered).body.sha256, sha256(bytes));
  dead.asked.destroy();
  await hf.idle();
});

test('more bytes than announced end the upload, and nothing of it stays', async () => {
  const bytes = plantBytes(400_000, 1, '2026-11-14T09:00:00Z');
  const { id } = await announce('long.pcap', bytes.length - 1000);
  assert.deepEqual((await begin(id, bytes, 0).answered).body.code, 'upload_too_long');
  assert.equal((await rowOf(id)).state, 'failed');
  assert.ok(!incoming().includes(id));
  const over = await begin(id, bytes, 0).answered;
  assert.deepEqual([over.status, over.body.code], [409, 'upload_over']);
});

test('what was half received when the server stopped waits for the rest', async () => {
  const bytes = plantBytes(1_000_000, 1, '2026-11-15T09:00:00Z');
  const broken = await breakOff('stopped.pcap', bytes);
  await hf.rows(`update holdfast.capture set state = 'receiving', received_bytes = 7, kept_until = null where id = $1`, [broken.id]);
  assert.equal(await recoverCaptures(hf.parts.context), 1);
  const after = await rowOf(broken.id);
  assert.deepEqual([after.state, after.received_bytes], ['interrupted', broken.received_bytes]);
  assert.ok(incoming().includes(broken.id));
});

test('an upload that was announced and never begun waits for its bytes, and takes them', async () => {
  const bytes = plantBytes(400_000, 1, '2026-11-18T09:00:00Z');
  const { id } = await announce('never-begun.pcap', bytes.length);
  assert.equal(await settleLost(hf.parts.context, hf.parts.stops), 0);
  await hf.rows(`update holdfast.capture set added_at = now() - interval '2 minutes' where id = $1`, [id]);
  assert.equal(await settleLost(hf.parts.context, hf.parts.stops), 1);
  const lost = await rowOf(id);
  assert.deepEqual([lost.state, lost.received_bytes, lost.fault], ['interrupted', 0, 'nobody brought its bytes']);
  assert.equal((await announce('never-begun.pcap', bytes.length)).id, id);
  assert.equal((await begin(id, bytes, 0).answered).body.sha256, sha256(bytes));
  await hf.idle();
});

test('an upload whose end could not be written goes on; one that still comes in is left alone', async (t) => {
  const bytes = plantBytes(1_000_000, 1, '2026-11-19T09:00:00Z');
  const { id } = await announce('away.pcap', bytes.length);
  await hf.rows(`update holdfast.capture set added_at = now() - interval '2 minutes' where id = $1`, [id]);
  const away = t.mock.method(hf.parts.context, 'observe', async () => Promise.reject(new Error('the database is away')));
  const { asked } = begin(id, bytes.subarray(0, 500_000), 0, undefined, false);
  await wait(150);
  assert.equal(await settleLost(hf.parts.context, hf.parts.stops), 0);
  asked.destroy();
  while (hf.parts.stops.has(id)) await wait(10);
  assert.equal((await rowOf(id)).state, 'receiving');
  away.mock.restore();
  assert.equal(await settleLost(hf.parts.context, hf.parts.stops), 1);
  const { state, received_bytes: at } = await rowOf(id);
  assert.deepEqual([state, at], ['interrupted', 262_144]);
  assert.equal((await begin(id, bytes.subarray(at), at, sha256(bytes.subarray(0, at))).answered).body.sha256, sha256(bytes));
  await hf.idle();
});

test('what nobody finished in a day expires and says so, and its bytes go', async () => {
  const broken = await breakOff('late.pcap', plantBytes(1_000_000, 1, '2026-11-16T09:00:00Z'));
  await hf.rows(`update holdfast.capture set kept_until = now() - interval '1 minute' where id = $1`, [broken.id]);
  assert.notEqual((await announce('late.pcap', 1_000_000)).id, broken.id);
  assert.equal(await expireCaptures(hf.parts.context), 1);
  const late = await rowOf(broken.id);
  assert.deepEqual([late.state, late.fault], ['expired', 'the rest did not come in time']);
  assert.ok(!incoming().includes(broken.id));
  const entries = await hf.ask<Page<{ kind: string }>>('owner', 'GET', `${site}/ledger/entries?kind=capture.expired`);
  assert.equal(entries.total, 1);
});

test('a file the disk has no room for is refused before it is sent', async (t) => {
  t.mock.method(hf.parts.context.files, 'freeBytes', async () => 10 * 2 ** 30);
  const answer = await hf.call('POST', `${site}/captures/announcements`, {
    as: 'owner',
    body: { name: 'large.pcap', size_bytes: 60 * 2 ** 30 },
  });
  assert.deepEqual([answer.status, answer.body.code], [507, 'disk_too_small']);
});

test('answers the last byte with what became of the capture, for who has the patience', async () => {
  const bytes = plantBytes(500_000, 7, '2026-12-20T09:00:00Z');
  const patient = '&patience_ms=5000';
  const { id } = await announce('patient.pcap', bytes.length);
  const began = performance.now();
  const { body } = await begin(id, bytes, 0, undefined, true, patient).answered;
  assert.deepEqual([body.state, body.packets > 1000, body.received_bytes], ['done', true, bytes.length]);
  assert.deepEqual(await rowOf(id), body);
  assert.ok(performance.now() - began < 4500, 'it waits for the count, not for the end of its patience');
  const twin = await announce('twin.pcap', bytes.length);
  const same = await begin(twin.id, bytes, 0, undefined, true, patient).answered;
  assert.deepEqual([same.body.state, same.body.duplicate_of], ['duplicate', id]);
  const nothing = await announce('nothing.pcap', 2000);
  const failed = await begin(nothing.id, Buffer.alloc(2000, 7), 0, undefined, true, patient).answered;
  assert.equal(failed.body.state, 'failed');
  const hasty = await announce('hasty.pcap', bytes.length - 1);
  assert.equal((await begin(hasty.id, bytes.subarray(0, -1), 0, undefined, true, '&patience_ms=1').answered).body.state, 'reading');
  await hf.idle();
});
