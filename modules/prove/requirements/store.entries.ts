// The entries behind marks: which entry of which ledger, what was done, and by whom.
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { MarkRow } from './rules.ts';
import type { ProofRow } from './schema.ts';

export type EntryOf = Pick<ProofRow, 'entry_id' | 'log_site_id' | 'kind' | 'actor_id' | 'actor_name'>;

/** By `<log_id>/<idx>`. */
export async function readEntries(db: Database, marks: readonly Pick<MarkRow, 'log_id' | 'idx'>[]): Promise<Map<string, EntryOf>> {
  if (marks.length === 0) return new Map();
  const wanted = JSON.stringify(marks.map(({ log_id, idx }) => ({ log_id, idx })));
  const found = await sql<
    EntryOf & { key: string }
  >`select f.log_id || '/' || f.idx as key, e.id as entry_id, f.site_id as log_site_id, f.kind, f.actor as actor_id, p.name as actor_name
    from (select distinct log_id, idx from jsonb_to_recordset(${wanted}::jsonb) as m(log_id uuid, idx bigint)) m
    join ledger.fact f on f.log_id = m.log_id and f.idx = m.idx join ledger.entry e on e.log_id = m.log_id and e.idx = m.idx
    left join holdfast.person p on p.id::text = f.actor`.execute(db);
  return new Map(found.rows.map(({ key, ...entry }) => [key, entry]));
}
