// The table of attacks in docs/trust.md: each of the 26 stands there once, and the test it names speaks of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const rows = [...readFileSync(join(root, 'docs/trust.md'), 'utf8').matchAll(/^\| (\d+) \|.*`([^`]+\.test\.ts)` \|$/gm)];

test('each attack has one row', () => {
  assert.deepEqual(
    rows.map(([, number]) => Number(number)),
    Array.from({ length: 26 }, (_, n) => n + 1),
  );
});

test('the named test speaks of the attack', () => {
  for (const [, number, file] of rows) {
    const text = readFileSync(join(root, file!), 'utf8');
    const said = [...text.matchAll(/attacks? (\d+)(?:(?:, | to | and )(\d+))*/g)].flatMap(([whole]) => {
      const [from, to] = whole.match(/\d+/g)!.map(Number);
      return whole.includes(' to ') ? Array.from({ length: to! - from! + 1 }, (_, n) => from! + n) : whole.match(/\d+/g)!.map(Number);
    });
    assert.ok(said.includes(Number(number)), `${file} does not speak of attack ${number}`);
  }
});
