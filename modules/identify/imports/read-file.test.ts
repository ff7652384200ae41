// Files as plants have them: separators, encodings, workbooks; what is refused, and what never leaves the reader.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buffer } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { sheetStream } from '@holdfast/platform/sheet-file';
import type { Table } from './reading.ts';
import { readFileTable } from './read-file.ts';
import { readTable } from './reader.ts';
import { rowsFile, templateFile } from './templates.ts';

async function read(bytes: Buffer, kind: 'asset' | 'account' = 'asset', name = 'list.csv'): Promise<Table> {
  const answer = await readFileTable({ kind, name, bytes });
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.table;
}
async function faultOf(bytes: Buffer, name = 'list.csv'): Promise<string> {
  const answer = await readFileTable({ kind: 'asset', name, bytes });
  return answer.ok ? 'read' : answer.fault.code;
}
const utf16 = (text: string, swap: boolean): Buffer => (swap ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'utf16le'));

test('semicolon, comma, tab and bar are found out, also with quotes and text above the headings', async () => {
  for (const sign of [';', ',', '\t', '|']) {
    const text = `Liste vom 21.11.2026\n\nAnlagennummer${sign}Name\nA-1${sign}"Presse${sign} links"\nA-2${sign}Presse\n`;
    const { rows, columns } = await read(Buffer.from(text));
    assert.deepEqual(
      [columns.map((it) => it.heading), rows.map((it) => [it.row_number, it.cells])],
      [
        ['Anlagennummer', 'Name'],
        [
          [4, ['A-1', `Presse${sign} links`]],
          [5, ['A-2', 'Presse']],
        ],
      ],
    );
  }
});

test('UTF-8, UTF-16 in both orders and Windows-1252 are found out from the bytes', async () => {
  const text = 'Name;IP-Adresse\nKühlgerät 7 – Süd;10.0.0.7\n';
  const files: [Buffer, string][] = [
    [Buffer.from(text), 'utf-8'],
    [Buffer.from(`\uFEFF${text}`), 'utf-8'],
    [utf16(`\uFEFF${text}`, false), 'utf-16le'],
    [utf16(`\uFEFF${text}`, true), 'utf-16be'],
    [utf16(text, false), 'utf-16le'],
    [Buffer.from(text.replace('–', '\x96'), 'latin1'), 'windows-1252'],
  ];
  for (const [bytes, encoding] of files) {
    const { rows, notes, columns } = await read(bytes);
    assert.deepEqual([notes['encoding'], rows[0]!.cells[0], columns[0]!.heading], [encoding, 'Kühlgerät 7 – Süd', 'Name']);
  }
});

test('a workbook is read by the sheet whose headings are known, in a thread of its own', async () => {
  const file = rowsFile('x', 'de', ['Anlagennummer', 'Name', 'Seriennummer'], [['007', '=1+1', '12E5']]);
  const table = await readTable({ kind: 'asset', name: 'x.xlsx', bytes: await buffer(file.body) });
  assert.deepEqual([table.notes['sheet'], table.rows[0]!.cells], ['Liste', ['007', '=1+1', '12E5']]);
  const template = await buffer(templateFile('asset', 'xlsx', 'en').body);
  assert.equal(await faultOf(template, 'template.xlsx'), 'no_rows');
});

test('a column of passwords never leaves the reader, however it is called', async () => {
  for (const heading of ['Passwort', 'password', 'Kennwort', 'PIN', 'user_pwd', 'API-Key', 'SNMP Community', 'Secret']) {
    const { columns, rows } = await read(Buffer.from(`System;Login;${heading}\nMES;operator;hunter2\n`), 'account');
    assert.equal(columns[2]!.refused, 'secret', heading);
    assert.ok(!JSON.stringify(rows).includes('hunter2'), heading);
  }
  const { columns } = await read(Buffer.from('System;Login;Passwort zuletzt geändert\nMES;operator;2026-01-01\n'), 'account');
  assert.equal(columns[2]!.refused, null);
});

/** A zip of one part that says `claimed` bytes and holds `real`. */
function zipOf(name: string, real: Buffer, claimed: number): Buffer {
  const packed = deflateRawSync(real, { level: 9 });
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(claimed, 24);
  central.writeUInt16LE(name.length, 28);
  const body = Buffer.concat([local, Buffer.from(name), packed]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, central, Buffer.from(name), end]);
}

test('a workbook that unpacks to too much, or to more than it says, is not opened', async () => {
  const zeros = Buffer.alloc(30 << 20);
  assert.equal(await faultOf(zipOf('xl/worksheets/sheet1.xml', zeros, 1000), 'bomb.xlsx'), 'xlsx_bomb');
  assert.equal(await faultOf(zipOf('xl/worksheets/sheet1.xml', zeros, 300 << 20), 'bomb.xlsx'), 'xlsx_bomb');
  assert.equal(await faultOf(zipOf('xl/worksheets/sheet1.xml', Buffer.from('<x/>'), 4), 'odd.xlsx'), 'xlsx_broken');
});

test('a part the directory of a workbook keeps quiet about is not read', async () => {
  const pages = (async function* () {
    yield [['Press', '10.0.0.1']];
  })();
  const honest = await buffer(sheetStream('xlsx', { title: 'List', about: [], header: ['Name', 'IP'], rows: pages }));
  const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const row = (at: number, texts: [string, string]) => `<row r="${at}">${cell(`A${at}`, texts[0])}${cell(`B${at}`, texts[1])}</row>`;
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${row(1, ['Name', 'IP'])}${row(2, ['Bomb', '10.0.0.2'])}</sheetData></worksheet>`;
  const hidden = zipOf('xl/worksheets/sheet1.xml', Buffer.from(sheet), sheet.length);
  const part = hidden.subarray(0, hidden.readUInt32LE(hidden.length - 6));
  const from = honest.readUInt32LE(honest.length - 6);
  const end = Buffer.from(honest.subarray(from));
  end.writeUInt32LE(from + part.length, end.length - 6);
  const { rows } = await read(Buffer.concat([honest.subarray(0, from), part, end]), 'asset');
  assert.deepEqual(
    rows.map((it) => it.cells),
    [['Press', '10.0.0.1']],
  );
});

test('files that are no list say what they are', async () => {
  const files: [Buffer, string][] = [
    [Buffer.alloc(0), 'file_empty'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'old_or_locked_excel'],
    [Buffer.from('%PDF-1.7'), 'file_is_pdf'],
    [Buffer.from('PK\u0003\u0004 nothing'), 'xlsx_broken'],
    [Buffer.from('just one line of text'), 'no_header'],
    [Buffer.from('Name;IP\n'), 'no_rows'],
    [Buffer.from(`Name;IP\n${'a;b\n'.repeat(20_001)}`), 'too_many_rows'],
    [Buffer.from(`Name;IP${';x'.repeat(300)}\na;b\n`), 'too_many_columns'],
    [Buffer.from('<?xml version="1.0"?><html/>'), 'project_not_a_project'],
  ];
  for (const [bytes, code] of files) assert.equal(await faultOf(bytes, 'list'), code);
});

test('a thread that takes too long is ended', async () => {
  const bytes = Buffer.from(`Name;IP\n${'a;10.0.0.1\n'.repeat(15_000)}`);
  await assert.rejects(readTable({ kind: 'asset', name: 'x.csv', bytes }, 1), { code: 'import_too_hard' });
});

test('no bytes make the reader throw', async () => {
  const check = fc.asyncProperty(
    fc.uint8Array({ maxLength: 400 }),
    fc.constantFrom('', 'PK\u0003\u0004', '<?xml ', 'Name;IP\n'),
    async (bytes, head) => {
      const answer = await readFileTable({ kind: 'asset', name: 'x', bytes: Buffer.concat([Buffer.from(head), bytes]) });
      return typeof answer.ok === 'boolean';
    },
  );
  await fc.assert(check, { numRuns: 150 });
});
