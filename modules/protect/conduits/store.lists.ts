// SQL of allow-lists: learn, propose, decide, withdraw. One in force and one waiting per conduit at most.
import { openApproval, type Request } from '@holdfast/approvals/store';
import { checkFlows, type CheckedFlow, learnRules, type Rule as CoreRule } from '@holdfast/core-zones';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Permit } from '@holdfast/platform/permit';
import type { ApprovalKind, Outcome } from '@holdfast/approvals/store.decide';
import { tellList } from '@holdfast/platform/large-fact';
import { refreshSite } from '@holdfast/sites/rules';
import { approveLists } from './access.ts';
import { refreshConduits } from './store.refresh.ts';
import type { Database } from '@holdfast/platform/route';
import { readMembers } from '@holdfast/zones/store';
import { sql } from 'kysely';
import type { z } from 'zod';
import { requireProposable } from './rules.ts';
import type { AllowList, JudgedFlow, learnt, Rule } from './schema.ts';
import { listFlows, readConduit } from './store.ts';

type ListRow = Omit<AllowList, 'rules' | 'mine_to_decide'> & { rules: Rule[] };
const listColumns = sql`l.id, l.version, l.state, l.rules, l.proposed_by, p.name as proposed_by_name, l.proposed_at, l.reason, d.name as decided_by_name, l.decided_at,
  l.decision_reason, l.approval_id`;

/** All lists of a conduit, newest first. `mine_to_decide` is the caller's to fill. */
export async function readLists(db: Database | Tx, site_id: string, conduit_id: string): Promise<Omit<AllowList, 'mine_to_decide'>[]> {
  const rows =
    await sql<ListRow>`select ${listColumns} from holdfast.allow_list l join holdfast.person p on p.id = l.proposed_by left join holdfast.person d on d.id = l.decided_by
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

const endId = (end: Rule['from']): string => (end.kind === 'asset' ? end.asset_id : end.zone_id);

/** Rules with the names of their ends and how many flows each lets through. */
async function showRules(
  db: Database | Tx,
  site_id: string,
  rules: readonly Rule[],
  counts: ReadonlyMap<string, number>,
): Promise<AllowList['rules']> {
  const ids = rules.flatMap((rule) => [rule.from, rule.to]).map(endId);
  const names = await sql<{
    id: string;
    name: string;
    zone: string | null;
  }>`select id, name, name as zone from holdfast.zone where site_id = ${site_id} and id = any(${ids}::uuid[])
    union all select a.id, a.name, z.name from holdfast.asset a left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    left join holdfast.zone z on z.site_id = m.site_id and z.id = m.zone_id where a.site_id = ${site_id} and a.id = any(${ids}::uuid[])`.execute(
    db,
  );
  const known = new Map(names.rows.map((row) => [row.id, row]));
  const of = (end: Rule['from']) => known.get(endId(end));
  const named = (rule: Rule) => ({ from_name: of(rule.from)?.name ?? '?', to_name: of(rule.to)?.name ?? '?' });
  const zoned = (rule: Rule) => ({ from_zone: of(rule.from)?.zone ?? null, to_zone: of(rule.to)?.zone ?? null });
  return rules.map((rule) => ({ ...rule, ...named(rule), ...zoned(rule), flows: counts.get(rule.id) ?? 0 }));
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

/** Refuses a rule whose end is neither of the conduit's zones nor an asset in them, and ports that are upside down. */
function requireInside(rules: readonly CoreRule[], zones: readonly string[], zone_of: ReadonlyMap<string, string>): void {
  for (const rule of rules) {
    const sides = [rule.from, rule.to].map((end) =>
      end.kind === 'asset' ? zone_of.get(end.asset_id) : end.kind === 'any' ? undefined : end.zone_id,
    );
    const [from, to] = sides;
    if (!from || !to || from === to || !zones.includes(from) || !zones.includes(to))
      throw new Failure('unprocessable', 'rule_outside_conduit', { rule: rule.id });
    if ((rule.port_from === null) !== (rule.port_to === null) || (rule.port_from ?? 0) > (rule.port_to ?? 0))
      throw new Failure('unprocessable', 'bad_port_range', { rule: rule.id });
  }
  if (new Set(rules.map((rule) => rule.id)).size !== rules.length) throw new Failure('unprocessable', 'rule_id_twice');
}

/** Proposes a list; it takes effect when a second person approves it. Returns its id, version and how many rules. */
export async function proposeList(
  tx: Tx,
  permit: Permit,
  site_id: string,
  conduit_id: string,
  it: { rules?: Rule[] | undefined; reason: string },
): Promise<{ id: string; version: number; rules: Rule[]; approval_id: string }> {
  await sql`select 1 from holdfast.conduit where site_id = ${site_id} and id = ${conduit_id} for update`.execute(tx);
  const conduit = await readConduit(tx, site_id, conduit_id);
  const rules =
    it.rules ??
    (await learnList(tx, site_id, conduit_id)).rules.map(
      ({ from_name: _f, to_name: _t, from_zone: _a, to_zone: _b, flows: _n, ...rule }) => rule,
    );
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

/** What an approval does to its list: an approved one replaces the one in force at once, and every flow is held against it. */
async function settleList(tx: Tx, request: Request, outcome: Outcome, by: { person_id: string | null; reason: string }) {
  const { site_id, subject_id: conduit_id } = request;
  const [list] = (
    await sql<{
      id: string;
      version: number;
      rules: Rule[];
      proposed_by: string;
    }>`select id, version, rules, proposed_by from holdfast.allow_list
    where site_id = ${site_id} and conduit_id = ${conduit_id} and approval_id = ${request.id} for update`.execute(tx)
  ).rows;
  if (!list) throw new Failure('not_found', 'list_not_found');
  if (outcome === 'approved') {
    await sql`update holdfast.allow_list set state = 'superseded' where site_id = ${site_id} and conduit_id = ${conduit_id} and state = 'approved'`.execute(
      tx,
    );
  }
  await sql`update holdfast.allow_list set state = ${outcome}, decided_by = ${by.person_id}, decided_at = now(), decision_reason = ${by.reason}
    where site_id = ${site_id} and id = ${list.id}`.execute(tx);
  const facts = { list_id: list.id, proposed_by: list.proposed_by, rules: list.rules.length };
  const subject = { type: 'conduit', id: conduit_id, version: list.version };
  if (outcome === 'withdrawn' || outcome === 'expired') return { subject, facts };
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
