// How benchmarks print: aligned columns, and one line for each bar that says whether it holds.
import { loadavg } from 'node:os';

/** Prints rows under heads; every column but the first is right-aligned. */
export function printTable(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of [heads, ...rows]) {
    const cells = row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)));
    process.stdout.write(`  ${cells.join('  ').trimEnd()}\n`);
  }
}

/** A bar: what must hold and whether it did; `holds` null when it could not be measured here. */
export type Bar = { says: string; holds: boolean | null };

/** Prints every bar; a bar that does not hold makes the process end with 1. */
export function printBars(bars: readonly Bar[]): void {
  process.stdout.write('\n');
  for (const { says, holds } of bars) {
    process.stdout.write(`${holds === null ? 'skipped' : holds ? 'holds  ' : 'MISSED '}  ${says}\n`);
    if (holds === false) process.exitCode = 1;
  }
}

/** A busy machine measures badly: says so once. */
export function printMachine(): void {
  const [load = 0] = loadavg();
  process.stdout.write(load > 0.7 ? `The machine is busy (load ${load.toFixed(1)}); ratios hold better than seconds.\n\n` : '');
}
