// Templates to fill in, and refused rows to mend: XLSX with drop-down lists and an explanation, or CSV.
import { Readable } from 'node:stream';
import { csvCell, sheetTypes } from '@holdfast/platform/sheet-file';
import { zipBytes } from '@holdfast/platform/zip-stream';
import { type Field, fieldsOf } from './fields.data.ts';
import type { ImportKindName } from './schema.ts';

export type Language = 'en' | 'de';
export type SheetWords = {
  title: string;
  explain: string;
  columns: readonly [string, string, string, string];
  yes: string;
  kinds: Readonly<Record<ImportKindName, string>>;
  lead: readonly string[];
  why: string;
  row: string;
};

export const words: Readonly<Record<Language, SheetWords>> = {
  en: {
    title: 'List',
    explain: 'Explanation',
    columns: ['Column', 'What to write', 'Finds it again', 'Choices'],
    yes: 'yes',
    kinds: { asset: 'assets', person: 'people', supplier: 'suppliers', account: 'accounts', roster: 'roster' },
    lead: [
      'One row for each thing. Leave empty what you do not know: an empty cell never deletes anything.',
      'Nothing is written before you have seen the dry run and applied it. Importing the same list again changes nothing.',
      'Never write passwords into this list: such columns are not read.',
    ],
    why: 'Why refused',
    row: 'Row in the file',
  },
  de: {
    title: 'Liste',
    explain: 'Erklärung',
    columns: ['Spalte', 'Was hineingehört', 'Daran wiedererkannt', 'Auswahl'],
    yes: 'ja',
    kinds: { asset: 'Geräte', person: 'Personen', supplier: 'Lieferanten', account: 'Konten', roster: 'Schichtplan' },
    lead: [
      'Eine Zeile je Eintrag. Lassen Sie leer, was Sie nicht wissen: Eine leere Zelle löscht nie etwas.',
      'Nichts wird geschrieben, bevor Sie den Probelauf gesehen und angewendet haben. Dieselbe Liste noch einmal zu importieren ändert nichts.',
      'Schreiben Sie niemals Passwörter in diese Liste: Solche Spalten werden nicht gelesen.',
    ],
    why: 'Warum abgewiesen',
    row: 'Zeile in der Datei',
  },
};

const choiceWord = (field: Field, value: string, language: Language): string =>
  field.choices?.[value]?.[language === 'en' ? 0 : 1] ?? value;
const choicesOf = (field: Field, language: Language): string[] =>
  Object.keys(field.choices ?? {}).map((value) => choiceWord(field, value, language));
export const headingOf = (field: Field, language: Language): string => field[language][0] ?? field.name;

/** A template: its headings, and in XLSX lists to choose from and a second sheet that explains each column. */
export function templateFile(
  kind: ImportKindName,
  format: 'xlsx' | 'csv',
  language: Language,
): { name: string; type: string; body: Readable } {
  const fields = fieldsOf[kind];
  const name = `holdfast-${words[language].kinds[kind].toLowerCase()}.${format}`;
  const headings = fields.map((it) => headingOf(it, language));
  if (format === 'csv') return { name, type: sheetTypes.csv, body: Readable.from([`\uFEFF${headings.map(csvCell).join(';')}\r\n`]) };
  const lists = fields.flatMap((field, at) => (field.choices === undefined ? [] : [{ column: at, values: choicesOf(field, language) }]));
  return { name, type: sheetTypes.xlsx, body: workbook(language, headings, [], lists, fields) };
}

/** Rows as a sheet that can be mended and imported again; the last columns say what is wrong and are not read. */
export function rowsFile(
  name: string,
  language: Language,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): { name: string; type: string; body: Readable } {
  return { name, type: sheetTypes.xlsx, body: workbook(language, headings, rows, [], []) };
}

type Lists = readonly { column: number; values: readonly string[] }[];

function workbook(
  language: Language,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  lists: Lists,
  fields: readonly Field[],
): Readable {
  const said = words[language];
  const explained = fields.map((it) => [
    headingOf(it, language),
    it.help[language],
    it.key === true ? said.yes : '',
    choicesOf(it, language).join('; '),
  ]);
  const explanation = [...said.lead.map((line) => [line]), [], [...said.columns], ...explained];
  const sheets = [
    { name: said.title, xml: sheetXml([headings, ...rows], { frozen: true, lists }) },
    { name: said.explain, xml: sheetXml(explanation, { frozen: false, lists: [] }) },
    // Lists longer than 255 characters must stand in cells; the sheet is hidden.
    { name: 'Lists', xml: sheetXml(transpose(lists), { frozen: false, lists: [] }) },
  ];
  return Readable.from(zipBytes(partsOf(sheets)), { objectMode: false });
}

const transpose = (lists: Lists): string[][] =>
  Array.from({ length: Math.max(1, ...lists.map((it) => it.values.length)) }, (_, at) => lists.map((it) => it.values[at] ?? ''));

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

// XML 1.0, 2.2: characters no document may hold are left out.
function xmlText(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const clean = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Column letters from 0: A, B ... Z, AA. */
export const letters = (index: number): string =>
  (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

// ECMA-376 part 1, 18.3.1.33: a list to choose from, taken from a column of the hidden sheet.
function validations(lists: Lists): string {
  if (lists.length === 0) return '';
  const each = lists.map(
    ({ column, values }, at) =>
      `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${letters(column)}2:${letters(column)}5001"><formula1>Lists!$${letters(at)}$1:$${letters(at)}$${values.length}</formula1></dataValidation>`,
  );
  return `<dataValidations count="${lists.length}">${each.join('')}</dataValidations>`;
}

function sheetXml(rows: readonly (readonly string[])[], { frozen, lists }: { frozen: boolean; lists: Lists }): string {
  const pane = frozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : '';
  const width = Math.max(1, ...rows.map((row) => row.length));
  const body = rows.map(
    (row, at) => `<row r="${at + 1}">${row.map((text, column) => cellXml(text, at, column, frozen && at === 0)).join('')}</row>`,
  );
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols><col min="1" max="${width}" width="24" customWidth="1"/></cols><sheetData>${body.join('')}</sheetData>${validations(lists)}</worksheet>`;
}

// INVARIANT: text is an inline string, never a formula, whatever it begins with. Column styles make every cell text: numbers keep their zeros.
const cellXml = (text: string, row: number, column: number, bold: boolean): string =>
  text === ''
    ? ''
    : `<c r="${letters(column)}${row + 1}" t="inlineStr" s="${bold ? 1 : 0}"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;

function partsOf(sheets: readonly { name: string; xml: string }[]): { name: string; text: string[] }[] {
  const type = (name: string, of: string) =>
    `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${of}+xml"/>`;
  const relation = (id: string, of: string, target: string) => `<Relationship Id="${id}" Type="${office}/${of}" Target="${target}"/>`;
  const sheetPath = (at: number) => `xl/worksheets/sheet${at + 1}.xml`;
  return [
    {
      name: '[Content_Types].xml',
      text: [
        `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('xl/workbook.xml', 'sheet.main')}${sheets.map((_, at) => type(sheetPath(at), 'worksheet')).join('')}${type('xl/styles.xml', 'styles')}</Types>`,
      ],
    },
    {
      name: '_rels/.rels',
      text: [
        `${declaration}<Relationships xmlns="${packaged}/relationships">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
      ],
    },
    {
      name: 'xl/workbook.xml',
      text: [
        `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map((it, at) => `<sheet name="${xmlText(it.name)}" sheetId="${at + 1}"${it.name === 'Lists' ? ' state="hidden"' : ''} r:id="r${at + 1}"/>`).join('')}</sheets></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: [
        `${declaration}<Relationships xmlns="${packaged}/relationships">${sheets.map((_, at) => relation(`r${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${relation('s', 'styles', 'styles.xml')}</Relationships>`,
      ],
    },
    {
      name: 'xl/styles.xml',
      text: [
        `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
      ],
    },
    ...sheets.map((it, at) => ({ name: sheetPath(at), text: [it.xml] })),
  ];
}
