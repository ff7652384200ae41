// The order of a test run: long files first, shared processes equally long, and nothing begins before what it needs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Job, nextJob, planJobs } from './test-plan.ts';
import { longerTests, waitingTests } from './test-times.data.ts';
import { findTests, listFiles } from './test-files.ts';

const job = (kind: Job['kind'], slots = 1): Job => ({ kind, files: [], slots, seconds: 1 });

test('every file is in exactly one process', () => {
  const found = findTests(listFiles(new URL('..', import.meta.url).pathname), []);
  const planned = planJobs(found, 3);
  assert.deepEqual(planned.flatMap((it) => it.files).toSorted(), Object.values(found).flat().toSorted());
  for (const { kind, files } of planned) for (const file of files) assert.ok(found[kind as 'db'].includes(file), `${file} runs as ${kind}`);
});

test('the longest goes first, and shared processes are equally long', () => {
  const pure = Array.from({ length: 40 }, (_, n) => `core/a/${n}.test.ts`);
  const planned = planJobs({ pure, db: ['a.db.test.ts'], ui: [], e2e: ['test/e2e/b.test.ts', 'test/e2e/c.test.ts'] }, 1);
  assert.deepEqual(
    planned.map((it) => [it.kind, it.files.length]),
    [
      ['e2e', 1],
      ['e2e', 1],
      ['db', 1],
      ['pure', 14],
      ['pure', 13],
      ['pure', 13],
    ],
  );
});

test('those that mostly wait share one process, which begins however busy the machine is', () => {
  const planned = planJobs({ pure: [], db: ['a.db.test.ts', ...waitingTests], ui: [], e2e: [] }, 2);
  const [waiting] = planned.filter((it) => it.slots === 0);
  assert.deepEqual(waiting!.files.toSorted(), waitingTests);
  assert.equal(nextJob(planned, [job('db'), job('db'), job('db')], 3), waiting);
});

test('every file that is known to be long, or to wait, is there', () => {
  const files = new Set(listFiles(new URL('..', import.meta.url).pathname));
  assert.deepEqual(
    [...Object.keys(longerTests), ...waitingTests].filter((it) => !files.has(it)),
    [],
  );
});

test('tests of the whole product wait for the demo', () => {
  const [demo, e2e, db] = [job('demo'), job('e2e'), job('db')];
  assert.equal(nextJob([e2e, db], [demo], 3), db);
  assert.equal(nextJob([e2e], [demo], 3), undefined);
  assert.equal(nextJob([e2e, db], [], 3), e2e);
});

test('what takes more of the machine than is free waits', () => {
  const [check, db] = [job('check', 2), job('db')];
  assert.equal(nextJob([check, db], [db, db], 3), db);
  assert.equal(nextJob([check, db], [db], 3), check);
  assert.equal(nextJob([db], [check, db], 3), undefined);
});
