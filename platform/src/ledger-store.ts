// The ledger's tables as the server sees them: append, read, prove. Nothing here changes what was written.
import {
  buildEntry,
  buildParts,
  commitTo,
  consistencyRanges,
  type Entry,
  inclusionRanges,
  type LeafRange,
  makeProof,
  type NodeLookup,
  type Position,
  positionsOf,
  SALT_BYTES,
  type SealedEntry,
} from '@holdfast/core-ledger';
import type { PoolClient } from 'pg';
import type { LastStatement } from './commit-with.ts';
import { sha256 } from './ledger-crypto.ts';
import { freshRandom } from './uuid.ts';

/** A connection, a pool, or anything else that runs a parametrised statement. */
export type LedgerClient = Pick<PoolClient, 'query'>;

export type LedgerLog = { id: string; site_id: string | null; origin: string; epoch: number };
/** An entry to append; commitments are made here from `personal`: what may be erased later, by name. */
export type EntryDraft = Omit<Entry, 'v' | 'commitments' | 'content' | 'prev'> & Partial<Pick<Entry, 'content' | 'prev'>>;
export type Append = { log_id: string; entry: EntryDraft; personal?: Readonly<Record<string, string>> };
export type StoredEntry = { idx: number; id: string; body: Buffer; leaf: Buffer };
export type StoredCheckpoint = { size: number; root: Buffer; note: string; published_at: string };
/** Hashes from the leaf (or the old root) upwards. */
export type StoredProof = { size: number; path: Uint8Array[] };

/** Opens a site's first log, whose origin ends in its epoch: `plant.example/filling/e1`. Throws PostgreSQL's 23505 when the site has one. */
export async function openLedgerLog(client: LedgerClient, log: LedgerLog): Promise<void> {
  await client.query('select ledger.open_log($1, $2, $3, $4)', [log.id, log.site_id, log.origin, log.epoch]);
}

/** All logs, the organisation's first. */
export async function readLogs(client: LedgerClient): Promise<LedgerLog[]> {
  const found = await client.query<LedgerLog>('select id, site_id, origin, epoch from ledger.log order by site_id nulls first, epoch');
  return found.rows;
}

/** Of every place the log that takes new entries: its latest epoch. The organisation's first. */
export async function readOpenLogs(client: LedgerClient): Promise<LedgerLog[]> {
  const logs = await readLogs(client);
  return logs.filter((log) => !logs.some((other) => other.site_id === log.site_id && other.epoch > log.epoch));
}

/** All epochs of a place's log, the first one first; empty before it was opened. */
export async function readEpochs(client: LedgerClient, site_id: string | null): Promise<LedgerLog[]> {
  return (await readLogs(client)).filter((log) => log.site_id === site_id);
}

/** The log that takes new entries of a site (null: the organisation): its latest epoch. Undefined before it was opened. */
export async function findLog(client: LedgerClient, site_id: string | null): Promise<LedgerLog | undefined> {
  const found = await client.query<LedgerLog>(
    'select id, site_id, origin, epoch from ledger.log where site_id is not distinct from $1 order by epoch desc limit 1',
    [site_id],
  );
  return found.rows[0];
}

/** What stands behind an entry's commitments, in their order. */
type Committed = { commitments: string[]; salts: Buffer[]; payloads: Buffer[] };

function commitAll(personal: Readonly<Record<string, string>>): Committed {
  const payloads = payloadsOf(personal);
  const salts = payloads.map(() => freshRandom(SALT_BYTES));
  return { commitments: payloads.map((payload, n) => commitTo(salts[n]!, payload, sha256)), salts, payloads };
}

const payloadsOf = (personal: Readonly<Record<string, string>>): Buffer[] =>
  Object.entries(personal).map(([name, text]) => Buffer.from(JSON.stringify({ name, text })));

function sealedOf(entry: EntryDraft, commitments: string[]): SealedEntry {
  const built = buildEntry({ content: [], prev: null, ...entry, v: 1, commitments }, sha256);
  if (!built.ok) throw new TypeError(`not a ledger entry: ${built.error.what}`);
  return built.value;
}

/**
 * The statement that appends an entry, for whoever holds the transaction. Throws TypeError for an entry no log can hold (a field
 * missing, bare personal data where an id is expected, more than 60,000 bytes).
 */
export function appendStatement({ log_id, entry, personal = {} }: Append): { id: string; text: string; values: unknown[] } {
  const { commitments, salts, payloads } = commitAll(personal);
  const { body, leaf } = sealedOf(entry, commitments);
  const values = [log_id, entry.id, Buffer.from(body), Buffer.from(leaf), salts, payloads];
  return { id: entry.id, text: 'select ledger.append($1, $2, $3, $4, $5, $6)', values };
}

/**
 * The statement that appends the next entry of a subject to its site's log, which must be open: what waits for a place without a log is set aside
 * and named. Its body, with what its subject's former entry was, is made of these parts where it is sealed. Throws TypeError as `appendStatement`.
 */
export function appendNextStatement(entry: Omit<EntryDraft, 'prev'>, personal: Readonly<Record<string, string>> = {}): LastStatement {
  const payloads = Object.entries(personal);
  const parts = buildParts({ ...entry, content: entry.content ?? [] }, payloads.length);
  if (!parts.ok) throw new TypeError(`not a ledger entry: ${parts.error.what}`);
  const { id, at, kind, actor, via, site, subject } = entry;
  const told = `${kind} ${subject.type} ${actor} ${via} ${subject.id} ${subject.version ?? ''}`;
  const { facts, content } = parts.value;
  const [first = null, ...others] = payloads.map(([name, text]) => saltedOf(JSON.stringify({ name, text })));
  const isPlain = content === '[]' && others.length === 0 && told.length < 2000 && facts.length * 3 < 8000;
  if (isPlain)
    return { name: 'ledger_plain', text: appendPlain, values: [site ?? organisationPlace, id, timeBytes(at), told, facts, first] };
  const rest = [content === '[]' ? null : content, first, others.length === 0 ? null : arrayOf(others)];
  return { name: 'ledger_append_next', text: appendNext, values: [site, id, timeBytes(at), told, facts, ...rest] };
}

// Most acts have no content and one commitment or none: what is asked of them, and what they send, is less.
const appendPlain = 'insert into ledger.plain (place, id, at, told, facts, behind) values ($1, $2, $3, $4, $5, $6)';
/** Where the organisation's entries wait, as a site's do under its id. */
const organisationPlace = '00000000-0000-0000-0000-000000000000';
const appendNext = 'select ledger.append_next($1, $2, $3, $4, $5, $6, $7, $8)';

/** A fresh salt, and the payload after it. */
function saltedOf(payload: string): Buffer {
  const bytes = Buffer.allocUnsafe(SALT_BYTES + Buffer.byteLength(payload));
  bytes.set(freshRandom(SALT_BYTES));
  bytes.write(payload, SALT_BYTES);
  return bytes;
}

/** A timestamptz as `timestamptz_recv` takes it, microseconds since 2000: PostgreSQL need not read it from text. */
function timeBytes(at: string): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  const ms = Date.parse(at) - year2000;
  // In two halves: the microseconds of far years are no exact number.
  const upperMs = Math.floor(ms / half);
  const lower = (ms - upperMs * half) * 1000;
  const carry = Math.floor(lower / half);
  bytes.writeInt32BE(upperMs * 1000 + carry);
  bytes.writeUInt32BE(lower - carry * half, 4);
  return bytes;
}

const half = 2 ** 32;
const year2000 = Date.UTC(2000, 0, 1);

const arrayOf = (items: readonly Buffer[]): string => `{${items.map((bytes) => `"\\\\x${bytes.toString('hex')}"`).join(',')}}`;

/**
 * Opens the next epoch of a log together with its first entry, which says what the former epoch held here and what was signed of it. Throws
 * PostgreSQL's 23514 unless `former_id` is the place's latest, all of it sealed, and the entry is a `ledger.restored`.
 */
export async function openEpoch(client: LedgerClient, former_id: string, log: LedgerLog, first: Omit<Append, 'log_id'>): Promise<void> {
  const { values } = appendStatement({ ...first, log_id: log.id });
  await client.query('select ledger.open_epoch($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    former_id,
    log.id,
    log.origin,
    log.epoch,
    ...values.slice(1),
  ]);
}

/** Appends an entry inside the caller's transaction; it gets its index when the transaction has committed and the sequencer has passed. */
export async function appendEntry(client: LedgerClient, append: Append): Promise<{ id: string }> {
  const { id, text, values } = appendStatement(append);
  await client.query(text, values);
  return { id };
}

/** The subject's latest entry, sealed or not; read it under the subject's row lock and append with it as `prev`. */
export async function previousEntryId(client: LedgerClient, log_id: string, subject: { type: string; id: string }): Promise<string | null> {
  const found = await client.query<{ id: string }>(
    `(select id, 0 as sealed, inserted_at, 0::bigint as idx from ledger.pending
        where log_id = $1 and subject_type = $2 and subject_id = $3 order by inserted_at desc, id desc limit 1)
     union all
     (select e.id, 1, null, f.idx from ledger.fact f join ledger.entry e using (log_id, idx)
        where f.log_id = $1 and f.subject_type = $2 and f.subject_id = $3 order by f.idx desc limit 1)
     order by sealed limit 1`,
    [log_id, subject.type, subject.id],
  );
  return found.rows[0]?.id ?? null;
}

/** Sealed entries from index `from` on, at most `limit`, in order. */
export async function readEntries(client: LedgerClient, log_id: string, from: number, limit: number): Promise<StoredEntry[]> {
  const found = await client.query<StoredEntry>(
    'select idx, id, body, leaf from ledger.entry where log_id = $1 and idx >= $2 order by idx limit $3',
    [log_id, from, limit],
  );
  return found.rows.map((row) => ({ ...row, idx: Number(row.idx) }));
}

/** Where an entry stands, null while it is being sealed or unknown. */
export async function findEntry(client: LedgerClient, id: string): Promise<(StoredEntry & { log_id: string }) | null> {
  const found = await client.query<StoredEntry & { log_id: string }>('select log_id, idx, id, body, leaf from ledger.entry where id = $1', [
    id,
  ]);
  const row = found.rows[0];
  return row ? { ...row, idx: Number(row.idx) } : null;
}

/** How many entries are sealed, how many wait, and since when (ISO 8601 UTC). */
export type LogProgress = { size: number; pending: number; oldest_pending_at: string | null };

export async function readProgress(client: LedgerClient, log_id: string): Promise<LogProgress> {
  const found = await client.query<{ size: string; pending: string; oldest: string | null }>(
    `select (select coalesce(max(idx) + 1, 0) from ledger.entry where log_id = $1) as size, count(*) as pending,
       to_char(min(inserted_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as oldest
     from ledger.waiting w join ledger.place p using (place)
     where p.log_id = $1 and (select e.log_id from ledger.entry e where e.id = w.id) is null`,
    [log_id],
  );
  const row = found.rows[0]!;
  return { size: Number(row.size), pending: Number(row.pending), oldest_pending_at: row.oldest };
}

/** The checkpoint of the largest size, or of the smallest that covers entry `covering`. */
export async function latestCheckpoint(client: LedgerClient, log_id: string, covering?: number): Promise<StoredCheckpoint | null> {
  const found = await client.query<StoredCheckpoint>(
    `select size, root, note, to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as published_at
     from ledger.checkpoint where log_id = $1 ${covering === undefined ? 'order by size desc' : 'and size > $2 order by size'} limit 1`,
    covering === undefined ? [log_id] : [log_id, covering],
  );
  const row = found.rows[0];
  return row ? { ...row, size: Number(row.size) } : null;
}

/** RFC 9162, 2.1.3.1, in as many rows as the proof needs. Throws RangeError unless 0 <= idx < size. */
export async function inclusionProof(client: LedgerClient, log_id: string, idx: number, size: number): Promise<StoredProof> {
  return { size, path: await proofOf(client, log_id, inclusionRanges(idx, size)) };
}

/** RFC 9162, 2.1.4.1. Throws RangeError unless 0 < oldSize <= size. */
export async function consistencyProof(client: LedgerClient, log_id: string, oldSize: number, size: number): Promise<StoredProof> {
  return { size, path: await proofOf(client, log_id, consistencyRanges(oldSize, size)) };
}

async function proofOf(client: LedgerClient, log_id: string, ranges: readonly LeafRange[]): Promise<Uint8Array[]> {
  return makeProof(ranges, await readNodes(client, log_id, positionsOf(ranges)), sha256);
}

/** Reads the hashes of perfect subtrees in one go; the lookup throws RangeError for one that is not stored. */
export async function readNodes(client: LedgerClient, log_id: string, positions: readonly Position[]): Promise<NodeLookup> {
  const inner = positions.filter(({ level }) => level > 0);
  const leaves = positions.filter(({ level }) => level === 0).map(({ k }) => k);
  const found = await client.query<{ level: number; k: string; hash: Buffer }>(
    `select n.level, n.k, n.hash from unnest($2::smallint[], $3::bigint[]) as wanted (level, k) join ledger.node n
       on n.log_id = $1 and n.level = wanted.level and n.k = wanted.k
     union all select 0, idx, leaf from ledger.entry where log_id = $1 and idx = any($4::bigint[])`,
    [log_id, inner.map(({ level }) => level), inner.map(({ k }) => k), leaves],
  );
  const hashes = new Map(found.rows.map(({ level, k, hash }) => [`${level}/${k}`, hash]));
  return (level, k) => {
    const hash = hashes.get(`${level}/${k}`);
    if (!hash) throw new RangeError(`node ${level}/${k} is not stored`);
    return hash;
  };
}
