// All SQL of appointments: who was asked, who accepted, changed and ended; and the role model a site chose.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { AreaAt, Held } from './rules.ts';
import { requireSeat, requireTerms } from './rules.ts';
import type { Appointment, ChangedAppointment, Language, NewAppointment } from './schema.ts';
import type { PresetId } from './schema.presets.data.ts';

const columns = sql`a.id, a.role, a.site_id, a.area_id, a.person_id, p.name as person_name, a.deputy_id, d.name as deputy_name, a.mandate, a.competence,
  a.resources, jsonb_build_object('mandate', a.mandate is not null, 'competence', a.competence is not null, 'resources', a.resources is not null) as has,
  a.starts_at, a.until_at, a.state, a.made_at, m.name as made_by_name, a.answered_at, a.ended_at, a.end_reason, a.handover_remark, a.follows,
  a.card_version, a.card_language, a.card_read_at, a.version`;
const from = sql`holdfast.appointment a join holdfast.person p on p.organisation_id = a.organisation_id and p.id = a.person_id
  left join holdfast.person d on d.organisation_id = a.organisation_id and d.id = a.deputy_id
  left join holdfast.person m on m.organisation_id = a.organisation_id and m.id = a.made_by`;
const at = (site_id: string | null) => sql`a.site_id is not distinct from ${site_id}::uuid`;

/** Appointments of a site and of the organisation, oldest first. */
export async function listAppointments(db: Database | Tx, site_id: string | null): Promise<Appointment[]> {
  return (
    await sql<Appointment>`select ${columns} from ${from} where ${at(site_id)} or a.site_id is null order by a.made_at, a.id`.execute(db)
  ).rows;
}

/** One appointment of the site (null: of the organisation). Throws not_found. */
export async function readAppointment(db: Database | Tx, site_id: string | null, appointment_id: string): Promise<Appointment> {
  const [row] = (await sql<Appointment>`select ${columns} from ${from} where ${at(site_id)} and a.id = ${appointment_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'appointment_not_found');
  return row;
}

/** An appointment as decisions take it. */
export function heldOf(it: Appointment): Held {
  const { id, role, site_id, area_id, person_id, deputy_id, has, starts_at, until_at, state, ended_at, follows, card_version } = it;
  return { id, role, site_id, area_id, person_id, deputy_id, has, starts_at, until_at, state, ended_at, follows, card_version };
}

/** Areas of a site by name, with the person their page names. */
export async function listAreasAt(db: Database | Tx, site_id: string): Promise<AreaAt[]> {
  return (await sql<AreaAt>`select id, name, owner_id from holdfast.area where site_id = ${site_id} order by name`.execute(db)).rows;
}

const blankToNull = (it: string | null): string | null => (it === '' ? null : it);

/** Asks a person to take a seat. Throws conflict while somebody else is asked, not_found for unknown people, areas; unprocessable for terms that cannot be. */
export async function addAppointment(tx: Tx, site_id: string | null, it: NewAppointment, by: string, now: Date): Promise<Appointment> {
  requireSeat(it.role, { site_id, area_id: it.area_id });
  const starts_at = it.starts_at ?? now.toISOString();
  requireTerms({ ...it, starts_at });
  await requirePeople(tx, [it.person_id, it.deputy_id]);
  if (it.area_id !== null) {
    const area = await sql`select 1 from holdfast.area where site_id = ${site_id} and id = ${it.area_id}`.execute(tx);
    if (area.rows.length === 0) throw new Failure('not_found', 'area_not_found');
  }
  const added = await sql<{ id: string }>`insert into holdfast.appointment
      (organisation_id, role, site_id, area_id, person_id, deputy_id, mandate, competence, resources, starts_at, until_at, state, made_by, handover_remark)
    select id, ${it.role}, ${site_id}::uuid, ${it.area_id}::uuid, ${it.person_id}::uuid, ${it.deputy_id}::uuid, ${blankToNull(it.mandate)}, ${blankToNull(it.competence)},
      ${blankToNull(it.resources)}, ${starts_at}::timestamptz, ${it.until_at}::timestamptz, 'proposed', ${by}::uuid, ${blankToNull(it.handover_remark)}
    from holdfast.organisation on conflict do nothing returning id`.execute(tx);
  const [row] = added.rows;
  if (!row) throw new Failure('conflict', 'seat_asked_already');
  return readAppointment(tx, site_id, row.id);
}

async function requirePeople(tx: Tx, ids: readonly (string | null)[]): Promise<void> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const found = await sql`select 1 from holdfast.person where active and id = any(${wanted}::uuid[])`.execute(tx);
  if (found.rows.length !== wanted.length) throw new Failure('not_found', 'person_not_found');
}

/** The appointment, locked until the transaction ends, and only while it is open. Throws conflict when it is over. */
async function takeOpen(tx: Tx, site_id: string | null, appointment_id: string): Promise<Appointment> {
  await sql`select 1 from holdfast.organisation for update`.execute(tx);
  const it = await readAppointment(tx, site_id, appointment_id);
  if (it.ended_at !== null || it.state === 'declined' || it.state === 'withdrawn') throw new Failure('conflict', 'appointment_over');
  return it;
}

/** Changes the terms. Throws conflict when they were changed since `version` or it is over. */
export async function changeAppointment(
  tx: Tx,
  site_id: string | null,
  appointment_id: string,
  it: ChangedAppointment,
): Promise<Appointment> {
  const before = await takeOpen(tx, site_id, appointment_id);
  if (before.version !== it.version) throw new Failure('conflict', 'changed_meanwhile', { version: before.version });
  requireTerms({ ...it, person_id: before.person_id });
  await requirePeople(tx, [it.deputy_id]);
  await sql`update holdfast.appointment set deputy_id = ${it.deputy_id}, mandate = ${blankToNull(it.mandate)}, competence = ${blankToNull(it.competence)},
    resources = ${blankToNull(it.resources)}, starts_at = ${it.starts_at}, until_at = ${it.until_at}, version = version + 1 where id = ${appointment_id}`.execute(
    tx,
  );
  return readAppointment(tx, site_id, appointment_id);
}

export type Accepted = { after: Appointment; former: { id: string; ends_at: string } | null };

/** The appointed person accepts: who held the seat before hands it over when this one begins. Throws conflict when it was answered before. */
export async function acceptAppointment(
  tx: Tx,
  site_id: string | null,
  appointment_id: string,
  it: { card_version: string; language: Language; now: Date },
): Promise<Accepted> {
  const before = await takeOpen(tx, site_id, appointment_id);
  if (before.state !== 'proposed') throw new Failure('conflict', 'appointment_answered');
  const now = it.now.toISOString();
  const starts_at = Date.parse(before.starts_at) > it.now.getTime() ? before.starts_at : now;
  if (before.until_at !== null && Date.parse(before.until_at) <= Date.parse(starts_at)) throw new Failure('conflict', 'appointment_over');
  const former = await endFormer(tx, before, starts_at, now);
  await sql`update holdfast.appointment set state = 'accepted', answered_at = ${now}, starts_at = ${starts_at}, follows = ${former?.id ?? null}::uuid, card_version = ${it.card_version},
    card_language = ${it.language}, card_read_at = ${now}, version = version + 1 where id = ${appointment_id}`.execute(tx);
  return { after: await readAppointment(tx, site_id, appointment_id), former };
}

async function endFormer(tx: Tx, seat: Appointment, ends_at: string, now: string): Promise<Accepted['former']> {
  const ended = await sql<{
    id: string;
  }>`update holdfast.appointment set ended_at = greatest(${ends_at}::timestamptz, starts_at), ended_by = ${seat.person_id}
    where role = ${seat.role} and site_id is not distinct from ${seat.site_id}::uuid and area_id is not distinct from ${seat.area_id}::uuid and state = 'accepted'
      and id <> ${seat.id} and (ended_at is null or ended_at > ${ends_at}::timestamptz) and (until_at is null or until_at > ${now}::timestamptz) returning id`.execute(
    tx,
  );
  const [row] = ended.rows;
  return row === undefined ? null : { id: row.id, ends_at };
}

/** The appointed person says no, or who asked takes it back; the seat stays empty and says why. */
export async function answerNo(
  tx: Tx,
  site_id: string | null,
  appointment_id: string,
  state: 'declined' | 'withdrawn',
  by: { person_id: string; reason: string; now: Date },
): Promise<Appointment> {
  const before = await takeOpen(tx, site_id, appointment_id);
  if (before.state !== 'proposed') throw new Failure('conflict', 'appointment_answered');
  await sql`update holdfast.appointment set state = ${state}, answered_at = ${by.now.toISOString()}, ended_by = ${by.person_id}, end_reason = ${by.reason}, version = version + 1
    where id = ${appointment_id}`.execute(tx);
  return readAppointment(tx, site_id, appointment_id);
}

/** Ends an accepted appointment now. */
export async function endAppointment(
  tx: Tx,
  site_id: string | null,
  appointment_id: string,
  by: { person_id: string; reason: string; now: Date },
): Promise<Appointment> {
  const before = await takeOpen(tx, site_id, appointment_id);
  if (before.state !== 'accepted') throw new Failure('conflict', 'appointment_not_accepted');
  await sql`update holdfast.appointment set ended_at = ${by.now.toISOString()}, ended_by = ${by.person_id}, end_reason = ${by.reason}, version = version + 1 where id = ${appointment_id}`.execute(
    tx,
  );
  return readAppointment(tx, site_id, appointment_id);
}

/** The holder has read the card as it is now. Throws conflict unless the appointment is accepted. */
export async function noteCardRead(
  tx: Tx,
  site_id: string | null,
  appointment_id: string,
  it: { card_version: string; language: Language; now: Date },
): Promise<Appointment> {
  const before = await takeOpen(tx, site_id, appointment_id);
  if (before.state !== 'accepted') throw new Failure('conflict', 'appointment_not_accepted');
  await sql`update holdfast.appointment set card_version = ${it.card_version}, card_language = ${it.language}, card_read_at = ${it.now.toISOString()} where id = ${appointment_id}`.execute(
    tx,
  );
  return readAppointment(tx, site_id, appointment_id);
}

export type Setting = { preset: PresetId; languages: Language[] };

/** The role model a site chose; null when it chose none. */
export async function readSetting(db: Database | Tx, site_id: string): Promise<Setting | null> {
  return (await sql<Setting>`select preset, languages from holdfast.role_setting where site_id = ${site_id}`.execute(db)).rows[0] ?? null;
}

/** The same, for a change of it. */
export async function lockSetting(tx: Tx, site_id: string): Promise<Setting | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`role model:${site_id}`}, 0))`.execute(tx);
  return readSetting(tx, site_id);
}

export async function keepSetting(tx: Tx, site_id: string, it: Setting, by: string): Promise<void> {
  await sql`insert into holdfast.role_setting (site_id, preset, languages, chosen_by) values (${site_id}, ${it.preset}, ${it.languages}, ${by})
    on conflict (site_id) do update set preset = excluded.preset, languages = excluded.languages, chosen_by = excluded.chosen_by, chosen_at = now()`.execute(
    tx,
  );
}

/** Who asked the person to take the seat. */
export async function makerOf(db: Database | Tx, appointment_id: string): Promise<string> {
  return (await sql<{ made_by: string }>`select made_by from holdfast.appointment where id = ${appointment_id}`.execute(db)).rows[0]!
    .made_by;
}

type OwnRow = Pick<Appointment, 'id' | 'role' | 'site_id' | 'area_id' | 'starts_at' | 'until_at' | 'state' | 'card_version'> & {
  site_name: string | null;
  area_name: string | null;
  asked_by_name: string | null;
};

/** Seats a person holds or is asked to take, those that wait first. */
export async function listOwn(db: Database | Tx, person_id: string): Promise<OwnRow[]> {
  return (
    await sql<OwnRow>`select a.id, a.role, a.site_id, a.area_id, a.starts_at, a.until_at, a.state, a.card_version, s.name as site_name, r.name as area_name, m.name as asked_by_name
      from holdfast.appointment a left join holdfast.site s on s.id = a.site_id left join holdfast.area r on r.site_id = a.site_id and r.id = a.area_id
      left join holdfast.person m on m.id = a.made_by
      where a.person_id = ${person_id} and a.state in ('proposed', 'accepted') and (a.ended_at is null or a.ended_at > now()) and (a.until_at is null or a.until_at > now())
      order by a.state desc, a.made_at`.execute(db)
  ).rows;
}

/** Accepted appointments whose named end has passed and that nobody has ended. */
export async function listOverdue(db: Database | Tx, now: Date): Promise<{ id: string; site_id: string | null }[]> {
  return (
    await sql<{ id: string; site_id: string | null }>`select id, site_id from holdfast.appointment
      where state = 'accepted' and ended_at is null and until_at <= ${now.toISOString()}::timestamptz order by until_at, id`.execute(db)
  ).rows;
}

/** Ends it at the end that was named. Throws conflict when somebody ended or prolonged it meanwhile. */
export async function endAtNamed(tx: Tx, site_id: string | null, appointment_id: string, now: Date): Promise<Appointment> {
  const ended = await sql`update holdfast.appointment set ended_at = until_at, version = version + 1
    where id = ${appointment_id} and ended_at is null and until_at <= ${now.toISOString()}::timestamptz returning 1`.execute(tx);
  if (ended.rows.length === 0) throw new Failure('conflict', 'appointment_over');
  return readAppointment(tx, site_id, appointment_id);
}
