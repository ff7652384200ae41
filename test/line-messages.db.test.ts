// Messages of the MES through the whole server: brought by a program or as a sheet, once each, beside the findings of their line and time.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Finding, FindingDetail } from '@holdfast/findings/schema';
import type { Line, LineMessage } from '@holdfast/line-messages/schema';
import { makePlant, type PlantCapture, weaknessCapture } from '@holdfast/plant';
import { openHoldfast, type Page } from './holdfast.ts';

const hf = await openHoldfast({ after });
const bytesOf = (it: PlantCapture): Buffer => Buffer.concat([...it.chunks()]);
const path = `${hf.site}/line-messages`;
const finding = async (): Promise<Finding> =>
  (await hf.ask<Page<Finding>>('owner', 'GET', `${hf.site}/findings?kind=cleartext_credentials`)).rows[0]!;
const besideOf = async () => (await hf.ask<FindingDetail>('owner', 'GET', `${hf.site}/findings/${(await finding()).id}`)).beside;
const list = async () => (await hf.ask<Page<LineMessage>>('owner', 'GET', `${path}?limit=1000`)).rows;
const bring = (messages: readonly object[], as = 'owner') => hf.call('POST', path, { as, body: { messages } });
const sheet = (text: string, as = 'owner') => hf.call('POST', `${path}/sheets?name=mes.csv`, { as, body: Buffer.from(text) });
const start = '2026-11-19T14:00:00Z';
const minutes = (from: string, by: number): string => new Date(Date.parse(from) + by * 60_000).toISOString();

test('without a MES the finding’s page says so; a message of its zone within half an hour stands beside it, and is a mark in the list', async () => {
  await hf.ingest(bytesOf(weaknessCapture(makePlant(1), 'ftp_login', { start, minutes: 8 })), 'ftp.pcap');
  assert.deepEqual(await besideOf(), { messages: [], is_connected: false });
  const { first_seen, last_seen, zone_name } = await finding();
  const line = zone_name!.toUpperCase();
  const { body } = await bring([
    { at: minutes(first_seen, -29), kind: 'stop', line, text: 'Filler stopped' },
    { at: minutes(last_seen, 29), kind: 'quality', line, text: 'Fill level', count: 42 },
    { at: minutes(first_seen, -31), kind: 'stop', line, text: 'before' },
    { at: minutes(last_seen, 31), kind: 'stop', line, text: 'after' },
    { at: first_seen, kind: 'stop', line: 'Somewhere else', text: 'elsewhere' },
  ]);
  assert.deepEqual(body, { taken: 5, known: 0, too_old: 0 });
  const { messages, is_connected } = await besideOf();
  assert.equal(is_connected, true);
  assert.deepEqual(messages.map((it) => [it.kind, it.text, it.count, it.zone_name]).toSorted(), [
    ['quality', 'Fill level', 42, zone_name],
    ['stop', 'Filler stopped', 1, zone_name],
  ]);
  assert.equal((await finding()).line_messages, 2);
});

test('a line the MES calls otherwise stands beside findings of the zone somebody says it is, until that is taken back', async () => {
  const { first_seen, zone_id } = await finding();
  await bring([{ at: first_seen, kind: 'stop', line: 'L-0815', text: 'own name' }]);
  const own = async () => (await besideOf()).messages.some((it) => it.text === 'own name');
  assert.equal(await own(), false);
  const place = (zone: string | null) =>
    hf.call('PUT', `${hf.site}/message-lines`, { as: 'owner', body: { line: 'l-0815', zone_id: zone } });
  assert.equal((await place('01a20000-0000-7000-8000-000000000099')).status, 404);
  const said = (await place(zone_id)).body as Page<Line>;
  assert.deepEqual(
    said.rows.filter((it) => it.line === 'L-0815').map((it) => [it.zone_id, it.is_said]),
    [[zone_id, true]],
  );
  assert.equal(await own(), true);
  await place(null);
  assert.equal(await own(), false);
});

test('a machine named in the text counts as its line', async () => {
  const { first_seen, subject_name } = await finding();
  await bring([{ at: first_seen, kind: 'quality', line: 'Hall 2', text: `Panel of ${subject_name.toLowerCase()} without answer` }]);
  assert.ok((await besideOf()).messages.some((it) => it.line === 'Hall 2'));
});

test('the same message twice counts once; its own number finds it again, and the higher count stays', async () => {
  const before = (await list()).length;
  const it = { at: start, kind: 'quality', line: 'Line 9', text: 'Label', count: 3, reference: 'Q-77' };
  assert.deepEqual((await bring([it, { ...it, count: 9 }, it])).body, { taken: 1, known: 2, too_old: 0 });
  assert.deepEqual((await bring([{ ...it, at: minutes(start, 1), count: 4 }])).body, { taken: 0, known: 1, too_old: 0 });
  const rows = await list();
  assert.equal(rows.length, before + 1);
  assert.equal(rows.find((row) => row.line === 'Line 9')!.count, 9);
});

test('a sheet in German words and the plant’s time is taken, with what could not be used by row', async () => {
  const text = 'Zeit;Art;Linie;Meldung;Anzahl\n19.11.2026 15:05;Stillstand;Linie 3;Förderband;\n19.11.2026 15:06;Fest;Linie 3;x;\n';
  const { status, body } = await sheet(text);
  assert.equal(status, 200);
  assert.deepEqual(body, { taken: 1, known: 0, too_old: 0, refused: 1, refused_rows: [{ row: 3, code: 'kind' }] });
  assert.equal((await list()).find((it) => it.line === 'Linie 3')!.at, '2026-11-19T14:05:00.000Z');
  assert.equal((await sheet('Linie;Text\nLinie 3;x\n')).body.code, 'sheet_column_missing');
  assert.equal((await sheet('%PDF-1.7')).status, 422);
});

test('what is too old is left out, what lies ahead or is too much refused, and nothing of it half', async () => {
  const before = (await list()).length;
  const it = { at: start, kind: 'stop', line: 'Line 5' };
  assert.deepEqual((await bring([{ ...it, at: '2001-01-01T00:00:00Z' }])).body, { taken: 0, known: 0, too_old: 1 });
  const ahead = await bring([it, { ...it, at: '2099-01-01T00:00:00Z' }]);
  assert.deepEqual([ahead.status, ahead.body.code], [422, 'line_message_ahead']);
  const many = Array.from({ length: 501 }, (_, n) => ({ ...it, text: String(n) }));
  assert.equal((await bring(many)).status, 400);
  assert.equal((await bring([{ ...it, text: 'x'.repeat(2_000_000) }])).status, 413);
  assert.equal((await list()).length, before);
});

test('a program’s token for this one sentence brings messages and can do nothing else', async () => {
  const made = await hf.ask<{ secret: string }>('owner', 'POST', '/api/v1/tokens', {
    name: 'MES',
    site_id: hf.site_id,
    read_only: false,
    sentences: ['line_messages.bring'],
    expires_at: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const headers = { authorization: `Bearer ${made.secret}` };
  const body = { messages: [{ at: start, kind: 'stop', line: 'Line 7' }] };
  assert.equal((await hf.call('POST', path, { headers, body })).status, 200);
  for (const other of [`${hf.site}/findings`, `${hf.site}/message-lines`, `${hf.site}/assets`])
    assert.equal((await hf.call('GET', other, { headers })).status, 403, other);
  await hf.hire('tech', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]);
  assert.equal((await bring([{ at: start, kind: 'stop', line: 'Line 7' }], 'tech')).status, 403);
  const [entry] = (
    await hf.ask<Page<{ kind: string; facts: Record<string, unknown> }>>(
      'owner',
      'GET',
      `${hf.site}/ledger/entries?kind=line_messages.brought&limit=1`,
    )
  ).rows;
  assert.equal(entry?.facts['messages_taken'], 1);
  assert.doesNotMatch(JSON.stringify(entry), /Line 7/, 'what the MES says stays out of the ledger');
});
