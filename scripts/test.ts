// `npm test`: check, then pure, database, page and end-to-end tests; ends with one line of counts.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestCluster } from '../platform/test/database.ts';
import { makeDemo } from '../test/e2e/server.ts';
import { installPrerequisites } from './prerequisites.ts';
import { findTests, listFiles, testKinds, type TestKind } from './test-files.ts';
import type { Counts } from './test-reporter.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reporter = join(root, 'scripts/test-reporter.ts');

const runs: Record<TestKind, { says: string; args: string[]; limitMinutes: number }> = {
  pure: { says: 'pure tests', args: ['--test-isolation=none', '--test-timeout=120000'], limitMinutes: 10 },
  db: { says: 'tests on PostgreSQL', args: ['--test-concurrency=3', '--test-timeout=240000'], limitMinutes: 15 },
  ui: {
    says: 'tests of pages',
    args: ['--test-isolation=none', '--test-timeout=120000', `--import=${join(root, 'scripts/tsx-hooks.ts')}`],
    limitMinutes: 10,
  },
  e2e: { says: 'end-to-end tests', args: ['--test-concurrency=2', '--test-timeout=600000'], limitMinutes: 20 },
};

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const scratch = mkdtempSync(join(tmpdir(), 'hf-test-run-'));
chmodSync(scratch, 0o711);
// What tests leave in the temporary folder goes with the run, also when it is interrupted.
process.env['TMPDIR'] = scratch;
const closing: (() => void | Promise<void>)[] = [() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })];
let running: ChildProcess | undefined;

// Runs node and returns its exit code; past the limit it is ended and counts as failed.
function runNode(args: string[], env: Record<string, string>, limitMinutes: number): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  running = child;
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMinutes * 60_000);
  return new Promise((done) => {
    child.once('exit', (code) => {
      clearTimeout(limit);
      done(code ?? 1);
    });
  });
}

async function check(): Promise<void> {
  const code = await runNode([join(root, 'scripts/check.ts')], {}, 5);
  total[code === 0 ? 'passed' : 'failed'] += 1;
}

async function runKind(kind: TestKind, files: string[], env: Record<string, string>): Promise<void> {
  const { says, args, limitMinutes } = runs[kind];
  const counts = join(scratch, kind);
  const began = performance.now();
  const all = ['--test', `--test-reporter=${reporter}`, '--test-reporter-destination=stdout', ...args, ...files];
  const code = await runNode(
    all,
    { HOLDFAST_TEST_COUNTS: counts, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', ...env },
    limitMinutes,
  );
  const mine = readCounts(counts);
  if (code !== 0 && mine.failed === 0) mine.failed = 1;
  for (const name of ['passed', 'failed', 'skipped'] as const) total[name] += mine[name];
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `${says}: ${files.length} files, ${mine.passed} passed, ${mine.failed} failed, ${mine.skipped} skipped, ${seconds} s\n`,
  );
}

function readCounts(path: string): Counts {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const line of lines) {
    const one = JSON.parse(line) as Counts;
    for (const name of ['passed', 'failed', 'skipped'] as const) counts[name] += one[name];
  }
  return counts;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  const found = findTests(listFiles(root), words);
  if (found.e2e.length > 0 || words.length === 0) installPrerequisites();
  if (words.length === 0) await check();
  let env: Record<string, string> = {};
  for (const kind of testKinds) {
    if (found[kind].length === 0) continue;
    if (kind === 'db') env = await shareCluster();
    if (kind === 'e2e') env = await shareDemo(found.e2e.length);
    await runKind(kind, kind === 'e2e' ? longestFirst(found[kind]) : found[kind], env);
  }
}

/** The walk over all pages takes as long as all others together: two at a time, it goes first. */
function longestFirst(files: readonly string[]): string[] {
  const isLong = (file: string): boolean => file.endsWith('pages.test.ts');
  return [...files.filter(isLong), ...files.filter((file) => !isLong(file))];
}

async function shareCluster(): Promise<Record<string, string>> {
  const { cluster, stop } = await startTestCluster();
  closing.push(stop);
  return { HOLDFAST_TEST_PG: JSON.stringify(cluster) };
}

/** The demo is made once and copied by each file that wants it: that takes a second instead of ten. */
async function shareDemo(files: number): Promise<Record<string, string>> {
  if (files < 3) return {};
  const dataDir = join(scratch, 'demo');
  await makeDemo(dataDir);
  return { HOLDFAST_TEST_DEMO: dataDir };
}

async function closeAll(): Promise<void> {
  for (const work of closing.toReversed()) await work();
}

let closed: Promise<void> | undefined;
function close(): Promise<void> {
  closed ??= closeAll();
  return closed;
}

function interrupt(): void {
  running?.kill('SIGTERM');
  void close().then(() => process.exit(1));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
try {
  await main();
} finally {
  await close();
}
if (total.passed + total.failed === 0) process.stdout.write('no test ran\n');
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
