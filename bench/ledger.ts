// `npm run bench ledger`: what evidence costs (the same business row with and without its entry, 4 clients), and how proofs grow.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { verifyInclusion } from '@holdfast/core-ledger';
import { createAct } from '@holdfast/platform/act';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { sha256 } from '@holdfast/platform/ledger-crypto';
import { appendStatement, consistencyProof, findLog, inclusionProof, readEntries } from '@holdfast/platform/ledger-store';
import { logger } from '@holdfast/platform/log';
import { mintForProcess } from '@holdfast/platform/permit';
import type { BundledPostgres } from '@holdfast/platform/postgres';
import { sealBatch } from '@holdfast/platform/sealing';
import { startSequencer } from '@holdfast/platform/sequencer';
import { openSignerKey } from '@holdfast/platform/signer-key';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { verifyDatabase } from '@holdfast/platform/verify-database';
import { sql, type Transaction } from 'kysely';
import { withDatabase } from './measure/database.ts';
import { printBars, printMachine, printTable, type Bar } from './measure/print.ts';
import { medianOf, percentileOf } from './measure/run-child.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '4' }, turns: { type: 'string', default: '3' } } });
const clients = 4;
const site = '01930000-0000-7000-8000-000000000001';
const sizes = [100, 1_000, 10_000, 50_000];
const sentence = { id: 'bench', who: [], at: 'site', changes: true, says: 'changes a row' } as const;

type Speed = { per_second: number; p50_ms: number; p95_ms: number };

printMachine();
await withDatabase(async (postgres, dataDir) => {
  await makeBusinessTable(postgres);
  await compareActs(postgres, dataDir);
});
await withDatabase(async (postgres) => printBars(await measureProofs(postgres)));

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

async function compareActs(postgres: BundledPostgres, dataDir: string): Promise<void> {
  const app = openPool({ ...postgres.connectionFor('holdfast_app'), max: clients });
  const sealing = openPool({ ...postgres.connectionFor('holdfast_sequencer'), max: 3 });
  const db = openDatabase(app);
  const sequencer = startSequencer({ pool: sealing, signer: openSignerKey(join(dataDir, 'secrets/ledger-key.pem')), log: logger('bench') });
  const act = createAct({ db, origin: 'holdfast.bench/one', onCommitted: () => sequencer.kick() });
  const permit = mintForProcess('bench', sentence, site);
  const plain = (): Promise<unknown> => db.transaction().execute((tx) => insertRow(tx, newUuidV7(Date.now())));
  const evident = (): Promise<unknown> =>
    act(permit, { site, kind: 'pump.changed', reason: 'because of the benchmark' }, async (tx, id) => {
      await insertRow(tx, id);
      return { subject: { type: 'pump', id }, facts: { level: 2 }, result: null };
    });
  const speeds: Record<'plain' | 'evident', Speed[]> = { plain: [], evident: [] };
  for (const work of [plain, evident]) await measure(work, 1);
  for (let turn = 0; turn < Number(values.turns); turn += 1) {
    speeds.plain.push(await measure(plain, Number(values.seconds)));
    speeds.evident.push(await measure(evident, Number(values.seconds)));
  }
  await sequencer.stop();
  for (const pool of [app, sealing]) await pool.end();
  tell(middle(speeds.plain), middle(speeds.evident));
}

/** All clients do it again and again for some seconds. */
async function measure(work: () => Promise<unknown>, seconds: number): Promise<Speed> {
  const took: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const from = performance.now();
      await work();
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const per_second = took.length / ((performance.now() - began) / 1000);
  return { per_second, p50_ms: medianOf(took), p95_ms: percentileOf(took, 0.95) };
}

function middle(speeds: readonly Speed[]): Speed {
  return speeds.toSorted((a, b) => a.per_second - b.per_second)[(speeds.length - 1) >> 1]!;
}

function tell(plain: Speed, evident: Speed): void {
  const share = evident.per_second / plain.per_second;
  process.stdout.write(
    `${clients} clients, one row a transaction, fsync on, the sequencer sealing beside them; median of ${values.turns} turns\n`,
  );
  printTable(
    ['', 'a second', 'p50 ms', 'p95 ms', 'share'],
    [
      ['row alone', ...figures(plain), '1.00'],
      ['row with its evidence', ...figures(evident), share.toFixed(2)],
    ],
  );
}

function figures({ per_second, p50_ms, p95_ms }: Speed): string[] {
  return [per_second.toFixed(0), p50_ms.toFixed(2), p95_ms.toFixed(2)];
}

async function measureProofs(postgres: BundledPostgres): Promise<Bar[]> {
  const app = openPool({ ...postgres.connectionFor('holdfast_app'), max: 2 });
  const sealing = openPool({ ...postgres.connectionFor('holdfast_sequencer'), max: 1 });
  const act = createAct({ db: openDatabase(app), origin: 'holdfast.bench/two' });
  const opening = async () => ({ subject: { type: 'pump', id: 'pump-1' }, facts: {}, result: null });
  await act(mintForProcess('bench', sentence, site), { site, kind: 'pump.changed' }, opening);
  const log = (await findLog(app, site))!;
  const rows: { size: number; inclusion_ms: number; consistency_ms: number; hashes: number; verify_s: number }[] = [];
  let size = 1;
  for (const wanted of sizes) {
    await grow(app, log.id, wanted - size);
    while ((await sealBatch(sealing, log.id, 5000)) > 0);
    size = wanted;
    const began = performance.now();
    const verdict = await verifyDatabase(app, { vkeys: [] });
    if (!verdict.ok) throw new Error('the benchmark made a log that does not verify');
    rows.push({ size, verify_s: (performance.now() - began) / 1000, ...(await timeProofs(app, log.id, size)) });
  }
  for (const pool of [app, sealing]) await pool.end();
  return tellProofs(rows);
}

/** Appends as `act` does, many in one transaction. */
async function grow(pool: ReturnType<typeof openPool>, log_id: string, count: number): Promise<void> {
  const client = await pool.connect();
  for (let done = 0; done < count; done += 1) {
    if (done % 1000 === 0) await client.query(done === 0 ? 'begin' : 'commit; begin');
    const { text, values: given } = appendStatement({
      log_id,
      entry: {
        id: newUuidV7(Date.now()),
        kind: 'pump.changed',
        at: new Date().toISOString(),
        site,
        actor: 'process:bench',
        via: 'process',
        subject: { type: 'pump', id: randomBytes(8).toString('hex'), version: null },
        facts: { level: done },
      },
    });
    await client.query({ name: 'append', text, values: given });
  }
  await client.query('commit');
  client.release();
}

/** Median time of proofs for random entries and older sizes; inclusions are verified against the root computed from all entries. */
async function timeProofs(pool: ReturnType<typeof openPool>, log_id: string, size: number) {
  const [inclusion, consistency]: [number[], number[]] = [[], []];
  let hashes = 0;
  const root = Buffer.from((await verifyDatabase(pool, { vkeys: [] })).logs[0]!.root, 'hex');
  for (let turn = 0; turn < 120; turn += 1) {
    const idx = Math.floor(Math.random() * size);
    const [entry] = await readEntries(pool, log_id, idx, 1);
    let began = performance.now();
    const proof = await inclusionProof(pool, log_id, idx, size);
    inclusion.push(performance.now() - began);
    hashes = Math.max(hashes, proof.path.length);
    if (!verifyInclusion({ idx, size, leaf: entry!.leaf, root, proof: proof.path }, sha256).ok) throw new Error(`no proof of entry ${idx}`);
    began = performance.now();
    const between = await consistencyProof(pool, log_id, idx + 1, size);
    consistency.push(performance.now() - began);
    hashes = Math.max(hashes, between.path.length);
  }
  return { inclusion_ms: medianOf(inclusion), consistency_ms: medianOf(consistency), hashes };
}

function tellProofs(
  rows: readonly { size: number; inclusion_ms: number; consistency_ms: number; hashes: number; verify_s: number }[],
): Bar[] {
  process.stdout.write('\nproofs read from the database, and the whole log computed again\n');
  printTable(
    ['entries', 'inclusion ms', 'consistency ms', 'hashes at most', 'verify s', 'entries/s'],
    rows.map(({ size, inclusion_ms, consistency_ms, hashes, verify_s }) => [
      size.toLocaleString('en-GB'),
      inclusion_ms.toFixed(2),
      consistency_ms.toFixed(2),
      String(hashes),
      verify_s.toFixed(2),
      (size / verify_s).toFixed(0),
    ]),
  );
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const slower = Math.max(last.inclusion_ms / first.inclusion_ms, last.consistency_ms / first.consistency_ms);
  const larger = last.size / first.size;
  return [
    {
      says: 'no proof holds more hashes than log2(entries) + 1',
      holds: rows.every(({ size, hashes }) => hashes <= Math.ceil(Math.log2(size)) + 1),
    },
    { says: `a log ${larger} times as long proves at most 4 times as slowly: ${slower.toFixed(1)} times`, holds: slower <= 4 },
  ];
}
