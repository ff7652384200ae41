// `npm run bench ledger`: what evidence costs (the same business row with and without its entry, 4 clients), how proofs and verification grow.
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createAct } from '@holdfast/platform/act';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { logger } from '@holdfast/platform/log';
import { mintForProcess } from '@holdfast/platform/permit';
import type { BundledPostgres } from '@holdfast/platform/postgres';
import { startSequencer } from '@holdfast/platform/sequencer';
import { openSignerKey } from '@holdfast/platform/signer-key';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { sql, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import { readDatabaseCpu } from './measure/database-cpu.ts';
import { withDatabase } from './measure/database.ts';
import { measureGrowth } from './measure/ledger-growth.ts';
import { type Bar, printBars, printMachine, printTable } from './measure/print.ts';
import { medianOf, percentileOf } from './measure/run-child.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    turns: { type: 'string', default: '5' },
    entries: { type: 'string', default: '1000000' },
    only: { type: 'string', default: 'acts,growth' },
  },
});
const clients = 4;
const leastShare = 0.65;
const site = '01930000-0000-7000-8000-000000000001';
const sentence = { id: 'bench', who: [], at: 'site', changes: true, says: 'changes a row' } as const;

type Cpu = { node: number; app: number; sequencer: number; other: number };
type Speeds = Record<'plain' | 'evident' | 'bare', Speed[]>;
type Speed = { per_second: number; p50_ms: number; p95_ms: number; cpu_us: Cpu };

printMachine();
const bars: Bar[] = [];
if (values.only.includes('acts'))
  await withDatabase(async (postgres, dataDir) => void bars.push(...(await compareActs(postgres, dataDir))));
const sizes = [1_000, 10_000, 100_000, 1_000_000].filter((size) => size <= Number(values.entries));
if (values.only.includes('growth')) await withDatabase(async (postgres) => void bars.push(...(await measureGrowth(postgres, sizes))));
printBars(bars);

async function makeBusinessTable(postgres: BundledPostgres): Promise<void> {
  const owner = openPool({ ...postgres.connectionFor('holdfast_owner'), max: 1 });
  await owner.query(`create table bench_pump (site_id uuid not null, id uuid primary key, name text not null, level smallint not null,
    changed_at timestamptz not null default now()); grant select, insert, update on bench_pump to holdfast_app`);
  await owner.end();
}

/** The row every act of the product writes at least: one insert, in a transaction of its own. */
function insertRow(tx: Transaction<Record<string, never>>, id: string) {
  return sql`insert into bench_pump (site_id, id, name, level) values (${site}, ${id}, ${`pump ${id}`}, 2)`.execute(tx);
}

async function compareActs(postgres: BundledPostgres, dataDir: string): Promise<Bar[]> {
  await makeBusinessTable(postgres);
  const app = openPool({ ...postgres.connectionFor('holdfast_app'), max: clients });
  const sealing = openPool({ ...postgres.connectionFor('holdfast_sequencer'), max: 3 });
  const db = openDatabase(app);
  const sequencer = startSequencer({ pool: sealing, signer: openSignerKey(join(dataDir, 'secrets/ledger-key.pem')), log: logger('bench') });
  const act = createAct({ db, origin: 'holdfast.bench/one', onCommitted: () => sequencer.kick() });
  const permit = mintForProcess('bench', sentence, site);
  const plain = (): Promise<unknown> => db.transaction().execute((tx) => insertRow(tx, newUuidV7(Date.now())));
  const actFor = (reason?: string) => (): Promise<unknown> =>
    act(permit, { site, kind: 'pump.changed', reason }, async (tx, id) => {
      await insertRow(tx, id);
      return { subject: { type: 'pump', id }, facts: { level: 2 }, result: null };
    });
  const [evident, bare] = [actFor('because of the benchmark'), actFor()];
  const speeds: Speeds = { plain: [], evident: [], bare: [] };
  let oldestMs = 0;
  for (const work of [plain, evident, bare]) await measure(postgres, work, 1);
  // In turns, so that whatever else the machine does falls on both.
  for (let turn = 0; turn < Number(values.turns); turn += 1) {
    await sequencer.settle();
    speeds.plain.push(await measure(postgres, plain, Number(values.seconds)));
    speeds.evident.push(await measure(postgres, evident, Number(values.seconds)));
    speeds.bare.push(await measure(postgres, bare, Number(values.seconds)));
    oldestMs = Math.max(oldestMs, await readOldestMs(app));
  }
  await sequencer.stop();
  for (const pool of [app, sealing]) await pool.end();
  return tell(speeds, oldestMs);
}

/** All clients do it again and again for some seconds, and before that for as long as sealing takes to be as far behind as it will be. */
async function measure(postgres: BundledPostgres, work: () => Promise<unknown>, seconds: number): Promise<Speed> {
  await workFor(work, 0.6);
  const before = readCpu(postgres);
  const began = performance.now();
  const took = await workFor(work, seconds);
  const per_second = took.length / ((performance.now() - began) / 1000);
  const after = readCpu(postgres);
  const each = (who: keyof Cpu): number => ((after[who] - before[who]) * 1000) / took.length;
  const cpu_us = { node: each('node'), app: each('app'), sequencer: each('sequencer'), other: each('other') };
  return { per_second, p50_ms: medianOf(took), p95_ms: percentileOf(took, 0.95), cpu_us };
}

/** How long each took, in ms. */
async function workFor(work: () => Promise<unknown>, seconds: number): Promise<number[]> {
  const took: number[] = [];
  const until = performance.now() + seconds * 1000;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const from = performance.now();
      await work();
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return took;
}

function readCpu(postgres: BundledPostgres): Cpu {
  const { user, system } = process.cpuUsage();
  return { node: (user + system) / 1000, ...(readDatabaseCpu(postgres.pid) ?? { app: 0, sequencer: 0, other: 0 }) };
}

/** Age of the oldest entry that is not sealed, the moment the clients stop. */
async function readOldestMs(app: Pool): Promise<number> {
  const found = await app.query<{ ms: number }>(
    'select coalesce(extract(epoch from clock_timestamp() - min(inserted_at)) * 1000, 0)::float8 as ms from ledger.waiting',
  );
  return found.rows[0]!.ms;
}

function middle(speeds: readonly Speed[]): Speed {
  return speeds.toSorted((a, b) => a.per_second - b.per_second)[(speeds.length - 1) >> 1]!;
}

function tell({ plain, evident, bare }: Speeds, oldestMs: number): Bar[] {
  const sharesOf = (acts: Speed[]) => plain.map((one, turn) => acts[turn]!.per_second / one.per_second);
  const shares = sharesOf(evident);
  const share = medianOf(shares);
  process.stdout.write(
    `${clients} clients, one row a transaction, fsync on, the sequencer sealing beside them; median of ${values.turns} turns\n`,
  );
  printTable(
    ['', 'a second', 'p50 ms', 'p95 ms', 'share', 'CPU us: node', 'database', 'sequencer', 'writers', 'all'],
    [
      ['row alone', ...figures(middle(plain), '1.00')],
      ['row with its evidence', ...figures(middle(evident), share.toFixed(2))],
      ['and without a reason', ...figures(middle(bare), medianOf(sharesOf(bare)).toFixed(2))],
    ],
  );
  process.stdout.write(`  share of each turn: ${shares.map((it) => it.toFixed(2)).join(' ')}\n`);
  return [
    { says: `an act runs at ${leastShare} of plain inserts or more: ${share.toFixed(2)}`, holds: share >= leastShare },
    { says: `no entry waits for more than a second to be sealed: ${oldestMs.toFixed(0)} ms`, holds: oldestMs <= 1000 },
  ];
}

function figures({ per_second, p50_ms, p95_ms, cpu_us }: Speed, share: string): string[] {
  const { node, app, sequencer, other } = cpu_us;
  const cpu = [node, app, sequencer, other, node + app + sequencer + other].map((it) => it.toFixed(0));
  return [per_second.toFixed(0), p50_ms.toFixed(2), p95_ms.toFixed(2), share, ...cpu];
}
