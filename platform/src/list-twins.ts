// What every list of the interface can do besides being read: be written into a file whole, and be chosen from whole. Derived from the list's own
// route, so the same sentence, filters and zones decide.
import { z } from 'zod';
import { Failure } from './failure.ts';
import { exportBody, exportBody_bytes, exportList } from './list-export.ts';
import { parseQuery } from './problem.ts';
import { type Context, fileAnswer, route, type Routes } from './route.ts';
import { id } from './shapes.ts';

type AnyRoute = Routes[number];
type Row = Record<string, unknown>;
type Asking = { params: unknown; context: Context; stream: Parameters<AnyRoute['handle']>[0]['stream'] };
export type List = { path: string; row: z.ZodObject; ask: (asking: Asking, query: Record<string, string>) => AsyncGenerator<Row[]> };

/** The list's own filters, and what the person had seen of it. */
export const selectionBody = z.object({
  query: z.record(z.string().max(60), z.string().max(2000)).default({}),
  excluded_ids: z.array(id).max(20_000).default([]),
  /** How many rows the person saw. */
  seen: z.number().int().min(0),
});
/** `names`: what the rows are called, in the order of `ids`: a report of what was refused names them. */
export const selection = z.object({ ids: z.array(id), names: z.array(z.string()), total: z.number().int() });

/** Most rows one may choose at once. */
const mostChosen = 20_000;
/** Rows read at a time. */
const pageRows = 10_000;

/** The routes `POST <list>/export` and `POST <list>/selection` of every list among the routes. */
export function listTwins(routes: Routes): Routes {
  return routes.flatMap((it) => {
    const row = rowShapeOf(it);
    if (row === null) return [];
    const list: List = { path: it.path, row, ask: (asking, query) => askAll(it, row, asking, query) };
    const { access, params, summary } = it;
    return [
      route({
        method: 'POST',
        path: `${it.path}/export`,
        summary: `As a file: ${summary.slice(0, 1).toLowerCase()}${summary.slice(1)}`,
        access,
        params: params as z.ZodType,
        body: exportBody,
        body_bytes: exportBody_bytes,
        output: fileAnswer,
        sends: true,
        handle: (asked) => exportList(list, { params: asked.params, context: asked.context, stream: asked.stream }, asked.body),
      }),
      ...('id' in row.shape ? [selectionRoute(it, list)] : []),
    ];
  });
}

function selectionRoute(it: AnyRoute, list: List): AnyRoute {
  return route({
    method: 'POST',
    path: `${it.path}/selection`,
    summary: `Choose all: ${it.summary.slice(0, 1).toLowerCase()}${it.summary.slice(1)}`,
    access: it.access,
    params: it.params as z.ZodType,
    body: selectionBody,
    output: selection,
    handle: async ({ params, body, context, stream }) => {
      const found: { id: string; name: string }[] = [];
      for await (const rows of list.ask({ params, context, stream }, body.query)) {
        for (const row of rows) found.push({ id: String(row['id']), name: nameOf(row) });
        if (found.length > mostChosen) throw new Failure('too_large', 'selection_too_large', { most: mostChosen });
      }
      // Somebody changed what matches: the person decides again, with the number that is true now.
      if (found.length !== body.seen) throw new Failure('conflict', 'set_changed', { seen: body.seen, now: found.length });
      const without = new Set(body.excluded_ids);
      const chosen = found.filter((it) => !without.has(it.id));
      return { ids: chosen.map((it) => it.id), names: chosen.map((it) => it.name), total: found.length };
    },
  });
}

/** What a row is called: its own name, its subject's, or its two ends. */
function nameOf(row: Row): string {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const ends = ['client', 'server'].map((side) => text((row[side] as Row | null | undefined)?.['name']));
  return text(row['name'] ?? row['subject_name']) || ends.filter(Boolean).join(' → ');
}

/** The shape of a list's rows; null for a route that is no list. */
function rowShapeOf(it: AnyRoute): z.ZodObject | null {
  if (it.method !== 'GET' || typeof it.access === 'string' || !(it.output instanceof z.ZodObject)) return null;
  const { rows, total } = it.output.shape as Record<string, z.ZodType | undefined>;
  if (!(rows instanceof z.ZodArray) || total === undefined) return null;
  return rows.element instanceof z.ZodObject ? rows.element : null;
}

/** All rows that match, some thousand at a time; each goes through the row's shape, as in the list itself. A row that moved meanwhile comes once. */
async function* askAll(it: AnyRoute, shape: z.ZodObject, asking: Asking, query: Record<string, string>): AsyncGenerator<Row[]> {
  const { limit: _limit, offset: _offset, ...asked } = query;
  const parsed = (await parseQuery(it.query, asked)) as Row | undefined;
  const isPaged = parsed !== undefined && 'limit' in parsed;
  const rowsShape = z.array(shape);
  const seen = new Set<unknown>();
  for (let offset = 0; ; offset += pageRows) {
    const page = isPaged ? { ...parsed, limit: pageRows, offset } : parsed;
    const answer = (await it.handle({ ...asking, query: page, body: undefined })) as { rows: unknown[]; total: number };
    const rows = (await rowsShape.parseAsync(answer.rows)) as Row[];
    yield rows.filter((row) => row['id'] === undefined || (!seen.has(row['id']) && seen.add(row['id']) !== null));
    if (!isPaged || rows.length === 0 || offset + pageRows >= answer.total) return;
  }
}
