// Comparing rows of kinds with plain columns (people, suppliers, accounts): one key, one thing, three ways per column.
import type { ParsedRow } from './rules-cells.ts';
import { compareCell, outcomeOf } from './rules-compare.ts';
import type { Cell, Outcome, Problem } from './schema.ts';

/** A thing that is there: `values` as shown, by field; `refuse` the code for which no row may touch it. */
export type Standing = { id: string; label: string; values: Readonly<Record<string, string | null>>; refuse?: string | undefined };

export type Comparing = {
  /** Things that are there, by every key that finds them. */
  by_key: ReadonlyMap<string, Standing>;
  /** Keys of a row, the surest first. */
  keysOf: (row: ParsedRow) => readonly string[];
  /** Names in cells to ids; a cell may be reworded (`values`) or refused. */
  resolve: (
    row: ParsedRow,
    found: Standing | undefined,
  ) => { ids: Record<string, string | readonly string[]>; values: Record<string, string>; problems: Problem[] };
  labelOf: (row: ParsedRow) => string;
  last: ReadonlyMap<string, ReadonlyMap<string, string>>;
  take: boolean;
  /** Lists that only grow: what the sheet leaves out stays. */
  growing?: readonly string[];
};

export type SimpleRow = {
  row_number: number;
  place: string | null;
  outcome: Outcome;
  writes: boolean;
  label: string;
  subject_id: string | null;
  cells: Cell[];
  problems: Problem[];
  ids: Record<string, string | readonly string[]>;
  more: ParsedRow['more'];
};

/** Compares all rows. Rows that share a key, or whose keys find two things, are refused. */
export function compareRows(rows: readonly ParsedRow[], it: Comparing): SimpleRow[] {
  const holders = new Map<string, number[]>();
  for (const row of rows) for (const key of it.keysOf(row)) holders.set(key, [...(holders.get(key) ?? []), row.row_number]);
  return rows.map((row) => compareRow(row, it, holders));
}

function compareRow(row: ParsedRow, it: Comparing, holders: ReadonlyMap<string, readonly number[]>): SimpleRow {
  const keys = it.keysOf(row);
  const hits = [...new Map(keys.flatMap((key) => it.by_key.get(key) ?? []).map((hit) => [hit.id, hit])).values()];
  const found = hits[0];
  const resolved = it.resolve(row, found);
  const problems: Problem[] = [...row.problems, ...resolved.problems, ...refuse(row, keys, hits, holders)];
  const cells = problems.length > 0 ? [] : cellsOf({ ...row.values, ...resolved.values }, found, it);
  const judged = problems.length > 0 ? { outcome: 'error' as const, writes: false } : outcomeOf(found === undefined, cells);
  return {
    row_number: row.row_number,
    place: row.place,
    ...judged,
    label: it.labelOf(row) || found?.label || '',
    subject_id: hits.length > 1 ? null : (found?.id ?? null),
    cells,
    problems,
    ids: resolved.ids,
    more: row.more,
  };
}

function refuse(
  row: ParsedRow,
  keys: readonly string[],
  hits: readonly Standing[],
  holders: ReadonlyMap<string, readonly number[]>,
): Problem[] {
  const say = (code: string, params: Problem['params'] = {}): Problem[] => [{ field: null, column: null, code, params }];
  if (keys.length === 0) return row.problems.length > 0 ? [] : say('no_key');
  const shared = keys.find((key) => holders.get(key)!.length > 1);
  if (shared !== undefined) {
    const other = holders.get(shared)!.find((number) => number !== row.row_number) ?? row.row_number;
    return say('key_twice', { value: shared.slice(shared.indexOf(':') + 1).slice(0, 80), row: other });
  }
  if (hits.length > 1) return say('key_names_two', { one: hits[0]!.label, two: hits[1]!.label });
  return hits[0]?.refuse === undefined ? [] : say(hits[0].refuse);
}

function cellsOf(values: Readonly<Record<string, string>>, found: Standing | undefined, it: Comparing): Cell[] {
  const last = found === undefined ? undefined : it.last.get(found.id);
  return Object.entries(values).map(([field, to]) => {
    const now = found?.values[field] ?? null;
    const was = last?.get(field);
    const isImported = was !== undefined && now !== null && was.trim().toLowerCase() === now.trim().toLowerCase();
    if (it.growing?.includes(field) === true && now !== null)
      return { field, from: now, to, state: now === to ? ('same' as const) : ('change' as const), says: null };
    return compareCell(field, { value: now, by: isImported ? 'import' : 'person' }, to, it.take, true);
  });
}

/** What to write of a row: its cells that change something. */
export const writtenValues = (row: { cells: readonly Cell[] }): Record<string, string> =>
  Object.fromEntries(row.cells.filter((it) => it.state !== 'same' && it.state !== 'conflict').map((it) => [it.field, it.to]));
