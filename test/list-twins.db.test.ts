// What every list can do besides being read: be exported whole and chosen whole, under the list's own permission, zones and filters.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Asset } from '@holdfast/assets/schema';
import readSheet from 'read-excel-file/node';
import { openHoldfast, type Page, plantBytes } from './holdfast.ts';

const hf = await openHoldfast({ after });
await hf.ingest(plantBytes(400_000));
const assets = `${hf.site}/assets`;
const all = await hf.ask<Page<Asset>>('owner', 'GET', `${assets}?limit=2000`);
const zone_id = all.rows.find((it) => it.zone_id !== null)!.zone_id!;
await hf.hire('zone_lead', [{ role: 'ot_lead', scope: 'zone', site_id: hf.site_id, zone_id }]);
await hf.hire('elsewhere', []);
const mine = all.rows.filter((it) => it.zone_id === zone_id);

const columns = [
  { header: 'Name', fields: ['name'] },
  { header: 'Address', fields: ['ips', 'macs'] },
  { header: 'Kind', fields: ['kind'], words: { plc: 'Steuerung' } },
  { header: 'Conflicts', fields: ['conflicts'] },
  { header: 'Last seen', fields: ['last_seen'] },
];
const linesOf = (text: string): string[] => text.replace('\uFEFF', '').trimEnd().split('\r\n');

test('exports every row that matches, in the columns asked for, with the plant’s time and UTC', async () => {
  const body = { format: 'csv', title: 'Assets', columns, time_zone: 'Europe/Berlin', query: { sort: 'name' } };
  const { status, body: text, headers } = await hf.call<string>('POST', `${assets}/export`, { as: 'owner', body });
  assert.equal(status, 200);
  assert.match(headers['content-disposition'] ?? '', /attachment; filename="Assets\.csv"/);
  const [head, ...lines] = linesOf(text);
  assert.equal(head, '"Name","Address","Kind","Conflicts","Last seen (Europe/Berlin)","Last seen (UTC)"');
  assert.equal(lines.length, all.total);
  const plc = all.rows.find((it) => it.kind === 'plc')!;
  const line = lines.find((it) => it.includes(plc.ips[0] ?? plc.macs[0]!)) ?? '';
  const utc = new Date(plc.last_seen!).toISOString();
  const wall = new Date(Date.parse(utc) + 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  assert.ok(line.endsWith(`"Steuerung",${plc.conflicts},${wall},"${utc}"`), line);
});

test('exports only what the filter leaves, and in a zone only what the person may see', async () => {
  const body = { format: 'csv', title: 'Assets', columns: columns.slice(0, 1), query: { kind: 'plc' } };
  const plcs = all.rows.filter((it) => it.kind === 'plc');
  assert.equal(linesOf((await hf.call<string>('POST', `${assets}/export`, { as: 'owner', body })).body).length - 1, plcs.length);
  const inZone = await hf.call<string>('POST', `${assets}/export`, { as: 'zone_lead', body: { ...body, query: {} } });
  assert.deepEqual(linesOf(inZone.body).slice(1).toSorted(), mine.map((it) => `"${it.name}"`).toSorted());
  assert.equal((await hf.call('POST', `${assets}/export`, { as: 'elsewhere', body })).status, 403);
});

test('a column the rows do not have, or a filter that is none, is refused before a file begins', async () => {
  const ask = (body: object) => hf.call('POST', `${assets}/export`, { as: 'owner', body: { format: 'xlsx', title: 'Assets', ...body } });
  assert.equal((await ask({ columns: [{ header: 'x', fields: ['password'] }] })).body.code, 'field_not_there');
  assert.equal((await ask({ query: { zone_id: 'x'.repeat(3000) } })).status, 400);
});

test('a filter the list does not know is named, not left out: in a file, in a choice, and where the list comes whole', async () => {
  const file = { format: 'csv', title: 'List', query: { stat: 'done' } };
  for (const [path, body] of [
    [`${assets}/export`, file],
    [`${assets}/selection`, { query: file.query, seen: all.total }],
    [`${hf.site}/zones/export`, file],
  ] as const) {
    const answer = await hf.call('POST', path, { as: 'owner', body });
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.pointer], [400, '#/query/stat'], path);
  }
});

test('a reader of spreadsheets gets from XLSX what the list shows, numbers as numbers and times as times', async () => {
  const response = await fetch(`${hf.base}${assets}/export`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: hf.cookieOf('owner') },
    body: JSON.stringify({
      format: 'xlsx',
      title: 'Assets',
      columns,
      time_zone: 'Europe/Berlin',
      about: [['Site', 'North']],
      query: { sort: 'name' },
    }),
  });
  const sheets = (await readSheet(Buffer.from(await response.arrayBuffer()))) as unknown as { sheet: string; data: unknown[][] }[];
  const [head, ...rows] = sheets[0]!.data;
  assert.deepEqual(head?.slice(0, 4), ['Name', 'Address', 'Kind', 'Conflicts']);
  assert.equal(rows.length, all.total);
  assert.ok(rows.every((row) => typeof row[3] === 'number' && row[4] instanceof Date));
  assert.deepEqual(sheets[1]!.data[0], ['Site', 'North']);
});

test('a device name that is a formula does not run in the export', async () => {
  await hf.ask('owner', 'POST', assets, { name: '=HYPERLINK("http://x")', kind: 'unknown', address: null, zone_id: null, owner_id: null });
  const body = { format: 'csv', title: 'Assets', columns: columns.slice(0, 1) };
  const { body: text } = await hf.call<string>('POST', `${assets}/export`, { as: 'owner', body });
  assert.ok(linesOf(text).includes(`"'=HYPERLINK(""http://x"")"`));
});

test('all that match can be chosen, but for those taken out; when the set changed meanwhile, it says so', async () => {
  const now = await hf.ask<Page<Asset>>('owner', 'GET', `${assets}?limit=2000`);
  const choose = (body: object, as = 'owner') => hf.call('POST', `${assets}/selection`, { as, body });
  const out = now.rows[0]!.id;
  const chosen = await choose({ query: {}, excluded_ids: [out], seen: now.total });
  assert.deepEqual([chosen.body.ids.length, chosen.body.ids.includes(out)], [now.total - 1, false]);
  const changed = await choose({ query: {}, seen: now.total - 1 });
  assert.deepEqual([changed.status, changed.body.code, changed.body.params], [409, 'set_changed', { seen: now.total - 1, now: now.total }]);
  assert.deepEqual((await choose({ query: {}, seen: mine.length }, 'zone_lead')).body.ids.toSorted(), mine.map((it) => it.id).toSorted());
});

test('every list of the product has both', async () => {
  const lists = ['assets', 'zones', 'conduits', 'flows', 'findings', 'captures', 'approvals', 'areas', 'ledger/entries'];
  for (const list of lists) {
    const { status } = await hf.call('POST', `${hf.site}/${list}/export`, { as: 'owner', body: { format: 'xlsx', title: list } });
    assert.equal(status, 200, list);
  }
  assert.equal((await hf.call('POST', '/api/v1/people/export', { as: 'owner', body: { format: 'csv', title: 'People' } })).status, 200);
});

test('a column only the screen can word is written as it was worded, each text in its row', async () => {
  const rows = all.rows.slice(0, 3).toReversed();
  const texts = rows.map((it) => `What the screen says of ${it.name}.`);
  const body = { format: 'csv', title: 'Assets', ids: rows.map((it) => it.id), columns: [{ header: 'Says', fields: ['id'], texts }] };
  const { body: text } = await hf.call<string>('POST', `${assets}/export`, { as: 'owner', body });
  assert.deepEqual(linesOf(text), ['"Says"', ...texts.map((it) => `"${it}"`)]);
});

test('a choice of all names what it chose', async () => {
  const now = await hf.ask<Page<Asset>>('owner', 'GET', `${assets}?limit=2000`);
  const chosen = await hf.ask<{ ids: string[]; names: string[] }>('owner', 'POST', `${assets}/selection`, { seen: now.total, query: {} });
  const nameOf = new Map(now.rows.map((it) => [it.id, it.name]));
  assert.deepEqual(
    chosen.names,
    chosen.ids.map((one) => nameOf.get(one)),
  );
});
