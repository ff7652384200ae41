// SQL of the list of entries: filters, search and pages that stay quick at a million entries. Those being sealed come first.
import { contains, every, isOneOf, wordsOf } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Entry, entryChoices, entryQuery } from './schema.ts';
import { readReasons } from './store.ts';

type Query = z.output<typeof entryQuery>;
type Where = RawBuilder<unknown>;
type Row = Omit<Entry, 'reason'>;

/** Facts in which an act on many records names them; the index `fact_mentions` has the same. */
const lists = ['ids', 'asset_ids', 'flow_ids', 'finding_ids', 'zone_ids'] as const;

/** A page of one log's entries. `db` shows one moment (`atOneMoment`): of three statements, each alone knows what is sealed by then. */
export async function listEntries(db: Database, log_id: string, query: Query): Promise<{ rows: Entry[]; total: number }> {
  const found = await findWords(db, log_id, query.search);
  const where = whereOf(query, found);
  const [waiting, sealing] = await readWaiting(db, log_id, where, query);
  const span = await spanOf(db, log_id, query, where);
  const rows = [...waiting];
  if (rows.length < query.limit) {
    const page = { limit: query.limit - rows.length, offset: Math.max(0, query.offset - sealing) };
    rows.push(...(await readSealed(db, log_id, { query, where, span }, page)));
  }
  const ids = rows.map(({ id }) => id);
  const reasons = await readReasons(db, ids);
  return { rows: rows.map((row) => ({ ...row, reason: reasons.get(row.id) ?? null })), total: sealing + span.total };
}

/** Conditions over `f`, which has the columns of `ledger.fact` whether an entry is sealed or not. */
function whereOf(query: Query, found: readonly Where[]): Where {
  return every([
    isOneOf('f.kind', query.kind),
    isOneOf('f.actor', query.actor_id),
    isOneOf('f.subject_type', query.subject_type),
    isOneOf('f.subject_id', query.subject_id),
    query.since ? sql`f.at >= ${query.since}::timestamptz` : null,
    query.until ? sql`f.at < ${query.until}::timestamptz` : null,
    query.record ? isOn(query.record) : null,
    ...found,
  ]);
}

/** Acts on one record, also those that took it with many others. */
function isOn({ type, id }: { type: string; id: string }): Where {
  const mentions = lists.map((name) => sql`f.data @> ${JSON.stringify({ [name]: [id] })}::jsonb`);
  const names = sql.raw(`f.data ?| array[${lists.map((it) => `'${it}'`).join(', ')}]`);
  return sql`((f.subject_type = ${type} and f.subject_id = ${id}) or (${names} and (${sql.join(mentions, sql` or `)})))`;
}

/** What each word of a search can mean: a kind, somebody's name, a number, an id. Read from what the log knows, so that no entry is looked through. */
async function findWords(db: Database, log_id: string, search: string | undefined): Promise<Where[]> {
  const words = wordsOf(search);
  if (words.length === 0) return [];
  const kinds = await distinct(db, log_id, 'kind');
  const actors = await distinct(db, log_id, 'actor');
  const types = await distinct(db, log_id, 'subject_type');
  const found: Where[] = [];
  for (const word of words) {
    const isPerson = every([contains('p.name', word)]);
    const people = await sql<{ id: string }>`select p.id::text as id from holdfast.person p where ${isPerson}`.execute(db);
    found.push(meaningOf(word, log_id, { kinds, actors, types, named: new Set(people.rows.map(({ id }) => id)) }));
  }
  return found;
}

type Known = { kinds: string[]; actors: string[]; types: string[]; named: ReadonlySet<string> };

function meaningOf(word: string, log_id: string, { kinds, actors, types, named }: Known): Where {
  const lower = word.toLowerCase();
  const isBy = actors.filter((it) => named.has(it) || (it.startsWith('process:') && it.includes(lower)));
  const isKind = kinds.filter((it) => it.includes(lower));
  const isType = types.filter((it) => it.includes(lower));
  const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(word);
  const meanings = [
    ...(isKind.length > 0 ? [sql`f.kind = any(${isKind}::text[])`] : []),
    ...(isBy.length > 0 ? [sql`f.actor = any(${isBy}::text[])`] : []),
    ...(isType.length > 0 ? [sql`f.subject_type = any(${isType}::text[])`] : []),
    ...(/^\d{1,15}$/.test(word) ? [sql`f.idx = ${word}::bigint`] : []),
    ...(isId ? [sql`(f.subject_type = any(${types}::text[]) and f.subject_id = ${lower})`, isEntry(log_id, lower)] : []),
  ];
  return meanings.length === 0 ? sql`false` : sql`(${sql.join(meanings, sql` or `)})`;
}

const isEntry = (log_id: string, id: string): Where =>
  sql`f.idx = (select e.idx from ledger.entry e where e.log_id = ${log_id} and e.id = ${id}::uuid)`;

/** The different values of an indexed column, by jumps in its index instead of a walk through it. */
async function distinct(db: Database, log_id: string, column: 'kind' | 'actor' | 'subject_type'): Promise<string[]> {
  const name = sql.raw(column);
  const found = await sql<{ value: string }>`with recursive v as (
      (select ${name} as value from ledger.fact where log_id = ${log_id} order by ${name} limit 1)
      union all select (select f.${name} from ledger.fact f where f.log_id = ${log_id} and f.${name} > v.value order by f.${name} limit 1) from v where v.value is not null
    ) select value from v where value is not null
    union select ${column === 'subject_type' ? sql`p.subject_type` : sql`convert_from(p.body, 'UTF8')::jsonb ->> ${column}`}
      from ledger.pending p where p.log_id = ${log_id}`.execute(db);
  return found.rows.map(({ value }) => value);
}

const columns = sql`b.body ->> 'via' as via, f.subject_type, f.subject_id, b.body -> 'facts' as facts, encode(e.leaf, 'hex') as leaf`;
const named = sql`left join holdfast.person p on p.id::text = f.actor`;

/** A page's part of what is being sealed, the newest first, and how many match in all. */
async function readWaiting(db: Database, log_id: string, where: Where, { limit, offset }: Query): Promise<[Row[], number]> {
  const found = await sql<Row>`select e.id, null::bigint as idx, f.kind, f.at, f.actor as actor_id, p.name as actor_name, ${columns}
    from ledger.pending e cross join lateral (select convert_from(e.body, 'UTF8')::jsonb as body) b
    cross join lateral (select b.body ->> 'kind' as kind, b.body ->> 'actor' as actor, e.subject_type, e.subject_id,
      (b.body ->> 'at')::timestamptz as at, b.body -> 'facts' as data, null::bigint as idx) f ${named}
    where e.log_id = ${log_id} and not exists (select from ledger.entry s where s.id = e.id) and ${where}
    order by e.id desc`.execute(db);
  return [found.rows.slice(offset, offset + limit), found.rows.length];
}

const isFiltered = ({ limit: _limit, offset: _offset, sort: _sort, ...filters }: Query): boolean =>
  Object.values(filters).some((it) => it !== undefined && it !== '' && !(Array.isArray(it) && it.length === 0));

/** How many sealed entries match, and between which indexes they lie. */
type Span = { total: number; first: number | null; last: number | null };

async function spanOf(db: Database, log_id: string, query: Query, where: Where): Promise<Span> {
  // Indexes are dense: without a filter the last one says how many there are.
  const counted = isFiltered(query)
    ? sql<Span>`select count(*)::int as total, min(f.idx) as first, max(f.idx) as last from ledger.fact f where f.log_id = ${log_id} and ${where}`
    : sql<Span>`select coalesce(max(idx) + 1, 0)::int as total, 0::bigint as first, max(idx) as last from ledger.fact where log_id = ${log_id}`;
  return (await counted.execute(db)).rows[0]!;
}

/** So many matches are found by the filter's own index and put in order; of more, walking back from the last one soon meets a page full. */
const fewMatches = 20_000;

/** Finds a page by indexes alone, then reads its rows. */
async function readSealed(
  db: Database,
  log_id: string,
  { query, where, span }: { query: Query; where: Where; span: Span },
  { limit, offset }: { limit: number; offset: number },
): Promise<Row[]> {
  if (span.last === null || offset >= span.total) return [];
  const within = sql`f.log_id = ${log_id} and f.idx between ${span.first}::bigint and ${span.last}::bigint`;
  const order = span.total <= fewMatches ? sql`f.idx + 0 desc` : sql`f.idx desc`;
  const page = isFiltered(query)
    ? sql`select f.idx from ledger.fact f where ${within} and ${where} order by ${order} limit ${limit} offset ${offset}`
    : sql`select f.idx from ledger.fact f where f.log_id = ${log_id} and f.idx <= ${span.last - offset}::bigint order by f.idx desc limit ${limit}`;
  const found = await sql<Row>`with page as materialized (${page})
    select e.id, e.idx, f.kind, f.at, f.actor as actor_id, p.name as actor_name, ${columns}
    from page join ledger.fact f on f.log_id = ${log_id} and f.idx = page.idx join ledger.entry e on e.log_id = ${log_id} and e.idx = page.idx
    cross join lateral (select convert_from(e.body, 'UTF8')::jsonb as body) b ${named} order by page.idx desc`.execute(db);
  return found.rows;
}

/** What the list can be filtered by: kinds, types of subjects and who acted, as the log knows them. */
export async function readChoices(db: Database, log_id: string): Promise<z.output<typeof entryChoices>> {
  const [kinds, subject_types, actors] = [
    await distinct(db, log_id, 'kind'),
    await distinct(db, log_id, 'subject_type'),
    await distinct(db, log_id, 'actor'),
  ];
  const people = await sql<{ id: string; name: string }>`select id::text as id, name from holdfast.person
    where id::text = any(${actors}::text[])`.execute(db);
  const names = new Map(people.rows.map(({ id, name }) => [id, name]));
  return { kinds, subject_types, actors: actors.map((id) => ({ id, name: names.get(id) ?? null })) };
}
