// `npm run bench history`: a site's log of a million entries, and every way the pages and the interface ask it: lists, filters, one record's history, changes.
import { parseArgs } from 'node:util';
import { openPool } from '@holdfast/platform/database';
import { sealBatch } from '@holdfast/platform/sealing';
import type { Pool } from 'pg';
import { openHoldfast, type Holdfast } from '../test/holdfast.ts';
import { limitMs, timesOf } from './measure/list-times.ts';
import { historyOf, manyActs, questionsOf } from './measure/history-log.ts';
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
  await grow(holdfast, Number(values.entries));
  await measure(holdfast);
} finally {
  for (const end of ends.toReversed()) await end();
}

/** Acts in bulk as the superuser, who may write pending entries; they are sealed as any other. */
async function grow({ database, site_id, rows, hire }: Holdfast, count: number): Promise<void> {
  const began = performance.now();
  const sealing = openPool({ ...database.connectionFor('holdfast_sequencer'), max: 1 });
  const superuser: Pool = database.pool('holdfast_super');
  const [log] = await rows<{ id: string }>('select id from ledger.log where site_id = $1', [site_id]);
  for (const name of ['ot_lead', 'technician', 'plant_manager']) await hire(name, [{ role: name, scope: 'organisation' }]);
  const people = (await rows<{ id: string }>('select id from holdfast.person')).map(({ id }) => id);
  const step = 50_000;
  for (let done = 0; done < count; done += step) {
    await superuser.query(manyActs, [log!.id, site_id, done, Math.min(step, count - done), count, people]);
    while ((await sealBatch(sealing, log!.id, step)) > 0);
  }
  await sealing.end();
  // What the database's own housekeeping does in the pauses of a log that grows for years.
  await superuser.query('vacuum analyze');
  process.stdout.write(`${count.toLocaleString('en-GB')} entries after ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
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
