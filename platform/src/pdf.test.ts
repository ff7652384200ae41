// Documents on paper: PDF/A with structure, the same twice, data never markup.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printableText, renderPdf } from './pdf.ts';

const source = `#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, date: datetime(year: 2026, month: 11, day: 22))
#set text(lang: "de")
= #d.title
#d.text`;
const at_s = 1_795_000_000;

test('a document is tagged PDF/A-2a, and the same source and data give the same bytes', async () => {
  const job = { source, at_s, data: { title: 'Prüfung', text: '#panic("run") *bold* $x$ \\ // ' } };
  const [one, two] = [await renderPdf(job), await renderPdf(job)];
  const text = Buffer.from(one).toString('latin1');
  assert.match(text, /^%PDF-1\.7/);
  assert.match(text, /\/StructTreeRoot/);
  assert.match(text, /<pdfaid:part>2<\/pdfaid:part>[\s\S]*<pdfaid:conformance>A</);
  assert.deepEqual(one, two);
});

test('a fault in the source is told', () => assert.rejects(renderPdf({ source: '#nothing()', data: {}, at_s }), /nothing/));

test('letters the fonts do not have read as question marks', async () => {
  assert.equal(printableText('Müller – Ωmega Жук\u0000\u202e漢😀'), 'Müller – Ωmega Жук????');
  await renderPdf({
    source,
    at_s,
    data: { title: 'x', text: printableText(Array.from({ length: 0x2100 }, (_, n) => String.fromCharCode(n)).join('')) },
  });
});
