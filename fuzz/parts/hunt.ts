// `npm run fuzz -- wire 60s`: lets a thread make and judge inputs, watches that it goes on, and keeps every input that breaks something.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { allTargets } from './all-targets.ts';
import { kindOf } from './target.ts';

/** What the thread is told. */
export type Start = { kind: string; only: string | null; seed: number; from: number; memory: SharedArrayBuffer };
/** An input that broke something. */
export type Seen = { target: string; input: Uint8Array; fault: string };

export const regressions = fileURLToPath(new URL('../regressions', import.meta.url));
const memoryBytes = 4 << 20;
const hangMs = 20_000;
const mostFaults = 20;
/** Resident memory of the whole process; one inspection with the fuzzer's limits needs a few megabytes. */
const mostResidentBytes = 1200e6;

/** Runs until the time is over or too much is broken; exit code 1 when anything is. */
export async function hunt(kind: string, argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { seed: { type: 'string' }, only: { type: 'string' }, 'keep-in': { type: 'string', default: regressions } },
  });
  const limitMs = readTime(positionals[0] ?? '60s');
  const seed = values.seed === undefined ? (Date.now() / 1000) | 0 : Number(values.seed);
  process.stdout.write(`fuzzing ${kind} for ${limitMs / 1000} s, seed ${seed}\n`);
  const found = new Map<string, Seen>();
  const until = performance.now() + limitMs;
  let round = 0;
  while (performance.now() < until && found.size < mostFaults) {
    const ended = await watch(
      { kind, only: values.only ?? null, seed, from: round, memory: new SharedArrayBuffer(memoryBytes) },
      until,
      (seen) => keep(seen, values['keep-in'], found),
    );
    round = ended;
  }
  process.stdout.write(`${round.toLocaleString('en-GB')} inputs, ${found.size} faults\n`);
  process.exitCode = found.size > 0 ? 1 : 0;
}

function readTime(text: string): number {
  const match = /^(\d+)(s|m|h)$/.exec(text);
  if (match === null) throw new Error(`"${text}" is no time: say 60s or 5m`);
  return Number(match[1]) * { s: 1000, m: 60_000, h: 3_600_000 }[match[2] as 's' | 'm' | 'h'];
}

/** Runs one thread until the time is over or it hangs or dies; returns the round to go on with. */
async function watch(start: Start, until: number, seen: (it: Seen) => void): Promise<number> {
  const state = new Int32Array(start.memory, 0, 4);
  const worker = new Worker(new URL('./hunt.worker.ts', import.meta.url), {
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const targets = allTargets[start.kind]!().filter(({ name }) => start.only === null || name === start.only);
  let [faults, lastRound, lastMoved] = [0, -1, performance.now()];
  const blame = (fault: string): void => seen({ target: targets[state[1]!]?.name ?? start.kind, input: shownInput(start.memory), fault });
  let death: Error | null = null;
  worker.on('error', (error) => (death = error instanceof Error ? error : new Error(String(error))));
  worker.on('message', (it: Seen) => {
    faults += 1;
    lastMoved = performance.now();
    seen(it);
  });
  while (performance.now() < until && death === null && faults < mostFaults) {
    await wait(100);
    const round = Atomics.load(state, 0);
    if (round !== lastRound) [lastRound, lastMoved] = [round, performance.now()];
    else if (performance.now() - lastMoved > hangMs) {
      blame(`hangs: more than ${hangMs / 1000} s`);
      break;
    }
    if (process.memoryUsage.rss() > mostResidentBytes) {
      blame(`memory: ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB resident`);
      break;
    }
  }
  if (death !== null) blame(`the thread died: ${(death as Error).message}`);
  await worker.terminate();
  return Math.max(Atomics.load(state, 0), start.from);
}

function shownInput(memory: SharedArrayBuffer): Uint8Array {
  const state = new Int32Array(memory, 0, 4);
  return new Uint8Array(memory, 16).slice(0, state[2]);
}

/** One file a target and kind of fault; a test replays it for ever. */
function keep(seen: Seen, folder: string, found: Map<string, Seen>): void {
  const kind = kindOf(seen.target, seen.fault);
  if (found.has(kind)) return;
  found.set(kind, seen);
  mkdirSync(folder, { recursive: true });
  const hash = createHash('sha256').update(seen.input).digest('hex').slice(0, 8);
  const path = join(folder, `${seen.target}.${hash}.bin`);
  writeFileSync(path, seen.input);
  process.stdout.write(`${seen.target}: ${seen.fault}\n  ${seen.input.length} bytes kept as ${path}\n`);
}
