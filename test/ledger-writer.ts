// A process for the ledger's tests: database, signer and sequencer as the server has them, and four clients who act without rest until somebody
// kills them. Says one line of JSON for each thing it did: `checked` at its start, `ready`, and `done` with the id of each act acknowledged.
import { readFileSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { rootOf } from '@holdfast/core-ledger';
import { createAct } from '@holdfast/platform/act';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { prepareJobs } from '@holdfast/platform/jobs';
import { logger, openLog } from '@holdfast/platform/log';
import { runMigrations } from '@holdfast/platform/migrations';
import { mintForProcess } from '@holdfast/platform/permit';
import { type BundledPostgres, startPostgres } from '@holdfast/platform/postgres';
import { startSequencer } from '@holdfast/platform/sequencer';
import { openSignerClient } from '@holdfast/platform/signer-client';
import { signerFolderOf } from '@holdfast/platform/signer-folder';
import { startSignerProcess } from '@holdfast/platform/signer-process';
import { verifyDatabase } from '@holdfast/platform/verify-database';
import { sql } from 'kysely';

/** What the writer found at its start, before it wrote: everything sealed, and compared with the acts that were acknowledged before. */
export type Checked = {
  entries: number;
  root: string;
  recomputed: string;
  fault: unknown;
  missing: string[];
  without_row: number;
  rows_without_entry: number;
};
export type Pids = { server: number; postmaster: number; backend: number; sequencer: number; signer: number };

const [dataDir = '', acknowledged = ''] = process.argv.slice(2);
const site = '01930000-0000-7000-8000-000000000001';
const sentence = { id: 'test', who: [], at: 'site', changes: true, says: 'changes a pump' } as const;
const signerMain = fileURLToPath(new URL('../apps/signer/src/main.ts', import.meta.url));
const say = (what: object): void => void writeSync(1, `${JSON.stringify(what)}\n`);

openLog({ level: 'error' });
const postgres = await startPostgres({ dataDir, log: logger('writer') });
await prepare(postgres);
const app = openPool({ ...postgres.connectionFor('holdfast_app'), max: 4 });
const signer = await startSignerProcess({ dataDir, main: signerMain, log: logger('writer'), env: process.env });
const client = openSignerClient({ socket: signer.socket, publicKeys: signerFolderOf(dataDir).publicKeys });
const sequencer = startSequencer({
  pool: openPool({ ...postgres.connectionFor('holdfast_sequencer'), max: 3 }),
  signer: client,
  checkpointMs: 100,
  batchRows: 50,
});
const act = createAct({ db: openDatabase(app), origin: 'holdfast.example/killed', onCommitted: () => sequencer.kick() });

await sequencer.settle();
say({ checked: await check() });
void Promise.all([0, 1, 2, 3].map((writer) => writeOn(writer)));
await wait(300);
say({ ready: await findPids() });

async function prepare(database: BundledPostgres): Promise<void> {
  await runMigrations(database.connectionFor('holdfast_owner'), logger('writer'));
  const jobs = openPool({ ...database.connectionFor('holdfast_jobs'), max: 1 });
  await prepareJobs(jobs, logger('writer'));
  await jobs.end();
  const owner = openPool({ ...database.connectionFor('holdfast_owner'), max: 1 });
  await owner.query('create table if not exists public.kept (id uuid primary key); grant select, insert on public.kept to holdfast_app');
  await owner.end();
}

/** Acts on a few subjects in turn; of an act that failed nobody knows whether it happened, and it is not acknowledged. */
async function writeOn(writer: number): Promise<never> {
  for (let turn = 0; ; turn += 1) {
    const what = { site, kind: 'pump.changed', ...(turn % 3 === 0 ? { reason: 'because of the test' } : {}) };
    await act(mintForProcess('test', sentence, site), what, async (tx, id) => {
      await sql`insert into public.kept (id) values (${id})`.execute(tx);
      return { subject: { type: 'pump', id: `pump-${(writer + turn) % 5}` }, facts: { turn }, result: id };
    }).then(
      (id) => say({ done: id }),
      () => wait(20),
    );
  }
}

async function check(): Promise<Checked> {
  const verdict = await verifyDatabase(app, { vkeys: client.vkeys(`holdfast.example/killed/${site}/e1`) });
  const sealed = (await app.query<{ id: string; leaf: Buffer }>('select id, leaf from ledger.entry order by log_id, idx')).rows;
  const rows = new Set((await app.query<{ id: string }>('select id from public.kept')).rows.map(({ id }) => id));
  const ids = new Set(sealed.map(({ id }) => id));
  const told = readFileSync(acknowledged, 'utf8').split('\n').filter(Boolean);
  return {
    entries: sealed.length,
    root: verdict.logs[0]?.root ?? '',
    recomputed: sealed.length === 0 ? '' : Buffer.from(rootOf(sealed.map(({ leaf }) => leaf))).toString('hex'),
    fault: verdict.first_fault,
    missing: told.filter((id) => !ids.has(id)),
    without_row: sealed.filter(({ id }) => !rows.has(id)).length,
    rows_without_entry: [...rows].filter((id) => !ids.has(id)).length,
  };
}

async function findPids(): Promise<Pids> {
  const superuser = openPool({ ...postgres.superConnection('holdfast'), max: 1 });
  const found = await superuser.query<{ usename: string; pid: number }>(
    'select usename, pid from pg_stat_activity where usename is not null',
  );
  await superuser.end();
  const pidOf = (role: string): number => found.rows.find(({ usename }) => usename === role)?.pid ?? 0;
  const [backend, sealing] = [pidOf('holdfast_app'), pidOf('holdfast_sequencer')];
  return { server: process.pid, postmaster: postgres.pid, backend, sequencer: sealing, signer: signer.pid() ?? 0 };
}
