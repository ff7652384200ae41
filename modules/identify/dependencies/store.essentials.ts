// SQL of the three lists (essential assets, crown-jewel information, needed business applications) and of scope objects.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, isOneOf, orderBy, slice } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { requirePerson } from '@holdfast/sites/store';
import { sql } from 'kysely';
import type { z } from 'zod';
import type {
  ChangedEssentialItem,
  ChangedScopeObject,
  EssentialItem,
  essentialQuery,
  NewEssentialItem,
  NewScopeObject,
  ScopeObject,
  scopeQuery,
} from './schema.ts';
import { requireRows, requireSuppliers } from './store.services.ts';

/** Essential assets are those rated so, with or without an impact written down; a service marked as business application is one. */
const rows = sql`(select i.site_id, coalesce(i.id, a.id) as id, i.id as item_id, 'asset' as list, a.name, a.owner_id, i.impact, coalesce(i.protect, '{availability}') as protect,
    a.id as asset_id, a.name as asset_name, a.criticality, z.name as zone_name, null::uuid as service_id, null::text as service_name, coalesce(i.version, 0) as version, a.site_id as own_site
  from holdfast.asset a
  left join holdfast.essential_item i on i.site_id = a.site_id and i.asset_id = a.id and i.list = 'asset' and i.ended_at is null
  left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
  left join holdfast.zone z on z.site_id = m.site_id and z.id = m.zone_id
  where a.standing not in ('rejected', 'retired') and (a.criticality in ('safety', 'essential') or i.id is not null)
  union all
  select i.site_id, i.id, i.id, i.list, i.name, i.owner_id, i.impact, i.protect, i.asset_id, a.name, a.criticality, null, i.service_id, s.name, i.version, i.site_id
  from holdfast.essential_item i
  left join holdfast.asset a on a.site_id = i.site_id and a.id = i.asset_id
  left join holdfast.service s on s.site_id = i.site_id and s.id = i.service_id
  where i.list <> 'asset' and i.ended_at is null
  union all
  select s.site_id, s.id, null, 'application', s.name, s.owner_id, s.impact, '{availability}', null, null, null, null, s.id, s.name, 0, s.site_id
  from holdfast.service s where s.business_application and s.ended_at is null
    and not exists (select 1 from holdfast.essential_item i where i.site_id = s.site_id and i.service_id = s.id and i.list = 'application' and i.ended_at is null))`;
const sortable = {
  id: 'e.id',
  name: 'e.name',
  owner_name: 'p.name',
  zone_name: 'e.zone_name',
  criticality: "array_position(array['convenience','supporting','essential','safety'], e.criticality)",
};

export async function listEssentials(
  db: Database | Tx,
  site_id: string,
  query: z.output<typeof essentialQuery>,
): Promise<{ rows: EssentialItem[]; total: number }> {
  const source = sql`from ${rows} e left join holdfast.person p on p.id = e.owner_id
    where ${every([sql`e.own_site = ${site_id}`, isOneOf('e.list', query.list), contains("e.name || ' ' || coalesce(e.impact, '')", query.search)])}`;
  const found =
    await sql<EssentialItem>`select e.id, e.item_id, e.list, e.name, e.owner_id, p.name as owner_name, e.impact, e.protect, e.asset_id, e.asset_name, e.criticality, e.zone_name,
    e.service_id, e.service_name, e.version ${source} ${orderBy(query, sortable, 'name')} ${slice(query)}`.execute(db);
  const count = await sql<{ total: number }>`select count(*)::int as total ${source}`.execute(db);
  return { rows: found.rows, total: count.rows[0]!.total };
}

async function requireItemParts(tx: Tx, site_id: string, it: Omit<ChangedEssentialItem, 'version'>): Promise<void> {
  await requirePerson(tx, it.owner_id);
  await requireRows(tx, site_id, 'asset', it.asset_id ? [it.asset_id] : []);
  await requireRows(tx, site_id, 'service', it.service_id ? [it.service_id] : []);
}

/** Adds to a list. An asset already listed keeps one entry: it is a conflict. Returns the entry's id. */
export async function addEssential(tx: Tx, site_id: string, it: NewEssentialItem): Promise<string> {
  if (it.list === 'asset' && !it.asset_id) throw new Failure('bad_input', 'essential_needs_asset');
  await requireItemParts(tx, site_id, it);
  const added = await sql<{
    id: string;
  }>`insert into holdfast.essential_item (site_id, list, name, owner_id, impact, protect, asset_id, service_id)
    values (${site_id}, ${it.list}, ${it.name}, ${it.owner_id ?? null}, ${it.impact ?? null}, ${it.protect ?? []}, ${it.asset_id ?? null}, ${it.service_id ?? null})
    on conflict do nothing returning id`.execute(tx);
  if (added.rows.length === 0) throw new Failure('conflict', 'essential_known');
  return added.rows[0]!.id;
}

export async function changeEssential(tx: Tx, site_id: string, item_id: string, it: ChangedEssentialItem): Promise<void> {
  const { version, ...fields } = it;
  await requireItemParts(tx, site_id, fields);
  await bumpVersion(tx, 'essential_item', site_id, item_id, version);
  await saveFields(tx, 'essential_item', site_id, item_id, fields);
}

export async function endEssential(tx: Tx, site_id: string, item_id: string): Promise<void> {
  await endRow(tx, 'essential_item', site_id, item_id);
}

type Kept = 'essential_item' | 'scope_object';

async function bumpVersion(tx: Tx, table: Kept, site_id: string, id: string, version: number): Promise<void> {
  const [row] = (
    await sql<{
      version: number;
    }>`select version from ${sql.table(`holdfast.${table}`)} where site_id = ${site_id} and id = ${id} and ended_at is null for update`.execute(
      tx,
    )
  ).rows;
  if (!row) throw new Failure('not_found', `${table}_not_found`);
  if (row.version !== version) throw new Failure('conflict', 'changed_meanwhile', { version: row.version });
  await sql`update ${sql.table(`holdfast.${table}`)} set version = version + 1 where site_id = ${site_id} and id = ${id}`.execute(tx);
}

async function saveFields(tx: Tx, table: Kept, site_id: string, id: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined)
      await sql`update ${sql.table(`holdfast.${table}`)} set ${sql.ref(name)} = ${value} where site_id = ${site_id} and id = ${id}`.execute(
        tx,
      );
}

async function endRow(tx: Tx, table: Kept, site_id: string, id: string): Promise<void> {
  const gone =
    await sql`update ${sql.table(`holdfast.${table}`)} set ended_at = now() where site_id = ${site_id} and id = ${id} and ended_at is null returning 1`.execute(
      tx,
    );
  if (gone.rows.length === 0) throw new Failure('not_found', `${table}_not_found`);
}

const namesOf = (
  table: string,
  ids: string,
) => sql`coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) order by x.name)
  from ${sql.table(`holdfast.${table}`)} x where x.site_id = c.site_id and x.id = any(${sql.raw(ids)})), '[]')`;
const scopeColumns = sql`c.id, c.name, c.kind, c.boundary, c.owner_id, p.name as owner_name, c.area_id, r.name as area_name, ${namesOf('zone', 'c.zone_ids')} as zones,
  ${namesOf('asset', 'c.asset_ids')} as assets, ${namesOf('service', 'c.service_ids')} as services, ${namesOf('supplier', 'c.supplier_ids')} as suppliers, c.version`;
const scopeFrom = sql`holdfast.scope_object c left join holdfast.person p on p.id = c.owner_id left join holdfast.area r on r.site_id = c.site_id and r.id = c.area_id`;

/** Scope objects in use: what a risk analysis may name. */
export async function listScopes(
  db: Database | Tx,
  site_id: string,
  query: z.output<typeof scopeQuery>,
): Promise<{ rows: ScopeObject[]; total: number }> {
  const where = every([
    sql`c.site_id = ${site_id} and c.ended_at is null`,
    isOneOf('c.kind', query.kind),
    contains("c.name || ' ' || c.boundary", query.search),
  ]);
  const order = orderBy(query, { id: 'c.id', name: 'c.name', kind: 'c.kind', owner_name: 'p.name', area_name: 'r.name' }, 'name');
  const found = await sql<ScopeObject>`select ${scopeColumns} from ${scopeFrom} where ${where} ${order} ${slice(query)}`.execute(db);
  const count = await sql<{ total: number }>`select count(*)::int as total from ${scopeFrom} where ${where}`.execute(db);
  return { rows: found.rows, total: count.rows[0]!.total };
}

export async function readScope(db: Database | Tx, site_id: string, scope_id: string): Promise<ScopeObject> {
  const [row] = (
    await sql<ScopeObject>`select ${scopeColumns} from ${scopeFrom} where c.site_id = ${site_id} and c.id = ${scope_id} and c.ended_at is null`.execute(
      db,
    )
  ).rows;
  if (!row) throw new Failure('not_found', 'scope_object_not_found');
  return row;
}

async function requireScopeParts(tx: Tx, site_id: string, scope_id: string | null, it: Omit<ChangedScopeObject, 'version'>): Promise<void> {
  await requirePerson(tx, it.owner_id);
  await requireRows(tx, site_id, 'area', it.area_id ? [it.area_id] : []);
  await requireRows(tx, site_id, 'zone', it.zone_ids ?? []);
  await requireRows(tx, site_id, 'asset', it.asset_ids ?? []);
  await requireRows(tx, site_id, 'service', it.service_ids ?? []);
  await requireSuppliers(tx, site_id, it.supplier_ids ?? []);
  if (it.name === undefined) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`scopes:${site_id}`}, 0))`.execute(tx);
  const taken =
    await sql`select 1 from holdfast.scope_object where site_id = ${site_id} and lower(name) = lower(${it.name}) and ended_at is null and id is distinct from ${scope_id}::uuid`.execute(
      tx,
    );
  if (taken.rows.length > 0) throw new Failure('conflict', 'scope_name_taken', { name: it.name });
}

export async function addScope(tx: Tx, site_id: string, it: NewScopeObject): Promise<ScopeObject> {
  await requireScopeParts(tx, site_id, null, it);
  const added = await sql<{
    id: string;
  }>`insert into holdfast.scope_object (site_id, name, kind, boundary, owner_id, area_id, zone_ids, asset_ids, service_ids, supplier_ids)
    values (${site_id}, ${it.name}, ${it.kind}, ${it.boundary}, ${it.owner_id ?? null}, ${it.area_id ?? null}, ${it.zone_ids ?? []}, ${it.asset_ids ?? []}, ${it.service_ids ?? []},
      ${it.supplier_ids ?? []}) returning id`.execute(tx);
  return readScope(tx, site_id, added.rows[0]!.id);
}

export async function changeScope(tx: Tx, site_id: string, scope_id: string, it: ChangedScopeObject): Promise<ScopeObject> {
  const { version, ...fields } = it;
  await requireScopeParts(tx, site_id, scope_id, fields);
  await bumpVersion(tx, 'scope_object', site_id, scope_id, version);
  await saveFields(tx, 'scope_object', site_id, scope_id, fields);
  return readScope(tx, site_id, scope_id);
}

export async function endScope(tx: Tx, site_id: string, scope_id: string): Promise<ScopeObject> {
  const gone = await readScope(tx, site_id, scope_id);
  await endRow(tx, 'scope_object', site_id, scope_id);
  return gone;
}
