// People without whom nothing goes on, found by the product: only holders of a role, a right, a zone, a key; and what is planned against it.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { newPlan, Point } from './schema.ts';
import { type AreaAt, type Held, isInForce, seatKey } from './rules.ts';
import type { BarePoint } from './rules.points.ts';
import { accountsAt, plansAt, pointsAt } from './store.past.ts';
import { readPeople } from './store.people.ts';
import { readStanding } from './store.seats.ts';

/** Seats whose holder has no deputy who is there. */
async function roles(db: Database | Tx, site_id: string, now: Date): Promise<BarePoint[]> {
  const { held, areas } = await readStanding(db, site_id, null);
  const people = await readPeople(
    db,
    held.map((it) => it.deputy_id),
  );
  return seatsAlone(held, areas, now, (id) => people.get(id ?? '')?.active === true);
}

const seatsAlone = (held: readonly Held[], areas: readonly AreaAt[], at: Date, isThere: (id: string | null) => boolean): BarePoint[] =>
  held
    .filter((it) => isInForce(it, at) && !isThere(it.deputy_id))
    .map((it) => ({
      kind: 'role',
      ref: seatKey(it),
      person_id: it.person_id,
      what: it.role,
      place: areas.find((area) => area.id === it.area_id)?.name ?? null,
    }));

/** Every single point of failure as it was at a moment, with what was planned against it by then. */
export async function listPointsThen(db: Database, site_id: string, at: Date): Promise<Point[]> {
  const { held, areas } = await readStanding(db, site_id, at);
  const { closed } = await accountsAt(db, at);
  const seats = seatsAlone(held, areas, at, (id) => id !== null && !closed.has(id));
  const plans = [...(await plansAt(db, site_id, at))].map(([id, plan]) => ({ id, ...plan }));
  return wordPoints(db, [...seats, ...(await pointsAt(db, site_id, at, closed))], plans, at);
}

const inForce = sql`g.ended_at is null and g.starts_at <= now() and (g.expires_at is null or g.expires_at > now())`;

/** Rights to act that only one person has at the site, nobody standing in. An auditor's look is none. */
async function grants(db: Database | Tx, site_id: string): Promise<BarePoint[]> {
  const found = await sql<{ role: string; person_id: string }>`
    with able as (
      select g.role, g.person_id from holdfast.role_grant g join holdfast.person p on p.id = g.person_id and p.active
        where ${inForce} and g.role <> 'auditor' and (g.scope = 'organisation' or (g.scope = 'site' and g.site_id = ${site_id}))
      union select g.role, d.person_id from holdfast.role_grant g join holdfast.deputy d on d.grant_id = g.id and d.ended_at is null and d.starts_at <= now() and d.until_at > now()
        join holdfast.person p on p.id = d.person_id and p.active where ${inForce} and (g.scope = 'organisation' or (g.scope = 'site' and g.site_id = ${site_id})))
    select role, min(person_id::text) as person_id from able group by role having count(distinct person_id) = 1 order by role`.execute(db);
  return found.rows.map(({ role, person_id }) => ({ kind: 'grant', ref: role, person_id, what: role, place: null }));
}

/** Zones whose custodian is the only person with rights over just them or the whole site as OT lead. */
async function zones(db: Database | Tx, site_id: string): Promise<BarePoint[]> {
  const found = await sql<{ id: string; name: string; custodian_id: string }>`select z.id, z.name, z.custodian_id from holdfast.zone z
    join holdfast.person c on c.id = z.custodian_id where z.site_id = ${site_id} and not exists (
      select from holdfast.role_grant g join holdfast.person p on p.id = g.person_id and p.active
      where ${inForce} and g.role in ('ot_lead', 'plant_manager') and g.person_id <> z.custodian_id
        and (g.scope = 'organisation' or (g.scope = 'site' and g.site_id = z.site_id) or (g.scope = 'zone' and g.zone_id = z.id))) order by z.name`.execute(
    db,
  );
  return found.rows.map(({ id, name, custodian_id }) => ({ kind: 'zone', ref: id, person_id: custodian_id, what: name, place: null }));
}

/** Sides of the two keys with one holder only. */
async function keys(db: Database | Tx, site_id: string): Promise<BarePoint[]> {
  const found = await sql<{ side: string; person_id: string }>`select side, min(person_id::text) as person_id from holdfast.opening_key
    where site_id = ${site_id} and state = 'active' group by side having count(*) = 1 order by side`.execute(db);
  return found.rows.map(({ side, person_id }) => ({ kind: 'key', ref: side, person_id, what: side, place: null }));
}

/** Roles for which one person alone is on call, in rotations that run and on days to come. Nobody on call at all is no point here, but a hole of the plan. */
async function onCall(db: Database | Tx, site_id: string): Promise<BarePoint[]> {
  const found = await sql<{ role: string; person_id: string }>`with planned as (
      select s ->> 'role' as role, s ->> 'person_id' as person_id from holdfast.roster_pattern p, jsonb_array_elements(p.slots) s
        where p.site_id = ${site_id} and s ->> 'way' = 'on_call' and (p.ends_on is null or p.ends_on >= current_date)
      union select e.role, e.person_id::text from holdfast.roster_entry e
        where e.site_id = ${site_id} and e.way = 'on_call' and e.person_id is not null and e.on_date >= current_date - 1)
    select role, min(person_id) as person_id from planned group by role having count(distinct person_id) = 1 order by role`.execute(db);
  return found.rows.map(({ role, person_id }) => ({ kind: 'on_call', ref: role, person_id, what: role, place: null }));
}

type PlanRow = { id: string; deputy_id: string | null; remark: string; due_at: string };

/** Every single point of failure among people at a site, with its plan. */
export async function listPoints(db: Database | Tx, site_id: string, now: Date): Promise<Point[]> {
  const found = [
    ...(await roles(db, site_id, now)),
    ...(await grants(db, site_id)),
    ...(await zones(db, site_id)),
    ...(await keys(db, site_id)),
    ...(await onCall(db, site_id)),
  ];
  const plans = (
    await sql<PlanRow>`select concat_ws(':', kind, ref, person_id) as id, deputy_id, remark, due_at from holdfast.deputy_plan
      where site_id = ${site_id}`.execute(db)
  ).rows;
  return wordPoints(db, found, plans, now);
}

async function wordPoints(db: Database | Tx, found: readonly BarePoint[], plans: readonly PlanRow[], now: Date): Promise<Point[]> {
  const people = await readPeople(db, [...found.map((it) => it.person_id), ...plans.map((it) => it.deputy_id)]);
  return found.map((it) => {
    const id = [it.kind, it.ref, it.person_id].join(':');
    const plan = plans.find((each) => each.id === id);
    const { deputy_id = null, remark = '', due_at = '' } = plan ?? {};
    const shown = {
      deputy_id,
      deputy_name: people.get(deputy_id ?? '')?.name ?? null,
      remark,
      due_at,
      is_late: Date.parse(due_at) < now.getTime(),
    };
    return { ...it, id, person_name: people.get(it.person_id)?.name ?? '', plan: plan === undefined ? null : shown };
  });
}

export async function keepPlan(tx: Tx, site_id: string, it: z.output<typeof newPlan>, by: string): Promise<string> {
  const [kept] = (
    await sql<{ id: string }>`insert into holdfast.deputy_plan (site_id, kind, ref, person_id, deputy_id, remark, due_at, set_by)
      values (${site_id}, ${it.kind}, ${it.ref}, ${it.person_id}, ${it.deputy_id}::uuid, ${it.remark}, ${it.due_at}, ${by})
      on conflict (site_id, kind, ref, person_id) do update set deputy_id = excluded.deputy_id, remark = excluded.remark, due_at = excluded.due_at, set_by = excluded.set_by, set_at = now() returning id`.execute(
      tx,
    )
  ).rows;
  return kept!.id;
}
