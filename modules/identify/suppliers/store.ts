// All SQL of suppliers and the assets they service.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { type SupplierColumn, supplierColumns } from './rules.ts';
import type { NewSupplier, Supplier, SupplierQuery } from './schema.ts';

const columns = sql`s.id, s.number, s.name, s.country, s.contact_name, s.contact_email, s.contact_phone, s.services, s.remark, s.state, s.version, s.created_at,
  coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.name, a.id) from holdfast.supplier_asset x
    join holdfast.asset a on a.site_id = x.site_id and a.id = x.asset_id where x.site_id = s.site_id and x.supplier_id = s.id), '[]') as assets`;
const sortable = { id: 's.id', number: 's.number', name: 's.name', country: 's.country', contact_name: 's.contact_name', state: 's.state' };
const searched = `concat_ws(' ', s.number, s.name, s.country, s.contact_name, s.contact_email, s.contact_phone, s.services)`;

/** Suppliers of a site that match. */
export async function listSuppliers(
  db: Database | Tx,
  site_id: string,
  query: SupplierQuery,
): Promise<{ rows: Supplier[]; total: number }> {
  const where = every([
    sql`s.site_id = ${site_id}`,
    contains(searched, query.search),
    isOneOf('s.state', query.state),
    isOneOf('s.country', query.country),
  ]);
  const found = await findPage(db, { id: 's.id', from: sql`holdfast.supplier s`, where, order: orderBy(query, sortable, 'name') }, query);
  const rows =
    await sql<Supplier>`select ${columns} from holdfast.supplier s where s.site_id = ${site_id} and ${isAmong('s.id', found.ids)}`.execute(
      db,
    );
  return { rows: inOrder(found.ids, rows.rows), total: found.total };
}

export async function readSupplier(db: Database | Tx, site_id: string, supplier_id: string): Promise<Supplier> {
  const [row] = (
    await sql<Supplier>`select ${columns} from holdfast.supplier s where s.site_id = ${site_id} and s.id = ${supplier_id}`.execute(db)
  ).rows;
  if (!row) throw new Failure('not_found', 'supplier_not_found');
  return row;
}

/** Adds a supplier. Throws conflict when number or name is taken. */
export async function addSupplier(tx: Tx, site_id: string, it: NewSupplier): Promise<Supplier> {
  const [row] = (
    await sql<{ id: string }>`insert into holdfast.supplier (site_id, ${sql.join(supplierColumns.map((name) => sql.ref(name)))})
    values (${site_id}, ${sql.join(supplierColumns.map((name) => it[name]))}) on conflict do nothing returning id`.execute(tx)
  ).rows;
  if (!row) throw new Failure('conflict', 'supplier_taken', { name: it.name });
  await setAssets(tx, site_id, row.id, it.asset_ids);
  return readSupplier(tx, site_id, row.id);
}

/** Changes all fields. Throws conflict when it was changed since `version`, is retired, or number or name is taken. */
export async function changeSupplier(
  tx: Tx,
  site_id: string,
  supplier_id: string,
  it: NewSupplier & { version: number },
): Promise<Supplier> {
  const [row] = (
    await sql<{
      version: number;
      state: string;
    }>`select version, state from holdfast.supplier where site_id = ${site_id} and id = ${supplier_id} for update`.execute(tx)
  ).rows;
  if (!row) throw new Failure('not_found', 'supplier_not_found');
  if (row.version !== it.version) throw new Failure('conflict', 'changed_meanwhile', { version: row.version });
  if (row.state === 'retired') throw new Failure('conflict', 'supplier_retired');
  const taken = await sql`select 1 from holdfast.supplier where site_id = ${site_id} and id <> ${supplier_id}
    and (lower(name) = lower(${it.name}) or lower(number) = lower(${it.number}))`.execute(tx);
  if (taken.rows.length > 0) throw new Failure('conflict', 'supplier_taken', { name: it.name });
  const sets = supplierColumns.map((name) => sql`${sql.ref(name)} = ${it[name]}`);
  await sql`update holdfast.supplier set ${sql.join(sets)}, version = version + 1 where site_id = ${site_id} and id = ${supplier_id}`.execute(
    tx,
  );
  await sql`delete from holdfast.supplier_asset where site_id = ${site_id} and supplier_id = ${supplier_id}`.execute(tx);
  await setAssets(tx, site_id, supplier_id, it.asset_ids);
  return readSupplier(tx, site_id, supplier_id);
}

async function setAssets(tx: Tx, site_id: string, supplier_id: string, asset_ids: readonly string[]): Promise<void> {
  const added = await sql`insert into holdfast.supplier_asset (site_id, supplier_id, asset_id)
    select ${site_id}, ${supplier_id}, a.id from holdfast.asset a where a.site_id = ${site_id} and a.id = any(${[...asset_ids]}::uuid[]) returning 1`.execute(
    tx,
  );
  if (added.rows.length !== new Set(asset_ids).size) throw new Failure('not_found', 'asset_not_found');
}

/** Ends the work with a supplier; it stays readable. Throws conflict when it ended before. */
export async function retireSupplier(tx: Tx, site_id: string, supplier_id: string): Promise<Supplier> {
  const ended = await sql`update holdfast.supplier set state = 'retired', version = version + 1
    where site_id = ${site_id} and id = ${supplier_id} and state = 'active' returning 1`.execute(tx);
  const now = await readSupplier(tx, site_id, supplier_id);
  if (ended.rows.length === 0) throw new Failure('conflict', 'supplier_retired');
  return now;
}

/** All suppliers of a site, for comparing. */
export async function listAllSuppliers(db: Database | Tx, site_id: string): Promise<Supplier[]> {
  return (await sql<Supplier>`select ${columns} from holdfast.supplier s where s.site_id = ${site_id} order by s.id`.execute(db)).rows;
}

export type SupplierWrite = {
  row_number: number;
  id: string | null;
  values: Partial<Record<SupplierColumn, string>>;
  asset_ids: readonly string[];
};
export type SupplierUndo = {
  added: boolean;
  version: number;
  before: Partial<Record<SupplierColumn, string | null>>;
  assets_added: string[];
};

/** Writes imported suppliers: only the columns given; assets are added, none taken away. */
export async function writeSuppliers(
  tx: Tx,
  site_id: string,
  writes: readonly SupplierWrite[],
): Promise<{ row_number: number; id: string; undo: SupplierUndo }[]> {
  const done: { row_number: number; id: string; undo: SupplierUndo }[] = [];
  for (const { row_number, id: known, values, asset_ids } of writes) {
    const before = known === null ? null : await readSupplier(tx, site_id, known);
    const names = Object.keys(values) as SupplierColumn[];
    const id = known ?? (await insertBare(tx, site_id, values));
    if (before !== null) {
      const sets = [...names.map((name) => sql`${sql.ref(name)} = ${values[name]}`), sql`version = version + 1`];
      await sql`update holdfast.supplier set ${sql.join(sets)} where site_id = ${site_id} and id = ${id}`.execute(tx);
    }
    const added = await sql<{ asset_id: string }>`insert into holdfast.supplier_asset (site_id, supplier_id, asset_id)
      select ${site_id}, ${id}, a from unnest(${[...asset_ids]}::uuid[]) a on conflict do nothing returning asset_id`.execute(tx);
    const old = Object.fromEntries(names.map((name) => [name, before?.[name] ?? null]));
    const undo = {
      added: before === null,
      version: (before?.version ?? 0) + 1,
      before: before === null ? {} : old,
      assets_added: added.rows.map((it) => it.asset_id),
    };
    done.push({ row_number, id, undo });
  }
  return done;
}

async function insertBare(tx: Tx, site_id: string, values: SupplierWrite['values']): Promise<string> {
  const names = Object.keys(values) as SupplierColumn[];
  const added = await sql<{ id: string }>`insert into holdfast.supplier (site_id, ${sql.join(names.map((name) => sql.ref(name)))})
    values (${site_id}, ${sql.join(names.map((name) => values[name]))}) on conflict do nothing returning id`.execute(tx);
  const [row] = added.rows;
  if (!row) throw new Failure('conflict', 'supplier_taken', { name: values.name ?? '' });
  return row.id;
}

/** Takes imported suppliers back. Throws conflict when one was changed since. */
export async function unwriteSuppliers(tx: Tx, site_id: string, rows: readonly { id: string; undo: SupplierUndo }[]): Promise<void> {
  for (const { id, undo } of rows) {
    const now = await sql<{
      version: number;
    }>`select version from holdfast.supplier where site_id = ${site_id} and id = ${id} for update`.execute(tx);
    if (now.rows[0]?.version !== undo.version) throw new Failure('conflict', 'changed_since', { count: 1 });
    await sql`delete from holdfast.supplier_asset where site_id = ${site_id} and supplier_id = ${id} and asset_id = any(${undo.assets_added}::uuid[])`.execute(
      tx,
    );
    const sets = [...Object.entries(undo.before).map(([name, value]) => sql`${sql.ref(name)} = ${value}`), sql`version = version + 1`];
    if (undo.added) await sql`delete from holdfast.supplier where site_id = ${site_id} and id = ${id}`.execute(tx);
    else await sql`update holdfast.supplier set ${sql.join(sets)} where site_id = ${site_id} and id = ${id}`.execute(tx);
  }
}
