// What failed beside others is run again alone once all else is over: a busy machine is no fault of the product, but it is named aloud.
import type { Job } from './test-plan.ts';
import type { Counts } from './test-reporter.ts';
import { addCounts, type Fault, type Outcome } from './test-run.ts';

type Again = { kind: Exclude<Job['kind'], 'check' | 'demo'>; file: string; first: string; counts: Counts };

/** More files than this that failed are no accident. */
const againAtMost = 6;

/** The files to run again: none when there are too many, or when something failed that is no test's file. */
export function chooseAgain(faults: readonly Fault[]): Again[] {
  const again = faults.flatMap(({ kind, file, first, counts }) =>
    kind === 'check' || kind === 'demo' || file === null ? [] : [{ kind, file, first, counts }],
  );
  return again.length === faults.length && again.length <= againAtMost ? again : [];
}

/**
 * Runs each of them with `run`, one after another. What passes now is counted instead of what failed in `sums`.
 * Returns a line for each such file: its name and what failed first.
 */
export async function runAgain(
  faults: readonly Fault[],
  sums: ReadonlyMap<Job['kind'], Counts>,
  run: (job: Pick<Again, 'kind'> & { files: string[] }) => Promise<Outcome>,
): Promise<string[]> {
  const named: string[] = [];
  for (const { kind, file, first, counts } of chooseAgain(faults)) {
    const second = (await run({ kind, files: [file] })).counts;
    if (second.failed > 0 || second.passed === 0) continue;
    const sum = sums.get(kind)!;
    addCounts(sum, counts, -1);
    addCounts(sum, second);
    named.push(`passed only when run alone: ${file} (${first})`);
  }
  return named;
}
