// Decisions about imports that need no database: whose heading a column's is, what a cell says, and what a dry run is bound to.
import type { Field } from './fields.data.ts';
import type { Column, Counts, Mapping, Outcome } from './schema.ts';

export { type Field, fieldsOf } from './fields.data.ts';
export { wordProblem } from './problems.data.ts';
export { type ParsedRow, parseCell, parseRow } from './rules-cells.ts';
export { compareCell, type Known } from './rules-compare.ts';
export { compareRows, type Standing, writtenValues } from './rules-simple.ts';

/** Words compared without case, accents of spelling, signs and blanks: `IP-Adresse (v4)` is `ipadressev4`. */
export const plainWord = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9/]+/g, '');

const secret =
  /(passw|passphrase|kennwort|\bpwd\b|\bpw\b|\bpsw\b|passcode|\bpin\b|pin[ -]?code|secret|geheim|credential|zugangsdaten|api[ _-]?key|private[ _-]?key|community|\btoken\b|(privater?|api)[ -]?schl(ü|ue)ssel|losungswort)/i;

/** A column whose heading looks like a password is never read further. */
export function isSecretHeading(heading: string): boolean {
  return secret.test(heading.replaceAll('_', ' ')) && !/(last|letzte|changed|ge(ä|ae)ndert|age|alter|policy|richtlinie)/i.test(heading);
}

/** How well a heading names a field: 2 exactly, 1 as one of its words, 0 not. */
function fitOf(heading: string, field: Field): number {
  const word = plainWord(heading);
  if (word === '') return 0;
  const names = [...field.en, ...field.de, field.name].map(plainWord);
  if (names.includes(word)) return 2;
  // `IP-Adresse (eth0)` or `Serial number of device`: the heading of the template stands at its beginning.
  return names.some((name) => name.length >= 4 && word.startsWith(name)) ? 1 : 0;
}

/** Guesses which field each heading names; each field once, the best fit first, then the one further left. */
export function guessFields(cells: readonly string[], fields: readonly Field[]): (string | null)[] {
  // Each is compared with every name of every field; what is longer than a heading ever is would make that dear.
  const headings = cells.map((it) => it.slice(0, 200));
  const guessed: (string | null)[] = headings.map(() => null);
  const taken = new Set<string>();
  for (const wanted of [2, 1])
    headings.forEach((heading, at) => {
      if (guessed[at] !== null || isSecretHeading(heading)) return;
      const field = fields.find((it) => !taken.has(it.name) && fitOf(heading, it) === wanted);
      if (field === undefined) return;
      guessed[at] = field.name;
      taken.add(field.name);
    });
  return guessed;
}

/** The row whose cells name most fields, among the first twenty; the first with two texts when none does. Index into `rows`, or -1. */
export function findHeader(rows: readonly (readonly string[])[], fields: readonly Field[]): number {
  const head = rows.slice(0, 20);
  const scores = head.map((row) => guessFields(row, fields).filter((it) => it !== null).length);
  const best = Math.max(0, ...scores);
  if (best >= 1) return scores.indexOf(best);
  return head.findIndex((row) => row.filter((it) => it.trim() !== '').length >= 2);
}

/** What the mapping may be: known fields, each once, no refused column. Returns the code of the first fault, or null. */
export function faultOfMapping(
  mapping: Mapping,
  columns: readonly Column[],
  fields: readonly Field[],
): { code: string; field: string } | null {
  const used = new Set<string>();
  for (const [index, name] of Object.entries(mapping)) {
    const column = columns.find((it) => String(it.index) === index);
    if (column === undefined || column.refused !== null) return { code: 'column_not_there', field: name };
    if (!fields.some((it) => it.name === name)) return { code: 'field_not_there', field: name };
    if (used.has(name)) return { code: 'field_mapped_twice', field: name };
    used.add(name);
  }
  const missing = fields.find((it) => it.required === true && !used.has(it.name));
  if (missing !== undefined) return { code: 'field_missing', field: missing.name };
  const keys = fields.filter((it) => it.key === true).map((it) => it.name);
  return keys.some((name) => used.has(name)) ? null : { code: 'key_missing', field: keys[0] ?? '' };
}

/** The mapping the guesses make. */
export function guessedMapping(columns: readonly Column[]): Mapping {
  return Object.fromEntries(
    columns.flatMap((it) => (it.field === null || it.refused !== null ? [] : [[String(it.index), it.field] as const])),
  );
}

/** Counts rows by outcome. */
export function countRows(rows: readonly { outcome: Outcome; writes: boolean }[]): Counts {
  const of = (outcome: Outcome) => rows.filter((it) => it.outcome === outcome).length;
  return {
    add: of('add'),
    change: of('change'),
    same: of('same'),
    conflict: of('conflict'),
    error: of('error'),
    writes: rows.filter((it) => it.writes).length,
  };
}
