// All SQL of switch tables: what a table would change, and applying it.
import { lockAssets, noteAttributes, readAsset, settle } from '@holdfast/assets/store';
import { noteAssetsSeen } from '@holdfast/observation/store';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { vendorLookup } from '@holdfast/platform/mac-vendors';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { readTable, uplinksOf } from './rules.ts';
import type { SwitchTable, TablePreview } from './schema.ts';

const vendorOf = vendorLookup();

type KnownMac = { mac: string; asset_id: string; asset_name: string; vendor: string | null; port: string | null; switch_id: string | null };

async function findKnown(db: Database | Tx, site_id: string, macs: readonly string[]): Promise<Map<string, KnownMac>> {
  const found = await sql<KnownMac>`select d.address as mac, a.id as asset_id, a.name as asset_name, a.vendor, p.port, p.switch_id
    from holdfast.asset_address d join holdfast.asset a on a.site_id = d.site_id and a.id = d.asset_id
    left join holdfast.switch_port p on p.site_id = a.site_id and p.asset_id = a.id
    where d.site_id = ${site_id} and d.kind = 'mac' and d.address = any(${[...macs]}::text[])`.execute(db);
  return new Map(found.rows.map((row) => [row.mac, row]));
}

/** What the table says, against the inventory. Throws not_found for an unknown switch, unprocessable when nothing in it can be read. */
export async function previewTable(db: Database | Tx, site_id: string, switch_id: string, text: string): Promise<TablePreview> {
  await readAsset(db, site_id, switch_id);
  const read = readTable(text);
  if (read.entries.length === 0) throw new Failure('unprocessable', 'no_entries', { lines: read.not_understood.length });
  const uplinks = uplinksOf(read.entries);
  const known = await findKnown(
    db,
    site_id,
    read.entries.map((it) => it.mac),
  );
  const rows = read.entries
    .filter((it) => known.get(it.mac)?.asset_id !== switch_id)
    .map((it) => {
      const asset = known.get(it.mac);
      const stood = asset !== undefined && asset.switch_id === switch_id ? asset.port : null;
      const uplink = uplinks.has(it.port);
      return {
        ...it,
        asset_id: asset?.asset_id ?? null,
        asset_name: asset?.asset_name ?? null,
        vendor: asset?.vendor ?? vendorOf(it.mac),
        uplink,
        moved_from: !uplink && stood !== null && stood !== it.port ? stood : null,
      };
    });
  return {
    rows,
    known: rows.filter((it) => it.asset_id !== null).length,
    fresh: new Set(rows.filter((it) => it.asset_id === null).map((it) => it.mac)).size,
    moved: rows.filter((it) => it.moved_from !== null).length,
    skipped: read.skipped,
    cut: read.cut,
    not_understood: read.not_understood,
  };
}

type Applied = { id: string; entries: number; fresh: number; new_ids: string[] };

/** Applies a table: unknown devices become sightings, each device learns its port, zones with such devices count as looked at. */
export async function applyTable(
  tx: Tx,
  site_id: string,
  person_id: string,
  it: { switch_id: string; text: string; read_at: string },
): Promise<Applied> {
  await lockAssets(tx, site_id);
  const { rows } = await previewTable(tx, site_id, it.switch_id, it.text);
  const fresh = [...new Map(rows.filter((row) => row.asset_id === null).map((row) => [row.mac, row])).values()];
  const new_ids = await addSightings(tx, site_id, fresh, it.read_at);
  const idOf = new Map(fresh.map((row, at) => [row.mac, new_ids[at]!]));
  const [table] = (
    await sql<{ id: string }>`insert into holdfast.switch_table (site_id, switch_id, read_at, applied_by, entries, fresh)
    values (${site_id}, ${it.switch_id}, ${it.read_at}, ${person_id}, ${rows.length}, ${fresh.length}) returning id`.execute(tx)
  ).rows;
  const placed = rows.filter((row) => !row.uplink).map((row) => ({ ...row, id: row.asset_id ?? idOf.get(row.mac)! }));
  await savePorts(tx, site_id, table!.id, it, placed);
  await tellInventory(tx, site_id, it, placed);
  const seen = new Set(rows.map((row) => row.asset_id ?? idOf.get(row.mac)!));
  const looks = [...seen].map((asset_id) => ({ asset_id, seen_from: it.read_at, seen_to: it.read_at }));
  await noteAssetsSeen(tx, { site_id, kind: 'switch_table', source_id: table!.id, seen: looks });
  return { id: table!.id, entries: rows.length, fresh: fresh.length, new_ids };
}

async function addSightings(tx: Tx, site_id: string, fresh: TablePreview['rows'], read_at: string): Promise<string[]> {
  const list = fresh.map(({ mac, vendor }) => ({ mac, vendor }));
  const added = await sql<{
    id: string;
    name: string;
  }>`insert into holdfast.asset (site_id, name, vendor, standing, first_seen, last_seen, search)
    select ${site_id}, n.mac, n.vendor, 'sighted', ${read_at}::timestamptz, ${read_at}::timestamptz, n.mac from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as n(mac text, vendor text)
    returning id, name`.execute(tx);
  const idOf = new Map(added.rows.map((row) => [row.name, row.id]));
  const addresses = list.map(({ mac }) => ({ mac, id: idOf.get(mac) }));
  await sql`insert into holdfast.asset_address (site_id, kind, address, asset_id)
    select ${site_id}, 'mac', n.mac, n.id from jsonb_to_recordset(${JSON.stringify(addresses)}::jsonb) as n(mac text, id uuid)`.execute(tx);
  for (const { mac, vendor } of list) {
    const said = { name: 'vendor', value: vendor ?? '', file: null, seen_at: read_at, confidence: 0.4, person_id: null };
    if (vendor !== null) await noteAttributes(tx, site_id, idOf.get(mac)!, 'switch_table', [said]);
  }
  return list.map(({ mac }) => idOf.get(mac)!);
}

type Placed = TablePreview['rows'][number] & { id: string };

/** An older table never takes the place of a newer one. */
async function savePorts(
  tx: Tx,
  site_id: string,
  table_id: string,
  of: { switch_id: string; read_at: string },
  placed: readonly Placed[],
): Promise<void> {
  const list = placed.map(({ id, port, vlan }) => ({ id, port, vlan }));
  await sql`insert into holdfast.switch_port as p (site_id, asset_id, switch_id, port, vlan, seen_at, switch_table_id)
    select distinct on (n.id) ${site_id}, n.id, ${of.switch_id}, n.port, n.vlan, ${of.read_at}, ${table_id}
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as n(id uuid, port text, vlan integer) order by n.id, n.port
    on conflict (site_id, asset_id) do update set switch_id = excluded.switch_id, port = excluded.port, vlan = excluded.vlan, seen_at = excluded.seen_at,
      switch_table_id = excluded.switch_table_id where p.seen_at <= excluded.seen_at`.execute(tx);
}

async function tellInventory(
  tx: Tx,
  site_id: string,
  of: { switch_id: string; read_at: string },
  placed: readonly Placed[],
): Promise<void> {
  const { name } = await readAsset(tx, site_id, of.switch_id);
  for (const row of new Map(placed.map((it) => [it.id, it])).values()) {
    const said = { name: 'switch_port', value: `${name} ${row.port}`, file: null, seen_at: of.read_at, confidence: 0.8, person_id: null };
    await noteAttributes(tx, site_id, row.id, 'switch_table', [said]);
  }
  await sql`update holdfast.asset a set vlans = (select coalesce(array_agg(distinct v order by v), '{}') from unnest(a.vlans || n.vlan) v),
      last_seen = greatest(a.last_seen, ${of.read_at}::timestamptz)
    from jsonb_to_recordset(${JSON.stringify(placed.map(({ id, vlan }) => ({ id, vlan })))}::jsonb) as n(id uuid, vlan integer)
    where a.site_id = ${site_id} and a.id = n.id and n.vlan is not null`.execute(tx);
  await settle(tx, site_id, [...new Set(placed.map((row) => row.id))]);
}

/** Tables applied, newest first. */
export async function listSwitchTables(db: Database | Tx, site_id: string): Promise<SwitchTable[]> {
  return (
    await sql<SwitchTable>`select t.id, t.switch_id, a.name as switch_name, t.read_at, t.applied_at, p.name as applied_by_name, t.entries, t.fresh
    from holdfast.switch_table t join holdfast.asset a on a.site_id = t.site_id and a.id = t.switch_id left join holdfast.person p on p.id = t.applied_by
    where t.site_id = ${site_id} order by t.applied_at desc limit 500`.execute(db)
  ).rows;
}
