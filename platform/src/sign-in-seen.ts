// The session of a request, found in one query: what nearly every request needs of better-auth, which asks twice and reads the cookie on a thread.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { planKept } from './database-driver.ts';
import type { Database } from './route.ts';

/** A session in force. Times are Dates. */
export type SeenSession = {
  id: string;
  person_id: string;
  email: string;
  kind: string;
  second_factor: boolean;
  started_at: Date;
  expires_at: Date;
};

/** What a cookie is read with: its name, the secret it is signed with, and until when before its end a session needs nothing renewed. */
export type Seeing = { db: Database; cookieName: string; secret: string; renewWithin_ms: number };

/**
 * The session of a signed cookie, or null where anything is not as usual: no cookie, a wrong signature, no such session, one that ended or
 * one to be prolonged. Null says nothing of who asks; better-auth then decides.
 */
export async function seeSession({ db, cookieName, secret, renewWithin_ms }: Seeing, cookie: string): Promise<SeenSession | null> {
  const token = tokenOf(cookie, cookieName, secret);
  if (token === null) return null;
  const found =
    await sql<SeenSession>`${planKept('seen_session')} select s.id, u.id as person_id, u.email, s.kind, s."secondFactor" as second_factor,
    s."createdAt" as started_at, s."expiresAt" as expires_at
    from auth."session" s join auth."user" u on u.id = s."userId" where s.token = ${token}`.execute(db);
  const [session] = found.rows;
  if (session === undefined || new Date(session.expires_at).getTime() - Date.now() <= renewWithin_ms) return null;
  return session;
}

/** The token in the first cookie of this name, `<token>.<HMAC-SHA-256 of it, base64>` percent-encoded; null unless the signature is right. */
function tokenOf(header: string, name: string, secret: string): string | null {
  const given = header.split(';').find((it) => it.trimStart().startsWith(`${name}=`));
  const [, token, signature] = /^([\w-]{16,128})\.([\w+/%-]{43,140}(?:=|%3D))$/i.exec(given?.trim().slice(name.length + 1) ?? '') ?? [];
  if (token === undefined || signature === undefined) return null;
  const said = Buffer.from(signature.replaceAll(/%2B/gi, '+').replaceAll(/%2F/gi, '/').replaceAll(/%3D/gi, '='), 'base64');
  const right = createHmac('sha256', secret).update(token).digest();
  return said.length === right.length && timingSafeEqual(said, right) ? token : null;
}
