// A table as a file for spreadsheets, CSV or XLSX, written while its rows come. No cell is ever taken for a formula.
import { Readable } from 'node:stream';
import { type ZipPart, zipBytes } from './zip-stream.ts';

/** A moment is written in the plant's time zone; `YYYY-MM-DD hh:mm:ss` of that zone. */
export type Cell = string | number | boolean | null | { wall: string };
export type Sheet = {
  title: string;
  /** What the file is: site, filter, when made. Lines above the table in CSV, a sheet of its own in XLSX. */
  about: readonly (readonly string[])[];
  header: readonly string[];
  /** Rows, some hundred at a time. */
  rows: AsyncIterable<readonly (readonly Cell[])[]>;
};

/** Media types by format. */
export const sheetTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type SheetFormat = keyof typeof sheetTypes;

/** The file's bytes as a stream. */
export function sheetStream(format: SheetFormat, sheet: Sheet): Readable {
  return Readable.from(format === 'csv' ? csvChunks(sheet) : zipBytes(workbookParts(sheet)), { objectMode: false });
}

/**
 * One CSV cell (RFC 4180). Text that a spreadsheet would run gets a leading apostrophe (OWASP CSV injection; also after blanks and for the full-width
 * signs some locales accept). Numbers stay numbers.
 */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'object') return cell.wall;
  const safe = /^\s*["']?[=+\-@\t\r\n＝＋－＠]/.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}

const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

async function* csvChunks({ about, header, rows }: Sheet): AsyncGenerator<string> {
  const above = about.length === 0 ? '' : `${about.map(csvLine).join('')}\r\n`;
  yield `\uFEFF${above}${csvLine(header)}`;
  for await (const some of rows) yield some.map(csvLine).join('');
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

// ECMA-376 part 1, 18: the least a workbook needs. Cell styles: 0 plain, 1 bold, 2 date and time.
function workbookParts(sheet: Sheet): ZipPart[] {
  const part = (name: string, text: string): ZipPart => ({ name, text: [declaration + text] });
  const type = (name: string, of: string) =>
    `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${of}+xml"/>`;
  const relation = (id: string, of: string, target: string) => `<Relationship Id="${id}" Type="${office}/${of}" Target="${target}"/>`;
  return [
    part(
      '[Content_Types].xml',
      `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('xl/workbook.xml', 'sheet.main')}${type('xl/worksheets/sheet1.xml', 'worksheet')}${type('xl/worksheets/sheet2.xml', 'worksheet')}${type('xl/styles.xml', 'styles')}</Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${packaged}/relationships">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${sheetName(sheet.title)}" sheetId="1" r:id="r1"/><sheet name="${sheetName(sheet.title) === 'Info' ? 'Info 2' : 'Info'}" sheetId="2" r:id="r2"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packaged}/relationships">${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'worksheet', 'worksheets/sheet2.xml')}${relation('r3', 'styles', 'styles.xml')}</Relationships>`,
    ),
    part(
      'xl/styles.xml',
      `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    { name: 'xl/worksheets/sheet1.xml', text: sheetXml(sheet) },
    part(
      'xl/worksheets/sheet2.xml',
      `<worksheet xmlns="${main}"><cols><col min="1" max="1" width="24" customWidth="1"/><col min="2" max="2" width="80" customWidth="1"/></cols><sheetData>${sheet.about.map((line, at) => rowXml(line, 0, at + 1)).join('')}</sheetData></worksheet>`,
    ),
  ];
}

async function* sheetXml({ header, rows }: Sheet): AsyncGenerator<string> {
  const widths = header.map(
    (name, at) => `<col min="${at + 1}" max="${at + 1}" width="${Math.max(12, Math.min(40, name.length + 6))}" customWidth="1"/>`,
  );
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${rowXml(header, 1, 1)}`;
  let at = 2;
  for await (const some of rows) yield some.map((cells) => rowXml(cells, 0, at++)).join('');
  yield '</sheetData></worksheet>';
}

/** A row with its number from 1: readers other than Excel want each cell's place. */
function rowXml(cells: readonly Cell[], style: number, row: number): string {
  return `<row r="${row}">${cells.map((cell, at) => cellXml(cell, style, `${columnName(at)}${row}`)).join('')}</row>`;
}

/** A, B ... Z, AA, AB ... */
function columnName(at: number): string {
  return (at >= 26 ? columnName(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
}

// INVARIANT: text is written as an inline string, never as a formula, whatever it begins with.
function cellXml(cell: Cell, style: number, place: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number' && Number.isFinite(cell)) return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'object') return `<c r="${place}" s="2"><v>${serialOf(cell.wall)}</v></c>`;
  return `<c r="${place}" t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${xmlText(String(cell).slice(0, longestText))}</t></is></c>`;
}

/** Excel's own limit of a cell. */
const longestText = 32_767;

/** Days since 30 December 1899, as spreadsheets count (ECMA-376 part 1, 18.17.4.1). */
function serialOf(wall: string): number {
  return Date.parse(`${wall.replace(' ', 'T')}Z`) / 86_400_000 + 25_569;
}

// XML 1.0, 2.2: characters no document may hold are left out.
function xmlText(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const clean = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

// Excel: at most 31 characters, none of []:*?/\.
const sheetName = (title: string): string =>
  xmlText(
    title
      .replace(/[[\]:*?/\\']/g, ' ')
      .slice(0, 31)
      .trim(),
  ) || 'Table';
