// Running numbers over the real database: many at once, some of them taken back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../test/database.ts';
import { openDatabase } from './database.ts';
import { nextNumber } from './running-number.ts';

const database = await testDatabase({ after });
const db = openDatabase(database.pool('holdfast_owner'));
const here = '01a20000-0000-7000-8000-000000000001';
const there = '01a20000-0000-7000-8000-000000000002';

before(async () => void (await database.pool('holdfast_owner').query('create table holdfast.slip (site_id uuid, number integer)')));

const add = (site_id: string, isKept = true): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const number = await nextNumber(tx, 'holdfast.slip', site_id);
    await sql`insert into holdfast.slip values (${site_id}, ${number})`.execute(tx);
    if (!isKept) throw new Error('taken back');
  });

test('who adds at once with others gets a number of their own, without holes, each site from 1', async () => {
  const adding = Array.from({ length: 24 }, (_, at) => add(at % 4 === 0 ? there : here, at % 3 !== 0).catch(() => undefined));
  await Promise.all(adding);
  const { rows } = await database
    .pool('holdfast_owner')
    .query('select site_id, array_agg(number order by number) as numbers from holdfast.slip group by 1 order by 1');
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1);
  assert.deepEqual(rows, [
    { site_id: here, numbers: upTo(12) },
    { site_id: there, numbers: upTo(4) },
  ]);
});
