// What a file made to stall the reader costs: about what a plain file of its size costs, and never a multiple that grows with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readProject } from './index.ts';
import { amlSample, iecSample, l5xSample, plcopenSample } from './read-project.vectors.ts';

const size = 100_000;
const samples = [l5xSample, amlSample, plcopenSample, iecSample];
/** So much dearer than a plain file it may be; machines and collectors have bad moments, so the best of three counts. */
const mostRatio = 40;

function timeOf(text: string): number {
  const start = performance.now();
  readProject(text);
  return performance.now() - start;
}
const bestOf = (text: string): number => Math.min(timeOf(text), timeOf(text), timeOf(text));

/** A whole, plain file of about `size` characters: the sample with its tags' part filled up. */
const plain = l5xSample.replace('<Tags>', `<Tags>${'<Tag Name="Level" TagType="Base" DataType="REAL"/>'.repeat(size / 50)}`);
for (let warm = 0; warm < 5; warm += 1) timeOf(plain);
const plainMs = Math.max(1, bestOf(plain));

function assertCheap(text: string): void {
  const ms = bestOf(text);
  assert.ok(ms < plainMs * mostRatio, `${ms.toFixed(1)} ms, a plain file ${plainMs.toFixed(1)} ms: ${JSON.stringify(text.slice(0, 80))}`);
}

const pieces = [
  '<',
  '>',
  '<!--',
  '-->',
  '<!-',
  '&',
  '&amp;',
  '&#',
  '"',
  "'",
  ' ',
  '\n',
  '/',
  ':',
  '.',
  '-',
  '=',
  '<a',
  '<a:',
  'a:',
  '<a>',
  '</a>',
  '<?',
  '?>',
  '<![CDATA[',
  ']]>',
  ']]',
  '<!DOCTYPE ',
  '[',
  '(',
  '0',
  'a',
  '_',
  '\t',
  '16#',
  'AB_ETHIP-1\\',
  '10.',
  '%',
  '\u00e9',
  '\u{1f3ed}',
];
const fill = (piece: string, length = size): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

test('a hundred thousand of one sign, alone or where a name, an attribute, a text stands, is read about as fast as a plain file', () => {
  for (const piece of pieces) {
    assertCheap(fill(piece));
    assertCheap(`<?xml version="1.0"?>${fill(piece)}<project/>`);
  }
});

test('a value of any length in any attribute or text of a sample costs about what a plain file does', () => {
  for (const sample of samples) {
    const values = [...new Set([...sample.matchAll(/="([^"]{2,})"|>([^<>\s][^<>]*)</g)].map((it) => it[1] ?? it[2]!))];
    for (const value of values.slice(0, 60)) {
      for (const piece of ['0', '.', ' ', '10.', '/', 'V', '-', '\\', ':', '&amp;']) {
        const start = performance.now();
        readProject(sample.replace(value, fill(piece)));
        assert.ok(performance.now() - start < plainMs * mostRatio * 3, `${value}: ${piece}`);
      }
    }
  }
});

test('nested, repeated and mixed as chance has it: bounded by the size', () => {
  const mixed = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((it) => it.join(''));
  fc.assert(
    fc.property(mixed, mixed, fc.constantFrom(...samples), fc.double({ min: 0, max: 1, noNaN: true }), (one, two, sample, place) => {
      assertCheap(fill(one, size / 2) + fill(two, size / 2));
      const at = Math.floor(sample.length * place);
      assertCheap(sample.slice(0, at) + fill(one) + sample.slice(at));
    }),
    { numRuns: 60 },
  );
});

test('modules and elements in the thousands, each under or beside the last, are read in time that grows with their number', () => {
  const chain = (count: number): string =>
    l5xSample.replace(
      '</Modules>',
      `${Array.from({ length: count }, (_, n) => `<Module Name="M${n}" CatalogNumber="X" ParentModule="M${n - 1}" ParentModPortId="1"><Ports><Port Id="1" Address="${n}" Type="ICP" Upstream="true"/></Ports></Module>`).join('')}</Modules>`,
    );
  const [small, large] = [Math.max(1, bestOf(chain(500))), bestOf(chain(4000))];
  assert.ok(large < small * 8 * 6, `500 modules ${small.toFixed(1)} ms, 4000 ${large.toFixed(1)} ms`);
});
