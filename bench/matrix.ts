// `npm run bench matrix`: 500 requirements at 20 sites over three years of daily acts, five million entries: how long the matrix takes to open, now and as of a year ago.
import { parseArgs } from 'node:util';
import type { EvidenceBinding, Requirement } from '@holdfast/core-law';
import { requirements as real } from '@holdfast/core-law';
import { compare, rowsAt } from '@holdfast/requirements/store.reading';
import { comparisonPage, requirementQuery } from '@holdfast/requirements/schema';
import { catchUp, readersOf } from '@holdfast/requirements/store.marks';
import type { MatrixParts } from '@holdfast/requirements/store';
import { endPool, openDatabase, openPool } from '@holdfast/platform/database';
import type { Context, Database } from '@holdfast/platform/route';
import { testDatabase } from '../platform/test/database.ts';
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
const years = 3;
/** So many are read as facts. */
const readEntries = Math.min(entries, 200_000);
const yearMs = 365 * 86_400_000;
const [nowLimitMs, pastLimitMs] = [1000, 3000];

/** Requirements of the size of the real ones, each with a practice of its own. */
function makeParts(): MatrixParts {
  const operators = real.filter((it) => it.addressee === 'operator' && it.jurisdiction === 'EU');
  const requirements = Array.from({ length: count }, (_, at): Requirement => ({
    ...operators[at % operators.length]!,
    id: `BENCH-${at}`,
    counterparts: [],
  }));
  const bindings = requirements.map(({ id, artefacts }, at): EvidenceBinding => ({
    id: `bench.k${at}`,
    artefact: artefacts[0]!,
    requirements: [id],
    population: null,
    kinds: [`bench.k${at}`],
    fresh_days: [7, 31, 120, 365, null][at % 5]!,
    reads: () => [{ subject_id: 'site', effect: 'proves' }],
  }));
  const matrix = { requirements, bindings, populations: [] };
  return { matrix, readers: readersOf(matrix) };
}

type Bench = { db: Database; rows<T>(text: string, values?: readonly unknown[]): Promise<T[]> };

/** Sites with a log each, and in each its part of the entries: every practice every few hours over three years. */
async function grow({ rows }: Bench): Promise<void> {
  await rows(`insert into holdfast.organisation (id, name) values (uuidv7(), 'Bench')`);
  await rows(
    `insert into holdfast.site (id, organisation_id, name, time_zone) select uuidv7(), o.id, 'Works ' || n, 'Europe/Berlin'
     from holdfast.organisation o, generate_series(1, $1::int) n`,
    [sites],
  );
  await rows(
    `insert into ledger.log (id, site_id, origin, epoch) select uuidv7(), id, 'holdfast.bench/' || id || '/e1', 1 from holdfast.site`,
  );
  // A part of them as facts, to measure how fast they are read; the marks of all of them as reading makes them.
  await rows(
    `insert into ledger.fact (log_id, idx, site_id, kind, subject_type, subject_id, actor, at, data)
     select l.id, n - 1, l.site_id, 'bench.k' || (n % $1::int), 'site', l.site_id::text, 'process:bench', now(), '{}'
     from ledger.log l, generate_series(1, $2::int) n`,
    [count, Math.floor(readEntries / sites)],
  );
}

/** The marks of all entries: every practice every few hours over three years. */
async function growMarks({ rows }: Bench): Promise<void> {
  await rows('delete from holdfast.evidence_mark');
  await rows('delete from holdfast.evidence_latest');
  await rows('alter table holdfast.evidence_mark drop constraint evidence_mark_pkey');
  await rows(
    `insert into holdfast.evidence_mark (site_id, source, subject_id, at, log_id, idx, effect)
     select l.site_id, 'bench.k' || (n % $1::int), 'site', now() - make_interval(secs => ($2::float8 - n) * $3::float8 / $2::float8), l.id, n - 1, 'proves'
     from ledger.log l, generate_series(1, $2::int) n`,
    [count, Math.floor(entries / sites), years * 365 * 86_400],
  );
  await rows(
    'alter table holdfast.evidence_mark add constraint evidence_mark_pkey primary key (site_id, source, subject_id, at, log_id, idx)',
  );
  await rows(`insert into holdfast.evidence_latest select distinct on (site_id, source, subject_id) site_id, source, subject_id, at, log_id, idx, effect
    from holdfast.evidence_mark order by site_id, source, subject_id, at desc`);
}

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
  const parts = makeParts();
  const { db, rows } = bench;
  await grow(bench);
  const [first] = await rows<{ id: string }>('select id from holdfast.site order by id limit 1');
  const began = performance.now();
  await catchUp(db, parts.readers);
  const read_s = (performance.now() - began) / 1000;
  await growMarks(bench);
  await rows('vacuum analyze holdfast.evidence_mark');
  await rows('vacuum analyze holdfast.evidence_latest');
  const owner = { role: 'owner', scope: 'organisation', site_id: null, zone_id: null, expires_at: null } as const;
  const principal = { person_id: first!.id, name: 'bench', via: 'ui', grants: [owner] } as const;
  const context = { db, now: new Date(), principal } as unknown as Context;
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
