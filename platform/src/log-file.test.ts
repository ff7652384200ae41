// A log that never fills the disk: files turn over, the newest lines are in the first, the oldest are forgotten.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { test } from 'node:test';
import { createTurningFile } from './log-file.ts';

test('turns over when it is full, keeps as many as it should, and goes on in a file that is there', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hf-log-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'holdfast.log');
  for (const from of [0, 50]) {
    const log = createTurningFile(path, 100, 3);
    for (let n = from; n < from + 50; n += 1) log.write(`line ${String(n).padStart(3, '0')}\n`);
    log.end();
    await finished(log);
  }
  assert.deepEqual(readdirSync(folder).toSorted(), ['holdfast.log', 'holdfast.log.1', 'holdfast.log.2', 'holdfast.log.3']);
  const lines = [3, 2, 1].flatMap((n) => readFileSync(`${path}.${n}`, 'utf8').trim().split('\n'));
  lines.push(...readFileSync(path, 'utf8').trim().split('\n'));
  assert.equal(lines.at(-1), 'line 099');
  assert.deepEqual(
    lines,
    Array.from({ length: lines.length }, (_, i) => `line ${String(100 - lines.length + i).padStart(3, '0')}`),
  );
  for (const name of readdirSync(folder)) assert.ok(statSync(join(folder, name)).size <= 100);
  assert.equal(statSync(path).mode & 0o777, 0o600);
});
