// Accounts of people: who can sign in with which address and password. "user".id is the person's id; names stay with the person.
import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { type Kysely, sql } from 'kysely';
import { Failure } from './failure.ts';
import { requirePassword } from './password.ts';

/** A transaction or a connection: calls inside `act` pass its `tx`, so that person and account come together or not at all. */
export type Accounts = Kysely<Record<string, never>>;

export type NewAccount = { person_id: string; name: string; email: string; password: string };

/**
 * Lets a person sign in. `name` is only compared with the password. Throws Failure('unprocessable', 'password_...') for a password that
 * will not do and Failure('conflict', 'email_taken') for an address another account has.
 */
export async function createAccount(db: Accounts, account: NewAccount): Promise<void> {
  requirePassword(account.password, account);
  const hash = await hashPassword(account.password);
  const { person_id } = account;
  const email = account.email.trim().toLowerCase();
  const made = await sql`
    insert into auth."user" ("id", "name", "email", "emailVerified") values (${person_id}, '', ${email}, true)
    on conflict do nothing returning "id"`.execute(db);
  if (made.rows.length === 0) throw new Failure('conflict', 'email_taken');
  await sql`
    insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
    values (${randomUUID()}, ${person_id}, 'credential', ${person_id}, ${hash}, now())`.execute(db);
}

/** Sets a new password and ends the person's sessions. Throws Failure('not_found', 'account_missing') when they have no account. */
export async function setPassword(db: Accounts, account: Omit<NewAccount, 'email'>): Promise<void> {
  const found = await sql<{ email: string }>`select "email" from auth."user" where "id" = ${account.person_id}`.execute(db);
  const email = found.rows[0]?.email;
  if (email === undefined) throw new Failure('not_found', 'account_missing');
  requirePassword(account.password, { ...account, email });
  await sql`
    update auth."account" set "password" = ${await hashPassword(account.password)}, "updatedAt" = now()
    where "userId" = ${account.person_id} and "providerId" = 'credential'`.execute(db);
  await endSessions(db, account.person_id);
}

/** Changes the address a person signs in with. Throws Failure('conflict', 'email_taken'). */
export async function setEmail(db: Accounts, person_id: string, address: string): Promise<void> {
  const email = address.trim().toLowerCase();
  const taken = await sql`select 1 from auth."user" where "email" = ${email} and "id" <> ${person_id}`.execute(db);
  if (taken.rows.length > 0) throw new Failure('conflict', 'email_taken');
  await sql`update auth."user" set "email" = ${email}, "updatedAt" = now() where "id" = ${person_id}`.execute(db);
}

/** Ends every session of a person; returns how many. Call it when a person becomes inactive. */
export async function endSessions(db: Accounts, person_id: string): Promise<number> {
  const ended = await sql`delete from auth."session" where "userId" = ${person_id} returning 1`.execute(db);
  return ended.rows.length;
}

/** True when the person has an account with a password. Whether they are active is the person's own fact. */
export async function canSignIn(db: Accounts, person_id: string): Promise<boolean> {
  const found = await sql`
    select 1 from auth."account" where "userId" = ${person_id} and "providerId" = 'credential' and "password" is not null`.execute(db);
  return found.rows.length > 0;
}

/** Removes a person's account and sessions. */
export async function removeAccount(db: Accounts, person_id: string): Promise<void> {
  await sql`delete from auth."user" where "id" = ${person_id}`.execute(db);
}
