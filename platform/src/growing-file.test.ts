// A file that grows at its end: every byte where it belongs, whatever the lengths and the memory of the chunks.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { openGrowingFile } from './growing-file.ts';

declare const WebAssembly: { Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer } };

function scratch(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'holdfast-growing-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return join(dir, 'file');
}

/** Memory that begins at a page, with bytes that tell places apart. */
const pages = new Uint8Array(new WebAssembly.Memory({ initial: 16 }).buffer);
for (let at = 0; at < pages.length; at += 1) pages[at] = (at * 2654435761) >>> 13;

const lengths = fc.oneof(fc.constantFrom(0, 4096, 8192, 65536, 262144), fc.integer({ min: 0, max: 70_000 }));
const starts = fc.oneof(fc.constantFrom(0, 4096), fc.integer({ min: 0, max: 5000 }));

test('what is read is what was written', async (t) => {
  const path = scratch(t);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(starts, lengths), { maxLength: 6 }), async (parts) => {
      rmSync(path, { force: true });
      const chunks = parts.map(([start, length]) => pages.subarray(start, start + length));
      const file = await openGrowingFile(path);
      for (const chunk of chunks) await file.write(chunk);
      await file.sync();
      await file.close();
      assert.deepEqual(readFileSync(path), Buffer.concat(chunks));
      assert.equal(
        file.size_bytes,
        chunks.reduce((sum, it) => sum + it.length, 0),
      );
    }),
    { numRuns: 60 },
  );
});

test('goes on at the end of what was there', async (t) => {
  const path = scratch(t);
  for (const [from, to] of [
    [0, 8192],
    [8192, 8200],
    [8200, 90_000],
  ] as const) {
    const file = await openGrowingFile(path, from);
    await file.write(pages.subarray(from, to));
    await file.sync();
    await file.close();
  }
  assert.deepEqual(readFileSync(path), Buffer.from(pages.subarray(0, 90_000)));
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('a new file must not be there already', async (t) => {
  const path = scratch(t);
  await (await openGrowingFile(path)).close();
  await assert.rejects(openGrowingFile(path), { code: 'EEXIST' });
});
