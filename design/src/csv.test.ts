// The CSV export never hands a spreadsheet a formula.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvCell, csvText } from './csv.ts';

test('disarms cells that a spreadsheet would run', () => {
  assert.equal(csvCell('=HYPERLINK("http://x")'), `"'=HYPERLINK(""http://x"")"`);
  for (const start of ['=', '+', '-', '@', '\t', '\r']) assert.equal(csvCell(`${start}1`), `"'${start}1"`);
});

test('leaves ordinary cells as they are, quotes doubled', () => {
  assert.equal(csvCell('10.1.2.3'), '"10.1.2.3"');
  assert.equal(csvCell('Pump "A", left'), '"Pump ""A"", left"');
});

test('writes lines by RFC 4180 with a byte order mark', () => {
  assert.equal(
    csvText([
      ['name', 'ip'],
      ['a', 'b\nc'],
    ]),
    '\uFEFF"name","ip"\r\n"a","b\nc"\r\n',
  );
});

test('gives back every cell to a reader, and none opens as a formula', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const cell = csvCell(value);
      const read = cell.slice(1, -1).replaceAll('""', '"');
      assert.ok(read === value || read === `'${value}`);
      assert.ok(!/^[=+\-@\t\r]/.test(read));
    }),
  );
});
