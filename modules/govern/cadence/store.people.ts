// People a plan names, refused when they are not there or no longer active; and the organisation it is for.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { sql } from 'kysely';

/** Nobody (null) is fine. */
export async function requireOwner(tx: Tx, person_id: string | null): Promise<void> {
  if (person_id === null) return;
  const found = await sql`select 1 from holdfast.person where id = ${person_id} and active`.execute(tx);
  if (found.rows.length === 0) throw new Failure('not_found', 'person_not_found');
}

export async function organisationId(tx: Tx): Promise<string> {
  return (await sql<{ id: string }>`select id from holdfast.organisation`.execute(tx)).rows[0]!.id;
}
