// The way to the server: HTTPS with the machine's own certificate, to nobody but who has one of the plant authority.
import { Agent, request } from 'node:https';
import { MAX_POLICY_BYTES } from '@holdfast/core-policy';
import { EnforcerFault } from './fault.ts';

export type Trusting = { authorities: readonly string[]; certificate_pem?: string; key_pem?: string };
export type Answer = { status: number; body: unknown };
export type Link = {
  /** Rejects when the server can't be reached or takes longer than `timeout_ms`. */
  ask(method: 'GET' | 'POST', path: string, body: unknown, timeout_ms: number, signal?: AbortSignal): Promise<Answer>;
  close(): void;
};

/** `server`: `https://host:port`. */
export function openLink(server: string, { authorities, certificate_pem, key_pem }: Trusting): Link {
  const own = certificate_pem === undefined || key_pem === undefined ? {} : { cert: certificate_pem, key: key_pem };
  const agent = new Agent({ keepAlive: true, maxSockets: 4, ca: [...authorities], minVersion: 'TLSv1.2', ...own });
  return {
    ask: (method, path, body, timeout_ms, signal) => exchange({ agent, url: new URL(path, server), method, body, timeout_ms, signal }),
    close: () => agent.destroy(),
  };
}

type Exchange = { agent: Agent; url: URL; method: string; body: unknown; timeout_ms: number; signal?: AbortSignal | undefined };

function exchange({ agent, url, method, body, timeout_ms, signal }: Exchange): Promise<Answer> {
  const text = body === undefined ? null : JSON.stringify(body);
  const headers = text === null ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
  const over = AbortSignal.any([AbortSignal.timeout(timeout_ms), ...(signal === undefined ? [] : [signal])]);
  return new Promise((done, fail) => {
    const asked = request(url, { agent, method, headers, signal: over }, (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
        parts.push(part);
        if (length > MAX_POLICY_BYTES + 1_000_000)
          asked.destroy(new EnforcerFault('too_large', 'the server sent more than a policy may be'));
      });
      response.on('error', fail);
      response.on('end', () => done({ status: response.statusCode ?? 0, body: readJson(Buffer.concat(parts)) }));
    });
    asked.on('error', fail);
    asked.end(text);
  });
}

function readJson(bytes: Buffer): unknown {
  try {
    return bytes.length === 0 ? null : JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
