// SQL of inventory completeness (C17): assets with criticality and owner over all; what nothing sees cannot be called complete.
import { observedOfZone } from '@holdfast/observation/store';
import { stateOf } from '@holdfast/observation/rules';
import type { Observed } from '@holdfast/observation/schema';
import type { Tx } from '@holdfast/platform/act';
import { every, inZones } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { sumCompleteness, type ZoneCount } from './rules.ts';
import type { Completeness } from './schema.ts';

const from = sql`holdfast.asset a
  left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
  left join holdfast.area r on r.site_id = a.site_id and r.id = a.area_id`;
const counts = sql`count(*)::int as assets, count(*) filter (where a.owner_id is not null and a.criticality is not null)::int as complete,
  count(*) filter (where a.owner_id is null)::int as without_owner, count(*) filter (where a.criticality is null)::int as without_criticality,
  count(*) filter (where a.standing = 'sighted')::int as sighted, max(a.last_seen) as newest_seen`;

/** Completeness per zone and for the site; rejected and retired assets do not count. `zones` null sees the whole site; `now` in ISO 8601. */
export async function readCompleteness(
  db: Database | Tx,
  site_id: string,
  zones: readonly string[] | null,
  now = new Date().toISOString(),
): Promise<Completeness> {
  const counted = sql`${from} where ${every([sql`a.site_id = ${site_id} and a.standing not in ('rejected', 'retired')`, inZones('m.zone_id', zones)])}`;
  const placed = (
    await sql<Omit<ZoneCount, 'zone_name' | 'observation'>>`select m.zone_id, ${counts} from ${counted} group by m.zone_id`.execute(db)
  ).rows;
  const known = (
    await sql<{ id: string; name: string; observed: Observed[] }>`select z.id, z.name, ${observedOfZone} as observed from holdfast.zone z
      where ${every([sql`z.site_id = ${site_id}`, inZones('z.id', zones)])} order by z.name, z.id`.execute(db)
  ).rows;
  const perArea = await sql<
    Completeness['areas'][number]
  >`select a.area_id, r.name as area_name, count(*) filter (where a.owner_id is null)::int as without_owner
    from ${counted} group by a.area_id, r.name order by r.name`.execute(db);
  const byZone = new Map(placed.map((it) => [it.zone_id, it]));
  const none = { assets: 0, complete: 0, without_owner: 0, without_criticality: 0, sighted: 0, newest_seen: null };
  const rows: ZoneCount[] = known.map((zone) => ({
    ...(byZone.get(zone.id) ?? none),
    zone_id: zone.id,
    zone_name: zone.name,
    observation: stateOf(zone.observed, now),
  }));
  const loose = byZone.get(null);
  if (loose !== undefined) rows.push({ ...loose, zone_id: null, zone_name: null, observation: null });
  return { ...sumCompleteness(rows), zones: rows.filter((it) => it.assets > 0 || it.observation === 'unobserved'), areas: perArea.rows };
}
