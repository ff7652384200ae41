// SQL of assets that people read and word: lists, details, decisions. Sightings from captures are in sightings.ts.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, inZones, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { requirePerson } from '@holdfast/sites/store';
import { sql } from 'kysely';
import { fallbackName, resolve, shownAttributes } from './rules.ts';
import type { Asset, AssetDetail, AssetQuery, Attribute, ChangedAsset } from './schema.ts';

const addresses = (
  kind: string,
) => sql`coalesce((select array_agg(d.address order by d.address collate holdfast.natural) from holdfast.asset_address d
  where d.site_id = a.site_id and d.asset_id = a.id and d.kind = ${kind}), '{}')`;
const columns = sql`a.id, a.name, ${addresses('name')} as names, ${addresses('ip')} as ips, ${addresses('mac')} as macs, a.vlans, a.vendor, a.model,
  a.order_number, a.firmware, a.serial, a.kind, a.purdue_level, m.zone_id, z.name as zone_name, a.area_id, r.name as area_name, a.owner_id,
  o.name as owner_name, a.criticality, a.production_role, a.uptime_need, a.rto_hours, a.asset_tag, a.location, a.lifecycle, a.standing, a.first_seen, a.last_seen, cardinality(a.conflicting) as conflicts, a.version`;
const from = sql`holdfast.asset a
  left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
  left join holdfast.zone z on z.site_id = a.site_id and z.id = m.zone_id
  left join holdfast.area r on r.site_id = a.site_id and r.id = a.area_id
  left join holdfast.person o on o.id = a.owner_id`;

const sortable = {
  id: 'a.id',
  name: 'a.name collate holdfast.natural',
  ip: `(select d.address from holdfast.asset_address d where d.site_id = a.site_id and d.asset_id = a.id and d.kind <> 'name'
    order by d.kind, d.address collate holdfast.natural limit 1) collate holdfast.natural`,
  vendor: 'a.vendor',
  model: 'a.model',
  kind: 'a.kind',
  purdue_level: 'a.purdue_level',
  zone_name: 'z.name',
  area_name: 'r.name',
  owner_name: 'o.name',
  // Most critical first when it descends.
  criticality: "array_position(array['convenience','supporting','essential','safety'], a.criticality)",
  production_role: 'a.production_role',
  uptime_need: "array_position(array['on_demand','working_hours','production','continuous'], a.uptime_need)",
  rto_hours: 'a.rto_hours',
  asset_tag: 'a.asset_tag',
  location: 'a.location',
  lifecycle: 'a.lifecycle',
  standing: 'a.standing',
  first_seen: 'a.first_seen',
  last_seen: 'a.last_seen',
  firmware: 'a.firmware',
  conflicts: 'cardinality(a.conflicting)',
  order_number: 'a.order_number',
  serial: 'a.serial',
};

/** Assets of a site that match, and how many there are in all. `zones` null sees the whole site. */
export async function listAssets(
  db: Database | Tx,
  site_id: string,
  query: AssetQuery,
  zones: readonly string[] | null,
): Promise<{ rows: Asset[]; total: number }> {
  const where = every([
    sql`a.site_id = ${site_id}`,
    contains('a.search', query.search),
    inZones('m.zone_id', zones),
    isOneOf('m.zone_id', query.zone_id),
    isOneOf('a.kind', query.kind),
    isOneOf('a.purdue_level', query.purdue_level),
    isOneOf('a.standing', query.standing),
    isOneOf('a.criticality', query.criticality),
    isOneOf('a.production_role', query.production_role),
    isOneOf('a.uptime_need', query.uptime_need),
    isOneOf('a.lifecycle', query.lifecycle),
    isOneOf('a.location', query.location),
    isOneOf('a.owner_id', query.owner_id),
    isOneOf('a.area_id', query.area_id),
    isOneOf('a.vendor', query.vendor),
  ]);
  const { ids, total } = await findPage(db, { id: 'a.id', from, where, order: orderBy(query, sortable, 'name') }, query);
  const shown = await sql<Asset>`select ${columns} from ${from} where a.site_id = ${site_id} and ${isAmong('a.id', ids)}`.execute(db);
  return { rows: inOrder(ids, shown.rows), total };
}

export async function readAsset(db: Database | Tx, site_id: string, asset_id: string): Promise<Asset> {
  const [row] = (await sql<Asset>`select ${columns} from ${from} where a.site_id = ${site_id} and a.id = ${asset_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'asset_not_found');
  return row;
}

type Kept = {
  conflicting: string[];
  remark: string | null;
  decided_by_name: string | null;
  decided_at: string | null;
  decision_reason: string | null;
};

/** One asset with every attribute value and where it was read. */
export async function readAssetDetail(db: Database | Tx, site_id: string, asset_id: string): Promise<AssetDetail> {
  const row = await readAsset(db, site_id, asset_id);
  const [kept] = (
    await sql<Kept>`select a.conflicting, a.remark, p.name as decided_by_name, a.decided_at, a.decision_reason
    from holdfast.asset a left join holdfast.person p on p.id = a.decided_by where a.site_id = ${site_id} and a.id = ${asset_id}`.execute(
      db,
    )
  ).rows;
  const said = await readAttributes(db, site_id, asset_id);
  const { values } = resolve(said);
  const chosen = (it: Omit<Attribute, 'chosen'>) =>
    values[it.name as keyof typeof values] === it.value &&
    (it.source === 'person' || !said.some((other) => other.name === it.name && other.source === 'person'));
  return { ...row, ...kept!, attributes: said.map((it) => ({ ...it, chosen: chosen(it) })) };
}

async function readAttributes(db: Database | Tx, site_id: string, asset_id: string): Promise<Omit<Attribute, 'chosen'>[]> {
  return (
    await sql<
      Omit<Attribute, 'chosen'>
    >`select t.name, t.value, t.source, t.protocol, t.file, t.capture_id, t.frame, t.seen_at, t.confidence, t.why, p.name as person_name
    from holdfast.asset_attribute t left join holdfast.person p on p.id = t.person_id
    where t.site_id = ${site_id} and t.asset_id = ${asset_id} order by t.name, t.source, t.confidence desc, t.value`.execute(db)
  ).rows;
}

/** Enters an asset by hand (C1). An address decides whether it is known already. */
export async function addAsset(
  tx: Tx,
  site_id: string,
  person_id: string,
  it: { name: string; kind: string; address: { kind: 'ip' | 'mac'; address: string } | null; owner_id: string | null },
): Promise<string> {
  await requirePerson(tx, it.owner_id);
  const [row] = (
    await sql<{ id: string }>`insert into holdfast.asset (site_id, name, kind, owner_id, standing, decided_by, decided_at, search)
    values (${site_id}, ${it.name}, ${it.kind}, ${it.owner_id}, 'accepted', ${person_id}, now(), ${`${it.name} ${it.address?.address ?? ''}`}) returning id`.execute(
      tx,
    )
  ).rows;
  if (it.address) {
    const added =
      await sql`insert into holdfast.asset_address (site_id, kind, address, asset_id) values (${site_id}, ${it.address.kind}, ${it.address.address}, ${row!.id})
      on conflict do nothing returning 1`.execute(tx);
    if (added.rows.length === 0) throw new Failure('conflict', 'address_taken', { address: it.address.address });
  }
  for (const [name, value] of [
    ['name', it.name],
    ['kind', it.kind],
  ] as const)
    await sayAttribute(tx, site_id, row!.id, person_id, name, value);
  return row!.id;
}

/** A person's word for one attribute; null takes it back. */
export async function sayAttribute(
  tx: Tx,
  site_id: string,
  asset_id: string,
  person_id: string,
  name: string,
  value: string | null,
): Promise<void> {
  await sql`delete from holdfast.asset_attribute where site_id = ${site_id} and asset_id = ${asset_id} and name = ${name} and source = 'person'`.execute(
    tx,
  );
  if (value === null || value === '') return;
  await sql`insert into holdfast.asset_attribute (site_id, asset_id, name, value, source, seen_at, confidence, person_id)
    values (${site_id}, ${asset_id}, ${name}, ${value}, 'person', now(), 1, ${person_id})`.execute(tx);
}

/** One value read elsewhere than on the wire: on a label, in a switch's table, in a project file, a sheet or NetBox. */
export type ReadElsewhere = {
  name: string;
  value: string;
  /** The file and the place in it, or what was read; null for a walk-down. */
  file: string | null;
  seen_at: string;
  /** 0 to 1; below 1, for only a person's word is certain. */
  confidence: number;
  person_id: string | null;
};

/** Notes what a source other than wire and person says about an asset now; its earlier values of the same names go. Call `settle` after it. */
export async function noteAttributes(
  tx: Tx,
  site_id: string,
  asset_id: string,
  source: Exclude<Attribute['source'], 'wire' | 'person'>,
  said: readonly ReadElsewhere[],
): Promise<void> {
  if (said.length === 0) return;
  const names = said.map((it) => it.name);
  await sql`delete from holdfast.asset_attribute where site_id = ${site_id} and asset_id = ${asset_id} and source = ${source} and name = any(${names}::text[])`.execute(
    tx,
  );
  await sql`insert into holdfast.asset_attribute (site_id, asset_id, name, value, source, file, seen_at, confidence, person_id)
    select ${site_id}, ${asset_id}, n.name, n.value, ${source}, n.file, n.seen_at, n.confidence, n.person_id
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as n(name text, value text, file text, seen_at timestamptz, confidence real, person_id uuid)
    on conflict do nothing`.execute(tx);
}

/** What is said of an asset beside its attributes: columns of its own. */
export const organisational = [
  'area_id',
  'owner_id',
  'criticality',
  'production_role',
  'uptime_need',
  'rto_hours',
  'asset_tag',
  'location',
  'lifecycle',
  'remark',
] as const;

/** Refuses an area that is not of the site. */
export async function requireArea(tx: Tx, site_id: string, area_id: string | null | undefined): Promise<void> {
  if (area_id === null || area_id === undefined) return;
  const found = await sql`select 1 from holdfast.area where site_id = ${site_id} and id = ${area_id}`.execute(tx);
  if (found.rows.length === 0) throw new Failure('not_found', 'area_not_found');
}

/** Applies a person's changes. Throws conflict when the asset was changed since `version` was read, is retired or its tag is taken. */
export async function changeAsset(tx: Tx, site_id: string, asset_id: string, person_id: string, it: ChangedAsset): Promise<string[]> {
  const [row] = (
    await sql<{
      version: number;
      lifecycle: string;
    }>`select version, lifecycle from holdfast.asset where site_id = ${site_id} and id = ${asset_id} for no key update`.execute(tx)
  ).rows;
  if (!row) throw new Failure('not_found', 'asset_not_found');
  if (row.version !== it.version) throw new Failure('conflict', 'changed_meanwhile', { version: row.version });
  if (it.lifecycle !== undefined && (row.lifecycle === 'retired' || row.lifecycle === 'wiped'))
    throw new Failure('conflict', 'asset_retired');
  await requirePerson(tx, it.owner_id);
  await requireArea(tx, site_id, it.area_id);
  await requireFreeTag(tx, site_id, asset_id, it.asset_tag);
  const changed = Object.keys(it).filter((key) => key !== 'version' && it[key as keyof ChangedAsset] !== undefined);
  for (const name of shownAttributes) if (it[name] !== undefined) await sayAttribute(tx, site_id, asset_id, person_id, name, it[name]);
  for (const name of organisational) {
    if (it[name] === undefined) continue;
    const value = it[name] === '' ? null : it[name];
    await sql`update holdfast.asset set ${sql.ref(name)} = ${value} where site_id = ${site_id} and id = ${asset_id}`.execute(tx);
  }
  await settle(tx, site_id, [asset_id]);
  await sql`update holdfast.asset set version = version + 1 where site_id = ${site_id} and id = ${asset_id}`.execute(tx);
  return changed;
}

/** A tag names one asset of a site, however it is spelled. */
async function requireFreeTag(tx: Tx, site_id: string, asset_id: string, tag: string | null | undefined): Promise<void> {
  if (tag === null || tag === undefined || tag === '') return;
  const taken =
    await sql`select 1 from holdfast.asset where site_id = ${site_id} and lower(asset_tag) = lower(${tag}) and id <> ${asset_id}`.execute(
      tx,
    );
  if (taken.rows.length > 0) throw new Failure('conflict', 'asset_tag_taken', { asset_tag: tag });
}

/** Whoever changes many assets at once takes this first: two in a different order would wait for each other. */
export async function lockAssets(tx: Tx, site_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`assets:${site_id}`}, 0))`.execute(tx);
}

type Settled = { id: string; names: string[]; ips: string[]; macs: string[]; asset_tag: string | null; location: string | null };

/** Computes the shown values, conflicts and search text of assets again from what was said of them. */
export async function settle(tx: Tx, site_id: string, asset_ids: readonly string[]): Promise<void> {
  if (asset_ids.length === 0) return;
  const ids = [...asset_ids];
  const said = await sql<{
    asset_id: string;
    name: string;
    value: string;
    source: Attribute['source'];
    seen_at: string;
    confidence: number;
  }>`
    select asset_id, name, value, source, seen_at, confidence from holdfast.asset_attribute where site_id = ${site_id} and asset_id = any(${ids}::uuid[])`.execute(
    tx,
  );
  const known =
    await sql<Settled>`select a.id, ${addresses('name')} as names, ${addresses('ip')} as ips, ${addresses('mac')} as macs, a.asset_tag, a.location from holdfast.asset a
    where a.site_id = ${site_id} and a.id = any(${ids}::uuid[])`.execute(tx);
  const byAsset = Map.groupBy(said.rows, (it) => it.asset_id);
  const settled = known.rows.map((row) => settledRow(row, resolve(byAsset.get(row.id) ?? [])));
  await sql`update holdfast.asset a set name = n.name, vendor = n.vendor, model = n.model, order_number = n.order_number, firmware = n.firmware, serial = n.serial,
      kind = coalesce(n.kind, 'unknown'), purdue_level = n.purdue_level, conflicting = n.conflicting, search = n.search
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as n(id uuid, name text, vendor text, model text, order_number text, firmware text, serial text, kind text,
      purdue_level text, conflicting text[], search text)
    where a.site_id = ${site_id} and a.id = n.id`.execute(tx);
}

function settledRow(row: Settled, { values, conflicting }: ReturnType<typeof resolve>): Record<string, unknown> {
  const words = [
    values.name,
    ...row.names,
    ...row.ips,
    ...row.macs,
    values.vendor,
    values.model,
    values.order_number,
    values.serial,
    values.firmware,
    values.kind,
    row.asset_tag,
    row.location,
  ];
  return { id: row.id, ...values, name: values.name ?? fallbackName(row), conflicting, search: words.filter(Boolean).join(' ') };
}

/** Decides on sightings; returns the assets decided with what they were before. Assets already so are left alone. */
export async function decideStanding(
  tx: Tx,
  site_id: string,
  asset_ids: readonly string[],
  person_id: string,
  decision: string,
  reason: string,
): Promise<{ id: string; before: string }[]> {
  await lockAssets(tx, site_id);
  return (
    await sql<{ id: string; before: string }>`with before as (
      select id, standing from holdfast.asset where site_id = ${site_id} and id = any(${[...asset_ids]}::uuid[]) and standing <> ${decision} order by id for no key update)
    update holdfast.asset a set standing = ${decision}, lifecycle = case when a.lifecycle in ('retired', 'wiped') then 'in_service' else a.lifecycle end, decided_by = ${person_id}, decided_at = now(), decision_reason = ${reason}, seen_when_decided = a.last_seen,
      version = a.version + 1
    from before b where a.site_id = ${site_id} and a.id = b.id returning a.id, b.standing as before`.execute(tx)
  ).rows;
}

/** Zone of each asset asked for; assets that do not exist are left out. */
export async function zonesOfAssets(db: Database | Tx, site_id: string, asset_ids: readonly string[]): Promise<Map<string, string | null>> {
  const found = await sql<{ id: string; zone_id: string | null }>`select a.id, m.zone_id from holdfast.asset a
    left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id where a.site_id = ${site_id} and a.id = any(${[...asset_ids]}::uuid[])`.execute(
    db,
  );
  return new Map(found.rows.map((row) => [row.id, row.zone_id]));
}
