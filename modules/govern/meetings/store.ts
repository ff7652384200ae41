// SQL of meetings: lists, one with all that belongs to it, and every step from calling it to the last signature.
import type { Tx } from '@holdfast/platform/act';
import { factsUntil } from '@holdfast/platform/facts';
import { Failure } from '@holdfast/platform/failure';
import { sha256 } from '@holdfast/platform/ledger-crypto';
import type { Database } from '@holdfast/platform/route';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { type RawBuilder, sql } from 'kysely';
import { foldMeetings, meetingKinds } from './rules.fold.ts';
import { signedText, usualQuorum } from './rules.ts';
import type {
  Action,
  Agenda,
  Attendee,
  Decision,
  FixedItems,
  HeldMeeting,
  Meeting,
  MeetingState,
  NewMeeting,
  NewMinutes,
} from './schema.ts';

type Db = Database | Tx;
const day = (column: string) => sql`to_char(${sql.raw(column)}, 'YYYY-MM-DD')`;
const of = (table: string, more = '') =>
  sql.raw(`(select count(*)::int from holdfast.${table} x where x.organisation_id = m.organisation_id and x.meeting_id = m.id${more})`);
const columns = sql`m.id, m.site_id, m.kind, ${day('m.period_from')} as period_from, ${day('m.period_until')} as period_until, m.planned_at, m.state, m.quorum, m.held_at, m.closed_at,
  ${of('meeting_attendee', " and x.part = 'member'")} as members, ${of('meeting_attendee', " and x.part = 'member' and x.presence = 'present'")} as present,
  ${of('meeting_attendee', ' and x.signed_at is not null')} as signed,
  ${of('meeting_attendee', " and x.part = 'member' and x.presence = 'present'")} >= m.quorum as has_quorum,
  ${of('meeting_decision')} as decisions, ${of('meeting_action')} as actions, ${of('meeting_action', ' and x.done_at is null')} as open_actions`;

/** Meetings of a site and the organisation (null: the organisation's alone), the latest first; as they were at a moment, from the facts. */
export async function listMeetings(db: Database, site_id: string | null, as_of: Date | null = null): Promise<Meeting[]> {
  if (as_of !== null) return meetingsThen(db, site_id, as_of);
  const { rows } = await sql<Meeting>`select ${columns} from holdfast.meeting m where m.site_id is null or m.site_id = ${site_id}::uuid
    order by m.planned_at desc, m.id desc`.execute(db);
  return rows;
}

async function meetingsThen(db: Database, site_id: string | null, until: Date): Promise<Meeting[]> {
  const kinds = meetingKinds;
  const whole = await factsUntil(db, { site_id: null, kinds, until });
  const here = site_id === null ? [] : await factsUntil(db, { site_id, kinds, until });
  return [...foldMeetings([...whole, ...here]).values()].toSorted((a, b) =>
    a.planned_at < b.planned_at ? 1 : a.planned_at > b.planned_at ? -1 : a.id < b.id ? 1 : -1,
  );
}

export type Whole = Meeting & {
  agenda: Agenda | null;
  fixed_items: FixedItems;
  minutes: string | null;
  minutes_sha256: string | null;
  end_reason: string | null;
  attendees: Attendee[];
  decision_list: Decision[];
  action_list: Action[];
};

/** One meeting with everything. Throws not_found. `site_id` null: one of the organisation's. */
export async function readMeeting(db: Db, site_id: string | null, meeting_id: string): Promise<Whole> {
  const { rows } = await sql<
    Omit<Whole, 'attendees' | 'decision_list' | 'action_list'>
  >`select ${columns}, m.agenda, m.fixed_items, m.minutes, m.minutes_sha256, m.end_reason
    from holdfast.meeting m where m.site_id is not distinct from ${site_id}::uuid and m.id = ${meeting_id}`.execute(db);
  const [it] = rows;
  if (it === undefined) throw new Failure('not_found', 'meeting_not_found');
  const attendees = await sql<Attendee>`select a.person_id, p.name, a.part, a.presence, a.signed_at from holdfast.meeting_attendee a
    left join holdfast.person p on p.id = a.person_id where a.meeting_id = ${meeting_id} order by a.part desc, p.name, a.person_id`.execute(
    db,
  );
  const decisions =
    await sql<Decision>`select id, number, text, outcome from holdfast.meeting_decision where meeting_id = ${meeting_id} order by number`.execute(
      db,
    );
  return { ...it, attendees: attendees.rows, decision_list: decisions.rows, action_list: await listActions(db, { meeting_id }) };
}

type ActionsOf = { meeting_id: string } | { site_id: string | null };

/** The day it is at a meeting's site; the organisation's meetings have the day of its first site. */
const todayAt = (site: RawBuilder<unknown>, now: Date): RawBuilder<unknown> =>
  sql`(${now.toISOString()}::timestamptz at time zone coalesce((select s.time_zone from holdfast.site s where s.id = ${site}),
    (select s.time_zone from holdfast.site s order by s.id limit 1), 'UTC'))::date`;

/** Actions of a meeting, or of a site and the organisation; the ones that are open first, by date. */
export async function listActions(db: Db, asked: ActionsOf, now: Date = new Date()): Promise<Action[]> {
  const where =
    'meeting_id' in asked
      ? sql`a.meeting_id = ${asked.meeting_id}`
      : sql`(m.site_id is null or m.site_id = ${asked.site_id}::uuid) and m.state <> 'called_off'`;
  const order = 'meeting_id' in asked ? sql`a.number` : sql`a.done_at is not null, a.due_on, a.id`;
  const { rows } =
    await sql<Action>`select a.id, a.meeting_id, m.site_id, m.kind, a.number, a.title, a.owner_id, p.name as owner_name, ${day('a.due_on')} as due_on, a.done_at,
      (select name from holdfast.person d where d.id = a.done_by) as done_by_name, a.done_remark, a.done_at is null and a.due_on < ${todayAt(sql`m.site_id`, now)} as is_overdue
    from holdfast.meeting_action a join holdfast.meeting m on m.organisation_id = a.organisation_id and m.id = a.meeting_id
    left join holdfast.person p on p.id = a.owner_id where ${where} order by ${order}`.execute(db);
  return rows;
}

/** Takes a meeting for a change. Throws not_found, conflict when it is not in one of the states. */
export async function lockMeeting(tx: Tx, site_id: string | null, meeting_id: string, allowed: readonly MeetingState[]): Promise<Whole> {
  await sql`select from holdfast.meeting where id = ${meeting_id} for no key update`.execute(tx);
  const it = await readMeeting(tx, site_id, meeting_id);
  if (!allowed.includes(it.state)) throw new Failure('conflict', 'meeting_state', { state: it.state });
  return it;
}

async function requirePeople(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql`select 1 from holdfast.person where id = any(${[...new Set(ids)]}::uuid[]) and active`.execute(tx);
  if (rows.length !== new Set(ids).size) throw new Failure('not_found', 'person_not_found');
}

/** Calls a meeting. Returns its id and quorum. Refuses a second one of a kind for the same period that still stands. */
export async function addMeeting(
  tx: Tx,
  site_id: string | null,
  it: NewMeeting,
  by: { person_id: string; now: Date },
): Promise<{ id: string; quorum: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`meeting:${site_id}:${it.kind}`}, 0))`.execute(tx);
  const twice =
    await sql`select from holdfast.meeting where site_id is not distinct from ${site_id}::uuid and kind = ${it.kind} and state <> 'called_off'
    and period_from = ${it.period_from}::date and period_until = ${it.period_until}::date`.execute(tx);
  if (twice.rows.length > 0) throw new Failure('conflict', 'meeting_called_already');
  const guests = it.guests.filter((one) => !it.members.includes(one));
  await requirePeople(tx, [...it.members, ...guests]);
  const id = newUuidV7();
  const quorum = it.quorum ?? usualQuorum(new Set(it.members).size);
  await sql`insert into holdfast.meeting (organisation_id, id, site_id, kind, period_from, period_until, planned_at, state, quorum, called_by, called_at)
    select o.id, ${id}, ${site_id}, ${it.kind}, ${it.period_from}::date, ${it.period_until}::date, ${it.planned_at}, 'planned', ${quorum}, ${by.person_id}, ${by.now.toISOString()}
    from holdfast.organisation o`.execute(tx);
  for (const [part, ids] of [
    ['member', it.members],
    ['guest', guests],
  ] as const) {
    await sql`insert into holdfast.meeting_attendee (organisation_id, meeting_id, person_id, part)
      select o.id, ${id}, x, ${part} from holdfast.organisation o, unnest(${[...new Set(ids)]}::uuid[]) x`.execute(tx);
  }
  return { id, quorum };
}

/** Keeps who was there; whoever is not named was absent. */
export async function holdMeeting(tx: Tx, meeting_id: string, { held_at, presence }: HeldMeeting): Promise<void> {
  await sql`update holdfast.meeting set state = 'held', held_at = ${held_at} where id = ${meeting_id}`.execute(tx);
  await sql`update holdfast.meeting_attendee a set presence = coalesce(
      (select p.presence from jsonb_to_recordset(${JSON.stringify(presence)}::jsonb) as p(person_id uuid, presence text) where p.person_id = a.person_id), 'absent')
    where a.meeting_id = ${meeting_id}`.execute(tx);
}

/** Keeps the whole record in place of what was written before. */
export async function keepMinutes(tx: Tx, meeting_id: string, it: NewMinutes): Promise<void> {
  await requirePeople(
    tx,
    it.actions.map((one) => one.owner_id),
  );
  await sql`update holdfast.meeting set minutes = ${it.minutes}, fixed_items = ${JSON.stringify(it.fixed_items)}::jsonb where id = ${meeting_id}`.execute(
    tx,
  );
  await sql`delete from holdfast.meeting_decision where meeting_id = ${meeting_id}`.execute(tx);
  await sql`delete from holdfast.meeting_action where meeting_id = ${meeting_id}`.execute(tx);
  const decisions = it.decisions.map((one, at) => ({ ...one, id: newUuidV7(), number: at + 1 }));
  const actions = it.actions.map((one, at) => ({ ...one, id: newUuidV7(), number: at + 1 }));
  await sql`insert into holdfast.meeting_decision (organisation_id, id, meeting_id, number, text, outcome) select o.id, d.id, ${meeting_id}, d.number, d.text, d.outcome
    from holdfast.organisation o, jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb) as d(id uuid, number int, text text, outcome text)`.execute(
    tx,
  );
  await sql`insert into holdfast.meeting_action (organisation_id, id, meeting_id, number, title, owner_id, due_on) select o.id, a.id, ${meeting_id}, a.number, a.title, a.owner_id, a.due_on
    from holdfast.organisation o, jsonb_to_recordset(${JSON.stringify(actions)}::jsonb) as a(id uuid, number int, title text, owner_id uuid, due_on date)`.execute(
    tx,
  );
}

export const sha256Of = (text: string): string => Buffer.from(sha256(Buffer.from(text))).toString('hex');

/** Fixes the record: the agenda as it is, and the hash of all. Returns the hash (hex). */
export async function fixMinutes(tx: Tx, it: Whole, agenda: Agenda): Promise<string> {
  const hash = sha256Of(signedText({ ...it, agenda }));
  await sql`update holdfast.meeting set state = 'signing', agenda = ${JSON.stringify(agenda)}::jsonb, minutes_sha256 = ${hash} where id = ${it.id}`.execute(
    tx,
  );
  return hash;
}

/** Opens the record for writing again: every signature goes with it. */
export async function reopenMeeting(tx: Tx, meeting_id: string): Promise<void> {
  await sql`update holdfast.meeting set state = 'held', minutes_sha256 = null where id = ${meeting_id}`.execute(tx);
  await sql`update holdfast.meeting_attendee set signed_at = null where meeting_id = ${meeting_id}`.execute(tx);
}

/** Keeps one's own signature. Throws forbidden for who was not there, conflict for a second one. Returns how many of those present have not signed. */
export async function signMeeting(tx: Tx, it: Whole, person_id: string, now: Date): Promise<number> {
  const me = it.attendees.find((one) => one.person_id === person_id);
  if (me?.presence !== 'present') throw new Failure('forbidden', 'was_not_there');
  if (me.signed_at !== null) throw new Failure('conflict', 'signed_already');
  await sql`update holdfast.meeting_attendee set signed_at = ${now.toISOString()} where meeting_id = ${it.id} and person_id = ${person_id}`.execute(
    tx,
  );
  return it.attendees.filter((one) => one.presence === 'present' && one.signed_at === null && one.person_id !== person_id).length;
}

export async function endMeeting(
  tx: Tx,
  meeting_id: string,
  it: { state: 'closed' | 'called_off'; reason: string | null; person_id: string; now: Date },
): Promise<void> {
  await sql`update holdfast.meeting set state = ${it.state}, end_reason = ${it.reason}, ended_by = ${it.person_id},
    closed_at = ${it.state === 'closed' ? it.now.toISOString() : null}::timestamptz where id = ${meeting_id}`.execute(tx);
}

/** Takes an action that is open. Throws not_found, conflict when it is done. */
export async function lockAction(tx: Tx, site_id: string | null, action_id: string): Promise<Action> {
  const { rows } = await sql<{ meeting_id: string; done_at: string | null }>`select a.meeting_id, a.done_at from holdfast.meeting_action a
    join holdfast.meeting m on m.organisation_id = a.organisation_id and m.id = a.meeting_id
    where a.id = ${action_id} and m.site_id is not distinct from ${site_id}::uuid for no key update of a`.execute(tx);
  if (rows[0] === undefined) throw new Failure('not_found', 'action_not_found');
  if (rows[0].done_at !== null) throw new Failure('conflict', 'action_done');
  return (await listActions(tx, { meeting_id: rows[0].meeting_id })).find((it) => it.id === action_id)!;
}

export async function settleAction(tx: Tx, action_id: string, it: { remark: string; person_id: string; now: Date }): Promise<void> {
  await sql`update holdfast.meeting_action set done_at = ${it.now.toISOString()}, done_by = ${it.person_id}, done_remark = ${it.remark} where id = ${action_id}`.execute(
    tx,
  );
}

/** Open actions whose day has come and nobody was told of, by place; marks them told. */
export async function takeDueActions(
  tx: Tx,
  site_id: string | null,
  now: Date,
): Promise<{ id: string; meeting_id: string; title: string; owner_id: string; due_on: string }[]> {
  const { rows } = await sql<{
    id: string;
    meeting_id: string;
    title: string;
    owner_id: string;
    due_on: string;
  }>`update holdfast.meeting_action a set told_at = ${now.toISOString()}
    from holdfast.meeting m where m.organisation_id = a.organisation_id and m.id = a.meeting_id and m.site_id is not distinct from ${site_id}::uuid
      and m.state <> 'called_off' and a.done_at is null and a.told_at is null and a.due_on <= ${todayAt(sql`m.site_id`, now)}
    returning a.id, a.meeting_id, a.title, a.owner_id, ${day('a.due_on')} as due_on`.execute(tx);
  return rows;
}

/** Places with actions that are due and untold. */
export async function placesWithDueActions(db: Database, now: Date): Promise<(string | null)[]> {
  const { rows } = await sql<{ site_id: string | null }>`select distinct m.site_id from holdfast.meeting_action a
    join holdfast.meeting m on m.organisation_id = a.organisation_id and m.id = a.meeting_id
    where m.state <> 'called_off' and a.done_at is null and a.told_at is null and a.due_on <= ${todayAt(sql`m.site_id`, now)}`.execute(db);
  return rows.map((it) => it.site_id);
}
