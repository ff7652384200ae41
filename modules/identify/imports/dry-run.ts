// The dry run, and applying exactly it: the plan is made again inside the act and must be the one that was looked at.
import { createHash } from 'node:crypto';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { countRows, faultOfMapping, fieldsOf, parseRow } from './rules.ts';
import type { ImportRecord, Mapping } from './schema.ts';
import { type Plan, readTableRows } from './store.ts';
import type { ImportKind, ImportScope, PlannedRow } from './store.kind.ts';

/** Compares every row with the plant as it is now. Writes nothing. Throws unprocessable when the mapping cannot be. */
export async function makePlan(db: Database | Tx, kind: ImportKind, scope: ImportScope, it: ImportRecord, mapping: Mapping): Promise<Plan> {
  const fault = faultOfMapping(mapping, it.columns, fieldsOf[it.kind]);
  if (fault !== null && !(fault.code === 'key_missing' && it.source !== 'sheet'))
    throw new Failure('unprocessable', fault.code, { field: fault.field });
  const table = await readTableRows(db, scope.site_id, it.id);
  const headings = new Map(it.columns.map((column) => [String(column.index), column.heading]));
  const fields = new Map(kind.fields.filter((field) => Object.values(mapping).includes(field.name)).map((field) => [field.name, field]));
  const parsed = table.map((row) => parseRow(row, mapping, headings, fields));
  const rows = (await kind.plan(db, scope, parsed)).map((row) => withColumns(row, mapping, headings));
  return { mapping, take: scope.take, counts: countRows(rows), rows, plan_sha256: hashPlan(it, mapping, scope, rows) };
}

/** Each refusal says the heading of its column. */
function withColumns(row: PlannedRow, mapping: Mapping, headings: ReadonlyMap<string, string>): PlannedRow {
  const columnOf = (field: string | null): string | null => {
    const index = field === null ? undefined : Object.keys(mapping).find((key) => mapping[key] === field);
    return index === undefined ? null : (headings.get(index) ?? null);
  };
  return { ...row, problems: row.problems.map((it) => ({ ...it, column: it.column ?? columnOf(it.field) })) };
}

/** Of the file, the mapping, who wins, and every planned row with what its names mean. */
function hashPlan(it: ImportRecord, mapping: Mapping, scope: ImportScope, rows: readonly PlannedRow[]): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([it.sha256, it.kind, Object.entries(mapping).toSorted(([a], [b]) => Number(a) - Number(b)), scope.take]));
  for (const { row_number, outcome, writes, subject_id, cells, problems, ids } of rows)
    hash.update(
      JSON.stringify([
        row_number,
        outcome,
        writes,
        subject_id,
        cells,
        problems,
        Object.entries(ids).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ]),
    );
  return hash.digest('hex');
}

/** The plan again, inside the act. Throws conflict when it is not the one that was looked at. */
export async function requirePlan(tx: Tx, kind: ImportKind, scope: ImportScope, it: ImportRecord, plan_sha256: string): Promise<Plan> {
  if (it.state !== 'planned' || it.plan_sha256 !== plan_sha256) throw new Failure('conflict', 'other_dry_run', { state: it.state });
  const plan = await makePlan(tx, kind, scope, it, it.mapping);
  if (plan.plan_sha256 !== plan_sha256) throw new Failure('conflict', 'plant_changed_since');
  if (plan.counts.writes === 0) throw new Failure('conflict', 'nothing_to_apply');
  return plan;
}
