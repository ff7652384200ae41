// The rows of a list: pages asked for as they come into view, and all of them for the export.
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Selection } from './table-keys.tsx';

/**
 * `sort`: the server's column name. `fields`: the row's fields the column shows, for the file the server writes (left out: the field of its key);
 * `words`: how it words their codes. `text`: what a file made in the browser writes; `says`: only it, the server could not word the fields. `narrow: false` leaves the column out on phones;
 * `hidden` until somebody picks it.
 */
export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  text?: (row: Row) => string;
  fields?: readonly string[];
  words?: Readonly<Record<string, string>>;
  says?: true;
  hidden?: boolean;
  sort?: string;
  width?: number | undefined;
  align?: 'right';
  narrow?: boolean;
};

export type Load<Row> = (query: Record<string, string | number>) => Promise<{ rows: Row[]; total: number }>;

export type TableProps<Row extends { id: string }> = {
  /** Spoken name of the table and file name of the export. */
  label: string;
  columns: readonly Column<Row>[];
  /** Asks for one page; `query` holds search, sort, limit, offset and the filters of the page's address. */
  load: Load<Row>;
  /** First part of the cache's key: `['assets', site_id]`. Its first word is the list's name, under which views and columns are kept. */
  name: readonly string[];
  /** The list's path on the server (`/api/v1/sites/<id>/assets`): whole exports and the choice of all rows go there. */
  path?: string;
  /** The server answers the list whole and filters act in the browser. */
  isWhole?: boolean;
  /** Keys of the address that are filters of this list. */
  filters?: readonly string[];
  /** Filters that are always on. */
  fixed?: Readonly<Record<string, string>>;
  sort?: string;
  /** How long until the list is asked for again, from the rows shown, while the page is open. */
  refreshMs?: (rows: Row[]) => number;
  /** What Enter and a click on the row do: open a page or the `open` drawer. */
  open?: (row: Row) => string | { open: string };
  /** Acts on chosen rows; the table shows check boxes when given. */
  bulk?: ((selection: Selection<Row>) => ReactNode) | undefined;
  /** What to show when nothing matches and no filter is set. */
  empty?: ReactNode;
  /** Pixels, or `fill` for the rest of a `fill` page. */
  height?: number | 'fill';
  /** Above the table at the left: its filter bar. */
  bar?: ReactNode;
  /** Beside the count, above the table. */
  tools?: ReactNode;
  tone?: (row: Row) => 'alarm' | 'attention' | 'off' | undefined;
  /** The chapter a row stands in on paper: each begins on its own sheet. Rows of one chapter need not stand together. */
  chapterOf?: (row: Row) => string;
};

/** Codes to words, from the choices of a filter: a column's `words`. */
export function codeWords(options: readonly { value: string; label: string }[]): Record<string, string> {
  return Object.fromEntries(options.map(({ value, label }) => [value, label]));
}

/** A list the server answers whole, as pages. */
export function sliced<Row>(ask: () => Promise<{ rows: Row[] }>): Load<Row> {
  return async ({ offset, limit }) => {
    const { rows } = await ask();
    return { rows: rows.slice(Number(offset), Number(offset) + Number(limit)), total: rows.length };
  };
}

const pageSize = 100;

/** Pages of a list, asked for by `show(first, last)`; `total` is null until the first answer. */
export function usePages<Row extends { id: string }>(
  name: readonly string[],
  query: Record<string, string>,
  load: Load<Row>,
  refreshMs?: (rows: Row[]) => number,
) {
  const [window, setWindow] = useState({ first: 0, last: 0 });
  const ask = (page: number) => ({
    queryKey: [...name, 'list', query, page],
    queryFn: () => load({ ...query, limit: pageSize, offset: page * pageSize }),
  });
  const head = useQuery({
    ...ask(0),
    placeholderData: keepPreviousData,
    ...(refreshMs === undefined
      ? {}
      : { refetchInterval: ({ state }: { state: { data: { rows: Row[] } | undefined } }) => refreshMs(state.data?.rows ?? []) }),
  });
  const total = head.data?.total ?? null;
  const wanted: number[] = [];
  for (let page = Math.max(1, window.first); page <= window.last && page * pageSize < (total ?? 0); page++) wanted.push(page);
  const others = useQueries({ queries: wanted.map(ask) });
  const rowAt = (index: number): Row | undefined => {
    const page = Math.floor(index / pageSize);
    const data = page === 0 ? head.data : others[wanted.indexOf(page)]?.data;
    return data?.rows[index % pageSize];
  };
  const show = (first: number, last: number): void => {
    const next = { first: Math.floor(first / pageSize), last: Math.floor(last / pageSize) };
    if (next.first !== window.first || next.last !== window.last) setWindow(next);
  };
  const loaded = [head, ...others].flatMap((it) => it.data?.rows ?? []);
  const error = total === null ? head.error : null;
  return { total, rowAt, show, loaded, error, retry: () => void head.refetch() };
}
