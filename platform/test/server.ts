// A real server on an ephemeral loopback port over a fresh database, and a small client that keeps cookies: for tests of routes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createAccount } from '../src/accounts.ts';
import { openDatabase } from '../src/database.ts';
import { openFileKeys } from '../src/file-keys.ts';
import { masterKeyOf } from '../src/file-master-key.ts';
import { openFileStore } from '../src/file-store.ts';
import { buildServer, closeServer, type ServerParts } from '../src/http.ts';
import type { Log, LogFields } from '../src/log.ts';
import type { Grant } from '../src/permit.ts';
import type { Context, Database, Routes } from '../src/route.ts';
import { createSignIn } from '../src/sign-in.ts';
import { testDatabase, type TestDatabase } from './database.ts';

export type TestPerson = { name: string; email: string; active: boolean; grants: Grant[] };
/** By person id. Kept by reference: a test may set somebody inactive. */
export type TestPeople = Record<string, TestPerson>;

export const testPassword = 'kupferner Kessel am Montag';

export type Answer = { status: number; headers: Headers; body: Record<string, unknown>; cookie: string };
/** `as`: a person id of the server's people (signed in on first use) or a Cookie header. */
export type Call = { as?: string; body?: unknown; headers?: Record<string, string> };

export type TestServer = {
  app: FastifyInstance;
  base: string;
  db: Database;
  database: TestDatabase;
  parts: ServerParts;
  /** What was logged, a JSON text each. */
  logged: string[];
  /** Time as sign-in's tries see it; set `ms` forward. */
  clock: { ms: number };
  call(method: string, path: string, options?: Call): Promise<Answer>;
  enter(email: string, password?: string): Promise<Answer>;
  /** HTTP with any header, also those fetch will not send. */
  rawCall(method: string, path: string, headers: Record<string, string>): Promise<{ status: number; body: string }>;
};

type Options = { routes: Routes; people: TestPeople; siteExists: (site_id: string) => Promise<boolean> } & {
  act?: (db: Database, database: TestDatabase) => Pick<Context, 'act' | 'observe'>;
  health?: ServerParts['health'];
};

/** Starts it; it ends with the test `t` (or node:test's `{after}` called outside of hooks). */
export async function testServer(t: { after(work: () => Promise<void>): void }, options: Options): Promise<TestServer> {
  const ends: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const end of ends.toReversed()) await end();
  });
  const database = await testDatabase({ after: (work) => void ends.push(work) });
  const db = openDatabase(database.pool('holdfast_app'));
  const dir = mkdtempSync(join(tmpdir(), 'holdfast-server-'));
  ends.push(async () => rmSync(dir, { recursive: true, force: true }));
  const logged: string[] = [];
  const clock = { ms: 1_000_000 };
  const log = logInto(logged);
  const signIn = createSignIn({
    db,
    secret: 'an-u7Q2x0mVb94Kj1LsZp8WcTg6Yh3Rd5EfNi_oQwXk',
    publicUrl: 'http://localhost:4400',
    personOf: async (person_id) => options.people[person_id] ?? null,
    log,
    now: () => clock.ms,
  });
  for (const [person_id, { name, email }] of Object.entries(options.people)) {
    await createAccount(db, { person_id, name, email, password: testPassword });
  }
  const refuse = (): Promise<never> => Promise.reject(new Error('this test acts without saying how'));
  const parts: ServerParts = {
    routes: options.routes,
    context: {
      db,
      files: await openFileStore(join(dir, 'files'), openFileKeys(db, masterKeyOf('a secret of this test only, as long as one must be'))),
      ...(options.act?.(db, database) ?? { act: refuse, observe: refuse }),
    },
    signIn,
    siteExists: options.siteExists,
    health: options.health ?? (() => ({ status: 'ok' })),
    webDir: makeWebFiles(dir),
    publicUrl: 'http://localhost:4400',
    allowedHosts: ['plant.example.org'],
    log,
  };
  const app = await buildServer(parts);
  await app.listen({ host: '127.0.0.1', port: 0 });
  ends.push(() => closeServer(app, 500));
  const base = baseOf(app);
  return { app, base, db, database, parts, logged, clock, ...clientOf(base, options.people) };
}

/** http://127.0.0.1:PORT of a listening server. */
export function baseOf(app: FastifyInstance): string {
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

function logInto(lines: string[]): Log {
  const at =
    (level: string) =>
    (what: string, fields: LogFields = {}) =>
      void lines.push(JSON.stringify({ level, what, ...fields }));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function makeWebFiles(dir: string): string {
  const webDir = join(dir, 'web');
  mkdirSync(join(webDir, 'assets'), { recursive: true });
  writeFileSync(join(webDir, 'index.html'), '<title>Holdfast</title>');
  writeFileSync(join(webDir, 'assets/index-DiwrgTda.js'), 'export {};');
  return webDir;
}

function clientOf(base: string, people: TestPeople): Pick<TestServer, 'call' | 'enter' | 'rawCall'> {
  const cookies = new Map<string, string>();
  const send = async (method: string, path: string, options: Call, cookie: string | undefined): Promise<Answer> => {
    const body = options.body === undefined ? null : typeof options.body === 'string' ? options.body : JSON.stringify(options.body);
    const headers = new Headers(body === null ? {} : { 'content-type': 'application/json' });
    if (cookie !== undefined) headers.set('cookie', cookie);
    for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
    return readAnswer(await fetch(base + path, { method, headers, body }));
  };
  const enter = (email: string, password = testPassword): Promise<Answer> =>
    send('POST', '/api/auth/sign-in/email', { body: { email, password } }, undefined);
  const cookieOf = async (as: string): Promise<string> => {
    const person = people[as];
    if (person === undefined) return as;
    const cookie = cookies.get(as) ?? (await enter(person.email)).cookie;
    cookies.set(as, cookie);
    return cookie;
  };
  return {
    enter,
    call: async (method, path, options = {}) =>
      send(method, path, options, options.as === undefined ? undefined : await cookieOf(options.as)),
    rawCall: (method, path, headers) => rawCall(base + path, method, headers),
  };
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : { text };
  const cookie = response.headers.getSetCookie().map((it) => it.split(';')[0] ?? '');
  return { status: response.status, headers: response.headers, body, cookie: cookie.join('; ') };
}

function rawCall(url: string, method: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(url, { method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}
