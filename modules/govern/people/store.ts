// All SQL of people, their visits, and the first set-up.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { planKept } from '@holdfast/platform/database-driver';
import type { Grant } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import { grantsInForce, listGrants, requireAnOwner } from '@holdfast/roles/store';
import type { changedPerson, changedSettings, Person, Times } from './schema.ts';

/** With the address: who gets to see it is the routes' to say. */
type Kept = Person & { email: string };
type Bare = Omit<Kept, 'grants'>;
const columns = sql`id, name, email, language, active, created_at`;

export async function listPeople(db: Database | Tx): Promise<Kept[]> {
  const people = (await sql<Bare>`select ${columns} from holdfast.person order by name, id`.execute(db)).rows;
  const grants = await listGrants(db, null);
  return people.map((person) => ({ ...person, grants: grants.filter((grant) => grant.person_id === person.id) }));
}

export async function readPerson(db: Database | Tx, person_id: string): Promise<Kept> {
  const [person] = (await sql<Bare>`select ${columns} from holdfast.person where id = ${person_id}`.execute(db)).rows;
  if (!person) throw new Failure('not_found', 'person_not_found');
  return { ...person, grants: await listGrants(db, person_id) };
}

/** A person's name, whether they are active, and the grants they carry; null for nobody: what each request asks. */
export async function readPrincipal(
  db: Database | Tx,
  person_id: string,
): Promise<{ name: string; active: boolean; grants: Grant[] } | null> {
  const { rows } = await sql<{ name: string; active: boolean } & (Grant | { role: null })>`${planKept('principal')}
    select own.name, own.active, granted.* from holdfast.person own left join lateral (${grantsInForce(sql.ref('own.id'))}) granted on true
    where own.id = ${person_id}`.execute(db);
  if (rows[0] === undefined) return null;
  const grants = rows.flatMap(({ name: _name, active: _active, ...grant }) => (grant.role === null ? [] : [grant as Grant]));
  return { name: rows[0].name, active: rows[0].active, grants };
}

/** The person who has this address, or null. */
export async function findPersonByEmail(db: Database | Tx, email: string): Promise<string | null> {
  const found = await sql<{ id: string }>`select id from holdfast.person where lower(email) = ${email.toLowerCase()}`.execute(db);
  return found.rows[0]?.id ?? null;
}

/** Names by id, of everybody. */
export async function listNames(db: Database | Tx): Promise<Map<string, string>> {
  const found = await sql<{ id: string; name: string }>`select id, name from holdfast.person`.execute(db);
  return new Map(found.rows.map((it) => [it.id, it.name]));
}

/** Adds a person without any role. Throws conflict when the e-mail address is taken. */
export async function addPerson(tx: Tx, it: { name: string; email: string; language: 'en' | 'de' }): Promise<Kept> {
  const added = await sql<{ id: string }>`insert into holdfast.person (organisation_id, name, email, language)
    select id, ${it.name}, ${it.email}, ${it.language} from holdfast.organisation on conflict do nothing returning id`.execute(tx);
  const [row] = added.rows;
  if (!row) throw new Failure('conflict', 'email_taken');
  return readPerson(tx, row.id);
}

export async function changePerson(tx: Tx, person_id: string, it: z.output<typeof changedPerson>): Promise<Person> {
  await sql`select 1 from holdfast.organisation for update`.execute(tx);
  const changed =
    await sql`update holdfast.person set name = coalesce(${it.name ?? null}, name), language = coalesce(${it.language ?? null}, language),
    active = coalesce(${it.active ?? null}, active) where id = ${person_id} returning id`.execute(tx);
  if (changed.rows.length === 0) throw new Failure('not_found', 'person_not_found');
  if (it.active === false) await requireAnOwner(tx);
  return readPerson(tx, person_id);
}

/** How a person wants times shown; as the plant has them for who is nobody yet (a shared terminal). */
export async function readTimes(db: Database | Tx, person_id: string): Promise<Times> {
  const found = await sql<Times>`select times_in, clock from holdfast.person where id = ${person_id}`.execute(db);
  return found.rows[0] ?? { times_in: 'plant', clock: 'h23' };
}

/** Changes one's own settings; what is left out stays. */
export async function changeSettings(tx: Tx, person_id: string, it: z.output<typeof changedSettings>): Promise<void> {
  await sql`update holdfast.person set language = coalesce(${it.language ?? null}, language), times_in = coalesce(${it.times_in ?? null}, times_in),
    clock = coalesce(${it.clock ?? null}, clock) where id = ${person_id}`.execute(tx);
}

/** Notes a visit; the one before it becomes "when I was last here". Visits within ten minutes are one. */
export async function noteVisit(tx: Database | Tx, person_id: string): Promise<void> {
  await sql`insert into holdfast.visit as v (organisation_id, person_id, visited_at)
    select organisation_id, id, now() from holdfast.person where id = ${person_id}
    on conflict (organisation_id, person_id) do update set
      previous_visit_at = case when v.visited_at < now() - interval '10 minutes' then v.visited_at else v.previous_visit_at end, visited_at = now()`.execute(
    tx,
  );
}

export async function previousVisit(db: Database, person_id: string): Promise<string | null> {
  const [row] = (
    await sql<{ at: string | null }>`select previous_visit_at as at from holdfast.visit where person_id = ${person_id}`.execute(db)
  ).rows;
  return row?.at ?? null;
}

export async function readOrganisation(db: Database | Tx): Promise<{ id: string; name: string; demo: boolean } | null> {
  const [row] = (
    await sql<{ id: string; name: string; demo: boolean }>`select id, name, demo from holdfast.organisation limit 1`.execute(db)
  ).rows;
  return row ?? null;
}

/** Makes the organisation. Throws conflict when there is one already: a Holdfast serves one organisation. */
export async function addOrganisation(tx: Tx, name: string, demo: boolean): Promise<string> {
  await sql`lock table holdfast.organisation in share row exclusive mode`.execute(tx);
  if ((await readOrganisation(tx)) !== null) throw new Failure('conflict', 'already_set_up');
  const [row] = (
    await sql<{ id: string }>`insert into holdfast.organisation (name, demo) values (${name}, ${demo}) returning id`.execute(tx)
  ).rows;
  return row!.id;
}
