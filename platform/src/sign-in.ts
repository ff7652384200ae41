// Who you are: password sign-in by better-auth with sign-up closed. What you may do is not its business: grants come from the roles.
import { betterAuth } from 'better-auth';
import { isAPIError } from 'better-auth/api';
import { sql } from 'kysely';
import { Failure } from './failure.ts';
import type { Log } from './log.ts';
import { longestPassword, requirePassword, shortestPassword } from './password.ts';
import type { Grant, Principal } from './permit.ts';
import { addressKey, createRateLimit } from './rate-limit.ts';
import type { Database } from './route.ts';
import { endSessions } from './accounts.ts';

/** What sign-in asks about a person: their name, whether they are active, and the grants in force now. Null for nobody. */
export type PersonOf = (person_id: string) => Promise<{ name: string; active: boolean; grants: readonly Grant[] } | null>;

/** `cookies` are Set-Cookie values to send along. */
export type SignedIn = { person_id: string; cookies: string[] };

export type SignIn = {
  /** Whose session the Cookie header carries; null for nobody, an ended session, or a person who is no longer active. */
  principalOf(cookie: string | undefined): Promise<{ principal: Principal; email: string; expires_at: string; cookies: string[] } | null>;
  /** Throws Failure('unauthenticated', 'sign_in_failed') whatever was wrong, and Failure('too_many', 'too_many_tries', {retry_after_s}). */
  signIn(asked: { email: string; password: string; address: string }): Promise<SignedIn>;
  signOut(cookie: string | undefined): Promise<{ cookies: string[] }>;
  /** Ends the person's other sessions. Throws Failure('unprocessable', 'wrong_password' or 'password_...'). */
  changePassword(asked: { cookie: string | undefined; current: string; wanted: string; address: string }): Promise<{ cookies: string[] }>;
};

export type SignInParts = {
  db: Database;
  /** Signs the session cookies; at least 32 characters, kept in a file only the server reads. */
  secret: string;
  publicUrl: string;
  personOf: PersonOf;
  log: Log;
  /** Milliseconds since 1970, for the tries. */
  now?: () => number;
};

const sessionSeconds = 12 * 3600;
/** A session used after this long is prolonged to twelve hours again. */
const renewSeconds = 10 * 60;

/** Opens sign-in over the tables of schema `auth`. */
export function createSignIn(parts: SignInParts): SignIn {
  const auth = openAuth(parts);
  const tries = createTries(parts.now ?? Date.now);
  return {
    principalOf: (cookie) => principalOf(parts, auth, cookie),
    signIn: (asked) => signIn(parts, auth, tries, asked),
    signOut: async (cookie) => {
      const { headers } = await auth.api.signOut({ headers: headersOf(cookie), returnHeaders: true });
      return { cookies: headers.getSetCookie() };
    },
    changePassword: (asked) => changePassword(parts, auth, tries, asked),
  };
}

type Auth = ReturnType<typeof openAuth>;

function openAuth({ db, secret, publicUrl, personOf, log }: SignInParts) {
  if (secret.length < 32) throw new Error('sign-in: the secret is shorter than 32 characters');
  return betterAuth({
    appName: 'Holdfast',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    database: { db, type: 'postgres', schemaName: 'auth', transaction: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: shortestPassword, maxPasswordLength: longestPassword },
    session: { expiresIn: sessionSeconds, updateAge: renewSeconds, cookieCache: { enabled: false } },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'holdfast',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    // INVARIANT: whatever way leads to a session, an inactive person gets none.
    databaseHooks: {
      session: { create: { before: async (session) => ((await personOf(session.userId))?.active === true ? undefined : false) } },
    },
    logger: { log: (level, message) => log[level === 'error' ? 'error' : 'debug']('sign-in', { message }) },
  });
}

function headersOf(cookie: string | undefined): Headers {
  return new Headers(cookie === undefined ? {} : { cookie });
}

async function principalOf(parts: SignInParts, auth: Auth, cookie: string | undefined) {
  if (cookie === undefined) return null;
  const { headers, response: found } = await auth.api.getSession({ headers: headersOf(cookie), returnHeaders: true });
  if (found === null) return null;
  const person_id = found.user.id;
  const person = await parts.personOf(person_id);
  if (person === null) return null;
  if (!person.active) {
    await endSessions(parts.db, person_id);
    return null;
  }
  const principal: Principal = { person_id, name: person.name, via: 'ui', grants: person.grants };
  const expires_at = new Date(found.session.expiresAt).toISOString();
  return { principal, email: found.user.email, expires_at, cookies: headers.getSetCookie() };
}

async function signIn(parts: SignInParts, auth: Auth, tries: Tries, asked: { email: string; password: string; address: string }) {
  const email = asked.email.trim().toLowerCase();
  tries.take(email, asked.address);
  try {
    const { headers, response } = await auth.api.signInEmail({
      body: { email, password: asked.password },
      headers: new Headers(),
      returnHeaders: true,
    });
    tries.succeed(email);
    parts.log.info('signed in', { person_id: response.user.id });
    return { person_id: response.user.id, cookies: headers.getSetCookie() };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    parts.log.warn('sign-in refused', { address: asked.address });
    throw new Failure('unauthenticated', 'sign_in_failed');
  }
}

type ChangeAsked = { cookie: string | undefined; current: string; wanted: string; address: string };

async function changePassword(parts: SignInParts, auth: Auth, tries: Tries, asked: ChangeAsked): Promise<{ cookies: string[] }> {
  const found = await principalOf(parts, auth, asked.cookie);
  if (found === null) throw new Failure('unauthenticated', 'sign_in_first');
  tries.take(found.email, asked.address);
  requirePassword(asked.wanted, { email: found.email, name: found.principal.name });
  const body = { currentPassword: asked.current, newPassword: asked.wanted, revokeOtherSessions: true };
  try {
    const { headers } = await auth.api.changePassword({ body, headers: headersOf(asked.cookie), returnHeaders: true });
    tries.succeed(found.email);
    parts.log.info('password changed', { person_id: found.principal.person_id });
    return { cookies: headers.getSetCookie() };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    throw new Failure('unprocessable', 'wrong_password');
  }
}

type Tries = { take(email: string, address: string): void; succeed(email: string): void };

// Counted alike for accounts that exist and those that do not, so that the answer tells nothing about either.
function createTries(now: () => number): Tries {
  const perAccount = createRateLimit({ burst: 10, refill_ms: 60_000 });
  const perAddress = createRateLimit({ burst: 30, refill_ms: 10_000 });
  return {
    take: (email, address) => {
      const retry_after_s = Math.max(perAddress.take(addressKey(address), now()), perAccount.take(email, now()));
      if (retry_after_s > 0) throw new Failure('too_many', 'too_many_tries', { retry_after_s });
    },
    succeed: (email) => perAccount.forget(email),
  };
}

/** Removes sessions that ended; for a daily job. Returns how many. */
export async function sweepSessions(db: Database): Promise<number> {
  const gone = await sql`delete from auth."session" where "expiresAt" < now() returning 1`.execute(db);
  return gone.rows.length;
}
