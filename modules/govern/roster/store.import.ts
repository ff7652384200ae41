// SQL of a roster that came as a list: days added or given to somebody else, and taken back.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { Entry } from './schema.ts';

const columns = sql`id, on_date::text as on_date, shift_id, role, way, person_id`;

/** Single days from one day to another, both counted. */
export async function entriesBetween(db: Database | Tx, site_id: string, from: string, until: string): Promise<Entry[]> {
  return (
    await sql<Entry>`select ${columns} from holdfast.roster_entry where site_id = ${site_id} and on_date between ${from}::date and ${until}::date
      order by on_date, id`.execute(db)
  ).rows;
}

/** `id` null: a day to add; else the day that goes to another person. */
export type EntryWrite = Omit<Entry, 'id'> & { row_number: number; id: string | null };
/** `before`: who stood there, null for a day that was added. */
export type EntryUndo = { entry: Entry; before: Entry | null };

/** Writes days. Throws conflict when one of them stands there meanwhile. */
export async function writeEntries(
  tx: Tx,
  site_id: string,
  writes: readonly EntryWrite[],
  by: string,
): Promise<{ row_number: number; id: string; undo: EntryUndo }[]> {
  const done: { row_number: number; id: string; undo: EntryUndo }[] = [];
  for (const { row_number, id, ...it } of writes) {
    const before = id === null ? null : await readEntry(tx, site_id, id);
    const { rows } =
      before === null
        ? await sql<Entry>`insert into holdfast.roster_entry (site_id, on_date, shift_id, role, way, person_id, set_by)
            values (${site_id}, ${it.on_date}::date, ${it.shift_id}, ${it.role}, ${it.way}, ${it.person_id}::uuid, ${by})
            on conflict (site_id, on_date, shift_id, role, way, person_id) do nothing returning ${columns}`.execute(tx)
        : await sql<Entry>`update holdfast.roster_entry set person_id = ${it.person_id}::uuid, set_by = ${by}, set_at = now()
            where site_id = ${site_id} and id = ${id}::uuid returning ${columns}`.execute(tx);
    const [entry] = rows;
    if (entry === undefined) throw new Failure('conflict', 'changed_since', { count: 1 });
    done.push({ row_number, id: entry.id, undo: { entry, before } });
  }
  return done;
}

async function readEntry(tx: Tx, site_id: string, id: string): Promise<Entry> {
  const found =
    await sql<Entry>`select ${columns} from holdfast.roster_entry where site_id = ${site_id} and id = ${id}::uuid for update`.execute(tx);
  if (found.rows[0] === undefined) throw new Failure('conflict', 'changed_since', { count: 1 });
  return found.rows[0];
}

/** Takes days back. Throws conflict when one of them was given to somebody else since. */
export async function unwriteEntries(tx: Tx, site_id: string, undos: readonly EntryUndo[]): Promise<void> {
  for (const { entry, before } of undos) {
    if ((await readEntry(tx, site_id, entry.id)).person_id !== entry.person_id)
      throw new Failure('conflict', 'changed_since', { count: 1 });
    if (before === null) await sql`delete from holdfast.roster_entry where site_id = ${site_id} and id = ${entry.id}`.execute(tx);
    else
      await sql`update holdfast.roster_entry set person_id = ${before.person_id} where site_id = ${site_id} and id = ${entry.id}`.execute(
        tx,
      );
  }
}
