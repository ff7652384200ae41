// SQL of approvals: ask inside the act that asks, read, list. Deciding is in store.decide.ts.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { tell } from '@holdfast/notices/store';
import type { Permit, Sentence } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Approval, will } from './schema.ts';

export type NewApproval = {
  /** What is asked for, as its `ApprovalKind` says. */
  kind: string;
  subject_type: string;
  subject_id: string;
  /** Where to look at it in the web app: `conduits/<id>`. */
  opens: string;
  title: string;
  /** The kind's sentence: whoever it lets decide is told. */
  sentence: Sentence;
  zone_ids: readonly string[];
  will: z.infer<typeof will>;
  reason: string;
  /** The one who asks included; 2 when left out. */
  people_needed?: number;
  /** When nobody decided by then it expires; 30 days when left out. */
  days?: number;
};

/** Opens a request inside the act that asks for it, by the person the act's permit names. Returns its id. */
export async function openApproval(tx: Tx, permit: Permit, it: NewApproval): Promise<string> {
  if (permit.site_id === null) throw new Error('an approval belongs to a site');
  const opened = await sql<{ id: string }>`
    insert into holdfast.approval (site_id, kind, subject_type, subject_id, opens, title, sentence, zone_ids, will, people_needed, state, asked_by, asked_for, reason, expires_at)
    values (${permit.site_id}, ${it.kind}, ${it.subject_type}, ${it.subject_id}, ${it.opens}, ${it.title}, ${it.sentence.id}, ${it.zone_ids}::uuid[],
      ${JSON.stringify(it.will)}::jsonb, ${it.people_needed ?? 2}, 'waiting', ${permit.actor_id}, ${permit.deputy_for ?? null}, ${it.reason},
      now() + make_interval(days => ${it.days ?? 30}))
    returning id`.execute(tx);
  await tell(tx, {
    kind: 'approval_waiting',
    site_id: permit.site_id,
    opens: it.opens,
    params: { title: it.title, about: it.subject_type, approval_id: opened.rows[0]!.id },
    to: { sentence: it.sentence, zone_ids: it.zone_ids, except: [permit.actor_id, ...(permit.deputy_for ? [permit.deputy_for] : [])] },
  });
  return opened.rows[0]!.id;
}

/** A request as it is kept. */
export type Request = Omit<Approval, 'mine_to_decide' | 'mine_to_withdraw'> & { site_id: string; sentence: string; zone_ids: string[] };

const rows = sql`select a.site_id, a.id, a.kind, a.subject_type, a.subject_id, a.opens, a.title, a.will, a.people_needed, a.sentence, a.zone_ids, a.reason,
    case when a.state = 'waiting' and a.expires_at <= now() then 'expired' else a.state end as state,
    a.asked_by, p.name as asked_by_name, a.asked_for, f.name as asked_for_name, a.asked_at, a.expires_at,
    a.decided_by, d.name as decided_by_name, a.decided_at, a.decision_reason,
    coalesce((select jsonb_agg(jsonb_build_object('person_id', v.person_id, 'name', vp.name, 'for_person_id', v.for_person_id, 'for_name', vf.name,
        'decision', v.decision, 'reason', v.reason, 'voted_at', to_char(v.voted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by v.voted_at)
      from holdfast.approval_vote v join holdfast.person vp on vp.id = v.person_id left join holdfast.person vf on vf.id = v.for_person_id
      where v.site_id = a.site_id and v.approval_id = a.id), '[]') as votes
  from holdfast.approval a join holdfast.person p on p.id = a.asked_by
  left join holdfast.person f on f.id = a.asked_for left join holdfast.person d on d.id = a.decided_by`;

/** Requests of a site, newest first; `state` narrows, `ids` too. */
export async function listApprovals(
  db: Database | Tx,
  site_id: string,
  only: { state?: readonly string[] | undefined; ids?: readonly string[] | undefined } = {},
): Promise<Request[]> {
  const state = only.state ? sql`state = any(${[...only.state]})` : sql`true`;
  const ids = only.ids ? sql`id = any(${[...only.ids]}::uuid[])` : sql`true`;
  return (
    await sql<Request>`select * from (${rows}) a where site_id = ${site_id} and ${state} and ${ids} order by asked_at desc, id limit 2000`.execute(
      db,
    )
  ).rows;
}

/** One request. Throws not_found. */
export async function readApproval(db: Database | Tx, site_id: string, approval_id: string): Promise<Request> {
  const [row] = await listApprovals(db, site_id, { ids: [approval_id] });
  if (row === undefined) throw new Failure('not_found', 'approval_not_found');
  return row;
}

/** Requests whose time ran out, of all sites. */
export async function listOverdue(db: Database): Promise<{ site_id: string; id: string }[]> {
  return (
    await sql<{
      site_id: string;
      id: string;
    }>`select site_id, id from holdfast.approval where state = 'waiting' and expires_at <= now() limit 100`.execute(db)
  ).rows;
}
