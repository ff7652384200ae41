// What every request passes before any route: the host's name, same origin for changes, and the headers every answer carries.
import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from './failure.ts';

/** Scripts only from our own files, no frames around us, nothing from elsewhere. Inline styles are let in because Mantine writes its variables so. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const always: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * The headers of every answer. `isStrict`: browsers shall remember to use nothing but https here, and to let nobody past a warning; only with
 * a certificate they trust without our root, or when the owner asked for it.
 */
export function securityHeaders(isStrict: boolean): Readonly<Record<string, string>> {
  return isStrict ? { ...always, 'strict-transport-security': 'max-age=31536000' } : always;
}

/** Names a request may ask for: loopback, the public address's name, and what is configured. Ports do not count. */
export function hostNames(publicUrl: string, configured: readonly string[]): ReadonlySet<string> {
  return new Set(['localhost', '127.0.0.1', '[::1]', new URL(publicUrl).hostname, ...configured].map((name) => name.toLowerCase()));
}

/** Refuses a request for another host's name: a page that points its own name at our address (DNS rebinding) must not reach us. */
export function checkHost(host: string | undefined, allowed: ReadonlySet<string>): void {
  const name = /^(\[[0-9a-f:.]+\]|[^\s:/@?#[\]]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1];
  if (name === undefined || !allowed.has(name.toLowerCase())) throw new Failure('bad_input', 'host_not_allowed');
}

const readOnly = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site's page asked for. Browsers send Sec-Fetch-Site and Origin (W3C Fetch Metadata; RFC 6454); a caller that
 * sends neither is no browser and holds no cookie by accident.
 */
export function checkSameOrigin(method: string, headers: IncomingHttpHeaders): void {
  if (readOnly.has(method)) return;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Failure('forbidden', 'cross_site');
  const origin = headers.origin;
  if (origin === undefined) return;
  const isSame = URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase();
  if (!isSame) throw new Failure('forbidden', 'cross_site');
}
