// Accounts of people: who can sign in with which address and password. "user".id is the person's id; names stay with the person.
import { randomUUID } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { type Kysely, sql } from 'kysely';
import { Failure } from './failure.ts';
import { requirePassword } from './password.ts';
import { hashHandCode, newHandCode } from './sign-in-factor.ts';
import { endSteps } from './sign-in-steps.ts';

/** What is kept of a password: scrypt (RFC 7914) with a salt of its own. */
export { hashPassword };

/** A transaction or a connection: calls inside `act` pass its `tx`, so that person and account come together or not at all. */
export type Accounts = Kysely<Record<string, never>>;

/** `by_other`: somebody else chose the password, so the person has to choose their own at the first sign-in. */
export type NewAccount = { person_id: string; name: string; email: string; password: string; by_other?: boolean };

/**
 * Lets a person sign in. `name` is only compared with the password; of that only what `derive` makes of it is kept. Throws Failure('unprocessable', 'password_...') for a password that
 * will not do and Failure('conflict', 'email_taken') for an address another account has.
 */
export async function createAccount(db: Accounts, account: NewAccount, derive = hashPassword): Promise<void> {
  requirePassword(account.password, account);
  const hash = await derive(account.password);
  const { person_id } = account;
  const email = account.email.trim().toLowerCase();
  const made = await sql`
    insert into auth."user" ("id", "name", "email", "emailVerified") values (${person_id}, '', ${email}, true)
    on conflict do nothing returning "id"`.execute(db);
  if (made.rows.length === 0) throw new Failure('conflict', 'email_taken');
  await insertCredential(db, person_id, hash);
  if (account.by_other === true) await sql`insert into auth.must_change (person_id) values (${person_id})`.execute(db);
}

async function insertCredential(db: Accounts, person_id: string, hash: string | null): Promise<void> {
  await sql`
    insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
    values (${randomUUID()}, ${person_id}, 'credential', ${person_id}, ${hash}, now())`.execute(db);
}

/**
 * Sets a new password the person chose themselves; their sessions end, but for `keep_session`. Throws
 * Failure('not_found', 'account_missing') when they have no account.
 */
export async function setPassword(
  db: Accounts,
  account: Omit<NewAccount, 'email' | 'by_other'>,
  keep_session: string | null = null,
): Promise<void> {
  const email = await emailOf(db, account.person_id);
  if (email === null) throw new Failure('not_found', 'account_missing');
  requirePassword(account.password, { ...account, email });
  const hash = await hashPassword(account.password);
  const { person_id } = account;
  const set = await sql`update auth."account" set "password" = ${hash}, "updatedAt" = now()
    where "userId" = ${person_id} and "providerId" = 'credential' returning 1`.execute(db);
  if (set.rows.length === 0) await insertCredential(db, person_id, hash);
  await sql`delete from auth.must_change where person_id = ${person_id}`.execute(db);
  await sql`delete from auth.reset_code where person_id = ${person_id}`.execute(db);
  await sql`delete from auth."session" where "userId" = ${person_id} and "id" is distinct from ${keep_session}`.execute(db);
}

/** The address a person signs in with, or null. */
export async function emailOf(db: Accounts, person_id: string): Promise<string | null> {
  const found = await sql<{ email: string }>`select "email" as email from auth."user" where "id" = ${person_id}`.execute(db);
  return found.rows[0]?.email ?? null;
}

/** Changes the address a person signs in with. Throws Failure('conflict', 'email_taken'). */
export async function setEmail(db: Accounts, person_id: string, address: string): Promise<void> {
  const email = address.trim().toLowerCase();
  const taken = await sql`select 1 from auth."user" where "email" = ${email} and "id" <> ${person_id}`.execute(db);
  if (taken.rows.length > 0) throw new Failure('conflict', 'email_taken');
  await sql`update auth."user" set "email" = ${email}, "updatedAt" = now() where "id" = ${person_id}`.execute(db);
}

/** Ends every session of a person, and what they have begun; returns how many. Call it when a person becomes inactive. */
export async function endSessions(db: Accounts, person_id: string): Promise<number> {
  const ended = await sql`delete from auth."session" where "userId" = ${person_id} returning 1`.execute(db);
  await endSteps(db, person_id);
  return ended.rows.length;
}

/** True when the person has an account with a password. Whether they are active is the person's own fact. */
export async function canSignIn(db: Accounts, person_id: string): Promise<boolean> {
  const found = await sql`
    select 1 from auth."account" where "userId" = ${person_id} and "providerId" = 'credential' and "password" is not null`.execute(db);
  return found.rows.length > 0;
}

/** Whether somebody else chose the password in force. */
export async function mustChangePassword(db: Accounts, person_id: string): Promise<boolean> {
  return (await sql`select 1 from auth.must_change where person_id = ${person_id}`.execute(db)).rows.length > 0;
}

/** Removes a person's account and sessions. */
export async function removeAccount(db: Accounts, person_id: string): Promise<void> {
  await sql`delete from auth."user" where "id" = ${person_id}`.execute(db);
}

type Credential = { person_id: string; hash: string };

/** The password's hash of whoever has this address, or this person id; null when nobody does, or they have no password. */
export async function findCredential(db: Accounts, by: { email: string } | { person_id: string }): Promise<Credential | null> {
  const who = 'email' in by ? sql`u."email" = ${by.email}` : sql`u."id" = ${by.person_id}`;
  const found = await sql<Credential>`
    select u."id" as person_id, a."password" as hash from auth."user" u join auth."account" a on a."userId" = u."id"
    where ${who} and a."providerId" = 'credential' and a."password" is not null`.execute(db);
  return found.rows[0] ?? null;
}

let nobodysHash: Promise<string> | undefined;

/** Compares in the same time whether there is a credential or not. */
export async function isPassword(credential: Credential | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(randomUUID());
  const isRight = await verifyPassword({ hash: credential?.hash ?? (await nobodysHash), password });
  return isRight && credential !== null;
}

const resetHours = 24;

/**
 * Takes a person's password and sessions away; returns the code with which they choose a new one, shown this once. Throws
 * Failure('not_found', 'account_missing').
 */
export async function resetPassword(tx: Accounts, person_id: string): Promise<{ code: string; expires_at: string }> {
  if ((await emailOf(tx, person_id)) === null) throw new Failure('not_found', 'account_missing');
  const code = newHandCode();
  await sql`update auth."account" set "password" = null, "updatedAt" = now()
    where "userId" = ${person_id} and "providerId" = 'credential'`.execute(tx);
  await endSessions(tx, person_id);
  const made = await sql<{ expires_at: string }>`
    insert into auth.reset_code (person_id, hash, expires_at) values (${person_id}, ${hashHandCode(code)}, now() + make_interval(hours => ${resetHours}))
    on conflict (person_id) do update set hash = excluded.hash, expires_at = excluded.expires_at returning expires_at`.execute(tx);
  return { code, expires_at: made.rows[0]!.expires_at };
}

/** Whose reset code this is, when address and code fit; null otherwise. */
export async function findReset(db: Accounts, email: string, code: string): Promise<string | null> {
  const found = await sql<{ person_id: string }>`
    select r.person_id from auth.reset_code r join auth."user" u on u."id" = r.person_id
    where u."email" = ${email} and r.hash = ${hashHandCode(code)} and r.expires_at > now()`.execute(db);
  return found.rows[0]?.person_id ?? null;
}
