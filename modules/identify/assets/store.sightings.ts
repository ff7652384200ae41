// SQL of sightings: what a capture says about devices becomes assets, addresses and attributes, in bulk.
import type { ReportAsset } from '@holdfast/core-wire';
import type { Tx } from '@holdfast/platform/act';
import { sql } from 'kysely';
import { fallbackName, type Known, matchSighting } from './rules.ts';
import { lockAssets, settle } from './store.ts';

/** Where the sightings come from. */
export type Source = { capture_id: string };
/** Asset id per address (IP or MAC) of what was merged, and which assets are new. */
export type Merged = { asset_of: Map<string, string>; new_ids: string[]; seen: number };

/** Merges the devices of one capture into the inventory of a site. */
export async function mergeSightings(tx: Tx, site_id: string, source: Source, sightings: readonly ReportAsset[]): Promise<Merged> {
  await lockAssets(tx, site_id);
  const known = await readKnown(tx, site_id, sightings);
  const ids = await idsOf(tx, site_id, sightings, known);
  const rows = sightings.map((it, at) => ({ it, id: ids.all[at]! }));
  await saveAddresses(tx, site_id, rows);
  await saveAttributes(tx, site_id, source, rows);
  await saveSeen(tx, site_id, rows);
  await settle(tx, site_id, [...new Set(ids.all)]);
  const asset_of = new Map(rows.flatMap(({ it, id }) => [...it.ips, ...it.macs].map((address) => [address, id] as const)));
  return { asset_of, new_ids: ids.fresh, seen: new Set(ids.all).size };
}

type Row = { it: ReportAsset; id: string };

async function readKnown(tx: Tx, site_id: string, sightings: readonly ReportAsset[]): Promise<Known> {
  const addresses = sightings.flatMap((it) => [...it.macs, ...it.ips]);
  const found = await sql<{ kind: string; address: string; asset_id: string; has_mac: boolean }>`
    select d.kind, d.address, d.asset_id,
      exists (select 1 from holdfast.asset_address o where o.site_id = d.site_id and o.asset_id = d.asset_id and o.kind = 'mac') as has_mac
    from holdfast.asset_address d where d.site_id = ${site_id} and d.kind <> 'name' and d.address = any(${addresses})`.execute(tx);
  const of = (kind: string) => new Map(found.rows.filter((row) => row.kind === kind).map((row) => [row.address, row.asset_id]));
  return {
    asset_of_mac: of('mac'),
    asset_of_ip: of('ip'),
    has_mac: new Set(found.rows.filter((row) => row.has_mac).map((row) => row.asset_id)),
  };
}

async function idsOf(
  tx: Tx,
  site_id: string,
  sightings: readonly ReportAsset[],
  known: Known,
): Promise<{ all: string[]; fresh: string[] }> {
  const matched = sightings.map((it) => matchSighting(it, known));
  const missing = sightings.filter((_, at) => matched[at] === null);
  const added = await sql<{ id: string }>`insert into holdfast.asset (site_id, name, standing, first_seen, last_seen)
    select ${site_id}, n.name, 'sighted', n.first, n.last from jsonb_to_recordset(${JSON.stringify(missing.map((it) => ({ name: fallbackName(it), first: it.first, last: it.last })))}::jsonb)
      as n(name text, first timestamptz, last timestamptz) returning id`.execute(tx);
  const fresh = added.rows.map((row) => row.id);
  let next = 0;
  return { all: matched.map((id) => id ?? fresh[next++]!), fresh };
}

/** A MAC or IP moves to the device that carries it now; names may be carried by several. */
async function saveAddresses(tx: Tx, site_id: string, rows: readonly Row[]): Promise<void> {
  const list = rows.flatMap(({ it, id }) => [
    ...it.macs.map((address) => ({ kind: 'mac', address, id })),
    ...it.ips.map((address) => ({ kind: 'ip', address, id })),
    ...it.names.map((address) => ({ kind: 'name', address, id })),
  ]);
  const json = JSON.stringify(list);
  await sql`delete from holdfast.asset_address d using jsonb_to_recordset(${json}::jsonb) as n(kind text, address text, id uuid)
    where d.site_id = ${site_id} and d.kind = n.kind and d.address = n.address and d.kind <> 'name' and d.asset_id <> n.id`.execute(tx);
  await sql`insert into holdfast.asset_address (site_id, kind, address, asset_id)
    select ${site_id}, n.kind, n.address, n.id from jsonb_to_recordset(${json}::jsonb) as n(kind text, address text, id uuid) on conflict do nothing`.execute(
    tx,
  );
}

/** The first reading of a value stays its source; a later reading only renews when it was seen and how sure it is. */
async function saveAttributes(tx: Tx, site_id: string, source: Source, rows: readonly Row[]): Promise<void> {
  const list = rows.flatMap(({ it, id }) => attributesOf(it).map((attribute) => ({ ...attribute, id })));
  await sql`insert into holdfast.asset_attribute as t (site_id, asset_id, name, value, source, protocol, capture_id, file, frame, seen_at, confidence, why)
    select distinct on (n.id, n.name, n.value) ${site_id}, n.id, n.name, n.value, 'wire', n.protocol, ${source.capture_id}, n.file, n.frame, n.time, n.confidence, n.why
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as n(id uuid, name text, value text, protocol text, file text, frame bigint, time timestamptz, confidence real, why jsonb)
    order by n.id, n.name, n.value, n.confidence desc, n.time
    on conflict (site_id, asset_id, name, value, source) do update set seen_at = greatest(t.seen_at, excluded.seen_at), confidence = greatest(t.confidence, excluded.confidence),
      why = case when excluded.confidence >= t.confidence then coalesce(excluded.why, t.why) else coalesce(t.why, excluded.why) end`.execute(
    tx,
  );
}

/** Inferred kind and level become attributes too, so that a person's word can stand against them. */
function attributesOf(it: ReportAsset): ReportAsset['attributes'] {
  const told = it.attributes.filter((attribute) => attribute.value !== '' && attribute.name !== 'ip' && attribute.name !== 'mac');
  const inferred = (name: string, value: string | null) =>
    value === null || value === 'unknown' || told.some((attribute) => attribute.name === name)
      ? []
      : [
          {
            name,
            value,
            protocol: 'inference',
            file: it.attributes[0]?.file ?? '',
            frame: it.attributes[0]?.frame ?? 0,
            time: it.last,
            confidence: 0.5,
          },
        ];
  return [...told, ...inferred('kind', it.kind), ...inferred('purdue_level', it.purdue_level), ...inferred('vendor', it.vendor)];
}

async function saveSeen(tx: Tx, site_id: string, rows: readonly Row[]): Promise<void> {
  const list = rows.map(({ it, id }) => ({ id, first: it.first, last: it.last, packets: it.packets, vlans: it.vlans }));
  await sql`update holdfast.asset a set first_seen = least(a.first_seen, n.first), last_seen = greatest(a.last_seen, n.last), packets = a.packets + n.packets,
      vlans = (select coalesce(array_agg(distinct v order by v), '{}') from unnest(a.vlans || n.vlans) v)
    from (select id, min(first) as first, max(last) as last, max(packets) as packets,
        coalesce(array_agg(distinct v.vlan) filter (where v.vlan is not null), '{}') as vlans
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id uuid, first timestamptz, last timestamptz, packets bigint, vlans integer[])
      left join lateral unnest(r.vlans) as v(vlan) on true group by id) n
    where a.site_id = ${site_id} and a.id = n.id`.execute(tx);
}
