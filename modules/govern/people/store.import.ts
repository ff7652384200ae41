// SQL for importing people in bulk: they get no role and no way to sign in by it.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { sql } from 'kysely';

export type PersonWrite = { row_number: number; id: string | null; name?: string; email?: string; language?: string };
export type PersonUndo = { added: boolean; before: { name: string; language: string }; after: { name: string; language: string } };

/** Adds and changes people. Returns their ids and what stood before. Throws conflict when an address was taken meanwhile. */
export async function writePeople(tx: Tx, writes: readonly PersonWrite[]): Promise<{ row_number: number; id: string; undo: PersonUndo }[]> {
  await sql`select 1 from holdfast.organisation for update`.execute(tx);
  const done: { row_number: number; id: string; undo: PersonUndo }[] = [];
  for (const it of writes) done.push(it.id === null ? await insertPerson(tx, it) : await updatePerson(tx, it.id, it));
  return done;
}

async function insertPerson(tx: Tx, it: PersonWrite): Promise<{ row_number: number; id: string; undo: PersonUndo }> {
  const language = it.language ?? 'en';
  const added = await sql<{ id: string }>`insert into holdfast.person (organisation_id, name, email, language)
    select id, ${it.name}, ${it.email}, ${language} from holdfast.organisation on conflict do nothing returning id`.execute(tx);
  const [row] = added.rows;
  if (!row) throw new Failure('conflict', 'email_taken');
  const after = { name: it.name ?? '', language };
  return { row_number: it.row_number, id: row.id, undo: { added: true, before: after, after } };
}

type Said = { name: string; language: string };

async function updatePerson(tx: Tx, id: string, it: PersonWrite): Promise<{ row_number: number; id: string; undo: PersonUndo }> {
  const [before] = (await sql<Said>`select name, language from holdfast.person where id = ${id} for update`.execute(tx)).rows;
  if (!before) throw new Failure('not_found', 'person_not_found');
  const after = { name: it.name ?? before.name, language: it.language ?? before.language };
  await sql`update holdfast.person set name = ${after.name}, language = ${after.language} where id = ${id}`.execute(tx);
  return { row_number: it.row_number, id, undo: { added: false, before, after } };
}

/** Takes an import back. Throws conflict when somebody was changed since, or holds a role or an account by now. */
export async function unwritePeople(tx: Tx, rows: readonly { id: string; undo: PersonUndo }[]): Promise<void> {
  for (const { id, undo } of rows) {
    const [now] = (await sql<Said>`select name, language from holdfast.person where id = ${id} for update`.execute(tx)).rows;
    if (now?.name !== undo.after.name || now.language !== undo.after.language) throw new Failure('conflict', 'changed_since', { count: 1 });
    if (undo.added) await dropPerson(tx, id);
    else await sql`update holdfast.person set name = ${undo.before.name}, language = ${undo.before.language} where id = ${id}`.execute(tx);
  }
}

async function dropPerson(tx: Tx, id: string): Promise<void> {
  const held =
    await sql`select 1 from holdfast.role_grant where person_id = ${id} union all select 1 from holdfast.asset where owner_id = ${id}
    union all select 1 from holdfast.area where owner_id = ${id} union all select 1 from holdfast.visit where person_id = ${id}
    union all select 1 from holdfast.account where holder_id = ${id} limit 1`.execute(tx);
  if (held.rows.length > 0) throw new Failure('conflict', 'used_since');
  try {
    await sql`delete from holdfast.person where id = ${id}`.execute(tx);
  } catch (thrown) {
    // 23503: something refers to the person by now; the whole act is rolled back.
    if (thrown instanceof Error && 'code' in thrown && thrown.code === '23503') throw new Failure('conflict', 'used_since');
    throw thrown;
  }
}
