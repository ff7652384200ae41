// All SQL of responsibility per activity: who is accountable, does it, is asked and told, where a site said other than the default.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { requireRaci } from './rules.duties.ts';
import type { RaciAt } from './rules.fold.ts';
import type { ChangedRaci } from './schema.duties.ts';

export type RaciSet = RaciAt & {
  activity_id: string;
  cause_type: 'finding' | 'exercise' | null;
  cause_id: string | null;
  changed_at: string;
  changed_by_name: string | null;
  version: number;
};

/** What a site set itself, by activity. */
export async function listRaci(db: Database | Tx, site_id: string, activity_id?: string): Promise<Map<string, RaciSet>> {
  const which = activity_id === undefined ? sql`true` : sql`r.activity_id = ${activity_id}`;
  const found =
    await sql<RaciSet>`select r.activity_id, r.accountable, r.responsible, r.consulted, r.informed, r.cause_type, r.cause_id, r.changed_at,
      p.name as changed_by_name, r.version
    from holdfast.raci r left join holdfast.person p on p.id = r.changed_by where r.site_id = ${site_id} and ${which}`.execute(db);
  return new Map(found.rows.map((row) => [row.activity_id, row]));
}

/** Sets who does what. Throws conflict when it was changed since `version` (0: never set), unprocessable for a role in two columns. */
export async function keepRaci(tx: Tx, site_id: string, activity_id: string, it: ChangedRaci, by: string): Promise<void> {
  requireRaci(it);
  if (it.cause?.type === 'finding') await requireFinding(tx, site_id, it.cause.id);
  const values = sql`${it.accountable}, ${it.responsible}, ${it.consulted}, ${it.informed}, ${it.cause?.type ?? null}, ${it.cause?.id ?? null}, ${by}`;
  const kept =
    await sql`insert into holdfast.raci as r (site_id, activity_id, accountable, responsible, consulted, informed, cause_type, cause_id, changed_by)
    select ${site_id}, ${activity_id}, ${values} where ${it.version} = 0 or exists (select from holdfast.raci where site_id = ${site_id} and activity_id = ${activity_id})
    on conflict (site_id, activity_id) do update set accountable = excluded.accountable, responsible = excluded.responsible, consulted = excluded.consulted,
      informed = excluded.informed, cause_type = excluded.cause_type, cause_id = excluded.cause_id, changed_by = excluded.changed_by, changed_at = now(), version = r.version + 1
    where r.version = ${it.version} returning 1`.execute(tx);
  if (kept.rows.length === 0) throw new Failure('conflict', 'changed_meanwhile', { version: it.version });
}

async function requireFinding(tx: Tx, site_id: string, finding_id: string): Promise<void> {
  const found = await sql`select 1 from holdfast.finding where site_id = ${site_id} and id = ${finding_id}`.execute(tx);
  if (found.rows.length === 0) throw new Failure('not_found', 'finding_not_found');
}
