// SQL of what is planned and was done: the state as the tables hold it, or folded from the facts up to a moment.
import type { Fact } from '@holdfast/core-law';
import type { Tx } from '@holdfast/platform/act';
import { factsOfSites, factsUntil } from '@holdfast/platform/facts';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { type ActivityAt, type Calendar, fold, ownKinds, type RunAt, runsByActs, type State } from './rules.fold.ts';
import { allRunKinds, kindsAtSites } from './rules.runs.data.ts';

/** A site with its zone and the organisation above it. */
export type Place = { site_id: string | null; site_name: string; time_zone: string; country: string | null };
/** `acts`: acts of the plant as runs. `now`: the moment it is about. */
export type Standing = State & { acts: RunAt[]; now: Date };

const iso = (column: string) => sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What the tables hold of a site and the organisation; of all sites with `every_site`. */
export async function readState(db: Database | Tx, site_id: string | null, every_site = false): Promise<State> {
  const here = every_site ? sql`true` : sql`(a.site_id is null or a.site_id = ${site_id}::uuid)`;
  const activities =
    await sql<ActivityAt>`select a.id, a.site_id, a.of, a.title, a.rhythm, ${iso('a.rhythm_from')} as rhythm_from, a.escalation,
    a.owner_role, a.owner_id, ${iso('a.ended_at')} as ended_at from holdfast.activity a where ${here} order by a.id`.execute(db);
  const runs =
    await sql<RunAt>`select r.id, r.activity_id, r.kind, ${iso('r.at')} as at, to_char(r.planned, 'YYYY-MM-DD') as planned, r.result,
      r.run_by::text as by, null as act
    from holdfast.activity_run r join holdfast.activity a on a.organisation_id = r.organisation_id and a.id = r.activity_id
    where ${here} order by r.at, r.id`.execute(db);
  const calendars =
    await sql<Calendar>`select a.site_id, a.weekdays, a.region, a.closed from holdfast.working_calendar a where ${here}`.execute(db);
  return { activities: activities.rows, runs: runs.rows, calendars: calendars.rows };
}

/** As it was at a moment, from the facts alone. */
export async function foldUntil(db: Database, site_id: string | null, until: Date): Promise<State> {
  const whole = await factsUntil(db, { site_id: null, kinds: ownKinds, until });
  const here = site_id === null ? [] : await factsUntil(db, { site_id, kinds: ownKinds, until });
  return fold([...whole, ...here]);
}

/** The state of a site (null: of the organisation alone), now or at a moment, with the acts that count as runs. */
export async function readStanding(db: Database, site_id: string | null, now: Date, as_of: Date | null): Promise<Standing> {
  const state = as_of === null ? await readState(db, site_id) : await foldUntil(db, site_id, as_of);
  const until = as_of ?? now;
  return { ...state, acts: runsByActs(state.activities, await readActs(db, site_id, until)), now: until };
}

/** Acts that may be runs, of the organisation and a site; of other sites only those that count for the organisation wherever they were done. */
async function readActs(db: Database, site_id: string | null, until: Date): Promise<Fact[]> {
  const whole = await factsUntil(db, { site_id: null, kinds: allRunKinds, until });
  const here = site_id === null ? [] : await factsUntil(db, { site_id, kinds: allRunKinds, until });
  const others = (await listPlaces(db)).flatMap((it) => (it.site_id === site_id ? [] : it.site_id));
  return [...whole, ...here, ...(await factsOfSites(db, { site_ids: others, kinds: kindsAtSites, until }))];
}

export async function listPlaces(db: Database | Tx): Promise<(Place & { site_id: string })[]> {
  return (
    await sql<Place & { site_id: string }>`select id as site_id, name as site_name, time_zone,
      coalesce(country, (select e.country from holdfast.legal_establishment e where e.site_id = site.id)) as country from holdfast.site order by name, id`.execute(
      db,
    )
  ).rows;
}

export async function readPlace(db: Database | Tx, site_id: string): Promise<Place> {
  return (await listPlaces(db)).find((it) => it.site_id === site_id) ?? { site_id, site_name: '', time_zone: 'UTC', country: null };
}
