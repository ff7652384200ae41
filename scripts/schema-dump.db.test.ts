// db/schema.sql says what the migrations make, and the dump sees every kind of change.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../platform/test/database.ts';
import { dumpSchema, readCommittedSchema } from './schema-dump.ts';

test('db/schema.sql is what the migrations make (renew it with: node scripts/schema-dump.ts --write)', async (t) => {
  const database = await testDatabase(t);
  const dumped = await dumpSchema(database.connectionFor('holdfast_super'));
  assert.deepEqual(dumped.split('\n'), readCommittedSchema().split('\n'));
});

const changes: [string, string, RegExp][] = [
  ['a column with its default', `alter table thing add column size int not null default 3`, /size integer not null default 3/],
  ['a check', `alter table thing add constraint small check (id < 9)`, /constraint small CHECK \(\(id < 9\)\)/],
  [
    'a foreign key',
    `alter table thing add constraint up foreign key (id) references thing`,
    /constraint up FOREIGN KEY \(id\) REFERENCES public\.thing\(id\)/,
  ],
  [
    'an index',
    `create index by_name on thing (lower(name)) where id > 1`,
    /CREATE INDEX by_name ON public\.thing USING btree \(lower\(name\)\) WHERE \(id > 1\)/,
  ],
  ['a view', `create view seen as select id from thing`, /create view public\.seen as\n SELECT id/],
  [
    'a rule',
    `create rule keep as on delete to thing do instead nothing`,
    /CREATE RULE keep AS\s+ON DELETE TO public\.thing DO INSTEAD NOTHING/,
  ],
  [
    'a function and its guard',
    `create function twice(n int) returns int language sql security definer set search_path = '' return n * 2`,
    /SECURITY DEFINER/,
  ],
  ['a grant', `grant select, insert on thing to holdfast_app`, /grant insert, select on table public\.thing to holdfast_app;/],
  ['a column grant', `grant update (name) on thing to holdfast_app`, /grant update \(name\) on table public\.thing to holdfast_app;/],
  [
    'a right taken from everybody',
    `create function f() returns int language sql return 1; revoke execute on function f() from public`,
    /^(?!.*grant execute on function public\.f\(\) to public)/s,
  ],
  ['an enum', `create type colour as enum ('red', 'green')`, /create type public\.colour as enum \('red', 'green'\);/],
  [
    'a partition',
    `create table day (d date) partition by range (d); create table day1 partition of day for values from ('2026-01-01') to ('2026-01-02')`,
    /partition of public\.day FOR VALUES FROM \('2026-01-01'\)/,
  ],
  [
    'row level security',
    `alter table thing enable row level security; create policy mine on thing using (id = 1)`,
    /create policy mine on public\.thing .* using \(\(id = 1\)\);/,
  ],
];
for (const [says, sql, line] of changes) {
  test(`shows ${says}`, async (t) => {
    const database = await testDatabase(t, { empty: true });
    const pool = database.pool('holdfast_owner');
    await pool.query('create table thing (id int primary key, name text)');
    const before = await dumpSchema(database.connectionFor('holdfast_owner'));
    await pool.query(sql);
    const after = await dumpSchema(database.connectionFor('holdfast_owner'));
    assert.notEqual(after, before);
    assert.match(after, line);
  });
}

test('shows a trigger and whether it fires always', async (t) => {
  const database = await testDatabase(t, { empty: true });
  const pool = database.pool('holdfast_owner');
  await pool.query(`create table thing (id int);
    create function stop() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
    create trigger guard before delete on thing for each row execute function stop()`);
  const before = await dumpSchema(database.connectionFor('holdfast_owner'));
  assert.match(before, /CREATE TRIGGER guard BEFORE DELETE ON public\.thing FOR EACH ROW EXECUTE FUNCTION public\.stop\(\);\n/);
  await pool.query('alter table thing enable always trigger guard');
  assert.match(await dumpSchema(database.connectionFor('holdfast_owner')), /enable always trigger guard;/);
});
