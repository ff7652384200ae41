// SQL of cadence: lists with their states, one activity with its runs, and every change of a plan.
import { activities as law } from '@holdfast/core-law';
import { listAccountable, roleHolder } from '@holdfast/appointments/store';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { sql } from 'kysely';
import type { ActivityAt, RunAt } from './rules.fold.ts';
import {
  comingOf,
  lateDays,
  missedDays,
  overdueAtChange,
  runsAmong,
  runsOf,
  type Settled,
  settle,
  stateOf,
  workingAt,
  workingDaysOf,
} from './rules.ts';
import { runKindsOf } from './rules.runs.data.ts';
import type { ActivityDetail, ActivityRow, ChangedActivity, NewRun, Run, WorkingDaysSet } from './schema.ts';
import { readStanding, readState, type Standing } from './store.state.ts';

export { foldUntil, listPlaces, type Place, readPlace, readStanding, readState, type Standing } from './store.state.ts';

type Db = Database | Tx;
const iso = (ms: number): string => new Date(ms).toISOString();
const onlyAt = (it: { planned: string; day: string; at_ms: number }) => ({ planned: it.planned, day: it.day, at: iso(it.at_ms) });

export const standingWorking = (standing: Pick<Standing, 'calendars'>, site_id: string | null) =>
  workingDaysOf(workingAt(standing.calendars, site_id));

const settledOf = new WeakMap<Standing, WeakMap<ActivityAt, Settled>>();

/** An activity's runs reckoned against its rhythm at the standing's moment; once for each, however often it is asked. */
export function settleAt(standing: Standing, it: ActivityAt): Settled {
  const known = settledOf.get(standing) ?? new WeakMap<ActivityAt, Settled>();
  settledOf.set(standing, known);
  const made =
    known.get(it) ?? settle(it, runsOf(standing, standing.acts, it.id), standing.now.getTime(), standingWorking(standing, it.site_id));
  known.set(it, made);
  return made;
}

/** Who is accountable, by activity of the law's list; and who a person is called. */
type People = {
  accountable: ReadonlyMap<string, { person_id: string | null; person_name: string | null; role: string }>;
  names: ReadonlyMap<string, string>;
};

async function readPeopleOf(db: Database, site_id: string, standing: Standing, as_of: Date | null): Promise<People> {
  const raci = await listAccountable(db, site_id, standing.now, as_of);
  const ids = [...new Set(standing.activities.flatMap((it) => it.owner_id ?? []))];
  const names = await sql<{ id: string; name: string }>`select id, name from holdfast.person where id = any(${ids}::uuid[])`.execute(db);
  return {
    accountable: new Map(raci.map((it) => [it.id, it.who])),
    names: new Map(names.rows.map(({ id, name }) => [id, name])),
  };
}

/** All activities of a site and the organisation: the planned ones, and those of the law's list nobody has planned. */
export async function listActivities(db: Database, site_id: string, now: Date, as_of: Date | null = null): Promise<ActivityRow[]> {
  return rowsOf(db, site_id, await readStanding(db, site_id, now, as_of), as_of);
}

/** The same of a standing that is already read. */
export async function rowsOf(db: Database, site_id: string, standing: Standing, as_of: Date | null): Promise<ActivityRow[]> {
  const people = await readPeopleOf(db, site_id, standing, as_of);
  const planned = standing.activities.filter((it) => it.ended_at === null || Date.parse(it.ended_at) > standing.now.getTime());
  const rows = planned.map((it) => rowOf(standing, it, people));
  const known = new Set(planned.flatMap((it) => it.of ?? []));
  const open = law.filter((it) => !known.has(it.id)).map((it) => unplanned(it, site_id, people));
  return [...rows, ...open];
}

const lawOf = new Map(law.map((it) => [it.id as string, it]));
const titleOf = ({ of, title }: ActivityAt) => lawOf.get(of ?? '')?.title ?? { en: title ?? '', de: title ?? '' };

function rowOf(standing: Standing, it: ActivityAt, people: People): ActivityRow {
  const settled = settleAt(standing, it);
  const now_ms = standing.now.getTime();
  const state = stateOf(it, settled.due, now_ms);
  const answers = it.of === null ? undefined : people.accountable.get(it.of);
  const person_id = it.owner_id ?? answers?.person_id ?? null;
  const of = lawOf.get(it.of ?? '');
  return {
    id: it.id,
    of: it.of,
    site_id: it.site_id,
    level: it.site_id === null ? 'organisation' : 'site',
    title: titleOf(it),
    requirements: [...(of?.requirements ?? [])],
    rhythm: it.rhythm,
    escalation: it.escalation,
    owner_role: (it.owner_role ?? answers?.role ?? of?.accountable ?? null) as ActivityRow['owner_role'],
    owner_id: it.owner_id,
    person_id,
    person_name: it.owner_id === null ? (answers?.person_name ?? null) : (people.names.get(it.owner_id) ?? null),
    state,
    next: settled.due === null ? null : onlyAt(settled.due),
    overdue_since: state === 'overdue' ? iso(settled.due!.at_ms) : null,
    last_run_at: settled.last?.at ?? null,
    last_result: settled.last?.result ?? null,
    last_act: settled.last?.act ?? null,
    missed: missedDays(it, settled, standing.runs, standing.now.getTime()),
    late_days: state === 'overdue' ? lateDays(it.rhythm!, settled.due!, now_ms) : 0,
    runs_by_acts: runKindsOf(it.of).length > 0,
  };
}

function unplanned(it: (typeof law)[number], site_id: string, people: People): ActivityRow {
  const answers = people.accountable.get(it.id);
  return {
    id: it.id,
    of: it.id,
    site_id: it.level === 'site' ? site_id : null,
    level: it.level,
    title: it.title,
    requirements: [...it.requirements],
    rhythm: null,
    escalation: null,
    owner_role: (answers?.role ?? it.accountable) as ActivityRow['owner_role'],
    owner_id: null,
    person_id: answers?.person_id ?? null,
    person_name: answers?.person_name ?? null,
    state: 'no_date',
    next: null,
    overdue_since: null,
    last_run_at: null,
    last_result: null,
    last_act: null,
    missed: [],
    late_days: 0,
    runs_by_acts: runKindsOf(it.id).length > 0,
  };
}

/** One activity with its runs, the newest first, and the days to come. Throws not_found. */
export async function readActivity(
  db: Database,
  site_id: string,
  activity_id: string,
  now: Date,
  as_of: Date | null = null,
): Promise<ActivityDetail> {
  const standing = await readStanding(db, site_id, now, as_of);
  const row = (await rowsOf(db, site_id, standing, as_of)).find((it) => it.id === activity_id);
  const it = standing.activities.find((one) => one.id === activity_id);
  if (row === undefined) throw new Failure('not_found', 'activity_not_found');
  const run_kinds = runKindsOf(row.of).map(({ kind }) => kind);
  if (it === undefined) return { ...row, runs: [], coming: [], run_kinds };
  const settled = settleAt(standing, it);
  const coming = comingOf(
    it,
    settled,
    { until_ms: standing.now.getTime() + 2 * 366 * 86_400_000, limit: 12 },
    standingWorking(standing, it.site_id),
  );
  return { ...row, runs: await wordRuns(db, historyOf(it, settled, standing.runs)), coming: coming.map(onlyAt), run_kinds };
}

/** Past runs and missed days within a span of every activity planned, each with who did it, the newest first. */
export async function readHistory(
  db: Database,
  standing: Standing,
  { from_ms, until_ms }: { from_ms: number; until_ms: number },
): Promise<Map<string, Run[]>> {
  const isIn = ({ at }: Past): boolean => Date.parse(at) >= from_ms && Date.parse(at) < until_ms;
  const past = standing.activities.flatMap((it) => historyOf(it, settleAt(standing, it), standing.runs).filter(isIn));
  const worded = await wordRuns(db, past);
  const found = new Map<string, Run[]>();
  for (const [at, { activity_id }] of past.entries()) {
    const of = found.get(activity_id);
    if (of === undefined) found.set(activity_id, [worded[at]!]);
    else of.push(worded[at]!);
  }
  return found;
}

type Past = RunAt & { late_days: number };

/** Runs with the day they kept, and days nobody did, the newest first. */
function historyOf(it: ActivityAt, settled: Settled, runs: readonly RunAt[]): Past[] {
  const done = settled.kept.map(({ run, occurrence, late_days }): Past => ({ ...run, planned: occurrence?.planned ?? null, late_days }));
  const noted = runsAmong(runs, it.id).filter((run) => run.kind === 'missed');
  const known = new Set(noted.map((run) => run.planned));
  const follows = settled.missed.filter(({ planned }) => !known.has(planned)).map((one): Past => missedRun(it.id, one));
  return [...done, ...noted.map((run): Past => ({ ...run, late_days: 0 })), ...follows].toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

const missedRun = (activity_id: string, it: { planned: string; at_ms: number }): Past => ({
  id: `missed:${activity_id}:${it.planned}`,
  activity_id,
  kind: 'missed',
  at: iso(it.at_ms),
  planned: it.planned,
  result: null,
  by: null,
  act: null,
  late_days: 0,
});

async function wordRuns(db: Db, runs: readonly Past[]): Promise<Run[]> {
  const found = await sql<{
    id: string;
    name: string;
  }>`select id::text as id, name from holdfast.person where id::text = any(${runs.flatMap((it) => it.by ?? [])}::text[])`.execute(db);
  const said = await sql<{ id: string; remark: string | null }>`select id, remark from holdfast.activity_run
    where id::text = any(${runs.map((it) => it.id)}::text[])`.execute(db);
  const names = new Map(found.rows.map(({ id, name }) => [id, name]));
  const remarks = new Map(said.rows.map(({ id, remark }) => [id, remark]));
  return runs.map(({ id, kind, at, planned, late_days, result, by, act }) => ({
    id,
    kind,
    at,
    planned,
    late_days,
    result,
    act,
    by_id: by !== null && names.has(by) ? by : null,
    by_name: by === null ? null : (names.get(by) ?? null),
    remark: remarks.get(id) ?? null,
  }));
}

/** When an activity of the law's list comes round next at a site (null: in the organisation): for the matrix. Null: nobody has planned it, or it is not there. */
export async function nextRun(
  db: Database,
  activity: string,
  site_id: string | null,
  now: Date,
  as_of: Date | null = null,
): Promise<NextRun | null> {
  return (await nextRuns(db, site_id, now, as_of)).get(activity) ?? null;
}
export type NextRun = {
  activity_id: string;
  next: { planned: string; day: string; at: string } | null;
  state: ActivityRow['state'];
  last_run_at: string | null;
  missed: string[];
};

/** All of a site and the organisation at once, by the law's id. */
export async function nextRuns(db: Database, site_id: string | null, now: Date, as_of: Date | null = null): Promise<Map<string, NextRun>> {
  const standing = await readStanding(db, site_id, now, as_of);
  const found = new Map<string, NextRun>();
  for (const it of standing.activities) {
    if (it.of === null || (it.ended_at !== null && Date.parse(it.ended_at) <= standing.now.getTime())) continue;
    const settled = settleAt(standing, it);
    found.set(it.of, {
      activity_id: it.id,
      next: settled.due === null ? null : onlyAt(settled.due),
      state: stateOf(it, settled.due, standing.now.getTime()),
      last_run_at: settled.last?.at ?? null,
      missed: missedDays(it, settled, standing.runs, standing.now.getTime()),
    });
  }
  return found;
}

/** Keeps activities as told: new ones and changed ones alike. */
export async function keepActivities(tx: Tx, all: readonly ActivityAt[]): Promise<void> {
  for (const it of all) {
    const kept = await sql<{
      id: string;
    }>`insert into holdfast.activity as a (organisation_id, id, site_id, "of", title, rhythm, rhythm_from, escalation, owner_role, owner_id)
      select o.id, ${it.id}, ${it.site_id}, ${it.of}, ${it.title}, ${it.rhythm === null ? null : JSON.stringify(it.rhythm)}::jsonb, ${it.rhythm_from},
        ${JSON.stringify(it.escalation)}::jsonb, ${it.owner_role}, ${it.owner_id} from holdfast.organisation o
      on conflict (organisation_id, id) do update set title = excluded.title, rhythm = excluded.rhythm, rhythm_from = excluded.rhythm_from,
        escalation = excluded.escalation, owner_role = excluded.owner_role, owner_id = excluded.owner_id where a.ended_at is null returning id`.execute(
      tx,
    );
    if (kept.rows.length === 0) throw new Failure('conflict', 'activity_over');
  }
}

/** Refuses a second plan for one activity of the law's list at one place, also by two at once. */
export async function requireUnplanned(tx: Tx, site_id: string | null, of: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`activity:${site_id}:${of}`}, 0))`.execute(tx);
  const found =
    await sql`select from holdfast.activity where site_id is not distinct from ${site_id}::uuid and "of" = ${of} and ended_at is null`.execute(
      tx,
    );
  if (found.rows.length > 0) throw new Failure('conflict', 'activity_planned_already');
}

/** Takes an activity for a change. Throws not_found, conflict when it is over. */
export async function lockActivity(tx: Tx, site_id: string | null, activity_id: string): Promise<ActivityAt> {
  const { rows } = await sql<ActivityAt>`select id, site_id, "of", title, rhythm,
      to_char(rhythm_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as rhythm_from, escalation, owner_role, owner_id, ended_at
    from holdfast.activity where site_id is not distinct from ${site_id}::uuid and id::text = ${activity_id} for no key update`.execute(tx);
  const [it] = rows;
  if (it === undefined) throw new Failure('not_found', 'activity_not_found');
  if (it.ended_at !== null) throw new Failure('conflict', 'activity_over');
  return it;
}

/** The activity as it will be. A rhythm that changes holds from now on. */
export function changedTo(it: ActivityAt, change: ChangedActivity, rhythm: ActivityAt['rhythm'], now: Date): ActivityAt {
  const isSame = JSON.stringify(sorted(rhythm)) === JSON.stringify(sorted(it.rhythm));
  const title = it.of === null ? (change.title ?? it.title) : null;
  const { escalation, owner_role, owner_id } = change;
  return { ...it, title, rhythm, rhythm_from: isSame ? it.rhythm_from : now.toISOString(), escalation, owner_role, owner_id };
}
const sorted = (it: object | null) => (it === null ? null : Object.entries(it).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Days that count as missed when a rhythm changes now, as rows not yet noted. */
export function missedByChange(standing: Standing, it: ActivityAt): RunAt[] {
  const noted = new Set(standing.runs.filter((run) => run.kind === 'missed' && run.activity_id === it.id).map((run) => run.planned));
  return overdueAtChange(it, settleAt(standing, it), standing.now.getTime())
    .filter(({ planned }) => !noted.has(planned))
    .map((one) => newMissed(it.id, one));
}

export const newMissed = (activity_id: string, it: { planned: string; at_ms: number }): RunAt => ({
  id: newUuidV7(),
  activity_id,
  kind: 'missed',
  at: iso(it.at_ms),
  planned: it.planned,
  result: null,
  by: null,
  act: null,
});

/** Keeps days as missed; one noted before stays as it is. Returns those that are new. */
export async function keepMissed(tx: Tx, runs: readonly RunAt[]): Promise<RunAt[]> {
  const kept: RunAt[] = [];
  for (const it of runs) {
    const { rows } = await sql`insert into holdfast.activity_run (organisation_id, id, activity_id, kind, at, planned)
      select o.id, ${it.id}, ${it.activity_id}, 'missed', ${it.at}, ${it.planned}::date from holdfast.organisation o on conflict do nothing returning 1`.execute(
      tx,
    );
    if (rows.length > 0) kept.push(it);
  }
  return kept;
}

/** Keeps a run somebody recorded. Returns its id. */
export async function addRun(tx: Tx, activity_id: string, it: NewRun, person_id: string): Promise<string> {
  const id = newUuidV7();
  await sql`insert into holdfast.activity_run (organisation_id, id, activity_id, kind, at, result, run_by, remark)
    select o.id, ${id}, ${activity_id}, 'done', ${it.at}, ${it.result}, ${person_id}, ${it.remark} from holdfast.organisation o`.execute(
    tx,
  );
  return id;
}

export async function endActivity(tx: Tx, activity_id: string, ended_at: string): Promise<void> {
  await sql`update holdfast.activity set ended_at = ${ended_at} where id = ${activity_id}`.execute(tx);
}

/** The days a place works as they stand, for a change of them. */
export async function lockWorkingDays(tx: Tx, site_id: string | null): Promise<WorkingDaysSet> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`working days:${site_id}`}, 0))`.execute(tx);
  const { weekdays, region, closed } = workingAt((await readState(tx, site_id)).calendars, site_id);
  return { weekdays, region, closed };
}

/** Keeps the days a place works. Returns the organisation's id. */
export async function keepWorkingDays(tx: Tx, site_id: string | null, it: WorkingDaysSet): Promise<string> {
  const { rows } = await sql<{
    organisation_id: string;
  }>`insert into holdfast.working_calendar (organisation_id, site_id, weekdays, region, closed)
    select o.id, ${site_id}, ${it.weekdays}::smallint[], ${it.region}, ${JSON.stringify(it.closed)}::jsonb from holdfast.organisation o
    on conflict (organisation_id, site_id) do update set weekdays = excluded.weekdays, region = excluded.region, closed = excluded.closed
    returning organisation_id`.execute(tx);
  return rows[0]!.organisation_id;
}

/** Steps told for the days that are due, by `activity/planned`. */
export async function readTold(db: Db): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{
    key: string;
    steps: string[];
  }>`select activity_id || '/' || to_char(planned, 'YYYY-MM-DD') as key, array_agg(step) as steps
    from holdfast.activity_step group by 1`.execute(db);
  return new Map(rows.map(({ key, steps }) => [key, new Set(steps)]));
}

/** Notes steps as told. Returns those that were not before: two servers tell once. */
export async function noteSteps(tx: Tx, activity_id: string, planned: string, steps: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ step: string }>`insert into holdfast.activity_step (organisation_id, activity_id, planned, step, told_at)
    select o.id, ${activity_id}, ${planned}::date, s, ${now.toISOString()} from holdfast.organisation o, unnest(${[...steps]}::text[]) s
    on conflict do nothing returning step`.execute(tx);
  return rows.map(({ step }) => step);
}

/** Who holds a role of the escalation at a place now; null: nobody. */
export async function whoHolds(db: Db, role: 'plant_manager' | 'ciso', site_id: string | null, now: Date): Promise<string | null> {
  return (await roleHolder(db, role, site_id, null, now)).person_id;
}
