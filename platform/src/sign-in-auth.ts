// better-auth over the tables of schema `auth`: sessions and their signed cookie. None of its own doors is open; proofs are ours.
import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { Failure } from './failure.ts';
import type { SignInParts } from './sign-in.ts';

/** How somebody signed in: password, passkey, OIDC provider, LDAP directory, or at a shared terminal. */
export const sessionKinds = ['password', 'passkey', 'provider', 'directory', 'terminal'] as const;
export type SessionKind = (typeof sessionKinds)[number];

/** What a new session is made of. `device` and `network` are words for its list, not traces of a person. */
export type NewSession = { person_id: string; kind: SessionKind; second_factor: boolean; device: string | null; network: string | null };

const sessionSeconds = 12 * 3600;
/** A session used after this long is prolonged to twelve hours again. */
const renewSeconds = 10 * 60;
/** However much it is used, a session ends after so long; where a directory gives the roles, they are asked anew each day. */
const longestDays: Readonly<Record<SessionKind, number>> = { password: 7, passkey: 7, provider: 1, directory: 1, terminal: 1 };

/** Whether a session has lasted as long as its kind may. */
export function isTooOld(kind: SessionKind, started: Date, now: Date): boolean {
  return now.getTime() - started.getTime() > longestDays[kind] * 86_400_000;
}

const opening = z.object({
  person_id: z.string(),
  kind: z.enum(sessionKinds),
  second_factor: z.boolean(),
  device: z.string().nullable(),
  network: z.string().nullable(),
});

/** The one thing better-auth does not offer: a session for somebody whose proof we have seen. It is called, never mounted. */
const opener = {
  id: 'holdfast',
  endpoints: {
    openSession: createAuthEndpoint('/holdfast/open-session', { method: 'POST', body: opening }, async (ctx) => {
      const { person_id, kind, second_factor, device, network } = ctx.body;
      const user = await ctx.context.internalAdapter.findUserById(person_id);
      if (user === null) throw new Failure('unauthenticated', 'sign_in_failed');
      const more = { kind, secondFactor: second_factor, device, network, userAgent: '', ipAddress: '' };
      const session = await ctx.context.internalAdapter.createSession(person_id, false, more, true);
      if (!session) throw new Failure('unauthenticated', 'sign_in_failed');
      await setSessionCookie(ctx, { session, user });
      return { session_id: session.id };
    }),
  },
};

/** The session cookie's name, and how long before its end a session is prolonged when it is used. */
export function cookieOfSession(publicUrl: string): { cookieName: string; renewWithin_ms: number } {
  const prefix = publicUrl.startsWith('https:') ? '__Secure-' : '';
  return { cookieName: `${prefix}holdfast.session_token`, renewWithin_ms: (sessionSeconds - renewSeconds) * 1000 };
}

export function openAuth({ db, secret, publicUrl, personOf, log }: SignInParts) {
  if (secret.length < 32) throw new Error('sign-in: the secret is shorter than 32 characters');
  return betterAuth({
    appName: 'Holdfast',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    database: { db, type: 'postgres', schemaName: 'auth', transaction: true },
    emailAndPassword: { enabled: true, disableSignUp: true },
    session: {
      expiresIn: sessionSeconds,
      updateAge: renewSeconds,
      cookieCache: { enabled: false },
      additionalFields: {
        kind: { type: 'string', required: false, input: false },
        secondFactor: { type: 'boolean', required: false, input: false },
        device: { type: 'string', required: false, input: false },
        network: { type: 'string', required: false, input: false },
      },
    },
    rateLimit: { enabled: false },
    plugins: [opener],
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
export type Auth = ReturnType<typeof openAuth>;
