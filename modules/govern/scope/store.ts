// SQL of legal entities: what they are, what they answered, decisions, registration and change notices; the state now or as it was.
import type { Tx } from '@holdfast/platform/act';
import { factsUntil } from '@holdfast/platform/facts';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { wallTime } from '@holdfast/core-law';
import { sql } from 'kysely';
import type { Texts } from './rules.duties.ts';
import {
  type ChangeAt,
  type DecisionAt,
  type EntityAt,
  fold,
  foldedKinds,
  inOrder,
  type RegistrationAt,
  type State,
} from './rules.fold.ts';
import type { Answers, ChangedEntity, NewChange, NewEntity, NewRegistration } from './schema.ts';
import { readOrders } from './store.orders.ts';

type Db = Database | Tx;
const day = (column: string) => sql`to_char(${sql.raw(column)}, 'YYYY-MM-DD')`;

const entityColumns = sql`e.id, e.name, e.country, e.is_maker, e.is_machine_builder, e.worldwide_turnover_eur, ${day('e.cer_notice_dated')} as cer_notice_dated,
  ${day('e.cer_notice_received')} as cer_notice_received, e.registration_checked_at, e.answers, e.state, e.version, e.added_at,
  coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'country', x.country, 'site_id', x.site_id) order by x.id)
    from holdfast.legal_establishment x where x.organisation_id = e.organisation_id and x.entity_id = e.id), '[]') as establishments`;

const decisionColumns = sql`id, entity_id, decided_at, decided_by::text as decided_by, outcome, deciding_rule, country, ${day('in_scope_from')} as in_scope_from,
  ${day('law_as_of')} as law_as_of, answers`;

/** The state now, from the tables. */
export async function readState(db: Db): Promise<State> {
  const entities = await sql<EntityAt>`select ${entityColumns} from holdfast.legal_entity e`.execute(db);
  const decisions = await sql<DecisionAt>`select ${decisionColumns} from holdfast.scope_decision`.execute(db);
  const registrations = await sql<RegistrationAt>`select entity_id, country, authority, number, ${day('registered_on')} as registered_on
    from holdfast.legal_registration`.execute(db);
  const changes = await sql<ChangeAt>`select id, entity_id, country, what, ${day('changed_on')} as changed_on, ${day('due_on')} as due_on,
    ${day('told_on')} as told_on, reference from holdfast.registration_change`.execute(db);
  return inOrder({
    entities: entities.rows,
    decisions: decisions.rows,
    registrations: registrations.rows,
    changes: changes.rows,
    orders: await readOrders(db),
  });
}

/** The state at a moment: from the facts when it is given, else from the tables. */
export async function readStateAt(db: Database, as_of: Date | null): Promise<State> {
  if (as_of === null) return readState(db);
  return fold(await factsUntil(db, { site_id: null, kinds: foldedKinds, until: as_of }));
}

/** Names of persons, reasons and remarks a state's ids stand for. */
export async function readTexts(db: Db): Promise<Texts> {
  const names = await sql<{ id: string; name: string }>`select id::text as id, name from holdfast.person`.execute(db);
  const reasons = await sql<{
    id: string;
    text: string;
  }>`select id::text as id, reason as text from holdfast.scope_decision where reason is not null`.execute(db);
  const remarks = await sql<{
    id: string;
    text: string;
  }>`select id::text as id, remark as text from holdfast.authority_measure where remark is not null`.execute(db);
  const map = (rows: readonly { id: string; text: string }[]) => new Map(rows.map((it) => [it.id, it.text]));
  return { names: new Map(names.rows.map((it) => [it.id, it.name])), reasons: map(reasons.rows), remarks: map(remarks.rows) };
}

/** The day it is where the organisation's first site stands. */
export async function todayAt(db: Db, at: Date): Promise<string> {
  const { rows } = await sql<{ time_zone: string }>`select time_zone from holdfast.site order by id limit 1`.execute(db);
  return wallTime(at, rows[0]?.time_zone ?? 'UTC').date;
}

/** Where notices of the organisation open: its first site; null while there is none. */
export async function firstSite(db: Db): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from holdfast.site order by id limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Throws not_found. */
export async function readEntity(db: Db, entity_id: string): Promise<EntityAt> {
  const { rows } = await sql<EntityAt>`select ${entityColumns} from holdfast.legal_entity e where e.id = ${entity_id}`.execute(db);
  if (rows[0] === undefined) throw new Failure('not_found', 'legal_entity_not_found');
  return rows[0];
}

/** Takes an active entity for a change. Throws not_found, conflict when retired or changed since `version`. */
export async function lockEntity(tx: Tx, entity_id: string, version?: number): Promise<EntityAt> {
  await sql`select from holdfast.legal_entity where id = ${entity_id} for no key update`.execute(tx);
  const it = await readEntity(tx, entity_id);
  if (it.state === 'retired') throw new Failure('conflict', 'legal_entity_retired');
  if (version !== undefined && it.version !== version) throw new Failure('conflict', 'changed_meanwhile', { version: it.version });
  return it;
}

/** Throws conflict when another entity has the name. */
export async function addEntity(tx: Tx, it: NewEntity, answers: Answers, now: Date): Promise<EntityAt> {
  const id = newUuidV7();
  const { rows } = await sql`insert into holdfast.legal_entity (organisation_id, id, name, country, answers, added_at)
    select o.id, ${id}, ${it.name}, ${it.country}, ${JSON.stringify(answers)}::jsonb, ${now.toISOString()} from holdfast.organisation o
    on conflict do nothing returning 1`.execute(tx);
  if (rows.length === 0) throw new Failure('conflict', 'legal_entity_taken', { name: it.name });
  await setEstablishments(tx, id, it.establishments);
  return readEntity(tx, id);
}

async function setEstablishments(tx: Tx, entity_id: string, all: NewEntity['establishments']): Promise<void> {
  await sql`delete from holdfast.legal_establishment where entity_id = ${entity_id}`.execute(tx);
  for (const it of all) {
    const { rows } = await sql`insert into holdfast.legal_establishment (organisation_id, id, entity_id, name, country, site_id)
      select o.id, ${newUuidV7()}, ${entity_id}, ${it.name}, ${it.country}, ${it.site_id} from holdfast.organisation o
      where ${it.site_id}::uuid is null or exists (select 1 from holdfast.site s where s.id = ${it.site_id})
      on conflict do nothing returning 1`.execute(tx);
    if (rows.length === 0) throw new Failure('conflict', 'site_has_entity', { name: it.name });
  }
}

/** Throws conflict when another entity has the name, or a site belongs to another entity. */
export async function changeEntity(tx: Tx, entity_id: string, it: ChangedEntity): Promise<EntityAt> {
  const taken = await sql`select 1 from holdfast.legal_entity where id <> ${entity_id} and lower(name) = lower(${it.name})`.execute(tx);
  if (taken.rows.length > 0) throw new Failure('conflict', 'legal_entity_taken', { name: it.name });
  await sql`update holdfast.legal_entity set name = ${it.name}, country = ${it.country}, is_maker = ${it.is_maker}, is_machine_builder = ${it.is_machine_builder},
    worldwide_turnover_eur = ${it.worldwide_turnover_eur}, cer_notice_dated = ${it.cer_notice_dated}::date, cer_notice_received = ${it.cer_notice_received}::date,
    version = version + 1 where id = ${entity_id}`.execute(tx);
  await setEstablishments(tx, entity_id, it.establishments);
  return readEntity(tx, entity_id);
}

export async function keepAnswers(tx: Tx, entity_id: string, answers: Answers): Promise<EntityAt> {
  await sql`update holdfast.legal_entity set answers = ${JSON.stringify(answers)}::jsonb, version = version + 1 where id = ${entity_id}`.execute(
    tx,
  );
  return readEntity(tx, entity_id);
}

export async function noteCheck(tx: Tx, entity_id: string, now: Date): Promise<EntityAt> {
  await sql`update holdfast.legal_entity set registration_checked_at = ${now.toISOString()}, version = version + 1 where id = ${entity_id}`.execute(
    tx,
  );
  return readEntity(tx, entity_id);
}

export async function retireEntity(tx: Tx, entity_id: string): Promise<EntityAt> {
  await sql`update holdfast.legal_entity set state = 'retired', version = version + 1 where id = ${entity_id}`.execute(tx);
  return readEntity(tx, entity_id);
}

/** Former decisions stay: there is no update. */
export async function addDecision(tx: Tx, it: DecisionAt, reason: string): Promise<void> {
  await sql`insert into holdfast.scope_decision (organisation_id, id, entity_id, decided_at, decided_by, outcome, deciding_rule, country, in_scope_from, law_as_of, answers, reason)
    select o.id, ${it.id}, ${it.entity_id}, ${it.decided_at}, ${it.decided_by}, ${it.outcome}, ${it.deciding_rule}, ${it.country}, ${it.in_scope_from}::date,
      ${it.law_as_of}::date, ${JSON.stringify(it.answers)}::jsonb, ${reason} from holdfast.organisation o`.execute(tx);
}

export async function keepRegistration(tx: Tx, entity_id: string, country: string, it: NewRegistration): Promise<RegistrationAt> {
  await sql`insert into holdfast.legal_registration (organisation_id, entity_id, country, authority, number, registered_on)
    select o.id, ${entity_id}, ${country}, ${it.authority}, ${it.number}, ${it.registered_on}::date from holdfast.organisation o
    on conflict (organisation_id, entity_id, country) do update set authority = excluded.authority, number = excluded.number, registered_on = excluded.registered_on`.execute(
    tx,
  );
  return { entity_id, country, authority: it.authority, number: it.number, registered_on: it.registered_on };
}

export async function addChange(tx: Tx, entity_id: string, it: NewChange, due_on: string | null): Promise<ChangeAt> {
  const made: ChangeAt = { id: newUuidV7(), entity_id, ...it, due_on, told_on: null, reference: null };
  await sql`insert into holdfast.registration_change (organisation_id, id, entity_id, country, what, changed_on, due_on)
    select o.id, ${made.id}, ${entity_id}, ${it.country}, ${it.what}::text[], ${it.changed_on}::date, ${due_on}::date from holdfast.organisation o`.execute(
    tx,
  );
  return made;
}

/** Throws not_found, conflict when it was told before. */
export async function tellChange(
  tx: Tx,
  entity_id: string,
  change_id: string,
  it: { told_on: string; reference: string | null },
): Promise<ChangeAt> {
  const { changes } = await readState(tx);
  const known = changes.find((each) => each.id === change_id && each.entity_id === entity_id);
  if (known === undefined) throw new Failure('not_found', 'change_not_found');
  if (known.told_on !== null) throw new Failure('conflict', 'change_told');
  if (it.told_on < known.changed_on) throw new Failure('unprocessable', 'told_before_change');
  await sql`update holdfast.registration_change set told_on = ${it.told_on}::date, reference = ${it.reference} where id = ${change_id}`.execute(
    tx,
  );
  return { ...known, ...it };
}
