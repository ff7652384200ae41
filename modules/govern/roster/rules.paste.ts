// A roster out of a spreadsheet: rows pasted, or a CSV file's text, read by the names of their columns; what cannot be read is said line by line.
import { readDay } from '@holdfast/core-cadence';
import type { Entry, Shift, Slot } from './schema.ts';

type Named = { id: string; names: readonly string[] };
export type Known = {
  shifts: readonly Pick<Shift, 'id' | 'name'>[];
  people: readonly { id: string; name: string }[];
  roles: readonly Named[];
};
export type PasteFault = { line: number; code: 'no_date' | 'no_shift' | 'no_person' | 'several_people' | 'no_role'; value: string };
export type Pasted = { entries: Omit<Entry, 'id'>[]; faults: PasteFault[]; missing: ('date' | 'shift' | 'person')[] };

/** Names of columns, in both languages. */
const columns = {
  date: ['date', 'day', 'datum', 'tag'],
  shift: ['shift', 'schicht'],
  person: ['name', 'person', 'who', 'wer', 'mitarbeiter'],
  role: ['role', 'function', 'rolle', 'funktion'],
  on_call: ['on call', 'on-call', 'bereitschaft', 'rufbereitschaft'],
} as const;
type Column = keyof typeof columns;
const yes = ['x', 'yes', 'ja', 'true', '1', 'on call', 'bereitschaft'];
const plain = (text: string): string => text.trim().toLowerCase();

/** Cells of a line; the delimiter is the first line's: tab, semicolon or comma. Quotes as RFC 4180, within one line. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells = [''];
  let quoted = false;
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    else if (sign === delimiter && !quoted) cells.push('');
    else cells[cells.length - 1] += sign;
  }
  return cells.map((it) => it.trim());
}

/** `2026-03-29`, `29.3.2026`, `29.03.26` and `29/03/2026`; null for anything else and for days that are not. */
export function readDate(text: string): string | null {
  const found = /^(\d{1,2})[./](\d{1,2})[./](\d{2}|\d{4})$/.exec(text.trim());
  const date =
    found === null
      ? text.trim()
      : `${found[3]!.length === 2 ? '20' : ''}${found[3]}-${found[2]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}`;
  return readDay(date) === null ? null : date;
}

/** Reads pasted rows. The first line names the columns; date, shift and person must be among them. */
export function readPasted(text: string, known: Known): Pasted {
  const [head = '', ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const delimiter = ['\t', ';', ','].find((it) => head.includes(it)) ?? '\t';
  const heads = cellsOf(head, delimiter).map(plain);
  const at = (column: Column): number => heads.findIndex((it) => (columns[column] as readonly string[]).includes(it));
  const missing = (['date', 'shift', 'person'] as const).filter((it) => at(it) === -1);
  const pasted: Pasted = { entries: [], faults: [], missing };
  if (missing.length > 0) return pasted;
  for (const [index, row] of rows.entries()) {
    if (row.trim() === '') continue;
    const cells = cellsOf(row, delimiter);
    const of = (column: Column): string => cells[at(column)] ?? '';
    const read = readRow(of, known);
    if ('code' in read) pasted.faults.push({ line: index + 2, ...read });
    else pasted.entries.push(read);
  }
  return pasted;
}

type RowFault = Omit<PasteFault, 'line'>;

function readRow(of: (column: Column) => string, known: Known): Omit<Entry, 'id'> | RowFault {
  const on_date = readDate(of('date'));
  if (on_date === null) return { code: 'no_date', value: of('date') };
  const shift = known.shifts.find((it) => plain(it.name) === plain(of('shift')));
  if (shift === undefined) return { code: 'no_shift', value: of('shift') };
  const people = findPeople(of('person'), known.people);
  if (people.length !== 1) return { code: people.length === 0 ? 'no_person' : 'several_people', value: of('person') };
  const asked = plain(of('role'));
  const role = asked === '' ? 'shift_lead' : known.roles.find((it) => [it.id, ...it.names].some((name) => plain(name) === asked))?.id;
  if (role === undefined) return { code: 'no_role', value: of('role') };
  const way = yes.includes(plain(of('on_call'))) ? 'on_call' : 'on_shift';
  return { on_date, shift_id: shift.id, person_id: people[0]!, role: role as Slot['role'], way };
}

/** People of that name; where the whole name fits nobody, those with it as first or last name. */
function findPeople(text: string, people: Known['people']): string[] {
  const asked = plain(text);
  if (asked === '') return [];
  const whole = people.filter((it) => plain(it.name) === asked);
  const found = whole.length > 0 ? whole : people.filter((it) => plain(it.name).split(/\s+/).includes(asked));
  return found.map((it) => it.id);
}
