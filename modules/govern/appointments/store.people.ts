// All SQL of how people are reached: name, mail and numbers of those who answer for something.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { Language, Reach } from './schema.ts';

export type Reached = { id: string; name: string; active: boolean; language: Language; reach: Reach };

/** People by id with how to reach them, also those whose account is closed. */
export async function readPeople(db: Database | Tx, ids: Iterable<string | null | undefined>): Promise<Map<string, Reached>> {
  const wanted = [...new Set([...ids].filter((id) => typeof id === 'string'))];
  if (wanted.length === 0) return new Map();
  const found = await sql<Reached>`select p.id, p.name, p.active, p.language,
      jsonb_build_object('email', p.email, 'phone', r.phone, 'second_phone', r.second_phone, 'remark', r.remark) as reach
    from holdfast.person p left join holdfast.person_reach r on r.organisation_id = p.organisation_id and r.person_id = p.id
    where p.id = any(${wanted}::uuid[])`.execute(db);
  return new Map(found.rows.map((row) => [row.id, row]));
}

/** Keeps a person's own numbers. */
export async function keepReach(tx: Tx, person_id: string, it: Omit<Reach, 'email'>): Promise<void> {
  await sql`insert into holdfast.person_reach (organisation_id, person_id, phone, second_phone, remark)
    select organisation_id, id, ${it.phone}, ${it.second_phone}, ${it.remark} from holdfast.person where id = ${person_id}
    on conflict (organisation_id, person_id) do update set phone = excluded.phone, second_phone = excluded.second_phone, remark = excluded.remark, changed_at = now()`.execute(
    tx,
  );
}
