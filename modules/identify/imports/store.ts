// SQL of imports: what was read, its dry run, what became of it.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, isOneOf, orderBy, slice } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { Table, TableRow } from './reading.ts';
import type { Column, Counts, ImportKindName, ImportQuery, ImportRecord, ImportRow, Mapping, RowQuery } from './schema.ts';
import type { AppliedRow, PlannedRow } from './store.kind.ts';

const columns = sql`i.id, i.kind, i.source, i.name, i.state, i.sha256, i.size_bytes::int as size_bytes, i.rows, i.notes, i.columns, i.mapping, i.take,
  i.plan_sha256, nullif(i.counts, '{}') as counts, i.added_by, a.name as added_by_name, i.added_at, b.name as applied_by_name, i.applied_at, i.undone_at`;
const from = sql`holdfast.import i left join holdfast.person a on a.id = i.added_by left join holdfast.person b on b.id = i.applied_by`;
const sortable = { id: 'i.id', added_at: 'i.added_at', name: 'i.name', kind: 'i.kind', state: 'i.state', rows: 'i.rows' };

/** Imports of a site, newest first; only of the kinds given, and of one person where `only_of` names them. */
export async function listImports(
  db: Database | Tx,
  site_id: string,
  query: ImportQuery,
  seen: { kinds: readonly ImportKindName[]; only_of: string | null },
): Promise<{ rows: ImportRecord[]; total: number }> {
  const where = every([
    sql`i.site_id = ${site_id}`,
    sql`i.kind = any(${[...seen.kinds]})`,
    seen.only_of === null ? null : sql`i.added_by = ${seen.only_of}`,
    contains('i.name', query.search),
    isOneOf('i.kind', query.kind),
    isOneOf('i.state', query.state),
  ]);
  const rows =
    await sql<ImportRecord>`select ${columns} from ${from} where ${where} ${orderBy(query, sortable, '-added_at')} ${slice(query)}`.execute(
      db,
    );
  const total = await sql<{ n: number }>`select count(*)::int as n from ${from} where ${where}`.execute(db);
  return { rows: rows.rows, total: total.rows[0]!.n };
}

export async function readImport(db: Database | Tx, site_id: string, import_id: string): Promise<ImportRecord> {
  const [row] = (await sql<ImportRecord>`select ${columns} from ${from} where i.site_id = ${site_id} and i.id = ${import_id}`.execute(db))
    .rows;
  if (!row) throw new Failure('not_found', 'import_not_found');
  return row;
}

/** Locks the import to its transaction; two who apply at once follow each other. */
export async function lockImport(tx: Tx, site_id: string, import_id: string): Promise<ImportRecord> {
  await sql`select 1 from holdfast.import where site_id = ${site_id} and id = ${import_id} for update`.execute(tx);
  return readImport(tx, site_id, import_id);
}

type NewImport = { kind: ImportKindName; name: string; sha256: string; size_bytes: number; added_by: string; columns: Column[] };

/** Keeps what was read of a file: its rows, nothing of the plant. Returns the import's id. */
export async function addImport(tx: Tx, site_id: string, it: NewImport, table: Table): Promise<string> {
  const [row] = (
    await sql<{
      id: string;
    }>`insert into holdfast.import (site_id, kind, source, name, state, sha256, size_bytes, notes, columns, rows, added_by)
    values (${site_id}, ${it.kind}, ${table.source}, ${it.name}, 'read', ${it.sha256}, ${it.size_bytes}, ${JSON.stringify(table.notes)}, ${JSON.stringify(it.columns)},
      ${table.rows.length}, ${it.added_by}) returning id`.execute(tx)
  ).rows;
  for (let at = 0; at < table.rows.length; at += 2000)
    await sql`insert into holdfast.import_row (site_id, import_id, row_number, place, cells, more)
      select ${site_id}, ${row!.id}, n.row_number, n.place, n.cells, n.more
      from jsonb_to_recordset(${JSON.stringify(table.rows.slice(at, at + 2000))}::jsonb) as n(row_number integer, place text, cells jsonb, more jsonb)`.execute(
      tx,
    );
  return row!.id;
}

/** The rows as read. */
export async function readTableRows(db: Database | Tx, site_id: string, import_id: string): Promise<TableRow[]> {
  return (
    await sql<TableRow>`select row_number, place, cells, more from holdfast.import_row
    where site_id = ${site_id} and import_id = ${import_id} order by row_number`.execute(db)
  ).rows;
}

export type Plan = { mapping: Mapping; take: boolean; plan_sha256: string; counts: Counts; rows: readonly PlannedRow[] };

/** Keeps a dry run in place of an earlier one. */
export async function savePlan(tx: Tx, site_id: string, import_id: string, plan: Plan): Promise<void> {
  await sql`update holdfast.import set state = 'planned', mapping = ${JSON.stringify(plan.mapping)}, take = ${plan.take}, plan_sha256 = ${plan.plan_sha256},
    counts = ${JSON.stringify(plan.counts)}, planned_at = now() where site_id = ${site_id} and id = ${import_id}`.execute(tx);
  for (let at = 0; at < plan.rows.length; at += 2000) {
    const some = plan.rows.slice(at, at + 2000).map(({ row_number, outcome, label, subject_id, cells, problems }) => ({
      n: row_number,
      outcome,
      label: label.slice(0, 300),
      subject_id,
      planned: { cells, problems },
    }));
    await sql`update holdfast.import_row r set outcome = n.outcome, label = n.label, subject_id = n.subject_id, planned = n.planned
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as n(n integer, outcome text, label text, subject_id uuid, planned jsonb)
      where r.site_id = ${site_id} and r.import_id = ${import_id} and r.row_number = n.n`.execute(tx);
  }
}

export async function saveApplied(
  tx: Tx,
  site_id: string,
  import_id: string,
  person_id: string,
  rows: readonly AppliedRow[],
): Promise<void> {
  await sql`update holdfast.import set state = 'applied', applied_by = ${person_id}, applied_at = clock_timestamp() where site_id = ${site_id} and id = ${import_id}`.execute(
    tx,
  );
  for (let at = 0; at < rows.length; at += 2000)
    await sql`update holdfast.import_row r set subject_id = n.subject_id, undo = n.undo
      from jsonb_to_recordset(${JSON.stringify(rows.slice(at, at + 2000))}::jsonb) as n(row_number integer, subject_id uuid, undo jsonb)
      where r.site_id = ${site_id} and r.import_id = ${import_id} and r.row_number = n.row_number`.execute(tx);
}

/** The rows that were written, with what to put back. */
export async function readApplied(tx: Tx, site_id: string, import_id: string): Promise<AppliedRow[]> {
  return (
    await sql<AppliedRow>`select row_number, subject_id, undo from holdfast.import_row
    where site_id = ${site_id} and import_id = ${import_id} and undo is not null order by row_number`.execute(tx)
  ).rows;
}

/** Records an import made, not only changed. */
export async function listMade(tx: Tx, site_id: string, import_id: string): Promise<string[]> {
  const found = await sql<{
    subject_id: string;
  }>`select subject_id from holdfast.import_row where site_id = ${site_id} and import_id = ${import_id}
    and undo is not null and outcome = 'add' and subject_id is not null order by row_number`.execute(tx);
  return found.rows.map((it) => it.subject_id);
}

export async function saveUndone(tx: Tx, site_id: string, import_id: string, person_id: string): Promise<void> {
  await sql`update holdfast.import set state = 'undone', undone_by = ${person_id}, undone_at = now() where site_id = ${site_id} and id = ${import_id}`.execute(
    tx,
  );
}

type KeptRow = Omit<ImportRow, 'cells' | 'problems' | 'id'> & { planned: Pick<ImportRow, 'cells' | 'problems'> | null };

/** Rows of a dry run. */
export async function listRows(
  db: Database | Tx,
  site_id: string,
  import_id: string,
  query: RowQuery,
): Promise<{ rows: ImportRow[]; total: number }> {
  const where = every([
    sql`site_id = ${site_id} and import_id = ${import_id}`,
    isOneOf('outcome', query.outcome),
    contains(`coalesce(label, '') || ' ' || row_number::text`, query.search),
  ]);
  const order = orderBy(query, { id: 'row_number', row_number: 'row_number', label: 'label', outcome: 'outcome' }, 'row_number');
  const rows =
    await sql<KeptRow>`select row_number, place, outcome, label, subject_id, planned from holdfast.import_row where ${where} ${order} ${slice(query)}`.execute(
      db,
    );
  const total = await sql<{ n: number }>`select count(*)::int as n from holdfast.import_row where ${where}`.execute(db);
  const shown = rows.rows.map(({ planned, ...it }) => ({
    ...it,
    id: String(it.row_number),
    cells: planned?.cells ?? [],
    problems: planned?.problems ?? [],
  }));
  return { rows: shown, total: total.rows[0]!.n };
}

/** Refused rows as they stood in the file, with why: to be mended and brought again. */
export async function readRefused(
  db: Database | Tx,
  site_id: string,
  import_id: string,
): Promise<(TableRow & Pick<ImportRow, 'problems'>)[]> {
  const rows = await sql<
    TableRow & { planned: Pick<ImportRow, 'problems'> }
  >`select row_number, place, cells, more, planned from holdfast.import_row
    where site_id = ${site_id} and import_id = ${import_id} and outcome = 'error' order by row_number`.execute(db);
  return rows.rows.map(({ planned, ...it }) => ({ ...it, problems: planned.problems }));
}
