// fetch over HTTPS that trusts the plant's own authority beside the public ones: Node's fetch takes no certificates per request.
import { request } from 'node:https';
import { rootCertificates } from 'node:tls';

const timeoutMs = 10_000;
const longest_bytes = 1 << 20;

type Asked = { method?: string | undefined; headers?: unknown; body?: unknown };

/** A fetch for small JSON answers. `ca`: certificates as PEM. Follows no redirects; refuses answers over 1 MiB. */
export function fetchWithAuthority(ca: string): (url: string, asked: Asked) => Promise<Response> {
  return (url, { method = 'GET', headers, body }) =>
    new Promise((resolve, reject) => {
      const sent = Object.fromEntries(new Headers(headers as ConstructorParameters<typeof Headers>[0]).entries());
      const asked = request(url, { method, headers: sent, ca: [...rootCertificates, ca], timeout: timeoutMs }, (response) => {
        const parts: Buffer[] = [];
        let size_bytes = 0;
        response.on('data', (part: Buffer) => {
          size_bytes += part.length;
          if (size_bytes > longest_bytes) response.destroy(new Error('the answer is too long'));
          parts.push(part);
        });
        response.on('error', reject);
        response.on('end', () => {
          const kept = Object.entries(response.headers).flatMap(([name, value]) =>
            typeof value === 'string' ? [[name, value] as const] : [],
          );
          const { statusCode: status = 502 } = response;
          resolve(
            new Response([204, 304].includes(status) ? null : Buffer.concat(parts), { status, headers: [...kept] as [string, string][] }),
          );
        });
      });
      asked.on('timeout', () => asked.destroy(new Error('no answer in time')));
      asked.on('error', reject);
      asked.end(typeof body === 'string' ? body : body instanceof URLSearchParams ? body.toString() : undefined);
    });
}
