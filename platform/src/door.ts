// Ways into the API besides a person's session: an API token, a shared terminal. Each knows its own mark on a request.
import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from './permit.ts';

/** What a door sees of a request, before one byte of its body is read. `changes`: the route's sentence allows changes. */
export type Knock = { headers: IncomingHttpHeaders; address: string; changes: boolean };

/**
 * Who asks, when the request carries this door's mark; null when it does not, and the next door is tried. Throws
 * Failure('unauthenticated', ...) for a mark that is wrong: a bad token is never tried as a session.
 */
export type Door = (knock: Knock) => Promise<Principal | null>;

/** The value of a cookie in a Cookie header (RFC 6265, 5.4), or null. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

/** A Set-Cookie value only this server reads; `seconds` 0 takes it away. */
export function writeCookie(name: string, value: string, seconds: number, isSecure: boolean): string {
  return `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}
