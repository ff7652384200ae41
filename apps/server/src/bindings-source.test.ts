// Marks must follow what evidence is really made of: a helper that changes makes them anew, as a binding does.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readersOf } from '@holdfast/requirements/store.marks';
import { matrix, matrixParts } from './bindings.ts';
import { sourceOfEvidence, sourcesOfEvidence } from './bindings-source.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');

/** A room of one practice whose evidence calls a helper, which calls another. */
function writeRoom(t: { after(work: () => void): void }): { room: string; write(name: string, text: string): void } {
  const folder = mkdtempSync(join(tmpdir(), 'hf-evidence-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'zones'));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('room.ts', `import * as zones from './zones/evidence.ts';\nimport { other } from './other.ts';\n`);
  write('other.ts', 'export const other = 1;\n');
  write(
    'zones/evidence.ts',
    `import { counts } from './rules.ts';\nimport type { Words } from './words.ts';\nexport const bindings = [counts];\n`,
  );
  write('zones/words.ts', 'export type Words = string;\n');
  write('zones/rules.ts', `import {\n  days,\n  type Days,\n} from './index.ts';\nexport const counts = () => days > 3;\n`);
  write('zones/index.ts', `export { days } from './days.ts';\nexport type { Days } from './days.ts';\nexport { far } from './far.ts';\n`);
  write('zones/days.ts', 'export type Days = number;\nexport const days = 4;\n');
  write('zones/far.ts', 'export const far = 5;\n');
  return { room: join(folder, 'room.ts'), write };
}

test('a change of what an evidence calls changes the hash, also behind a door; types and what nobody names do not', (t) => {
  const { room, write } = writeRoom(t);
  const files = sourcesOfEvidence(room).map((path) => relative(dirname(room), path));
  assert.deepEqual(files, ['zones/days.ts', 'zones/evidence.ts', 'zones/rules.ts']);
  const hashes = [sourceOfEvidence(room)];
  write('zones/far.ts', 'export const far = 6;\n');
  write('zones/words.ts', 'export type Words = number;\n');
  write('other.ts', 'export const other = 2;\n');
  assert.equal(sourceOfEvidence(room), hashes[0]);
  write('zones/rules.ts', `import { days } from './index.ts';\nexport const counts = () => days > 2;\n`);
  hashes.push(sourceOfEvidence(room));
  write('zones/days.ts', 'export const days = 3;\n');
  hashes.push(sourceOfEvidence(room));
  assert.equal(new Set(hashes).size, 3);
});

test('the product’s own marks stand on every evidence.ts, their rules and the marks of the law', () => {
  const files = sourcesOfEvidence(join(here, 'bindings.ts')).map((path) => relative(root, path));
  const wanted = ['modules/identify/zones/evidence.ts', 'modules/govern/cadence/rules.runs.data.ts', 'core/law/src/marks.ts'];
  assert.deepEqual(
    wanted.filter((path) => !files.includes(path)),
    [],
  );
  assert.ok(files.filter((path) => path.endsWith('/evidence.ts')).length > 25);
  assert.ok(!files.includes('core/law/src/timeline.data.ts'), 'a date of the law changes no mark');
});

test('the version of the marks follows from bindings and their source', () => {
  const source = sourceOfEvidence(join(here, 'bindings.ts'));
  assert.equal(readersOf(matrix, source).version, matrixParts.readers.version);
  assert.notEqual(readersOf(matrix, `${source}0`).version, matrixParts.readers.version);
});
