// A demo person at work: signs in and calls the same routes, with the same rights, as anybody with a browser.
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

export type Session = {
  get<T>(path: string): Promise<T>;
  send<T>(method: 'POST' | 'PATCH' | 'PUT', path: string, body: unknown): Promise<T>;
  upload<T>(path: string, chunks: Iterable<Uint8Array>): Promise<T>;
};

/** The server, the address people use, and the end of it all when somebody stops the server while the demo is made. */
export type Door = { app: FastifyInstance; publicUrl: string; stopped: AbortSignal };

/** What the owner typed for a new person of the demo, who then chooses the demo's one password at the first sign-in. */
export const firstPassword = (password: string): string => `${password} at first`;

/** Signs in over the ordinary route. Throws Error with the problem when something is refused: the demo never goes on half-made. */
export async function signInAs({ app, publicUrl, stopped }: Door, email: string, password: string): Promise<Session> {
  const { host, origin } = new URL(publicUrl);
  const headers = { host, origin };
  const post = (url: string, payload: object, more = {}) => app.inject({ method: 'POST', url, headers: { ...headers, ...more }, payload });
  const first = await post('/api/auth/sign-in/email', { email, password }).then(async (known) => {
    if (known.statusCode === 200) return known;
    const fresh = await post('/api/auth/sign-in/email', { email, password: firstPassword(password) });
    const cookie = fresh.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return post('/api/auth/sign-in/new-password', { password }, { cookie });
  });
  if (first.statusCode !== 200) throw new Error(`demo sign-in of ${email}: ${first.body}`);
  const cookie = first.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const call = async <T>(method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, payload?: unknown, type?: string): Promise<T> => {
    stopped.throwIfAborted();
    const more = type === undefined ? {} : { 'content-type': type };
    const answer = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...headers, cookie, ...more },
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
    if (answer.statusCode >= 300) throw new Error(`demo: ${method} ${path} answered ${answer.statusCode}: ${answer.body}`);
    return answer.json<T>();
  };
  return {
    get: (path) => call('GET', path),
    send: (method, path, body) => call(method, path, body),
    upload: (path, chunks) => call('POST', path, Readable.from(chunks), 'application/octet-stream'),
  };
}

/** Asks until the answer fits. Throws Error after `seconds`. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T>, fits: (it: T) => boolean): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const it = await ask();
    if (fits(it)) return it;
    if (Date.now() > end) throw new Error(`demo: ${what} took longer than ${seconds} s`);
    await wait(50);
  }
}
