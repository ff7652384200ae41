// A whole list as a file: the columns a person sees in their words, or every field of the rows. Reading is no act: nothing enters the ledger.
import { z } from 'zod';
import { Failure } from './failure.ts';
import type { List } from './list-twins.ts';
import type { FileAnswer } from './route.ts';
import { id, timeZone } from './shapes.ts';
import { type Cell, sheetStream, sheetTypes } from './sheet-file.ts';

const text = z.string().max(300);
/** Rows a browser may name one by one. */
const mostListed = 50_000;
/**
 * `fields` of the row a column shows (`name`, `client.name`), joined where there are several; `words` for coded values; `texts`: what the screen
 * says, one for each of `ids` in their order, where only the screen can word it.
 */
const exportColumn = z.object({
  header: text,
  fields: z.array(z.string().max(60)).min(1).max(6),
  words: z.record(z.string(), text).optional(),
  texts: z.array(z.string().max(2000)).max(mostListed).optional(),
});
/** Fifty thousand sentences. */
export const exportBody_bytes = 16 << 20;
export const exportBody = z.object({
  format: z.enum(['csv', 'xlsx']),
  title: z.string().trim().min(1).max(100),
  query: z.record(z.string().max(60), z.string().max(2000)).default({}),
  /** Left out: every field of the rows, by its name. */
  columns: z.array(exportColumn).min(1).max(80).optional(),
  /** Only these rows, in this order: for lists that are filtered in the browser. */
  ids: z.array(id).max(mostListed).optional(),
  about: z
    .array(z.array(text.max(2000)).max(3))
    .max(30)
    .default([]),
  time_zone: timeZone.default('UTC'),
});
type Asked = z.output<typeof exportBody>;
type Asking = Parameters<List['ask']>[0];
type Row = Record<string, unknown>;
type Reading = { header: string; read: (row: Row) => Cell };

/** Rows of a sheet Excel still opens. */
const mostRows = 1_000_000;

/** Reads the first rows before it answers, so that a refusal is a problem and never half a file. */
export async function exportList(list: List, asking: Asking, asked: Asked): Promise<FileAnswer> {
  const places = new Map((asked.ids ?? []).map((one, at) => [one as unknown, at]));
  const readings = (asked.columns ?? allColumns(list.row)).flatMap((column): Reading[] =>
    column.texts === undefined
      ? readingsOf(list.row, column, asked.time_zone)
      : [{ header: column.header, read: (it) => column.texts?.[places.get(it['id']) ?? -1] ?? null }],
  );
  const pages = asked.ids === undefined ? list.ask(asking, asked.query) : onlyThese(list.ask(asking, asked.query), asked.ids);
  const first = await pages.next();
  const rows = cellsOf(first, pages, readings);
  const sheet = { title: asked.title, about: asked.about, header: readings.map((it) => it.header), rows };
  return { name: `${asked.title}.${asked.format}`, type: sheetTypes[asked.format], body: sheetStream(asked.format, sheet) };
}

async function* onlyThese(pages: AsyncGenerator<Row[]>, ids: readonly string[]): AsyncGenerator<Row[]> {
  const byId = new Map<unknown, Row>();
  for await (const rows of pages) for (const row of rows) byId.set(row['id'], row);
  yield ids.flatMap((one) => {
    const row = byId.get(one);
    return row === undefined ? [] : [row];
  });
}

const chunkRows = 500;

async function* cellsOf(
  first: IteratorResult<Row[], unknown>,
  pages: AsyncGenerator<Row[]>,
  readings: readonly Reading[],
): AsyncGenerator<Cell[][]> {
  let written = 0;
  for (let page = first; page.done !== true; page = await pages.next()) {
    for (let at = 0; at < page.value.length; at += chunkRows) {
      const some = page.value.slice(at, at + chunkRows);
      written += some.length;
      if (written > mostRows) throw new Failure('too_large', 'export_too_long', { most: mostRows });
      yield some.map((row) => readings.map((it) => it.read(row)));
    }
  }
}

const allColumns = (row: z.ZodObject): NonNullable<Asked['columns']> =>
  Object.keys(row.shape).map((field) => ({ header: field, fields: [field] }));

/** A moment becomes two columns: the plant's time and UTC. */
function readingsOf(row: z.ZodObject, column: NonNullable<Asked['columns']>[number], zone: string): Reading[] {
  const { header, fields, words } = column;
  const unknown = fields.find((field) => !Object.hasOwn(row.shape, field.split('.')[0] ?? ''));
  if (unknown !== undefined) throw new Failure('bad_input', 'field_not_there', { field: unknown });
  const [field] = fields as [string];
  if (fields.length === 1 && isMoment(row.shape[field])) {
    const wall = wallClock(zone);
    const local: Reading = {
      header: `${header} (${zone})`,
      read: (it) => (it[field] === null ? null : { wall: wall(new Date(it[field] as string)) }),
    };
    const utc: Reading = {
      header: `${header} (UTC)`,
      read: (it) => (it[field] === null ? null : new Date(it[field] as string).toISOString()),
    };
    return zone === 'UTC' ? [local] : [local, utc];
  }
  return [
    {
      header,
      read: (it) =>
        fields.length === 1 ? cellOf(valueAt(it, field), words) : joined(fields.map((name) => cellOf(valueAt(it, name), words))),
    },
  ];
}

/** The value at a path of names: `client.name`. */
function valueAt(row: Row, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return value.map((one: Row | null) => one?.[name]);
    return (value as Row | null)?.[name];
  }, row);
}

const joined = (cells: readonly Cell[]): string =>
  cells.flatMap((cell) => (cell === null || cell === '' ? [] : typeof cell === 'object' ? cell.wall : String(cell))).join(' ');

function cellOf(value: unknown, words: Readonly<Record<string, string>> | undefined): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return words?.[String(value)] ?? value;
  if (typeof value === 'number') return words?.[String(value)] ?? value;
  if (Array.isArray(value)) return joined(value.map((one) => cellOf(one, words)));
  return Object.entries(value)
    .filter(([, inner]) => inner !== null)
    .map(([name, inner]) => `${name}: ${typeof inner === 'object' ? JSON.stringify(inner) : String(inner)}`)
    .join('; ');
}

/** Whether the field is an ISO 8601 time, maybe null. */
function isMoment(shape: z.ZodType | undefined): boolean {
  if (shape instanceof z.ZodNullable || shape instanceof z.ZodOptional) return isMoment(shape.unwrap() as z.ZodType);
  return shape instanceof z.ZodISODateTime;
}

/** `YYYY-MM-DD hh:mm:ss` on the wall of the zone: Swedish writes dates so. */
function wallClock(zone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return (at) => format.format(at);
}
