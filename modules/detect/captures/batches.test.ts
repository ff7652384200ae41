// Tests of batches.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Batches } from './batches.ts';

test('every byte comes out once and in order, whatever the sizes of the chunks', async () => {
  const out: Uint8Array[] = [];
  const batches = new Batches(async (batch) => void out.push(batch));
  const all = Uint8Array.from({ length: 5_300_001 }, (_, at) => (at * 7919) & 0xff);
  for (let at = 0, size = 1; at < all.length; at += size, size = (size * 3 + 1) % 900_001) {
    await batches.add(all.subarray(at, at + size));
    if (size === 0) size = 1;
  }
  await batches.flush();
  assert.deepEqual(Buffer.concat(out), Buffer.from(all));
  assert.ok(out.slice(0, -1).every((batch) => batch.length === 2 << 20));
});
test('nothing gathered passes nothing on', async () => {
  let calls = 0;
  await new Batches(async () => void (calls += 1)).flush();
  assert.equal(calls, 0);
});
