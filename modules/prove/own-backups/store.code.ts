// SQL of the code that is the second word of a restore. Only its hash is kept; tries are counted before they are judged.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { RestoreCode } from './schema.ts';

const mostTries = 10;
/** A code from the console counts for this long. */
export const consoleHours = 1;

export type KeptCode = { kind: 'paper' | 'console'; hash: Buffer; made_by: string | null; made_at: string; tries_left: number };

/** The code on paper, without what would open anything; null before one was made. */
export async function readPaperCode(db: Database | Tx): Promise<RestoreCode | null> {
  const found = await sql<RestoreCode>`select c.made_at, c.made_by, p.name as made_by_name, c.kept_by from holdfast.restore_code c
    join holdfast.person p on p.organisation_id = c.organisation_id and p.id = c.made_by where c.kind = 'paper'`.execute(db);
  return found.rows[0] ?? null;
}

/** Keeps a code on paper in place of any earlier one. Returns the organisation's id. */
export async function keepPaperCode(tx: Tx, it: { hash: Buffer; kept_by: string; made_by: string }): Promise<string> {
  const kept = await sql<{ organisation_id: string }>`insert into holdfast.restore_code (organisation_id, kind, hash, kept_by, made_by)
    select id, 'paper', ${it.hash}, ${it.kept_by}, ${it.made_by} from holdfast.organisation
    on conflict (organisation_id, kind) do update
      set hash = excluded.hash, tries = 0, kept_by = excluded.kept_by, made_by = excluded.made_by, made_at = now()
    returning organisation_id`.execute(tx);
  return kept.rows[0]!.organisation_id;
}

/** Keeps a code of the console in place of any earlier one. */
export async function keepConsoleCode(db: Database, hash: Buffer): Promise<void> {
  await sql`insert into holdfast.restore_code (organisation_id, kind, hash) select id, 'console', ${hash} from holdfast.organisation
    on conflict (organisation_id, kind) do update set hash = excluded.hash, tries = 0, made_at = now()`.execute(db);
}

const inForce = sql`tries < ${mostTries} and (kind = 'paper' or made_at > now() - make_interval(hours => ${consoleHours}))`;

/** The kinds of code that are there and still have a try. */
export async function listCodes(db: Database | Tx): Promise<Pick<KeptCode, 'kind' | 'made_by'>[]> {
  return (await sql<KeptCode>`select kind, made_by from holdfast.restore_code where ${inForce} order by kind`.execute(db)).rows;
}

/** Counts a try of every code in force and returns them. */
export async function takeCodeTry(db: Database): Promise<KeptCode[]> {
  return (
    await sql<KeptCode>`update holdfast.restore_code set tries = tries + 1 where ${inForce}
      returning kind, hash, made_by, made_at, ${mostTries} - tries as tries_left`.execute(db)
  ).rows;
}

/** Uses a code up, inside the act it completes. False when it is gone. */
export async function spendCode(tx: Tx, hash: Buffer): Promise<boolean> {
  return (await sql`delete from holdfast.restore_code where hash = ${hash} returning 1`.execute(tx)).rows.length > 0;
}
