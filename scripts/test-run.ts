// Runs one process of a test run: its output is shown in one piece when it is over, its counts come back; past its limit it is ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job } from './test-plan.ts';
import type { Counts, FileCounts } from './test-reporter.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reporter = join(root, 'scripts/test-reporter.ts');
const quiet = '--disable-warning=ExperimentalWarning';
const many = join(root, 'scripts/test-many.ts');

/**
 * Of the many files on PostgreSQL each runs its own part of the server a few times: the last compiler seldom earns what it costs, and
 * threads that collect side by side have no core to themselves. A tenth less of the processor; no gain where one file runs long.
 */
const thrifty = ['--single-threaded-gc', '--max-optimized-bytecode-size=500'];

/** Arguments for node besides the files; `limitMinutes` for the whole process. */
const ways: Record<Exclude<Job['kind'], 'demo'>, { args: readonly string[]; limitMinutes: number }> = {
  check: { args: [join(root, 'scripts/check.ts')], limitMinutes: 5 },
  pure: { args: [many], limitMinutes: 8 },
  ui: { args: [`--import=${join(root, 'scripts/tsx-hooks.ts')}`, many], limitMinutes: 8 },
  db: { args: [...thrifty, many], limitMinutes: 25 },
  e2e: { args: [many], limitMinutes: 25 },
};

/** What a process came to. `said` is to be shown; `faults` are the files in which something failed, null where nobody knows in which. */
export type Outcome = { counts: Counts; faults: Fault[]; said: string };
export type Fault = { kind: Job['kind']; file: string | null; first: string; counts: Counts };

const running = new Set<ChildProcess>();

/** Ends every process under way. */
export function endAll(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** Runs it; `scratch` is a folder of the run, `id` this process's name in it. A process that fails without a failed test counts as one. */
export async function runJob(
  job: Pick<Job, 'files'> & { kind: keyof typeof ways },
  scratch: string,
  id: string,
  env: Record<string, string>,
): Promise<Outcome> {
  const { args, limitMinutes } = ways[job.kind];
  const [counts, report] = [join(scratch, `${id}.counts`), join(scratch, `${id}.report`)];
  const tells = job.kind === 'check' ? [] : [`--test-reporter=${reporter}`, `--test-reporter-destination=${report}`];
  const said = { HOLDFAST_TEST_COUNTS: counts, NODE_OPTIONS: quiet, ...env };
  const { code, output } = await runNode([...tells, ...args, ...job.files], said, limitMinutes);
  const text = output + (existsSync(report) ? readFileSync(report, 'utf8') : '');
  if (job.kind === 'check') return outcomeOf(job, text, [{ ...none, [code === 0 ? 'passed' : 'failed']: 1, file: '', first: 'check' }]);
  const mine = readCounts(counts);
  const ran = mine.some((it) => it.passed + it.failed + it.skipped > 0);
  // Node ends with 1 after a failed test; whatever ended otherwise did not come to its end.
  if (ran && (code === 0 || (code === 1 && mine.some((it) => it.failed > 0)))) return outcomeOf(job, text, mine);
  const first = `${ran ? 'it' : 'no test ran, it'} ended with ${code ?? 'a signal'}`;
  mine.push({ ...none, failed: 1, file: '', first });
  return outcomeOf(job, `${text}\nFAILED ${job.files.join(' ')}: ${first}\n`, mine);
}

const none: Counts = { passed: 0, failed: 0, skipped: 0 };

function outcomeOf({ kind, files }: Pick<Job, 'kind' | 'files'>, said: string, counted: readonly FileCounts[]): Outcome {
  const counts = sumOf(counted);
  const failed = counted.filter((it) => it.failed > 0);
  // A file that has a process of its own may have its tests called by another, as those of a story are.
  if (files.length === 1 && failed.length > 0)
    return { counts, said, faults: [{ kind, file: files[0]!, first: failed[0]!.first ?? '', counts }] };
  const ownerOf = (file: string): string | null => files.find((it) => resolve(root, it) === file) ?? null;
  return { counts, said, faults: failed.map((it) => ({ kind, file: ownerOf(it.file), first: it.first ?? '', counts: it })) };
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

function readCounts(path: string): FileCounts[] {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  return lines.map((it) => JSON.parse(it) as FileCounts);
}

function sumOf(counted: readonly Counts[]): Counts {
  const sum = { ...none };
  for (const it of counted) addCounts(sum, it);
  return sum;
}

/** Adds the counts of `more` to `total`; `times` -1 takes them away. */
export function addCounts(total: Counts, more: Counts, times: 1 | -1 = 1): void {
  for (const name of ['passed', 'failed', 'skipped'] as const) total[name] += times * more[name];
}
