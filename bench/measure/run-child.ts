// Runs a program to its end with its output thrown away, and says what it cost: wall and CPU seconds, peak memory.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `cpu_s` is user and system time together; `peak_mb` the largest resident set in 10^6 bytes. */
export type Cost = { wall_s: number; cpu_s: number; peak_mb: number };

const gnuTime = '/usr/bin/time';

/** True when costs can be measured here. */
export function canMeasure(): boolean {
  return existsSync(gnuTime);
}

/** Runs it under GNU time. Throws unless it exits with 0 or a code in `alsoFine`. */
export async function measureChild(command: readonly string[], alsoFine: readonly number[] = []): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'hf-cost-'));
  const file = join(folder, 'cost');
  try {
    const began = performance.now();
    const child = spawn(gnuTime, ['-q', '-f', '%U %S %M', '-o', file, ...command], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => (said = (said + String(chunk)).slice(-2000)));
    const code = await new Promise<number | null>((done, fail) => {
      child.once('error', fail);
      child.once('exit', done);
    });
    const wall_s = (performance.now() - began) / 1000;
    if (code !== 0 && !alsoFine.includes(code ?? -1)) throw new Error(`${command[0]} ended with ${code}: ${said.trim()}`);
    const [user = 0, system = 0, kib = 0] = readFileSync(file, 'utf8').trim().split('\n').at(-1)!.split(' ').map(Number);
    return { wall_s, cpu_s: user + system, peak_mb: (kib * 1024) / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The middle of some numbers; of an even count the lower middle. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** The value below which the share `p` (0..1) of the numbers lies. */
export function percentileOf(values: readonly number[], p: number): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * p) - 1)] ?? Number.NaN;
}

/** The middle of each figure for itself. */
export function medianCost(costs: readonly Cost[]): Cost {
  const of = (name: keyof Cost): number => medianOf(costs.map((cost) => cost[name]));
  return { wall_s: of('wall_s'), cpu_s: of('cpu_s'), peak_mb: of('peak_mb') };
}
