// What a log's entries tell, up to an instant: what a past state is folded from.
import { type RawBuilder, sql } from 'kysely';
import { listsBehind, readListBehind } from './large-fact.ts';
import type { Database } from './route.ts';

/** What one entry tells in clear. `data` is its facts; persons in it are ids. */
export type Fact = {
  readonly kind: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly at: Date;
  /** Null: the organisation's log. */
  readonly site_id: string | null;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** Which facts: of one log (`site_id` null: the organisation's), of these kinds, told at `until` or before; with `since`, then or after. */
export type FactsAsked = {
  site_id: string | null;
  kinds: readonly string[];
  until: Date;
  since?: Date | undefined;
  /** Only what is told of these subjects. */
  subject_ids?: readonly string[] | undefined;
  /** Rows read in one go; for tests. */
  page_rows?: number | undefined;
};

type Row = Omit<Fact, 'at'> & { at: string; log_id: string; idx: number | null; epoch: number };
type Waiting = Row & { id: string };
/** `id` where it waited when it was read; else its place in the log names it. */
type Read = Row & { id?: string };

/**
 * Reads facts in the order their acts were committed, over all epochs of the log; those still being sealed come last, so that an act is in
 * what is read after it. By the index (site_id, kind, at), a page of each kind at a time.
 */
export async function factsUntil(db: Database, asked: FactsAsked): Promise<Fact[]> {
  return (await readUntil(db, placed(asked))).map(factOf);
}

/** As `factsUntil`, of several sites at once: site after site as they are asked for, each in the order of its own log. */
export async function factsOfSites(
  db: Database,
  { site_ids, ...asked }: Omit<FactsAsked, 'site_id'> & { site_ids: readonly string[] },
): Promise<Fact[]> {
  if (site_ids.length === 0) return [];
  const bySite = Map.groupBy(await readUntil(db, { ...asked, site_ids }), (it) => it.site_id!);
  return [...new Set(site_ids)].flatMap((it) => (bySite.get(it) ?? []).map(factOf));
}

/** `site_ids` null: the organisation's log. */
type Asked = Omit<FactsAsked, 'site_id'> & { site_ids: readonly string[] | null };
const placed = ({ site_id, ...asked }: FactsAsked): Asked => ({ ...asked, site_ids: site_id === null ? null : [site_id] });

/** A fact with its words: `texts` are those behind the entry's commitments by their names, where nobody has erased them. `entry_id` names the entry. */
export type ToldFact = Fact & { readonly entry_id: string; readonly texts: Readonly<Record<string, string>> };

/** As `factsUntil`, with the words people gave, and lists too long for an entry put back where their text is still there. */
export async function toldUntil(db: Database, asked: FactsAsked): Promise<ToldFact[]> {
  const rows = await readUntil(db, placed(asked));
  const [ids, places] = [rows.flatMap((it) => it.id ?? []), rows.filter((it) => it.idx !== null)];
  const found = await sql<{ id: string; at: string; payload: string | null }>`with asked as (
      select e.id, e.log_id || '/' || e.idx as at from ledger.entry e
        join unnest(${places.map((it) => it.log_id)}::uuid[], ${places.map((it) => it.idx)}::bigint[]) as p (log_id, idx) on p.log_id = e.log_id and p.idx = e.idx
      union all select id, id::text from unnest(${ids}::uuid[]) as id)
    select asked.id, asked.at, convert_from(x.payload, 'UTF8') as payload from asked left join ledger.payload x on x.entry_id = asked.id`.execute(
    db,
  );
  const byPlace = Map.groupBy(found.rows, ({ at }) => at);
  return rows.map((row) => {
    const own = byPlace.get(row.idx === null ? row.id! : `${row.log_id}/${row.idx}`) ?? [];
    const words = own.flatMap(({ payload }) => (payload === null ? [] : [JSON.parse(payload) as { name: string; text: string }]));
    const texts = Object.fromEntries(words.map(({ name, text }) => [name, text]));
    return { ...factOf(row), data: withLists(row.data, texts), entry_id: own[0]?.id ?? row.id ?? '', texts };
  });
}

/** The lists whose text is there and has the hash, put in place of count and hash. */
function withLists(data: Fact['data'], texts: Readonly<Record<string, string>>): Fact['data'] {
  const lists = listsBehind(data).flatMap((name) => {
    const list = texts[name] === undefined ? null : readListBehind(data, name, texts[name]);
    return list === null ? [] : [[name, list] as const];
  });
  return lists.length === 0 ? data : { ...data, ...Object.fromEntries(lists) };
}

async function readUntil(db: Database, asked: Asked): Promise<Read[]> {
  // What waits is read first: it can only move from there into what is sealed, and is then taken once.
  const waiting = await readWaiting(db, asked);
  // Pages are read one after the other while sealing goes on: only what was sealed by now counts, or a later act would be read without an earlier.
  const upTo = await readSealedUpTo(db, asked);
  const sealed = (await readSealed(db, asked)).filter(({ log_id, idx }) => idx! <= (upTo.get(log_id) ?? -1));
  const fresh = waiting.length === 0 ? [] : await leaveOutSealed(db, waiting, sealed);
  sealed.sort((a, b) => a.epoch - b.epoch || a.idx! - b.idx!);
  return [...sealed, ...fresh];
}

const factOf = ({ kind, subject_type, subject_id, at, site_id, actor, data }: Row): Fact => {
  return { kind, subject_type, subject_id, at: new Date(at), site_id, actor, data };
};

const at = (column: RawBuilder<unknown>, { site_ids }: Asked): RawBuilder<unknown> =>
  site_ids === null ? sql`${column} is null` : sql`${column} = any(${[...site_ids]}::uuid[])`;

const sinceOf = ({ since }: Asked): RawBuilder<unknown> =>
  since === undefined ? sql`` : sql`and f.at >= ${since.toISOString()}::timestamptz`;
const subjectsOf = (column: RawBuilder<unknown>, { subject_ids }: Asked): RawBuilder<unknown> =>
  subject_ids === undefined ? sql`` : sql`and ${column} = any(${[...subject_ids]}::text[])`;

/** The last index sealed of each of the log's epochs. */
async function readSealedUpTo(db: Database, asked: Asked): Promise<Map<string, number>> {
  const found = await sql<{
    id: string;
    last: number | null;
  }>`select l.id, (select max(e.idx) from ledger.entry e where e.log_id = l.id)::float8 as last
    from ledger.log l where ${at(sql`l.site_id`, asked)}`.execute(db);
  return new Map(found.rows.map(({ id, last }) => [id, last ?? -1]));
}

/** A page of every kind at every place in one question; only kinds with more than that are asked for again. */
async function readSealed(db: Database, asked: Asked): Promise<Row[]> {
  const [kinds, limit] = [[...new Set(asked.kinds)], asked.page_rows ?? 5000];
  if (kinds.length === 0) return [];
  const sites = asked.site_ids === null ? sql`(values (null::uuid))` : sql`unnest(${[...new Set(asked.site_ids)]}::uuid[])`;
  const first = await sql<Row>`select page.* from unnest(${kinds}::text[]) as k (kind) cross join ${sites} as s (site_id)
    cross join lateral (${pageOf(asked, { kind: sql`k.kind`, site_id: sql`s.site_id`, after: sql``, limit })}) page
    order by page.site_id, page.kind, page.at, page.log_id, page.idx`.execute(db);
  const more: Row[][] = [first.rows];
  for (const own of Map.groupBy(first.rows, (it) => `${it.site_id} ${it.kind}`).values())
    for (let page = own; page.length === limit; more.push(page)) page = await readAfter(db, asked, page.at(-1)!, limit);
  return more.flat();
}

async function readAfter(db: Database, asked: Asked, { site_id, kind, at: last, log_id, idx }: Row, limit: number): Promise<Row[]> {
  const after = sql`and (f.at, f.log_id, f.idx) > (${last}::timestamptz, ${log_id}::uuid, ${idx}::bigint)`;
  return (await pageOf(asked, { kind: sql`${kind}`, site_id: sql`${site_id}::uuid`, after, limit }).execute(db)).rows;
}

type PageAsked = Record<'kind' | 'site_id' | 'after', RawBuilder<unknown>> & { limit: number };

/** Ordered by every column of the index, so that it is walked and not sorted, also where site_id is null. */
const pageOf = (asked: Asked, { kind, site_id, after, limit }: PageAsked): RawBuilder<Row> =>
  sql<Row>`select f.site_id, f.kind, f.subject_type, f.subject_id, f.actor, f.at, f.data, f.log_id, f.idx::float8 as idx, l.epoch
    from ledger.fact f join ledger.log l on l.id = f.log_id
    where ${asked.site_ids === null ? sql`f.site_id is null` : sql`f.site_id = ${site_id}`} and f.kind = ${kind}
      and f.at <= ${asked.until.toISOString()}::timestamptz ${sinceOf(asked)} ${subjectsOf(sql`f.subject_id`, asked)} ${after}
    order by f.site_id, f.kind, f.at, f.log_id, f.idx limit ${limit}`;

async function readWaiting(db: Database, asked: Asked): Promise<Waiting[]> {
  const [since, subjects] = [sinceOf(asked), subjectsOf(sql`p.subject_id`, asked)];
  const found = await sql<Waiting>`select p.id, l.site_id, f.kind, p.subject_type, p.subject_id, b.body ->> 'actor' as actor, f.at,
      b.body -> 'facts' as data, p.log_id, null::float8 as idx, l.epoch
    from ledger.pending p join ledger.log l on l.id = p.log_id
    cross join lateral (select convert_from(p.body, 'UTF8')::jsonb as body) b
    cross join lateral (select b.body ->> 'kind' as kind, (b.body ->> 'at')::timestamptz as at) f
    where ${at(sql`l.site_id`, asked)} and f.kind = any(${[...asked.kinds]}::text[])
      and f.at <= ${asked.until.toISOString()}::timestamptz ${since} ${subjects}
    order by l.epoch, p.inserted_at, p.id`.execute(db);
  return found.rows;
}

/** Of what waited, what has not meanwhile been read among the sealed. */
async function leaveOutSealed(db: Database, waiting: readonly Waiting[], sealed: readonly Row[]): Promise<Waiting[]> {
  const found = await sql<{ id: string; log_id: string; idx: number }>`select id, log_id, idx::float8 as idx from ledger.entry
    where id = any(${waiting.map(({ id }) => id)}::uuid[])`.execute(db);
  const read = new Set(sealed.map(({ log_id, idx }) => `${log_id}/${idx}`));
  const known = new Set(found.rows.filter(({ log_id, idx }) => read.has(`${log_id}/${idx}`)).map(({ id }) => id));
  return waiting.filter(({ id }) => !known.has(id));
}

/** How many entries of a kind there are, and the latest. */
export type FactCount = { kind: string; count: number; latest_at: Date };

/** Counts entries of all kinds told from `since` on and before `until`, of some logs (null: the organisation's), by kind. */
export async function countFacts(
  db: Database,
  asked: { site_ids: readonly (string | null)[]; since: Date; until: Date },
): Promise<FactCount[]> {
  const found = new Map<string, FactCount>();
  for (const site_id of asked.site_ids) {
    const log = site_id === null ? sql`l.site_id is null` : sql`l.site_id = ${site_id}::uuid`;
    const { rows } = await sql<{ kind: string; count: number; latest: string }>`select f.kind, count(*)::int as count, max(f.at) as latest
      from ledger.log l join ledger.fact f on f.log_id = l.id where ${log}
        and f.at >= ${asked.since.toISOString()}::timestamptz and f.at < ${asked.until.toISOString()}::timestamptz group by f.kind`.execute(
      db,
    );
    for (const { kind, count, latest } of rows) {
      const before = found.get(kind);
      const at = new Date(latest);
      found.set(kind, {
        kind,
        count: count + (before?.count ?? 0),
        latest_at: before !== undefined && before.latest_at > at ? before.latest_at : at,
      });
    }
  }
  return [...found.values()].toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
}
