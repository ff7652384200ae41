// What a capture becomes: counted once and wholly, merged with what was known, and said clearly when it is not what it should be.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Asset, AssetDetail } from '@holdfast/assets/schema';
import { readTask } from '@holdfast/captures/jobs';
import type { Capture } from '@holdfast/captures/schema';
import { createInspection, type Report } from '@holdfast/core-wire';
import { vendorLookup } from '@holdfast/platform/mac-vendors';
import { type Holdfast, openHoldfast, type Page, plantBytes } from './holdfast.ts';

const day = plantBytes(2_000_000);

function reportOf(bytes: Uint8Array, name = 'traffic.pcap'): Report {
  const inspection = createInspection({ vendorOf: vendorLookup() });
  const capture = inspection.openCapture(name);
  capture.push(bytes);
  capture.end();
  return inspection.report();
}

/** Everything that is counted, as one text a table: equal when nothing was counted in between. */
async function counted(hf: Holdfast): Promise<unknown> {
  const of = (table: string, what: string) => `select '${table}' as of, ${what} as n from holdfast.${table} where site_id = $1`;
  const sums = [
    of('asset', `count(*) || '/' || coalesce(sum(packets), 0)`),
    of('asset_address', 'count(*)::text'),
    of('asset_attribute', `count(*)::text`),
    of('flow', `count(*) || '/' || coalesce(sum(packets), 0) || '/' || coalesce(sum(bytes), 0)`),
    of('flow_operation', `count(*) || '/' || coalesce(sum(count), 0) || '/' || coalesce(sum(errors), 0)`),
    of('event', 'count(*)::text'),
    of('conversation', `count(*) || '/' || coalesce(sum(packets), 0) || '/' || coalesce(sum(connections), 0)`),
    of('traffic_sign', 'count(*)::text'),
  ];
  return hf.rows(sums.join(' union all '), [hf.site_id]);
}

/** Flows whose client is a device; 0.0.0.0 asking for an address is none. */
function knownFlows(report: Report): Report['flows'] {
  const known = new Set(report.assets.flatMap((it) => [...it.ips, ...it.macs]));
  return report.flows.filter((it) => known.has(it.client));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, it) => total + it, 0);

const hf = await openHoldfast({ after });
const { site } = hf;

test('the database counts what the report counts', async () => {
  const capture = await hf.ingest(day, 'day.pcap');
  const report = reportOf(day);
  assert.deepEqual([capture.state, capture.packets, capture.format], ['done', report.capture.packets, 'pcap']);
  assert.deepEqual([capture.fault, capture.truncated], [null, false]);
  assert.equal(capture.assets_new, report.assets.length);
  const flows = knownFlows(report);
  const operations = flows.flatMap((it) => it.operations);
  const [flow] = await hf.rows(`select count(*)::int as n, sum(packets)::int as packets, sum(bytes)::int as bytes from holdfast.flow`);
  assert.deepEqual(flow, { n: capture.flows_new, packets: sum(flows.map((it) => it.packets)), bytes: sum(flows.map((it) => it.bytes)) });
  const [hours] = await hf.rows(
    `select sum(packets)::int as packets, sum(bytes)::int as bytes, count(distinct flow_id)::int as n from holdfast.conversation`,
  );
  assert.deepEqual(hours, flow);
  const [signs] = await hf.rows<{ n: number }>(
    `select count(*)::int as n from holdfast.traffic_sign where kind = 'snmp_community' and client_id is not null`,
  );
  assert.equal(signs?.n, report.signs.filter((it) => it.kind === 'snmp_community').length);
  const [operation] = await hf.rows(`select sum(count)::int as n, sum(errors)::int as errors from holdfast.flow_operation`);
  assert.deepEqual(operation, { n: sum(operations.map((it) => it.count)), errors: sum(operations.map((it) => it.errors)) });
  const [event] = await hf.rows(`select count(*)::int as n from holdfast.event`);
  assert.deepEqual([event, capture.events], [{ n: report.events.length }, report.events.length]);
  const protocols = Object.entries(report.protocols).map(([protocol, { messages, undecoded }]) => ({ protocol, messages, undecoded }));
  assert.deepEqual(capture.protocols, protocols);
});

test('operations of a protocol inside another keep their own names and counts', async () => {
  const report = reportOf(day);
  const wanted = new Map<string, number>();
  for (const { operations } of knownFlows(report))
    for (const it of operations) wanted.set(`${it.protocol} ${it.key}`, (wanted.get(`${it.protocol} ${it.key}`) ?? 0) + it.count);
  const rows = await hf.rows<{ it: string; n: number }>(
    `select protocol || ' ' || key as it, sum(count)::int as n from holdfast.flow_operation group by 1`,
  );
  assert.deepEqual(Object.fromEntries(rows.map((row) => [row.it, row.n]).toSorted()), Object.fromEntries([...wanted].toSorted()));
});

test('the same file again is a duplicate, says of which, and counts nothing twice', async () => {
  const before = await counted(hf);
  const [first] = (await hf.ask<Page<Capture>>('owner', 'GET', `${site}/captures?search=day.pcap`)).rows;
  const again = await hf.ingest(day, 'the-same-day.pcap');
  assert.deepEqual([again.state, again.duplicate_of, again.packets], ['duplicate', first!.id, 0]);
  assert.deepEqual(await counted(hf), before);
});

test('the same file sent twice at once is counted once', async () => {
  const bytes = plantBytes(400_000, 1, '2026-11-13T09:00:00Z');
  const both = await Promise.all([hf.upload('owner', bytes, 'a.pcap'), hf.upload('owner', bytes, 'b.pcap')]);
  await hf.idle();
  const states = await Promise.all(both.map(({ body }) => hf.ask<Capture>('owner', 'GET', `${site}/captures/${body.id}`)));
  assert.deepEqual(states.map((it) => it.state).toSorted(), ['done', 'duplicate']);
});

test('a later capture of the same plant finds its devices again, by MAC and by address', async () => {
  const assets = await hf.ask<Page<Asset>>('owner', 'GET', `${site}/assets?limit=2000`);
  const capture = await hf.ingest(plantBytes(1_500_000, 1, '2026-11-14T09:00:00Z'), 'saturday.pcap');
  assert.deepEqual([capture.state, capture.assets_new, capture.flows_new < capture.flows_seen], ['done', 0, true]);
  assert.equal((await hf.ask<Page<Asset>>('owner', 'GET', `${site}/assets?limit=2000`)).total, assets.total);
});

test('what a person said stays through the next capture, and shows again what the wire says when it is taken back', async () => {
  const { rows } = await hf.ask<Page<Asset>>('owner', 'GET', `${site}/assets?kind=plc&sort=name`);
  const plc = rows.find((it) => it.firmware !== null)!;
  const path = `${site}/assets/${plc.id}`;
  await hf.ask('owner', 'PATCH', path, {
    version: plc.version,
    firmware: 'V9.9 bench',
    criticality: 'essential',
    remark: 'spare in store 3',
  });
  await hf.ingest(plantBytes(1_500_000, 1, '2026-11-15T09:00:00Z'), 'sunday.pcap');
  const kept = await hf.ask<AssetDetail>('owner', 'GET', path);
  assert.deepEqual([kept.firmware, kept.criticality, kept.remark], ['V9.9 bench', 'essential', 'spare in store 3']);
  const chosen = kept.attributes.filter((it) => it.name === 'firmware' && it.chosen);
  assert.deepEqual(
    chosen.map((it) => [it.value, it.source, it.person_name]),
    [['V9.9 bench', 'person', 'Person owner']],
  );
  const undone = await hf.ask<AssetDetail>('owner', 'PATCH', path, { version: kept.version, firmware: null });
  assert.equal(undone.firmware, plc.firmware);
});

test('another device under a known address takes the address, the known one stays without it', async () => {
  const before = await hf.ask<Page<Asset>>('owner', 'GET', `${site}/assets?limit=2000`);
  const capture = await hf.ingest(plantBytes(400_000, 2, '2026-11-16T09:00:00Z'), 'other-hardware.pcap');
  assert.ok(capture.assets_new > 10, `${capture.assets_new} new`);
  const after = await hf.ask<Page<Asset>>('owner', 'GET', `${site}/assets?limit=2000`);
  assert.equal(after.total, before.total + capture.assets_new);
  const holders = await hf.rows(
    `select address from holdfast.asset_address where kind <> 'name' group by kind, address having count(*) > 1`,
  );
  assert.deepEqual(holders, []);
});

test('a gzip of a capture is read as the capture in it', async () => {
  const bytes = plantBytes(400_000, 1, '2026-11-17T09:00:00Z');
  const capture = await hf.ingest(gzipSync(bytes), 'tuesday.pcap.gz');
  assert.deepEqual([capture.state, capture.packets, capture.fault], ['done', reportOf(bytes).capture.packets, null]);
});

test('a gzip of a capture that was counted is a duplicate of it, and the other way round', async () => {
  const before = await counted(hf);
  const { rows } = await hf.ask<Page<Capture>>('owner', 'GET', `${site}/captures?search=day.pcap`);
  const first = rows.find((it) => it.name === 'day.pcap');
  const packed = await hf.ingest(gzipSync(day), 'packed.pcap.gz');
  assert.deepEqual([packed.state, packed.duplicate_of, packed.packets], ['duplicate', first!.id, 0]);
  const twins = await hf.ask<Page<Capture>>('owner', 'GET', `${site}/captures?state=duplicate&search=packed`);
  assert.deepEqual([twins.total, twins.rows.map((it) => it.id)], [1, [packed.id]]);
  const others = await hf.ask<Page<Capture>>('owner', 'GET', `${site}/captures?state=done,failed&limit=500`);
  assert.ok(others.total > 0 && others.rows.every((it) => it.state === 'done' || it.state === 'failed'));
  const tuesday = await hf.ingest(plantBytes(400_000, 1, '2026-11-17T09:00:00Z'), 'tuesday.pcap');
  assert.equal(tuesday.state, 'duplicate');
  assert.deepEqual(await counted(hf), before);
});

type Bad = { says: string; bytes: Buffer; state: Capture['state']; fault: RegExp; counts: boolean };
const other = plantBytes(400_000, 1, '2026-11-18T09:00:00Z');
const lying = Buffer.from(plantBytes(400_000, 1, '2026-11-19T09:00:00Z'));
lying.writeUInt32LE(0x7fffffff, 24 + 8);
const bad: Bad[] = [
  { says: 'an empty file', bytes: Buffer.alloc(0), state: 'failed', fault: /\w/, counts: false },
  {
    says: 'a file that is no capture',
    bytes: Buffer.from('%PDF-1.7 not a capture '.repeat(400)),
    state: 'failed',
    fault: /\w/,
    counts: false,
  },
  { says: 'a header alone', bytes: other.subarray(0, 24), state: 'failed', fault: /\w/, counts: false },
  { says: 'a first record that lies about its length', bytes: lying, state: 'failed', fault: /\w/, counts: false },
  { says: 'a gzip of nothing', bytes: gzipSync(Buffer.alloc(0)), state: 'failed', fault: /\w/, counts: false },
  {
    says: 'a gzip that is cut before anything comes out',
    bytes: gzipSync(other).subarray(0, 30),
    state: 'failed',
    fault: /gzip/,
    counts: false,
  },
];
for (const { says, bytes, state, fault } of bad) {
  test(`${says} fails with a reason, and counts nothing`, async () => {
    const before = await counted(hf);
    const capture = await hf.ingest(bytes, 'bad.pcap');
    assert.equal(capture.state, state, JSON.stringify(capture));
    assert.match(capture.fault ?? '', fault);
    assert.deepEqual(await counted(hf), before);
  });
}

test('a capture cut in its last record is counted up to there and says that it was cut', async () => {
  const whole = reportOf(other).capture.packets;
  const capture = await hf.ingest(other.subarray(0, other.length - 7), 'cut.pcap');
  assert.deepEqual([capture.state, capture.packets, capture.truncated], ['done', whole - 1, true]);
});

test('a gzip cut in the middle is counted up to there and says that it was cut', async () => {
  const packed = gzipSync(plantBytes(400_000, 1, '2026-11-20T09:00:00Z'));
  const capture = await hf.ingest(packed.subarray(0, packed.length / 2), 'cut.pcap.gz');
  assert.equal(capture.state, 'done');
  assert.ok(capture.packets > 0);
  assert.match(capture.fault ?? '', /gzip/);
});

test('a file that says it is larger than the limit is refused before it is sent', async () => {
  const before = await hf.ask<Page<Capture>>('owner', 'GET', `${site}/captures`);
  const answer = await hf.upload('owner', day.subarray(0, 100), 'huge.pcap', `&size_bytes=${65 * 2 ** 30}`);
  assert.deepEqual([answer.status, (answer.body as unknown as { code: string }).code], [413, 'file_too_large']);
  assert.equal((await hf.ask<Page<Capture>>('owner', 'GET', `${site}/captures`)).total, before.total);
});

test('fewer bytes than announced are an interrupted upload, not a capture', async () => {
  const before = await counted(hf);
  const answer = await hf.upload('owner', other.subarray(0, 5000), 'short.pcap', '&size_bytes=6000');
  assert.deepEqual([answer.status, (answer.body as unknown as { code: string }).code], [422, 'upload_incomplete']);
  const [row] = (await hf.ask<Page<Capture>>('owner', 'GET', `${site}/captures?search=short.pcap`)).rows;
  assert.deepEqual([row!.state, row!.fault, row!.finished_at], ['interrupted', 'upload_incomplete', null]);
  await hf.ask('owner', 'POST', `${site}/captures/${row!.id}/cancellation`, {});
  assert.deepEqual(await counted(hf), before);
});

/** Begins an upload and leaves it open after `bytes`; `end` finishes it. */
async function beginUpload(name: string, bytes: Uint8Array, size_bytes: number) {
  const url = `${hf.base}${site}/captures?name=${name}&size_bytes=${size_bytes}`;
  const headers = { cookie: hf.cookieOf('owner'), 'content-type': 'application/octet-stream', 'transfer-encoding': 'chunked' };
  const asked = request(url, { method: 'POST', headers });
  const answered = new Promise<{ status: number; body: Capture }>((resolve, reject) => {
    asked.on('error', reject);
    asked.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, body: JSON.parse(text) as Capture }));
    });
  });
  answered.catch(() => {});
  asked.write(bytes);
  const row = async (): Promise<Capture | undefined> =>
    (await hf.ask<Page<Capture>>('owner', 'GET', `${site}/captures?search=${name}`)).rows[0];
  while ((await row()) === undefined) await wait(10);
  return { asked, answered, row: async () => (await row())! };
}

async function untilState(row: () => Promise<Capture>, state: Capture['state']): Promise<Capture> {
  for (let round = 0; round < 5000; round += 1) {
    const it = await row();
    if (it.state === state) return it;
    await wait(20);
  }
  throw new Error(`still ${(await row()).state}, not ${state}`);
}

test('a client that goes away leaves an interrupted capture that counts nothing and keeps its bytes', async () => {
  const before = await counted(hf);
  const upload = await beginUpload('gone.pcap', day.subarray(0, 300_000), day.length);
  assert.equal((await upload.row()).state, 'receiving');
  upload.asked.destroy();
  const row = await untilState(upload.row, 'interrupted');
  assert.match(row.fault ?? '', /broke off/);
  assert.deepEqual(await counted(hf), before);
  assert.deepEqual(readdirSync(join(hf.dataDir, 'files', 'incoming')), [row.id]);
  // Whole chunks of a quarter megabyte are kept.
  assert.equal(row.received_bytes, 262_144);
  const cancelled = await hf.ask<Capture>('owner', 'POST', `${site}/captures/${row.id}/cancellation`, {});
  assert.equal(cancelled.state, 'cancelled');
  assert.deepEqual(readdirSync(join(hf.dataDir, 'files', 'incoming')), []);
});

test('cancelling while bytes come in ends the upload and counts nothing', async () => {
  const before = await counted(hf);
  const upload = await beginUpload('cancelled.pcap', day.subarray(0, 300_000), day.length);
  const { id } = await upload.row();
  assert.equal((await hf.ask<Capture>('owner', 'POST', `${site}/captures/${id}/cancellation`, {})).state, 'cancelled');
  upload.asked.write(day.subarray(300_000, 600_000));
  const { body } = await upload.answered;
  upload.asked.destroy();
  assert.equal(body.state, 'cancelled');
  assert.deepEqual(await counted(hf), before);
  const again = await hf.call('POST', `${site}/captures/${id}/cancellation`, { as: 'owner', body: {} });
  assert.deepEqual([again.status, again.body.code], [409, 'capture_over']);
});

test('cancelling while it is read counts nothing, and the same file can be added again', async () => {
  const before = await counted(hf);
  const bytes = plantBytes(12_000_000, 1, '2026-11-21T09:00:00Z');
  const added = await hf.upload('owner', bytes, 'long.pcap');
  assert.equal(added.body.state, 'reading');
  const cancelled = await hf.ask<Capture>('owner', 'POST', `${site}/captures/${added.body.id}/cancellation`, {});
  assert.equal(cancelled.state, 'cancelled');
  await hf.idle();
  assert.deepEqual(await counted(hf), before);
  assert.equal((await hf.ask<Capture>('owner', 'GET', `${site}/captures/${added.body.id}`)).state, 'cancelled');
  assert.equal((await hf.ingest(bytes, 'long-again.pcap')).state, 'done');
});

/** A row as if its bytes were received before a restart, its stored file gone wrong. */
async function receivedBefore(sha256: string): Promise<string> {
  const [row] = await hf.rows<{ id: string }>(
    `insert into holdfast.capture (site_id, name, state, size_bytes, sha256) values ($1, 'wrong.pcap', 'reading', 10, $2) returning id`,
    [hf.site_id, sha256],
  );
  return row!.id;
}

test('a capture that ends its reader three times is failed, not tried for ever', async () => {
  const sha256 = 'd'.repeat(64);
  const stored = join(hf.dataDir, 'files', 'dd', sha256);
  mkdirSync(stored, { recursive: true });
  const capture_id = await receivedBefore(sha256);
  const task = readTask(hf.parts.context, new Map());
  const read = (attempt: number) => task({ site_id: hf.site_id, capture_id }, { attempt });
  await assert.rejects(read(1), /EISDIR/);
  await assert.rejects(read(2), /EISDIR/);
  await read(3);
  rmSync(stored, { recursive: true });
  const row = await hf.ask<Capture>('owner', 'GET', `${site}/captures/${capture_id}`);
  assert.deepEqual([row.state, row.fault], ['failed', 'reading it ended the reader three times']);
});

test('a received file that is no longer there fails the capture with that reason', async () => {
  const capture_id = await receivedBefore('e'.repeat(64));
  const task = readTask(hf.parts.context, new Map());
  await assert.rejects(task({ site_id: hf.site_id, capture_id }, { attempt: 1 }));
  await task({ site_id: hf.site_id, capture_id }, { attempt: 3 });
  const row = await hf.ask<Capture>('owner', 'GET', `${site}/captures/${capture_id}`);
  assert.deepEqual([row.state, row.fault], ['failed', 'file_missing']);
});

test('no entry of the ledger says a capture was counted that was not', async () => {
  await hf.idle();
  const entries = await hf.rows<{ id: string }>(
    `select body ->> 'id' as id from (select convert_from(body, 'UTF8')::jsonb -> 'subject' as body, convert_from(body, 'UTF8')::jsonb ->> 'kind' as kind
       from (select id, body from ledger.pending union select id, body from ledger.entry) e) e where kind = 'capture.counted'`,
  );
  const done = await hf.rows<{ id: string }>(`select id from holdfast.capture where state = 'done'`);
  assert.deepEqual(entries.map((it) => it.id).toSorted(), done.map((it) => it.id).toSorted());
});
