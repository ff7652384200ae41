// How a reader is followed to its report.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { followReading } from './follow.ts';
import type { Reader, Reading } from './reader.ts';

const report = { content_sha256: null } as unknown as Reading;
const readerOf = (reading: Promise<Reading>, progress = { read_bytes: 0, packets: 0 }): Reader => ({
  reading,
  progress,
  take: async () => {},
  end: () => {},
  stop: async () => {},
});

test('notes how far it is, one note at a time, and none after the report', async () => {
  const { promise, resolve } = Promise.withResolvers<Reading>();
  let [begun, open, most] = [0, 0, 0];
  const note = async (): Promise<void> => {
    begun += 1;
    most = Math.max(most, (open += 1));
    await wait(60);
    open -= 1;
    if (begun === 2) setTimeout(() => resolve(report), 30);
  };
  assert.equal(await followReading(readerOf(promise), note, { noteMs: 10, stallMs: 30_000 }), report);
  const [after, together] = [begun, most];
  await wait(100);
  assert.ok(after >= 2, `${after} notes`);
  assert.deepEqual([together, begun], [1, after]);
});

test('a note that fails is none of its business', async () => {
  const reading = wait(50).then(() => report);
  assert.equal(
    await followReading(readerOf(reading), () => Promise.reject(new Error('no database')), { noteMs: 5, stallMs: 30_000 }),
    report,
  );
});

test('gives up a reader that takes nothing any more, and waits for one that still does', async () => {
  const never = new Promise<Reading>(() => {});
  await assert.rejects(
    followReading(readerOf(never), async () => {}, { noteMs: 10, stallMs: 500 }),
    /took nothing for 0.5 s/,
  );
  const progress = { read_bytes: 0, packets: 0 };
  const moving = setInterval(() => (progress.read_bytes += 1), 20);
  const late = wait(1500).then(() => report);
  assert.equal(await followReading(readerOf(late, progress), async () => {}, { noteMs: 10, stallMs: 500 }), report);
  clearInterval(moving);
});
