// A person's own account and the owner's hand on it: proofs of oneself, the second factor's policy, what the account page shows.
import { type Kysely, sql } from 'kysely';
import { canSignIn, findCredential, isPassword } from './accounts.ts';
import { Failure } from './failure.ts';
import { type RoleName, everyRole } from './permit.ts';
import { type FactorState, readFactor, takeCode } from './sign-in-factor.ts';
import { forgetTries, type LockKey, takeTry } from './sign-in-lock.ts';
import { listPasskeys, type PasskeyRow } from './sign-in-passkeys.ts';
import { listSessions, type SessionRow } from './sign-in-sessions.ts';
import type { OpenParts } from './sign-in.ts';

type Connection = Kysely<Record<string, never>>;

export type Policy = { second_factor_roles: RoleName[] };

/** Which roles cannot sign in by password alone. */
export async function readPolicy(db: Connection): Promise<Policy> {
  const found = await sql<{ second_factor_roles: string[] }>`select second_factor_roles from auth.policy`.execute(db);
  const kept = found.rows[0]?.second_factor_roles ?? [];
  return { second_factor_roles: everyRole.filter((it) => kept.includes(it)) };
}

export async function setPolicy(tx: Connection, it: Policy): Promise<void> {
  await sql`update auth.policy set second_factor_roles = ${it.second_factor_roles}::text[]`.execute(tx);
}

/** Whether one of the person's roles asks for a second factor. */
export async function factorRequired({ db, personOf }: Pick<OpenParts, 'db' | 'personOf'>, person_id: string): Promise<boolean> {
  const { second_factor_roles } = await readPolicy(db);
  if (second_factor_roles.length === 0) return false;
  return (await personOf(person_id))?.grants.some((grant) => second_factor_roles.includes(grant.role)) === true;
}

export type AccountState = {
  has_password: boolean;
  factor: FactorState & { required: boolean };
  passkeys: PasskeyRow[];
  sessions: SessionRow[];
  /** Names of the directories the account is linked to. */
  directories: string[];
};

export async function readAccount(parts: OpenParts, person_id: string): Promise<AccountState> {
  const { db } = parts;
  const directories = await sql<{ name: string }>`
    select p.name from auth."account" a join auth.provider p on p.id::text = a."providerId" where a."userId" = ${person_id} order by 1`.execute(
    db,
  );
  return {
    has_password: await canSignIn(db, person_id),
    factor: { ...(await readFactor(db, person_id)), required: await factorRequired(parts, person_id) },
    passkeys: await listPasskeys(parts, person_id),
    sessions: await listSessions(db, person_id),
    directories: directories.rows.map((it) => it.name),
  };
}

/** What somebody at an open browser has to show again before they change how one signs in. */
export type Proof = { password?: string | undefined; code?: string | undefined };

/**
 * Lets nobody change an account who only found a browser open: the password, or where there is none a code of the second factor. Somebody
 * with neither (they come by a directory or a passkey) is let through when they signed in within ten minutes. Throws
 * Failure('unprocessable', 'wrong_password' or 'code_wrong'), Failure('forbidden', 'sign_in_again'), Failure('too_many', ...).
 */
export async function requireSelf(parts: OpenParts, it: { person_id: string; started_at: string; proof: Proof }): Promise<void> {
  const { person_id, proof } = it;
  const credential = await findCredential(parts.db, { person_id });
  const key: LockKey = { kind: 'factor', value: `self ${person_id}`, person_id };
  if (credential !== null) {
    await takeTry(parts, [key]);
    if (!(await isPassword(credential, proof.password ?? ''))) throw new Failure('unprocessable', 'wrong_password');
    return forgetTries(parts, [key]);
  }
  if ((await readFactor(parts.db, person_id)).on) {
    await takeTry(parts, [key]);
    if ((await takeCode(parts, person_id, proof.code ?? '')) === null) throw new Failure('unprocessable', 'code_wrong');
    return forgetTries(parts, [key]);
  }
  if (parts.now() - Date.parse(it.started_at) > 600_000) throw new Failure('forbidden', 'sign_in_again');
}
