// What the driver adds to Kysely's own: plans that PostgreSQL keeps for the statements every request sends, and only for those.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../test/database.ts';
import { openDatabase } from './database.ts';
import { planKept } from './database-driver.ts';

test('a marked statement is prepared once on its connection, with any values and within a transaction too; another is not', async (t) => {
  const database = await testDatabase(t);
  const db = openDatabase(database.pool('holdfast_app'));
  const kept = await db.connection().execute(async (one) => {
    for (const value of [1, 2, 3]) {
      const twice = await sql<{ n: number }>`${planKept('twice')} select ${value}::int * 2 as n`.execute(one);
      assert.deepEqual(twice.rows, [{ n: value * 2 }]);
      await sql`select ${value}::int * 3`.execute(one);
    }
    const names = await sql<{
      name: string;
      times: number;
    }>`select name, (generic_plans + custom_plans)::int as times from pg_prepared_statements`.execute(one);
    return names.rows;
  });
  assert.deepEqual(kept, [{ name: 'twice', times: 3 }]);
  const within = await db
    .transaction()
    .execute(async (tx) => (await sql<{ n: number }>`${planKept('twice')} select ${4}::int * 2 as n`.execute(tx)).rows);
  assert.deepEqual(within, [{ n: 8 }]);
});

test('one name stands for one statement', async (t) => {
  const database = await testDatabase(t);
  const db = openDatabase(database.pool('holdfast_app'));
  await assert.rejects(
    db.connection().execute(async (one) => {
      await sql`${planKept('same')} select 1`.execute(one);
      await sql`${planKept('same')} select 2`.execute(one);
    }),
    /Prepared statements must be unique/,
  );
});
