// Migrations on a real PostgreSQL.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { testDatabase, type TestDatabase } from '../test/database.ts';
import { logger } from './log.ts';
import { readMigrations, runMigrations, type Migration } from './migrations.ts';
import { splitStatements } from './sql-statements.ts';

const log = { ...logger('test'), info: () => {} };

function file(name: string, sql: string, role: string | null = null): Migration {
  return { name, sha256: createHash('sha256').update(sql).digest('hex'), role, statements: splitStatements(sql) };
}

async function emptyDatabase(t: TestContext): Promise<{ database: TestDatabase; run: (files: Migration[]) => Promise<string[]> }> {
  const database = await testDatabase(t, { empty: true });
  return { database, run: (files) => runMigrations(database.connectionFor('holdfast_owner'), log, files) };
}

const one = file('20260101T000000Z_one.sql', 'create table one (id int); insert into one values (1);');
const two = file('20260102T000000Z_two.sql', 'insert into one values (2);');

test('applies each file once, in order', async (t) => {
  const { database, run } = await emptyDatabase(t);
  assert.deepEqual(await run([one]), [one.name]);
  assert.deepEqual(await run([one, two]), [two.name]);
  assert.deepEqual(await run([one, two]), []);
  const rows = await database.pool('holdfast_owner').query('select id from one order by id');
  assert.deepEqual(rows.rows, [{ id: 1 }, { id: 2 }]);
});

test('keeps nothing of a file that fails and names file, line and statement', async (t) => {
  const { database, run } = await emptyDatabase(t);
  const bad = file('20260103T000000Z_bad.sql', 'create table kept (id int);\n\ninsert into kept\n  values (nowhere);\n');
  await assert.rejects(run([one, bad]), {
    code: 'migration_failed',
    message: /^20260103T000000Z_bad\.sql:4: .*nowhere.*, in "insert into kept values \(nowhere\)"$/,
  });
  const kept = await database.pool('holdfast_owner').query(`select to_regclass('kept') as kept, to_regclass('one') as one`);
  assert.deepEqual(kept.rows, [{ kept: null, one: 'one' }]);
});

test('names the statement of a fault without a position', async (t) => {
  const { run } = await emptyDatabase(t);
  const bad = file(
    '20260103T000000Z_bad.sql',
    'create table u (id int primary key);\ninsert into u values (1);\ninsert into u values (1);',
  );
  await assert.rejects(run([bad]), { message: /^20260103T000000Z_bad\.sql:3: duplicate key/ });
});

test('refuses a file changed after it was applied, and a database that is ahead', async (t) => {
  const { run } = await emptyDatabase(t);
  await run([one, two]);
  await assert.rejects(run([{ ...one, sha256: 'other' }, two]), {
    code: 'migration_changed',
    message: /20260101T000000Z_one\.sql was changed/,
  });
  await assert.rejects(run([one]), { code: 'database_newer', message: /20260102T000000Z_two\.sql/ });
});

test('runs a file as the role it names, and the next as the owner again', async (t) => {
  const { database, run } = await emptyDatabase(t);
  await database.pool('holdfast_super').query('grant create on schema public to holdfast_ledger');
  await run([
    file('20260101T000000Z_a.sql', 'create table a ();', 'holdfast_ledger'),
    file('20260102T000000Z_b.sql', 'create table b ();'),
  ]);
  const owners = await database
    .pool('holdfast_super')
    .query(`select tablename, tableowner from pg_tables where tablename in ('a', 'b') order by 1`);
  assert.deepEqual(owners.rows, [
    { tablename: 'a', tableowner: 'holdfast_ledger' },
    { tablename: 'b', tableowner: 'holdfast_owner' },
  ]);
});

test('lets two processes migrate at once', async (t) => {
  const { database, run } = await emptyDatabase(t);
  const results = await Promise.all([run([one, two]), run([one, two]), run([one, two])]);
  assert.deepEqual(results.flat().toSorted(), [one.name, two.name]);
  const rows = await database.pool('holdfast_owner').query('select count(*)::int as n from one');
  assert.deepEqual(rows.rows, [{ n: 2 }]);
});

test('applies all migrations of the repository', async (t) => {
  const database = await testDatabase(t);
  const rows = await database.pool('holdfast_owner').query<{ name: string }>('select name from schema_migration order by name');
  assert.deepEqual(
    rows.rows.map((row) => row.name),
    readMigrations().map((migration) => migration.name),
  );
});
