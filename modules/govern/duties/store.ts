// SQL of duties: who holds a role, who read and was trained, now or then; what the management body did, from the ledger.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { factsUntil } from '@holdfast/platform/facts';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import {
  dutyKinds,
  foldDuties,
  holderOf,
  isMember,
  keyOf,
  managementKinds,
  noteTraining,
  type Read,
  type Stand,
  type Term,
  versionOf,
} from './rules.ts';
import { type Duties, dutyRole, type DutyRoleName, type ManagementAct, type NewTraining, type Training } from './schema.ts';

/** `site_ids`: where; null among them: for the whole organisation. */
type Held = { role: DutyRoleName; person_id: string; name: string; site_ids: (string | null)[] };

/** Who held which role at an instant, anywhere in the organisation: by a role of access or as a function of the plant. */
async function readHolders(db: Database | Tx, at: Date): Promise<Held[]> {
  const then = sql`${at.toISOString()}::timestamptz`;
  const held = await sql<Held>`select h.role, p.id as person_id, p.name, to_jsonb(array_agg(distinct h.site_id)) as site_ids from (
      select person_id, role, site_id from holdfast.role_grant
        where starts_at <= ${then} and (expires_at is null or expires_at > ${then}) and (ended_at is null or ended_at > ${then})
      union
      select person_id, role, site_id from holdfast.appointment
        where state = 'accepted' and starts_at <= ${then} and (until_at is null or until_at > ${then}) and (ended_at is null or ended_at > ${then})) h
    join holdfast.person p on p.id = h.person_id and p.active where h.role = any(${dutyRole.options}::text[]) group by h.role, p.id, p.name order by p.name, p.id`.execute(
    db,
  );
  return held.rows;
}

/** Whether somebody holds a role then, and where: `at_sites` null is the whole organisation. What the facts say of who read or was trained. */
export async function holds(
  tx: Tx,
  role: DutyRoleName,
  person_id: string,
  at: Date,
): Promise<{ is_holder: boolean; at_sites: string[] | null }> {
  const found = (await readHolders(tx, at)).find((it) => it.role === role && it.person_id === person_id);
  return { is_holder: found !== undefined, at_sites: found?.site_ids.includes(null) === false ? (found.site_ids as string[]) : null };
}

async function readStand(db: Database): Promise<Stand> {
  const stand: Stand = { reads: new Map(), trained: new Map() };
  const reads = await sql<
    Read & { role: string; person_id: string }
  >`select role, person_id, version, read_at, expires_at from holdfast.duty_reading`.execute(db);
  for (const { role, person_id, ...read } of reads.rows) stand.reads.set(keyOf(role, person_id), read);
  for (const it of (await listTrainings(db)).toReversed()) noteTraining(stand.trained, keyOf(it.role, it.person_id), it);
  return stand;
}

/** Trainings, the latest held first. */
async function listTrainings(db: Database | Tx): Promise<(Training & { recorded_at: string })[]> {
  const rows = await sql<
    Training & { recorded_at: string }
  >`select t.id, t.person_id, p.name as person_name, t.role, t.title, t.provider, t.hours::float8 as hours,
      to_char(t.held_on, 'YYYY-MM-DD') as held_on, to_char(t.valid_until, 'YYYY-MM-DD') as valid_until, r.name as recorded_by_name, t.recorded_at
    from holdfast.duty_training t join holdfast.person p on p.id = t.person_id join holdfast.person r on r.id = t.recorded_by
    order by t.held_on desc, t.recorded_at desc, t.id desc limit 2000`.execute(db);
  return rows.rows.map(({ ...it }) => it);
}

export type Asking = { me_id: string; all: boolean; now: Date; as_of: Date | null };

/** Every role with who holds it and where they stand; `all` false: only oneself. `as_of`: as it was then, from the facts. */
export async function readDutiesOf(db: Database, { me_id, all, now, as_of }: Asking): Promise<Duties> {
  const at = as_of ?? now;
  const stand = as_of === null ? await readStand(db) : foldDuties(await factsUntil(db, { site_id: null, kinds: dutyKinds, until: as_of }));
  const held = await readHolders(db, at);
  const countries = await sql<{
    country: string;
  }>`select distinct coalesce(s.country, e.country) as country from holdfast.site s
    left join holdfast.legal_establishment e on e.site_id = s.id where coalesce(s.country, e.country) is not null order by 1`.execute(db);
  const trainings = (await listTrainings(db)).filter(
    (it) => (all || it.person_id === me_id) && it.held_on <= at.toISOString().slice(0, 10) && new Date(it.recorded_at) <= at,
  );
  const roles = dutyRole.options.map((role) => {
    const mine = held.filter((it) => it.role === role && (all || it.person_id === me_id));
    const holders = mine.map(({ person_id, name }) => holderOf(stand, role, { person_id, name }, at));
    return { role, version: versionOf(role), is_mine: held.some((it) => it.role === role && it.person_id === me_id), holders };
  });
  return { roles, trainings, countries: countries.rows.map((it) => it.country) };
}

export type Reading = Read & { role: DutyRoleName; person_id: string; language: string };

/** Notes that somebody read their duties; returns the organisation's id. Throws not_found for who is nobody. */
export async function noteRead(tx: Tx, it: Reading): Promise<string> {
  const kept = await sql<{
    organisation_id: string;
  }>`insert into holdfast.duty_reading (organisation_id, role, person_id, version, language, read_at, expires_at)
    select organisation_id, ${it.role}, id, ${it.version}, ${it.language}, ${it.read_at}, ${it.expires_at} from holdfast.person where id = ${it.person_id}
    on conflict (organisation_id, role, person_id) do update set version = excluded.version, language = excluded.language, read_at = excluded.read_at,
      expires_at = excluded.expires_at returning organisation_id`.execute(tx);
  if (kept.rows[0] === undefined) throw new Failure('not_found', 'person_not_found');
  return kept.rows[0].organisation_id;
}

/** Who read a role's duties in a version before this one, and not since. */
export async function readersBefore(db: Database | Tx, role: DutyRoleName, version: number): Promise<string[]> {
  const found = await sql<{ person_id: string }>`select person_id from holdfast.duty_reading where role = ${role} and version < ${version}
    order by person_id`.execute(db);
  return found.rows.map((it) => it.person_id);
}

export async function organisationId(tx: Tx): Promise<string> {
  return (await sql<{ id: string }>`select id from holdfast.organisation`.execute(tx)).rows[0]!.id;
}

export async function addTraining(tx: Tx, it: NewTraining, by: { person_id: string; at: string }): Promise<string> {
  const added = await sql<{
    id: string;
  }>`insert into holdfast.duty_training (organisation_id, person_id, role, title, provider, hours, held_on, valid_until, recorded_by, recorded_at)
    select organisation_id, id, ${it.role}, ${it.title}, ${it.provider}, ${it.hours}, ${it.held_on}, ${it.valid_until}, ${by.person_id}, ${by.at}
    from holdfast.person where id = ${it.person_id} and active returning id`.execute(tx);
  if (added.rows[0] === undefined) throw new Failure('not_found', 'person_not_found');
  return added.rows[0].id;
}

/** When who was of the management body: appointed to it, and having accepted. */
async function readTerms(db: Database): Promise<Term[]> {
  const rows = await sql<Term>`select person_id, starts_at as "from", least(until_at, ended_at) as until from holdfast.appointment
    where role = 'board' and state = 'accepted'`.execute(db);
  return rows.rows;
}

const mostActs = 200;

/** What members of the management body approved and looked at, at a site and for the organisation, newest first; `until` as it was then. */
export async function listManagementActs(db: Database, site_id: string, until: Date): Promise<{ named: number; acts: ManagementAct[] }> {
  const terms = await readTerms(db);
  const kinds = Object.keys(managementKinds);
  const named = new Set(terms.filter((it) => isMember(terms, it.person_id, until)).map((it) => it.person_id)).size;
  if (terms.length === 0) return { named, acts: [] };
  const facts = [...(await factsUntil(db, { site_id, kinds, until })), ...(await factsUntil(db, { site_id: null, kinds, until }))];
  const theirs = facts.filter((it) => isMember(terms, it.actor, it.at)).toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const names = await sql<{
    id: string;
    name: string;
  }>`select id, name from holdfast.person where id = any(${[...new Set(terms.map((it) => it.person_id))]}::uuid[])`.execute(db);
  const nameOf = new Map(names.rows.map((it) => [it.id, it.name]));
  const acts = theirs.slice(0, mostActs).map((it): ManagementAct => {
    const title = it.data['title'];
    return {
      kind: it.kind,
      of: managementKinds[it.kind]!,
      at: it.at.toISOString(),
      actor_id: it.actor,
      actor_name: nameOf.get(it.actor) ?? '',
      subject_type: it.subject_type,
      subject_id: it.subject_id,
      title: typeof title === 'string' ? title : null,
      site_id: it.site_id,
    };
  });
  return { named, acts };
}
