// A test that fails only beside others does not make a run red, is never silent about it, and hides nothing that is broken.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { chooseAgain, runAgain } from './test-again.ts';
import type { Counts } from './test-reporter.ts';
import { type Fault, type Outcome, runJob } from './test-run.ts';

const counts: Counts = { passed: 1, failed: 1, skipped: 0 };
const fault = (file: string | null, kind: Fault['kind'] = 'db'): Fault => ({ kind, file, first: 'it: why', counts });

test('up to six files are run again; with a seventh, or with a fault of no file, nothing is', () => {
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((it) => fault(it));
  const files = (faults: Fault[]): string[] => chooseAgain(faults).map((it) => it.file);
  assert.deepEqual(files(six), ['a', 'b', 'c', 'd', 'e', 'f']);
  assert.deepEqual(files([...six, fault('g')]), []);
  assert.deepEqual(files([fault('a'), fault(null)]), []);
  assert.deepEqual(files([fault('a'), fault('', 'check')]), []);
  assert.deepEqual(files([]), []);
});

/** A folder with files that fail the first time only, fail always, are ended, leave something open, and pass. */
function makeTests(t: TestContext): { folder: string; file: (name: string) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'hf-again-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = (name: string): string => join(folder, `${name}.test.ts`);
  const once = `import { existsSync, writeFileSync } from 'node:fs'; const seen = existsSync(import.meta.filename + '.seen'); writeFileSync(import.meta.filename + '.seen', '');`;
  const head = `import { test } from 'node:test'; test('fine', () => {});`;
  writeFileSync(file('once'), `${head} ${once} test('in a crowd', () => { if (!seen) throw new Error('too slow'); });`);
  writeFileSync(file('always'), `${head} test('broken', () => { throw new Error('never works'); });`);
  writeFileSync(
    file('dies'),
    `${head} ${once} if (!seen) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50); test('waits', () => new Promise((done) => setTimeout(done, 200)));`,
  );
  writeFileSync(file('open'), `${head} import { createServer } from 'node:net'; createServer().listen(0);`);
  writeFileSync(file('fine'), head);
  return { folder, file };
}

/** Runs files as a run does: in one process, then again alone. */
async function runTwice(
  folder: string,
  kind: 'db' | 'pure' | 'e2e',
  files: string[],
): Promise<{ first: Outcome; sum: Counts; named: string[] }> {
  const env = { NODE_TEST_CONTEXT: '', HOLDFAST_TEST_LINGER_MS: '500' };
  const first = await runJob({ kind, files }, folder, 'first', env);
  const sum = { ...first.counts };
  const named = await runAgain(first.faults, new Map([[kind, sum]]), (job) => runJob(job, folder, `again-${basename(job.files[0]!)}`, env));
  return { first, sum, named };
}

for (const kind of ['db', 'pure'] as const) {
  test(`what fails in a crowd of ${kind} tests passes alone and is named; what is broken stays red`, async (t) => {
    const { folder, file } = makeTests(t);
    const { first, sum, named } = await runTwice(folder, kind, ['fine', 'once', 'always'].map(file));
    assert.equal(first.faults.length, 2);
    assert.deepEqual(named, [`passed only when run alone: ${file('once')} (in a crowd: too slow)`]);
    assert.deepEqual(sum, { passed: 4, failed: 1, skipped: 0 });
  });
}

test('a process of one file that was ended is run again too; one of several files is not', async (t) => {
  const { folder, file } = makeTests(t);
  const alone = await runTwice(folder, 'e2e', [file('dies')]);
  assert.deepEqual([alone.first.counts.failed, alone.sum], [1, { passed: 2, failed: 0, skipped: 0 }]);
  assert.deepEqual(alone.named, [`passed only when run alone: ${file('dies')} (no test ran, it ended with a signal)`]);
  const other = makeTests(t);
  const shared = await runTwice(other.folder, 'pure', ['fine', 'dies'].map(other.file));
  assert.deepEqual([shared.named, shared.sum.failed], [[], 1]);
});

test('what a test left open does not keep the process of many', { timeout: 20_000 }, async (t) => {
  const { folder, file } = makeTests(t);
  const { sum } = await runTwice(folder, 'db', ['open', 'fine'].map(file));
  assert.deepEqual(sum, { passed: 2, failed: 0, skipped: 0 });
});
