// What earlier imports wrote, so that an update of the same list is told from a person's word.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { Cell } from './schema.ts';

/** The last value imports wrote per field, of each of these things. */
export async function readLastValues(
  db: Database | Tx,
  site_id: string,
  subject_ids: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  const rows = await sql<{ subject_id: string; cells: Cell[] }>`select r.subject_id, r.planned->'cells' as cells from holdfast.import_row r
    join holdfast.import i on i.site_id = r.site_id and i.id = r.import_id and i.state = 'applied'
    where r.site_id = ${site_id} and r.subject_id = any(${[...subject_ids]}::uuid[]) and r.undo is not null order by i.applied_at, i.id`.execute(
    db,
  );
  const found = new Map<string, Map<string, string>>();
  for (const { subject_id, cells } of rows.rows) {
    const of = found.get(subject_id) ?? new Map<string, string>();
    for (const cell of cells) if (cell.state === 'fill' || cell.state === 'change') of.set(cell.field, cell.to);
    found.set(subject_id, of);
  }
  return found;
}

type Lookup = ReadonlyMap<string, string | null>;

/** Ids by plain word; null for a word two of them share. */
export function lookup(rows: readonly { id: string; words: readonly (string | null)[] }[]): Lookup {
  const found = new Map<string, string | null>();
  for (const { id, words } of rows)
    for (const word of new Set(words.flatMap((it) => (it === null || it === '' ? [] : [it.trim().toLowerCase()]))))
      found.set(word, found.has(word) && found.get(word) !== id ? null : id);
  return found;
}

/** The one thing a word names, or the code of why not. */
export function findIn(map: Lookup, word: string): { id: string } | { code: 'not_known' | 'names_several' } {
  const id = map.get(word.trim().toLowerCase());
  if (id === undefined) return { code: 'not_known' };
  return id === null ? { code: 'names_several' } : { id };
}

/** Active people by e-mail address and by name. */
export async function peopleByWord(db: Database | Tx): Promise<Lookup> {
  const rows = await sql<{ id: string; name: string; email: string }>`select id, name, email from holdfast.person where active`.execute(db);
  return lookup(rows.rows.map((it) => ({ id: it.id, words: [it.name, it.email] })));
}
