// SQL of drafts: learn from a period, change, answer what was not seen, comment. One draft a conduit.
import {
  learnList as learnFrom,
  type LearnAsset,
  type ListProposal,
  type OperatingState,
  type Rule,
  type SeenFlow,
} from '@holdfast/core-zones';
import { wallOf } from '@holdfast/core-cadence';
import type { ConversationGroup } from '@holdfast/flows/schema.conversations';
import { listConversations } from '@holdfast/flows/store.history';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Permit } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { type Calendar, segmentsOf, stretchesBetween } from '@holdfast/production/rules';
import { readCalendar } from '@holdfast/production/store';
import { readMembers } from '@holdfast/zones/store';
import { sql } from 'kysely';
import type { z } from 'zod';
import { staysOnLink } from './rules.ts';
import type { Comment, Draft, Learning, newComment, ProposalSaid, unseenAnswer } from './schema.drafts.ts';
import type { Rule as KeptRule } from './schema.ts';
import { requireInside, showRules } from './store.rules.ts';
import { readConduit } from './store.ts';

type DraftRow = Omit<Draft, 'rules'> & { rules: KeptRule[] };

/** The draft of a conduit, null when there is none. */
export async function readDraft(db: Database | Tx, site_id: string, conduit_id: string): Promise<Draft | null> {
  const [row] = (
    await sql<DraftRow>`select d.rules, d.proposal as said, d.learnt, d.version, p.name as changed_by_name, d.changed_at
      from holdfast.allow_list_draft d join holdfast.person p on p.id = d.changed_by where d.site_id = ${site_id} and d.conduit_id = ${conduit_id}`.execute(
      db,
    )
  ).rows;
  return row === undefined ? null : { ...row, rules: await showRules(db, site_id, row.rules, new Map()) };
}

/** What people said about the lists of a conduit and its draft, oldest first. */
export async function listComments(db: Database | Tx, site_id: string, conduit_id: string): Promise<Comment[]> {
  return (
    await sql<Comment>`select c.id, l.version as list_version, c.rule_id, c.text, p.name as said_by_name, c.said_at from holdfast.allow_list_comment c
      join holdfast.person p on p.id = c.said_by left join holdfast.allow_list l on l.site_id = c.site_id and l.id = c.list_id
      where c.site_id = ${site_id} and c.conduit_id = ${conduit_id} order by c.said_at, c.id limit 500`.execute(db)
  ).rows;
}

/**
 * Learns a list from what was recorded of a conduit in a period and keeps it as its draft, in place of the last one. Throws unprocessable when
 * nothing was recorded.
 */
export async function learnDraft(tx: Tx, permit: Permit, site_id: string, conduit_id: string, it: Learning): Promise<Draft> {
  const conduit = await readConduit(tx, site_id, conduit_id);
  const proposal = await learn(tx, site_id, conduit, it);
  if (proposal.rules.length === 0) throw new Failure('unprocessable', 'nothing_recorded');
  const rules = proposal.rules.map((each) => ({ ...each.rule, is_essential: each.essential !== null }));
  const said = JSON.stringify(saidOf(proposal));
  await sql`insert into holdfast.allow_list_draft (site_id, conduit_id, rules, proposal, learnt, changed_by)
    values (${site_id}, ${conduit_id}, ${JSON.stringify(rules)}::jsonb, ${said}::jsonb, ${JSON.stringify(it)}::jsonb, ${permit.actor_id})
    on conflict (site_id, conduit_id) do update set rules = excluded.rules, proposal = excluded.proposal, learnt = excluded.learnt,
      version = allow_list_draft.version + 1, changed_by = excluded.changed_by, changed_at = now()`.execute(tx);
  return (await readDraft(tx, site_id, conduit_id))!;
}

type Of = Awaited<ReturnType<typeof readConduit>>;

async function learn(tx: Tx, site_id: string, conduit: Of, it: Learning): Promise<ListProposal> {
  const zones = [conduit.zone_a_id, conduit.zone_b_id] as const;
  const [from, until] = [new Date(it.from), new Date(it.until)];
  const calendar = await readCalendar(tx, site_id, from, until);
  const rows = await readSeen(tx, site_id, { zones, from, until, only_needed: it.only_needed, calendar, conduit });
  const levels = await readLevels(tx, site_id, zones);
  const lists = await sql<{
    rules: Rule[];
  }>`select rules from holdfast.allow_list where site_id = ${site_id} and conduit_id = ${conduit.id} order by version`.execute(tx);
  return learnFrom(
    {
      zones: [
        { id: zones[0], level: levels.get(zones[0])?.level ?? null, role: levels.get(zones[0])?.role ?? null },
        { id: zones[1], level: levels.get(zones[1])?.level ?? null, role: levels.get(zones[1])?.role ?? null },
      ] as never,
      zone_of: await readMembers(tx, site_id),
      assets: await readAssets(tx, site_id),
      narrow: { elements: it.elements, windows: it.windows },
      wall: (utc_ms) => wallOf(calendar.time_zone, utc_ms),
      states: stretchesBetween(calendar, zones, from.getTime(), until.getTime()),
      keep_ids: lists.rows.flatMap((list) => list.rules),
    },
    rows,
  );
}

type Wanted = {
  zones: readonly [string, string];
  from: Date;
  until: Date;
  only_needed: boolean;
  calendar: Calendar;
  conduit: Of;
};

/** What was recorded in the period, with what people judged of it. */
async function readSeen(tx: Tx, site_id: string, it: Wanted): Promise<SeenFlow[]> {
  const judged = await sql<{
    flow_id: string;
    judgement: 'needed' | 'blockable';
  }>`select j.flow_id, j.judgement from holdfast.flow_judgement j
    join holdfast.flow_verdict v on v.site_id = j.site_id and v.flow_id = j.flow_id and v.conduit_id = ${it.conduit.id} where j.site_id = ${site_id}`.execute(
    tx,
  );
  const judgement_of = new Map(judged.rows.map((row) => [row.flow_id, row.judgement]));
  const found: SeenFlow[] = [];
  for await (const groups of seenBySegment(tx, site_id, it.calendar, { ...it, by_hour: true }))
    for (const { group, state } of groups) {
      const judgement = judgement_of.get(group.flow_id) ?? 'unknown';
      if (!it.only_needed || judgement === 'needed') found.push(seenOf(group, judgement, state));
    }
  return found;
}

/** `by_hour`: rows of one hour of the week each; without it they are fewer, and come sooner. */
type Segments = { from: Date; until: Date; zones: readonly [string, string]; by_hour: boolean };
type InState = { group: ConversationGroup; state: OperatingState | null };

/**
 * What was recorded, in pieces that end where a noted stretch begins or ends: rows are counted together by hour of the week, and what was seen
 * on a cleaning day must not be told as seen in production. `state` null: by the week's hours. What stays on its link is left out: behind a
 * bridge it is seen between two zones, no list speaks of it, and the firewall lets it pass.
 */
export async function* seenBySegment(tx: Tx, site_id: string, calendar: Calendar, it: Segments): AsyncGenerator<InState[]> {
  for (const { from, until, state } of segmentsOf(calendar, it.zones, it.from.getTime(), it.until.getTime())) {
    const by = it.by_hour || calendar.hours.length > 0 ? { by_hour_of_week: { time_zone: calendar.time_zone } } : {};
    const asked = { from: new Date(from), to: new Date(until), zones: it.zones, ...by };
    for await (const groups of listConversations(tx, site_id, asked))
      yield groups.flatMap((group) => (staysOnLink(group) ? [] : [{ group, state }]));
  }
}

/** A group of conversations as the engine reads it. */
export function seenOf(it: ConversationGroup, judgement: SeenFlow['judgement'], state: OperatingState | null): SeenFlow {
  const {
    client_id,
    server_id,
    transport,
    server_port,
    protocol,
    conversations,
    first_at,
    last_at,
    weekday,
    hour,
    minute_from,
    minute_to,
  } = it;
  return {
    client_id,
    server_id,
    transport,
    server_port,
    protocol,
    classes: it.classes,
    elements: it.elements.map(({ class: _class, ...element }) => element),
    elements_folded: it.elements_folded,
    conversations,
    first_at,
    last_at,
    weekday,
    hour,
    minute_from,
    minute_to,
    judgement,
    state,
  };
}

async function readLevels(
  tx: Tx,
  site_id: string,
  zones: readonly string[],
): Promise<Map<string, { level: string | null; role: string | null }>> {
  const rows = await sql<{
    id: string;
    level: string | null;
    role: string | null;
  }>`select id, purdue_level as level, role from holdfast.zone
    where site_id = ${site_id} and id = any(${[...zones]}::uuid[])`.execute(tx);
  return new Map(rows.rows.map((row) => [row.id, row]));
}

/** Every asset of the site as learning knows it. */
export async function readAssets(tx: Database | Tx, site_id: string): Promise<Map<string, LearnAsset>> {
  const rows = await sql<LearnAsset>`select id, name, kind, vendor, model from holdfast.asset where site_id = ${site_id}`.execute(tx);
  return new Map(rows.rows.map((row) => [row.id, row]));
}

function saidOf(it: ListProposal): ProposalSaid {
  const { states, flows, conversations, first_at, last_at, left_out_flows, folded_flows } = it;
  const notes = it.rules.map(({ rule, ...note }) => ({ rule_id: rule.id, ...note }));
  const unseen = it.unseen.map((one, n) => ({ n, ...one, answer: null, answered_by_name: null, answered_at: null }));
  return { notes, states, unseen, flows, conversations, first_at, last_at, left_out_flows, folded_flows } as ProposalSaid;
}

async function lockDraft(tx: Tx, site_id: string, conduit_id: string, version: number): Promise<Draft> {
  await sql`select 1 from holdfast.allow_list_draft where site_id = ${site_id} and conduit_id = ${conduit_id} for update`.execute(tx);
  const found = await readDraft(tx, site_id, conduit_id);
  if (found === null) throw new Failure('not_found', 'draft_not_found');
  if (found.version !== version) throw new Failure('conflict', 'changed_meanwhile', { version: found.version });
  return found;
}

/** Puts these rules in place of the draft's. Throws conflict when it was changed since `version`. */
export async function changeDraft(
  tx: Tx,
  permit: Permit,
  site_id: string,
  conduit_id: string,
  it: { rules: readonly KeptRule[]; version: number },
): Promise<Draft> {
  const conduit = await readConduit(tx, site_id, conduit_id);
  await lockDraft(tx, site_id, conduit_id, it.version);
  requireInside(it.rules as unknown as Rule[], [conduit.zone_a_id, conduit.zone_b_id], await readMembers(tx, site_id));
  await saveRules(tx, permit, site_id, conduit_id, it.rules, null);
  return (await readDraft(tx, site_id, conduit_id))!;
}

async function saveRules(
  tx: Tx,
  permit: Permit,
  site_id: string,
  conduit_id: string,
  rules: readonly KeptRule[],
  said: ProposalSaid | null,
): Promise<void> {
  const kept = said === null ? sql`proposal` : sql`${JSON.stringify(said)}::jsonb`;
  await sql`update holdfast.allow_list_draft set rules = ${JSON.stringify(rules)}::jsonb, proposal = ${kept}, version = version + 1, changed_by = ${permit.actor_id}, changed_at = now()
    where site_id = ${site_id} and conduit_id = ${conduit_id}`.execute(tx);
}

const bare = ({ from_name: _f, to_name: _t, from_zone: _a, to_zone: _b, flows: _n, ...it }: Draft['rules'][number]): KeptRule => it;

/** Somebody answers by name for a flow that was not seen: it is allowed (and becomes a rule), or it is not needed. */
export async function answerUnseen(
  tx: Tx,
  permit: Permit,
  site_id: string,
  conduit_id: string,
  it: z.output<typeof unseenAnswer>,
  by_name: string,
  now: Date,
): Promise<{ draft: Draft; code: string; params: Record<string, string | number> }> {
  const before = await lockDraft(tx, site_id, conduit_id, it.version);
  const one = before.said?.unseen[it.n];
  if (before.said === null || one === undefined) throw new Failure('not_found', 'unseen_not_found');
  if (it.answer === 'allow' && one.rule === null) throw new Failure('unprocessable', 'unseen_has_no_rule');
  const answered = { ...one, answer: it.answer, answered_by_name: by_name, answered_at: now.toISOString() };
  const said = { ...before.said, unseen: before.said.unseen.map((each, at) => (at === it.n ? answered : each)) };
  const others = before.rules.map(bare).filter((rule) => rule.id !== one.rule?.id);
  const rules = it.answer === 'allow' && one.rule !== null ? [...others, one.rule] : others;
  await saveRules(tx, permit, site_id, conduit_id, rules, said);
  return { draft: (await readDraft(tx, site_id, conduit_id))!, code: one.code, params: one.params };
}

/** Drops the draft. Throws conflict when it was changed since `version`. */
export async function dropDraft(tx: Tx, site_id: string, conduit_id: string, version: number): Promise<void> {
  await lockDraft(tx, site_id, conduit_id, version);
  await sql`delete from holdfast.allow_list_draft where site_id = ${site_id} and conduit_id = ${conduit_id}`.execute(tx);
}

/** The draft's rules to propose; it is a draft no more. Throws conflict while something not seen waits for an answer. */
export async function takeDraft(tx: Tx, site_id: string, conduit_id: string, version: number): Promise<KeptRule[]> {
  const found = await lockDraft(tx, site_id, conduit_id, version);
  const open = found.said?.unseen.filter((it) => it.answer === null).length ?? 0;
  if (open > 0) throw new Failure('conflict', 'unseen_unanswered', { count: open });
  await sql`delete from holdfast.allow_list_draft where site_id = ${site_id} and conduit_id = ${conduit_id}`.execute(tx);
  return found.rules.map(bare);
}

/** Keeps what somebody says about a list or the draft. */
export async function addComment(
  tx: Tx,
  permit: Permit,
  site_id: string,
  conduit_id: string,
  it: z.output<typeof newComment>,
): Promise<string> {
  const added = await sql<{ id: string }>`insert into holdfast.allow_list_comment (site_id, conduit_id, list_id, rule_id, text, said_by)
    select ${site_id}, ${conduit_id}, ${it.list_id}, ${it.rule_id}, ${it.text}, ${permit.actor_id}
    where ${it.list_id}::uuid is null or exists (select 1 from holdfast.allow_list l where l.site_id = ${site_id} and l.conduit_id = ${conduit_id} and l.id = ${it.list_id})
    returning id`.execute(tx);
  if (added.rows.length === 0) throw new Failure('not_found', 'list_not_found');
  return added.rows[0]!.id;
}
