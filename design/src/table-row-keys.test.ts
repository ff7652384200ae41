// A row is known by its record wherever it stands, and no two rows by the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowKeys } from './table-row-keys.ts';

const keysOf = (ids: readonly (string | undefined)[]): string[] =>
  rowKeys(
    ids.map((_, index) => index),
    (index) => ids[index],
  );

test('a record keeps its key when the list moves', () => {
  assert.deepEqual(keysOf(['b', 'c']), ['b', 'c']);
  assert.deepEqual(keysOf(['a', 'b', 'c']), ['a', 'b', 'c']);
});

test('what is not there yet, or stands twice, has a key of its own that no record has', () => {
  assert.deepEqual(keysOf(['1', undefined, '1', 'x']), ['1', 'at 1', 'at 2', 'x']);
});
