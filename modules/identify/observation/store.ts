// All SQL of observation: what saw which asset and zone, noted by whoever looked, and what follows for each zone.
import type { Tx } from '@holdfast/platform/act';
import { every, inZones } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';
import { stateOf, trafficStateOf } from './rules.ts';
import type { ObservationKind, Observed, ZoneObservation } from './schema.ts';

/** One look at a zone. Times in ISO 8601; `source_id` is the capture, walk-down or switch table it comes from. */
export type Look = {
  site_id: string;
  zone_id: string;
  kind: ObservationKind;
  seen_from: string;
  seen_to: string;
  source_id: string;
  /** How many devices it saw there, when that is known. */
  assets?: number;
};

/** Notes that something looked at a zone. The same source may be noted again: the look then spans both. */
export async function noteObservation(tx: Tx, it: Look): Promise<void> {
  await sql`insert into holdfast.observation as o (site_id, zone_id, kind, source_id, seen_from, seen_to, assets, derived)
    values (${it.site_id}, ${it.zone_id}, ${it.kind}, ${it.source_id}, ${it.seen_from}, ${it.seen_to}, ${it.assets ?? 0}, false)
    on conflict (site_id, zone_id, kind, source_id) do update set seen_from = least(o.seen_from, excluded.seen_from), seen_to = greatest(o.seen_to, excluded.seen_to),
      assets = greatest(o.assets, excluded.assets), derived = false`.execute(tx);
}

/** Which assets one source saw, and when; ISO 8601. */
export type AssetsSeen = {
  site_id: string;
  kind: ObservationKind;
  source_id: string;
  seen: readonly { asset_id: string; seen_from: string; seen_to: string }[];
};

/** Notes which assets something saw. The zones follow with the next refresh of the site, wherever the assets then stand. */
export async function noteAssetsSeen(tx: Tx, it: AssetsSeen): Promise<void> {
  for (let at = 0; at < it.seen.length; at += 20_000) {
    await sql`insert into holdfast.asset_observation as o (site_id, asset_id, kind, source_id, seen_from, seen_to)
      select ${it.site_id}, n.asset_id, ${it.kind}, ${it.source_id}, min(n.seen_from), max(n.seen_to)
      from jsonb_to_recordset(${JSON.stringify(it.seen.slice(at, at + 20_000))}::jsonb) as n(asset_id uuid, seen_from timestamptz, seen_to timestamptz) group by n.asset_id
      on conflict (site_id, kind, source_id, asset_id) do update set seen_from = least(o.seen_from, excluded.seen_from), seen_to = greatest(o.seen_to, excluded.seen_to)`.execute(
      tx,
    );
  }
}

/** Derives what saw each zone from what saw its assets. Returns how many looks there are and how many zones nothing sees. */
export async function deriveObservations(tx: Tx, site_id: string): Promise<{ looks: number; unobserved: number }> {
  await sql`create temporary table look on commit drop as
    select m.zone_id, o.kind, o.source_id, min(o.seen_from) as seen_from, max(o.seen_to) as seen_to, count(*)::int as assets
    from holdfast.asset_observation o join holdfast.zone_member m on m.site_id = o.site_id and m.asset_id = o.asset_id
    where o.site_id = ${site_id} group by m.zone_id, o.kind, o.source_id`.execute(tx);
  await sql`delete from holdfast.observation o where o.site_id = ${site_id} and o.derived
    and not exists (select 1 from look l where l.zone_id = o.zone_id and l.kind = o.kind and l.source_id = o.source_id)`.execute(tx);
  await sql`insert into holdfast.observation as o (site_id, zone_id, kind, source_id, seen_from, seen_to, assets, derived)
    select ${site_id}, zone_id, kind, source_id, seen_from, seen_to, assets, true from look
    on conflict (site_id, zone_id, kind, source_id) do update set assets = excluded.assets, seen_from = least(o.seen_from, excluded.seen_from), seen_to = greatest(o.seen_to, excluded.seen_to)
      where (o.assets, o.seen_from, o.seen_to) is distinct from (excluded.assets, least(o.seen_from, excluded.seen_from), greatest(o.seen_to, excluded.seen_to))`.execute(
    tx,
  );
  await sql`drop table look`.execute(tx);
  const [counted] = (
    await sql<{
      looks: number;
      unobserved: number;
    }>`select (select count(*)::int from holdfast.observation where site_id = ${site_id}) as looks,
      (select count(*)::int from holdfast.zone z where z.site_id = ${site_id} and not exists (select 1 from holdfast.observation o
        where o.site_id = z.site_id and o.zone_id = z.id)) as unobserved`.execute(tx)
  ).rows;
  return counted!;
}

/** When the traffic of each zone was last heard, ms since 1970. */
export async function listHeard(tx: Tx, site_id: string): Promise<Map<string, number>> {
  const found = await sql<{ zone_id: string; heard: number }>`select zone_id, (extract(epoch from max(seen_to)) * 1000)::float8 as heard
    from holdfast.observation where site_id = ${site_id} and kind in ('sensor', 'capture') group by zone_id order by zone_id`.execute(tx);
  return new Map(found.rows.map(({ zone_id, heard }) => [zone_id, heard]));
}

/** What saw the zone of alias `z`, one row a kind, as JSON: `Observed[]`. For lists that show zones. */
export const observedOfZone: RawBuilder<unknown> = sql`coalesce((select jsonb_agg(jsonb_build_object('kind', k.kind, 'seen_from', ${isoTime('k.seen_from')}, 'seen_to', ${isoTime('k.seen_to')},
    'sources', k.sources, 'source_id', k.source_id) order by k.seen_to desc)
  from (select o.kind, min(o.seen_from) as seen_from, max(o.seen_to) as seen_to, count(*)::int as sources, (array_agg(o.source_id order by o.seen_to desc))[1] as source_id
    from holdfast.observation o where o.site_id = z.site_id and o.zone_id = z.id group by o.kind) k), '[]')`;

// As the driver spells times of rows, so that both read alike.
function isoTime(column: string): RawBuilder<unknown> {
  return sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Every zone with what sees it. `zones` null sees the whole site; `now` in ISO 8601. */
export async function listObservations(
  db: Database | Tx,
  site_id: string,
  zones: readonly string[] | null,
  now: string,
): Promise<ZoneObservation[]> {
  const rows = (
    await sql<{ id: string; zone_name: string; assets: number; observed: Observed[] }>`select z.id, z.name as zone_name,
      (select count(*)::int from holdfast.zone_member m where m.site_id = z.site_id and m.zone_id = z.id) as assets, ${observedOfZone} as observed
    from holdfast.zone z where ${every([sql`z.site_id = ${site_id}`, inZones('z.id', zones)])} order by z.name, z.id`.execute(db)
  ).rows;
  return rows.map((row) => ({ ...row, state: stateOf(row.observed, now), traffic: trafficStateOf(row.observed, now) }));
}
