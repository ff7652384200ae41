// SQL of where assets stood before an import placed them, to put them back.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';

/** `zone_id` null: it stood in no zone. */
export type Place = { asset_id: string; zone_id: string | null; source: 'proposed' | 'person' | null };

/** Where each asset stands now, also those in no zone. */
export async function readPlaces(db: Database | Tx, site_id: string, asset_ids: readonly string[]): Promise<Place[]> {
  return (
    await sql<Place>`select a.id as asset_id, m.zone_id, m.source from unnest(${[...asset_ids]}::uuid[]) as a(id)
    left join holdfast.zone_member m on m.site_id = ${site_id} and m.asset_id = a.id`.execute(db)
  ).rows;
}

/** Puts assets back where they stood. */
export async function restorePlaces(tx: Tx, site_id: string, places: readonly Place[]): Promise<void> {
  // The lock of whoever changes zones: two in a different order would wait for each other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`zones:${site_id}`}, 0))`.execute(tx);
  const ids = places.map((it) => it.asset_id);
  await sql`delete from holdfast.zone_member where site_id = ${site_id} and asset_id = any(${ids}::uuid[])`.execute(tx);
  const placed = JSON.stringify(places.filter((it) => it.zone_id !== null));
  await sql`insert into holdfast.zone_member (site_id, asset_id, zone_id, source)
    select ${site_id}, n.asset_id, n.zone_id, n.source from jsonb_to_recordset(${placed}::jsonb) as n(asset_id uuid, zone_id uuid, source text)
    where exists (select 1 from holdfast.zone z where z.site_id = ${site_id} and z.id = n.zone_id)`.execute(tx);
}
