// The order of a test run: which files share a process, and which process goes next. Pure.
import type { TestKind } from './test-files.ts';
import { longerTests, usualTests, waitingTests } from './test-times.data.ts';

export type JobKind = TestKind | 'check' | 'demo';

/** One process. `slots` is how much of the machine it takes; `seconds` what it is expected to take. */
export type Job = { kind: JobKind; files: readonly string[]; slots: number; seconds: number };

const secondsOf = (kind: TestKind, file: string): number => longerTests[file] ?? usualTests[kind];

/**
 * Tests of the whole product that are long have a process of their own; the others share processes, as many files to each as make them equally
 * long. Those that mostly wait share one that takes no slot: whatever computes meanwhile does not mind. The longest first.
 */
export function planJobs(found: Readonly<Record<TestKind, readonly string[]>>, cores: number): Job[] {
  const isLong = (file: string): boolean => secondsOf('e2e', file) >= 60;
  const single = found.e2e.filter(isLong).map((file): Job => ({ kind: 'e2e', files: [file], slots: 1, seconds: secondsOf('e2e', file) }));
  // The pure ones come last: many small pieces end together.
  const processes = { pure: 3 * cores, db: 2 * cores, ui: 1, e2e: 2 * cores } as const;
  const mostlyWaits = new Set(waitingTests);
  const waiting = shareOut(
    'db',
    found.db.filter((file) => mostlyWaits.has(file)),
    1,
  ).map((it): Job => ({ ...it, slots: 0 }));
  const shared = { ...found, db: found.db.filter((file) => !mostlyWaits.has(file)), e2e: found.e2e.filter((file) => !isLong(file)) };
  const together = (['pure', 'db', 'ui', 'e2e'] as const).flatMap((kind) => shareOut(kind, shared[kind], processes[kind]));
  return [...single, ...waiting, ...together].toSorted((a, b) => b.seconds - a.seconds);
}

function shareOut(kind: TestKind, files: readonly string[], count: number): Job[] {
  const shares = Array.from({ length: count }, () => ({ files: [] as string[], seconds: 0 }));
  for (const file of files.toSorted((a, b) => secondsOf(kind, b) - secondsOf(kind, a))) {
    const least = shares.reduce((best, it) => (it.seconds < best.seconds ? it : best));
    least.files.push(file);
    least.seconds += secondsOf(kind, file);
  }
  return shares.filter((it) => it.files.length > 0).map((it) => ({ kind, slots: 1, ...it }));
}

/**
 * The next job that may begin beside those `running` on a machine with `capacity` slots, or undefined: nothing fits now.
 * Tests of the whole product wait until `demo` is made, when it is going to be.
 */
export function nextJob(waiting: readonly Job[], running: readonly Job[], capacity: number): Job | undefined {
  const free = capacity - running.reduce((sum, it) => sum + it.slots, 0);
  const makesDemo = [...waiting, ...running].some((it) => it.kind === 'demo');
  return waiting.find((it) => it.slots <= free && !(it.kind === 'e2e' && makesDemo));
}
