// Every feature the mutation script takes out is still where it says, with the tests that shall notice.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { mutations } from './mutations.data.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

test('each mutation names code that is there and tests that exist', () => {
  const lost = mutations.filter(({ file, from }) => !readFileSync(join(root, file), 'utf8').includes(from)).map(({ says }) => says);
  const untested = mutations.flatMap(({ tests }) => tests).filter((file) => !existsSync(join(root, file)));
  assert.deepEqual({ lost, untested }, { lost: [], untested: [] });
  assert.ok(mutations.length > 20);
});
