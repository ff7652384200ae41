// One cell against what is known: three ways, for what the last import wrote tells an update from a person's word.
import type { Cell } from './schema.ts';

/**
 * What is known of a field now. `value` null: nothing. `by`: who says it (`person` by hand, `traffic` on the wire, `import` an earlier import,
 * `guess` inferred, `other_source` a walk-down, a switch, another system). `noted`: this source said the same before, though another value shows.
 */
export type Known = { value: string | null; by: 'person' | 'traffic' | 'import' | 'guess' | 'other_source'; noted?: boolean };

const alike = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * Compares. `take`: the sheet wins over a person's word and over traffic. `exact`: a new spelling is a change too.
 * Traffic that says otherwise is not overruled: both are kept, and the inventory shows the conflict. A person's word stays.
 */
export function compareCell(field: string, known: Known, to: string, take: boolean, exact = false): Cell {
  const from = known.value;
  if (from === null || from === '') return { field, from: null, to, state: 'fill', says: null };
  const isSame = exact ? from === to : alike(from, to);
  if (isSame || known.noted === true) return { field, from, to, state: 'same', says: null };
  if (known.by === 'import' || known.by === 'guess') return { field, from, to, state: 'change', says: null };
  if (take) return { field, from, to, state: 'change', says: known.by };
  return { field, from, to, state: known.by === 'traffic' ? 'beside' : 'conflict', says: known.by };
}

/** What a row is, from its cells; `writes`: applying it does something. */
export function outcomeOf(isNew: boolean, cells: readonly Cell[]): { outcome: 'add' | 'change' | 'same' | 'conflict'; writes: boolean } {
  const writes = isNew || cells.some((it) => it.state !== 'same' && it.state !== 'conflict');
  if (isNew) return { outcome: 'add', writes };
  if (cells.some((it) => it.state === 'beside' || it.state === 'conflict')) return { outcome: 'conflict', writes };
  return { outcome: writes ? 'change' : 'same', writes };
}
