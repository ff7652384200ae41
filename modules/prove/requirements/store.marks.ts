// Marks: what the ledger's facts prove, caught up behind them by a cursor for each log. Only derived: made anew, they are the same.
import type { EvidenceBinding, Fact } from '@holdfast/core-law';
import type { Tx } from '@holdfast/platform/act';
import { sha256 } from '@holdfast/platform/ledger-crypto';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { memberSource, type Matrix, type MarkRow, reopeningSource } from './rules.ts';
import { restoreLists } from './store.lists.ts';

/** Stands for the organisation's own log where a site's id stands. */
export const organisationWide = '00000000-0000-0000-0000-000000000000';

/** What reads a kind of fact: a binding's or a population's id, and its pure function. */
type Reader = {
  source: string;
  reads: (fact: Fact) => readonly { subject_id: string; effect: MarkRow['effect']; until_on?: string; at_site?: string }[];
};
export type Readers = { byKind: ReadonlyMap<string, readonly Reader[]>; kinds: readonly string[]; version: string };

/** All readers of a matrix by the kinds they listen to; `version` changes with any of them, and with `source`: a hash over the files their functions stand in. */
export function readersOf({ bindings, populations, reopening }: Matrix, source = ''): Readers {
  const readers = [
    ...bindings.map((it) => ({ source: it.id, kinds: it.kinds, reads: it.reads })),
    ...populations.map((it) => ({ source: memberSource(it.id), kinds: it.kinds, reads: it.reads })),
    ...(reopening === undefined
      ? []
      : [{ source: reopeningSource, kinds: reopening.kinds, reads: reopening.reads as EvidenceBinding['reads'] }]),
  ];
  const byKind = new Map<string, Reader[]>();
  for (const { source, kinds, reads } of readers)
    for (const kind of kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), { source, reads }]);
  const text = JSON.stringify([source, ...readers.map((it) => [it.source, it.kinds, String(it.reads)])]);
  return {
    byKind,
    kinds: [...byKind.keys()],
    version: Buffer.from(sha256(new TextEncoder().encode(text)))
      .toString('hex')
      .slice(0, 16),
  };
}

/** How far reading is: entries read of all that are sealed. */
export type Reading = { read: number; of: number };

type Log = { site_id: string; log_id: string; next_idx: number; size: number; version: string | null };

/** How far the marks are behind the ledger; marks of another version count as not read. */
export async function readingOf(db: Database | Tx, { version }: Readers): Promise<Reading> {
  const logs = await listLogs(db);
  const read = logs.reduce((sum, it) => sum + (it.version === version ? it.next_idx : 0), 0);
  return { read, of: logs.reduce((sum, it) => sum + it.size, 0) };
}

async function listLogs(db: Database | Tx): Promise<Log[]> {
  const found =
    await sql<Log>`select coalesce(l.site_id, ${organisationWide}::uuid) as site_id, l.id as log_id, coalesce(c.next_idx, 0)::float8 as next_idx,
      c.version, coalesce((select max(f.idx) + 1 from ledger.fact f where f.log_id = l.id), 0)::float8 as size
    from ledger.log l left join holdfast.evidence_cursor c on c.site_id = coalesce(l.site_id, ${organisationWide}::uuid) and c.log_id = l.id
    order by l.epoch, l.id`.execute(db);
  return found.rows;
}

/** `renews` false: marks of another version are left to the job, which makes them anew: a page does not wait for that. */
type CatchUpOptions = { limitMs?: number; isPatient?: boolean; renews?: boolean };

/** Entries of a log looked at in one transaction. */
const batchEntries = 20_000;

/**
 * Reads what was sealed since the last time and keeps its marks, at most `limitMs` long; returns how far it came. Two at a time do no harm:
 * the later waits for the site, or with `isPatient` false leaves it to the other.
 */
export async function catchUp(
  db: Database,
  readers: Readers,
  { limitMs = Number.POSITIVE_INFINITY, isPatient = true, renews = true }: CatchUpOptions = {},
): Promise<Reading> {
  const until = performance.now() + limitMs;
  for (const log of await listLogs(db)) {
    if (log.version === readers.version && log.next_idx >= log.size) continue;
    if (!renews && log.version !== null && log.version !== readers.version) continue;
    for (let more = true; more && performance.now() < until;) {
      more = await db.transaction().execute(async (tx) => readBatch(tx, readers, log, isPatient));
    }
  }
  return readingOf(db, readers);
}

/** One batch of a log; false when nothing is left or another reads this site. */
async function readBatch(tx: Tx, readers: Readers, log: Pick<Log, 'site_id' | 'log_id'>, isPatient: boolean): Promise<boolean> {
  if (!(await takeSite(tx, log.site_id, isPatient))) return false;
  const [cursor] = (
    await sql<{ next_idx: number; version: string }>`select next_idx::float8 as next_idx, version from holdfast.evidence_cursor
      where site_id = ${log.site_id} and log_id = ${log.log_id}`.execute(tx)
  ).rows;
  const isOurs = cursor?.version === readers.version;
  if (cursor !== undefined && !isOurs) await forget(tx, log);
  const from = isOurs ? cursor.next_idx : 0;
  const { size, rows } = await readFacts(tx, readers, log, from);
  const next = Math.min(size, from + batchEntries);
  await keepMarks(tx, marksOf(readers, rows, log));
  await sql`insert into holdfast.evidence_cursor (site_id, log_id, next_idx, version) values (${log.site_id}, ${log.log_id}, ${next}, ${readers.version})
    on conflict (site_id, log_id) do update set next_idx = excluded.next_idx, version = excluded.version`.execute(tx);
  return next < size;
}

async function takeSite(tx: Tx, site_id: string, isPatient: boolean): Promise<boolean> {
  const key = sql`hashtextextended(${`evidence ${site_id}`}, 0)`;
  if (!isPatient) return (await sql<{ has: boolean }>`select pg_try_advisory_xact_lock(${key}) as has`.execute(tx)).rows[0]!.has;
  await sql`select pg_advisory_xact_lock(${key})`.execute(tx);
  return true;
}

/** Readers have changed: all marks of the site go, and each of its logs (one an epoch) is read again. */
async function forget(tx: Tx, { site_id }: Pick<Log, 'site_id'>): Promise<void> {
  // The organisation's log may speak of single sites: its marks there are its own to forget, and no site forgets them.
  const own = sql`log_id in (select id from ledger.log where coalesce(site_id, ${organisationWide}::uuid) = ${site_id}::uuid)`;
  const where = site_id === organisationWide ? own : sql`site_id = ${site_id} and ${own}`;
  await sql`delete from holdfast.evidence_mark where ${where}`.execute(tx);
  await sql`delete from holdfast.evidence_latest where ${where}`.execute(tx);
  await sql`delete from holdfast.evidence_cursor where site_id = ${site_id}`.execute(tx);
}

type FactRow = Omit<Fact, 'at'> & { at: number; idx: number };

async function readFacts(
  tx: Tx,
  readers: Readers,
  { log_id }: Pick<Log, 'log_id'>,
  from: number,
): Promise<{ size: number; rows: FactRow[] }> {
  const size = await sql<{
    size: number;
  }>`select coalesce(max(idx) + 1, 0)::float8 as size from ledger.fact where log_id = ${log_id}`.execute(tx);
  const found = await sql<FactRow>`select f.idx::float8 as idx, f.kind, f.subject_type, f.subject_id, f.actor, f.site_id,
      (extract(epoch from f.at) * 1000)::float8 as at, f.data
    from ledger.fact f where f.log_id = ${log_id} and f.idx >= ${from}::bigint and f.idx < ${from + batchEntries}::bigint
      and f.kind = any(${[...readers.kinds]}::text[]) order by f.idx`.execute(tx);
  return { size: size.rows[0]!.size, rows: await restoreLists(tx, log_id, found.rows) };
}

type KeptMark = MarkRow & { site_id: string };

/** What the readers make of facts; of several marks of one fact on one subject the last counts. */
function marksOf(readers: Readers, rows: readonly FactRow[], log: Pick<Log, 'site_id' | 'log_id'>): KeptMark[] {
  const marks = new Map<string, KeptMark>();
  for (const { idx, at, ...rest } of rows) {
    const fact: Fact = { ...rest, at: new Date(at) };
    for (const { source, reads } of readers.byKind.get(fact.kind) ?? [])
      for (const { subject_id, effect, until_on = null, at_site } of reads(fact)) {
        const site_id = log.site_id === organisationWide ? (at_site ?? organisationWide) : log.site_id;
        marks.set(`${site_id}\n${source}\n${subject_id}\n${idx}`, {
          site_id,
          log_id: log.log_id,
          source,
          subject_id,
          effect,
          at,
          idx,
          until_on,
        });
      }
  }
  return [...marks.values()];
}

const markColumns = sql`site_id uuid, source text, subject_id text, at float8, log_id uuid, idx bigint, effect text, until_on date`;

async function keepMarks(tx: Tx, marks: readonly KeptMark[]): Promise<void> {
  if (marks.length === 0) return;
  await sql`insert into holdfast.evidence_mark (site_id, source, subject_id, at, log_id, idx, effect, until_on)
    select site_id, source, subject_id, to_timestamp(at / 1000), log_id, idx, effect, until_on from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m(${markColumns})
    on conflict do nothing`.execute(tx);
  const last = new Map<string, KeptMark>();
  for (const mark of marks) {
    const key = `${mark.site_id}\n${mark.source}\n${mark.subject_id}`;
    const known = last.get(key);
    if (known === undefined || known.at <= mark.at) last.set(key, mark);
  }
  await sql`insert into holdfast.evidence_latest as l (site_id, source, subject_id, at, log_id, idx, effect, until_on)
    select site_id, source, subject_id, to_timestamp(at / 1000), log_id, idx, effect, until_on from jsonb_to_recordset(${JSON.stringify([...last.values()])}::jsonb) as m(${markColumns})
    on conflict (site_id, source, subject_id) do update set at = excluded.at, log_id = excluded.log_id, idx = excluded.idx, effect = excluded.effect,
      until_on = excluded.until_on
    where excluded.at >= l.at`.execute(tx);
}
