// A proof asked for within the minute: signed at once, not for everybody who asks again, and never a wait for a signer that is down.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCover } from './cover-soon.ts';

const [log, other] = [
  { id: 'a', origin: 'holdfast.test/a/e1' },
  { id: 'b', origin: 'holdfast.test/b/e1' },
];

test('signs at once, one log as well as another, and again only after a gap', async () => {
  let time = 0;
  const signed: string[] = [];
  const cover = makeCover(
    async ({ id }) => void signed.push(id),
    () => assert.fail(),
    () => time,
  );
  await Promise.all([cover(log), cover(log), cover(other)]);
  await cover(log);
  assert.deepEqual(signed, ['a', 'b']);
  time = 2000;
  await cover(log);
  assert.deepEqual(signed, ['a', 'b', 'a']);
});

test('a signer that refuses is told of, and who asked is answered', async () => {
  const told: unknown[] = [];
  const cover = makeCover(
    () => Promise.reject(new Error('down')),
    (thrown) => told.push(thrown),
  );
  await cover(log);
  assert.equal(told.length, 1);
});

test('a signer that does not answer is waited for two seconds at most', { timeout: 20_000 }, async () => {
  await makeCover(
    () => new Promise(() => {}),
    () => {},
  )(log);
});
