// The names behind ids, a query for each type of thing: what an entry of the ledger or a link speaks of.
import { every, inZones } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';
import type { Named, NamedType } from './schema.ts';

type Where = { site_id: string; ids: readonly string[]; zones: readonly string[] | null };
type Query = (where: Where) => RawBuilder<{ id: string; name: string }>;

/** Selects `id` and `name` of a site's table; `zone` is its column of the zone, null where none of its rows lies in one. */
const ofSite =
  (table: string, name: string, zone: string | null): Query =>
  ({ site_id, ids, zones }) =>
    sql`select t.id, ${sql.raw(name)} as name from ${sql.raw(`holdfast.${table}`)} t
    where ${every([sql`t.site_id = ${site_id} and t.id = any(${[...ids]}::uuid[])`, zone === null ? null : inZones(zone, zones)])}`;

const conduits: Query = ({ site_id, ids, zones }) => sql`select c.id, a.name || ' – ' || b.name as name from holdfast.conduit c
  join holdfast.zone a on a.site_id = c.site_id and a.id = c.zone_a join holdfast.zone b on b.site_id = c.site_id and b.id = c.zone_b
  where c.site_id = ${site_id} and c.id = any(${[...ids]}::uuid[])
    and ${zones === null ? sql`true` : sql`(c.zone_a = any(${[...zones]}::uuid[]) or c.zone_b = any(${[...zones]}::uuid[]))`}`;

const findings: Query = ({
  site_id,
  ids,
  zones,
}) => sql`select n.id, coalesce(a.name, f.client_address || ' → ' || f.server_address) as name from holdfast.finding n
  left join holdfast.asset a on a.site_id = n.site_id and a.id = n.subject_id left join holdfast.flow f on f.site_id = n.site_id and f.id = n.subject_id
  where n.site_id = ${site_id} and n.id = any(${[...ids]}::uuid[]) and (a.id is not null or f.id is not null)
    and ${zones === null ? sql`true` : sql`(n.zone_id = any(${[...zones]}::uuid[]) or n.other_zone_id = any(${[...zones]}::uuid[]))`}`;

const flows: Query = ({
  site_id,
  ids,
  zones,
}) => sql`select f.id, coalesce(c.name, f.client_address) || ' → ' || coalesce(s.name, f.server_address) as name
  from holdfast.flow f left join holdfast.asset c on c.site_id = f.site_id and c.id = f.client_id left join holdfast.asset s on s.site_id = f.site_id and s.id = f.server_id
  where f.site_id = ${site_id} and f.id = any(${[...ids]}::uuid[]) and ${
    zones === null
      ? sql`true`
      : sql`exists (select from holdfast.zone_member m where m.site_id = f.site_id and m.asset_id in (f.client_id, f.server_id) and m.zone_id = any(${[...zones]}::uuid[]))`
  }`;

const walkDowns: Query = ({ site_id, ids, zones }) => sql`select w.id, w.name from holdfast.walk_down w
  where w.site_id = ${site_id} and w.id = any(${[...ids]}::uuid[]) and ${
    zones === null
      ? sql`true`
      : sql`exists (select from holdfast.walk_down_stop s join holdfast.zone_member m on m.site_id = s.site_id and m.asset_id = s.asset_id
        where s.site_id = w.site_id and s.walk_down_id = w.id and m.zone_id = any(${[...zones]}::uuid[]))`
  }`;

const queries: Readonly<Record<NamedType, Query>> = {
  asset: ofSite('asset', 't.name', '(select m.zone_id from holdfast.zone_member m where m.site_id = t.site_id and m.asset_id = t.id)'),
  zone: ofSite('zone', 't.name', 't.id'),
  conduit: conduits,
  finding: findings,
  capture: ofSite('capture', 't.name', null),
  walk_down: walkDowns,
  evidence_item: ofSite('evidence_item', "'E-' || t.number || ' ' || t.title", null),
  question: ofSite('question', "'Q-' || t.number", null),
  area: ofSite('area', 't.name', null),
  flow: flows,
  service: ofSite('service', 't.name', null),
  supplier: ofSite('supplier', 't.name', null),
  operating_period: ofSite('operating_period', "t.state || ' ' || to_char(t.starts_at, 'YYYY-MM-DD')", null),
  maintenance_window: ofSite('maintenance_window', "'W-' || t.number || ' ' || t.title", null),
  account: ofSite('account', "t.system || ': ' || t.login", null),
  person: ({ ids }) => sql`select t.id, t.name from holdfast.person t where t.id = any(${[...ids]}::uuid[])`,
};

/** Names the ids that are of one of `types`, at the site and in the zones (null: all of them). */
export async function nameIds(db: Database, types: readonly NamedType[], where: Where): Promise<Named[]> {
  const found = await Promise.all(
    types.map(async (type) => (await queries[type](where).execute(db)).rows.map((row) => ({ id: row.id, type, name: row.name }))),
  );
  return found.flat();
}
