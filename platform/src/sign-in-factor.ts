// A person's second factor: the authenticator's key, sealed, and ten recovery codes, hashed.
import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { Failure } from './failure.ts';
import { newTotpKey, stepOfCode, totpUri, base32 } from './sign-in-totp.ts';
import { hashToken, type Vault } from './sign-in-vault.ts';

type Connection = Kysely<Record<string, never>>;
export type FactorParts = { db: Connection; vault: Vault; now: () => number };

export type FactorState = { on: boolean; since: string | null; recovery_codes_left: number };
export type Enrolment = { secret: string; uri: string };

const recoveryCodes = 10;
const purposeOf = (person_id: string): string => `second factor of ${person_id}`;

export async function readFactor(db: Connection, person_id: string): Promise<FactorState> {
  const found = await sql<{ since: string; left: number }>`
    select f.confirmed_at as since, (select count(*)::int from auth.recovery_code r where r.person_id = f.person_id and r.used_at is null) as left
    from auth.second_factor f where f.person_id = ${person_id} and f.confirmed_at is not null`.execute(db);
  const [row] = found.rows;
  return { on: row !== undefined, since: row?.since ?? null, recovery_codes_left: row?.left ?? 0 };
}

/** Makes a key that counts only once a code of it was given. Throws Failure('conflict', 'second_factor_on') when one is in force. */
export async function beginEnrolment({ db, vault }: FactorParts, person_id: string, account: string): Promise<Enrolment> {
  const key = newTotpKey();
  const sealed = vault.seal(key.toString('base64url'), purposeOf(person_id));
  const made = await sql`
    insert into auth.second_factor as f (person_id, secret) values (${person_id}, ${sealed})
    on conflict (person_id) do update set secret = excluded.secret, last_counter = 0 where f.confirmed_at is null returning 1`.execute(db);
  if (made.rows.length === 0) throw new Failure('conflict', 'second_factor_on');
  return { secret: base32(key), uri: totpUri(key, account) };
}

/** Whether the code is one of the key that waits to be confirmed. Throws Failure('unprocessable', 'code_wrong'). */
export async function requireEnrolmentCode(parts: FactorParts, person_id: string, code: string): Promise<number> {
  const found = await readKey(parts, person_id, false);
  const counter = found === null ? null : stepOfCode(found.key, code, parts.now(), found.last_counter);
  if (counter === null) throw new Failure('unprocessable', 'code_wrong');
  return counter;
}

/** Puts the key in force; returns the recovery codes, which are shown this once. */
export async function confirmEnrolment(tx: Connection, person_id: string, counter: number): Promise<string[]> {
  const confirmed = await sql`
    update auth.second_factor set confirmed_at = now(), last_counter = ${counter} where person_id = ${person_id} and confirmed_at is null
    returning 1`.execute(tx);
  if (confirmed.rows.length === 0) throw new Failure('conflict', 'second_factor_on');
  return renewRecoveryCodes(tx, person_id);
}

/** Ten new codes; the earlier ones are void. */
export async function renewRecoveryCodes(tx: Connection, person_id: string): Promise<string[]> {
  await sql`delete from auth.recovery_code where person_id = ${person_id}`.execute(tx);
  const codes = Array.from({ length: recoveryCodes }, newHandCode);
  for (const code of codes)
    await sql`insert into auth.recovery_code (person_id, hash) values (${person_id}, ${hashHandCode(code)})`.execute(tx);
  return codes;
}

/** Takes a code of the app or a recovery code, once. Returns which it was, or null. */
export async function takeCode(parts: FactorParts, person_id: string, code: string): Promise<'code' | 'recovery_code' | null> {
  if (/^\s*\d{3}\s?\d{3}\s*$/.test(code)) return (await takeAppCode(parts, person_id, code)) ? 'code' : null;
  const used = await sql`
    update auth.recovery_code set used_at = now() where person_id = ${person_id} and hash = ${hashHandCode(code)} and used_at is null
    returning 1`.execute(parts.db);
  return used.rows.length > 0 ? 'recovery_code' : null;
}

// INVARIANT: of two requests with the same code one moves last_counter on; the other finds it moved and is refused.
async function takeAppCode(parts: FactorParts, person_id: string, code: string): Promise<boolean> {
  const found = await readKey(parts, person_id, true);
  const counter = found === null ? null : stepOfCode(found.key, code, parts.now(), found.last_counter);
  if (counter === null) return false;
  const moved = await sql`
    update auth.second_factor set last_counter = ${counter} where person_id = ${person_id} and last_counter < ${counter} returning 1`.execute(
    parts.db,
  );
  return moved.rows.length > 0;
}

/** Turns the second factor off; returns whether there was one. */
export async function removeFactor(tx: Connection, person_id: string): Promise<boolean> {
  const removed = await sql`delete from auth.second_factor where person_id = ${person_id} returning confirmed_at`.execute(tx);
  await sql`delete from auth.recovery_code where person_id = ${person_id}`.execute(tx);
  return removed.rows.length > 0;
}

async function readKey({ db, vault }: FactorParts, person_id: string, confirmed: boolean) {
  const found = await sql<{ secret: string; last_counter: string }>`
    select secret, last_counter from auth.second_factor where person_id = ${person_id} and (confirmed_at is not null) = ${confirmed}`.execute(
    db,
  );
  const [row] = found.rows;
  if (row === undefined) return null;
  return { key: Buffer.from(vault.open(row.secret, purposeOf(person_id)), 'base64url'), last_counter: Number(row.last_counter) };
}

/** Crockford's base32, so that a code read aloud or from paper is typed right: 80 random bits as XXXX-XXXX-XXXX-XXXX. */
export function newHandCode(): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte & 31]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** The hash of such a code; what people mistype is forgiven: case, spaces, dashes, O for 0, I and L for 1. */
export function hashHandCode(code: string): Buffer {
  return hashToken(
    code
      .toUpperCase()
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1')
      .replace(/[^0-9A-Z]/g, ''),
  );
}
