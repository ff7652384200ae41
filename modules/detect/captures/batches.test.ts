// Tests of batches.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Batches, BatchMemory } from './batches.ts';

test('every byte comes out once and in order, whatever the sizes of the chunks', () => {
  const out: Uint8Array[] = [];
  const memory = new BatchMemory();
  const places = new Set<number>();
  const batches = new Batches(memory, (batch) => {
    out.push(batch.slice());
    places.add(batch.byteOffset);
    memory.giveBack(batch);
  });
  const all = Uint8Array.from({ length: 5_300_001 }, (_, at) => (at * 7919) & 0xff);
  for (let at = 0, size = 1; at < all.length; at += size, size = (size * 3 + 1) % 900_001) {
    batches.add(all.subarray(at, at + size));
    if (size === 0) size = 1;
  }
  batches.flush();
  assert.deepEqual(Buffer.concat(out), Buffer.from(all));
  assert.ok(out.slice(0, -1).every((batch) => batch.length === 2 << 20));
  assert.deepEqual([...places], [0], 'the memory given back was filled again');
});
test('nothing gathered passes nothing on', () => {
  let calls = 0;
  new Batches(new BatchMemory(), () => void (calls += 1)).flush();
  assert.equal(calls, 0);
});

test('more batches than the memory has room for still get memory', () => {
  const memory = new BatchMemory();
  const all = Array.from({ length: 20 }, () => memory.get());
  assert.equal(new Set(all.map(({ buffer, byteOffset }) => `${buffer === all[0]!.buffer} ${byteOffset}`)).size, 17);
  assert.ok(all.slice(0, 16).every(({ byteOffset, length }) => byteOffset % 4096 === 0 && length === 2 << 20));
});
