// `npm run bench history`: a site's log of a million entries, and every way the pages and the interface ask it: lists, filters, one record's history, changes.
import { parseArgs } from 'node:util';
import { openHoldfast, type Holdfast } from '../test/holdfast.ts';
import { limitMs, timesOf } from './measure/list-times.ts';
import { growLog, historyOf, questionsOf } from './measure/history-log.ts';
import { printBars, printMachine, printTable } from './measure/print.ts';

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '1000000' },
    calls: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    /** Prints the plans of questions over the bar. */
    plans: { type: 'boolean', default: false },
  },
});

const ends: (() => Promise<void>)[] = [];
try {
  const holdfast = await openHoldfast({ after: (work) => void ends.push(work) });
  await growLog(holdfast, Number(values.entries));
  await measure(holdfast);
} finally {
  for (const end of ends.toReversed()) await end();
}

async function measure(holdfast: Holdfast): Promise<void> {
  printMachine();
  const only = new RegExp(values.only);
  const rows: string[][] = [];
  const over: string[] = [];
  const asked = questionsOf(await historyOf(holdfast)).filter(({ says }) => only.test(says));
  for (const { says, path } of asked) {
    const began = performance.now();
    const { body } = await holdfast.call<{ total?: number }>('GET', `${holdfast.site}/ledger/${path}`, { as: 'owner' });
    const first_ms = performance.now() - began;
    const { p50, p95 } = await timesOf(
      () => holdfast.call('GET', `${holdfast.site}/ledger/${path}`, { as: 'owner' }),
      Number(values.calls),
    );
    if (Math.max(p95, first_ms) > limitMs) over.push(says);
    const found = body.total?.toLocaleString('en-GB') ?? '';
    rows.push([says, found, first_ms.toFixed(0), p50.toFixed(0), p95.toFixed(0), Math.max(p95, first_ms) > limitMs ? 'OVER' : 'holds']);
  }
  printTable(['', 'found', 'first ms', 'p50 ms', 'p95 ms', ''], rows);
  printBars([
    {
      says: `each of ${asked.length} questions to a log of ${Number(values.entries).toLocaleString('en-GB')} entries is answered within ${limitMs} ms, the first time and at p95${over.length === 0 ? '' : `; not ${over.join(', ')}`}`,
      holds: over.length === 0,
    },
  ]);
}
