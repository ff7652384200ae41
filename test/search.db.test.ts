// One search over everything a person may see: by name, address, MAC, however it is written, and by typed fields.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Asset } from '@holdfast/assets/schema';
import type { Found, HitType, Named } from '@holdfast/search/schema';
import { openHoldfast, type Page, plantBytes } from './holdfast.ts';

const hf = await openHoldfast({ after });
await hf.ingest(plantBytes(400_000), 'tuesday.pcap');
const { rows: assets } = await hf.ask<Page<Asset>>('owner', 'GET', `${hf.site}/assets?limit=2000`);
const zone_id = assets.find((it) => it.zone_id !== null && it.kind === 'plc')!.zone_id!;
await hf.hire('zone_lead', [{ role: 'ot_lead', scope: 'zone', site_id: hf.site_id, zone_id }]);

const find = (q: string, as = 'owner') => hf.ask<Found>(as, 'GET', `${hf.site}/search?q=${encodeURIComponent(q)}&limit=50`);
const ids = async (q: string, type: HitType, as?: string): Promise<string[]> =>
  (await find(q, as)).groups.find((it) => it.type === type)?.hits.map((it) => it.id) ?? [];

test('finds a device by its address and by its MAC, however it is written, the exact one first', async () => {
  const plc = assets.find((it) => it.kind === 'plc' && it.macs.length > 0 && it.ips.length > 0)!;
  assert.equal((await ids(plc.ips[0]!, 'asset'))[0], plc.id);
  const bare = plc.macs[0]!.replaceAll(':', '');
  for (const mac of [
    plc.macs[0]!,
    plc.macs[0]!.replaceAll(':', '-').toUpperCase(),
    `${bare.slice(0, 4)}.${bare.slice(4, 8)}.${bare.slice(8)}`,
  ])
    assert.deepEqual(await ids(mac, 'asset'), [plc.id], mac);
});

test('finds captures, people and zones by name; a type asked for is the only one', async () => {
  assert.equal((await ids('tuesday', 'capture')).length, 1);
  assert.equal((await ids('Person owner', 'person')).length, 1);
  assert.deepEqual(
    (await find('type:person Person')).groups.map((it) => it.type),
    ['person'],
  );
  const zone = assets.find((it) => it.zone_id === zone_id)!.zone_name!;
  assert.ok((await ids(zone, 'zone')).includes(zone_id));
});

test('typed fields narrow to the devices meant', async () => {
  const zone = assets.find((it) => it.zone_id === zone_id)!.zone_name!;
  const wanted = assets.filter((it) => it.kind === 'plc' && it.zone_name?.includes(zone)).map((it) => it.id);
  assert.deepEqual((await ids(`kind:plc zone:"${zone}"`, 'asset')).toSorted(), wanted.slice(0, 50).toSorted());
  assert.deepEqual((await find('zone:"no such zone"')).groups, []);
});

test('who answers for a zone finds what lies in it, and no captures of the whole site', async () => {
  const outside = assets.find((it) => it.zone_id !== zone_id && it.ips.length > 0)!;
  assert.deepEqual(await ids(outside.ips[0]!, 'asset', 'zone_lead'), []);
  const inside = assets.find((it) => it.zone_id === zone_id && it.ips.length > 0)!;
  assert.ok((await ids(inside.ips[0]!, 'asset', 'zone_lead')).includes(inside.id));
  assert.deepEqual(await ids('tuesday', 'capture', 'zone_lead'), []);
});

test('finds walk-downs, evidence and audit questions by name and by number', async () => {
  const planned = { name: 'Round through the packing hall', asset_ids: [assets[0]!.id], reason: 'The yearly look.' };
  const walk = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/walk-downs`, planned);
  assert.deepEqual(await ids('packing hall', 'walk_down'), [walk.id]);
  const asked = { text: 'Who may open the gate of the office?', about: null, about_title: null };
  await hf.hire('auditor', [{ role: 'auditor', scope: 'site', site_id: hf.site_id }]);
  const question = await hf.ask<{ id: string }>('auditor', 'POST', `${hf.site}/questions`, asked);
  assert.deepEqual(await ids('gate office', 'question'), [question.id]);
  assert.deepEqual(await ids('Q-1', 'question'), [question.id]);
  assert.deepEqual(await ids('gate office', 'question', 'zone_lead'), []);
});

test('names the ids of an entry, each only for who may see the thing', async () => {
  const capture_id = (await ids('tuesday', 'capture'))[0]!;
  const inside = assets.find((it) => it.zone_id === zone_id)!;
  const outside = assets.find((it) => it.zone_id !== null && it.zone_id !== zone_id)!;
  const wanted = [inside.id, outside.id, capture_id, zone_id, hf.site_id].join(',');
  const named = async (as: string): Promise<Record<string, string>> => {
    const { names } = await hf.ask<{ names: Named[] }>(as, 'GET', `${hf.site}/names?ids=${wanted}`);
    return Object.fromEntries(names.map((it) => [it.id, `${it.type} ${it.name}`]));
  };
  const zone = `zone ${inside.zone_name}`;
  assert.deepEqual(await named('owner'), {
    [inside.id]: `asset ${inside.name}`,
    [outside.id]: `asset ${outside.name}`,
    [capture_id]: 'capture tuesday.pcap',
    [zone_id]: zone,
  });
  assert.deepEqual(await named('zone_lead'), { [inside.id]: `asset ${inside.name}`, [zone_id]: zone });
});
