// Search, filters and order of the lists of gaps and measures. Pure: both lists are computed, and short.
import type { z } from 'zod';
import type { Gap, gapQuery, Measure, measureQuery } from './schema.ts';

type Query = { search?: string | undefined; sort?: string | undefined };
type Row = { title: { en: string; de: string }; owner_name: string | null; due_on: string | null; state: string };

const has = (it: Row & { id: string }, search: string | undefined, more: string): boolean =>
  search === undefined ||
  `${it.id} ${it.title.en} ${it.title.de} ${it.owner_name ?? ''} ${more}`.toLowerCase().includes(search.toLowerCase());

const sortable = ['owner_name', 'due_on', 'state'] as const;

/** Rows without a value come last either way. */
function sorted<T extends Row>(rows: readonly T[], { sort }: Query): T[] {
  const name = sortable.find((it) => it === sort?.replace(/^-/, ''));
  if (name === undefined) return [...rows];
  const way = sort?.startsWith('-') === true ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [a[name], b[name]];
    if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
    return way * one.localeCompare(other, 'en');
  });
}

/** `of`: `minimum` or `requirement`; `due`: `overdue`, `planned` or `none`. */
export function filterGaps(rows: readonly Gap[], query: z.output<typeof gapQuery>): Gap[] {
  const dueOf = (it: Gap): string => (it.overdue ? 'overdue' : it.due_on === null ? 'none' : 'planned');
  const kept = rows.filter(
    (it) =>
      (query.of === undefined || query.of.includes(it.no === null ? 'requirement' : 'minimum')) &&
      (query.due === undefined || query.due.includes(dueOf(it))) &&
      has(it, query.search, `${it.requirement_id} ${it.citation.place} ${it.lacking.map((text) => `${text.en} ${text.de}`).join(' ')}`),
  );
  return sorted(kept, query);
}

export function filterMeasures(rows: readonly Measure[], query: z.output<typeof measureQuery>): Measure[] {
  const kept = rows.filter(
    (it) => (query.state === undefined || query.state.includes(it.state)) && has(it, query.search, `${it.how.en} ${it.how.de}`),
  );
  return sorted(kept, query);
}
