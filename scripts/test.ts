// `npm test`: check, then pure, database, page and end-to-end tests, side by side as the machine allows; ends with one line of counts.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { startTestCluster } from '../platform/test/database.ts';
import { buildPages, makeDemo } from '../test/e2e/server.ts';
import { buildStalePrograms } from './build-programs.ts';
import { installPrerequisites } from './prerequisites.ts';
import { runAgain } from './test-again.ts';
import { findTests, listFiles, type TestKind } from './test-files.ts';
import { type Job, type JobKind, nextJob, planJobs } from './test-plan.ts';
import type { Counts } from './test-reporter.ts';
import { addCounts, endAll, type Fault, type Outcome, runJob } from './test-run.ts';
import { makeScratch } from './test-scratch.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const says: Record<JobKind, string> = {
  check: 'check',
  demo: 'the demo for the tests',
  pure: 'pure tests',
  db: 'tests on PostgreSQL',
  ui: 'tests of pages',
  e2e: 'end-to-end tests',
};
type Sum = Counts & { files: number; seconds: number };

const { values, positionals: words } = parseArgs({ options: { times: { type: 'boolean', default: false } }, allowPositionals: true });
const sums = new Map<JobKind, Sum>();
const faults: Fault[] = [];
/** A line for each file that passed only when it was run again alone. */
let named: string[] = [];
/** Interrupted: nothing more begins. */
let isOver = false;
const scratch = makeScratch();
// What tests leave in the temporary folder goes with the run, also when it is interrupted.
process.env['TMPDIR'] = scratch;
// Modules are compiled once for all processes of the run.
process.env['NODE_COMPILE_CACHE'] = join(scratch, 'compiled');
// Deriving a key from a password takes 32 MB each time: in pages of 2 MB they are had for a third less of the kernel's time.
process.env['GLIBC_TUNABLES'] ??= 'glibc.malloc.hugetlb=1';
const timesOfFiles = join(scratch, 'times');
if (values.times) process.env['HOLDFAST_TEST_TIMES'] = timesOfFiles;
const closing: (() => void | Promise<void>)[] = [() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })];

async function main(): Promise<void> {
  const found = findTests(listFiles(root), words);
  const jobs = planJobs(found, availableParallelism());
  if (found.e2e.length > 0 || words.length === 0) installPrerequisites();
  // Servers and commands that tests start load in half the time; nobody builds them while somebody loads them.
  if (words.length === 0 || found.e2e.length > 0) await buildStalePrograms();
  // The demo is made once and copied by each file that wants it: that takes a second instead of ten.
  if (found.e2e.length > 2) jobs.unshift({ kind: 'demo', files: [], slots: 1, seconds: 15 });
  if (words.length === 0) jobs.unshift({ kind: 'check', files: [], slots: 2, seconds: 30 });
  const env = await environments(found);
  await runAll(jobs, env);
  if (!isOver) named = await runAgain(faults, sums, (job) => runAndShow(job, `again-${job.files[0]!.replaceAll('/', '-')}`, env[job.kind]));
}

async function runAndShow(job: Parameters<typeof runJob>[0], id: string, env: Record<string, string> = {}): Promise<Outcome> {
  const outcome = await runJob(job, scratch, id, env);
  process.stdout.write(outcome.said);
  return outcome;
}

/** What the processes of each kind are handed. */
async function environments(found: Record<TestKind, string[]>): Promise<Partial<Record<JobKind, Record<string, string>>>> {
  const e2e = found.e2e.length > 2 ? { HOLDFAST_TEST_DEMO: join(scratch, 'demo') } : {};
  if (found.db.length === 0) return { e2e };
  const { cluster, stop } = await startTestCluster();
  closing.push(stop);
  return { e2e, db: { HOLDFAST_TEST_PG: JSON.stringify(cluster) } };
}

/** One more process than cores: tests wait a part of their time. Three keep two cores as busy as five do, and each takes less of them. */
async function runAll(jobs: readonly Job[], env: Partial<Record<JobKind, Record<string, string>>>): Promise<void> {
  const capacity = Math.max(2, availableParallelism()) + 1;
  const waiting = [...jobs];
  const running = new Map<Job, Promise<void>>();
  for (let begun = 0; (waiting.length > 0 && !isOver) || running.size > 0;) {
    for (
      let job = nextJob(waiting, [...running.keys()], capacity);
      job !== undefined && !isOver;
      job = nextJob(waiting, [...running.keys()], capacity)
    ) {
      const next = job;
      waiting.splice(waiting.indexOf(next), 1);
      begun += 1;
      running.set(
        next,
        run(next, String(begun), env[next.kind] ?? {}).finally(() => running.delete(next)),
      );
    }
    await Promise.race(running.values());
  }
}

async function run(job: Job, id: string, env: Record<string, string>): Promise<void> {
  const { kind, files } = job;
  const began = performance.now();
  const outcome = kind === 'demo' ? await prepareDemo() : await runAndShow({ ...job, kind }, id, env);
  faults.push(...outcome.faults);
  const seconds = (performance.now() - began) / 1000;
  const sum = sums.get(kind) ?? { files: 0, seconds: 0, passed: 0, failed: 0, skipped: 0 };
  addCounts(sum, outcome.counts);
  sums.set(kind, Object.assign(sum, { files: sum.files + files.length, seconds: sum.seconds + seconds }));
  if (values.times)
    process.stdout.write(`  ${seconds.toFixed(1)} s  ${kind} ${files.length > 3 ? `${files.length} files` : files.join(' ')}\n`);
}

async function prepareDemo(): Promise<Outcome> {
  try {
    buildPages();
    await makeDemo(join(scratch, 'demo'));
    return { counts: { passed: 0, failed: 0, skipped: 0 }, faults: [], said: '' };
  } catch (thrown) {
    const counts = { passed: 0, failed: 1, skipped: 0 };
    const said = `\nFAILED ${says.demo}\n${thrown instanceof Error ? thrown.message : String(thrown)}\n`;
    process.stdout.write(said);
    return { counts, faults: [{ kind: 'demo', file: null, first: says.demo, counts }], said };
  }
}

let closed: Promise<void> | undefined;
function close(): Promise<void> {
  closed ??= (async () => {
    for (const work of closing.toReversed()) await work();
  })();
  return closed;
}

function interrupt(): void {
  isOver = true;
  endAll();
  void close().then(() => process.exit(1));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
const began = performance.now();
try {
  await main();
  if (existsSync(timesOfFiles)) process.stdout.write(readFileSync(timesOfFiles, 'utf8'));
} finally {
  await close();
}
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const [kind, sum] of sums) {
  addCounts(total, sum);
  if (kind in { check: 0, demo: 0 }) continue;
  const { files, passed, failed, skipped, seconds } = sum;
  process.stdout.write(
    `${says[kind]}: ${files} files, ${passed} passed, ${failed} failed, ${skipped} skipped, ${seconds.toFixed(1)} s of one process\n`,
  );
}
for (const line of named) process.stdout.write(`${line}\n`);
if (total.passed + total.failed === 0) process.stdout.write('no test ran\n');
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
process.stdout.write(`all in ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
