// A log that grows to a million entries: how long proofs take at each size, and how long the whole log takes to be computed again.
import { verifyInclusion } from '@holdfast/core-ledger';
import { openPool } from '@holdfast/platform/database';
import { sha256 } from '@holdfast/platform/ledger-crypto';
import { consistencyProof, inclusionProof, readEntries } from '@holdfast/platform/ledger-store';
import type { BundledPostgres } from '@holdfast/platform/postgres';
import { sealBatch } from '@holdfast/platform/sealing';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { verifyDatabase } from '@holdfast/platform/verify-database';
import type { Pool } from 'pg';
import { type Bar, printTable } from './print.ts';
import { medianOf } from './run-child.ts';

type Grown = { size: number; inclusion_ms: number; consistency_ms: number; hashes: number; verify_s: number; peak_mb: number };

const site = '01930000-0000-7000-8000-000000000002';
const limitS = 20;

/** Grows one log to each of the sizes and measures there; prints a table and returns what must hold. */
export async function measureGrowth(postgres: BundledPostgres, sizes: readonly number[]): Promise<Bar[]> {
  const app = openPool({ ...postgres.connectionFor('holdfast_app'), max: 4 });
  const sealing = openPool({ ...postgres.connectionFor('holdfast_sequencer'), max: 1 });
  const superuser = openPool({ ...postgres.superConnection('holdfast'), max: 1 });
  const log_id = newUuidV7();
  await app.query('select ledger.open_log($1, $2, $3, 1)', [log_id, site, 'holdfast.bench/two/e1']);
  const rows: Grown[] = [];
  for (const size of sizes) {
    await grow(superuser, sealing, log_id, size - (rows.at(-1)?.size ?? 0));
    rows.push(await measureAt(app, log_id, size));
  }
  for (const pool of [app, sealing, superuser]) await pool.end();
  return tell(rows);
}

// As the superuser, who may write pending entries in bulk; they are sealed as any other.
async function grow(superuser: Pool, sealing: Pool, log_id: string, count: number): Promise<void> {
  for (let done = 0; done < count; done += 50_000) {
    await superuser.query(manyPending, [site, Math.min(50_000, count - done)]);
    while ((await sealBatch(sealing, log_id, 50_000)) > 0);
  }
  await superuser.query('vacuum analyze');
}

const manyPending = `
  insert into ledger.waiting (id, place, subject_type, subject_id, body, leaf)
  select id, $1::uuid, 'pump', 'pump-' || n, body, sha256('\\x00'::bytea || body) from (
    select id, n, convert_to('{"actor":"process:bench","at":"2026-11-22T02:00:00.000Z","commitments":[],"content":[],"facts":{"level":' || n
      || ',"name":"feed pump"},"id":"' || id || '","kind":"pump.changed","prev":null,"site":"' || $1 || '","subject":{"id":"pump-' || n
      || '","type":"pump","version":null},"v":1,"via":"process"}', 'UTF8') as body
    from (select n, uuidv7() as id from generate_series(1, $2::int) as n offset 0) as made offset 0) as entries`;

async function measureAt(app: Pool, log_id: string, size: number): Promise<Grown> {
  const began = performance.now();
  const verdict = await verifyDatabase(app, { vkeys: [] });
  const verify_s = (performance.now() - began) / 1000;
  const log = verdict.logs.find((it) => it.log_id === log_id)!;
  if (!verdict.ok || log.entries !== size) throw new Error(`the benchmark made a log that does not verify: ${JSON.stringify(verdict)}`);
  const peak_mb = (process.resourceUsage().maxRSS * 1024) / 1e6;
  return { size, verify_s, peak_mb, ...(await timeProofs(app, log_id, size, Buffer.from(log.root, 'hex'))) };
}

/** Median time of proofs for random entries and older sizes; inclusions are verified against the root computed from all entries. */
async function timeProofs(app: Pool, log_id: string, size: number, root: Uint8Array) {
  const [inclusion, consistency]: [number[], number[]] = [[], []];
  let hashes = 0;
  for (let turn = 0; turn < 120; turn += 1) {
    const idx = Math.floor(Math.random() * size);
    const [entry] = await readEntries(app, log_id, idx, 1);
    let began = performance.now();
    const proof = await inclusionProof(app, log_id, idx, size);
    inclusion.push(performance.now() - began);
    if (!verifyInclusion({ idx, size, leaf: entry!.leaf, root, proof: proof.path }, sha256).ok) throw new Error(`no proof of entry ${idx}`);
    began = performance.now();
    const between = await consistencyProof(app, log_id, idx + 1, size);
    consistency.push(performance.now() - began);
    hashes = Math.max(hashes, proof.path.length, between.path.length);
  }
  return { inclusion_ms: medianOf(inclusion), consistency_ms: medianOf(consistency), hashes };
}

function tell(rows: readonly Grown[]): Bar[] {
  process.stdout.write('\nproofs read from the database, and the whole log computed again\n');
  printTable(
    ['entries', 'inclusion ms', 'consistency ms', 'hashes at most', 'verify s', 'entries/s', 'peak MB'],
    rows.map(({ size, inclusion_ms, consistency_ms, hashes, verify_s, peak_mb }) => [
      size.toLocaleString('en-GB'),
      inclusion_ms.toFixed(2),
      consistency_ms.toFixed(2),
      String(hashes),
      verify_s.toFixed(2),
      (size / verify_s).toFixed(0),
      peak_mb.toFixed(0),
    ]),
  );
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const slower = Math.max(last.inclusion_ms / first.inclusion_ms, last.consistency_ms / first.consistency_ms);
  const million = rows.find(({ size }) => size === 1_000_000);
  return [
    {
      says: 'no proof holds more hashes than log2(entries) + 1',
      holds: rows.every(({ size, hashes }) => hashes <= Math.ceil(Math.log2(size)) + 1),
    },
    {
      says: `a log ${last.size / first.size} times as long proves at most 4 times as slowly: ${slower.toFixed(1)} times`,
      holds: slower <= 4,
    },
    {
      says: `a million entries are verified in under ${limitS} s: ${million?.verify_s.toFixed(1) ?? 'not asked'}`,
      holds: million === undefined ? null : million.verify_s < limitS,
    },
  ];
}
