// SQL of the places that fill themselves: what Holdfast knows of a site now, as lines of text.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { type Kept, nextReview, ownerOf } from './rules.ts';
import type { PlaceId } from './rules.places.ts';
import type { AudienceRole } from './rules.types.ts';
import type { Places } from './schema.ts';
import { type People, readPeople } from './store.view.ts';

const all = async (db: Database | Tx, query: ReturnType<typeof sql<{ line: string }>>): Promise<string[]> =>
  (await query.execute(db)).rows.map((it) => it.line);

/** Every place as it is at a site at `now`; of `kept` its owner and next review. */
export async function readPlaces(db: Database | Tx, site_id: string, kept: Kept | null, now: Date): Promise<Places> {
  const people = await readPeople(db, site_id, now);
  const contacts = await readContacts(db, people);
  const roleLines = (role: AudienceRole): string[] =>
    [...new Set(people.holders.filter((it) => it.role === role && people.active_ids.has(it.person_id)).map((it) => it.person_id))].flatMap(
      (person_id) => contacts.get(person_id) ?? [],
    );
  const [site] = (
    await sql<{ name: string; country: string | null; organisation: string }>`select s.name, s.country, o.name as organisation
    from holdfast.site s join holdfast.organisation o on o.id = s.organisation_id where s.id = ${site_id}`.execute(db)
  ).rows;
  const owner = kept === null ? null : ownerOf(kept, people);
  const review = kept === null ? null : nextReview(kept);
  const filled: Record<PlaceId, string[]> = {
    'organisation.name': site === undefined ? [] : [site.organisation],
    'site.name': site === undefined ? [] : [site.name],
    'site.country': site?.country ? [site.country] : [],
    'people.ciso': roleLines('ciso'),
    'people.plant_manager': roleLines('plant_manager'),
    'people.ot_lead': roleLines('ot_lead'),
    'people.owner': roleLines('owner'),
    'people.incident_coordinator': roleLines('incident_coordinator'),
    'people.communications': roleLines('communications'),
    'people.safety_responsible': roleLines('safety_responsible'),
    ...(await readPlant(db, site_id)),
    'document.owner': owner === null ? [] : (contacts.get(owner) ?? []).slice(0, 1),
    'document.next_review': review === null ? [] : [review],
  };
  return filled;
}

/** Name and telephone of people, as one line each. */
async function readContacts(db: Database | Tx, people: People): Promise<ReadonlyMap<string, string[]>> {
  const rows = await sql<{ id: string; line: string }>`select p.id, concat_ws(', ', p.name, r.phone) as line
    from holdfast.person p left join holdfast.person_reach r on r.organisation_id = p.organisation_id and r.person_id = p.id
    where p.active and p.id = any(${[...people.active_ids]}::uuid[])`.execute(db);
  return new Map(rows.rows.map((it) => [it.id, [it.line]]));
}

type PlantPlace = 'areas.names' | 'areas.owners' | 'zones.names' | 'zones.custodians' | 'services.essential' | 'suppliers.contacts';

async function readPlant(db: Database | Tx, site_id: string): Promise<Record<PlantPlace, string[]>> {
  const zone = sql`from holdfast.zone z left join holdfast.person p on p.id = z.custodian_id and p.active
    where z.site_id = ${site_id} and z.state = 'confirmed'`;
  return {
    'areas.names': await all(db, sql`select name as line from holdfast.area where site_id = ${site_id} order by name limit 100`),
    'areas.owners': await all(
      db,
      sql`select a.name || coalesce(' (' || p.name || ')', '') as line from holdfast.area a left join holdfast.person p on p.id = a.owner_id and p.active
        where a.site_id = ${site_id} order by a.name limit 100`,
    ),
    'zones.names': await all(db, sql`select z.name as line ${zone} order by z.name limit 100`),
    'zones.custodians': await all(
      db,
      sql`select z.name || ' (' || p.name || ')' as line ${zone} and p.id is not null order by z.name limit 100`,
    ),
    'services.essential': await all(
      db,
      sql`select e.name || coalesce(' (' || p.name || ')', '') as line from holdfast.essential_item e left join holdfast.person p on p.id = e.owner_id and p.active
        where e.site_id = ${site_id} and e.ended_at is null order by e.name limit 100`,
    ),
    'suppliers.contacts': await all(
      db,
      sql`select concat_ws(', ', name, contact_name, contact_phone) as line from holdfast.supplier
        where site_id = ${site_id} and state = 'active' and (contact_phone is not null or contact_name is not null) order by name limit 100`,
    ),
  };
}
