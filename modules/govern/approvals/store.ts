// All SQL of approvals: open one inside the act that asks, decide it inside the act that takes effect.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Permit } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { Approval } from './schema.ts';

export type NewApproval = {
  subject_type: string;
  subject_id: string;
  opens: string;
  title: string;
  sentence: string;
  zone_ids: string[];
  reason: string;
};

/** Opens an approval that waits for somebody else than the one who asks. Returns its id. */
export async function openApproval(tx: Tx, site_id: string, asked_by: string, it: NewApproval): Promise<string> {
  const opened = await sql<{
    id: string;
  }>`insert into holdfast.approval (site_id, subject_type, subject_id, opens, title, sentence, zone_ids, state, asked_by, reason)
    values (${site_id}, ${it.subject_type}, ${it.subject_id}, ${it.opens}, ${it.title}, ${it.sentence}, ${it.zone_ids}::uuid[], 'waiting', ${asked_by}, ${it.reason})
    returning id`.execute(tx);
  return opened.rows[0]!.id;
}

/** Decides a waiting approval. Throws forbidden when the one who asked decides, conflict when it no longer waits. */
export async function decideApproval(
  tx: Tx,
  permit: Permit,
  site_id: string,
  approval_id: string,
  it: { decision: 'approved' | 'refused' | 'withdrawn'; reason: string },
): Promise<void> {
  const [row] = (
    await sql<{ asked_by: string; state: string; sentence: string }>`select asked_by, state, sentence from holdfast.approval
    where site_id = ${site_id} and id = ${approval_id} for update`.execute(tx)
  ).rows;
  if (!row) throw new Failure('not_found', 'approval_not_found');
  if (row.state !== 'waiting') throw new Failure('conflict', 'already_decided', { state: row.state });
  const own = row.asked_by === permit.actor_id;
  if (it.decision !== 'withdrawn' && own) throw new Failure('forbidden', 'second_person_needed');
  if (it.decision !== 'withdrawn' && permit.sentence !== row.sentence)
    throw new Failure('forbidden', 'not_allowed', { sentence: row.sentence });
  if (it.decision === 'withdrawn' && !own) throw new Failure('forbidden', 'only_who_asked_withdraws');
  await sql`update holdfast.approval set state = ${it.decision}, decided_by = ${permit.actor_id}, decided_at = now(), decision_reason = ${it.reason}
    where site_id = ${site_id} and id = ${approval_id}`.execute(tx);
}

type Row = Omit<Approval, 'mine_to_decide'> & { sentence: string; zone_ids: string[] };

/** Approvals of a site, newest first; `state` narrows. */
export async function listApprovals(db: Database | Tx, site_id: string, state: string[] | undefined): Promise<Row[]> {
  const wanted = state ? sql`a.state = any(${state})` : sql`true`;
  return (
    await sql<Row>`select a.id, a.subject_type, a.subject_id, a.opens, a.title, a.state, a.asked_by, p.name as asked_by_name, a.asked_at, a.reason,
      a.decided_by, d.name as decided_by_name, a.decided_at, a.decision_reason, a.sentence, a.zone_ids
    from holdfast.approval a join holdfast.person p on p.id = a.asked_by left join holdfast.person d on d.id = a.decided_by
    where a.site_id = ${site_id} and ${wanted} order by a.asked_at desc, a.id limit 1000`.execute(db)
  ).rows;
}
