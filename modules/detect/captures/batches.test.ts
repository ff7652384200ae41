// Tests of batches.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Batches, BatchMemory } from './batches.ts';

test('every byte comes out once and in order, whatever the sizes of the chunks', async () => {
  const out: Uint8Array[] = [];
  const memory = new BatchMemory();
  const made = new Set<SharedArrayBuffer>();
  const batches = new Batches(memory, async (batch) => {
    out.push(batch.slice());
    made.add(batch.buffer);
    memory.giveBack(batch);
  });
  const all = Uint8Array.from({ length: 5_300_001 }, (_, at) => (at * 7919) & 0xff);
  for (let at = 0, size = 1; at < all.length; at += size, size = (size * 3 + 1) % 900_001) {
    await batches.add(all.subarray(at, at + size));
    if (size === 0) size = 1;
  }
  await batches.flush();
  assert.deepEqual(Buffer.concat(out), Buffer.from(all));
  assert.ok(out.slice(0, -1).every((batch) => batch.length === 2 << 20));
  assert.equal(made.size, 1, 'the memory given back was filled again');
});
test('nothing gathered passes nothing on', async () => {
  let calls = 0;
  await new Batches(new BatchMemory(), async () => void (calls += 1)).flush();
  assert.equal(calls, 0);
});
