// `npm run bench matrix`: 500 requirements at 20 sites over three years of daily acts, five million entries: how long the matrix takes to open, now and as of a year ago.
import { parseArgs } from 'node:util';
import { compare, rowsAt } from '@holdfast/requirements/store.reading';
import { comparisonPage, requirementQuery } from '@holdfast/requirements/schema';
import { catchUp, readersOf } from '@holdfast/requirements/store.marks';
import type { MatrixParts } from '@holdfast/requirements/store';
import { endPool, openDatabase, openPool } from '@holdfast/platform/database';
import type { Context, Database } from '@holdfast/platform/route';
import { testDatabase } from '../platform/test/database.ts';
import { growFacts, growMarks, growSites, makeMatrix, type Rows, type Size } from './matrix-marks.ts';
import { printBars, printMachine, printTable } from './measure/print.ts';
import { medianOf } from './measure/run-child.ts';

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '5000000' },
    sites: { type: 'string', default: '20' },
    requirements: { type: 'string', default: '500' },
    calls: { type: 'string', default: '9' },
  },
});
const [entries, sites, count] = [Number(values.entries), Number(values.sites), Number(values.requirements)];
/** So many are read as facts. */
const readEntries = Math.min(entries, 200_000);
const yearMs = 365 * 86_400_000;
const [nowLimitMs, pastLimitMs] = [1000, 3000];

type Bench = { db: Database; rows: Rows };

async function timesOf(work: () => Promise<unknown>): Promise<{ first_ms: number; p50_ms: number }> {
  const times: number[] = [];
  for (let call = 0; call <= Number(values.calls); call += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return { first_ms: times[0]!, p50_ms: medianOf(times.slice(1)) };
}

async function measure(bench: Bench): Promise<void> {
  const matrix = makeMatrix(count);
  const parts: MatrixParts = { matrix, readers: readersOf(matrix) };
  const { db, rows } = bench;
  const size: Size = { sites, requirements: count, entries: Math.floor(entries / sites), read: Math.floor(readEntries / sites) };
  const now = new Date();
  await growSites(rows, size);
  await growFacts(rows, size, now);
  const [first] = await rows<{ id: string }>('select id from holdfast.site order by id limit 1');
  const began = performance.now();
  await catchUp(db, parts.readers);
  const read_s = (performance.now() - began) / 1000;
  await growMarks(rows, size, now);
  await rows('vacuum analyze holdfast.evidence_mark');
  await rows('vacuum analyze holdfast.evidence_latest');
  const owner = { role: 'owner', scope: 'organisation', site_id: null, zone_id: null, expires_at: null } as const;
  const principal = { person_id: first!.id, name: 'bench', via: 'ui', grants: [owner] } as const;
  const context = { db, now, principal } as unknown as Context;
  const open = async (as_of?: string): Promise<void> => {
    const page = await compare(parts, context, requirementQuery.parse({ limit: count, ...(as_of === undefined ? {} : { as_of }) }));
    JSON.stringify(comparisonPage.parse(page));
  };
  const year_ago = new Date(Date.now() - yearMs).toISOString();
  const asked = [
    { says: `${count} requirements x ${sites} sites`, limit_ms: nowLimitMs, ...(await timesOf(() => open())) },
    { says: 'the same as of a year ago', limit_ms: pastLimitMs, ...(await timesOf(() => open(year_ago))) },
    { says: `one site, ${count} rows`, limit_ms: nowLimitMs, ...(await timesOf(() => rowsAt(parts, context, first!.id))) },
    { says: 'one site as of a year ago', limit_ms: pastLimitMs, ...(await timesOf(() => rowsAt(parts, context, first!.id, year_ago))) },
  ];
  const [marks] = await rows<{ n: string; bytes: string }>(
    `select count(*) as n, pg_total_relation_size('holdfast.evidence_mark') as bytes from holdfast.evidence_mark`,
  );
  printTable(
    ['question', 'first ms', 'median ms', 'limit ms'],
    asked.map((it) => [it.says, it.first_ms.toFixed(0), it.p50_ms.toFixed(0), String(it.limit_ms)]),
  );
  process.stdout.write(
    `${marks!.n} marks, ${(Number(marks!.bytes) / 1e6).toFixed(0)} MB; ${(readEntries / read_s).toFixed(0)} entries a second are read anew\n`,
  );
  printBars(asked.map((it) => ({ says: `${it.says}: under ${it.limit_ms} ms, also the first time`, holds: it.first_ms <= it.limit_ms })));
}

const ends: (() => Promise<void>)[] = [];
try {
  const database = await testDatabase({ after: (work) => void ends.push(work) });
  const pool = openPool({ ...database.connectionFor('holdfast_app'), max: 4 });
  ends.push(() => endPool(pool));
  const superuser = database.pool('holdfast_super');
  printMachine();
  await measure({ db: openDatabase(pool), rows: async (text, values = []) => (await superuser.query(text, [...values])).rows as never });
} finally {
  for (const end of ends.toReversed()) await end();
}
