// Sessions as people see them: on which device, since when, last used; ended one by one or all at once.
import { type Kysely, sql } from 'kysely';
import { Failure } from './failure.ts';
import type { SessionKind } from './sign-in-auth.ts';

type Connection = Kysely<Record<string, never>>;

/** The session a request came with. */
export type OwnSession = { id: string; kind: SessionKind; second_factor: boolean; started_at: string };

export type SessionRow = {
  id: string;
  kind: SessionKind;
  second_factor: boolean;
  device: string | null;
  network: string | null;
  started_at: string;
  used_at: string;
};

/** A person's sessions that are still good, the last used first. Use is noted when a session is prolonged: every ten minutes at most. */
export async function listSessions(db: Connection, person_id: string): Promise<SessionRow[]> {
  const found = await sql<SessionRow>`
    select "id" as id, "kind" as kind, "secondFactor" as second_factor, "device" as device, "network" as network,
      "createdAt" as started_at, "updatedAt" as used_at
    from auth."session" where "userId" = ${person_id} and "expiresAt" > now() order by "updatedAt" desc`.execute(db);
  return found.rows;
}

/** Ends one session of a person. Throws Failure('not_found', 'session_missing'). */
export async function endSession(db: Connection, person_id: string, session_id: string): Promise<void> {
  const ended = await sql`delete from auth."session" where "id" = ${session_id} and "userId" = ${person_id} returning 1`.execute(db);
  if (ended.rows.length === 0) throw new Failure('not_found', 'session_missing');
}

/** Ends all sessions of a person but one; returns how many. */
export async function endOtherSessions(db: Connection, person_id: string, but: string | null): Promise<number> {
  const ended = await sql`
    delete from auth."session" where "userId" = ${person_id} and "id" is distinct from ${but} returning 1`.execute(db);
  return ended.rows.length;
}

const browsers: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Chrome|Chromium|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** "Firefox on Windows" out of a User-Agent header; null when it tells neither. The header itself is not kept. */
export function deviceOf(userAgent: string | undefined): string | null {
  const named = (list: readonly [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const [browser, system] = [named(browsers), named(systems)];
  return browser === undefined ? (system ?? null) : system === undefined ? browser : `${browser} on ${system}`;
}

/** Where a session came from, no finer than it helps to know one's own: this machine, IPv4 or IPv6. */
export function networkOf(address: string): string {
  if (/^(?:127\.|::1$|::ffff:127\.)/.test(address)) return 'local';
  return /^(?:::ffff:)?\d+\.\d+\.\d+\.\d+$/.test(address) ? 'ipv4' : 'ipv6';
}
