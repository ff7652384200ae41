// The one-time code that lets the first person in: printed on the console, kept hashed, ten tries, gone after use.
import { timingSafeEqual } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { Failure } from './failure.ts';
import { hashPaperCode, makePaperCode } from './paper-code.ts';

type Connection = Kysely<Record<string, never>>;

const maxTries = 10;
const hashCode = (code: string): Buffer => hashPaperCode('setup', code);

/** Makes a code of 128 bits as `XXXX-XXXX-...` (26 characters) and forgets any earlier one. Only its hash is stored. */
export async function createSetupCode(db: Connection): Promise<string> {
  const code = makePaperCode();
  await sql`
    insert into platform.setup_code (hash) values (${hashCode(code)})
    on conflict (single) do update set hash = excluded.hash, tries = 0, created_at = now()`.execute(db);
  return code;
}

/**
 * Counts a try and compares; called before the act, so that no transaction waits for a second connection. Throws
 * Failure('forbidden', 'setup_code_wrong', {tries_left}) and, when no code is open or none left, Failure('forbidden', 'setup_closed').
 */
export async function trySetupCode(db: Connection, code: string): Promise<void> {
  const found = await sql<{ hash: Buffer; tries: number }>`
    update platform.setup_code set tries = tries + 1 where tries < ${maxTries} returning hash, tries`.execute(db);
  const open = found.rows[0];
  if (open === undefined) throw new Failure('forbidden', 'setup_closed');
  if (!timingSafeEqual(open.hash, hashCode(code)))
    throw new Failure('forbidden', 'setup_code_wrong', { tries_left: maxTries - open.tries });
}

/** Uses the code up inside the act that makes the first account. Throws Failure('forbidden', 'setup_closed') when it is not open any more. */
export async function spendSetupCode(tx: Connection, code: string): Promise<void> {
  const spent = await sql`delete from platform.setup_code where hash = ${hashCode(code)} returning 1`.execute(tx);
  if (spent.rows.length === 0) throw new Failure('forbidden', 'setup_closed');
}

/** True while a code can still be used. */
export async function isSetupOpen(db: Connection): Promise<boolean> {
  return (await sql`select 1 from platform.setup_code where tries < ${maxTries}`.execute(db)).rows.length > 0;
}
