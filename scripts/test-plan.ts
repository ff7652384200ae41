// The order of a test run: which files share a process, and which process goes next. Pure.
import type { TestKind } from './test-files.ts';
import { longerTests, usualTests } from './test-times.data.ts';

export type JobKind = TestKind | 'check' | 'demo';

/** One process. `slots` is how much of the machine it takes; `seconds` what it is expected to take. */
export type Job = { kind: JobKind; files: readonly string[]; slots: number; seconds: number };

const secondsOf = (kind: TestKind, file: string): number => longerTests[file] ?? usualTests[kind];

/** Pure tests and pages share a process, as many to each as make the processes equally long; all others have one of their own. The longest first. */
export function planJobs(found: Readonly<Record<TestKind, readonly string[]>>, shared: number): Job[] {
  const single = (['db', 'e2e'] as const).flatMap((kind) =>
    found[kind].map((file): Job => ({ kind, files: [file], slots: 1, seconds: secondsOf(kind, file) })),
  );
  const together = (['pure', 'ui'] as const).flatMap((kind) => shareOut(kind, found[kind], kind === 'pure' ? shared : 1));
  return [...single, ...together].toSorted((a, b) => b.seconds - a.seconds);
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

/** How many browsers at once: each keeps a core busy. */
const browsersAtOnce = 2;

/**
 * The next job that may begin beside those `running` on a machine with `capacity` slots, or undefined: nothing fits now.
 * Tests of the whole product wait until `demo` is made, when it is going to be.
 */
export function nextJob(waiting: readonly Job[], running: readonly Job[], capacity: number): Job | undefined {
  const free = capacity - running.reduce((sum, it) => sum + it.slots, 0);
  const makesDemo = [...waiting, ...running].some((it) => it.kind === 'demo');
  const browsers = running.filter((it) => it.kind === 'e2e').length;
  return waiting.find((it) => it.slots <= free && (it.kind !== 'e2e' || (!makesDemo && browsers < browsersAtOnce)));
}
