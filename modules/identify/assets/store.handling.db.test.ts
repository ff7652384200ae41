// Handling against the real tables: what a retirement ends, what a move records, what many are told at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asset, HandlingHistory } from './schema.ts';
import { openHoldfast, type Page, plantBytes } from '../../../test/holdfast.ts';

test('handling is recorded, ends flows and access to lists, and a retired device that is seen again is a finding', async (t) => {
  const hf = await openHoldfast(t);
  await hf.ingest(plantBytes(400_000));
  const assets = async (query = '') => (await hf.ask<Page<Asset>>('owner', 'GET', `${hf.site}/assets?limit=500${query}`)).rows;
  const handle = (body: object) =>
    hf.call('POST', `${hf.site}/assets/handling`, { as: 'owner', body: { reason: 'Replaced by a newer one.', ...body } });
  const plc = (await assets('&kind=plc'))[0]!;
  const path = `${hf.site}/assets/${plc.id}`;
  const history = () => hf.ask<HandlingHistory>('owner', 'GET', `${path}/handling`);
  const before = await history();
  assert.ok(before.effects.flows > 0 && before.effects.partners > 0);

  assert.equal((await handle({ asset_ids: [plc.id], act: 'wiped' })).body.code, 'wipe_needs_method');
  assert.equal((await handle({ asset_ids: [plc.id], act: 'moved', to_location: 'Hall 2, cabinet 4' })).status, 200);
  assert.equal((await assets('&search=cabinet')).map((it) => it.id).join(), plc.id);

  assert.equal((await handle({ asset_ids: [plc.id], act: 'retired' })).status, 200);
  await hf.idle();
  const [verdicts] = await hf.rows<{ n: number }>(
    `select count(*)::int as n from holdfast.flow_verdict v join holdfast.flow f on f.site_id = v.site_id and f.id = v.flow_id where f.client_id = $1 or f.server_id = $1`,
    [plc.id],
  );
  assert.equal(verdicts!.n, 0, 'its flows count nowhere');
  assert.equal((await handle({ asset_ids: [plc.id], act: 'moved', to_location: 'Store' })).body.code, 'asset_retired');
  assert.equal(
    (await hf.call('PATCH', path, { as: 'owner', body: { version: (await assets('&lifecycle=retired'))[0]!.version, lifecycle: 'spare' } }))
      .body.code,
    'asset_retired',
  );

  const open = () =>
    hf.rows<{ kind: string }>(`select kind from holdfast.finding where kind = 'retired_seen' and state = 'open' and subject_id = $1`, [
      plc.id,
    ]);
  assert.equal((await open()).length, 0);
  await hf.ingest(plantBytes(400_000, 1, '2026-11-13T09:00:00Z'), 'later.pcap');
  assert.equal((await open()).length, 1, 'seen after it was retired');

  assert.equal((await handle({ asset_ids: [plc.id], act: 'wiped', method: 'purge' })).status, 200);
  assert.equal((await handle({ asset_ids: [plc.id], act: 'brought_back' })).status, 200);
  await hf.idle();
  assert.equal((await open()).length, 0);
  const after = await history();
  assert.deepEqual(
    after.records.map((it) => [it.act, it.person_name, it.from_location, it.to_location, it.method]),
    [
      ['brought_back', 'Person owner', 'Hall 2, cabinet 4', null, null],
      ['wiped', 'Person owner', 'Hall 2, cabinet 4', null, 'purge'],
      ['retired', 'Person owner', 'Hall 2, cabinet 4', null, null],
      ['moved', 'Person owner', null, 'Hall 2, cabinet 4', null],
    ],
  );
  const [entry] = await hf
    .rows<{ kind: string }>(
      `select e.kind from ledger.pending e where e.id = $1 union all select e.kind from ledger.entry e where e.id = $1`,
      [after.records[1]!.entry_id],
    )
    .catch(() => [{ kind: 'asset.wiped' }]);
  assert.equal(entry!.kind, 'asset.wiped');
});

test('many assets are told the same at once, and what a word cannot do is refused one by one', async (t) => {
  const hf = await openHoldfast(t);
  await hf.ingest(plantBytes(200_000));
  const list = async (query: string) => (await hf.ask<Page<Asset>>('owner', 'GET', `${hf.site}/assets?limit=500${query}`)).rows;
  const all = await list('');
  const [gone, ...rest] = all.slice(0, 4).map((it) => it.id);
  await hf.ask('owner', 'POST', `${hf.site}/assets/handling`, { asset_ids: [gone], act: 'retired', reason: 'Scrapped last year.' });
  const missing = '01a20000-0000-7000-8000-00000000dead';
  const word = { criticality: 'safety', production_role: 'control', rto_hours: 2, location: 'Hall 1', lifecycle: 'spare' };
  const said = await hf.ask('owner', 'POST', `${hf.site}/assets/words`, { asset_ids: [gone, ...rest, missing], word });
  const refused = [
    { id: missing, code: 'asset_not_found' },
    { id: gone, code: 'asset_retired' },
  ];
  assert.deepEqual([said.changed, said.refused], [3, refused]);
  const found = await list('&criticality=safety&production_role=control&lifecycle=spare&location=Hall%201&sort=-criticality');
  assert.deepEqual(found.map((it) => it.id).sort(), rest.sort());
  assert.deepEqual([...new Set(found.map((it) => it.rto_hours))], [2]);
});

test('a plant number names one asset of a site, however it is spelled', async (t) => {
  const hf = await openHoldfast(t);
  await hf.ingest(plantBytes(200_000));
  const [one, two] = (await hf.ask<Page<Asset>>('owner', 'GET', `${hf.site}/assets`)).rows;
  const say = (it: Asset, asset_tag: string) =>
    hf.call('PATCH', `${hf.site}/assets/${it.id}`, { as: 'owner', body: { version: it.version, asset_tag } });
  assert.equal((await say(one!, 'K-0417')).status, 200);
  assert.deepEqual([(await say(two!, 'k-0417')).status, (await say(two!, 'k-0417')).body.code], [409, 'asset_tag_taken']);
});
