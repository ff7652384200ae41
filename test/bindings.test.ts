// Evidence stands on what the product really does: every binding listens to kinds some act writes, serves requirements the law has, over populations somebody tells.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { artefactTypes, requirements } from '@holdfast/core-law';
import { matrix } from '../apps/server/src/bindings.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = globSync(['modules/*/*/*.ts', 'platform/src/*.ts', 'apps/server/src/*.ts'], { cwd: root })
  .filter((path) => !/\.test\.ts$|evidence\.ts$|bindings\.ts$/.test(path))
  .map((path) => readFileSync(join(root, path), 'utf8'));

/** Kinds acts write: as they stand in the code, and those put together of a beginning and a word (`conduit.list` and `_approved`, `asset.` and `retired`). */
const whole = new Set(sources.flatMap((text) => [...text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, kind]) => kind!)));
const beginnings = [...new Set(sources.flatMap((text) => [...text.matchAll(/`([a-z_]+\.[a-z_]*)\$\{/g)].map(([, start]) => start!)))];
const words = new Set(sources.flatMap((text) => [...text.matchAll(/'([a-z_]+)'/g)].map(([, word]) => word!)));
const endings = ['approved', 'refused', 'withdrawn', 'expired', 'seconded'];

function isWritten(kind: string): boolean {
  if (whole.has(kind)) return true;
  if (endings.some((it) => kind.endsWith(`_${it}`) && whole.has(kind.slice(0, -it.length - 1)))) return true;
  return beginnings.some((start) => kind.startsWith(start) && words.has(kind.slice(start.length)));
}

const readers = [
  ...matrix.bindings.map((it) => ({ id: it.id, kinds: it.kinds })),
  ...matrix.populations.map((it) => ({ id: `population ${it.id}`, kinds: it.kinds })),
];

test('every binding and population listens to kinds that some act writes', () => {
  assert.ok(matrix.bindings.length > 30, `only ${matrix.bindings.length} bindings`);
  const unknown = readers.flatMap(({ id, kinds }) => kinds.filter((kind) => !isWritten(kind)).map((kind) => `${id}: ${kind}`));
  assert.deepEqual(unknown, []);
  assert.deepEqual(
    readers.filter(({ kinds }) => kinds.length === 0).map(({ id }) => id),
    [],
  );
  assert.equal(isWritten('zone.imagined'), false);
});

test('every requirement, kind of evidence and population a binding names exists', () => {
  const [known, artefacts] = [new Set(requirements.map((it) => it.id)), new Set<string>(artefactTypes.map((it) => it.id))];
  const populations = new Set(matrix.populations.map((it) => it.id));
  const wrong = matrix.bindings.flatMap((it) => [
    ...it.requirements.filter((id) => !known.has(id)).map((id) => `${it.id}: requirement ${id}`),
    ...(artefacts.has(it.artefact) ? [] : [`${it.id}: kind of evidence ${it.artefact}`]),
    ...(it.population === null || populations.has(it.population) ? [] : [`${it.id}: population ${it.population}`]),
  ]);
  assert.deepEqual(wrong, []);
});

test('ids stand once, and every binding says in both languages what it proves', () => {
  const ids = readers.map(({ id }) => id);
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  );
  for (const { id, title, limits } of matrix.bindings) {
    assert.ok(title !== undefined && title.en !== '' && title.de !== '', id);
    assert.ok(limits === undefined || (limits.en.length > 5 && limits.de.length > 5), id);
  }
  for (const { id, title } of matrix.populations) assert.ok(title !== undefined && title.en !== '' && title.de !== '', id);
});

test('every function that reads a fact bears one without any data', () => {
  const at = new Date(0);
  for (const reader of [...matrix.bindings, ...matrix.populations])
    for (const kind of reader.kinds)
      for (const site_id of [null, '00000000-0000-7000-8000-000000000000']) {
        const marks = reader.reads({ kind, subject_type: 'x', subject_id: 'x', at, site_id, actor: 'a', data: {} });
        for (const { subject_id } of marks) assert.equal(typeof subject_id, 'string', `${reader.id} ${kind}`);
      }
});
