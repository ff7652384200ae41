// The door for machines: mutual TLS with certificates of the plant authority on a port of its own; routes as data, JSON in and out.
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { z } from 'zod';
import { Failure } from './failure.ts';
import type { Log } from './log.ts';
import { type Machine, machineOf, type MachineKind } from './plant-ca.ts';
import { currentCertificate } from './plant-ca-store.ts';
import { parseInput, problemOf } from './problem.ts';
import { addressKey, createRateLimit } from './rate-limit.ts';
import type { Tls } from './tls.ts';

/** What a machine's route gets. `gone` aborts when the machine hangs up, so that a long poll ends. */
export type MachineCall<B> = { machine: Machine; body: B; query: URLSearchParams; gone: AbortSignal; now: Date; address: string };
/** `kind` null: whoever has no certificate yet; `machine` is then nobody's, and tries are counted by address. */
export type MachineRoute<S extends z.ZodType = z.ZodType> = {
  method: 'GET' | 'POST';
  path: string;
  kind: MachineKind | null;
  body?: S;
  body_bytes?: number;
  /** Undefined answers 204. */
  handle(call: MachineCall<z.output<S>>): Promise<unknown>;
};

/** Gives a route its types; returns it unchanged. */
export function machineRoute<S extends z.ZodType>(it: MachineRoute<S>): MachineRoute<S> {
  return it;
}

export type MachineDoorParts = {
  tls: Tls;
  // oxlint-disable-next-line typescript/no-explicit-any
  routes: readonly MachineRoute<any>[];
  log: Log;
  now?: () => Date;
};
export type MachineDoor = { port: number; close(): Promise<void> };

/** Where a machine fetches the authority's certificate before it trusts it: to be compared with what its code says. */
export const machineAuthorityPath = '/machine/v1/authority';
const nobody: Machine = { kind: 'sensor', id: '', fingerprint: '' };
const jsonLimit_bytes = 1 << 20;

/** Opens the door. Throws what listening throws. */
export async function openMachineDoor(parts: MachineDoorParts, { host, port }: { host: string; port: number }): Promise<MachineDoor> {
  const tries = createRateLimit({ burst: 30, refill_ms: 20_000 });
  // A machine without a certificate may only fetch the authority's and enrol; every other path asks for one (see `admit`).
  const options = { ...(await parts.tls.machineOptions()), rejectUnauthorized: false };
  const server = createServer(options, (request, response) => void answer(parts, tries, request, response));
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.maxConnections = 1000;
  parts.tls.attach(server, 'machines');
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, host, done));
  server.on('error', (error) => parts.log.error('the door for machines', { error }));
  return { port: (server.address() as AddressInfo).port, close: () => closeDoor(server) };
}

function closeDoor(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

type Tries = ReturnType<typeof createRateLimit>;

async function answer(parts: MachineDoorParts, tries: Tries, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('cache-control', 'no-store').setHeader('x-content-type-options', 'nosniff');
  try {
    const result = await dispatch(parts, tries, request, response);
    if (response.destroyed) return;
    if (result === undefined) return void response.writeHead(204).end();
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(result));
  } catch (thrown) {
    const problem = problemOf(thrown, '');
    if (problem.status >= 500) parts.log.error('a machine’s request failed', { path: request.url?.split('?')[0], error: thrown });
    if (response.headersSent || response.destroyed) return;
    const more = request.complete ? {} : { connection: 'close' };
    response.writeHead(problem.status, { 'content-type': 'application/problem+json', ...more }).end(JSON.stringify(problem));
  }
}

async function dispatch(parts: MachineDoorParts, tries: Tries, request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const url = new URL(request.url ?? '/', 'https://machine');
  const now = (parts.now ?? (() => new Date()))();
  const address = request.socket.remoteAddress ?? '';
  if (request.method === 'GET' && url.pathname === machineAuthorityPath) return readAuthorityPem(parts);
  const route = parts.routes.find((it) => it.path === url.pathname);
  if (route === undefined) throw new Failure('not_found', 'no_such_door');
  if (route.method !== request.method) throw new Failure('not_found', 'no_such_door');
  const machine = route.kind === null ? countTry(tries, address, now) : await admit(parts, route.kind, request.socket as TLSSocket);
  const body =
    route.body === undefined
      ? undefined
      : await parseInput('body', route.body, await readJson(request, route.body_bytes ?? jsonLimit_bytes));
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return route.handle({ machine, body, query: url.searchParams, gone: gone.signal, now, address });
}

async function readAuthorityPem({ tls }: MachineDoorParts): Promise<{ pem: string }> {
  const root = await currentCertificate(tls.parts.db, 'root');
  if (root === null) throw new Failure('conflict', 'no_authority');
  return { pem: root.pem };
}

function countTry(tries: Tries, address: string, now: Date): Machine {
  const retry_after_s = tries.take(addressKey(address), now.getTime());
  if (retry_after_s > 0) throw new Failure('too_many', 'too_many_tries', { retry_after_s });
  return nobody;
}

// INVARIANT: TLS has verified chain, time and revocation list, and the certificate was not revoked since the list was made.
async function admit(parts: MachineDoorParts, kind: MachineKind, socket: TLSSocket): Promise<Machine> {
  const machine = socket.authorized ? await machineOf(parts.tls.parts.db, socket.getPeerX509Certificate()) : null;
  if (machine === null) throw new Failure('unauthenticated', 'machine_unknown');
  if (machine.kind !== kind) throw new Failure('forbidden', 'machine_of_another_kind');
  return machine;
}

async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limit) throw new Failure('too_large', 'body_too_large', { limit });
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new Failure('bad_input', 'body_not_json');
  }
}
