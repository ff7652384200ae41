// Proposals against the real tables: what a person confirmed or placed stays, what nobody touched follows the traffic.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { testDatabase } from '../../../platform/test/database.ts';
import { changeZone, confirmZones, listZones, moveAssets, readMembers, refreshZones } from './store.ts';

const site_id = '01a20000-0000-7000-8000-000000000001';
const person_id = '01a20000-0000-7000-8000-000000000002';
type Device = { ip: string; kind: string; level: string };

async function openStore(t: TestContext) {
  const database = await testDatabase(t);
  const pool = openPool({ ...database.connectionFor('holdfast_app'), max: 4 });
  t.after(() => pool.end());
  const db = openDatabase(pool);
  /** Adds devices with one address each; returns their ids. */
  const add = async (...devices: Device[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const { ip, kind, level } of devices) {
      const row = [site_id, ip, kind, level];
      const { rows } = await pool.query<{ id: string }>(
        `insert into holdfast.asset (site_id, name, kind, purdue_level, standing, first_seen, last_seen) values ($1, $2, $3, $4, 'accepted', now(), now()) returning id`,
        row,
      );
      await pool.query(`insert into holdfast.asset_address (site_id, kind, address, asset_id) values ($1, 'ip', $2, $3)`, [
        site_id,
        ip,
        rows[0]!.id,
      ]);
      ids.push(rows[0]!.id);
    }
    return ids;
  };
  const refresh = () => db.transaction().execute((tx) => refreshZones(tx, site_id));
  const confirm = (zone_ids?: string[]) => db.transaction().execute((tx) => confirmZones(tx, site_id, person_id, zone_ids, null));
  const move = (zone_id: string, ids: string[]) => db.transaction().execute((tx) => moveAssets(tx, site_id, zone_id, ids));
  return { db, pool, add, refresh, confirm, move, zones: () => listZones(db, site_id, null), members: () => readMembers(db, site_id) };
}

const line = (host: number): Device => ({ ip: `10.1.1.${host}`, kind: 'plc', level: '1' });
const office = (host: number): Device => ({ ip: `10.9.0.${host}`, kind: 'workstation', level: '4' });

test('places every device once, and a second look changes nothing', async (t) => {
  const { add, refresh, zones, members } = await openStore(t);
  const ids = await add(line(1), line(2), line(3), office(1), office(2), office(3));
  const first = await refresh();
  assert.deepEqual([first.made, first.dropped, first.placed], [2, 0, 6]);
  const [before, placed] = [await zones(), await members()];
  assert.deepEqual([...placed.keys()].toSorted(), ids.toSorted());
  assert.deepEqual([(await refresh()).made, (await zones()).map((it) => it.id), await members()], [0, before.map((it) => it.id), placed]);
});

test('a confirmed zone keeps its id, name and members, and takes in a new device of its network', async (t) => {
  const { pool, add, refresh, confirm, zones, members } = await openStore(t);
  const ids = await add(line(1), line(2), line(3), office(1), office(2), office(3));
  await refresh();
  const zone_id = (await members()).get(ids[0]!)!;
  assert.deepEqual(await confirm([zone_id]), [zone_id]);
  await pool.query(`update holdfast.zone set name = 'Filler one' where id = $1`, [zone_id]);
  const [fresh] = await add(line(4));
  await refresh();
  const zone = (await zones()).find((it) => it.id === zone_id)!;
  assert.deepEqual([zone.name, zone.state, zone.assets], ['Filler one', 'confirmed', 4]);
  assert.equal((await members()).get(fresh!), zone_id);
  assert.deepEqual(await confirm([zone_id]), [], 'a second confirmation changes nothing');
});

test('a device a person placed stays where it was placed', async (t) => {
  const { add, refresh, move, members } = await openStore(t);
  const ids = await add(line(1), line(2), line(3), office(1), office(2), office(3));
  await refresh();
  const there = (await members()).get(ids[3]!)!;
  assert.deepEqual(await move(there, [ids[0]!]), [ids[0]]);
  await refresh();
  assert.equal((await members()).get(ids[0]!), there);
});

test('a proposed zone goes when nothing speaks for it any more', async (t) => {
  const { pool, add, refresh, zones, members } = await openStore(t);
  const ids = await add(line(1), line(2), office(1), office(2), office(3));
  await refresh();
  const zone_id = (await members()).get(ids[0]!)!;
  await pool.query(`update holdfast.asset set standing = 'rejected' where id = any($1)`, [ids.slice(0, 2)]);
  assert.equal((await refresh()).dropped, 1);
  assert.ok(!(await zones()).some((it) => it.id === zone_id));
  assert.equal((await members()).size, 3);
});

test('zones of one site know nothing of another site', async (t) => {
  const { db, add, refresh } = await openStore(t);
  await add(line(1), office(1));
  await refresh();
  assert.deepEqual(await listZones(db, '01a20000-0000-7000-8000-00000000000f', null), []);
  const other = await db.transaction().execute((tx) => refreshZones(tx, '01a20000-0000-7000-8000-00000000000f'));
  assert.deepEqual(other, { zones: 0, made: 0, dropped: 0, placed: 0 });
});

test('a name and a level that a person gave a proposed zone stay when it is proposed again', async (t) => {
  const { db, add, refresh, zones } = await openStore(t);
  await add(line(1), line(2), line(3));
  await refresh();
  const [zone] = await zones();
  const said = { version: zone!.version, name: 'Filler one', purdue_level: '2' } as const;
  await db.transaction().execute((tx) => changeZone(tx, site_id, zone!.id, said));
  await add(line(4));
  await refresh();
  const [after] = await zones();
  assert.deepEqual(
    [after!.id, after!.name, after!.purdue_level, after!.state, after!.assets],
    [zone!.id, 'Filler one', '2', 'proposed', 4],
  );
});

test('who confirms, names or moves while zones are being derived waits, and is not overwritten', async (t) => {
  const { db, add, refresh, confirm, move, zones, members } = await openStore(t);
  const [asset_id] = await add(line(1), line(2), line(3), office(1), office(2), office(3));
  await refresh();
  const [first, second] = await zones();
  const target = (await members()).get(asset_id!) === first!.id ? second! : first!;
  const other = target === first ? second! : first!;
  const said = { version: other.version, name: 'Ours' };
  const done: string[] = [];
  const acts: Promise<unknown>[] = [];
  await db.transaction().execute(async (tx) => {
    await refreshZones(tx, site_id);
    const rename = db.transaction().execute((own) => changeZone(own, site_id, other.id, said));
    acts.push(
      rename.then(() => done.push('named')),
      move(target.id, [asset_id!]).then(() => done.push('moved')),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(done, []);
  });
  await Promise.all(acts);
  await confirm([target.id]);
  await refresh();
  assert.equal((await members()).get(asset_id!), target.id);
  const named = (await zones()).find((it) => it.id === other.id);
  assert.ok(named === undefined || named.name === 'Ours');
});
