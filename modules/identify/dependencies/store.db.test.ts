// Dependencies on the real server: declared and accepted from flows, what stops, and internet connections that get an owner.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asset } from '@holdfast/assets/schema';
import type { Zone } from '@holdfast/zones/schema';
import { type Holdfast, openHoldfast, type Page, plantBytes } from '../../../test/holdfast.ts';
import type { EssentialItem, Outage, Proposal, ScopeObject, ServiceDetail } from './schema.ts';

async function openPlant(t: Parameters<typeof openHoldfast>[0]) {
  const hf = await openHoldfast(t);
  await hf.ingest(plantBytes(3_000_000));
  const zones = (await hf.ask<Page<Zone>>('owner', 'GET', `${hf.site}/zones`)).rows;
  const [me] = (await hf.ask<Page<{ id: string }>>('owner', 'GET', '/api/v1/people')).rows;
  return { hf, zones, owner_id: me!.id, post: poster(hf) };
}
const poster =
  (hf: Holdfast) =>
  <T = ServiceDetail>(path: string, body: object) =>
    hf.ask<T>('owner', 'POST', `${hf.site}/${path}`, body);

test('if AD is down: what stops through MES and zones, when and by which way, essential devices first', async (t) => {
  const { hf, zones, owner_id, post } = await openPlant(t);
  const line = zones.find((it) => (it.kinds['plc'] ?? 0) > 0)!;
  const plc = (await hf.ask<Page<Asset>>('owner', 'GET', `${hf.site}/assets?kind=plc&zone_id=${line.id}`)).rows[0]!;
  const area = await post<{ id: string }>('areas', { name: 'Bottling' });
  await hf.ask('owner', 'PATCH', `${hf.site}/assets/${plc.id}`, {
    version: plc.version,
    criticality: 'essential',
    owner_id,
    area_id: area.id,
  });
  const [dc1, dc2] = (await hf.ask<Page<Asset>>('owner', 'GET', `${hf.site}/assets?kind=server,workstation,hmi`)).rows;
  const ad = await post('services', { name: 'Active Directory', kind: 'directory', owner_id, host_ids: [dc1!.id, dc2!.id] });
  const mes = await post('services', { name: 'MES', kind: 'mes', owner_id, business_application: true });
  const depends = (service_id: string, dependent_type: string, dependent_id: string, hardness: string, after_hours: number | null = null) =>
    post(`services/${service_id}/dependencies`, { dependent_type, dependent_id, hardness, after_hours, workaround: 'Paper tickets.' });
  await depends(ad.id, 'service', mes.id, 'stops_after', 8);
  await depends(mes.id, 'zone', line.id, 'stops_after', 2);
  await depends(mes.id, 'service', ad.id, 'inconvenient');

  const down = (type: string, id: string) => hf.ask<Outage>('owner', 'GET', `${hf.site}/outage?type=${type}&id=${id}`);
  const outage = await down('service', ad.id);
  const stops = outage.lines.filter((it) => it.effect === 'stops');
  assert.equal(stops[0]!.criticality, 'essential', 'what is essential stands first');
  const device = stops.find((it) => it.type === 'asset')!;
  assert.deepEqual([device.name, device.after_hours, device.via], [plc.name, 10, ['MES', line.name]]);
  assert.deepEqual(stops.find((it) => it.type === 'area')!.name, 'Bottling');
  assert.deepEqual(stops.find((it) => it.name === 'MES')!.workaround, 'Paper tickets.');
  assert.deepEqual([outage.counts.essential, outage.counts.areas], [1, 1]);
  assert.equal((await down('asset', dc1!.id)).lines.find((it) => it.name === 'Active Directory')!.effect, 'weakened');
  assert.equal((await hf.call('GET', `${hf.site}/outage?type=supplier&id=${ad.id}`, { as: 'owner' })).body.code, 'supplier_not_found');

  const wrong = { dependent_type: 'zone', dependent_id: line.id, hardness: 'stops_after' };
  const refused = async (body: object) =>
    (await hf.call('POST', `${hf.site}/services/${mes.id}/dependencies`, { as: 'owner', body })).body.code;
  assert.deepEqual([await refused(wrong), await refused({ ...wrong, hardness: 'inconvenient' })], ['hours_wrong', 'dependency_known']);
});

test('flows propose dependencies with their reason; accepted they count, declined they stay away', async (t) => {
  const { hf, post } = await openPlant(t);
  const list = async () => (await hf.ask<Page<Proposal>>('owner', 'GET', `${hf.site}/dependency-proposals`)).rows;
  const all = await list();
  const two = await hf.ask<Page<Proposal>>('owner', 'GET', `${hf.site}/dependency-proposals?limit=2&offset=1&sort=-clients`);
  assert.deepEqual([two.total, two.rows.length, two.rows[0]!.clients >= two.rows[1]!.clients], [all.length, 2, true]);
  const inside = all.find((it) => !it.external)!;
  assert.ok(inside.flows > 0 && inside.why.length > 0 && inside.host_ids.length === 1);
  const { key, hardness, after_hours } = inside;
  const made = await post('dependency-proposals/acceptance', { key, hardness, after_hours });
  assert.deepEqual([made.source, made.kind, made.hosts[0]!.id], ['flows', inside.kind, inside.host_ids[0]]);
  assert.deepEqual([made.depends[0]!.dependent_id, made.depends[0]!.flows_counted], [inside.zone_id, inside.flows]);
  assert.equal(
    (await hf.call('POST', `${hf.site}/dependency-proposals/acceptance`, { as: 'owner', body: { key, hardness, after_hours } })).body.code,
    'proposal_not_found',
  );
  const other = (await list())[0]!;
  await post('dependency-proposals/declining', { keys: [other.key], reason: 'Only a test bench.' });
  assert.deepEqual(
    (await list()).filter((it) => it.key === key || it.key === other.key),
    [],
  );
});

test('a connection with the internet is a finding until an outside service with owner and purpose stands for it', async (t) => {
  const { hf, owner_id, post } = await openPlant(t);
  const open = () =>
    hf.rows<{ outside: string }>(
      `select facts ->> 'outside' as outside from holdfast.finding where kind = 'unknown_internet' and state <> 'closed'`,
    );
  const found = await open();
  assert.ok(found.length > 0);
  const address = found[0]!.outside;
  const service = await post('services', { name: 'Vendor cloud', kind: 'cloud', external: true, addresses: [address] });
  await hf.idle();
  assert.equal((await open()).length, found.length, 'nobody answers for it yet');
  await hf.ask('owner', 'PATCH', `${hf.site}/services/${service.id}`, {
    version: service.version,
    owner_id,
    purpose: 'Remote diagnosis of the filler.',
  });
  await hf.idle();
  assert.deepEqual(
    (await open()).filter((it) => it.outside === address),
    [],
  );
  await hf.ask('owner', 'DELETE', `${hf.site}/services/${service.id}`);
  await hf.idle();
  assert.equal((await open()).length, found.length, 'without the service it is unknown again');
});

test('the three lists take essential devices and business applications by themselves, and a scope names its boundary', async (t) => {
  const { hf, zones, owner_id, post } = await openPlant(t);
  const plc = (await hf.ask<Page<Asset>>('owner', 'GET', `${hf.site}/assets?kind=plc`)).rows[0]!;
  await hf.ask('owner', 'PATCH', `${hf.site}/assets/${plc.id}`, { version: plc.version, criticality: 'safety', owner_id });
  await post('services', { name: 'ERP', kind: 'erp', business_application: true, owner_id, impact: 'No orders.' });
  await post('essentials', {
    list: 'information',
    name: 'Recipes',
    owner_id,
    impact: 'Competitors could copy the product.',
    protect: ['confidentiality', 'integrity'],
  });
  await post('essentials', { list: 'asset', name: plc.name, asset_id: plc.id, owner_id, impact: 'The burner cannot be stopped safely.' });
  const rows = (await hf.ask<Page<EssentialItem>>('owner', 'GET', `${hf.site}/essentials?sort=name`)).rows;
  assert.deepEqual(rows.map((it) => [it.list, it.name, it.impact]).toSorted(), [
    ['application', 'ERP', 'No orders.'],
    ['asset', plc.name, 'The burner cannot be stopped safely.'],
    ['information', 'Recipes', 'Competitors could copy the product.'],
  ]);
  const scope = await post<ScopeObject>('scope-objects', {
    name: 'Line 1',
    kind: 'line',
    boundary: 'From depalletiser to packer, without utilities.',
    zone_ids: [zones[0]!.id],
  });
  assert.deepEqual([scope.kind, scope.zones.map((it) => it.name)], ['line', [zones[0]!.name]]);
  const taken = { name: 'LINE 1', kind: 'cell', boundary: 'Another.' };
  assert.equal((await hf.call('POST', `${hf.site}/scope-objects`, { as: 'owner', body: taken })).body.code, 'scope_name_taken');
});
