// SQL of roll-outs that belong to a maintenance window: which lists are due on which enforcer, and which came too late to be tried.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';

/** `conduit_ids`: whose lists came into force in a window that is open now and were not tried on the enforcer yet. */
export type DueRollOut = { site_id: string; enforcer_id: string; window_id: string; window_number: number; conduit_ids: string[] };
type DueRow = Omit<DueRollOut, 'conduit_ids'> & { conduit_id: string };
type Where = { site_id: string; enforcer_id: string };

/**
 * What is due now, an enforcer each; `only`: on one. Where a list is tried, nothing is due until it was confirmed or went back. A list that went
 * back is not tried again by itself: somebody has to look first.
 */
export async function listDueRollOuts(db: Database | Tx, now: Date, only: Where | null = null): Promise<DueRollOut[]> {
  const rows = await sql<DueRow>`select e.site_id, e.id as enforcer_id, w.id as window_id, w.number as window_number, c.id as conduit_id
    from holdfast.enforcer e
    join holdfast.conduit c on c.site_id = e.site_id
    join holdfast.enforcer_zone a on a.site_id = e.site_id and a.enforcer_id = e.id and a.zone_id = c.zone_a
    join holdfast.enforcer_zone b on b.site_id = e.site_id and b.enforcer_id = e.id and b.zone_id = c.zone_b
    join holdfast.allow_list l on l.site_id = c.site_id and l.conduit_id = c.id and l.state = 'approved'
    join holdfast.maintenance_window w on w.site_id = l.site_id and w.id = l.window_id and w.state = 'approved' and w.starts_at <= ${now} and w.ends_at > ${now}
    where e.kind = 'enforcer' and e.enrolled_at is not null and e.ended_at is null and ${isOnly(only)}
      and not exists (select 1 from holdfast.enforcer_list t where t.site_id = e.site_id and t.enforcer_id = e.id
        and (t.state in ('offered', 'waiting') or t.why is distinct from 'machine_replaced'
          and t.versions @> jsonb_build_array(jsonb_build_object('conduit_id', c.id, 'version', l.version))))
    order by e.site_id, e.id, w.ends_at, c.id`.execute(db);
  const found = new Map<string, DueRollOut>();
  for (const { conduit_id, ...row } of rows.rows) {
    const due = found.get(row.enforcer_id) ?? { ...row, conduit_ids: [] };
    due.conduit_ids.push(conduit_id);
    found.set(row.enforcer_id, due);
  }
  return [...found.values()];
}

const isOnly = (only: Where | null): RawBuilder<unknown> =>
  only === null ? sql`true` : sql`e.site_id = ${only.site_id} and e.id = ${only.enforcer_id}`;

/** True for a list `l` that was offered in a window that is over or called off: no enforcer took it in time, and none shall take it now. */
export const isTooLate = (
  now: Date,
): RawBuilder<boolean> => sql`(l.state = 'offered' and exists (select 1 from holdfast.maintenance_window w
    where w.site_id = l.site_id and w.id = l.window_id and (w.ends_at <= ${now} or w.state <> 'approved')))`;

/** Lists that were offered and not taken before their window was over. */
export async function listTooLate(db: Database, now: Date): Promise<(Where & { list_sequence: number })[]> {
  return (
    await sql<Where & { list_sequence: number }>`select l.site_id, l.enforcer_id, l.list_sequence::float8 as list_sequence
      from holdfast.enforcer_list l where ${isTooLate(now)} order by l.site_id, l.enforcer_id limit 200`.execute(db)
  ).rows;
}

/** Two that look at the same time roll out once. */
export async function lockEnforcer(tx: Tx, site_id: string, enforcer_id: string): Promise<void> {
  await sql`select 1 from holdfast.enforcer where site_id = ${site_id} and id = ${enforcer_id} for update`.execute(tx);
}
