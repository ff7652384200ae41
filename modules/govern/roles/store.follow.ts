// Roles that follow a directory: given and ended at sign-in as its groups say; what was given by hand stays untouched.
import type { Tx } from '@holdfast/platform/act';
import { sql } from 'kysely';
import type { NewGrant } from './schema.ts';
import { addGrant } from './store.ts';

type Wanted = Pick<NewGrant, 'role' | 'scope' | 'site_id' | 'zone_id'>;
type Held = Wanted & { id: string };
export type Followed = { given: string[]; ended: string[] };

const keyOf = (it: Wanted): string => `${it.role} ${it.scope} ${it.site_id} ${it.zone_id}`;

/** Makes the person's grants of this source what is wanted. Returns the ids of grants given and ended; both empty when nothing changed. */
export async function followGrants(tx: Tx, person_id: string, source: string, wanted: readonly Wanted[]): Promise<Followed> {
  const held = await sql<Held>`
    select id, role, scope, site_id, zone_id from holdfast.role_grant
    where person_id = ${person_id} and source = ${source} and ended_at is null for update`.execute(tx);
  const [has, wants] = [new Set(held.rows.map(keyOf)), new Set(wanted.map(keyOf))];
  const ended = held.rows.filter((it) => !wants.has(keyOf(it))).map((it) => it.id);
  if (ended.length > 0) await sql`update holdfast.role_grant set ended_at = now() where id = any(${ended}::uuid[])`.execute(tx);
  const given = [];
  for (const it of wanted.filter((one) => !has.has(keyOf(one))))
    if (await isThere(tx, it)) given.push((await addGrant(tx, { ...it, person_id, expires_at: null }, source)).id);
  return { given, ended };
}

/** A zone or site that was removed since the owner mapped it gives nothing, and nobody is kept out for it. */
async function isThere(tx: Tx, { site_id, zone_id }: Wanted): Promise<boolean> {
  if (site_id === null) return true;
  const found = await sql`
    select 1 from holdfast.site s where s.id = ${site_id}
      and (${zone_id}::uuid is null or exists (select from holdfast.zone z where z.site_id = s.id and z.id = ${zone_id}))`.execute(tx);
  return found.rows.length > 0;
}

/** Ends all grants of a source; returns how many. */
export async function endFollowed(tx: Tx, source: string): Promise<number> {
  const ended = await sql`
    update holdfast.role_grant set ended_at = now() where source = ${source} and ended_at is null returning 1`.execute(tx);
  return ended.rows.length;
}
