// Lists in SQL: sort columns from a closed table, search words, filters of several values. Only this file turns a query into clauses.
import { type RawBuilder, sql } from 'kysely';
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

/** Each word of the search occurs in the column (case-insensitive; `%` and `_` are taken literally). */
export function contains(column: string, search: string | undefined): RawBuilder<unknown> | null {
  const words = (search ?? '').trim().split(/\s+/).filter(Boolean).slice(0, 8);
  if (words.length === 0) return null;
  return every(words.map((word) => sql`${sql.raw(column)} ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`));
}

/** Rows whose zone the permit covers; `zones` null is the whole site. */
export function inZones(column: string, zones: readonly string[] | null): RawBuilder<unknown> | null {
  return zones === null ? null : sql`${sql.raw(column)} = any(${[...zones]}::uuid[])`;
}
