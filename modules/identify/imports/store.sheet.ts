// Reads a sheet of a known kind for a practice that keeps its rows itself: by the meaning of its columns, in the reading thread.
import { Failure } from '@holdfast/platform/failure';
import { readTable } from './reader.ts';
import { fieldsOf, guessFields } from './rules.ts';
import type { SheetKind } from './schema.ts';

export type SheetRow = { row_number: number; values: Readonly<Record<string, string>> };

/** The rows of a CSV or XLSX, cells by field. Throws Failure unprocessable with what is wrong with it, `sheet_column_missing` {column, spalte} without a column it needs. */
export async function readSheet(kind: SheetKind, name: string, bytes: Uint8Array): Promise<SheetRow[]> {
  const table = await readTable({ kind, name, bytes });
  const known = fieldsOf[kind];
  const fields = guessFields(
    table.columns.map((it) => it.heading),
    known,
  );
  const missing = known.find((it) => it.required === true && !fields.includes(it.name));
  if (missing !== undefined)
    throw new Failure('unprocessable', 'sheet_column_missing', { column: missing.en[0] ?? '', spalte: missing.de[0] ?? '' });
  const named = table.columns.flatMap(({ index }, at) => (fields[at] ? [[fields[at], index] as const] : []));
  return table.rows.map(({ row_number, cells }) => ({
    row_number,
    values: Object.fromEntries(named.map(([field, index]) => [field, cells[index] ?? ''])),
  }));
}
