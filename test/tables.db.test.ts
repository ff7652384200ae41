// Every table is declared, and the keys of each begin with what its scope says, as the catalogue has them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prepareJobs } from '@holdfast/platform/jobs';
import { logger } from '@holdfast/platform/log';
import { foreignSchemas, tables } from '@holdfast/platform/tables';
import { testDatabase } from '../platform/test/database.ts';

type Key = { of: string; name: string; kind: 'p' | 'u' | 'f'; columns: string[]; partial: boolean };

/** Primary keys, unique constraints and indexes, and foreign keys, each with its columns in order. */
const keysQuery = `
  select format('%s.%s', n.nspname, c.relname) as of, i.relname as name, case when x.indisprimary then 'p' else 'u' end as kind,
    array(select pg_get_indexdef(x.indexrelid, k, true) from generate_series(1, x.indnkeyatts) k) as columns
  from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = c.relnamespace
  where x.indisunique and n.nspname = 'holdfast'
  union all
  select format('%s.%s', n.nspname, c.relname), k.conname, 'f',
    array(select a.attname::text from unnest(k.conkey) with ordinality u(num, at) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.at)
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where k.contype = 'f' and n.nspname = 'holdfast'`;

const firstColumn = { site: 'site_id', organisation: 'organisation_id' } as const;

test('every table of the catalogue is declared or belongs to a part with rules of its own, and nothing else is declared', async (t) => {
  const database = await testDatabase(t);
  await prepareJobs(database.pool('holdfast_jobs'), logger('jobs'));
  const found = await database
    .pool('holdfast_super')
    .query<{ name: string; schema: string }>(
      `select schemaname as schema, format('%s.%s', schemaname, tablename) as name from pg_tables where schemaname !~ '^(pg_|information_schema)'`,
    );
  const own = found.rows.filter((it) => !foreignSchemas.includes(it.schema)).map((it) => it.name);
  assert.deepEqual(own.toSorted(), Object.keys(tables).toSorted());
  const schemas = new Set(found.rows.map((it) => it.schema));
  assert.deepEqual(
    foreignSchemas.filter((it) => !schemas.has(it)),
    ['jobs'],
    'jobs holds one function and no table',
  );
});

test('each key of a site’s table begins with site_id, each of the organisation’s with organisation_id', async (t) => {
  const database = await testDatabase(t);
  const { rows } = await database.pool('holdfast_super').query<Key>(keysQuery);
  const wrong = rows.filter((key) => {
    const scope = tables[key.of];
    return (scope === 'site' || scope === 'organisation') && key.columns[0] !== firstColumn[scope];
  });
  assert.deepEqual(
    wrong.map((it) => `${it.of} ${it.name} (${it.columns.join(', ')})`),
    [],
  );
  const checked = new Set(rows.filter((it) => it.kind === 'p').map((it) => it.of));
  const ours = Object.keys(tables).filter((it) => it.startsWith('holdfast.'));
  assert.deepEqual([...checked].toSorted(), ours.toSorted(), 'every table has a primary key');
});

test('the server’s role reads and writes business tables and owns none, and reads the ledger without writing it', async (t) => {
  const database = await testDatabase(t);
  const can = `select n.nspname as schema, bool_and(has_table_privilege('holdfast_app', c.oid, 'select')) as reads,
      bool_or(has_table_privilege('holdfast_app', c.oid, 'insert') or has_table_privilege('holdfast_app', c.oid, 'update')
        or has_table_privilege('holdfast_app', c.oid, 'delete')) as writes,
      bool_or(has_table_privilege('holdfast_app', c.oid, 'truncate')) as truncates, bool_or(pg_get_userbyid(c.relowner) = 'holdfast_app') as owns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('holdfast', 'ledger') group by 1 order by 1`;
  const { rows } = await database.pool('holdfast_super').query(can);
  assert.deepEqual(rows, [
    { schema: 'holdfast', reads: true, writes: true, truncates: false, owns: false },
    { schema: 'ledger', reads: true, writes: false, truncates: false, owns: false },
  ]);
});
