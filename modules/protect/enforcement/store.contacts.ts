// SQL of whom the provider of a firewall asks about an order: who owns the conduit, else who looks after one of its zones, else who leads the site's OT.
import { readPeople, type Reached, roleHolder } from '@holdfast/appointments/store';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';

/** As an order says them; `others` answers for what belongs to no conduit. Empty: nobody is named. */
export type Contacts = { of: ReadonlyMap<string, string>; others: string };
type Row = { id: string; named: (string | null)[] };

/** Name, telephone and mail of whom to ask, by conduit. */
export async function readContacts(db: Database, site_id: string, conduit_ids: readonly string[], now: Date): Promise<Contacts> {
  const found = await sql<Row>`select c.id, array[c.owner_id, a.custodian_id, b.custodian_id] as named from holdfast.conduit c
    join holdfast.zone a on a.site_id = c.site_id and a.id = c.zone_a join holdfast.zone b on b.site_id = c.site_id and b.id = c.zone_b
    where c.site_id = ${site_id} and c.id = any(${[...conduit_ids]}::uuid[])`.execute(db);
  const leader = await roleHolder(db, 'site_ot_lead', site_id, null, now);
  // Who was asked to take a seat and has not answered is nobody's contact yet.
  const person_id = leader.state === 'proposed' ? null : leader.person_id;
  const people = await readPeople(db, [person_id, ...found.rows.flatMap(({ named }) => named)]);
  const first = (ids: readonly (string | null)[]): string => {
    const who = ids.map((id) => people.get(id ?? '')).find((it) => it?.active === true);
    return who === undefined ? '' : told(who);
  };
  return { of: new Map(found.rows.map(({ id, named }) => [id, first([...named, person_id])])), others: first([person_id]) };
}

const told = ({ name, reach: { phone, second_phone, email } }: Reached): string =>
  [name, phone ?? second_phone, email].filter((it) => it !== null && it !== '').join(', ');
