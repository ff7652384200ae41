// Test files are found and sorted into the right run, and finished tests are counted right.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findTests, kindOf } from './test-files.ts';

test('knows the kind of a test by its name and place', () => {
  assert.equal(kindOf('core/wire/src/read.test.ts'), 'pure');
  assert.equal(kindOf('modules/prove/ledger/store.db.test.ts'), 'db');
  assert.equal(kindOf('modules/prove/ledger/ui/page.ui.test.tsx'), 'ui');
  assert.equal(kindOf('test/e2e/first-conduit.test.ts'), 'e2e');
  assert.equal(kindOf('core/wire/src/read.ts'), null);
});

test('keeps the files whose path contains one of the words', () => {
  const paths = ['core/wire/src/read.test.ts', 'modules/prove/ledger/store.db.test.ts', 'core/ledger/src/note.test.ts'];
  assert.deepEqual(findTests(paths, ['ledger']), { pure: [paths[2]], db: [paths[1]], ui: [], e2e: [] });
  assert.deepEqual(findTests(paths, []).pure, [paths[0], paths[2]]);
});

test('counts passed, failed, skipped and crashed tests, and shows why', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hf-reporter-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const counts = join(folder, 'counts');
  const tests = [
    `import { describe, test } from 'node:test';`,
    `describe('suite', () => { test('fine', () => {}); test('also', (t) => t.test('inner', () => {})); });`,
    `test('absent', (t) => t.skip('needs a file'));`,
    `test('later', { todo: true }, () => {});`,
    `test('wrong', () => { throw new Error('because'); });`,
  ];
  writeFileSync(join(folder, 'a.test.mjs'), tests.join('\n'));
  writeFileSync(join(folder, 'b.test.mjs'), `throw new Error('at load');`);
  const reporter = fileURLToPath(new URL('test-reporter.ts', import.meta.url));
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const args = ['--test', `--test-reporter=${reporter}`, join(folder, 'a.test.mjs'), join(folder, 'b.test.mjs')];
  const done = spawnSync(process.execPath, args, { env: { ...env, HOLDFAST_TEST_COUNTS: counts }, encoding: 'utf8' });
  const lines = readFileSync(counts, 'utf8').trim().split('\n');
  assert.deepEqual(
    lines.map((it) => JSON.parse(it)).toSorted((a, b) => a.file.localeCompare(b.file)),
    [
      { file: join(folder, 'a.test.mjs'), passed: 3, failed: 1, skipped: 2, first: 'wrong: because' },
      { file: join(folder, 'b.test.mjs'), passed: 0, failed: 1, skipped: 0, first: `${join(folder, 'b.test.mjs')}: test failed` },
    ],
  );
  assert.match(done.stdout, /skipped: absent \(.*a\.test\.mjs:3\): needs a file/);
  assert.match(done.stdout, /FAILED wrong \(.*a\.test\.mjs:5\)[^]*because/);
  assert.match(done.stdout, /at load/);
});

test('an error nobody waited for fails the run, though it is no test’s', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hf-reporter-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const wait = 'await new Promise((done) => setTimeout(done, 20));';
  const thrown = `test('goes on', async () => { setTimeout(() => { throw new Error('lost'); }, 1); ${wait} });`;
  writeFileSync(join(folder, 'a.test.mjs'), `import { test } from 'node:test'; ${thrown}`);
  writeFileSync(join(folder, 'b.test.mjs'), `import { test } from 'node:test'; test('fine', async () => { ${wait} });`);
  const [counts, report] = [join(folder, 'counts'), join(folder, 'report')];
  const reporter = [
    `--test-reporter=${fileURLToPath(new URL('test-reporter.ts', import.meta.url))}`,
    `--test-reporter-destination=${report}`,
  ];
  const many = fileURLToPath(new URL('test-many.ts', import.meta.url));
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const args = [...reporter, many, join(folder, 'a.test.mjs'), join(folder, 'b.test.mjs')];
  const done = spawnSync(process.execPath, args, { env: { ...env, HOLDFAST_TEST_COUNTS: counts }, encoding: 'utf8' });
  assert.equal(done.status, 1, done.stderr);
  const lines = readFileSync(counts, 'utf8').trim().split('\n');
  const found = lines.map((it) => JSON.parse(it) as { passed: number; failed: number });
  assert.deepEqual([found.reduce((sum, it) => sum + it.passed, 0), found.reduce((sum, it) => sum + it.failed, 0)], [2, 1]);
  assert.match(readFileSync(report, 'utf8'), /FAILED Error: .*"Error: lost"/);
});
