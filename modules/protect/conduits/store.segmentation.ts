// SQL of segmentation: the four conditions of every zone as they are now, and what is kept of them when they change.
import { type SegmentConduit, segmentationOf } from '@holdfast/core-zones';
import { readHolds } from '@holdfast/enforcement/store.standing';
import type { ConduitHold } from '@holdfast/enforcement/schema';
import { listObservations } from '@holdfast/observation/store';
import type { Tx } from '@holdfast/platform/act';
import { every, inZones } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { byMonth, nextStep } from './rules.segmentation.ts';
import type { Segmentation, ZoneSegmentation } from './schema.segmentation.ts';

type ConduitRow = Omit<SegmentConduit, 'is_held'> & { name: string };
type ZoneRow = { id: string; name: string; purdue_level: string | null; since: string | null };

/**
 * Every zone of the plant with what it lacks, as of now. `only` narrows to these zones; months are the whole site's.
 * A flow contradicts a list as long as it is unapproved, unless somebody judged it blockable and it was not seen since.
 */
export async function readSegmentation(
  db: Database | Tx,
  site_id: string,
  only: readonly string[] | null,
  now: Date,
): Promise<Segmentation> {
  const rows = await readZones(db, site_id, only, now);
  const counts = await sql<{ counted_at: string; zones: number; segmented: number }>`select counted_at, zones, segmented
    from holdfast.segmentation_count where site_id = ${site_id} order by counted_at`.execute(db);
  const segmented = rows.filter((it) => it.is_segmented).length;
  return { zones: rows.length, segmented, rows, months: byMonth(counts.rows, now.toISOString()) };
}

async function readZones(db: Database | Tx, site_id: string, only: readonly string[] | null, now: Date): Promise<ZoneSegmentation[]> {
  const zones = await listCounted(db, site_id, only);
  const conduits = await listConduits(db, site_id);
  const holds = await readHolds(db, site_id, now);
  const heard = new Set(
    (await listObservations(db, site_id, only, now.toISOString())).filter((it) => it.traffic === 'observed').map(({ id }) => id),
  );
  const standing = segmentationOf(
    zones.map(({ id }) => ({ id, is_observed: heard.has(id) })),
    conduits.map((it) => ({ ...it, is_held: holds.get(it.id)?.code === 'held' })),
  );
  const byId = new Map(conduits.map((it) => [it.id, it]));
  return standing.map((it, at) => {
    const missing = it.missing.map(({ condition, conduit_ids }) => ({
      condition,
      conduits: conduit_ids.map((id) => failing(byId.get(id)!, holds.get(id))),
    }));
    return { ...zones[at]!, is_segmented: it.is_segmented, conduits: it.conduits, missing, next: nextStep({ missing }) };
  });
}

const failing = ({ id, name, contradicting }: ConduitRow, hold: ConduitHold | undefined) => ({
  id,
  name,
  hold: hold?.code ?? ('no_enforcer' as const),
  flows: contradicting,
});

/** The plant's own zones: confirmed, or with devices; what lies outside is none of them. */
async function listCounted(db: Database | Tx, site_id: string, only: readonly string[] | null): Promise<ZoneRow[]> {
  const found = await sql<ZoneRow>`select z.id, z.name, z.purdue_level, s.since from holdfast.zone z
    left join holdfast.zone_segmentation s on s.site_id = z.site_id and s.zone_id = z.id
    where z.site_id = ${site_id} and z.purdue_level is distinct from '5' and z.role <> 'external'
      and (z.state = 'confirmed' or exists (select 1 from holdfast.zone_member m where m.site_id = z.site_id and m.zone_id = z.id))
      and ${every([inZones('z.id', only)])} order by z.name, z.id`.execute(db);
  return found.rows;
}

async function listConduits(db: Database | Tx, site_id: string): Promise<ConduitRow[]> {
  const found =
    await sql<ConduitRow>`select c.id, coalesce(c.name, least(a.name, b.name) || ' – ' || greatest(a.name, b.name)) as name, c.zone_a, c.zone_b,
      exists (select 1 from holdfast.allow_list l where l.site_id = c.site_id and l.conduit_id = c.id and l.state = 'approved') as is_listed,
      coalesce(v.flows, 0) as contradicting
    from holdfast.conduit c
    join holdfast.zone a on a.site_id = c.site_id and a.id = c.zone_a join holdfast.zone b on b.site_id = c.site_id and b.id = c.zone_b
    left join (select v.conduit_id, count(*)::int as flows from holdfast.flow_verdict v
        join holdfast.flow f on f.site_id = v.site_id and f.id = v.flow_id
        left join holdfast.flow_judgement j on j.site_id = v.site_id and j.flow_id = v.flow_id
      where v.site_id = ${site_id} and v.verdict = 'unapproved' and not coalesce(j.judgement = 'blockable' and j.judged_at > f.last_seen, false)
      group by v.conduit_id) v on v.conduit_id = c.id
    where c.site_id = ${site_id} order by name, c.id`.execute(db);
  return found.rows;
}

export type Recount = { zones: number; segmented: number; zones_segmented: string[]; zones_open: string[]; zones_gone: string[] };

/** Keeps what every zone lacks now. Null when nothing changed since it was counted last. */
export async function recount(tx: Tx, site_id: string, now: Date): Promise<Recount | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`segmentation:${site_id}`}, 0))`.execute(tx);
  const rows = await readZones(tx, site_id, null, now);
  const kept = await sql<{ zone_id: string; missing: string[] }>`select zone_id, missing from holdfast.zone_segmentation
    where site_id = ${site_id} order by zone_id`.execute(tx);
  const before = new Map(kept.rows.map((it) => [it.zone_id, it.missing]));
  const lacks = (it: ZoneSegmentation): string[] => it.missing.map(({ condition }) => condition);
  const changed = rows.filter((it) => before.get(it.id)?.join() !== lacks(it).join());
  const ids = new Set(rows.map(({ id }) => id));
  const zones_gone = [...before.keys()].filter((id) => !ids.has(id));
  if (changed.length === 0 && zones_gone.length === 0) return null;
  await keepZones(
    tx,
    site_id,
    changed.map((it) => ({ zone_id: it.id, missing: lacks(it) })),
    zones_gone,
  );
  const segmented = rows.filter((it) => it.is_segmented).length;
  await sql`insert into holdfast.segmentation_count (site_id, counted_at, zones, segmented) values (${site_id}, ${now}, ${rows.length}, ${segmented})`.execute(
    tx,
  );
  const of = (is: boolean) => changed.filter((it) => it.is_segmented === is).map(({ id }) => id);
  return { zones: rows.length, segmented, zones_segmented: of(true), zones_open: of(false), zones_gone };
}

async function keepZones(tx: Tx, site_id: string, changed: { zone_id: string; missing: string[] }[], gone: string[]): Promise<void> {
  await sql`delete from holdfast.zone_segmentation where site_id = ${site_id} and zone_id = any(${gone}::uuid[])`.execute(tx);
  await sql`insert into holdfast.zone_segmentation (site_id, zone_id, missing)
    select ${site_id}, n.zone_id, array(select jsonb_array_elements_text(n.missing)) from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as n(zone_id uuid, missing jsonb)
    on conflict (site_id, zone_id) do update set missing = excluded.missing, since = now()`.execute(tx);
}
