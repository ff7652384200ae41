// What a file made to stall the import costs: about what a plain file of its size costs, and never a multiple that grows with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFileTable } from './read-file.ts';
import { fieldsOf, guessFields, isSecretHeading, parseCell, plainWord } from './rules.ts';

const size = 50_000;
/** So much dearer than a plain file it may be; machines and collectors have bad moments, so the best of three counts where the first is not good enough. */
const mostRatio = 12;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const fill = (piece: string, length = size): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

async function timeOf(work: () => unknown, enough = 0): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3 && (times.at(-1) ?? enough) >= enough; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}
const read = (text: string, name = 'list.csv', enough = 0) =>
  timeOf(() => readFileTable({ kind: 'asset', name, bytes: encode(text) }), enough);

const head = 'Asset tag;Name;IP address;Vendor\n';
/** As many rows as a real list of this size can have. */
const plain = head + fill('1;2\n');
for (let warm = 0; warm < 5; warm += 1) await read(plain);
const plainMs = Math.max(2, await read(plain));

async function assertCheap(text: string, name?: string): Promise<void> {
  const ms = await read(text, name, plainMs * mostRatio);
  assert.ok(ms < plainMs * mostRatio, `${ms.toFixed(1)} ms, a plain file ${plainMs.toFixed(1)} ms: ${JSON.stringify(text.slice(0, 80))}`);
}

const pieces = [
  ';',
  ',',
  '\t',
  '|',
  '"',
  '""',
  '"a',
  'a"',
  '";',
  ';"',
  '\n',
  '\r',
  '\r\n',
  ' ',
  ' \n',
  'a',
  '0',
  '.',
  ':',
  '-',
  '[',
  '(',
  '{',
  'sep=',
  'sep=;\n',
  '<',
  '<!--',
  '&',
  '\u00a0',
  '\u00e9',
  '\u0301',
  '\u{1f3ed}',
  '\ufeff',
  '10.',
  'ff:',
  '/',
  '=',
  '@',
];

test('fifty thousand of one sign, as the whole file, in the header and in a cell, is read about as fast as a plain file', async () => {
  for (const piece of pieces) {
    await assertCheap(fill(piece));
    await assertCheap(fill(piece) + head + 'L-2;Panel;10.0.0.1;X\n');
    await assertCheap(`${head}L-2;${fill(piece)};10.0.0.1;X\n`);
    await assertCheap(`<?xml version="1.0"?>${fill(piece)}`, 'project.xml');
  }
});

test('what is mixed as chance has it stays bounded by the size', async () => {
  const mixed = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((it) => it.join(''));
  await fc.assert(
    fc.asyncProperty(mixed, mixed, async (one, two) => assertCheap(fill(one, size / 2) + fill(two, size / 2))),
    { numRuns: 30 },
  );
});

test('every kind of cell and heading reads fifty thousand of one sign about as fast as it compares them', async () => {
  const base = Math.max(5, await timeOf(() => plainWord(fill('Panel of line 2 '))));
  for (const piece of pieces) {
    const text = fill(piece);
    for (const around of [text, `10.0.0.1${text}`, `${text}x`, `2026-01-01${text}!`]) {
      for (const field of Object.values(fieldsOf).flat()) {
        const ms = await timeOf(() => parseCell(field, around), base * mostRatio);
        assert.ok(
          ms < base * mostRatio,
          `${field.name}: ${ms.toFixed(1)} ms, plain ${base.toFixed(1)} ms: ${JSON.stringify(around.slice(0, 30))}`,
        );
      }
      const ms = await timeOf(() => [isSecretHeading(around), guessFields([around], fieldsOf.asset)], base * mostRatio);
      assert.ok(ms < base * mostRatio, `heading: ${ms.toFixed(1)} ms, plain ${base.toFixed(1)} ms: ${JSON.stringify(around.slice(0, 30))}`);
    }
  }
});
