// docs/protocols.md names every word of the closed lists and every protocol that is registered.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { attributeNames, deviceKinds, operationClasses, protocolNames, purdueLevels } from '../src/words.ts';
import { dissectors } from '../src/registry.ts';

const page = readFileSync(new URL('../../../docs/protocols.md', import.meta.url), 'utf8');
const words = new Set(page.split(/[^a-z0-9_.-]+/i).map((word) => word.replace(/[.]$/, '')));

test('the page of protocols names every word of the closed lists', () => {
  const missing = [...protocolNames, ...operationClasses, ...deviceKinds, ...purdueLevels, ...attributeNames].filter(
    (word) => !words.has(word),
  );
  assert.deepEqual(missing, []);
});

test('the page has a row for every registered protocol', () => {
  const missing = dissectors.map(({ name }) => name).filter((name) => !new RegExp(`^\\| ${name} +\\|`, 'm').test(page));
  assert.deepEqual(missing, []);
});
