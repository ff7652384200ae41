// Which of the known files this is, by its first bytes and not by its name; then rows, header and columns.
import { readProject } from '@holdfast/core-projects';
import { fieldsOf } from './fields.data.ts';
import { projectTable } from './project-table.ts';
import { readCsv } from './read-csv.ts';
import { decodeText } from './read-text.ts';
import { readXlsx } from './read-xlsx.ts';
import { FileFault, type Grid, limits, type ReadAnswer, type ReadOrder, type Table, type TableRow } from './reading.ts';
import { findHeader, isSecretHeading } from './rules.ts';
import type { SheetKind } from './schema.ts';

/** Reads a file of any known kind. Never throws on input. */
export async function readFileTable({ kind, name, bytes }: ReadOrder): Promise<ReadAnswer> {
  try {
    return { ok: true, table: await readAny(kind, name, bytes) };
  } catch (thrown) {
    if (thrown instanceof FileFault) return { ok: false, fault: { code: thrown.code, params: thrown.params } };
    return { ok: false, fault: { code: 'file_unreadable', params: { what: thrown instanceof Error ? thrown.message.slice(0, 120) : '' } } };
  }
}

async function readAny(kind: SheetKind, name: string, bytes: Uint8Array): Promise<Table> {
  if (bytes.length === 0) throw new FileFault('file_empty');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return gridTable(kind, await readXlsx(bytes, fieldsOf[kind]));
  // Compound File Binary: what Excel wrote before 2007, and what it writes when a workbook has a password.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new FileFault('old_or_locked_excel');
  if (bytes[0] === 0x25 && bytes[1] === 0x50) throw new FileFault('file_is_pdf');
  const { text, encoding } = decodeText(bytes);
  if (/^\s*</.test(text) && /\.(l5x|aml|xml)$/i.test(name)) return readProjectTable(kind, text);
  if (/^\s*<\?xml|^\s*<(RSLogix5000Content|CAEXFile)/i.test(text)) return readProjectTable(kind, text);
  return gridTable(kind, readCsv(text, encoding));
}

function readProjectTable(kind: SheetKind, text: string): Table {
  if (kind !== 'asset') throw new FileFault('project_gives_assets');
  const reading = readProject(text);
  if (!reading.ok) throw new FileFault(`project_${reading.error.kind}`, { line: reading.error.offset, what: reading.error.what });
  return projectTable(reading.project);
}

/** Finds the header, names the columns and leaves out what must not be read. */
export function gridTable(kind: SheetKind, { rows, numbers, notes }: Grid): Table {
  const header = findHeader(rows, fieldsOf[kind]);
  if (header < 0) throw new FileFault('no_header');
  const headings = rows[header]!.map((it) => it.replace(/\s+/g, ' ').trim().slice(0, 200));
  const columns = headings.flatMap((heading, index) =>
    heading === '' ? [] : [{ index, heading, refused: isSecretHeading(heading) ? ('secret' as const) : null }],
  );
  const read = columns.filter((it) => it.refused === null).map((it) => it.index);
  const width = Math.max(0, ...columns.map((it) => it.index)) + 1;
  const found: TableRow[] = [];
  for (let at = header + 1; at < rows.length; at += 1) {
    const cells: string[] = Array.from({ length: width }, () => '');
    for (const index of read) cells[index] = cellText(rows[at]![index]);
    if (cells.every((it) => it.trim() === '')) continue;
    if (found.length >= limits.rows) throw new FileFault('too_many_rows', { most: limits.rows });
    found.push({ row_number: numbers[at] ?? at + 1, place: null, cells, more: [] });
  }
  if (found.length === 0) throw new FileFault('no_rows');
  return { source: 'sheet', notes: { ...notes, header_row: String(numbers[header] ?? header + 1) }, columns, rows: found };
}

function cellText(text: string | undefined): string {
  // oxlint-disable-next-line no-control-regex
  return (text ?? '').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').slice(0, limits.cell_characters);
}
