// Reporter for node:test: prints what failed and what was skipped with its reason, and appends the counts to HOLDFAST_TEST_COUNTS.
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inspect } from 'node:util';
import type { TestEvent } from 'node:test/reporters';

export type Counts = { passed: number; failed: number; skipped: number };

type Finished = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>;

/** Counts one finished test; suites are not tests, and a test still to do is a skipped one. */
export function countTest(counts: Counts, event: Finished): keyof Counts | null {
  const { details, skip, todo } = event.data;
  if (details.type === 'suite' && event.type === 'test:pass') return null;
  const outcome = isSet(skip) || isSet(todo) ? 'skipped' : event.type === 'test:pass' ? 'passed' : 'failed';
  counts[outcome] += 1;
  return outcome;
}

// node:test gives true, a reason, or (when absent) undefined.
function isSet(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false;
}

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const event of events) {
    if (event.type === 'test:stderr') yield event.data.message;
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const outcome = countTest(counts, event);
    if (outcome === 'skipped') yield `  skipped: ${event.data.name} (${placeOf(event)}): ${String(event.data.skip ?? event.data.todo)}\n`;
    if (outcome === 'failed') yield describeFailure(event);
  }
  const file = process.env['HOLDFAST_TEST_COUNTS'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(counts)}\n`);
}

function placeOf(event: Finished): string {
  const { file, line } = event.data;
  return file === undefined ? '' : `${relative(process.cwd(), file)}:${line ?? 1}`;
}

function describeFailure(event: Finished): string {
  const error: unknown = 'error' in event.data.details ? event.data.details.error : undefined;
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const text = typeof cause === 'string' ? cause : inspect(cause, { depth: 6 });
  return `\nFAILED ${event.data.name} (${placeOf(event)})\n${text.replace(/^/gm, '  ')}\n`;
}
