// SQL of allow-lists: learn, propose, decide, take effect in a window, roll back, review. One in force, one waiting and one scheduled a conduit.
import { openApproval, type Request } from '@holdfast/approvals/store';
import { checkFlows, type CheckedFlow, learnRules } from '@holdfast/core-zones';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Permit } from '@holdfast/platform/permit';
import type { ApprovalKind, Outcome } from '@holdfast/approvals/store.decide';
import { tellList } from '@holdfast/platform/large-fact';
import { refreshSite } from '@holdfast/sites/rules';
import { approveLists } from './access.ts';
import { refreshConduits } from './store.refresh.ts';
import type { Database } from '@holdfast/platform/route';
import { todayAt } from '@holdfast/platform/site-day';
import { readWindow } from '@holdfast/windows/store';
import { readMembers } from '@holdfast/zones/store';
import { sql } from 'kysely';
import type { z } from 'zod';
import { requireProposable } from './rules.ts';
import type { AllowList, JudgedFlow, learnt, proposal, Rule } from './schema.ts';
import { takeDraft } from './store.drafts.ts';
import { requireInside, showRules } from './store.rules.ts';
import { listFlows, readConduit } from './store.ts';

type ListRow = Omit<AllowList, 'rules' | 'mine_to_decide'> & { rules: Rule[] };
const listColumns = sql`l.id, l.version, l.state, l.rules, l.proposed_by, p.name as proposed_by_name, l.proposed_at, l.reason, d.name as decided_by_name, l.decided_at,
  l.decision_reason, l.approval_id, l.window_id, w.number as window_number, l.in_force_since, l.is_emergency, to_char(l.review_due_on, 'YYYY-MM-DD') as review_due_on,
  r.name as reviewed_by_name, l.reviewed_at, l.review, l.rolled_back_to`;
const listSource = sql`holdfast.allow_list l join holdfast.person p on p.id = l.proposed_by left join holdfast.person d on d.id = l.decided_by
  left join holdfast.person r on r.id = l.reviewed_by left join holdfast.maintenance_window w on w.site_id = l.site_id and w.id = l.window_id`;

/** All lists of a conduit, newest first. `mine_to_decide` is the caller's to fill. */
export async function readLists(db: Database | Tx, site_id: string, conduit_id: string): Promise<Omit<AllowList, 'mine_to_decide'>[]> {
  const rows = await sql<ListRow>`select ${listColumns} from ${listSource}
    where l.site_id = ${site_id} and l.conduit_id = ${conduit_id} order by l.version desc`.execute(db);
  const counts = await countByRule(db, site_id, conduit_id);
  return Promise.all(
    rows.rows.map(async (row) => ({
      ...row,
      rules: await showRules(db, site_id, row.rules, row.state === 'approved' ? counts : new Map()),
    })),
  );
}

async function countByRule(db: Database | Tx, site_id: string, conduit_id: string): Promise<Map<string, number>> {
  const rows = await sql<{ rule_id: string; n: number }>`select rule_id, count(*)::int as n from holdfast.flow_verdict
    where site_id = ${site_id} and conduit_id = ${conduit_id} and rule_id is not null group by rule_id`.execute(db);
  return new Map(rows.rows.map((row) => [row.rule_id, row.n]));
}

const wholeConduit = (conduit_id: string) => ({ conduit_id: [conduit_id], limit: 100_000, offset: 0 });
/** A flow as the engine holds it against rules. */
export const checkedOf = (flow: JudgedFlow): CheckedFlow => ({
  client_id: flow.client.id,
  server_id: flow.server.id,
  transport: flow.transport,
  server_port: flow.server_port,
  protocol: flow.protocol,
  classes: flow.classes,
});

/** The list the flows judged needed ask for, and the flows it would not let through. */
export async function learnList(db: Database | Tx, site_id: string, conduit_id: string): Promise<z.output<typeof learnt>> {
  await readConduit(db, site_id, conduit_id);
  const zone_of = await readMembers(db, site_id);
  const { rows } = await listFlows(db, site_id, wholeConduit(conduit_id), null);
  const rules = learnRules(
    rows.map((flow) => ({ ...checkedOf(flow), judgement: flow.judgement })),
    zone_of,
  ).map((rule, at) => ({ ...rule, id: `r${at + 1}` }));
  const verdicts = checkFlows(rows.map(checkedOf), rules, zone_of);
  const counts = new Map<string, number>();
  for (const verdict of verdicts) if (verdict.verdict === 'allowed') counts.set(verdict.rule_id, (counts.get(verdict.rule_id) ?? 0) + 1);
  return {
    rules: await showRules(db, site_id, rules as Rule[], counts),
    needed_flows: rows.filter((flow) => flow.judgement === 'needed').length,
    flows_that_would_be_unapproved: rows.filter((_, at) => verdicts[at]!.verdict === 'unapproved').slice(0, 500),
  };
}

/** An emergency change is looked at again within so many days. */
export const reviewDays = 7;

/** The rules of a proposal: written out, of the draft, of an earlier version, or learnt from the flows judged needed. */
async function rulesOf(tx: Tx, site_id: string, conduit_id: string, it: z.output<typeof proposal>): Promise<Rule[]> {
  if (it.rules !== undefined) return it.rules;
  if (it.draft_version !== undefined) return takeDraft(tx, site_id, conduit_id, it.draft_version);
  if (it.version_again !== undefined) {
    const [earlier] = (
      await sql<{
        rules: Rule[];
      }>`select rules from holdfast.allow_list where site_id = ${site_id} and conduit_id = ${conduit_id} and version = ${it.version_again}
      and state = 'superseded'`.execute(tx)
    ).rows;
    if (!earlier) throw new Failure('not_found', 'list_not_found');
    return earlier.rules;
  }
  const learnt = await learnList(tx, site_id, conduit_id);
  return learnt.rules.map(({ from_name: _f, to_name: _t, from_zone: _a, to_zone: _b, flows: _n, ...rule }) => rule);
}

/**
 * The window the list takes effect in. What is held by an enforcer changes a running plant: then a window is needed, or an emergency. Throws
 * unprocessable without one, conflict for a window that is over, refused, called off, or for other zones.
 */
async function requireWindow(tx: Tx, site_id: string, conduit: Ends, it: z.output<typeof proposal>): Promise<string | null> {
  if (it.is_emergency) return null;
  if (it.window_id === undefined) {
    if (await isEnforced(tx, site_id, conduit)) throw new Failure('unprocessable', 'list_needs_window');
    return null;
  }
  const window = await readWindow(tx, site_id, it.window_id);
  const ids = window.zones.map(({ id }) => id);
  const isHere = ids.length === 0 || [conduit.zone_a_id, conduit.zone_b_id].some((zone) => ids.includes(zone));
  if (window.phase === 'over' || window.state === 'refused' || window.state === 'cancelled' || !isHere)
    throw new Failure('conflict', 'window_unfit', { number: window.number });
  return window.id;
}

type Ends = { zone_a_id: string; zone_b_id: string };

/** Whether an enforcer stands between the two zones of a conduit. */
async function isEnforced(tx: Tx, site_id: string, { zone_a_id, zone_b_id }: Ends): Promise<boolean> {
  const found =
    await sql`select 1 from holdfast.enforcer e where e.site_id = ${site_id} and e.enrolled_at is not null and e.ended_at is null
    and 2 = (select count(*) from holdfast.enforcer_zone z where z.site_id = e.site_id and z.enforcer_id = e.id and z.zone_id in (${zone_a_id}, ${zone_b_id})) limit 1`.execute(
      tx,
    );
  return found.rows.length > 0;
}

/** Proposes a list; it takes effect when a second person approves it. Returns its id, version and how many rules. */
export async function proposeList(
  tx: Tx,
  permit: Permit,
  site_id: string,
  conduit_id: string,
  it: z.output<typeof proposal>,
  now: Date,
): Promise<{ id: string; version: number; rules: Rule[]; approval_id: string }> {
  await sql`select 1 from holdfast.conduit where site_id = ${site_id} and id = ${conduit_id} for update`.execute(tx);
  const conduit = await readConduit(tx, site_id, conduit_id);
  const rules = await rulesOf(tx, site_id, conduit_id, it);
  const window_id = await requireWindow(tx, site_id, conduit, it);
  requireProposable({ zones_confirmed: conduit.zones_confirmed, waiting: conduit.waiting, rules: rules.length });
  requireInside(rules, [conduit.zone_a_id, conduit.zone_b_id], await readMembers(tx, site_id));
  const approval_id = await openApproval(tx, permit, {
    kind: listKind,
    subject_type: 'conduit',
    subject_id: conduit_id,
    opens: `conduits/${conduit_id}`,
    title: conduit.name,
    sentence: approveLists,
    zone_ids: [conduit.zone_a_id, conduit.zone_b_id],
    will: { words: 'conduits:will.list', params: { name: conduit.name, count: rules.length } },
    reason: it.reason,
  });
  const saved = await sql<{
    id: string;
    version: number;
  }>`insert into holdfast.allow_list (site_id, conduit_id, version, state, rules, approval_id, proposed_by, reason)
    select ${site_id}, ${conduit_id}, coalesce(max(version), 0) + 1, 'proposed', ${JSON.stringify(rules)}::jsonb, ${approval_id}, ${permit.actor_id}, ${it.reason}
    from holdfast.allow_list where site_id = ${site_id} and conduit_id = ${conduit_id} returning id, version`.execute(tx);
  const today = it.is_emergency ? await todayAt(tx, site_id, now) : null;
  await sql`update holdfast.allow_list set window_id = ${window_id}, is_emergency = ${it.is_emergency}, review_due_on = ${today}::date + ${reviewDays}::int, rolled_back_to = ${it.version_again ?? null}
    where site_id = ${site_id} and id = ${saved.rows[0]!.id}`.execute(tx);
  return { ...saved.rows[0]!, rules, approval_id };
}

/** The request by which a list waits. Throws not_found for a list that is not this conduit's, conflict when it waits no more. */
export async function requestOfList(db: Database, site_id: string, conduit_id: string, list_id: string): Promise<string> {
  const [list] = (
    await sql<{ state: string; approval_id: string }>`select state, approval_id from holdfast.allow_list
    where site_id = ${site_id} and conduit_id = ${conduit_id} and id = ${list_id}`.execute(db)
  ).rows;
  if (!list) throw new Failure('not_found', 'list_not_found');
  if (list.state !== 'proposed') throw new Failure('conflict', 'already_decided', { state: list.state });
  return list.approval_id;
}

async function isWindowOpen(tx: Tx, site_id: string, window_id: string): Promise<boolean> {
  const { state, phase } = await readWindow(tx, site_id, window_id);
  return state === 'approved' && phase === 'under_way';
}

/** A list in force gives way to the next; one that was scheduled before gives way to either. */
async function makeRoom(tx: Tx, site_id: string, conduit_id: string, coming: 'scheduled' | 'approved'): Promise<void> {
  const gone = coming === 'approved' ? ['scheduled', 'approved'] : ['scheduled'];
  await sql`update holdfast.allow_list set state = 'superseded' where site_id = ${site_id} and conduit_id = ${conduit_id} and state = any(${gone})`.execute(
    tx,
  );
}

/** Lists whose window is open, or can open no more: `opens` false. Of all sites. */
export async function listScheduled(db: Database): Promise<{ site_id: string; conduit_id: string; list_id: string; opens: boolean }[]> {
  return (
    await sql<{ site_id: string; conduit_id: string; list_id: string; opens: boolean }>`select l.site_id, l.conduit_id, l.id as list_id,
        w.state = 'approved' and w.starts_at <= now() and w.ends_at > now() as opens
      from holdfast.allow_list l join holdfast.maintenance_window w on w.site_id = l.site_id and w.id = l.window_id
      where l.state = 'scheduled' and (w.state in ('refused', 'cancelled') or w.ends_at <= now() or (w.state = 'approved' and w.starts_at <= now()))
      order by l.site_id, l.id limit 500`.execute(db)
  ).rows;
}

/** Puts a scheduled list in force, or ends it where its window never came. Returns its version. Throws conflict when it waits no more. */
export async function settleScheduled(
  tx: Tx,
  { site_id, conduit_id, list_id, opens }: { site_id: string; conduit_id: string; list_id: string; opens: boolean },
): Promise<number> {
  const [list] = (
    await sql<{
      version: number;
    }>`select version from holdfast.allow_list where site_id = ${site_id} and id = ${list_id} and state = 'scheduled' for update`.execute(
      tx,
    )
  ).rows;
  if (!list) throw new Failure('conflict', 'list_settled');
  if (opens) {
    await sql`update holdfast.allow_list set state = 'superseded' where site_id = ${site_id} and conduit_id = ${conduit_id} and state = 'approved'`.execute(
      tx,
    );
  }
  await sql`update holdfast.allow_list set state = ${opens ? 'approved' : 'expired'}, in_force_since = case when ${opens} then now() end
    where site_id = ${site_id} and id = ${list_id}`.execute(tx);
  return list.version;
}

/** Looks at an emergency change afterwards. Throws conflict when it is none, or was looked at; forbidden for who proposed it. */
export async function reviewList(
  tx: Tx,
  permit: Permit,
  site_id: string,
  conduit_id: string,
  list_id: string,
  review: string,
): Promise<number> {
  const [list] = (
    await sql<{
      version: number;
      is_emergency: boolean;
      reviewed_at: string | null;
      proposed_by: string;
    }>`select version, is_emergency, reviewed_at, proposed_by from holdfast.allow_list
    where site_id = ${site_id} and conduit_id = ${conduit_id} and id = ${list_id} for update`.execute(tx)
  ).rows;
  if (!list) throw new Failure('not_found', 'list_not_found');
  if (!list.is_emergency || list.reviewed_at !== null) throw new Failure('conflict', 'nothing_to_review');
  if (list.proposed_by === permit.actor_id) throw new Failure('forbidden', 'own_emergency');
  await sql`update holdfast.allow_list set reviewed_by = ${permit.actor_id}, reviewed_at = now(), review = ${review} where site_id = ${site_id} and id = ${list_id}`.execute(
    tx,
  );
  return list.version;
}

/** What an approval does to its list: an approved one replaces the one in force at once, and every flow is held against it. */
async function settleList(tx: Tx, request: Request, outcome: Outcome, by: { person_id: string | null; reason: string }) {
  const { site_id, subject_id: conduit_id } = request;
  const [list] = (
    await sql<{
      id: string;
      version: number;
      rules: Rule[];
      proposed_by: string;
      window_id: string | null;
      is_emergency: boolean;
      review_due_on: string | null;
      rolled_back_to: number | null;
    }>`select id, version, rules, proposed_by, window_id, is_emergency, to_char(review_due_on, 'YYYY-MM-DD') as review_due_on, rolled_back_to from holdfast.allow_list
    where site_id = ${site_id} and conduit_id = ${conduit_id} and approval_id = ${request.id} for update`.execute(tx)
  ).rows;
  if (!list) throw new Failure('not_found', 'list_not_found');
  const waits = outcome === 'approved' && list.window_id !== null && !(await isWindowOpen(tx, site_id, list.window_id));
  if (outcome === 'approved') await makeRoom(tx, site_id, conduit_id, waits ? 'scheduled' : 'approved');
  await sql`update holdfast.allow_list set state = ${waits ? 'scheduled' : outcome}, decided_by = ${by.person_id}, decided_at = now(), decision_reason = ${by.reason}
    where site_id = ${site_id} and id = ${list.id}`.execute(tx);
  if (outcome === 'approved' && !waits)
    await sql`update holdfast.allow_list set in_force_since = now() where site_id = ${site_id} and id = ${list.id}`.execute(tx);
  const facts = {
    list_id: list.id,
    proposed_by: list.proposed_by,
    rules: list.rules.length,
    ...(list.window_id === null ? {} : { window_id: list.window_id, waits_for_window: waits }),
    ...(list.is_emergency ? { is_emergency: true, review_due_on: list.review_due_on } : {}),
    ...(list.rolled_back_to === null ? {} : { rolled_back_to: list.rolled_back_to }),
  };
  const subject = { type: 'conduit', id: conduit_id, version: list.version };
  if (outcome === 'withdrawn' || outcome === 'expired' || waits) return { subject, facts };
  const { unapproved, conduits_made, conduits_gone } = await refreshConduits(tx, site_id);
  const [made, gone] = [tellList('conduits_made', conduits_made), tellList('conduits_gone', conduits_gone)];
  return {
    subject,
    facts: { ...facts, unapproved_at_site: unapproved, ...made.facts, ...gone.facts },
    personal: { ...made.personal, ...gone.personal },
    jobs: [refreshSite(site_id)],
  };
}

const listKind = 'conduit.list';
/** An allow-list as something two people decide. */
export const listApproval: ApprovalKind = { kind: listKind, sentence: approveLists, settle: settleList };
