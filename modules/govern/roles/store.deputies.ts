// All SQL of deputies: who stands in for the holder of a grant, from-to.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Deputy, newDeputy } from './schema.ts';

const rows = sql`select d.id, d.grant_id, d.person_id, p.name as person_name, d.starts_at, d.until_at, n.name as named_by_name, d.ended_at,
    p.active and d.ended_at is null and d.starts_at <= now() and d.until_at > now() as in_force
  from holdfast.deputy d
  join holdfast.person p on p.organisation_id = d.organisation_id and p.id = d.person_id
  join holdfast.person n on n.organisation_id = d.organisation_id and n.id = d.named_by`;

/** Deputies that count now or begin later. */
export async function listDeputies(db: Database | Tx): Promise<Deputy[]> {
  return (await sql<Deputy>`${rows} where d.ended_at is null and d.until_at > now() order by d.starts_at, d.id`.execute(db)).rows;
}

/** Names a deputy. Throws conflict when the person already stands in then, not_found for an unknown or closed account. */
export async function addDeputy(tx: Tx, grant_id: string, named_by: string, it: z.output<typeof newDeputy>): Promise<string> {
  const open =
    await sql`select 1 from holdfast.role_grant where id = ${grant_id} and ended_at is null and (expires_at is null or expires_at > now()) for update`.execute(
      tx,
    );
  if (open.rows.length === 0) throw new Failure('conflict', 'grant_already_ended');
  const taken = await sql`select 1 from holdfast.deputy where grant_id = ${grant_id} and person_id = ${it.person_id} and ended_at is null
    and starts_at < ${it.until_at} and until_at > ${it.starts_at}`.execute(tx);
  if (taken.rows.length > 0) throw new Failure('conflict', 'deputy_already_named');
  const added = await sql<{ id: string }>`
    insert into holdfast.deputy (organisation_id, grant_id, person_id, starts_at, until_at, named_by)
    select p.organisation_id, ${grant_id}, p.id, ${it.starts_at}, ${it.until_at}, ${named_by} from holdfast.person p where p.id = ${it.person_id} and p.active
    returning id`.execute(tx);
  if (added.rows[0] === undefined) throw new Failure('not_found', 'person_not_found');
  return added.rows[0].id;
}

/** One deputy, with the holder of the grant. Throws not_found. */
export async function readDeputy(db: Database | Tx, deputy_id: string): Promise<Deputy & { holder_id: string; ended_at: string | null }> {
  const found = await sql<Deputy & { holder_id: string; ended_at: string | null }>`
    select d.*, g.person_id as holder_id from (${rows}) d join holdfast.role_grant g on g.id = d.grant_id where d.id = ${deputy_id}`.execute(
    db,
  );
  if (found.rows[0] === undefined) throw new Failure('not_found', 'deputy_not_found');
  return found.rows[0];
}

export async function endDeputy(tx: Tx, deputy_id: string): Promise<void> {
  const ended = await sql`update holdfast.deputy set ended_at = now() where id = ${deputy_id} and ended_at is null returning id`.execute(
    tx,
  );
  if (ended.rows.length === 0) throw new Failure('conflict', 'deputy_already_ended');
}
