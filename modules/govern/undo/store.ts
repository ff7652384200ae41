// All SQL of taking back: what objects were before an act, kept for thirty days beside the ledger, which keeps the act for ever.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Sentence } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { changesBetween } from './rules.ts';
import type { Change, Undoable } from './schema.ts';

export type Kept = { entry_id: string; kind: string; changes: Change[] };
type Keeping = { site_id: string; entry_id: string; kind: string; person_id: string; changes: readonly Change[] };

/** Remembers what objects were before the act whose transaction this is. Objects the act left as they were are left out. */
export async function keepBefore(tx: Tx, { site_id, entry_id, kind, person_id, changes }: Keeping): Promise<void> {
  const real = changes.filter((it) => Object.keys(it.after).length > 0);
  if (real.length === 0) return;
  await sql`insert into holdfast.undo (site_id, entry_id, kind, person_id, object_ids, changes)
    values (${site_id}, ${entry_id}, ${kind}, ${person_id}, ${real.map((it) => it.id)}::uuid[], ${JSON.stringify(real)}::jsonb)`.execute(
    tx,
  );
  await sql`delete from holdfast.undo where site_id = ${site_id} and at < now() - interval '30 days'`.execute(tx);
}

export type State = Map<string, Record<string, unknown> & { zones: readonly (string | null)[] }>;
export type ReadState = (tx: Tx, site_id: string, ids: readonly string[]) => Promise<State>;
export type Zones = ReadonlyMap<string, readonly (string | null)[]>;
type Remembering = Omit<Keeping, 'changes'> & { ids: readonly string[]; readState: ReadState };

/** Does the act's work and remembers what the objects were before it, so that it can be taken back. */
export async function remember<R>(tx: Tx, { ids, readState, ...act }: Remembering, work: () => Promise<R>): Promise<R> {
  const before = await readState(tx, act.site_id, ids);
  const result = await work();
  await keepBefore(tx, { ...act, changes: changesBetween(before, await readState(tx, act.site_id, ids)) });
  return result;
}

/** The acts on an object that can still be taken back, newest first. */
export async function listUndoable(db: Database, site_id: string, person_id: string, object_id: string): Promise<Undoable[]> {
  return (
    await sql<Undoable>`select u.entry_id, u.kind, u.at, p.name as person_name, u.person_id = ${person_id} as mine, cardinality(u.object_ids) as objects
    from holdfast.undo u join holdfast.person p on p.id = u.person_id
    where u.site_id = ${site_id} and u.object_ids @> array[${object_id}]::uuid[] and u.undone_by is null order by u.at desc limit 10`.execute(
      db,
    )
  ).rows;
}

/** What the act changed, locked until this transaction ends. Throws not_found when nothing is kept of it, conflict when it was taken back. */
export async function lockKept(tx: Tx, site_id: string, entry_id: string): Promise<Kept> {
  const [row] = (
    await sql<Kept & { undone_by: string | null }>`select entry_id, kind, changes, undone_by from holdfast.undo
    where site_id = ${site_id} and entry_id = ${entry_id} for update`.execute(tx)
  ).rows;
  if (row === undefined) throw new Failure('not_found', 'nothing_to_take_back');
  if (row.undone_by !== null) throw new Failure('conflict', 'taken_back_already');
  return row;
}

/** The kind of an act that can be taken back. */
export async function kindOf(db: Database, site_id: string, entry_id: string): Promise<string> {
  const [row] = (
    await sql<{ kind: string }>`select kind from holdfast.undo where site_id = ${site_id} and entry_id = ${entry_id}`.execute(db)
  ).rows;
  if (row === undefined) throw new Failure('not_found', 'nothing_to_take_back');
  return row.kind;
}

export async function noteUndone(tx: Tx, site_id: string, entry_id: string, by: string): Promise<void> {
  await sql`update holdfast.undo set undone_by = ${by} where site_id = ${site_id} and entry_id = ${entry_id}`.execute(tx);
}

export type Restoring = { site_id: string; person_id: string; entry_id: string; changes: readonly Change[] };

/** How one practice puts back what its acts changed. */
export type Undoer = {
  /** Kinds of ledger entries whose changes it keeps (`keepBefore`). */
  kinds: readonly string[];
  /** The sentence of those acts. */
  sentence: Sentence;
  subject_type: string;
  /** What the objects are now, and their zones; locked until the end of the transaction. */
  readNow: ReadState;
  /** The zones of the objects, null for none; nothing is locked. An object that is gone is left out. */
  readZones: (db: Database, site_id: string, ids: readonly string[]) => Promise<Zones>;
  /** `entry_id`: the act taken back. */
  restore: (tx: Tx, it: Restoring) => Promise<void>;
  jobs: (site_id: string) => { name: string; payload: Record<string, unknown>; key?: string }[];
};
