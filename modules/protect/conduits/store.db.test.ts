// Lists of conduits and judged flows against the real tables: what counts, what a search finds, how pages join.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openDatabase, openPool } from '@holdfast/platform/database';
import type { z } from 'zod';
import { testDatabase } from '../../../platform/test/database.ts';
import type { flowQuery } from './schema.ts';
import { judgeFlows, listConduits, listFlows } from './store.ts';
import { refreshConduits } from './store.refresh.ts';

const site_id = '01a20000-0000-7000-8000-000000000001';
const person_id = '01a20000-0000-7000-8000-000000000002';
type Query = Partial<z.output<typeof flowQuery>>;

/** An office and a line: two flows cross between them, one stays in the line, one goes to a group. */
async function openStore(t: TestContext) {
  const database = await testDatabase(t);
  const pool = openPool({ ...database.connectionFor('holdfast_app'), max: 4 });
  t.after(() => pool.end());
  const db = openDatabase(pool);
  const one = async (text: string, ...values: unknown[]): Promise<string> =>
    ((await pool.query(`${text} returning id`, [site_id, ...values])).rows[0] as { id: string }).id;
  const zone = (name: string) => one(`insert into holdfast.zone (site_id, key, name, state) values ($1, $2, $2, 'confirmed')`, name);
  const asset = async (name: string, search: string, zone_id: string): Promise<string> => {
    const id = await one(`insert into holdfast.asset (site_id, name, search, standing) values ($1, $2, $3, 'accepted')`, name, search);
    await pool.query(`insert into holdfast.zone_member (site_id, asset_id, zone_id, source) values ($1, $2, $3, 'person')`, [
      site_id,
      id,
      zone_id,
    ]);
    return id;
  };
  const flow = (client: string, server: string | null, protocol: string, port: number, group = '239.1.2.3') =>
    one(
      `insert into holdfast.flow (site_id, client_id, server_id, server_key, client_address, server_address, transport, server_port, protocol, first_seen, last_seen)
       values ($1, $2, $3::uuid, coalesce($3::uuid::text, $6), '10.0.0.1', case when $3::uuid is null then $6 else '10.0.0.2' end, 'tcp', $5, $4, now(), now())`,
      client,
      server,
      protocol,
      port,
      group,
    );
  const [office, line] = [await zone('Office'), await zone('Line')];
  const pc = await asset('PC 7', 'PC 7 10.0.0.1 Dell', office);
  const plc = await asset('Filler', 'Filler 10.0.0.2 Siemens', line);
  const hmi = await asset('Panel', 'Panel 10.0.0.3 Siemens', line);
  const flows = {
    web: await flow(pc, plc, 'http', 80),
    modbus: await flow(pc, plc, 'modbus', 502),
    inner: await flow(hmi, plc, 's7comm', 102),
    group: await flow(hmi, null, 'ptp', 319),
  };
  await db.transaction().execute((tx) => refreshConduits(tx, site_id));
  const nameOf = new Map(Object.entries(flows).map(([name, id]) => [id, name]));
  const list = async (query: Query, zones: string[] | null = null) => {
    const page = await listFlows(db, site_id, { limit: 100, offset: 0, ...query } as z.output<typeof flowQuery>, zones);
    return { names: page.rows.map((row) => nameOf.get(row.id)), total: page.total };
  };
  return { db, flows, list, office, line, nameOf };
}

test('a conduit counts the flows that cross it, their protocols once, and what people judged of them', async (t) => {
  const { db, flows } = await openStore(t);
  await db
    .transaction()
    .execute((tx) => judgeFlows(tx, site_id, person_id, { flow_ids: [flows.web], judgement: 'blockable', reason: 'No browser there.' }));
  const { rows, total } = await listConduits(db, site_id, { limit: 100, offset: 0 }, null);
  assert.deepEqual(
    rows.map(({ flows, needed, blockable, unknown, unapproved, protocols }) => ({
      flows,
      needed,
      blockable,
      unknown,
      unapproved,
      protocols,
    })),
    [{ flows: 2, needed: 0, blockable: 1, unknown: 1, unapproved: 0, protocols: ['http', 'modbus'] }],
  );
  assert.equal(total, 1);
});

test('a search in flows finds each word in an end, a group address, the protocol or the port', async (t) => {
  const { list } = await openStore(t);
  const found = async (search: string): Promise<unknown> => (await list({ search, sort: 'server_port' })).names;
  assert.deepEqual(await found('dell'), ['web', 'modbus'], 'the client');
  assert.deepEqual(await found('FILLER'), ['web', 'inner', 'modbus'], 'the server');
  assert.deepEqual(await found('siemens dell'), ['web', 'modbus'], 'one word an end each');
  assert.deepEqual(await found('239.1'), ['group'], 'a group has no asset');
  assert.deepEqual(await found('modb 502 pc'), ['modbus']);
  assert.deepEqual(await found('filler 319'), [], 'every word must occur');
  assert.deepEqual(await found('100%'), [], 'a sign of patterns is itself');
  assert.deepEqual(await found('10.0.0.2'), ['web', 'inner', 'modbus'], 'an address is that of its asset');
});

test('pages of flows follow one another in the order asked for, and each knows how many there are', async (t) => {
  const { list } = await openStore(t);
  const pages = await Promise.all([0, 1, 2, 3].map((offset) => list({ sort: '-server_port', limit: 1, offset })));
  assert.deepEqual(
    pages.map((page) => page.names[0]),
    ['modbus', 'group', 'inner', 'web'],
  );
  assert.deepEqual(await list({ limit: 2, offset: 40 }), { names: [], total: 4 }, 'past the end it still knows');
  assert.deepEqual(await list({ search: 'nothing like it', offset: 40 }), { names: [], total: 0 });
});

test('a search in flows shows nothing outside the zones of a permit', async (t) => {
  const { list, office, line } = await openStore(t);
  assert.deepEqual(await list({ search: 'siemens', sort: 'server_port' }, [office]), { names: ['web', 'modbus'], total: 2 });
  assert.deepEqual((await list({ search: 'siemens' }, [line])).total, 4);
});
