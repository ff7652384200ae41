// Verifies the whole ledger in the database against keys the reader brings: every leaf, node, checkpoint, fact and commitment, in one snapshot.
import {
  type CheckpointRow,
  type LogFault,
  type LogVerdict,
  type NodeRow,
  parseEntry,
  parseVerifierKey,
  type VerifierKey,
  verifyLog,
} from '@holdfast/core-ledger';
import type { Pool, PoolClient } from 'pg';
import { nodeCrypto, sha256 } from './ledger-crypto.ts';
import type { LedgerLog } from './ledger-store.ts';
import { inTransaction } from './transaction.ts';
import { type Cut, faultOfCut, isAdmitted, readCut } from './verify-epochs.ts';
import { faultBeside, faultOfPayloads, type KeptEntry, loadErasables, readKeptEntries } from './verify-kept.ts';

/** A checkpoint somebody kept outside the database: the note, as it was handed out. */
export type KeptCheckpoint = { origin: string; size: number; root: Uint8Array; note: string };

export type VerifyOptions = {
  /** `origin+keyid+base64`, one or more a log; they come from the reader, not from the database. */
  vkeys: readonly string[];
  /** Checkpoints from outside: they reveal a log that was cut together with its own checkpoints. */
  kept?: readonly KeptCheckpoint[];
  batchRows?: number;
};

export type VerifiedLog = LogVerdict & {
  log_id: string;
  site_id: string | null;
  origin: string;
  pending: number;
  erased: number;
  /** Of a later epoch: the restore it began with. */
  follows: Cut | null;
};
export type DatabaseVerdict = {
  ok: boolean;
  /** The first thing wrong, and in which log; `origin` is null for rows of no log. */
  first_fault: (LogFault & { origin: string | null }) | null;
  logs: VerifiedLog[];
};

/** Reads everything in one repeatable-read snapshot, constant in memory, and changes nothing. Throws TypeError for a malformed key. */
export async function verifyDatabase(pool: Pool, options: VerifyOptions): Promise<DatabaseVerdict> {
  const keys = options.vkeys.map((vkey) => readKey(vkey));
  const begin = 'begin transaction isolation level repeatable read read only';
  return inTransaction(pool, begin, (client) => verifySnapshot(client, keys, options));
}

function readKey(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey, sha256);
  if (!key.ok) throw new TypeError(`verifier key: ${key.error.what}`);
  return key.value;
}

async function verifySnapshot(client: PoolClient, keys: VerifierKey[], options: VerifyOptions): Promise<DatabaseVerdict> {
  const found = await client.query<LedgerLog>('select id, site_id, origin, epoch from ledger.log order by site_id nulls first, epoch');
  const logs: VerifiedLog[] = [];
  const cuts = await readCuts(client, found.rows);
  const known = [...cuts.values()].filter((cut) => cut !== null && typeof cut !== 'string');
  const kept = (options.kept ?? []).filter((it) => !isAdmitted(known, it));
  for (const log of found.rows) {
    const verified = await verifyOne(client, log, keys, { ...options, kept });
    logs.push(withCut(verified, log, cuts.get(log.id) ?? null, logs));
  }
  const faulty = logs.find(({ ok }) => !ok);
  const stray = faulty ? null : await findStray(client, found.rows, options.kept ?? []);
  const first_fault = faulty?.first_fault ? { ...faulty.first_fault, origin: faulty.origin } : stray;
  return { ok: first_fault === null, first_fault, logs };
}

async function readCuts(client: PoolClient, logs: readonly LedgerLog[]): Promise<Map<string, Cut | string | null>> {
  const cuts = new Map<string, Cut | string | null>();
  for (const log of logs) cuts.set(log.id, await readCut(client, log));
  return cuts;
}

function withCut(verified: VerifiedLog, log: LedgerLog, cut: Cut | string | null, before: readonly VerifiedLog[]): VerifiedLog {
  if (!verified.ok || cut === null) return verified;
  const fault =
    typeof cut === 'string'
      ? { expected: 'an entry that says what the epoch follows', found: cut }
      : faultOfCut(
          log,
          cut,
          before.find(({ origin }) => origin === cut.former),
        );
  const follows = typeof cut === 'string' ? null : cut;
  return fault === null ? { ...verified, follows } : { ...verified, follows, ok: false, first_fault: { what: 'log', idx: 0, ...fault } };
}

async function verifyOne(client: PoolClient, log: LedgerLog, keys: VerifierKey[], options: VerifyOptions): Promise<VerifiedLog> {
  const counts = { erased: 0 };
  const entries = readKeptEntries(client, log.id, options.batchRows ?? 2000, counts);
  const verdict = await verifyLog<KeptEntry>({
    origin: log.origin,
    entries,
    nodes: (first, end) => readNodesEnding(client, log.id, first, end),
    checkpoints: await readCheckpoints(client, log, options.kept ?? []),
    keys: keys.filter(({ name }) => name === log.origin),
    verify: nodeCrypto,
    hash: sha256,
    inspect: (entry, row) => faultBeside(log, entry, row),
  });
  const pending = await verifyPending(client, log);
  const first_fault = verdict.first_fault ?? (await findFactOfNoEntry(client, log)) ?? pending.fault;
  const { id, site_id, origin } = log;
  return {
    ...verdict,
    ok: first_fault === null,
    first_fault,
    log_id: id,
    site_id,
    origin,
    pending: pending.count,
    erased: counts.erased,
    follows: null,
  };
}

async function readCheckpoints(client: PoolClient, log: LedgerLog, kept: readonly KeptCheckpoint[]): Promise<CheckpointRow[]> {
  const found = await client.query<{ size: string; root: Buffer; note: string }>(
    'select size, root, note from ledger.checkpoint where log_id = $1',
    [log.id],
  );
  const stored = found.rows.map((row) => ({ ...row, size: Number(row.size) }));
  const outside = kept.filter(({ origin }) => origin === log.origin).map(({ size, root, note }) => ({ size, root, note }));
  return [...stored, ...outside].toSorted((a, b) => a.size - b.size);
}

// Per level the subtrees that end within the range are neighbours in the primary key.
async function readNodesEnding(client: PoolClient, log_id: string, first: number, end: number): Promise<NodeRow[]> {
  const found = await client.query<{ level: number; k: string; hash: Buffer }>(
    end === Number.MAX_SAFE_INTEGER
      ? 'select level, k, hash from ledger.node where log_id = $1 and (level < 1 or ((k + 1)::numeric * 2 ^ level) > $2) order by level, k limit 1'
      : `select n.level, n.k, n.hash from generate_series(1, 52) as wanted (level) cross join lateral (
           select level, k, hash from ledger.node where log_id = $1 and level = wanted.level and k >= $2::bigint >> wanted.level
             and k < $3::bigint >> wanted.level) as n`,
    end === Number.MAX_SAFE_INTEGER ? [log_id, first] : [log_id, first, end],
  );
  return found.rows.map(({ level, k, hash }) => ({ level, k: Number(k), hash }));
}

async function findFactOfNoEntry(client: PoolClient, log: LedgerLog): Promise<LogFault | null> {
  const found = await client.query<{ idx: string }>(
    `select idx from ledger.fact f where log_id = $1
       and not exists (select from ledger.entry e where e.log_id = f.log_id and e.idx = f.idx) limit 1`,
    [log.id],
  );
  const row = found.rows[0];
  return row ? { what: 'fact', idx: Number(row.idx), expected: 'no such fact', found: 'a fact of no entry' } : null;
}

type PendingRow = { id: string; body: Buffer; leaf: Buffer };

async function verifyPending(client: PoolClient, log: LedgerLog): Promise<{ count: number; fault: LogFault | null }> {
  const found = await client.query<PendingRow>('select id, body, leaf from ledger.pending where log_id = $1 order by inserted_at, id', [
    log.id,
  ]);
  const erasables = await loadErasables(
    client,
    found.rows.map(({ id }) => id),
  );
  for (const row of found.rows) {
    const fault = faultOfPending(log, row, erasables.get(row.id) ?? []);
    if (fault) return { count: found.rows.length, fault: { what: 'pending', id: row.id, expected: 'an entry to be sealed', found: fault } };
  }
  return { count: found.rows.length, fault: null };
}

function faultOfPending(log: LedgerLog, row: PendingRow, erasables: KeptEntry['erasables']): string | null {
  const leaf = sha256(Buffer.concat([Buffer.of(0), row.body]));
  if (!row.leaf.equals(leaf)) return 'another leaf hash';
  const entry = parseEntry(row.body);
  if (!entry.ok) return entry.error.what;
  if (entry.value.id !== row.id) return `id ${entry.value.id}`;
  if (entry.value.site !== log.site_id) return `site ${entry.value.site}`;
  return faultOfPayloads(entry.value, { idx: -1, erasables })?.found ?? null;
}

/** Rows that belong to no log or no entry, and checkpoints from outside whose log is gone. */
async function findStray(client: PoolClient, logs: LedgerLog[], kept: readonly KeptCheckpoint[]): Promise<DatabaseVerdict['first_fault']> {
  const gone = kept.find(({ origin }) => !logs.some((log) => log.origin === origin));
  if (gone) return { what: 'log', origin: gone.origin, size: gone.size, expected: `a log of ${gone.size} entries`, found: 'no such log' };
  for (const [what, place, sql] of strays) {
    const found = await client.query<{ it: string }>(sql);
    const row = found.rows[0];
    if (row) return { what, origin: null, id: row.it, expected: 'no such row', found: `a row of no ${place}` };
  }
  return null;
}

// By jumps from log to log in the primary key, not through every row.
function strayLogIn(table: 'entry' | 'node' | 'fact'): string {
  return `with recursive v as (
      (select log_id from ledger.${table} order by log_id limit 1)
      union all
      select (select t.log_id from ledger.${table} t where t.log_id > v.log_id order by t.log_id limit 1) from v where v.log_id is not null
    ) select log_id as it from v where log_id is not null and log_id not in (select id from ledger.log) limit 1`;
}

const strays = [
  ['entry', 'log', strayLogIn('entry')],
  ['node', 'log', strayLogIn('node')],
  ['fact', 'log', strayLogIn('fact')],
  ['checkpoint', 'log', 'select log_id as it from ledger.checkpoint where log_id not in (select id from ledger.log) limit 1'],
  ['pending', 'log', 'select id as it from ledger.pending where log_id is null limit 1'],
  ['pending', 'entry of its own', `select id as it from ledger.aside where why = 'sealed already' limit 1`],
  [
    'erasable',
    'entry',
    `select entry_id as it from ledger.erasable x where not exists (select from ledger.entry e where e.id = x.entry_id)
       and not exists (select from ledger.pending p where p.id = x.entry_id) limit 1`,
  ],
  [
    'erasable',
    'entry',
    `select entry_id as it from ledger.erasable x where erased_at is not null
       and not exists (select from ledger.entry e where e.id = x.reason_entry)
       and not exists (select from ledger.pending p where p.id = x.reason_entry) limit 1`,
  ],
] as const;
