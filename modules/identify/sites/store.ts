// All SQL of sites and areas.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { planKept } from '@holdfast/platform/database-driver';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Area, changedSite, newArea, newSite, Site } from './schema.ts';

// A site that names no country stands where its company's establishment does.
const countryOf = sql`coalesce(country, (select e.country from holdfast.legal_establishment e where e.site_id = site.id)) as country`;

export async function listSites(db: Database | Tx): Promise<Site[]> {
  return (
    await sql<Site>`select id, name, ${countryOf}, time_zone, conversation_days, created_at from holdfast.site order by name, id`.execute(
      db,
    )
  ).rows;
}

/** Whether there is such a site: what each request below a site asks. */
export async function siteExists(site_id: string, db: Database | Tx): Promise<boolean> {
  return (await sql`${planKept('site_exists')} select from holdfast.site where id = ${site_id}`.execute(db)).rows.length > 0;
}

/** Adds a site to the organisation. Its ledger is opened by the act that adds it. Throws conflict when the name is taken. */
export async function addSite(tx: Tx, it: z.output<typeof newSite>): Promise<Site> {
  const added = await sql<Site>`insert into holdfast.site (organisation_id, name, country, time_zone)
    select id, ${it.name}, ${it.country}, ${it.time_zone} from holdfast.organisation
    on conflict do nothing returning id, name, country, time_zone, conversation_days, created_at`.execute(tx);
  const [site] = added.rows;
  if (!site) throw new Failure('conflict', 'site_name_taken', { name: it.name });
  return site;
}

/** Refuses to make somebody owner or custodian of anything who is not there or no longer active; nobody (null, undefined) is fine. */
export async function requirePerson(tx: Tx, person_id: string | null | undefined): Promise<void> {
  if (person_id === null || person_id === undefined) return;
  const found = await sql`select 1 from holdfast.person where id = ${person_id} and active`.execute(tx);
  if (found.rows.length === 0) throw new Failure('not_found', 'person_not_found');
}

/** Changes what is given. Throws conflict when another site has the name. */
export async function changeSite(tx: Tx, site_id: string, it: z.output<typeof changedSite>): Promise<Site> {
  await sql`select 1 from holdfast.organisation for update`.execute(tx);
  const taken = await sql`select 1 from holdfast.site where name = ${it.name ?? null} and id <> ${site_id}`.execute(tx);
  if (taken.rows.length > 0) throw new Failure('conflict', 'site_name_taken', { name: it.name ?? '' });
  const changed =
    await sql<Site>`update holdfast.site set name = coalesce(${it.name ?? null}, name), country = coalesce(${it.country ?? null}, country),
    time_zone = coalesce(${it.time_zone ?? null}, time_zone), conversation_days = coalesce(${it.conversation_days ?? null}::integer, conversation_days) where id = ${site_id} returning id, name, country, time_zone, conversation_days, created_at`.execute(
      tx,
    );
  const [site] = changed.rows;
  if (!site) throw new Failure('not_found', 'site_not_found');
  return site;
}

/** Areas with their asset owner and how many of their assets have no owner (C3). */
export async function listAreas(db: Database | Tx, site_id: string): Promise<Area[]> {
  return (
    await sql<Area>`select a.id, a.name, a.owner_id, p.name as owner_name, count(x.id)::int as assets,
      count(x.id) filter (where x.owner_id is null)::int as assets_without_owner
    from holdfast.area a
    left join holdfast.person p on p.id = a.owner_id
    left join holdfast.asset x on x.site_id = a.site_id and x.area_id = a.id and x.standing not in ('rejected', 'retired')
    where a.site_id = ${site_id} group by a.id, a.name, a.owner_id, p.name order by a.name`.execute(db)
  ).rows;
}

export async function saveArea(tx: Tx, site_id: string, area_id: string | null, it: z.output<typeof newArea>): Promise<Area> {
  await requirePerson(tx, it.owner_id);
  // Two who take the same name at once follow each other, so that the second meets the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`areas:${site_id}`}, 0))`.execute(tx);
  const taken =
    await sql`select 1 from holdfast.area where site_id = ${site_id} and name = ${it.name} and id is distinct from ${area_id}::uuid`.execute(
      tx,
    );
  if (taken.rows.length > 0) throw new Failure('conflict', 'area_name_taken', { name: it.name });
  const saved =
    area_id === null
      ? await sql<{
          id: string;
        }>`insert into holdfast.area (site_id, name, owner_id) values (${site_id}, ${it.name}, ${it.owner_id}) returning id`.execute(tx)
      : await sql<{
          id: string;
        }>`update holdfast.area set name = ${it.name}, owner_id = ${it.owner_id} where site_id = ${site_id} and id = ${area_id} returning id`.execute(
          tx,
        );
  const area = (await listAreas(tx, site_id)).find((row) => row.id === saved.rows[0]?.id);
  if (!area) throw new Failure('not_found', 'area_not_found');
  return area;
}
