// Runs one process of a test run: its output is shown in one piece when it is over, its counts come back; past its limit it is ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job } from './test-plan.ts';
import type { Counts } from './test-reporter.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reporter = join(root, 'scripts/test-reporter.ts');
const quiet = '--disable-warning=ExperimentalWarning';
const together = ['--test', '--test-isolation=none', '--test-timeout=120000'];

/** Arguments for node besides the files; `limitMinutes` for the whole process. */
const ways: Record<Exclude<Job['kind'], 'demo'>, { args: readonly string[]; limitMinutes: number }> = {
  check: { args: [join(root, 'scripts/check.ts')], limitMinutes: 5 },
  pure: { args: together, limitMinutes: 8 },
  ui: { args: [...together, `--import=${join(root, 'scripts/tsx-hooks.ts')}`], limitMinutes: 8 },
  db: { args: [join(root, 'scripts/test-many.ts')], limitMinutes: 12 },
  e2e: { args: [], limitMinutes: 10 },
};

const running = new Set<ChildProcess>();

/** Ends every process under way. */
export function endAll(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** Runs it; `scratch` is a folder of the run, `id` this process's name in it. A process that fails without a failed test counts as one. */
export async function runJob(
  job: Job & { kind: keyof typeof ways },
  scratch: string,
  id: string,
  env: Record<string, string>,
): Promise<Counts> {
  const { args, limitMinutes } = ways[job.kind];
  const [counts, report] = [join(scratch, `${id}.counts`), join(scratch, `${id}.report`)];
  const tells = job.kind === 'check' ? [] : [`--test-reporter=${reporter}`, `--test-reporter-destination=${report}`];
  const said = { HOLDFAST_TEST_COUNTS: counts, NODE_OPTIONS: quiet, ...env };
  const { code, output } = await runNode([...tells, ...args, ...job.files], said, limitMinutes);
  process.stdout.write(output + (existsSync(report) ? readFileSync(report, 'utf8') : ''));
  if (job.kind === 'check') return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const mine = readCounts(counts);
  const ran = mine.passed + mine.failed + mine.skipped;
  if (mine.failed === 0 && (code !== 0 || ran === 0)) {
    mine.failed = 1;
    process.stdout.write(`\nFAILED ${job.files.join(' ')}: ${ran === 0 ? 'no test ran, it' : 'it'} ended with ${code ?? 'a signal'}\n`);
  }
  return mine;
}

/** What checks and tests say on standard error is kept; on standard output only the check says something. */
function runNode(
  args: readonly string[],
  env: Record<string, string>,
  limitMinutes: number,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [quiet, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  running.add(child);
  let output = '';
  const isCheck = args.at(-1)?.endsWith('check.ts') === true;
  child.stdout.on('data', (chunk) => (output += isCheck ? String(chunk) : ''));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMinutes * 60_000);
  return new Promise((done) => {
    // What a test left running may hold its output open; it is not waited for.
    child.once('exit', (code) => {
      clearTimeout(limit);
      running.delete(child);
      setTimeout(() => done({ code, output }), 20);
    });
  });
}

function readCounts(path: string): Counts {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const line of lines) addCounts(counts, JSON.parse(line) as Counts);
  return counts;
}

/** Adds the counts of `more` to `total`. */
export function addCounts(total: Counts, more: Counts): void {
  for (const name of ['passed', 'failed', 'skipped'] as const) total[name] += more[name];
}
