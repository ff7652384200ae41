// Lists in SQL: sort columns from a closed table, search words, filters of several values. Only this file turns a query into clauses.
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './act.ts';
import type { Database } from './route.ts';
import type { ListQuery } from './shapes.ts';

/** `order by` from the query's `sort`, over the columns a list allows; always ends in `id` so that pages never overlap. */
export function orderBy(query: ListQuery, columns: Readonly<Record<string, string>>, fallback: string): RawBuilder<unknown> {
  const isOffered = query.sort !== undefined && Object.hasOwn(columns, query.sort.replace('-', ''));
  const asked = isOffered ? query.sort! : fallback;
  const down = asked.startsWith('-');
  const column = columns[asked.replace('-', '')] ?? 'id';
  return sql`order by ${sql.raw(column)} ${sql.raw(down ? 'desc nulls last' : 'asc nulls last')}, ${sql.raw(columns.id ?? 'id')}`;
}

/** `limit` and `offset` of the query. */
export function slice(query: ListQuery): RawBuilder<unknown> {
  return sql`limit ${query.limit} offset ${query.offset}`;
}

type Found = { id: string; from: RawBuilder<unknown>; where: RawBuilder<unknown>; order: RawBuilder<unknown> };

/**
 * Ids of a page's rows in their order, and how many rows match in all, in one pass. What a page shows is then read by these ids: joins that
 * neither filter nor order run for its rows only (left joins on keys, which the planner leaves out).
 */
export async function findPage(
  db: Database | Tx,
  { id, from, where, order }: Found,
  query: ListQuery,
): Promise<{ ids: string[]; total: number }> {
  const found = await sql<{
    id: string;
    total: number;
  }>`select ${sql.raw(id)} as id, (count(*) over ())::int as total from ${from} where ${where} ${order} ${slice(query)}`.execute(db);
  const ids = found.rows.map((row) => row.id);
  if (ids.length > 0 || query.offset === 0) return { ids, total: found.rows[0]?.total ?? 0 };
  const past = await sql<{ total: number }>`select count(*)::int as total from ${from} where ${where}`.execute(db);
  return { ids, total: past.rows[0]!.total };
}

/** The column is one of the ids. */
export const isAmong = (column: string, ids: readonly string[]): RawBuilder<unknown> => sql`${sql.raw(column)} = any(${[...ids]}::uuid[])`;

/** Rows in the order of the ids; an id without its row is left out. */
export function inOrder<T extends { id: string }>(ids: readonly string[], rows: readonly T[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** All conditions joined by `and`; no conditions is `true`. */
export function every(conditions: readonly (RawBuilder<unknown> | null | undefined | false)[]): RawBuilder<unknown> {
  const kept = conditions.filter((it): it is RawBuilder<unknown> => Boolean(it));
  return kept.length === 0 ? sql`true` : sql.join(kept, sql` and `);
}

/** Column equals one of the values; the value `none` matches null. Left out when there is no filter. */
export function isOneOf(column: string, values: readonly string[] | undefined): RawBuilder<unknown> | null {
  if (!values || values.length === 0) return null;
  const plain = values.filter((value) => value !== 'none');
  const among = sql`${sql.raw(column)}::text = any(${plain}::text[])`;
  return plain.length === values.length ? among : sql`(${among} or ${sql.raw(column)} is null)`;
}

/** Words of a search, at most eight. */
export function wordsOf(search: string | undefined): string[] {
  return (search ?? '').trim().split(/\s+/).filter(Boolean).slice(0, 8);
}

/** Each word of the search occurs in the column (case-insensitive; `%` and `_` are taken literally). */
export function contains(column: string, search: string | undefined): RawBuilder<unknown> | null {
  const words = wordsOf(search);
  if (words.length === 0) return null;
  return every(words.map((word) => sql`${sql.raw(column)} ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`));
}

/** Rows whose zone the permit covers; `zones` null is the whole site. */
export function inZones(column: string, zones: readonly string[] | null): RawBuilder<unknown> | null {
  return zones === null ? null : sql`${sql.raw(column)} = any(${[...zones]}::uuid[])`;
}
