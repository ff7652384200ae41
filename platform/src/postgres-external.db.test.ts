// A PostgreSQL given by its address.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { openPool } from './database.ts';
import { prepareJobs } from './jobs.ts';
import { testDatabase } from '../test/database.ts';
import { logger, openLog } from './log.ts';
import { runMigrations } from './migrations.ts';
import { useExternalPostgres, withDatabase } from './postgres-external.ts';

openLog({ level: 'error' });

/** An empty database owned by a user who is no superuser, and the URL of that user. */
async function foreignDatabase(t: TestContext): Promise<{ url: string; user: string; asSuper: (sql: string) => Promise<unknown> }> {
  const database = await testDatabase(t, { empty: true });
  const user = `user_${database.name}`;
  const pool = database.pool('holdfast_super');
  await pool.query(
    `create role ${user} login password 'p%/w'; alter database ${database.name} owner to ${user}; alter schema public owner to ${user}`,
  );
  const host = encodeURIComponent(String(database.connectionFor('holdfast_app').host));
  return { url: `postgresql://${user}:p%25%2Fw@/${database.name}?host=${host}`, user, asSuper: (sql) => pool.query(sql) };
}

test('tells the administrator what to run when the user may not make roles, and works once it is done', async (t) => {
  const { url, asSuper } = await foreignDatabase(t);
  const fault: unknown = await useExternalPostgres(url, {}).catch((thrown: unknown) => thrown);
  assert.ok(fault instanceof Error);
  const grants = /As administrator run db\/roles\.sql, then: (.*)$/.exec(fault.message)?.[1];
  assert.ok(grants !== undefined);
  await asSuper(grants);
  const postgres = await useExternalPostgres(url, {});
  t.after(() => postgres.stop());
  assert.ok((await runMigrations(postgres.connectionFor('holdfast_owner'), logger('test'))).length > 0);
  const client = new Client(postgres.connectionFor('holdfast_app'));
  await client.connect();
  const counted = await client.query('select count(*)::int as n from ledger.entry').finally(() => client.end());
  assert.deepEqual(counted.rows, [{ n: 0 }]);
});

test('with one user for all, each connection may do what its role may, and no more', async (t) => {
  const { url, user, asSuper } = await foreignDatabase(t);
  await asSuper(`grant holdfast_ledger, holdfast_app, holdfast_sequencer, holdfast_jobs to ${user} with inherit false, set true`);
  const postgres = await useExternalPostgres(url, {});
  t.after(() => postgres.stop());
  await runMigrations(postgres.connectionFor('holdfast_owner'), logger('test'));
  const pools = (['holdfast_app', 'holdfast_sequencer', 'holdfast_jobs'] as const).map((role) => openPool(postgres.connectionFor(role)));
  const [app, sequencer, jobs] = pools as [(typeof pools)[0], (typeof pools)[0], (typeof pools)[0]];
  try {
    await prepareJobs(jobs, logger('test'));
    await app.query(`select jobs.enqueue('mail', '{}', null, 3)`);
    assert.equal((await jobs.query('select 1 from graphile_worker.jobs')).rowCount, 1);
    assert.deepEqual((await app.query('show timezone')).rows, [{ TimeZone: 'UTC' }]);
    await assert.rejects(app.query('delete from ledger.waiting'), { code: '42501' });
    await assert.rejects(app.query('select 1 from graphile_worker._private_jobs'), { code: '42501' });
    await assert.rejects(sequencer.query('select 1 from holdfast.person'), { code: '42501' });
  } finally {
    for (const pool of pools) await pool.end();
  }
});

test('gives a role the address the environment has for it', async (t) => {
  const { url, user, asSuper } = await foreignDatabase(t);
  await asSuper(`alter role ${user} superuser`);
  const postgres = await useExternalPostgres(url, { DATABASE_URL_APP: 'postgresql://app@db/hf' });
  t.after(() => postgres.stop());
  assert.deepEqual(postgres.connectionFor('holdfast_app'), { connectionString: 'postgresql://app@db/hf' });
  assert.deepEqual(postgres.connectionFor('holdfast_sequencer'), { connectionString: url, options: '-c role=holdfast_sequencer' });
  assert.deepEqual(postgres.connectionFor('holdfast_owner'), { connectionString: url });
  await asSuper(`alter role ${user} nosuperuser`);
});

test('says why a server cannot be used, without the password', async (t) => {
  const { url } = await foreignDatabase(t);
  const wrong = await useExternalPostgres(url.replace('p%25%2Fw', 'hush-hush'), {}).catch((thrown: unknown) => thrown);
  assert.ok(wrong instanceof Error);
  assert.match(wrong.message, /DATABASE_URL cannot be used: password authentication failed/);
  assert.ok(!wrong.message.includes('hush-hush'));
  await assert.rejects(useExternalPostgres('postgresql://hf:x@127.0.0.1:1/hf', {}), {
    code: 'postgres_unreachable',
    message: /ECONNREFUSED/,
  });
});

test('names another database in any form of address', () => {
  assert.equal(withDatabase('postgresql://a:b@h:5/x?sslmode=require', 'y'), 'postgresql://a:b@h:5/y?sslmode=require');
  assert.equal(withDatabase('postgres://a:b@/x?host=/run', 'y'), 'postgres://a:b@/y?host=/run');
  assert.equal(withDatabase('postgresql://h', 'y'), 'postgresql://h/y');
});

test('a second Holdfast on the same database is refused with a sentence, until the first one ends', async (t) => {
  const { url, user, asSuper } = await foreignDatabase(t);
  await asSuper(`grant holdfast_ledger, holdfast_app, holdfast_sequencer, holdfast_jobs to ${user} with inherit false, set true`);
  const first = await useExternalPostgres(url, {});
  t.after(() => first.stop());
  await assert.rejects(useExternalPostgres(url, {}), {
    code: 'database_shared',
    message:
      /^Another Holdfast is using the database \S+\. Each Holdfast needs a database of its own: stop the other one, or make another database\.$/,
  });
  // Its connection broken, the first one takes its hold again.
  await asSuper(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'holdfast lock'`);
  await wait(1500);
  await assert.rejects(useExternalPostgres(url, {}), { code: 'database_shared' });
  await first.stop();
  const second = await useExternalPostgres(url, {});
  await second.stop();
});
