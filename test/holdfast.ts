// The whole server over a fresh database on a loopback port, with the people a test asks for: for tests that go through the API.
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Capture } from '@holdfast/captures/schema';
import { dayCapture, makePlant } from '@holdfast/plant';
import { createAccount, hashPassword } from '@holdfast/platform/accounts';
import { buildServer, closeServer } from '@holdfast/platform/http';
import { logger } from '@holdfast/platform/log';
import type { Postgres } from '@holdfast/platform/postgres';
import { createSetupCode } from '@holdfast/platform/setup';
import { signerOf } from '@holdfast/platform/signer-key';
import { listSites, siteExists } from '@holdfast/sites/store';
import { routeNeeds } from '../apps/server/src/needs.ts';
import { openParts, type Parts } from '../apps/server/src/parts.ts';
import { listRoutes } from '../apps/server/src/routes.ts';
import { testDatabase, type TestDatabase } from '../platform/test/database.ts';

export const password = 'kupferner Kessel am Montag';
/** What the owner types for somebody new; they have to choose their own. */
const firstPassword = 'erste Leiter am Tor 9';
export const publicUrl = 'http://localhost:4400';

/** The day so many days from today where the first site is, `YYYY-MM-DD`: near midnight it is another than in UTC. */
export const dayThere = (days = 0, timeZone = 'Europe/Berlin'): string =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone });
/** Where it is now another day than in UTC. */
export const farZone = (): string => (new Date().getUTCHours() < 10 ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati');

// oxlint-disable-next-line typescript/no-explicit-any
export type Answer<T = any> = { status: number; body: T; headers: IncomingHttpHeaders };
export type Asked = { as?: string | undefined; body?: unknown; headers?: Record<string, string> };
/** A role of a person: for the organisation, a site, or zones of a site. */
export type Role = { role: string; scope: 'organisation' | 'site' | 'zone'; site_id?: string; zone_id?: string; expires_at?: string };
export type Page<T> = { rows: T[]; total: number };

export type Holdfast = {
  parts: Parts;
  database: TestDatabase;
  dataDir: string;
  base: string;
  /** The first site's id; the owner signs in as `owner`. */
  site_id: string;
  /** `/api/v1/sites/<first site>`. */
  site: string;
  /** Asks over HTTP. `as` is a name given to `hire`, or nobody. A Buffer goes as it is, anything else as JSON. */
  call<T = any>(method: string, path: string, asked?: Asked): Promise<Answer<T>>; // oxlint-disable-line typescript/no-explicit-any
  /** As `call`, but throws unless the answer is 200. */
  ask<T = any>(as: string, method: string, path: string, body?: unknown): Promise<T>; // oxlint-disable-line typescript/no-explicit-any
  /** Makes a person with roles and signs them in. Returns their id. */
  hire(name: string, roles: readonly Role[]): Promise<string>;
  cookieOf(name: string): string;
  upload(as: string, bytes: Uint8Array, name?: string, more?: string): Promise<Answer<Capture>>;
  /** Uploads and waits until it is counted (or what else becomes of it) and all that is derived is derived. */
  ingest(bytes: Uint8Array, name?: string): Promise<Capture>;
  /** Waits until no job waits or runs. */
  idle(): Promise<void>;
  /** Rows of a query as superuser. */
  rows<T>(sql: string, values?: readonly unknown[]): Promise<T[]>;
};

type After = { after(work: () => Promise<void>): void };

/** Starts it. The organisation and its first site are there; everything ends with the test. */
export async function openHoldfast(t: After): Promise<Holdfast> {
  const ends: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const end of ends.toReversed()) await end();
  });
  const database = await testDatabase({ after: (work) => void ends.push(work) });
  const dataDir = mkdtempSync(join(tmpdir(), 'hf-whole-'));
  mkdirSync(join(dataDir, 'secrets'));
  ends.push(async () => rmSync(dataDir, { recursive: true, force: true }));
  const postgres: Postgres = { connectionFor: (role) => database.connectionFor(role), stop: async () => {} };
  const parts = await openParts(postgres, dataDir, publicUrl, signerOf(generateKeyPairSync('ed25519').privateKey));
  ends.push(() => parts.stop());
  // How much room the machine's disk has is none of a test's business.
  parts.context.files.freeBytes = async () => 2 ** 40;
  const needs = routeNeeds(parts);
  const app = await buildServer({
    routes: listRoutes({ ...needs, people: { ...needs.people, createAccount: createAccountOf } }),
    context: parts.context,
    signIn: parts.signIn,
    doors: parts.doors,
    digestOf: (text) => parts.vault.hash(text, 'idempotency').toString('hex'),
    siteExists,
    health: () => ({ status: 'ok' }),
    webDir: null,
    publicUrl,
    log: logger('http'),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  ends.push(() => closeServer(app, 1000));
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  await setUp(base, parts);
  const site_id = (await listSites(parts.context.db))[0]!.id;
  const made = withClient({ parts, database, dataDir, base, site_id, site: `/api/v1/sites/${site_id}` });
  const [owner] = await made.rows<{ id: string }>('select id from holdfast.person');
  await made.enter('owner', owner!.id);
  return made;
}

/** The first start of an empty Holdfast, as a newcomer does it: the code from the console makes the owner and the first site. */
async function setUp(base: string, parts: Parts): Promise<void> {
  const owner = { name: 'Person owner', email: 'owner@plant.example', password };
  const first = { organisation_name: 'Plant Works', site_name: 'North', time_zone: 'Europe/Berlin' };
  const code = await createSetupCode(parts.context.db);
  const { status, body } = await send(`${base}/api/v1/setup`, 'POST', { ...owner, ...first, code });
  if (status !== 200) throw new Error(`set-up answered ${status} ${JSON.stringify(body)}`);
}

type Bare = Pick<Holdfast, 'parts' | 'database' | 'dataDir' | 'base' | 'site_id' | 'site'>;

function withClient(bare: Bare): Holdfast & { enter(name: string, person_id: string): Promise<void> } {
  const cookies = new Map<string, string>();
  const { site } = bare;
  const cookieOf = (name: string): string => {
    const cookie = cookies.get(name);
    if (cookie === undefined) throw new Error(`${name} was not hired`);
    return cookie;
  };
  const call: Holdfast['call'] = (method, path, { as, body, headers } = {}) =>
    send(bare.base + path, method, body, { ...(as === undefined ? {} : { cookie: cookieOf(as) }), ...headers });
  const ask: Holdfast['ask'] = async (as, method, path, body) => {
    const answer = await call(method, path, { as, body });
    if (answer.status >= 300) throw new Error(`${as}: ${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  // The session a sign-in by password ends with, without deriving the key once more.
  const enter = async (name: string, person_id: string): Promise<void> => {
    const session = { person_id, kind: 'password', second_factor: false, device: null, network: null } as const;
    const opened = await bare.parts.signIn.openSession(session);
    cookies.set(name, opened.cookies.map((it) => it.split(';')[0]).join('; '));
  };
  const rows: Holdfast['rows'] = async (sql, values = []) =>
    (await bare.database.pool('holdfast_super').query(sql, [...values])).rows as never;
  const idle = (): Promise<void> => untilIdle(rows);
  const upload: Holdfast['upload'] = (as, bytes, name = 'traffic.pcap', more = `&size_bytes=${bytes.length}`) =>
    call('POST', `${site}/captures?name=${encodeURIComponent(name)}${more}`, { as, body: Buffer.from(bytes) });
  const ingest: Holdfast['ingest'] = async (bytes, name) => {
    const added = await upload('owner', bytes, name);
    if (added.status !== 200) throw new Error(`upload answered ${added.status} ${JSON.stringify(added.body)}`);
    await idle();
    return ask('owner', 'GET', `${site}/captures/${added.body.id}`);
  };
  const hire: Holdfast['hire'] = async (name, roles) => {
    const person = { name: `Person ${name}`, email: `${name}@plant.example`, password: firstPassword };
    const { id } = await ask<{ id: string }>('owner', 'POST', '/api/v1/people', person);
    // An auditor is let in for a time only.
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
    for (const role of roles) {
      const span = role.role === 'auditor' ? { expires_at: until } : {};
      await ask('owner', 'POST', '/api/v1/grants', { person_id: id, ...span, ...role });
    }
    await enter(name, id);
    return id;
  };
  return { ...bare, call, ask, hire, cookieOf, upload, ingest, idle, rows, enter };
}

/** Its key is derived once a process: that is most of what a person costs. */
let derived: Promise<string> | undefined;
const derive = (text: string): Promise<string> =>
  text === password || text === firstPassword ? (derived ??= hashPassword(password)) : hashPassword(text);

/** Who was hired has the words the owner has, as if they had chosen them at their first sign-in. */
const createAccountOf: typeof createAccount = (tx, account) =>
  createAccount(tx, { ...account, by_other: account.by_other === true && account.password !== firstPassword }, derive);

/** One HTTP exchange with any header, also those fetch does not send. */
export function send(url: string, method: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const raw = body instanceof Uint8Array;
  const payload = body === undefined ? undefined : raw ? body : typeof body === 'string' ? body : JSON.stringify(body);
  const type = payload === undefined ? {} : { 'content-type': raw ? 'application/octet-stream' : 'application/json' };
  const length = payload === undefined ? {} : { 'content-length': String(Buffer.byteLength(payload)) };
  return new Promise((resolve, reject) => {
    const asked = httpRequest(url, { method, headers: { ...type, ...length, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const isJson = /json/.test(response.headers['content-type'] ?? '');
        resolve({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text, headers: response.headers });
      });
    });
    asked.on('error', reject);
    asked.end(payload);
  });
}

async function untilIdle(rows: Holdfast['rows']): Promise<void> {
  for (let round = 0; round < 4800; round += 1) {
    const [waiting] = await rows<{ n: number }>(
      'select count(*)::int as n from graphile_worker._private_jobs where attempts < max_attempts',
    );
    if (waiting?.n === 0) return;
    await wait(50);
  }
  throw new Error('jobs still wait after four minutes');
}

/** A capture of the simulated plant as bytes: the ordinary day, cut at `maximumBytes`. */
export function plantBytes(maximumBytes: number, seed = 1, start = '2026-11-12T09:00:00Z'): Buffer {
  return Buffer.concat([...dayCapture(makePlant(seed), { maximumBytes, start }).chunks()]);
}
