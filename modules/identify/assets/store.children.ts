// All SQL of devices behind another one.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { Child, Family, NewChild } from './schema.children.ts';
import { sayAttribute, settle } from './store.ts';

/** A gateway behind a gateway behind a gateway: deeper than this is a mistake. */
const deepest = 5;

/** Devices behind an asset in the order of their places, and what it is behind itself. */
export async function readFamily(db: Database | Tx, site_id: string, asset_id: string): Promise<Family> {
  const rows = await sql<Child>`select id, name, kind, parent_port, vendor, model, order_number, serial, firmware from holdfast.asset
    where site_id = ${site_id} and parent_id = ${asset_id} and standing not in ('rejected', 'retired') order by parent_port, name, id limit 500`.execute(
    db,
  );
  const [parent] = (
    await sql<{ id: string; name: string; port: string | null }>`select p.id, p.name, a.parent_port as port from holdfast.asset a
    join holdfast.asset p on p.site_id = a.site_id and p.id = a.parent_id where a.site_id = ${site_id} and a.id = ${asset_id}`.execute(db)
  ).rows;
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  return {
    rows: rows.rows.toSorted((a, b) => compare(a.parent_port ?? '', b.parent_port ?? '')),
    total: rows.rows.length,
    parent: parent ?? null,
  };
}

/** Enters a device behind another one, in the zone of that one. Throws conflict when the place is taken. */
export async function addChild(tx: Tx, site_id: string, parent_id: string, person_id: string, it: NewChild): Promise<string> {
  await requireFreePlace(tx, site_id, parent_id, it.port, null);
  const [row] = (
    await sql<{
      id: string;
    }>`insert into holdfast.asset (site_id, name, kind, standing, decided_by, decided_at, parent_id, parent_port, search, area_id)
    select ${site_id}, ${it.name}, ${it.kind}, 'accepted', ${person_id}, now(), p.id, ${it.port}, ${it.name}, p.area_id
    from holdfast.asset p where p.site_id = ${site_id} and p.id = ${parent_id} returning id`.execute(tx)
  ).rows;
  if (!row) throw new Failure('not_found', 'asset_not_found');
  for (const name of ['name', 'kind', 'vendor', 'model', 'order_number', 'serial'] as const)
    await sayAttribute(tx, site_id, row.id, person_id, name, it[name]);
  await followParent(tx, site_id, row.id);
  await settle(tx, site_id, [row.id]);
  return row.id;
}

/** Puts an asset behind another one, or takes it from there. Throws conflict for a circle, a taken place, or too deep a family. */
export async function setParent(tx: Tx, site_id: string, asset_id: string, parent_id: string | null, port: string | null): Promise<void> {
  if (parent_id !== null) {
    await requireNoCircle(tx, site_id, asset_id, parent_id);
    if (port !== null) await requireFreePlace(tx, site_id, parent_id, port, asset_id);
  }
  await sql`update holdfast.asset set parent_id = ${parent_id}, parent_port = ${parent_id === null ? null : port}, version = version + 1
    where site_id = ${site_id} and id = ${asset_id}`.execute(tx);
  if (parent_id !== null) await followParent(tx, site_id, asset_id);
}

/** A device without an address of its own stands in its parent's zone. */
async function followParent(tx: Tx, site_id: string, asset_id: string): Promise<void> {
  await sql`insert into holdfast.zone_member (site_id, asset_id, zone_id, source)
    select a.site_id, a.id, m.zone_id, 'person' from holdfast.asset a join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.parent_id
    where a.site_id = ${site_id} and a.id = ${asset_id}
      and not exists (select from holdfast.asset_address d where d.site_id = a.site_id and d.asset_id = a.id and d.kind <> 'name')
    on conflict (site_id, asset_id) do update set zone_id = excluded.zone_id`.execute(tx);
}

async function requireFreePlace(tx: Tx, site_id: string, parent_id: string, port: string, but: string | null): Promise<void> {
  const taken = await sql<{ name: string }>`select name from holdfast.asset where site_id = ${site_id} and parent_id = ${parent_id}
    and lower(parent_port) = lower(${port}) and id is distinct from ${but} and standing not in ('rejected', 'retired')`.execute(tx);
  if (taken.rows[0] !== undefined) throw new Failure('conflict', 'place_taken', { port, name: taken.rows[0].name });
}

async function requireNoCircle(tx: Tx, site_id: string, asset_id: string, parent_id: string): Promise<void> {
  const above = await sql<{ id: string; depth: number }>`with recursive above (id, parent_id, depth) as (
      select id, parent_id, 1 from holdfast.asset where site_id = ${site_id} and id = ${parent_id}
      union all select a.id, a.parent_id, above.depth + 1 from holdfast.asset a join above on a.site_id = ${site_id} and a.id = above.parent_id where above.depth < 20)
    select id, depth from above`.execute(tx);
  if (above.rows.length === 0) throw new Failure('not_found', 'asset_not_found');
  if (above.rows.some((row) => row.id === asset_id) || above.rows.length >= deepest) throw new Failure('conflict', 'parent_circle');
}
