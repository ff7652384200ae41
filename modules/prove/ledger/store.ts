// SQL of the ledger's read side: one entry with who and what, what changed since, erasable texts. Nothing here writes.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { changes, Entry, EntryDetail } from './schema.ts';

type Kept = Entry & { text: string };

/** One entry with its exact bytes and what stands behind its commitments. */
export async function readEntry(db: Database, log_id: string, entry_id: string): Promise<Omit<EntryDetail, 'proof'>> {
  const found =
    await sql<Kept>`select e.id, e.idx, b.body ->> 'kind' as kind, to_char((b.body ->> 'at')::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      b.body ->> 'actor' as actor_id, p.name as actor_name, b.body ->> 'via' as via, b.body -> 'subject' ->> 'type' as subject_type,
      b.body -> 'subject' ->> 'id' as subject_id, b.body -> 'facts' as facts, encode(e.leaf, 'hex') as leaf, convert_from(e.body, 'UTF8') as text
    from (select id, idx, body, leaf from ledger.entry where log_id = ${log_id} and id = ${entry_id}
      union all select id, null, body, leaf from ledger.pending where log_id = ${log_id} and id = ${entry_id} limit 1) e
    cross join lateral (select convert_from(e.body, 'UTF8')::jsonb as body) b left join holdfast.person p on p.id::text = b.body ->> 'actor'`.execute(
      db,
    );
  const [row] = found.rows;
  if (!row) throw new Failure('not_found', 'entry_not_found');
  const erasable = await readErasable(db, entry_id);
  const { text, ...entry } = row;
  return { ...entry, reason: erasable.find(({ name }) => name === 'reason')?.text ?? null, body: text, erasable };
}

type Erasable = EntryDetail['erasable'][number];

async function readErasable(db: Database, entry_id: string): Promise<Erasable[]> {
  type Kept = Pick<Erasable, 'n' | 'erased_at' | 'erased_by_name' | 'erasing_entry'> & {
    salt: Buffer | null;
    payload: Buffer | null;
    why: string | null;
  };
  const kept =
    await sql<Kept>`select x.n, x.salt, x.payload, x.erased_at, x.reason_entry as erasing_entry, coalesce(p.name, x.erased_by) as erased_by_name,
      (select convert_from(w.payload, 'UTF8') from ledger.payload w where w.entry_id = x.reason_entry and w.n = 0) as why
    from ledger.payload x left join holdfast.person p on p.id::text = x.erased_by where x.entry_id = ${entry_id} order by x.n`.execute(db);
  return kept.rows.map(({ n, salt, payload, why, ...erased }) => ({
    n,
    ...erased,
    erased_why: wordsOf(why).text,
    ...wordsOf(payload?.toString() ?? null),
    opening: salt && payload && { salt: salt.toString('base64'), payload: payload.toString('base64') },
  }));
}

function wordsOf(payload: string | null): { name: string; text: string | null } {
  if (payload === null) return { name: '', text: null };
  const { name, text } = JSON.parse(payload) as { name: string; text: string };
  return { name, text };
}

/** Reasons of entries by their ids; those without one, or erased, are left out. */
export async function readReasons(db: Database, entry_ids: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ entry_id: string; payload: string }>`select entry_id, convert_from(payload, 'UTF8') as payload
    from ledger.payload where entry_id = any(${[...entry_ids]}::uuid[]) and payload is not null`.execute(db);
  const told = found.rows.map(({ entry_id, payload }) => ({ entry_id, ...wordsOf(payload) }));
  return new Map(told.flatMap(({ entry_id, name, text }) => (name === 'reason' && text !== null ? [[entry_id, text]] : [])));
}

/** Acts since a time, by kind. */
export async function readChanges(db: Database | Tx, log_id: string, since: string): Promise<z.output<typeof changes>['kinds']> {
  return (
    await sql<{ kind: string; count: number; latest: string }>`select f.kind, count(*)::int as count, max(f.at) as latest from ledger.fact f
    where f.log_id = ${log_id} and f.at >= ${since} group by f.kind order by max(f.at) desc`.execute(db)
  ).rows;
}
