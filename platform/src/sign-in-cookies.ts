// Cookies of sign-in besides the session's: the step under way, and the browser a person used before.

export type CookieName = 'step' | 'provider' | 'device';

/**
 * `step` and `device` go only where our own pages ask. `provider` has to come along when another site's page leads back here (OIDC), so it
 * is Lax; it carries nothing but the question we asked.
 */
const rules: Readonly<Record<CookieName, { same_site: 'Strict' | 'Lax'; max_age_s: number }>> = {
  step: { same_site: 'Strict', max_age_s: 600 },
  provider: { same_site: 'Lax', max_age_s: 600 },
  device: { same_site: 'Strict', max_age_s: 180 * 86_400 },
};
const path = '/api/auth';

const fullName = (name: CookieName, isSecure: boolean): string => `${isSecure ? '__Secure-' : ''}holdfast.${name}`;

/** A Set-Cookie value; an empty `value` removes it. */
export function cookieOf(name: CookieName, value: string, isSecure: boolean): string {
  const { same_site, max_age_s } = rules[name];
  const age = value === '' ? 0 : max_age_s;
  return `${fullName(name, isSecure)}=${value}; Max-Age=${age}; Path=${path}; HttpOnly; SameSite=${same_site}${isSecure ? '; Secure' : ''}`;
}

/** Its value in a Cookie header; of several, the first. */
export function readCookie(name: CookieName, header: string | undefined, isSecure: boolean): string | undefined {
  const start = `${fullName(name, isSecure)}=`;
  const found = header
    ?.split(';')
    .map((it) => it.trim())
    .find((it) => it.startsWith(start));
  const value = found?.slice(start.length);
  return value !== undefined && /^[\w.-]{1,400}$/.test(value) ? value : undefined;
}
