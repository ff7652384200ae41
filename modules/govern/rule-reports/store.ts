// All SQL of rule reports. The box has no time, no sender and ids that tell nothing; what leaves it does so once a day, in no order.
import { accountableFor, readPeople } from '@holdfast/appointments/store';
import { tell } from '@holdfast/notices/store';
import type { Tx } from '@holdfast/platform/act';
import { toldUntil } from '@holdfast/platform/facts';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import { foldReports, reportKinds } from './rules.fold.ts';
import { activityOf } from './rules.ts';
import type { newAnswer, NewReport, Process, Report, reportQuery } from './schema.ts';

type Site = { id: string; name: string; time_zone: string };

export async function findSite(db: Database, site_id: string): Promise<Site> {
  const [row] = (await sql<Site>`select id, name, time_zone from holdfast.site where id = ${site_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'site_missing');
  return row;
}

/** Puts a report into the box. INVARIANT: nothing of the request but its words is kept, and nothing is returned that could be a mark. */
export async function putInBox(db: Database, site_id: string, it: NewReport): Promise<void> {
  await sql`insert into holdfast.rule_report_box (site_id, process, what, instead) values (${site_id}, ${it.process}, ${it.what}, ${it.instead === '' ? null : it.instead})`.execute(
    db,
  );
}

/** Sites with something in the box. */
export async function listFullBoxes(db: Database): Promise<Site[]> {
  return (
    await sql<Site>`select id, name, time_zone from holdfast.site s where exists (select from holdfast.rule_report_box b where b.site_id = s.id)`.execute(
      db,
    )
  ).rows;
}

/** Takes one report out of the box, whichever; undefined when it is empty. */
export async function takeOne(tx: Tx, site_id: string, filed_on: string): Promise<Filed | undefined> {
  const [taken] = (
    await sql<NewReport>`delete from holdfast.rule_report_box where (site_id, id) = (select site_id, id from holdfast.rule_report_box where site_id = ${site_id}
      order by md5(id::text) limit 1 for update skip locked) returning process, what, instead`.execute(tx)
  ).rows;
  return taken === undefined ? undefined : fileReport(tx, site_id, taken, { filed_on, author_id: null });
}

export type Filed = { report: Report; what: string; instead: string | null; process: Process; owner_id: string | null };

/** Files a report and tells who owns the rule. The id is drawn at random: one with a time in it would tell the hour. */
export async function fileReport(
  tx: Tx,
  site_id: string,
  it: NewReport,
  of: { filed_on: string; author_id: string | null },
): Promise<Filed> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`rule reports:${site_id}`}, 0))`.execute(tx);
  const owner = await accountableFor(tx, { activity_id: activityOf[it.process], site_id });
  const [added] = (
    await sql<{
      id: string;
      number: number;
    }>`insert into holdfast.rule_report (site_id, number, process, what, instead, filed_on, author_id, owner_id)
      select ${site_id}, coalesce(max(number), 0) + 1, ${it.process}, ${it.what}, ${it.instead === '' ? null : it.instead}, ${of.filed_on}::date, ${of.author_id}::uuid, ${owner.person_id}::uuid
      from holdfast.rule_report where site_id = ${site_id} returning id, number`.execute(tx)
  ).rows;
  const person_ids = [owner.person_id, owner.deputy_id].filter((id) => id !== null);
  const params = { number: added!.number, process: it.process };
  await tell(tx, { kind: 'rule_report_filed', site_id, opens: `rule-reports?open=${added!.id}`, params, to: { person_ids } });
  return { ...it, report: await readReport(tx, site_id, added!.id), owner_id: owner.person_id };
}

const columns = sql`r.id, r.number, r.process, r.what, r.instead, r.filed_on::text as filed_on, r.author_id is not null as is_named, a.name as author_name, o.name as owner_name,
  case when r.answered_at is null then 'open' else 'answered' end as state, r.outcome, r.answer, b.name as answered_by_name, r.answered_at`;
const from = sql`holdfast.rule_report r left join holdfast.person a on a.id = r.author_id left join holdfast.person o on o.id = r.owner_id
  left join holdfast.person b on b.id = r.answered_by`;
const sortable = { id: 'r.id', number: 'r.number', process: 'r.process', filed_on: 'r.filed_on', answered_at: 'r.answered_at' };

/** Reports of a site, the newest first. */
export async function listReports(
  db: Database | Tx,
  site_id: string,
  query: z.output<typeof reportQuery>,
): Promise<{ rows: Report[]; total: number }> {
  const where = every([
    sql`r.site_id = ${site_id}`,
    contains(`concat_ws(' ', r.number, r.what, r.instead, r.answer)`, query.search),
    isOneOf('r.process', query.process),
    isOneOf(`case when r.answered_at is null then 'open' else 'answered' end`, query.state),
  ]);
  const found = await findPage(
    db,
    { id: 'r.id', from: sql`holdfast.rule_report r`, where, order: orderBy(query, sortable, '-number') },
    query,
  );
  const rows = await sql<Report>`select ${columns} from ${from} where r.site_id = ${site_id} and ${isAmong('r.id', found.ids)}`.execute(db);
  return { rows: inOrder(found.ids, rows.rows), total: found.total };
}

/** As they stood at a moment, from the facts, the newest first unless asked otherwise. */
export async function listReportsThen(
  db: Database,
  site_id: string,
  query: z.output<typeof reportQuery>,
  until: Date,
): Promise<{ rows: Report[]; total: number }> {
  const { time_zone } = await findSite(db, site_id);
  const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const all = foldReports(await toldUntil(db, { site_id, kinds: reportKinds, until }), time_zone).filter(
    (it) =>
      words.every((word) => `${it.number} ${it.what} ${it.instead ?? ''} ${it.answer ?? ''}`.toLowerCase().includes(word)) &&
      (!query.process?.length || query.process.includes(it.process)) &&
      (!query.state?.length || query.state.includes(it.state)),
  );
  const sort = query.sort ?? '-number';
  const key = (it: (typeof all)[number]): string | number => it[sort.replace('-', '') as 'number'] ?? '';
  const sorted = all.toSorted(
    (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.number - b.number) * (sort.startsWith('-') ? -1 : 1),
  );
  const shown = sorted.slice(query.offset, query.offset + query.limit);
  const people = await readPeople(
    db,
    shown.flatMap((it) => [it.author_id, it.owner_id, it.answered_by]),
  );
  const nameOf = (id: string | null): string | null => people.get(id ?? '')?.name ?? null;
  const rows = shown.map(({ author_id, owner_id, answered_by, ...it }) => ({
    ...it,
    author_name: nameOf(author_id),
    owner_name: nameOf(owner_id),
    answered_by_name: nameOf(answered_by),
  }));
  return { rows, total: all.length };
}

/** One report. Throws not_found. */
export async function readReport(db: Database | Tx, site_id: string, report_id: string): Promise<Report> {
  const [row] = (await sql<Report>`select ${columns} from ${from} where r.site_id = ${site_id} and r.id = ${report_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'rule_report_not_found');
  return row;
}

/** Answers a report for everybody; an answer may be given anew. Tells whoever filed it by name. */
export async function answerReport(
  tx: Tx,
  site_id: string,
  report_id: string,
  it: z.output<typeof newAnswer>,
  by: string,
): Promise<Report> {
  const [row] = (
    await sql<{
      author_id: string | null;
      number: number;
    }>`update holdfast.rule_report set outcome = ${it.outcome}, answer = ${it.answer}, answered_by = ${by}, answered_at = now()
      where site_id = ${site_id} and id = ${report_id} returning author_id, number`.execute(tx)
  ).rows;
  if (!row) throw new Failure('not_found', 'rule_report_not_found');
  const to = row.author_id === null ? [] : [...(await readPeople(tx, [row.author_id])).keys()];
  await tell(tx, {
    kind: 'rule_report_answered',
    site_id,
    opens: `rule-reports?open=${report_id}`,
    params: { number: row.number },
    to: { person_ids: to },
  });
  return readReport(tx, site_id, report_id);
}
