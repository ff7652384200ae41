// SQL of the clock: time servers, their answers, the judgement that stands.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { Judgement } from './rules.ts';
import type { NewTimeServers, TimeServer, Verdict } from './schema.ts';

export async function listTimeServers(db: Database | Tx): Promise<TimeServer[]> {
  return (
    await sql<TimeServer>`select host, port, asked_at, answered_at, offset_ms, delay_ms, fault from holdfast.time_server order by host, port`.execute(
      db,
    )
  ).rows;
}

/** These and no others from now on; what a kept one answered stays. Returns the organisation's id. */
export async function keepTimeServers(tx: Tx, servers: NewTimeServers['servers']): Promise<string> {
  const wanted = JSON.stringify(servers);
  await sql`delete from holdfast.time_server s where not exists
    (select from jsonb_to_recordset(${wanted}::jsonb) as w(host text, port int) where w.host = s.host and w.port = s.port)`.execute(tx);
  await sql`insert into holdfast.time_server (organisation_id, host, port)
    select o.id, w.host, w.port from holdfast.organisation o, jsonb_to_recordset(${wanted}::jsonb) as w(host text, port int)
    on conflict do nothing`.execute(tx);
  return (await sql<{ id: string }>`select id from holdfast.organisation`.execute(tx)).rows[0]!.id;
}

/** Notes what servers answered: telemetry, renewed every few minutes. */
export async function noteAnswers(db: Database, answers: readonly TimeServer[]): Promise<void> {
  await sql`update holdfast.time_server s set asked_at = a.asked_at, fault = a.fault,
      answered_at = coalesce(a.answered_at, s.answered_at), offset_ms = coalesce(a.offset_ms, s.offset_ms), delay_ms = coalesce(a.delay_ms, s.delay_ms)
    from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb)
      as a(host text, port int, asked_at timestamptz, answered_at timestamptz, offset_ms float8, delay_ms float8, fault text)
    where s.host = a.host and s.port = a.port`.execute(db);
}

/** The judgement that stands; `unchecked` before the first. */
export async function readVerdict(db: Database | Tx): Promise<Verdict> {
  return (await sql<{ verdict: Verdict }>`select verdict from holdfast.clock_judgement`.execute(db)).rows[0]?.verdict ?? 'unchecked';
}

/** Returns the organisation's id. */
export async function keepJudgement(tx: Tx, { verdict, offset_ms }: Judgement): Promise<string> {
  const kept = await sql<{ organisation_id: string }>`insert into holdfast.clock_judgement as j (organisation_id, verdict, offset_ms)
    select id, ${verdict}, ${offset_ms} from holdfast.organisation
    on conflict (organisation_id) do update set verdict = excluded.verdict, offset_ms = excluded.offset_ms, since = now()
    returning organisation_id`.execute(tx);
  return kept.rows[0]!.organisation_id;
}
