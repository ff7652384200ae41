// The planner's statistics after a large change: renewed within its own transaction, by a role that owns no table.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../test/database.ts';
import { openDatabase } from './database.ts';
import { renewStatistics } from './statistics.ts';

const site_id = '01a20000-0000-7000-8000-00000000000a';
const known = "select reltuples::int as rows from pg_class where oid = 'holdfast.asset'::regclass";

test('the server’s role, which owns no table, renews statistics with the rows of its own transaction in them', async (t) => {
  const pool = (await testDatabase(t)).pool('holdfast_app');
  assert.equal((await pool.query(known)).rows[0].rows, -1, 'nothing is known of a new table');
  await openDatabase(pool)
    .transaction()
    .execute(async (tx) => {
      await sql`insert into holdfast.asset (site_id, name, standing) select ${site_id}, 'asset ' || n, 'sighted' from generate_series(1, 500) n`.execute(
        tx,
      );
      await renewStatistics(tx);
    });
  assert.equal((await pool.query(known)).rows[0].rows, 500);
});

test('what another transaction is renewing is left out, not waited for', { timeout: 20_000 }, async (t) => {
  const database = await testDatabase(t);
  const other = await database.pool('holdfast_super').connect();
  await other.query('begin');
  await other.query('analyze holdfast.asset');
  const db = openDatabase(database.pool('holdfast_app'));
  await db.transaction().execute((tx) => renewStatistics(tx));
  await other.query('rollback');
  other.release();
});

test('every table that grows with a capture is counted anew', async (t) => {
  const pool = (await testDatabase(t)).pool('holdfast_app');
  await openDatabase(pool).transaction().execute(renewStatistics);
  const grows = ['asset', 'asset_attribute', 'flow', 'event', 'conversation', 'conversation_kind', 'traffic_sign', 'finding'];
  const text = 'select relname from pg_class where relnamespace = $1::regnamespace and relname = any($2) and reltuples < 0';
  assert.deepEqual((await pool.query(text, ['holdfast', grows])).rows, [], 'never counted');
});
