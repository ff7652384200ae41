// The built server: what reads files beside its sources, and starts threads, finds them from the built files too.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isBuilt, SOURCES_FILE } from '@holdfast/platform/built';
import { buildStalePrograms } from '../../../scripts/build-programs.ts';

const app = new URL('../', import.meta.url);
const dist = new URL('dist/', app);

test('the server is built from its sources, and hangs on the lockfile for what packages it holds', async () => {
  await buildStalePrograms();
  assert.ok(isBuilt(app));
  const sources = JSON.parse(readFileSync(new URL(SOURCES_FILE, dist), 'utf8')) as string[];
  for (const path of [
    'src/run.ts',
    '../../platform/src/http.ts',
    '../../modules/detect/captures/reader.worker.ts',
    '../../package-lock.json',
  ])
    assert.ok(sources.includes(path), path);
});

test('every place a built file names is there: the folders of sources, and threads of its own', () => {
  const text = readFileSync(new URL('run.js', dist), 'utf8');
  const places = [...text.matchAll(/new URL\("((?:\.\.\/)[^"]+)", import\.meta\.url\)\.href/g)].map(([, path]) => path!);
  assert.ok(places.length > 10, `${places.length} places`);
  for (const path of places) assert.ok(existsSync(fileURLToPath(new URL(path, dist))), path);
  assert.match(text, /new Worker\(new URL\(["']\.\/reader\.worker\.js["'], import\.meta\.url\)/);
  assert.ok(existsSync(fileURLToPath(new URL('reader.worker.js', dist))));
});
