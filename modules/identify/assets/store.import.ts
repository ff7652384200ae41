// SQL for importing assets in bulk: what is known to compare with, what is written, and taking it back.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { AttributeSource } from './schema.ts';
import { lockAssets, settle } from './store.ts';

/** What finds an asset again. `tag` in lower case. */
export type AssetKeys = {
  id: string;
  name: string;
  tag: string | null;
  serial: string | null;
  vendor: string | null;
  standing: string;
  zone_id: string | null;
  ips: string[];
  macs: string[];
  source_keys: string[];
};

export type SaidOfAsset = {
  name: string;
  value: string;
  source: AttributeSource;
  protocol: string | null;
  seen_at: string;
  confidence: number;
};

/** Columns an import may write, besides what is said of an asset as attributes. */
export const importedColumns = [
  'asset_tag',
  'location',
  'area_id',
  'owner_id',
  'criticality',
  'production_role',
  'uptime_need',
  'rto_hours',
  'lifecycle',
  'remark',
] as const;
export type ImportedColumn = (typeof importedColumns)[number];
export type AssetState = { id: string; version: number; said: SaidOfAsset[] } & Record<ImportedColumn, string | number | null>;

/** Keys of every asset of the site. */
export async function readAssetKeys(db: Database | Tx, site_id: string): Promise<AssetKeys[]> {
  return (
    await sql<AssetKeys>`select a.id, a.name, lower(a.asset_tag) as tag, a.serial, a.vendor, a.standing, m.zone_id,
      coalesce(array_agg(d.address) filter (where d.kind = 'ip'), '{}') as ips, coalesce(array_agg(d.address) filter (where d.kind = 'mac'), '{}') as macs,
      coalesce((select array_agg(t.source || ':' || t.value) from holdfast.asset_attribute t
        where t.site_id = a.site_id and t.asset_id = a.id and t.name = 'source_key'), '{}') as source_keys
    from holdfast.asset a left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    left join holdfast.asset_address d on d.site_id = a.site_id and d.asset_id = a.id and d.kind <> 'name'
    where a.site_id = ${site_id} group by a.site_id, a.id, m.zone_id order by a.id`.execute(db)
  ).rows;
}

/** What stands and what is said of these assets. */
export async function readAssetStates(db: Database | Tx, site_id: string, ids: readonly string[]): Promise<Map<string, AssetState>> {
  const chosen = sql.join(importedColumns.map((it) => sql.ref(it)));
  const rows = await sql<Omit<AssetState, 'said'>>`select id, version, ${chosen} from holdfast.asset
    where site_id = ${site_id} and id = any(${[...ids]}::uuid[])`.execute(db);
  const said = await sql<
    SaidOfAsset & { asset_id: string }
  >`select asset_id, name, value, source, protocol, seen_at, confidence from holdfast.asset_attribute
    where site_id = ${site_id} and asset_id = any(${[...ids]}::uuid[])`.execute(db);
  const byAsset = Map.groupBy(said.rows, (it) => it.asset_id);
  return new Map(rows.rows.map((row) => [row.id, { ...row, said: byAsset.get(row.id) ?? [] } as AssetState]));
}

/** One asset to write: `id` null adds it. `says`: source and confidence of each attribute; a source's earlier values of that name go. */
export type AssetWrite = {
  row_number: number;
  id: string | null;
  name: string;
  columns: Partial<Record<ImportedColumn, string | number>>;
  addresses: readonly { kind: 'ip' | 'mac' | 'name'; address: string }[];
  says: readonly { name: string; value: string; source: AttributeSource; confidence: number }[];
  /** Seen on the wire and waiting for a decision: the plant's own list says it belongs here. */
  accepts: boolean;
};

type KeptAttribute = { name: string; source: string; row: Record<string, unknown> | null };
/** What to put back. `version`: as the import left it. */
export type AssetUndo = {
  added: boolean;
  version: number;
  columns: Partial<Record<ImportedColumn, string | number | null>>;
  standing: string | null;
  attributes: KeptAttribute[];
  addresses: readonly { kind: string; address: string }[];
};

export type WriteBy = { person_id: string; file: string; place: (row_number: number) => string; at: string };

/** Writes assets in bulk and settles what shows. Returns, in the order given, their ids and what stood there before. */
export async function writeAssets(
  tx: Tx,
  site_id: string,
  by: WriteBy,
  writes: readonly AssetWrite[],
): Promise<{ row_number: number; id: string; undo: AssetUndo }[]> {
  await lockAssets(tx, site_id);
  const added = await insertAssets(
    tx,
    site_id,
    by,
    writes.filter((it) => it.id === null),
  );
  const rows = writes.map((it) => ({ ...it, id: it.id ?? added.get(it.row_number)!, isNew: it.id === null }));
  const before = await readBefore(
    tx,
    site_id,
    rows.map((it) => it.id),
  );
  const addresses = await insertAddresses(tx, site_id, rows);
  const kept = await replaceAttributes(tx, site_id, by, rows);
  await updateColumns(tx, site_id, by, rows);
  await settle(
    tx,
    site_id,
    rows.map((it) => it.id),
  );
  const versions = await bumpVersions(
    tx,
    site_id,
    rows.filter((it) => !it.isNew).map((it) => it.id),
  );
  return rows.map(({ row_number, id, isNew, columns, accepts }) => {
    const old = before.get(id);
    const put = Object.fromEntries(
      Object.keys(columns).map((name) => [name, (old?.[name as ImportedColumn] as string | null | undefined) ?? null]),
    );
    const undo: AssetUndo = {
      added: isNew,
      version: versions.get(id) ?? 1,
      columns: isNew ? {} : put,
      standing: accepts && !isNew ? (old?.standing ?? null) : null,
      attributes: isNew ? [] : (kept.get(id) ?? []),
      addresses: addresses.get(id) ?? [],
    };
    return { row_number, id, undo };
  });
}

async function insertAssets(tx: Tx, site_id: string, by: WriteBy, writes: readonly AssetWrite[]): Promise<Map<number, string>> {
  const list = writes.map((it) => ({ n: it.row_number, name: it.name }));
  const added = await sql<{
    id: string;
    n: number;
  }>`with n as (select uuidv7() as id, n, name from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(n integer, name text)),
    made as (insert into holdfast.asset (site_id, id, name, standing, decided_by, decided_at) select ${site_id}, n.id, n.name, 'accepted', ${by.person_id}, now() from n)
    select id, n from n`.execute(tx);
  return new Map(added.rows.map((row) => [row.n, row.id]));
}

type Before = { id: string; standing: string } & Record<ImportedColumn, unknown>;

async function readBefore(tx: Tx, site_id: string, ids: readonly string[]): Promise<Map<string, Before>> {
  const rows = await sql<Before>`select id, standing, ${sql.join(importedColumns.map((it) => sql.ref(it)))} from holdfast.asset
    where site_id = ${site_id} and id = any(${[...ids]}::uuid[]) for no key update`.execute(tx);
  return new Map(rows.rows.map((row) => [row.id, row]));
}

type Row = AssetWrite & { id: string; isNew: boolean };
type Address = { kind: string; address: string };

async function insertAddresses(tx: Tx, site_id: string, rows: readonly Row[]): Promise<Map<string, Address[]>> {
  const list = rows.flatMap((row) => row.addresses.map((it) => ({ ...it, id: row.id })));
  const made = await sql<Address & { asset_id: string }>`insert into holdfast.asset_address (site_id, kind, address, asset_id)
    select ${site_id}, n.kind, n.address, n.id from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as n(kind text, address text, id uuid)
    on conflict do nothing returning kind, address, asset_id`.execute(tx);
  const found = Map.groupBy(made.rows, (it) => it.asset_id);
  return new Map([...found].map(([id, list_of]) => [id, list_of.map(({ kind, address }) => ({ kind, address }))]));
}

async function replaceAttributes(tx: Tx, site_id: string, by: WriteBy, rows: readonly Row[]): Promise<Map<string, KeptAttribute[]>> {
  const list = rows.flatMap((row) =>
    row.says.map((it) => ({ ...it, id: row.id, file: `${by.file}, ${by.place(row.row_number)}`.slice(0, 500) })),
  );
  const json = JSON.stringify(list);
  const shape = sql`jsonb_to_recordset(${json}::jsonb) as n(id uuid, name text, value text, source text, confidence real, file text)`;
  const gone = await sql<{
    asset_id: string;
    name: string;
    source: string;
    row: Record<string, unknown>;
  }>`delete from holdfast.asset_attribute t using ${shape}
    where t.site_id = ${site_id} and t.asset_id = n.id and t.name = n.name and t.source = n.source
    returning t.asset_id, t.name, t.source, to_jsonb(t) as row`.execute(tx);
  await sql`insert into holdfast.asset_attribute (site_id, asset_id, name, value, source, file, seen_at, confidence, person_id)
    select ${site_id}, n.id, n.name, n.value, n.source, n.file, ${by.at}, n.confidence, ${by.person_id} from ${shape} on conflict do nothing`.execute(
    tx,
  );
  const old = new Map(gone.rows.map((it) => [`${it.asset_id} ${it.source} ${it.name}`, it.row]));
  const kept = list.map(({ id, name, source }) => ({ id, name, source, row: old.get(`${id} ${source} ${name}`) ?? null }));
  return new Map(
    [...Map.groupBy(kept, (it) => it.id)].map(([id, all]) => [id, all.map(({ name, source, row }) => ({ name, source, row }))]),
  );
}

async function updateColumns(tx: Tx, site_id: string, by: WriteBy, rows: readonly Row[]): Promise<void> {
  for (const name of importedColumns) {
    const list = rows.flatMap(({ id, columns }) => (columns[name] === undefined ? [] : [{ id, value: String(columns[name]) }]));
    if (list.length === 0) continue;
    const type = name === 'rto_hours' ? 'integer' : name === 'area_id' || name === 'owner_id' ? 'uuid' : 'text';
    await sql`update holdfast.asset a set ${sql.ref(name)} = n.value::${sql.raw(type)}
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as n(id uuid, value text) where a.site_id = ${site_id} and a.id = n.id`.execute(
      tx,
    );
  }
  const accepted = rows.filter((it) => it.accepts && !it.isNew).map((it) => it.id);
  await sql`update holdfast.asset set standing = 'accepted', decided_by = ${by.person_id}, decided_at = now(), seen_when_decided = last_seen
    where site_id = ${site_id} and id = any(${accepted}::uuid[])`.execute(tx);
}

async function bumpVersions(tx: Tx, site_id: string, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; version: number }>`update holdfast.asset set version = version + 1
    where site_id = ${site_id} and id = any(${[...ids]}::uuid[]) returning id, version`.execute(tx);
  return new Map(rows.rows.map((row) => [row.id, row.version]));
}

/** Takes imported assets back. Throws conflict when one of them was changed since, or is in use elsewhere. */
export async function unwriteAssets(tx: Tx, site_id: string, rows: readonly { id: string; undo: AssetUndo }[]): Promise<void> {
  await lockAssets(tx, site_id);
  const now = await sql<{ id: string; version: number; packets: string }>`select id, version, packets::text from holdfast.asset
    where site_id = ${site_id} and id = any(${rows.map((it) => it.id)}::uuid[]) for update`.execute(tx);
  const versions = new Map(now.rows.map((it) => [it.id, it]));
  const changed = rows.filter(
    ({ id, undo }) => versions.get(id)?.version !== undo.version || (undo.added && versions.get(id)?.packets !== '0'),
  );
  if (changed.length > 0) throw new Failure('conflict', 'changed_since', { count: changed.length });
  await dropAddresses(tx, site_id, rows);
  const back = rows.filter((it) => !it.undo.added);
  await restoreAttributes(tx, site_id, back);
  for (const { id, undo } of back) await restoreColumns(tx, site_id, id, undo);
  await settle(
    tx,
    site_id,
    back.map((it) => it.id),
  );
  await bumpVersions(
    tx,
    site_id,
    back.map((it) => it.id),
  );
  await dropAssets(
    tx,
    site_id,
    rows.filter((it) => it.undo.added).map((it) => it.id),
  );
}

async function dropAddresses(tx: Tx, site_id: string, rows: readonly { id: string; undo: AssetUndo }[]): Promise<void> {
  const list = rows.flatMap(({ id, undo }) => undo.addresses.map((it) => ({ ...it, id })));
  await sql`delete from holdfast.asset_address d using jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as n(kind text, address text, id uuid)
    where d.site_id = ${site_id} and d.asset_id = n.id and d.kind = n.kind and d.address = n.address`.execute(tx);
}

async function restoreAttributes(tx: Tx, site_id: string, rows: readonly { id: string; undo: AssetUndo }[]): Promise<void> {
  const list = rows.flatMap(({ id, undo }) => undo.attributes.map(({ name, source }) => ({ id, name, source })));
  await sql`delete from holdfast.asset_attribute t using jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as n(id uuid, name text, source text)
    where t.site_id = ${site_id} and t.asset_id = n.id and t.name = n.name and t.source = n.source`.execute(tx);
  const old = rows.flatMap(({ undo }) => undo.attributes.flatMap(({ row }) => (row === null ? [] : [row])));
  await sql`insert into holdfast.asset_attribute select r.* from jsonb_populate_recordset(null::holdfast.asset_attribute, ${JSON.stringify(old)}::jsonb) r
    on conflict do nothing`.execute(tx);
}

async function restoreColumns(tx: Tx, site_id: string, id: string, undo: AssetUndo): Promise<void> {
  const columns = { ...undo.columns, ...(undo.standing === null ? {} : { standing: undo.standing }) };
  const sets = Object.entries(columns).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  if (sets.length > 0) await sql`update holdfast.asset set ${sql.join(sets)} where site_id = ${site_id} and id = ${id}`.execute(tx);
}

async function dropAssets(tx: Tx, site_id: string, ids: readonly string[]): Promise<void> {
  try {
    await sql`delete from holdfast.asset_attribute where site_id = ${site_id} and asset_id = any(${[...ids]}::uuid[])`.execute(tx);
    await sql`delete from holdfast.asset_address where site_id = ${site_id} and asset_id = any(${[...ids]}::uuid[])`.execute(tx);
    await sql`delete from holdfast.asset where site_id = ${site_id} and id = any(${[...ids]}::uuid[])`.execute(tx);
  } catch (thrown) {
    // 23503: something refers to one of them by now; the whole act is rolled back.
    if (thrown instanceof Error && 'code' in thrown && thrown.code === '23503') throw new Failure('conflict', 'used_since');
    throw thrown;
  }
}
