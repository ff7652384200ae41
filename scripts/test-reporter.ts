// Reporter for node:test: prints what failed and what was skipped with its reason, and appends the counts of each file to HOLDFAST_TEST_COUNTS.
import { appendFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { inspect } from 'node:util';
import type { TestEvent } from 'node:test/reporters';

export type Counts = { passed: number; failed: number; skipped: number };

/** What one file came to; `first` is the first failure in a line. `file` is where its tests are called, or the suite that carries a file's name. */
export type FileCounts = Counts & { file: string; first: string | null };

type Finished = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>;

/** Counts one finished test; suites are not tests unless one failed by itself, and a test still to do is a skipped one. */
export function countTest(counts: Counts, event: Finished): keyof Counts | null {
  const { details, skip, todo } = event.data;
  if (details.type === 'suite' && (event.type === 'test:pass' || isOfItsTests(event))) return null;
  const outcome = isSet(skip) || isSet(todo) ? 'skipped' : event.type === 'test:pass' ? 'passed' : 'failed';
  counts[outcome] += 1;
  return outcome;
}

/** A suite's failure that is one of its tests'. */
function isOfItsTests({ data: { details } }: Finished): boolean {
  const error: unknown = 'error' in details ? details.error : undefined;
  return error instanceof Error && 'failureType' in error && error.failureType === 'subtestsFailed';
}

// node:test gives true, a reason, or (when absent) undefined.
function isSet(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false;
}

/** What node:test says of an error nobody waited for, when it does not know whose it is; it names no test that failed. */
const lost = /^Error: .*\bcaught by the test runner/s;

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files = new Map<string, FileCounts>();
  let outer = '';
  for await (const event of events) {
    if (event.type === 'test:stderr') yield event.data.message;
    if (event.type === 'test:start' && event.data.nesting === 0) outer = event.data.name;
    if (event.type === 'test:diagnostic' && lost.test(event.data.message)) {
      yield `\nFAILED ${event.data.message}\n`;
      const counts = countsOf(files, '');
      counts.failed += 1;
      counts.first ??= event.data.message;
    }
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const counts = countsOf(files, /\.test\.tsx?$/.test(outer) ? resolve(outer) : (event.data.file ?? ''));
    const outcome = countTest(counts, event);
    if (outcome === 'skipped')
      yield `  skipped: ${event.data.name} (${placeOf(event, outer)}): ${String(event.data.skip ?? event.data.todo)}\n`;
    if (outcome === 'failed') yield describeFailure(event, outer);
    if (outcome === 'failed') counts.first ??= `${event.data.name}: ${messageOf(event).split('\n', 1)[0]}`;
  }
  const path = process.env['HOLDFAST_TEST_COUNTS'];
  if (path !== undefined) appendFileSync(path, [...files.values()].map((it) => `${JSON.stringify(it)}\n`).join(''));
}

function countsOf(files: Map<string, FileCounts>, file: string): FileCounts {
  const counts = files.get(file) ?? { file, passed: 0, failed: 0, skipped: 0, first: null };
  files.set(file, counts);
  return counts;
}

/** Where a test is called; of one given to its suite by name, the file. */
function placeOf(event: Finished, outer: string): string {
  const { file, line } = event.data;
  if (file === undefined || file.startsWith('node:')) return relative(process.cwd(), resolve(outer));
  return `${relative(process.cwd(), file)}:${line ?? 1}`;
}

function causeOf(event: Finished): unknown {
  const error: unknown = 'error' in event.data.details ? event.data.details.error : undefined;
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}

function messageOf(event: Finished): string {
  const cause = causeOf(event);
  return cause instanceof Error ? cause.message : String(cause);
}

function describeFailure(event: Finished, outer: string): string {
  const cause = causeOf(event);
  const text = typeof cause === 'string' ? cause : inspect(cause, { depth: 6 });
  return `\nFAILED ${event.data.name} (${placeOf(event, outer)})\n${text.replace(/^/gm, '  ')}\n`;
}
