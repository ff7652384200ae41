// The queue over the real database: enqueued with the transaction, retried, never lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../test/database.ts';
import { endPool, openDatabase, openPool } from './database.ts';
import { enqueue } from './enqueue.ts';
import { prepareJobs, startJobs } from './jobs.ts';
import type { LogFields } from './log.ts';
import { OutboundFault } from './outbound.ts';

const database = await testDatabase({ after });
const db = openDatabase(database.pool('holdfast_app'));
const pool = database.pool('holdfast_jobs');
const logged: { level: string; what: string; fields: LogFields }[] = [];
const at =
  (level: string) =>
  (what: string, fields: LogFields = {}) =>
    void logged.push({ level, what, fields });
const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
const waiting = async () =>
  (await pool.query<{ name: string; attempts: number }>('select task_identifier as name, attempts from graphile_worker.jobs order by id'))
    .rows;

async function until(claim: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 2400; i += 1) {
    if (await claim()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail('it did not happen within a minute');
}

before(() => prepareJobs(pool, log));

test('runs a job whose transaction commits, and none of one that rolls back', async () => {
  const seen: unknown[] = [];
  const runner = await startJobs({ pool, log, tasks: { note: async (payload) => void seen.push(payload) } });
  const undone = db.transaction().execute(async (tx) => {
    await enqueue(tx, { name: 'note', payload: { number: 1 } });
    throw new Error('rolled back');
  });
  await assert.rejects(undone, /rolled back/);
  await db.transaction().execute((tx) => enqueue(tx, { name: 'note', payload: { number: 2, text: 'Fässer' } }));
  await until(() => seen.length > 0);
  await runner.stop();
  assert.deepEqual(seen, [{ number: 2, text: 'Fässer' }]);
  assert.deepEqual(await waiting(), []);
});

test('keeps one waiting job per key, with what came last', async () => {
  for (const number of [1, 2, 3]) await enqueue(db, { name: 'note', payload: { number }, key: 'zone-7' });
  const seen: unknown[] = [];
  const runner = await startJobs({ pool, log, tasks: { note: async (payload) => void seen.push(payload) } });
  await until(() => seen.length > 0);
  await runner.stop();
  assert.deepEqual(seen, [{ number: 3 }]);
});

test('tries a failing job again, logs each failure, and keeps one that gave up', async () => {
  logged.length = 0;
  const attempts: number[] = [];
  const runner = await startJobs({
    pool,
    log,
    tasks: {
      flaky: async (_payload, { attempt }) => {
        attempts.push(attempt);
        if (attempt < 2) throw new Error('mail server away');
      },
      hopeless: async () => Promise.reject(new Error('never')),
    },
  });
  await enqueue(db, { name: 'flaky', payload: {} });
  await enqueue(db, { name: 'hopeless', payload: {}, max_attempts: 1 });
  await until(() => attempts.length === 2 && logged.some((line) => line.what === 'job gave up'));
  await until(async () => (await waiting()).length === 1);
  await runner.stop();
  assert.deepEqual(attempts, [1, 2]);
  const failed = logged.filter((line) => line.what === 'job try failed').map((line) => String(line.fields['job']));
  assert.deepEqual(failed.toSorted(), ['flaky', 'hopeless']);
  assert.deepEqual(await waiting(), [{ name: 'hopeless', attempts: 1 }]);
  await pool.query(`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`);
});

test('a receiver that is away is one line a try, without a stack', async () => {
  logged.length = 0;
  const away = async () => Promise.reject(new OutboundFault('connection_refused'));
  const runner = await startJobs({ pool, log, tasks: { away } });
  await enqueue(db, { name: 'away', payload: {}, max_attempts: 1 });
  await until(() => logged.some((line) => line.what === 'job gave up'));
  await runner.stop();
  const lines = logged.filter((line) => line.level === 'warn' || line.level === 'error');
  assert.deepEqual(
    lines.map((line) => [line.what, line.fields['fault']]),
    [
      ['job try failed', 'outbound: connection_refused'],
      ['job gave up', 'outbound: connection_refused'],
    ],
  );
  assert.ok(!JSON.stringify(lines).includes('at '));
  await pool.query(`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`);
});

test('takes up at once what a dead runner held', async (t) => {
  await enqueue(db, { name: 'note', payload: { number: 9 } });
  await pool.query(`update graphile_worker._private_jobs set locked_by = 'worker-of-the-dead', locked_at = now(), attempts = 1`);
  const seen: unknown[] = [];
  const runner = await startJobs({ pool, log, tasks: { note: async (payload) => void seen.push(payload) } });
  t.after(() => runner.stop());
  await until(() => seen.length > 0);
  assert.deepEqual(seen, [{ number: 9 }]);
});

test('a runner that stopped holds nothing, also while PostgreSQL has not noticed the end of its connection', async (t) => {
  const own = openPool({ ...database.connectionFor('holdfast_jobs'), max: 4 });
  const ends: (() => Promise<void>)[] = [];
  // What is let go stays connected, as for a moment it does.
  own.on('connect', (client) => {
    ends.push(client.end.bind(client) as () => Promise<void>);
    client.end = async () => {};
  });
  const ours = `select mode from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database() where objid = 4400010`;
  const held = async () => (await pool.query(ours)).rows;
  const runner = await startJobs({ pool: own, log, tasks: {} });
  t.after(async () => {
    await runner.stop();
    await Promise.all([endPool(own, 500), ...ends.map((end) => end())]);
  });
  assert.equal((await held()).length, 1);
  await runner.stop();
  assert.deepEqual(await held(), []);
});

test('leaves alone what a living runner holds', async (t) => {
  const gate = Promise.withResolvers<void>();
  let runs = 0;
  const tasks = {
    slow: async () => {
      runs += 1;
      await gate.promise;
    },
  };
  const first = await startJobs({ pool, log, tasks });
  t.after(() => first.stop());
  await enqueue(db, { name: 'slow', payload: {} });
  await until(() => runs === 1);
  const second = await startJobs({ pool, log, tasks });
  t.after(() => second.stop());
  await new Promise((resolve) => setTimeout(resolve, 300));
  gate.resolve();
  for (let tries = 0; tries < 1200 && (await waiting()).length > 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all([first.stop(), second.stop()]);
  assert.equal(runs, 1);
  assert.deepEqual(await waiting(), []);
});

test('goes on after the database was away, also when a job ended meanwhile', async (t) => {
  const own = openPool({ ...database.connectionFor('holdfast_jobs'), max: 4 });
  t.after(() => endPool(own, 500));
  const connect = own.connect.bind(own);
  let away = false;
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  own.connect = ((...asked: [((error: Error) => void)?]) => {
    if (!away) return connect(...(asked as []));
    return asked[0] === undefined ? Promise.reject(refused) : asked[0](refused);
  }) as typeof own.connect;
  const gate = Promise.withResolvers<void>();
  let [begun, noted] = [0, 0];
  const tasks = { slow: () => ((begun += 1), gate.promise), note: async () => void (noted += 1) };
  const runner = await startJobs({ pool: own, log, tasks });
  await enqueue(db, { name: 'slow', payload: {} });
  await until(() => begun === 1);
  away = true;
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'holdfast_jobs' and datname = $1 and pid <> pg_backend_pid()`;
  await database.pool('holdfast_super').query(cut, [database.name]);
  gate.resolve();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  away = false;
  await enqueue(db, { name: 'note', payload: {} });
  for (let tries = 0; tries < 1200 && (noted === 0 || (await waiting()).length > 0); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await runner.stop();
  assert.deepEqual([begun, noted], [1, 1]);
});

test('warns of jobs no task is there for, and keeps them', async () => {
  await enqueue(db, { name: 'from_the_future', payload: {} });
  logged.length = 0;
  const runner = await startJobs({ pool, log, tasks: {} });
  await runner.stop();
  assert.deepEqual(logged.find((line) => line.what.startsWith('jobs wait'))?.fields, { job: 'from_the_future', waiting: 1 });
  assert.equal((await waiting()).length, 1);
});

test('gives the server no other right on the queue, and no huge payload a place', async () => {
  for (const table of ['jobs', '_private_jobs']) {
    await assert.rejects(sql.raw(`select * from graphile_worker.${table}`).execute(db), /permission denied/);
  }
  await assert.rejects(sql`select graphile_worker.add_job('note')`.execute(db), /permission denied/);
  await assert.rejects(enqueue(db, { name: 'note', payload: { text: 'x'.repeat(100_001) } }), /larger than 100000 bytes/);
});
