// Frames kept with a finding: cut when it is made, the latest beside the first, there when the capture is gone, and nobody else's.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { after, test } from 'node:test';
import type { Finding, FindingDetail } from '@holdfast/findings/schema';
import { dayCapture, makePlant, type PlantCapture, weaknessCapture } from '@holdfast/plant';
import { openHoldfast, type Page } from './holdfast.ts';

const hf = await openHoldfast({ after });
const bytesOf = (it: PlantCapture): Buffer => Buffer.concat([...it.chunks()]);
const folder = mkdtempSync(join(tmpdir(), 'hf-frames-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const password = (start: string) => weaknessCapture(makePlant(1), 'ftp_login', { start, minutes: 8 });
const finding = async (): Promise<Finding> =>
  (await hf.ask<Page<Finding>>('owner', 'GET', `${hf.site}/findings?kind=cleartext_credentials`)).rows[0]!;
const detailOf = async (it: Finding) => hf.ask<FindingDetail>('owner', 'GET', `${hf.site}/findings/${it.id}`);

async function download(it: Finding, place: string): Promise<{ status: number; bytes: Buffer }> {
  const answer = await fetch(`${hf.base}${hf.site}/findings/${it.id}/frames?place=${place}`, { headers: { cookie: hf.cookieOf('owner') } });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
}

type Ran = { stdout: string };
const hasTshark = (() => {
  try {
    return execFileSync('tshark', ['--version']).length > 0;
  } catch {
    return false;
  }
})();
function tshark(bytes: Buffer, ...more: string[]): Ran {
  const path = join(folder, 'clip.pcapng');
  writeFileSync(path, bytes);
  return {
    stdout: execFileSync('tshark', ['-r', path, ...more], { encoding: 'utf8', timeout: 60_000, stdio: ['ignore', 'pipe', 'ignore'] }),
  };
}
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('frames are kept with the finding, bounded, with their hash in the ledger, and outlive their capture', async (t) => {
  await hf.ingest(bytesOf(dayCapture(makePlant(1), { minutes: 6 })), 'day.pcap');
  const capture = await hf.ingest(bytesOf(password('2026-11-26T07:00:00Z')), 'ftp.pcap');
  const it = await finding();
  const { frames } = await detailOf(it);
  assert.deepEqual(
    frames.map(({ place, capture_name }) => [place, capture_name]),
    [['first', 'ftp.pcap']],
  );
  await destroy(capture.sha256!, capture.id);
  const { status, bytes } = await download(it, 'first');
  assert.equal(status, 200);
  assert.equal(sha256(bytes), frames[0]!.sha256);
  assert.ok(frames[0]!.frames > 10 && frames[0]!.frames <= 200, `${frames[0]!.frames} frames`);
  assert.ok(bytes.length < 300_000);
  assert.ok(Date.parse(frames[0]!.first_at) <= Date.parse(it.first_seen) && Date.parse(it.first_seen) <= Date.parse(frames[0]!.last_at));
  const record = encodeURIComponent(`finding:${it.id}`);
  const entries = await hf.ask<Page<{ id: string; kind: string; facts: unknown }>>(
    'owner',
    'GET',
    `${hf.site}/ledger/entries?record=${record}`,
  );
  const entry = entries.rows.find(({ id }) => id === frames[0]!.entry_id);
  assert.equal(entry?.kind, 'finding.frames_kept');
  assert.ok(JSON.stringify(entry.facts).includes(frames[0]!.sha256));
  assert.equal((await detailOf(it)).frames[0]!.capture_name, null, 'the page says that the capture is gone');
  if (!hasTshark) return t.skip('needs tshark');
  const lines = tshark(bytes).stdout.trim().split('\n');
  assert.equal(lines.length, frames[0]!.frames);
  assert.ok(
    lines.some((line) => /FTP.*PASS/.test(line)),
    'the frame itself',
  );
  const [client, server] = ['10.80.30', '10.80.21'];
  assert.ok(
    lines.every((line) => line.includes(client) || line.includes(server)),
    'only the two stations',
  );
  assert.match(bytes.toString('latin1'), new RegExp(`Holdfast finding ${it.id} \\(cleartext_credentials, first frames\\)`));
});

test('a finding that is seen again keeps its first frames and the latest, and only those', async () => {
  await hf.ingest(bytesOf(password('2026-11-26T09:00:00Z')), 'again.pcap');
  const it = await finding();
  const before = (await detailOf(it)).frames;
  assert.deepEqual(
    before.map((one) => [one.place, one.capture_name]),
    [
      ['first', null],
      ['latest', 'again.pcap'],
    ],
  );
  await hf.ingest(bytesOf(password('2026-11-26T11:00:00Z')), 'third.pcap');
  const now = (await detailOf(it)).frames;
  assert.deepEqual([now[0]!.sha256, now[1]!.capture_name], [before[0]!.sha256, 'third.pcap']);
  assert.notEqual(now[1]!.sha256, before[1]!.sha256);
  assert.equal(sha256((await download(it, 'latest')).bytes), now[1]!.sha256);
  await assert.rejects(hf.parts.context.files.open(before[1]!.sha256), { code: 'file_erased' });
  const kept = await hf.rows(`select 1 from holdfast.kept_file where of_type = 'finding' and of_id = $1`, [it.id]);
  assert.equal(kept.length, 2);
});

test('frames of a zone somebody has no role for are not handed out, and a place that is no place is refused', async () => {
  const it = await finding();
  const zones = await hf.ask<Page<{ id: string }>>('owner', 'GET', `${hf.site}/zones`);
  const other = zones.rows.find((zone) => zone.id !== it.zone_id && zone.id !== it.other_zone_id)!;
  await hf.hire('lena', [{ role: 'technician', scope: 'zone', site_id: hf.site_id, zone_id: other.id }]);
  const answer = await hf.call('GET', `${hf.site}/findings/${it.id}/frames`, { as: 'lena' });
  assert.equal(answer.status, 404);
  assert.equal((await hf.call('GET', `${hf.site}/findings/${it.id}/frames?place=..%2F..`, { as: 'owner' })).status, 400);
});

test('how long a finding must stay away to count as fixed is said with a reason, in the ledger, and not over somebody else’s word', async () => {
  const it = await finding();
  const rule = `${hf.site}/finding-rules`;
  const put = (absent_days: number, before: number, as = 'owner') =>
    hf.call('PUT', rule, { as, body: { absent_days, before, reason: 'Audits are monthly.' } });
  assert.deepEqual(await hf.ask('owner', 'GET', rule), { absent_days: 7 });
  assert.equal((await put(30, 7)).status, 200);
  assert.equal((await detailOf(it)).needed_days, 30);
  const late = await put(3, 7);
  assert.deepEqual([late.status, late.body.code], [409, 'changed_meanwhile']);
  assert.equal((await put(91, 30)).status, 400);
  assert.equal((await put(3, 30, 'lena')).status, 403);
  const entries = `${hf.site}/ledger/entries?kind=finding.rules_changed&limit=1`;
  const [entry] = (await hf.ask<Page<{ reason: string; facts: object }>>('owner', 'GET', entries)).rows;
  assert.deepEqual([entry?.reason, entry?.facts], ['Audits are monthly.', { absent_days: 30, absent_days_before: 7 }]);
});

/** The capture's bytes are gone for ever, and its row with them. */
async function destroy(hash: string, capture_id: string): Promise<void> {
  await hf.rows(`update platform.file_key set state = 'destroyed', wrapped_key = null, ended_at = now() where sha256 = $1`, [hash]);
  assert.equal(await hf.parts.context.files.removeDestroyed(hash), true);
  await hf.rows(`delete from holdfast.capture where id = $1`, [capture_id]);
}
