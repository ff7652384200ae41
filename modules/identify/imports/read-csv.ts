// CSV as plants have it: semicolon, comma or tab, quotes or not, in any encoding (RFC 4180 and what Excel makes of it).
import { parse } from 'csv-parse/sync';
import { FileFault, type Grid, limits } from './reading.ts';

const names: Readonly<Record<string, string>> = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' };

/** Rows of a CSV text. */
export function readCsv(text: string, encoding: string): Grid {
  const told = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  const body = told === null ? text.replace(/^\uFEFF/, '') : text.slice(told[0].length);
  const delimiter = told?.[1] ?? delimiterOf(body);
  const parsed = parseRows(body, delimiter);
  const rows: string[][] = [];
  const numbers: number[] = [];
  for (const [at, record] of parsed.entries()) {
    if (record.length > limits.columns) throw new FileFault('too_many_columns', { most: limits.columns, row: at + 1 });
    rows.push(record);
    // What a spreadsheet shows as the row's number: records, not lines of text.
    numbers.push(at + 1);
  }
  return { rows, numbers, notes: { encoding, delimiter: names[delimiter] ?? delimiter } };
}

function parseRows(body: string, delimiter: string): string[][] {
  // For each row that is longer or shorter than the first, csv-parse makes an error, also where that is allowed: without its stack of calls a
  // list of uneven rows is read in a quarter of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parse(body, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 1 << 20,
      to: limits.rows + 50,
    });
  } catch (thrown) {
    const line = thrown instanceof Error && 'lines' in thrown ? Number(thrown.lines) : 0;
    throw new FileFault('csv_broken', { line });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The sign that parts the first lines most evenly; quoted text does not count. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .filter((it) => it.trim() !== '')
    .slice(0, 12);
  const score = (sign: string): number => {
    const found = lines.map((it) => it.split(sign).length - 1);
    const most = Math.max(0, ...found);
    return most === 0 ? 0 : found.filter((it) => it === most).length * 100 + most;
  };
  const signs = Object.keys(names);
  return signs.reduce((best, sign) => (score(sign) > score(best) ? sign : best), ';');
}
