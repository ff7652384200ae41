// SQL of evidence: the last marks of sites, now or as of an instant, and the cells they make.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';
import { evidenceOf } from './rules.cells.ts';
import { type Mark, type MarkRow, type Matrix, memberSource, reopeningSource, type SiteEvidence } from './rules.ts';
import { organisationWide, type Readers } from './store.marks.ts';
import { listStatements } from './store.statements.ts';

/** The matrix and what reads facts for it; made once, in apps/server/src/bindings.ts. */
export type MatrixParts = { matrix: Matrix; readers: Readers };

export type SiteAt = { id: string; time_zone: string };
type Asked = { matrix: Matrix; sites: readonly SiteAt[]; at: Date; is_now: boolean; only?: 'its_own' };

/**
 * All evidence of sites at an instant: for each site what every binding says (`proofs`, by binding id: state, good of how many, until when) and
 * the cell of every requirement (`cells`, by requirement id: state, its parts by kind of evidence, what is by hand). `matrix` comes from
 * apps/server/src/bindings.ts. `is_now`: from the last marks, without a look at history; else as of `at`, which may lie ahead (what will be when
 * nothing is done). Freshness is counted in days of each site's zone. Call `catchUp` of store.marks first when the last seconds matter. `only`
 * its own: of a matrix of a few requirements just the marks that speak of them are read.
 */
export async function cellsOf(db: Database, { matrix, sites, at, is_now, only }: Asked): Promise<SiteEvidence[]> {
  const asked = { at: is_now ? null : at, sources: only === undefined ? undefined : sourcesOf(matrix) };
  const wide = await readLast<Mark>(db, shortColumns, { ...asked, site_ids: [organisationWide] });
  const saidAt = Map.groupBy(
    await listStatements(
      db,
      sites.map((it) => it.id),
      asked.at,
    ),
    (it) => it.site_id,
  );
  const found: SiteEvidence[] = [];
  // One site after the other, so that nobody waits for the rows of all; the database reads the next two meanwhile.
  for await (const [{ id, time_zone }, own] of ahead(2, sites, (it) => readLast<Mark>(db, shortColumns, { ...asked, site_ids: [it.id] }))) {
    const rows = wide.length === 0 ? own : [...wide, ...own];
    found.push(evidenceOf(matrix, { site_id: id, zone: time_zone, now: at.getTime(), rows, statements: saidAt.get(id) ?? [] }));
  }
  return found;
}

/** Each with its answer, in their order; so many questions are asked before their turn. */
async function* ahead<T, A>(count: number, all: readonly T[], ask: (it: T) => Promise<A>): AsyncGenerator<[T, A]> {
  const asked: Promise<A>[] = [];
  for (const [at, it] of all.entries()) {
    for (const next of all.slice(asked.length, at + count)) {
      const answer = ask(next);
      // Whoever stops at a fault leaves the other questions unheard.
      answer.catch(() => {});
      asked.push(answer);
    }
    yield [it, await asked[at]!];
  }
}

const sourcesOf = ({ bindings, populations }: Matrix): string[] => [
  ...bindings.map((it) => it.id),
  ...populations.map((it) => memberSource(it.id)),
  reopeningSource,
];

/** The last mark of every source on every subject of the sites and of the organisation, with its entry. `at` null: of all. */
export const readMarks = (
  db: Database | Tx,
  site_ids: readonly string[],
  at: Date | null,
  sources?: readonly string[],
): Promise<(MarkRow & { site_id: string })[]> => readLast(db, longColumns, { site_ids: [...site_ids, organisationWide], at, sources });

type Columns = (m: 'l' | 'm') => RawBuilder<unknown>;
/** What cells are made of. */
const shortColumns: Columns = (m) => sql`l.source, l.subject_id, (extract(epoch from ${sql.ref(`${m}.at`)}) * 1000)::float8 as at,
  ${sql.ref(`${m}.effect`)}, to_char(${sql.ref(`${m}.until_on`)}, 'YYYY-MM-DD') as until_on, ${sql.ref(`${m}.idx`)}::float8 as idx`;
const longColumns: Columns = (m) => sql`${shortColumns(m)}, l.site_id, ${sql.ref(`${m}.log_id`)}`;

type LastAsked = { site_ids: readonly string[]; at: Date | null; sources?: readonly string[] | undefined };

async function readLast<R>(db: Database | Tx, columns: Columns, { site_ids, at, sources }: LastAsked): Promise<R[]> {
  const where = sql`l.site_id = any(${[...site_ids]}::uuid[]) and ${sources === undefined ? sql`true` : sql`l.source = any(${[...sources]}::text[])`}`;
  if (at === null) return (await sql<R>`select ${columns('l')} from holdfast.evidence_latest l where ${where}`.execute(db)).rows;
  const until = sql`${at.toISOString()}::timestamptz`;
  // What was marked last before the instant already stood so then; only the others are looked up, each by one step in the index.
  return (
    await sql<R>`select ${columns('l')} from holdfast.evidence_latest l where ${where} and l.at <= ${until}
    union all select ${columns('m')} from holdfast.evidence_latest l
    cross join lateral (select e.at, e.effect, e.log_id, e.idx, e.until_on from holdfast.evidence_mark e
      where e.site_id = l.site_id and e.source = l.source and e.subject_id = l.subject_id and e.at <= ${until}
      order by e.site_id desc, e.source desc, e.subject_id desc, e.at desc, e.log_id desc, e.idx desc limit 1) m
    where ${where} and l.at > ${until}`.execute(db)
  ).rows;
}
