// SQL of what enforcers say: the last report, and what it means for the list that is tried.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { EnforcerReport } from './schema.ts';

export type Following = { list_sequence: number; becomes: 'waiting' | 'confirmed' | 'rolled_back'; why: string | null };

/** Notes the report: telemetry, no act. Says whether the enforcer had counted as silent. */
export async function noteReport(
  db: Database,
  site_id: string,
  enforcer_id: string,
  report: EnforcerReport,
): Promise<{ was_silent: boolean }> {
  const noted = await sql<{
    was_silent: boolean;
  }>`update holdfast.enforcer e set seen_at = now(), report = ${JSON.stringify({ ...report, events: [] })}::jsonb
    from (select silence_told from holdfast.enforcer where site_id = ${site_id} and id = ${enforcer_id}) b
    where e.site_id = ${site_id} and e.id = ${enforcer_id} and e.ended_at is null returning b.silence_told as was_silent`.execute(db);
  return { was_silent: noted.rows[0]?.was_silent ?? false };
}

export type Tried = {
  list_sequence: number;
  state: 'offered' | 'waiting';
  confirms_itself: boolean;
  is_answered: boolean;
  /** The maintenance window in which the product rolled it out: nobody may be looking. */
  window_number: number | null;
  confirm_within_s: number;
};

/** The list that is tried, or null. */
export async function readTried(db: Database | Tx, site_id: string, enforcer_id: string): Promise<Tried | null> {
  const found =
    await sql<Tried>`select l.list_sequence::float8 as list_sequence, l.state, e.confirms_itself, l.confirmation is not null as is_answered, w.number as window_number, e.confirm_within_s
    from holdfast.enforcer_list l join holdfast.enforcer e on e.site_id = l.site_id and e.id = l.enforcer_id
    left join holdfast.maintenance_window w on w.site_id = l.site_id and w.id = l.window_id
    where l.site_id = ${site_id} and l.enforcer_id = ${enforcer_id} and l.state in ('offered', 'waiting') order by l.list_sequence desc limit 1`.execute(
      db,
    );
  return found.rows[0] ?? null;
}

/** Lets the list that is tried become what the enforcer says it is. False when it was so already. */
export async function followList(tx: Tx, site_id: string, enforcer_id: string, it: Following, seconds_left: number): Promise<boolean> {
  const own = sql`site_id = ${site_id} and enforcer_id = ${enforcer_id} and list_sequence = ${it.list_sequence}`;
  if (it.becomes === 'waiting') {
    const waits =
      await sql`update holdfast.enforcer_list set state = 'waiting', applied_at = now(), due_at = now() + make_interval(secs => ${seconds_left})
      where ${own} and state = 'offered' returning 1`.execute(tx);
    return waits.rows.length > 0;
  }
  if (it.becomes === 'rolled_back') {
    const back =
      await sql`update holdfast.enforcer_list set state = 'rolled_back', why = ${it.why}, ended_at = now() where ${own} and state in ('offered', 'waiting') returning 1`.execute(
        tx,
      );
    return back.rows.length > 0;
  }
  const kept =
    await sql`update holdfast.enforcer_list set state = 'confirmed', applied_at = coalesce(applied_at, now()), confirmed_at = coalesce(confirmed_at, now())
    where ${own} and state in ('offered', 'waiting') returning 1`.execute(tx);
  if (kept.rows.length === 0) return false;
  await sql`update holdfast.enforcer_list set state = 'past', ended_at = now()
    where site_id = ${site_id} and enforcer_id = ${enforcer_id} and state = 'confirmed' and list_sequence <> ${it.list_sequence}`.execute(
    tx,
  );
  return true;
}

export type Silent = { site_id: string; id: string; name: string; seen_at: string };

/** Enforcers not heard for so long, of which nobody was told yet. */
export async function listSilent(db: Database, seconds: number): Promise<Silent[]> {
  const found = await sql<Silent>`select site_id, id, name, seen_at from holdfast.enforcer
    where ended_at is null and enrolled_at is not null and seen_at < now() - make_interval(secs => ${seconds}) and not silence_told order by site_id, id`.execute(
    db,
  );
  return found.rows;
}

export async function noteSilence(tx: Tx, site_id: string, enforcer_id: string, silent: boolean): Promise<boolean> {
  const noted =
    await sql`update holdfast.enforcer set silence_told = ${silent} where site_id = ${site_id} and id = ${enforcer_id} and silence_told <> ${silent} returning 1`.execute(
      tx,
    );
  return noted.rows.length > 0;
}

/** Whether every enforcer of a site that can be ordered trusts this key, and no other any more. */
export async function allTrust(db: Database, site_id: string, vkey: string): Promise<boolean> {
  const found = await sql<{
    all: boolean;
  }>`select coalesce(bool_and(report->'trusts' = ${JSON.stringify([vkey])}::jsonb), true) as all from holdfast.enforcer
    where site_id = ${site_id} and ended_at is null and enrolled_at is not null`.execute(db);
  return found.rows[0]?.all ?? true;
}
