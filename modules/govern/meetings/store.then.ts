// One meeting as it was at a moment: its record folded from its facts, with today's names of the people in it.
import { toldUntil } from '@holdfast/platform/facts';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { foldMeetings, foldRecord, idAt, meetingKinds, type MeetingThen, type RecordThen } from './rules.fold.ts';
import type { Action, Agenda } from './schema.ts';
import type { Whole } from './store.ts';

/** Throws not_found when it was not called yet. `site_id` null: one of the organisation's. */
export async function readMeetingThen(db: Database, site_id: string | null, meeting_id: string, until: Date): Promise<Whole> {
  const facts = await toldUntil(db, { site_id, kinds: meetingKinds, until, subject_ids: [meeting_id] });
  const it = foldMeetings(facts).get(meeting_id);
  if (it === undefined) throw new Failure('not_found', 'meeting_not_found');
  const record = foldRecord(facts);
  const names = await readNames(db, record);
  const attendees = record.attendees.map((one) => ({ ...one, name: names.get(one.person_id) ?? null }));
  const dayAt = await daysAt(db, until);
  const { fixed_items, minutes, minutes_sha256, end_reason } = record;
  return {
    ...it,
    agenda: await readAgenda(db, meeting_id, record),
    fixed_items,
    minutes,
    minutes_sha256,
    end_reason,
    attendees: attendees.toSorted((a, b) => compare(b.part, a.part) || compare(a.name ?? '', b.name ?? '')),
    decision_list: record.decisions.map((one) => ({ ...one, id: idAt(meeting_id, one.number) })),
    action_list: record.actions.map((one) => actionOf(one, it, names, dayAt(it.site_id))),
  };
}

/** Actions of a site's and the organisation's meetings as they stood then, the open ones first, by date. */
export async function listActionsThen(db: Database, site_id: string | null, until: Date): Promise<Action[]> {
  const whole = await toldUntil(db, { site_id: null, kinds: meetingKinds, until });
  const facts = [...whole, ...(site_id === null ? [] : await toldUntil(db, { site_id, kinds: meetingKinds, until }))];
  const meetings = foldMeetings(facts);
  const records = [...Map.groupBy(facts, (fact) => fact.subject_id)].map(([id, own]) => ({
    of: meetings.get(id),
    record: foldRecord(own),
  }));
  const names = await readNames(db, { attendees: [], actions: records.flatMap(({ record }) => record.actions) });
  const dayAt = await daysAt(db, until);
  const all = records.flatMap(({ of, record }) =>
    of === undefined || of.state === 'called_off' ? [] : record.actions.map((one) => actionOf(one, of, names, dayAt(of.site_id))),
  );
  return all.toSorted(
    (a, b) => Number(a.done_at !== null) - Number(b.done_at !== null) || compare(a.due_on, b.due_on) || compare(a.id, b.id),
  );
}

/** The day a moment lies in at each site; the organisation's meetings have the day of its first site. */
async function daysAt(db: Database, at: Date): Promise<(site_id: string | null) => string> {
  const { rows } = await sql<{
    id: string;
    day: string;
  }>`select id, to_char(${at.toISOString()}::timestamptz at time zone time_zone, 'YYYY-MM-DD') as day
    from holdfast.site order by id`.execute(db);
  const days = new Map(rows.map((it) => [it.id, it.day]));
  return (site_id) => days.get(site_id ?? '') ?? rows[0]?.day ?? at.toISOString().slice(0, 10);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function actionOf(
  { done_by, ...one }: RecordThen['actions'][number],
  { id, site_id, kind }: MeetingThen,
  names: ReadonlyMap<string, string>,
  today: string,
): Action {
  const is_overdue = one.done_at === null && one.due_on < today;
  const owner_name = names.get(one.owner_id) ?? null;
  return { ...one, meeting_id: id, site_id, kind, owner_name, done_by_name: names.get(done_by ?? '') ?? null, is_overdue };
}

async function readNames(
  db: Database,
  { attendees, actions }: Pick<RecordThen, 'attendees' | 'actions'>,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...attendees.map((it) => it.person_id), ...actions.flatMap((it) => [it.owner_id, it.done_by ?? it.owner_id])];
  const { rows } = await sql<{ id: string; name: string }>`select id, name from holdfast.person where id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The agenda as it was fixed, while the record still has that hash; else how many lines each section had. Null: it was not fixed then. */
async function readAgenda(db: Database, meeting_id: string, { minutes_sha256, sections }: RecordThen): Promise<Agenda | null> {
  if (minutes_sha256 === null) return null;
  const { rows } = await sql<{ agenda: Agenda | null }>`select agenda from holdfast.meeting
    where id = ${meeting_id} and minutes_sha256 = ${minutes_sha256}`.execute(db);
  return (
    rows[0]?.agenda ??
    Object.entries(sections).map(([section, total]) => ({ section: section as Agenda[number]['section'], total, lines: [] }))
  );
}
