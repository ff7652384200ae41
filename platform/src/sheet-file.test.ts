// Files for spreadsheets: nothing runs, numbers stay numbers, a reader gets back what was written.
import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { inflateRawSync, crc32 } from 'node:zlib';
import fc from 'fast-check';
import { type Cell, csvCell, sheetStream } from './sheet-file.ts';

const dangerous = /^['"]?[=+\-@\t\r\n]/;
async function* some(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly (readonly Cell[])[]> {
  yield rows;
}
const sheet = (rows: readonly (readonly Cell[])[]) => ({
  title: 'Assets',
  about: [['Site', 'North']],
  header: ['Name', 'Value'],
  rows: some(rows),
});

/** The parts of a zip file by its central directory, each checked against its own sums. */
function unzip(file: Buffer): Map<string, string> {
  const end = file.length - 22;
  assert.equal(file.readUInt32LE(end), 0x06054b50);
  const parts = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [crc, packed, plain] = [file.readUInt32LE(at + 16), file.readUInt32LE(at + 20), file.readUInt32LE(at + 24)];
    const nameLength = file.readUInt16LE(at + 28);
    const offset = file.readUInt32LE(at + 42);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const start = offset + 30 + file.readUInt16LE(offset + 26);
    const bytes = inflateRawSync(file.subarray(start, start + packed));
    assert.deepEqual([bytes.length, crc32(bytes)], [plain, crc], name);
    parts.set(name, bytes.toString());
    at += 46 + nameLength;
  }
  return parts;
}

test('CSV: text that a spreadsheet would run is disarmed, also behind blanks and with full-width signs', () => {
  for (const text of ['=1+1', '+49 30', '-2', '@SUM(A1)', '\tx', '\rx', '\n=1', '  =1', '＝1', '=HYPERLINK("http://x")']) {
    assert.match(csvCell(text), /^"'/, text);
  }
  assert.equal(csvCell('10.0.0.1'), '"10.0.0.1"');
  assert.equal(csvCell('Pump "A"'), '"Pump ""A"""');
});

test('CSV: numbers, truth values, moments and nothing stay what they are', () => {
  assert.deepEqual(
    [csvCell(-5), csvCell(1.5), csvCell(true), csvCell(null), csvCell({ wall: '2026-11-12 10:00:00' })],
    ['-5', '1.5', 'true', '', '2026-11-12 10:00:00'],
  );
});

test('CSV: a reader gets every text back, and none opens as a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const read = csvCell(text).slice(1, -1).replaceAll('""', '"');
      assert.ok(read === text || read === `'${text}`);
      assert.ok(read.startsWith("'") || !dangerous.test(read.trimStart()));
    }),
  );
});

test('CSV: says above the table what it is', async () => {
  const file = (await buffer(sheetStream('csv', sheet([['a', 1]])))).toString();
  assert.equal(file, '\uFEFF"Site","North"\r\n\r\n"Name","Value"\r\n"a",1\r\n');
});

test('XLSX: text is inline text whatever it begins with; numbers, moments and truth have their types', async () => {
  const parts = unzip(
    await buffer(
      sheetStream(
        'xlsx',
        sheet([
          ['=cmd|calc', 42],
          ['a & <b>\u0001', { wall: '2026-11-12 12:00:00' }],
          [true, null],
        ]),
      ),
    ),
  );
  const xml = parts.get('xl/worksheets/sheet1.xml') ?? '';
  assert.ok(xml.includes('<c r="A2" t="inlineStr"><is><t xml:space="preserve">=cmd|calc</t></is></c><c r="B2"><v>42</v></c>'), xml);
  assert.ok(xml.includes('a &amp; &lt;b&gt;</t></is></c><c r="B3" s="2"><v>46338.5</v></c>'), xml);
  assert.ok(xml.includes('<c r="A4" t="b"><v>1</v></c></row>'));
  assert.ok(!xml.includes('<f>'));
  assert.ok(parts.get('xl/worksheets/sheet2.xml')?.includes('North'));
});

test('XLSX: holds whatever text there is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.double()), { maxLength: 20 }), async (rows) => {
      const xml = unzip(await buffer(sheetStream('xlsx', sheet(rows)))).get('xl/worksheets/sheet1.xml') ?? '';
      assert.equal(xml.split('<row ').length - 1, rows.length + 1);
      assert.ok(!/<f[ >]/.test(xml));
    }),
    { numRuns: 40 },
  );
});
