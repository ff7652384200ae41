// Who you are: sessions of active people. What you may do is not its business: grants come from the roles.
import { sql } from 'kysely';
import { endSessions } from './accounts.ts';
import { Failure } from './failure.ts';
import type { Log } from './log.ts';
import type { Tx } from './act.ts';
import type { Grant, Principal } from './permit.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import type { Database } from './route.ts';
import type { Arrive } from './sign-in-arrival.ts';
import { type Auth, cookieOfSession, isTooOld, type NewSession, openAuth, type SessionKind } from './sign-in-auth.ts';
import { sweepLocks } from './sign-in-lock.ts';
import { type Seeing, type SeenSession, seeSession } from './sign-in-seen.ts';
import type { OwnSession } from './sign-in-sessions.ts';
import { openVault, type Vault } from './sign-in-vault.ts';

/** What sign-in asks about a person: their name, whether they are active, and the grants in force now. Null for nobody. */
export type PersonOf = (person_id: string) => Promise<{ name: string; active: boolean; grants: readonly Grant[] } | null>;

/** Writes what changed in an account during a sign-in, with its entry in the organisation's log. */
export type Recorder = <R>(
  it: { kind: string; person_id: string; facts?: Record<string, unknown> },
  work: (tx: Tx) => Promise<R>,
) => Promise<R>;

export type Known = { principal: Principal; email: string; expires_at: string; cookies: string[]; session: OwnSession };

/** `cookies` are Set-Cookie values to send along. */
export type SignIn = {
  parts: OpenParts;
  /** Whose session the Cookie header carries; null for nobody, an ended session, or a person who is no longer active. */
  principalOf(cookie: string | undefined): Promise<Known | null>;
  /** A session for somebody whose proof the caller has seen. Throws Failure('unauthenticated', 'sign_in_failed') for who is not active. */
  openSession(it: NewSession): Promise<{ session_id: string; cookies: string[] }>;
  signOut(cookie: string | undefined): Promise<{ cookies: string[] }>;
};

export type SignInParts = {
  db: Database;
  /** Signs the session cookies; at least 32 characters, kept in a file only the server reads. */
  secret: string;
  publicUrl: string;
  personOf: PersonOf;
  log: Log;
  /** Milliseconds since 1970, for tries and one-time codes. */
  now?: () => number;
  /** Without it nobody comes in by a directory. */
  arrive?: Arrive;
  record?: Recorder;
};

/** The parts with nothing left open. */
export type OpenParts = Required<SignInParts> & { vault: Vault; isSecure: boolean; questions: RateLimit };

/** Opens sign-in over the tables of schema `auth`. */
export function createSignIn(given: SignInParts): SignIn {
  const auth = openAuth(given);
  const parts: OpenParts = {
    now: Date.now,
    arrive: () => Promise.reject(new Failure('forbidden', 'directory_no_account')),
    record: (_what, work) => given.db.transaction().execute(work),
    ...given,
    vault: openVault(given.secret),
    isSecure: given.publicUrl.startsWith('https:'),
    // Each question a stranger asks for is a row for ten minutes, or a request to a provider.
    questions: createRateLimit({ burst: 60, refill_ms: 1000 }),
  };
  const seeing: Seeing = { db: given.db, secret: given.secret, ...cookieOfSession(given.publicUrl) };
  return {
    parts,
    principalOf: (cookie) => principalOf(parts, { auth, seeing }, cookie),
    openSession: async (it) => {
      const { headers, response } = await auth.api.openSession({ body: it, headers: new Headers(), returnHeaders: true });
      parts.log.info('signed in', { person_id: it.person_id, kind: it.kind });
      return { session_id: response.session_id, cookies: headers.getSetCookie() };
    },
    signOut: async (cookie) => {
      const { headers } = await auth.api.signOut({ headers: headersOf(cookie), returnHeaders: true });
      return { cookies: headers.getSetCookie() };
    },
  };
}

type Ways = { auth: Auth; seeing: Seeing };
type Found = SeenSession & { cookies?: string[] };

function headersOf(cookie: string | undefined): Headers {
  return new Headers(cookie === undefined ? {} : { cookie });
}

async function principalOf(parts: OpenParts, { auth, seeing }: Ways, cookie: string | undefined): Promise<Known | null> {
  if (cookie === undefined) return null;
  const found: Found | null = (await seeSession(seeing, cookie)) ?? (await askSession(auth, cookie));
  if (found === null) return null;
  const { person_id } = found;
  const person = await parts.personOf(person_id);
  if (person === null) return null;
  if (!person.active) {
    await endSessions(parts.db, person_id);
    return null;
  }
  const { id, second_factor } = found;
  const [kind, started] = [found.kind as SessionKind, new Date(found.started_at)];
  if (isTooOld(kind, started, new Date())) {
    await sql`delete from auth."session" where "id" = ${id}`.execute(parts.db);
    return null;
  }
  return {
    principal: { person_id, name: person.name, via: 'ui', grants: person.grants },
    email: found.email,
    expires_at: new Date(found.expires_at).toISOString(),
    cookies: found.cookies ?? [],
    session: { id, kind, second_factor, started_at: started.toISOString() },
  };
}

/** As better-auth sees it: prolongs a session that is due, and ends one that is over. */
async function askSession(auth: Auth, cookie: string): Promise<Found | null> {
  const { headers, response } = await auth.api.getSession({ headers: headersOf(cookie), returnHeaders: true });
  if (response === null) return null;
  const { user, session } = response;
  return {
    id: session.id,
    person_id: user.id,
    email: user.email,
    kind: String(session.kind),
    second_factor: session.secondFactor === true,
    started_at: new Date(session.createdAt),
    expires_at: new Date(session.expiresAt),
    cookies: headers.getSetCookie(),
  };
}

/** Removes sessions that ended and old failures; for a daily job. Returns how many sessions. */
export async function sweepSessions(db: Database): Promise<number> {
  await sweepLocks(db);
  await sql`delete from auth.step where expires_at < now()`.execute(db);
  const gone = await sql`delete from auth."session" where "expiresAt" < now() returning 1`.execute(db);
  return gone.rows.length;
}
