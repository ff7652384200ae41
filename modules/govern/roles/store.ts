// All SQL of role grants.
import { Failure } from '@holdfast/platform/failure';
import type { Grant } from '@holdfast/platform/permit';
import { tell } from '@holdfast/notices/store';
import type { Database } from '@holdfast/platform/route';
import type { Tx } from '@holdfast/platform/act';
import { type RawBuilder, sql } from 'kysely';
import type { GrantRow, NewGrant } from './schema.ts';

const columns = sql`g.id, g.person_id, p.name as person_name, g.role, g.scope, g.site_id, s.name as site_name, g.zone_id, z.name as zone_name,
  g.starts_at, g.expires_at, g.granted_at, g.source`;
const held = sql`holdfast.role_grant g join holdfast.person p on p.organisation_id = g.organisation_id and p.id = g.person_id`;
const from = sql`${held}
  left join holdfast.site s on s.organisation_id = g.organisation_id and s.id = g.site_id
  left join holdfast.zone z on z.site_id = g.site_id and z.id = g.zone_id`;
const open = sql`g.ended_at is null and (g.expires_at is null or g.expires_at > now())`;
const inForce = sql`${open} and g.starts_at <= now()`;

/** Grants that count now or begin later, of one person or of all. */
export async function listGrants(db: Database | Tx, person_id: string | null): Promise<GrantRow[]> {
  const mine = person_id === null ? sql`true` : sql`g.person_id = ${person_id}`;
  return (await sql<GrantRow>`select ${columns} from ${from} where ${open} and ${mine} order by g.granted_at, g.id`.execute(db)).rows;
}

/** Grants that count now or begin later, of everybody. */
export async function listHeldGrants(db: Database): Promise<(GrantRow & { active: boolean })[]> {
  return (
    await sql<
      GrantRow & { active: boolean }
    >`select ${columns}, p.active from ${from} where ${open} order by p.name, g.granted_at, g.id`.execute(db)
  ).rows;
}

/** The query of `grantsOf`, for a person named by a value or a column. */
export const grantsInForce = (person_id: string | RawBuilder<unknown>): RawBuilder<Grant> => sql<Grant>`
    select g.role, g.scope, g.site_id, g.zone_id, g.expires_at, null as deputy_for from ${held} where ${inForce} and p.active and g.person_id = ${person_id}
    union all
    select g.role, g.scope, g.site_id, g.zone_id, d.until_at, g.person_id from holdfast.deputy d
      join holdfast.person own on own.organisation_id = d.organisation_id and own.id = d.person_id and own.active,
      ${held} where g.organisation_id = d.organisation_id and g.id = d.grant_id and ${inForce} and p.active
      and d.person_id = ${person_id} and d.ended_at is null and d.starts_at <= now() and d.until_at > now()`;

/** What a principal carries: grants in force of an active person, and those of active holders they stand in for now. */
export async function grantsOf(db: Database | Tx, person_id: string): Promise<Grant[]> {
  return (await grantsInForce(person_id).execute(db)).rows;
}

/**
 * Adds a grant, given by hand or (`source`) by a directory's group, and tells its holder unless they gave it to themselves (`is_told` false).
 * Throws not_found for an unknown person, site or zone.
 */
export async function addGrant(tx: Tx, it: NewGrant, source = 'hand', is_told = true): Promise<GrantRow> {
  await requireTarget(tx, it);
  const added = await sql<{
    id: string;
  }>`insert into holdfast.role_grant (organisation_id, person_id, role, scope, site_id, zone_id, starts_at, expires_at, source)
    select organisation_id, id, ${it.role}, ${it.scope}, ${it.site_id}, ${it.zone_id}, coalesce(${it.starts_at ?? null}::timestamptz, now()), ${it.expires_at}, ${source} from holdfast.person where id = ${it.person_id}
    returning id`.execute(tx);
  const [row] = added.rows;
  if (!row) throw new Failure('not_found', 'person_not_found');
  if (is_told)
    await tell(tx, {
      kind: 'role_given',
      site_id: it.site_id,
      opens: '/roles',
      params: { role: it.role },
      to: { person_ids: [it.person_id] },
    });
  return readGrant(tx, row.id);
}

async function requireTarget(tx: Tx, it: NewGrant): Promise<void> {
  if (it.site_id !== null) {
    const site = await sql`select 1 from holdfast.site where id = ${it.site_id}`.execute(tx);
    if (site.rows.length === 0) throw new Failure('not_found', 'site_not_found');
  }
  if (it.zone_id !== null) {
    const zone = await sql`select 1 from holdfast.zone where site_id = ${it.site_id} and id = ${it.zone_id}`.execute(tx);
    if (zone.rows.length === 0) throw new Failure('not_found', 'zone_not_found');
  }
}

/** One grant, also an ended one. Throws not_found. */
export async function readGrant(db: Database | Tx, grant_id: string): Promise<GrantRow> {
  const [row] = (await sql<GrantRow>`select ${columns} from ${from} where g.id = ${grant_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'grant_not_found');
  return row;
}

/** Roles a person holds now, anywhere; those that begin later or are over do not count. */
export async function rolesHeld(tx: Tx, person_id: string): Promise<string[]> {
  const found = await sql<{
    role: string;
  }>`select distinct role from holdfast.role_grant where person_id = ${person_id} and ended_at is null
    and (expires_at is null or expires_at > now()) order by role`.execute(tx);
  return found.rows.map(({ role }) => role);
}

/** Ends a grant in force, and with it what its deputies may. The last owner for the organisation stays: see `owner_stays` in the database. */
export async function endGrant(tx: Tx, grant_id: string): Promise<GrantRow> {
  await lockGrants(tx);
  const before = await readGrant(tx, grant_id);
  const ended = await sql`update holdfast.role_grant set ended_at = now() where id = ${grant_id} and ended_at is null returning id`.execute(
    tx,
  );
  if (ended.rows.length === 0) throw new Failure('conflict', 'grant_already_ended');
  await requireAnOwner(tx);
  return before;
}

/** Sets until when a grant counts; null for no end. */
export async function changeGrantEnd(tx: Tx, grant_id: string, expires_at: string | null): Promise<GrantRow> {
  await lockGrants(tx);
  const changed = await sql`update holdfast.role_grant set expires_at = ${expires_at}
    where id = ${grant_id} and ended_at is null and (expires_at is null or expires_at > now()) returning id`.execute(tx);
  const after = await readGrant(tx, grant_id);
  if (changed.rows.length === 0) throw new Failure('conflict', 'grant_already_ended');
  await requireAnOwner(tx);
  return after;
}

// Whoever changes grants or closes accounts goes one after the other, so that the check of the last owner sees what the other did.
async function lockGrants(tx: Tx): Promise<void> {
  await sql`select 1 from holdfast.organisation for update`.execute(tx);
}

/** Throws when nobody who can sign in is owner any more. The database checks it again at commit, whatever way led there. */
export async function requireAnOwner(tx: Tx): Promise<void> {
  const owners =
    await sql`select 1 from ${from} where ${inForce} and p.active and g.role = 'owner' and g.scope = 'organisation' and g.expires_at is null limit 1`.execute(
      tx,
    );
  if (owners.rows.length === 0) throw new Failure('conflict', 'last_owner');
}
