// Views of lists are a person's own until they are shared; what an act changed can be put back where nobody touched it since.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Asset, AssetDetail } from '@holdfast/assets/schema';
import type { JudgedFlow } from '@holdfast/conduits/schema';
import type { Finding } from '@holdfast/findings/schema';
import type { ListPreferences } from '@holdfast/preferences/schema';
import { openHoldfast, type Page, plantBytes } from './holdfast.ts';

const hf = await openHoldfast({ after });
await hf.ingest(plantBytes(400_000));
const { rows: assets } = await hf.ask<Page<Asset>>('owner', 'GET', `${hf.site}/assets?limit=2000&sort=name`);
const zone_id = assets.find((it) => it.zone_id !== null)!.zone_id!;
await hf.hire('ot_lead', [{ role: 'ot_lead', scope: 'site', site_id: hf.site_id }]);
await hf.hire('zone_lead', [{ role: 'ot_lead', scope: 'zone', site_id: hf.site_id, zone_id }]);
await hf.hire('auditor', [{ role: 'auditor', scope: 'site', site_id: hf.site_id }]);

const reason = 'Agreed in the shift meeting.';
const entries = async (): Promise<number> =>
  (await hf.rows<{ n: number }>('select count(*)::int as n from (select id from ledger.pending union select id from ledger.entry) e'))[0]!
    .n;
const preferences = (as: string) => hf.ask<ListPreferences>(as, 'GET', `${hf.site}/lists/assets/preferences`);
const detail = (id: string) => hf.ask<AssetDetail>('owner', 'GET', `${hf.site}/assets/${id}`);
const undo = (entry_id: string, as = 'owner') => hf.call('POST', `${hf.site}/acts/${entry_id}/undo`, { as });

test('one’s own view and columns are no act; nobody else sees them', async () => {
  const before = await entries();
  const layout = { columns: [{ key: 'name', shown: true, width: 220 }] };
  const view = { list: 'assets', name: 'Controllers', query: { kind: 'plc', sort: '-last_seen' }, layout };
  const { id } = await hf.ask<{ id: string }>('auditor', 'POST', `${hf.site}/views`, view);
  await hf.ask('auditor', 'PATCH', `${hf.site}/lists/assets/preferences`, { layout, default_view_id: id });
  const mine = await preferences('auditor');
  assert.deepEqual([mine.views.map((it) => it.name), mine.layout, mine.default_view_id], [['Controllers'], layout, id]);
  assert.deepEqual(mine.views[0]?.query, view.query);
  assert.equal(await entries(), before);
  assert.deepEqual((await preferences('owner')).views, []);
  assert.equal((await hf.call('PATCH', `${hf.site}/views/${id}`, { as: 'owner', body: { name: 'x' } })).status, 404);
  assert.equal((await hf.call('POST', `${hf.site}/views`, { as: 'auditor', body: view })).body.code, 'view_name_taken');
  assert.equal((await hf.call('POST', `${hf.site}/views/${id}/sharing`, { as: 'auditor', body: { shared: true } })).status, 403);
  await hf.ask('auditor', 'DELETE', `${hf.site}/views/${id}`);
  assert.equal((await preferences('auditor')).default_view_id, null);
  assert.equal(await entries(), before);
});

test('a shared view is everybody’s: sharing, changing and deleting it stand in the ledger', async () => {
  const before = await entries();
  const { id } = await hf.ask<{ id: string }>('ot_lead', 'POST', `${hf.site}/views`, {
    list: 'assets',
    name: 'New devices',
    query: { standing: 'sighted' },
  });
  await hf.ask('ot_lead', 'POST', `${hf.site}/views/${id}/sharing`, { shared: true });
  assert.deepEqual(
    (await preferences('auditor')).views.map((it) => [it.name, it.shared, it.mine]),
    [['New devices', true, false]],
  );
  assert.equal((await hf.call('PATCH', `${hf.site}/views/${id}`, { as: 'auditor', body: { name: 'x' } })).status, 403);
  await hf.ask('owner', 'PATCH', `${hf.site}/views/${id}`, { name: 'Waiting devices' });
  await hf.ask('owner', 'DELETE', `${hf.site}/views/${id}`);
  assert.equal((await entries()) - before, 3);
});

test('a bulk edit goes back as one act; what somebody changed since stays and is named', async () => {
  const [first, second, third] = assets.slice(0, 3) as [Asset, Asset, Asset];
  const asset_ids = [first.id, second.id, third.id];
  const { entry_id } = await hf.ask<{ entry_id: string }>('owner', 'POST', `${hf.site}/assets/words`, {
    asset_ids,
    word: { location: 'Hall 3' },
  });
  const now = await detail(second.id);
  await hf.ask('owner', 'PATCH', `${hf.site}/assets/${second.id}`, { version: now.version, location: 'Hall 4' });
  const { acts } = await hf.ask<{ acts: { entry_id: string; objects: number; mine: boolean }[] }>(
    'owner',
    'GET',
    `${hf.site}/undoable?object_id=${first.id}`,
  );
  assert.deepEqual([acts[0]?.entry_id, acts[0]?.objects, acts[0]?.mine], [entry_id, 3, true]);
  const { status, body } = await undo(entry_id);
  assert.deepEqual([status, body.restored, body.kept], [200, 2, [{ id: second.id, code: 'changed_since' }]]);
  assert.deepEqual(await Promise.all(asset_ids.map(async (id) => (await detail(id)).location)), [null, 'Hall 4', null]);
  assert.equal((await undo(entry_id)).body.code, 'taken_back_already');
});

test('a single edit goes back: a person’s word and what the wire said before', async () => {
  const plc = assets.find((it) => it.kind === 'plc' && it.vendor !== null)!;
  const was = await detail(plc.id);
  await hf.ask('owner', 'PATCH', `${hf.site}/assets/${plc.id}`, { version: was.version, vendor: 'Somebody Else', criticality: null });
  assert.equal((await detail(plc.id)).vendor, 'Somebody Else');
  const { acts } = await hf.ask<{ acts: { entry_id: string }[] }>('owner', 'GET', `${hf.site}/undoable?object_id=${plc.id}`);
  assert.equal((await undo(acts[0]!.entry_id, 'auditor')).status, 403);
  assert.equal((await undo(acts[0]!.entry_id)).status, 200);
  const is = await detail(plc.id);
  assert.deepEqual(
    [is.vendor, is.attributes.filter((it) => it.source === 'person')],
    [was.vendor, was.attributes.filter((it) => it.source === 'person')],
  );
});

test('whoever answers for a zone puts back only what lies in it', async () => {
  const inside = assets.find((it) => it.zone_id === zone_id)!;
  const outside = assets.find((it) => it.zone_id !== zone_id && it.zone_id !== null)!;
  const body = { asset_ids: [inside.id, outside.id], decision: 'accepted', reason };
  const { entry_id } = await hf.ask<{ entry_id: string }>('owner', 'POST', `${hf.site}/assets/decisions`, body);
  const answer = await undo(entry_id, 'zone_lead');
  assert.deepEqual([answer.body.restored, answer.body.kept], [1, [{ id: outside.id, code: 'zone_not_allowed' }]]);
  assert.deepEqual([(await detail(inside.id)).standing, (await detail(outside.id)).standing], ['sighted', 'accepted']);
});

test('assets moved to a zone go back to where they stood', async () => {
  const moved = assets.find((it) => it.zone_id !== zone_id && it.zone_id !== null)!;
  const { entry_id } = await hf.ask<{ entry_id: string }>('owner', 'POST', `${hf.site}/zones/${zone_id}/members`, {
    asset_ids: [moved.id],
    reason,
  });
  assert.equal((await detail(moved.id)).zone_id, zone_id);
  assert.equal((await undo(entry_id)).body.restored, 1);
  assert.equal((await detail(moved.id)).zone_id, moved.zone_id);
});

test('a decision on findings goes back with the device it decided', async () => {
  await hf.idle();
  const { rows } = await hf.ask<Page<Finding>>('owner', 'GET', `${hf.site}/findings?kind=new_device&state=open`);
  const it = rows[0]!;
  const { entry_id } = await hf.ask<{ entry_id: string }>('owner', 'POST', `${hf.site}/findings/decisions`, {
    finding_ids: [it.id],
    decision: 'accept',
    reason,
  });
  assert.equal((await detail(it.subject_id)).standing, 'accepted');
  // What is derived while it goes back would see half of it and raise a finding of its own.
  await hf.idle();
  assert.equal((await undo(entry_id)).body.restored, 2);
  assert.equal((await detail(it.subject_id)).standing, 'sighted');
  const after = await hf.ask<Page<Finding>>('owner', 'GET', `${hf.site}/findings?kind=new_device&state=open`);
  assert.ok(after.rows.some((row) => row.id === it.id && row.decision === null));
});

test('a judgement of flows goes back to what stood before it, by whom and why', async () => {
  const { rows } = await hf.ask<Page<JudgedFlow>>('owner', 'GET', `${hf.site}/flows?limit=100`);
  const [first, second] = rows as [JudgedFlow, JudgedFlow];
  const judge = (flow_ids: string[], judgement: string, as = 'owner') =>
    hf.ask<{ judged: number; entry_id: string }>(as, 'POST', `${hf.site}/flows/judgements`, { flow_ids, judgement, reason });
  const read = (id: string) => hf.ask<JudgedFlow>('owner', 'GET', `${hf.site}/flows/${id}`);
  await judge([first.id], 'needed', 'ot_lead');
  const was = await read(first.id);
  const { entry_id } = await judge([first.id, second.id], 'blockable');
  assert.deepEqual([(await read(first.id)).judgement, (await read(second.id)).judgement], ['blockable', 'blockable']);
  const { acts } = await hf.ask<{ acts: { entry_id: string; kind: string }[] }>(
    'owner',
    'GET',
    `${hf.site}/undoable?object_id=${first.id}`,
  );
  assert.deepEqual(
    acts.map((it) => it.kind),
    ['flow.judged_blockable', 'flow.judged_needed'],
  );
  assert.equal((await undo(entry_id)).body.restored, 2);
  const is = await read(first.id);
  assert.deepEqual([is.judgement, is.judged_by_name, is.judged_at], ['needed', 'Person ot_lead', was.judged_at]);
  assert.deepEqual([(await read(second.id)).judgement, (await read(second.id)).judged_by_name], [second.judgement, null]);
});

test('of a selection only what one may not touch is refused: moves and judgements', async () => {
  const inside = assets.find((it) => it.zone_id === zone_id)!;
  const outside = assets.find((it) => it.zone_id !== zone_id && it.zone_id !== null)!;
  const moved = await hf.ask('zone_lead', 'POST', `${hf.site}/zones/${zone_id}/members`, { asset_ids: [inside.id, outside.id], reason });
  assert.deepEqual([moved.moved, moved.refused], [1, [{ id: outside.id, code: 'zone_not_allowed' }]]);
  assert.equal((await detail(outside.id)).zone_id, outside.zone_id);
  const { rows } = await hf.ask<Page<JudgedFlow>>('owner', 'GET', `${hf.site}/flows?limit=2000`);
  const foreign = rows.find((it) => it.client.zone_id !== zone_id)!;
  const all = await hf.ask('zone_lead', 'POST', `${hf.site}/flows/judgements`, { flow_ids: [foreign.id], judgement: 'needed', reason });
  assert.deepEqual([all.judged, all.refused, all.entry_id], [0, [{ id: foreign.id, code: 'zone_not_allowed' }], null]);
});

test('a device moved or retired by mistake goes back and leaves its history; a wipe cannot be unsaid', async () => {
  const it = assets.find((one) => one.zone_id !== null && one.zone_id !== zone_id && one.standing !== 'retired')!;
  const handle = (body: object) =>
    hf.ask<{ entry_id: string | null }>('owner', 'POST', `${hf.site}/assets/handling`, { asset_ids: [it.id], reason, ...body });
  const history = async () =>
    (await hf.ask<{ records: { act: string }[] }>('owner', 'GET', `${hf.site}/assets/${it.id}/handling`)).records.map((one) => one.act);
  const was = await detail(it.id);
  const moved = await handle({ act: 'moved', to_zone_id: zone_id, to_location: 'Hall 9' });
  const now = await detail(it.id);
  assert.deepEqual([now.zone_id, now.location], [zone_id, 'Hall 9']);
  assert.equal((await undo(moved.entry_id!)).body.restored, 1);
  const back = await detail(it.id);
  assert.deepEqual([back.zone_id, back.location, await history()], [was.zone_id, was.location, []]);
  const retired = await handle({ act: 'retired' });
  assert.equal((await undo(retired.entry_id!)).body.restored, 1);
  assert.deepEqual([(await detail(it.id)).standing, (await detail(it.id)).lifecycle], [was.standing, was.lifecycle]);
  const wiped = await handle({ act: 'wiped', method: 'purge' });
  assert.deepEqual([wiped.entry_id, await history()], [null, ['wiped']]);
  const { acts } = await hf.ask<{ acts: { kind: string }[] }>('owner', 'GET', `${hf.site}/undoable?object_id=${it.id}`);
  assert.ok(acts.every((act) => act.kind !== 'asset.wiped'));
});
