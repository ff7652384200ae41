// The plain port beside HTTPS: leads browsers there, hands out the authority's certificate, says whether the server is well. Nothing else.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { checkHost, hostNames } from './http-guards.ts';

export type RedirectParts = {
  publicUrl: string;
  tlsPort: () => number;
  names: () => readonly string[];
  /** The authority's certificate, PEM: public, and to be compared with the fingerprint on paper. */
  authority: () => Promise<string | null>;
  health: () => { status: string };
};

/** The path of the authority's certificate on the plain port. */
export const authorityPath = '/holdfast-ca.crt';

/** Makes the server; `listen` is the caller's. It sets no cookies, reads no bodies and knows no accounts. */
export function createRedirectServer(parts: RedirectParts): Server {
  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 10_000 }, (request, response) => {
    answer(parts, request, response).catch(() => end(response, 503, 'Try again in a moment.\n'));
  });
  server.maxRequestsPerSocket = 20;
  return server;
}

async function answer(parts: RedirectParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('x-content-type-options', 'nosniff').setHeader('cache-control', 'no-store').setHeader('connection', 'close');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return end(response, 403, `Use ${parts.publicUrl}: this port is not encrypted.\n`);
  const path = request.url ?? '/';
  if (path === '/health') return endHealth(parts, response);
  if (path === authorityPath) return endAuthority(parts, response);
  response.setHeader('location', target(parts, request.headers.host, path));
  return end(response, 308, '');
}

/** To the name that was asked for when it is one of ours, else to the public address: nobody is led elsewhere by a forged Host. */
function target(parts: RedirectParts, host: string | undefined, path: string): string {
  // A browser reads two slashes, in either direction, as another host.
  const within = /^\/(?![/\\])/.test(path) ? path : '/';
  const name = host?.replace(/:\d+$/, '') ?? '';
  try {
    checkHost(host, hostNames(parts.publicUrl, bracketed(parts.names())));
    const port = parts.tlsPort();
    return new URL(within, port === 443 ? `https://${name}` : `https://${name}:${port}`).href;
  } catch {
    return new URL(within, parts.publicUrl).href;
  }
}

/** Names as they stand in a Host header: IPv6 addresses in brackets. */
export function bracketed(names: readonly string[]): string[] {
  return names.map((name) => (name.includes(':') ? `[${name}]` : name));
}

function endHealth(parts: RedirectParts, response: ServerResponse): void {
  const health = parts.health();
  response.setHeader('content-type', 'application/json; charset=utf-8');
  end(response, health.status === 'ok' ? 200 : 503, JSON.stringify(health));
}

async function endAuthority(parts: RedirectParts, response: ServerResponse): Promise<void> {
  const pem = await parts.authority();
  if (pem === null) return end(response, 404, 'This Holdfast has no authority of its own.\n');
  response
    .setHeader('content-type', 'application/x-x509-ca-cert')
    .setHeader('content-disposition', 'attachment; filename="holdfast-ca.crt"');
  end(response, 200, pem);
}

function end(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.end(text);
}
