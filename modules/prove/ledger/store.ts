// SQL of the ledger's read side: entries with who and what, what changed since, erasable texts. Nothing here writes.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, isOneOf, slice } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { changes, Entry, EntryDetail, entryQuery } from './schema.ts';

/** Sealed entries and those being sealed, as one. */
const all = (
  log_id: string,
) => sql`(select e.id, e.idx, f.kind, f.at, f.actor as actor_id, convert_from(e.body, 'UTF8')::jsonb as body, f.subject_type, f.subject_id, e.leaf, e.body as bytes
    from ledger.entry e join ledger.fact f on f.log_id = e.log_id and f.idx = e.idx where e.log_id = ${log_id}
  union all
  select p.id, null, b.body ->> 'kind', (b.body ->> 'at')::timestamptz, b.body ->> 'actor', b.body, p.subject_type, p.subject_id, p.leaf, p.body
    from ledger.pending p cross join lateral (select convert_from(p.body, 'UTF8')::jsonb as body) b
    where p.log_id = ${log_id} and not exists (select 1 from ledger.entry s where s.id = p.id)) e`;
const named = sql`left join holdfast.person p on p.id::text = e.actor_id`;
const columns = sql`e.id, e.idx, e.kind, e.at, e.actor_id, p.name as actor_name, e.body ->> 'via' as via, e.subject_type, e.subject_id, e.body -> 'facts' as facts, encode(e.leaf, 'hex') as leaf`;

export async function listEntries(
  db: Database,
  log_id: string,
  query: z.output<typeof entryQuery>,
): Promise<{ rows: Entry[]; total: number }> {
  const where = every([
    isOneOf('e.kind', query.kind),
    isOneOf('e.actor_id', query.actor_id),
    isOneOf('e.subject_id', query.subject_id),
    query.since ? sql`e.at >= ${query.since}` : null,
    query.until ? sql`e.at < ${query.until}` : null,
    contains("e.kind || ' ' || e.subject_id || ' ' || coalesce(p.name, e.actor_id)", query.search),
  ]);
  const rows =
    await sql<Entry>`select ${columns} from ${all(log_id)} ${named} where ${where} order by e.idx desc nulls first, e.id desc ${slice(query)}`.execute(
      db,
    );
  const count = await sql<{ total: number }>`select count(*)::int as total from ${all(log_id)} ${named} where ${where}`.execute(db);
  return { rows: rows.rows, total: count.rows[0]!.total };
}

type Erasable = EntryDetail['erasable'][number];

/** One entry with its exact bytes and what stands behind its commitments. */
export async function readEntry(db: Database, log_id: string, entry_id: string): Promise<Omit<EntryDetail, 'proof'>> {
  const [row] = (
    await sql<
      Entry & { text: string }
    >`select ${columns}, convert_from(e.bytes, 'UTF8') as text from ${all(log_id)} ${named} where e.id = ${entry_id}`.execute(db)
  ).rows;
  if (!row) throw new Failure('not_found', 'entry_not_found');
  const kept = await sql<{
    n: number;
    payload: string | null;
    erased_at: string | null;
  }>`select n, convert_from(payload, 'UTF8') as payload, erased_at
    from ledger.erasable where entry_id = ${entry_id} order by n`.execute(db);
  const erasable: Erasable[] = kept.rows.map((it) => ({ n: it.n, erased_at: it.erased_at, ...wordsOf(it.payload) }));
  const { text, ...entry } = row;
  return { ...entry, body: text, erasable };
}

function wordsOf(payload: string | null): { name: string; text: string | null } {
  if (payload === null) return { name: '', text: null };
  const { name, text } = JSON.parse(payload) as { name: string; text: string };
  return { name, text };
}

/** Acts since a time, by kind. */
export async function readChanges(db: Database | Tx, log_id: string, since: string): Promise<z.output<typeof changes>['kinds']> {
  return (
    await sql<{ kind: string; count: number; latest: string }>`select f.kind, count(*)::int as count, max(f.at) as latest from ledger.fact f
    where f.log_id = ${log_id} and f.at >= ${since} group by f.kind order by max(f.at) desc`.execute(db)
  ).rows;
}

/** Root of a checkpoint of just this size as base64, or null. */
export async function readRoot(db: Database, log_id: string, size: number): Promise<string | null> {
  const [row] = (
    await sql<{
      root: string;
    }>`select encode(root, 'base64') as root from ledger.checkpoint where log_id = ${log_id} and size = ${size}`.execute(db)
  ).rows;
  return row?.root ?? null;
}
