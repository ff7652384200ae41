// All SQL of zones and their members.
import { proposeZones, type ZoneAsset, type ZoneFlow } from '@holdfast/core-zones';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { every, inZones } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { listBareFlows } from '@holdfast/flows/store';
import { stateOf, trafficStateOf } from '@holdfast/observation/rules';
import { observedOfZone } from '@holdfast/observation/store';
import { requirePerson } from '@holdfast/sites/store';
import { sql } from 'kysely';
import type { z } from 'zod';
import { type Existing, type Placed, type Plan, planZones } from './rules.ts';
import type { changedZone, newZone, Zone } from './schema.ts';

/** Zones with what is in them, highest level first. `only` narrows to zone ids a permit covers. */
export async function listZones(db: Database | Tx, site_id: string, only: readonly string[] | null): Promise<Zone[]> {
  const where = every([sql`z.site_id = ${site_id}`, inZones('z.id', only)]);
  const rows = (
    await sql<
      Omit<Zone, 'observation' | 'traffic'>
    >`select z.id, z.key, z.name, z.role, z.purdue_level, z.state, z.custodian_id, c.name as custodian_name, z.subnets, z.vlans, z.why, z.confirmed_at,
      b.name as confirmed_by_name, z.version, coalesce(n.assets, 0) as assets, coalesce(n.sighted, 0) as assets_sighted, coalesce(n.kinds, '{}') as kinds, coalesce(n.complete, 0) as complete, ${observedOfZone} as observed
    from holdfast.zone z
    left join holdfast.person c on c.id = z.custodian_id
    left join holdfast.person b on b.id = z.confirmed_by
    left join lateral (select sum(k.n)::int as assets, sum(k.sighted)::int as sighted, sum(k.complete)::int as complete, jsonb_object_agg(k.kind, k.n) as kinds from (
      select a.kind, count(*)::int as n, count(*) filter (where a.standing = 'sighted')::int as sighted,
        count(*) filter (where a.owner_id is not null and a.criticality is not null)::int as complete
      from holdfast.zone_member m join holdfast.asset a on a.site_id = m.site_id and a.id = m.asset_id
      where m.site_id = z.site_id and m.zone_id = z.id and a.standing not in ('rejected', 'retired') group by a.kind) k) n on true
    where ${where} and (z.state = 'confirmed' or n.assets > 0) order by z.purdue_level desc nulls last, z.name, z.id`.execute(db)
  ).rows;
  const now = new Date().toISOString();
  return rows.map((zone) => ({ ...zone, observation: stateOf(zone.observed, now), traffic: trafficStateOf(zone.observed, now) }));
}

export async function readZone(db: Database | Tx, site_id: string, zone_id: string): Promise<Zone> {
  const [zone] = await listZones(db, site_id, [zone_id]);
  if (!zone) throw new Failure('not_found', 'zone_not_found');
  return zone;
}

/** Ids of the site's zones: what a past state is told by. */
export async function listZoneIds(tx: Tx, site_id: string): Promise<string[]> {
  const found = await sql<{ id: string }>`select id from holdfast.zone where site_id = ${site_id} order by id`.execute(tx);
  return found.rows.map(({ id }) => id);
}

/** Draws a zone by hand; it is confirmed by that. */
export async function addZone(tx: Tx, site_id: string, person_id: string, it: z.output<typeof newZone>): Promise<Zone> {
  await requirePerson(tx, it.custodian_id);
  const [row] = (
    await sql<{
      id: string;
    }>`insert into holdfast.zone (site_id, id, key, name, purdue_level, state, custodian_id, confirmed_at, confirmed_by)
    select ${site_id}, n.id, 'drawn:' || n.id, ${it.name}, ${it.purdue_level}, 'confirmed', ${it.custodian_id}, now(), ${person_id} from (select uuidv7() as id) n returning id`.execute(
      tx,
    )
  ).rows;
  return readZone(tx, site_id, row!.id);
}

/** People's changes and the deriving of zones follow each other, so that neither overwrites what it has not seen. */
async function lockZones(tx: Tx, site_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`zones:${site_id}`}, 0))`.execute(tx);
}

export async function changeZone(tx: Tx, site_id: string, zone_id: string, it: z.output<typeof changedZone>): Promise<Zone> {
  await lockZones(tx, site_id);
  const [row] = (
    await sql<{ version: number }>`select version from holdfast.zone where site_id = ${site_id} and id = ${zone_id} for update`.execute(tx)
  ).rows;
  if (!row) throw new Failure('not_found', 'zone_not_found');
  if (row.version !== it.version) throw new Failure('conflict', 'changed_meanwhile', { version: row.version });
  await requirePerson(tx, it.custodian_id);
  const custodian = it.custodian_id === undefined ? sql`custodian_id` : sql`${it.custodian_id}::uuid`;
  await sql`update holdfast.zone set name = coalesce(${it.name ?? null}, name), purdue_level = coalesce(${it.purdue_level ?? null}, purdue_level),
    custodian_id = ${custodian}, version = version + 1 where site_id = ${site_id} and id = ${zone_id}`.execute(tx);
  return readZone(tx, site_id, zone_id);
}

/**
 * Takes away a zone in which nothing stands, with the conduits nobody has a list for. Throws conflict when it holds assets (retired ones leave
 * with it), when a role is given for it, or when a conduit of it has an allow-list or waits for one.
 */
export async function removeZone(tx: Tx, site_id: string, zone_id: string): Promise<Zone & { conduits_gone: string[] }> {
  await lockZones(tx, site_id);
  const zone = await readZone(tx, site_id, zone_id);
  if (zone.assets > 0) throw new Failure('conflict', 'zone_not_empty', { count: zone.assets });
  const own = sql`c.site_id = ${site_id} and ${zone_id} in (c.zone_a, c.zone_b)`;
  const [held] = (
    await sql<{
      granted: boolean;
      listed: boolean;
    }>`select exists (select 1 from holdfast.role_grant g where g.site_id = ${site_id} and g.zone_id = ${zone_id} and g.ended_at is null) as granted,
      exists (select 1 from holdfast.conduit c join holdfast.allow_list l on l.site_id = c.site_id and l.conduit_id = c.id where ${own}) as listed`.execute(
      tx,
    )
  ).rows;
  if (held!.granted) throw new Failure('conflict', 'zone_has_roles');
  if (held!.listed) throw new Failure('conflict', 'zone_has_lists');
  await sql`delete from holdfast.zone_member where site_id = ${site_id} and zone_id = ${zone_id}`.execute(tx);
  await sql`delete from holdfast.flow_verdict v using holdfast.conduit c where v.site_id = c.site_id and v.conduit_id = c.id and ${own}`.execute(
    tx,
  );
  const gone = await sql<{ id: string }>`delete from holdfast.conduit c where ${own} returning c.id`.execute(tx);
  await sql`delete from holdfast.zone where site_id = ${site_id} and id = ${zone_id}`.execute(tx);
  return { ...zone, conduits_gone: gone.rows.map(({ id }) => id) };
}

/** Confirms proposed zones: those named, or all. Returns their ids. */
export async function confirmZones(
  tx: Tx,
  site_id: string,
  person_id: string,
  zone_ids: readonly string[] | undefined,
  only: readonly string[] | null,
): Promise<string[]> {
  await lockZones(tx, site_id);
  const where = every([
    sql`site_id = ${site_id} and state = 'proposed'`,
    zone_ids ? sql`id = any(${[...zone_ids]}::uuid[])` : null,
    inZones('id', only),
  ]);
  const rows = await sql<{
    id: string;
  }>`update holdfast.zone set state = 'confirmed', confirmed_at = now(), confirmed_by = ${person_id}, version = version + 1
    where ${where} returning id`.execute(tx);
  return rows.rows.map((row) => row.id);
}

/** Zone of each of the assets that is there, null where it stands nowhere. */
export async function placesOf(db: Database | Tx, site_id: string, asset_ids: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await sql<{ id: string; zone_id: string | null }>`select a.id, m.zone_id from holdfast.asset a
    left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    where a.site_id = ${site_id} and a.id = any(${[...asset_ids]}::uuid[])`.execute(db);
  return new Map(rows.rows.map((row) => [row.id, row.zone_id]));
}

/** Puts assets into a zone by a person's word. Returns those that moved; throws not_found when none of them is there. */
export async function moveAssets(tx: Tx, site_id: string, zone_id: string, asset_ids: readonly string[]): Promise<string[]> {
  await lockZones(tx, site_id);
  await readZone(tx, site_id, zone_id);
  const moved = await sql<{ asset_id: string }>`insert into holdfast.zone_member (site_id, asset_id, zone_id, source)
    select a.site_id, a.id, ${zone_id}, 'person' from holdfast.asset a where a.site_id = ${site_id} and a.id = any(${[...asset_ids]}::uuid[])
    on conflict (site_id, asset_id) do update set zone_id = excluded.zone_id, source = 'person' returning asset_id`.execute(tx);
  if (moved.rows.length === 0) throw new Failure('not_found', 'asset_not_found');
  return moved.rows.map((row) => row.asset_id);
}

/** Zone of every placed asset. */
export async function readMembers(db: Database | Tx, site_id: string): Promise<Map<string, string>> {
  const rows = await sql<{
    asset_id: string;
    zone_id: string;
  }>`select asset_id, zone_id from holdfast.zone_member where site_id = ${site_id}`.execute(db);
  return new Map(rows.rows.map((row) => [row.asset_id, row.zone_id]));
}

/** Proposes zones from all that was seen at a site, keeping what people confirmed. Returns what changed. */
export async function refreshZones(tx: Tx, site_id: string): Promise<{ zones: number; made: number; dropped: number; placed: number }> {
  await lockZones(tx, site_id);
  const proposals = proposeZones(await readZoneAssets(tx, site_id), (await listBareFlows(tx, site_id)) as ZoneFlow[]);
  const existing = (
    await sql<Existing>`select id, key, state, subnets, vlans, purdue_level from holdfast.zone where site_id = ${site_id} order by id`.execute(
      tx,
    )
  ).rows;
  const placed = (await sql<Placed>`select asset_id, zone_id, source from holdfast.zone_member where site_id = ${site_id}`.execute(tx))
    .rows;
  const plan = planZones(proposals, existing, placed);
  const saved = await saveZones(tx, site_id, plan);
  await placeMembers(tx, site_id, plan, saved);
  const dropped = await dropEmpty(tx, site_id, plan.drop);
  return {
    zones: existing.length + plan.save.filter((it) => it.zone_id === null).length - dropped,
    made: plan.save.filter((it) => it.zone_id === null).length,
    dropped,
    placed: plan.place.length,
  };
}

/** `behind_gateway` is left out: an asset seen only through a router has no MAC here, which says the same. */
async function readZoneAssets(tx: Tx, site_id: string): Promise<ZoneAsset[]> {
  const of = (kind: string) => sql`coalesce(array_agg(d.address order by d.address) filter (where d.kind = ${kind}), '{}')`;
  const rows =
    await sql<ZoneAsset>`select a.id, ${of('ip')} as ips, ${of('mac')} as macs, ${of('name')} as names, a.vlans, a.kind, a.purdue_level, a.vendor,
      exists (select 1 from holdfast.asset_attribute w where w.site_id = a.site_id and w.asset_id = a.id and w.name = 'purdue_level' and w.source = 'person') as level_by_person
    from holdfast.asset a left join holdfast.asset_address d on d.site_id = a.site_id and d.asset_id = a.id
    where a.site_id = ${site_id} and a.standing not in ('rejected', 'retired') group by a.site_id, a.id order by a.id`.execute(tx);
  return rows.rows;
}

/** What a person said of a proposed zone, which its version tells, stays: name and level. */
async function saveZones(tx: Tx, site_id: string, plan: Plan): Promise<string[]> {
  const ids: string[] = [];
  for (const { zone_id, proposal: it } of plan.save) {
    const saved = await sql<{
      id: string;
    }>`insert into holdfast.zone as zone (site_id, id, key, name, role, purdue_level, state, subnets, vlans, why)
      values (${site_id}, coalesce(${zone_id}::uuid, uuidv7()), ${it.key}, ${it.name}, ${it.role}, ${it.purdue_level}, 'proposed', ${it.subnets}, ${it.vlans}, ${JSON.stringify(it.why)}::jsonb)
      on conflict (site_id, id) do update set key = excluded.key, name = case when zone.version = 1 then excluded.name else zone.name end,
        role = excluded.role, purdue_level = case when zone.version = 1 then excluded.purdue_level else zone.purdue_level end, subnets = excluded.subnets,
        vlans = excluded.vlans, why = excluded.why returning id`.execute(tx);
    ids.push(saved.rows[0]!.id);
  }
  return ids;
}

async function placeMembers(tx: Tx, site_id: string, plan: Plan, saved: readonly string[]): Promise<void> {
  const rows = plan.place.map(({ asset_id, zone }) => ({ asset_id, zone_id: 'id' in zone ? zone.id : saved[zone.proposal]! }));
  await sql`insert into holdfast.zone_member (site_id, asset_id, zone_id, source)
    select ${site_id}, n.asset_id, n.zone_id, 'proposed' from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(asset_id uuid, zone_id uuid)
    on conflict (site_id, asset_id) do update set zone_id = excluded.zone_id
      where holdfast.zone_member.source = 'proposed' and holdfast.zone_member.zone_id <> excluded.zone_id`.execute(tx);
}

/** A dropped zone goes only when nothing stands in it and no conduit names it. */
async function dropEmpty(tx: Tx, site_id: string, zone_ids: readonly string[]): Promise<number> {
  await sql`delete from holdfast.zone_member m using holdfast.asset a where m.site_id = ${site_id} and a.site_id = m.site_id and a.id = m.asset_id
    and m.zone_id = any(${[...zone_ids]}::uuid[]) and a.standing in ('rejected', 'retired')`.execute(tx);
  const gone = await sql`delete from holdfast.zone z where z.site_id = ${site_id} and z.id = any(${[...zone_ids]}::uuid[])
    and not exists (select 1 from holdfast.zone_member m where m.site_id = z.site_id and m.zone_id = z.id)
    and not exists (select 1 from holdfast.role_grant g where g.site_id = z.site_id and g.zone_id = z.id and g.ended_at is null)
    and not exists (select 1 from holdfast.conduit c where c.site_id = z.site_id and z.id in (c.zone_a, c.zone_b)) returning 1`.execute(tx);
  return gone.rows.length;
}
