// A walk-down through the API: planned, walked by the technician, also late and twice, and what the inventory learns from it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Asset, AssetDetail } from '@holdfast/assets/schema';
import { openHoldfast, type Page, plantBytes } from '../../../test/holdfast.ts';
import type { WalkDownDetail } from './schema.ts';

const hf = await openHoldfast({ after });
await hf.ingest(plantBytes(1_000_000));
await hf.hire('technician', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]);
await hf.hire('other', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]);
const { rows: zones } = await hf.ask<Page<{ id: string; assets: number }>>('owner', 'GET', `${hf.site}/zones`);
const zone = zones.toSorted((a, b) => b.assets - a.assets)[0]!;
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(3000, 7)]);
let next = 0;
const newId = (): string => `0191d4f0-0000-7000-8000-${String((next += 1)).padStart(12, '0')}`;

const plan = (): Promise<WalkDownDetail> =>
  hf.ask('owner', 'POST', `${hf.site}/walk-downs`, { name: 'Filling, November', zone_ids: [zone.id], due_on: '2026-11-30' });
const read = (round: string, body: object) =>
  hf.call<WalkDownDetail>('POST', `${hf.site}/walk-downs/${round}/readings`, { as: 'technician', body });

test('a round holds every asset of the zone and counts what was read', async () => {
  const round = await plan();
  assert.equal(round.stops, zone.assets);
  assert.deepEqual([round.read, round.attention, round.due_on, round.state], [0, 0, '2026-11-30', 'open']);
  const body = { id: newId(), asset_id: round.route[0]!.asset_id, outcome: 'found', read_at: '2026-11-20T09:00:00Z' };
  const after = await read(round.id, body);
  assert.deepEqual([after.status, after.body.read], [200, 1]);
  assert.equal(after.body.route.find((it) => it.asset_id === body.asset_id)!.reading!.read_at, '2026-11-20T09:00:00.000Z');
});

test('a reading sent twice counts once, and another person cannot take its place', async () => {
  const round = await plan();
  const body = { id: newId(), asset_id: round.route[0]!.asset_id, outcome: 'found', firmware: '1.2', read_at: '2026-11-20T09:00:00Z' };
  await read(round.id, body);
  const before = await hf.rows(`select 1 from holdfast.walk_down_reading where id = $1`, [body.id]);
  assert.equal((await read(round.id, body)).status, 200);
  assert.equal((await hf.rows(`select 1 from holdfast.walk_down_reading where id = $1`, [body.id])).length, before.length);
  const other = await hf.call('POST', `${hf.site}/walk-downs/${round.id}/readings`, { as: 'other', body });
  assert.deepEqual([other.status, other.body.code], [409, 'reading_id_taken']);
});

test('the label becomes an attribute with the person who read it; it contradicts the wire aloud', async () => {
  const round = await plan();
  const known = round.route.findLast((it) => it.firmware !== null)!;
  const body = {
    id: newId(),
    asset_id: known.asset_id,
    outcome: 'found',
    firmware: '0.0.1-label',
    key_position: 'program',
    read_at: '2026-11-20T09:00:00Z',
  };
  const after = await read(round.id, body);
  assert.deepEqual(after.body.route.find((it) => it.asset_id === known.asset_id)!.reading!.attention, ['key', 'firmware']);
  assert.equal(after.body.attention, 1);
  const asset = await hf.ask<AssetDetail>('owner', 'GET', `${hf.site}/assets/${known.asset_id}`);
  const said = asset.attributes.find((it) => it.source === 'walk_down' && it.name === 'firmware')!;
  assert.deepEqual([said.value, said.person_name], ['0.0.1-label', 'Person technician']);
  assert.ok(asset.conflicting.includes('firmware'));
});

test('a device the inventory does not know becomes a sighting on the round', async () => {
  const round = await plan();
  const body = {
    id: newId(),
    outcome: 'not_listed',
    name: 'Grey switch on top',
    kind: 'switch',
    serial: 'X-77',
    read_at: '2026-11-20T09:00:00Z',
  };
  const after = await read(round.id, body);
  const found = after.body.route.find((it) => it.name === 'Grey switch on top')!;
  assert.deepEqual([found.planned, found.kind, found.reading!.attention], [false, 'switch', ['not_listed']]);
  const { rows } = await hf.ask<Page<Asset>>('owner', 'GET', `${hf.site}/assets?search=Grey`);
  assert.deepEqual(
    rows.map((it) => [it.standing, it.serial]),
    [['sighted', 'X-77']],
  );
});

test('pictures are bounded, known by their bytes and shown to who may see the asset', async () => {
  const round = await plan();
  const send = (bytes: Buffer) => hf.call('POST', `${hf.site}/walk-downs/${round.id}/photos`, { as: 'technician', body: bytes });
  const photo = await send(jpeg);
  assert.deepEqual([photo.status, photo.body.type, photo.body.size_bytes], [200, 'image/jpeg', jpeg.length]);
  assert.equal((await send(Buffer.from('<svg onload=alert(1)>'))).body.code, 'not_a_picture');
  assert.equal((await hf.call('GET', `${hf.site}/walk-down-photos/${photo.body.sha256}`, { as: 'technician' })).status, 404);
  const asset_id = round.route[0]!.asset_id;
  await read(round.id, { id: newId(), asset_id, outcome: 'found', photos: [photo.body.sha256], read_at: '2026-11-20T09:00:00Z' });
  const shown = await hf.call('GET', `${hf.site}/walk-down-photos/${photo.body.sha256}`, { as: 'technician' });
  assert.deepEqual([shown.status, shown.headers['content-type']], [200, 'image/jpeg']);
  const missing = { id: newId(), asset_id, outcome: 'found', photos: ['1'.repeat(64)], read_at: '2026-11-20T09:00:00Z' };
  assert.equal((await read(round.id, missing)).status, 404);
});

test('a round that ended takes only what was read before its end, and its zone counts as walked', async () => {
  const round = await plan();
  await read(round.id, { id: newId(), asset_id: round.route[0]!.asset_id, outcome: 'found', read_at: '2026-11-20T10:00:00Z' });
  const ended = await hf.ask<WalkDownDetail>('owner', 'POST', `${hf.site}/walk-downs/${round.id}/end`, { state: 'finished' });
  assert.deepEqual([ended.state, ended.ended_by_name !== null], ['finished', true]);
  const early = { id: newId(), asset_id: round.route[1]!.asset_id, outcome: 'found', read_at: '2026-11-20T10:00:00Z' };
  assert.equal((await read(round.id, early)).status, 200);
  const late = await read(round.id, { ...early, id: newId(), read_at: new Date().toISOString() });
  assert.deepEqual([late.status, (late.body as { code?: string }).code], [409, 'walk_down_over']);
  await hf.idle();
  const { rows } = await hf.ask<Page<{ id: string; observed: { kind: string }[] }>>('owner', 'GET', `${hf.site}/observation`);
  assert.ok(rows.find((it) => it.id === zone.id)!.observed.some((it) => it.kind === 'walk_down'));
});
