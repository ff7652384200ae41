// Sightings against the real tables: which asset a sighting is, where its addresses go, and what shows of what was said.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ReportAsset, Said } from '@holdfast/core-wire';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { testDatabase } from '../../../platform/test/database.ts';
import { changeAsset, decideStanding, readAssetDetail } from './store.ts';
import { mergeSightings } from './store.sightings.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const site_id = '01a20000-0000-7000-8000-000000000001';
const person_id = '01a20000-0000-7000-8000-000000000002';

type Seen = { macs?: string[]; ips?: string[]; names?: string[]; day?: number; firmware?: [string, number] };

function sighting({ macs = [], ips = [], names = [], day = 1, firmware }: Seen): ReportAsset {
  const at = `2026-11-${String(day).padStart(2, '0')}T08:00:00.000Z`;
  const source = { protocol: 's7comm', file: 'a.pcap', frame: 7, time: at };
  const attributes = firmware === undefined ? [] : [{ name: 'firmware', value: firmware[0], confidence: firmware[1], ...source }];
  const unknown = { vendor: null, model: null, order_number: null, firmware: null, serial: null, purdue_level: null };
  return { macs, ips, names, ...unknown, kind: 'plc', vlans: [], packets: 10, first: at, last: at, attributes, conflicts: [] };
}

async function openStore(t: TestContext) {
  const database = await testDatabase(t);
  const pool = openPool({ ...database.connectionFor('holdfast_app'), max: 4 });
  t.after(() => pool.end());
  const db = openDatabase(pool);
  const merge = (...seen: Seen[]) =>
    db.transaction().execute((tx) => mergeSightings(tx, site_id, { capture_id: randomUUID() }, seen.map(sighting)));
  const holders = async (): Promise<Record<string, string>> => {
    const { rows } = await pool.query<{ address: string; asset_id: string }>(
      `select address, asset_id from holdfast.asset_address where kind <> 'name'`,
    );
    return Object.fromEntries(rows.map((row) => [row.address, row.asset_id]));
  };
  return { database, db, pool, merge, holders };
}

const macA = '00:1b:1b:00:00:0a';
const macB = '00:1b:1b:00:00:0b';

test('a MAC decides which asset a sighting is, whatever its address', async (t) => {
  const { merge, holders } = await openStore(t);
  const [first] = (await merge({ macs: [macA], ips: ['10.0.0.1'] })).new_ids;
  const again = await merge({ macs: [macA], ips: ['10.0.0.9'], day: 2 });
  assert.deepEqual([again.new_ids, again.seen], [[], 1]);
  assert.deepEqual(await holders(), { [macA]: first, '10.0.0.1': first, '10.0.0.9': first });
});

test('an address decides where one of the two has no MAC, as behind a router', async (t) => {
  const { merge, holders } = await openStore(t);
  const [first] = (await merge({ ips: ['10.0.0.1'] })).new_ids;
  assert.deepEqual((await merge({ macs: [macA], ips: ['10.0.0.1'], day: 2 })).new_ids, []);
  assert.deepEqual((await merge({ ips: ['10.0.0.1'], day: 3 })).new_ids, []);
  assert.deepEqual(await holders(), { [macA]: first, '10.0.0.1': first });
});

test('another MAC under a known address is another device, and takes the address with it', async (t) => {
  const { db, merge, holders } = await openStore(t);
  const [old] = (await merge({ macs: [macA], ips: ['10.0.0.1'] })).new_ids;
  const [fresh] = (await merge({ macs: [macB], ips: ['10.0.0.1'], day: 2 })).new_ids;
  assert.notEqual(fresh, undefined);
  assert.deepEqual(await holders(), { [macA]: old, [macB]: fresh, '10.0.0.1': fresh });
  assert.deepEqual((await readAssetDetail(db, site_id, old!)).ips, []);
});

test('two devices under one address in one capture are two assets, and one of them holds the address', async (t) => {
  const { merge, holders } = await openStore(t);
  const { new_ids } = await merge({ macs: [macA], ips: ['10.0.0.1'] }, { macs: [macB], ips: ['10.0.0.1'] });
  assert.equal(new_ids.length, 2);
  assert.ok(new_ids.includes((await holders())['10.0.0.1']!));
});

test('two names that are alike stay two assets', async (t) => {
  const { merge } = await openStore(t);
  const { new_ids } = await merge({ macs: [macA], names: ['hmi-1'] }, { macs: [macB], names: ['hmi-1'] });
  assert.equal(new_ids.length, 2);
});

test('the surer value shows, a like sure one is a conflict, a person’s word ends it and goes when it is taken back', async (t) => {
  const { db, merge } = await openStore(t);
  const [id] = (await merge({ macs: [macA], firmware: ['V2.8', 0.9] })).new_ids;
  await merge({ macs: [macA], firmware: ['V2.9', 0.8], day: 2 });
  const said = await readAssetDetail(db, site_id, id!);
  assert.deepEqual([said.firmware, said.conflicting, said.conflicts], ['V2.8', ['firmware'], 1]);
  const word = (version: number, firmware: string | null) =>
    db.transaction().execute((tx) => changeAsset(tx, site_id, id!, person_id, { version, firmware }));
  await word(said.version, 'V3.0');
  await merge({ macs: [macA], firmware: ['V2.9', 0.95], day: 3 });
  const worded = await readAssetDetail(db, site_id, id!);
  assert.deepEqual([worded.firmware, worded.conflicting, worded.version], ['V3.0', [], said.version + 1]);
  await word(worded.version, null);
  assert.equal((await readAssetDetail(db, site_id, id!)).firmware, 'V2.9');
});

test('a reading keeps where it was read first and is renewed by later ones', async (t) => {
  const { db, merge } = await openStore(t);
  const [id] = (await merge({ macs: [macA], firmware: ['V2.8', 0.5] })).new_ids;
  await merge({ macs: [macA], firmware: ['V2.8', 0.9], day: 5 });
  const { attributes, first_seen, last_seen } = await readAssetDetail(db, site_id, id!);
  const firmware = attributes.filter((it) => it.name === 'firmware');
  assert.deepEqual(
    firmware.map((it) => [it.value, it.frame, it.seen_at.slice(0, 10), it.chosen]),
    [['V2.8', 7, '2026-11-05', true]],
  );
  assert.deepEqual([first_seen!.slice(0, 10), last_seen!.slice(0, 10)], ['2026-11-01', '2026-11-05']);
});

test('a decision says what stood before and leaves alone what is so already', async (t) => {
  const { db, merge } = await openStore(t);
  const { new_ids } = await merge({ macs: [macA] }, { macs: [macB] });
  const decide = (ids: string[], decision: string) =>
    db.transaction().execute((tx) => decideStanding(tx, site_id, ids, person_id, decision, 'Known.'));
  assert.deepEqual(await decide([new_ids[0]!], 'accepted'), [{ id: new_ids[0], before: 'sighted' }]);
  assert.deepEqual(await decide(new_ids, 'accepted'), [{ id: new_ids[1], before: 'sighted' }]);
});

test('a decision waits for a capture being merged, and not for zones being derived', async (t) => {
  const { db, pool, merge } = await openStore(t);
  const [id] = (await merge({ macs: [macA] })).new_ids;
  const decide = (decision: string) => db.transaction().execute((tx) => decideStanding(tx, site_id, [id!], person_id, decision, 'Known.'));
  const deriving = await pool.connect();
  await deriving.query(`begin`);
  await deriving.query(`insert into holdfast.zone (site_id, id, key, name, state) values ($1, $2, 'k', 'Filler', 'proposed')`, [
    site_id,
    person_id,
  ]);
  await deriving.query(`insert into holdfast.zone_member (site_id, asset_id, zone_id, source) values ($1, $2, $3, 'proposed')`, [
    site_id,
    id,
    person_id,
  ]);
  assert.equal((await decide('accepted')).length, 1);
  await deriving.query('rollback');
  deriving.release();
  let decided = false;
  const going = await db.transaction().execute(async (tx) => {
    await mergeSightings(tx, site_id, { capture_id: randomUUID() }, [sighting({ macs: [macB] })]);
    const waiting = decide('rejected').then(() => (decided = true));
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal(decided, false);
    return { waiting };
  });
  await going.waiting;
  assert.equal(decided, true);
});

/** The sighting of a plc whose kind was inferred, so sure, for this reason. */
function inferred(confidence: number, ...why: Said[]): ReportAsset {
  const it = sighting({ macs: [macA] });
  const place = { protocol: 'inference', file: 'a.pcap', frame: 7, time: it.first };
  return { ...it, attributes: [{ name: 'kind', value: 'plc', confidence, why, ...place }] };
}

test('the reasons of the surest reading are kept, by code', async (t) => {
  const { db, pool } = await openStore(t);
  const merge = (it: ReportAsset) => db.transaction().execute((tx) => mergeSightings(tx, site_id, { capture_id: randomUUID() }, [it]));
  const kept = async () => (await pool.query<{ why: Said[] | null }>(`select why from holdfast.asset_attribute where name = 'kind'`)).rows;
  const outstation: Said = { code: 'outstation', params: { protocols: 'dnp3' } };
  const few: Said = { code: 'polls_few', params: { controllers: 2, protocols: 'modbus' } };
  const { new_ids } = await merge(sighting({ macs: [macA] }));
  assert.deepEqual(await kept(), [{ why: null }]);
  await merge(inferred(0.4, outstation));
  assert.deepEqual(await kept(), [{ why: [outstation] }], 'a reading without reasons is no reason to keep none');
  await merge(inferred(0.7, few, outstation));
  await merge(inferred(0.5, outstation));
  assert.deepEqual(await kept(), [{ why: [few, outstation] }]);
  const { attributes } = await readAssetDetail(db, site_id, new_ids[0]!);
  assert.deepEqual(attributes.find((it) => it.name === 'kind')?.why, [few, outstation]);
});

test('a sentence written before there were codes is kept as it is written', async (t) => {
  const { database, merge, pool } = await openStore(t);
  await merge({ macs: [macA] });
  const owner = database.pool('holdfast_owner');
  await owner.query('alter table holdfast.asset_attribute alter column why type text using null');
  await owner.query(`update holdfast.asset_attribute set why = 'controllers are basic control' where name = 'kind'`);
  const [path] = globSync('db/migrations/*_reasons_by_code.sql', { cwd: root });
  await owner.query(readFileSync(join(root, path!), 'utf8'));
  const { rows } = await pool.query(`select name, why from holdfast.asset_attribute order by name`);
  const said = { code: 'as_written', params: { text: 'controllers are basic control' } };
  assert.deepEqual(rows, [{ name: 'kind', why: [said] }]);
});
