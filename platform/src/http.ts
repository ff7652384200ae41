// The server: routes as data become fastify routes. Deny by default; every refusal is problem details; every answer fits its shape.
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createServer as createPlainServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { TlsOptions } from 'node:tls';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Door } from './door.ts';
import { Failure } from './failure.ts';
import { type DigestOf, once } from './idempotency.ts';
import { checkHost, checkSameOrigin, hostNames, securityHeaders } from './http-guards.ts';
import { serveWebFiles } from './http-static.ts';
import type { Log } from './log.ts';
import { mint, type Permit, type Principal } from './permit.ts';
import { parseInput, parseQuery, problemOf } from './problem.ts';
import type { Context, Database, FileAnswer, Routes } from './route.ts';
import { checkRoutes } from './route-check.ts';
import type { SignIn } from './sign-in.ts';
import { signInPaths, type SignInAnswer } from './sign-in-paths.ts';
import type { OwnSession } from './sign-in-sessions.ts';

export type Health = { status: 'ok' | 'starting'; [fact: string]: string | number | boolean | null };

export type ServerParts = {
  routes: Routes;
  /** What handlers get; principal, permit, time and request are added to it. */
  context: Pick<Context, 'db' | 'act' | 'observe' | 'files'>;
  signIn: SignIn;
  /** Ways in that are tried before a person's session: tokens, terminals. */
  doors?: readonly Door[];
  /** Digests requests under an Idempotency-Key, with a key of the installation; left out, one that ends with the process. */
  digestOf?: DigestOf;
  /** Asked after the permit, so that only who may look learns whether a site is there. */
  siteExists: (site_id: string, db: Database) => Promise<boolean>;
  health: () => Health;
  /** Folder of the built web files, or null for none. */
  webDir: string | null;
  publicUrl: string;
  /** Further names people use in the address bar; localhost and the public name are always allowed. */
  allowedHosts?: readonly string[] | (() => readonly string[]);
  /** HTTPS with these options; without it plain HTTP. `isStrict`: whether browsers shall remember that. */
  tls?: { options: TlsOptions; isStrict: () => boolean };
  log: Log;
  now?: () => Date;
};

type AnyRoute = Routes[number];
type Asked = { principal: Principal; session: OwnSession | null; permit: Permit; params: unknown };

const jsonLimit_bytes = 1 << 20;
/** How long the rest of a refused upload may still flow in before the connection is cut. */
const drainMs = 10_000;

/** Builds the server; `listen` is the caller's. Throws for a route list that cannot be right (see route-check.ts). */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  checkRoutes(parts.routes);
  const app = Fastify({
    bodyLimit: jsonLimit_bytes,
    exposeHeadRoutes: false,
    genReqId: () => randomUUID(),
    logger: false,
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    serverFactory: (handler) =>
      parts.tls === undefined ? createPlainServer(handler) : (createTlsServer(parts.tls.options, handler) as never),
  });
  guardEverything(app, parts);
  app.get('/health', (_request, reply) => {
    const health = parts.health();
    return reply
      .code(health.status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health);
  });
  mountSignIn(app, parts);
  await app.register(async (json) => {
    json.removeContentTypeParser('text/plain');
    for (const route of parts.routes) if (route.streams !== true) mountRoute(json, parts, route);
  });
  await app.register(async (raw) => {
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const route of parts.routes) if (route.streams === true) mountRoute(raw, parts, route);
  });
  await serveWebFiles(app, parts.webDir);
  return app;
}

/** Ends the server: no new requests, running ones get `graceMs`, then their connections are cut. Can be called twice. */
export async function closeServer(app: FastifyInstance, graceMs = 10_000): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), graceMs);
  await app.close();
  clearTimeout(timer);
}

function guardEverything(app: FastifyInstance, parts: ServerParts): void {
  const further = (): readonly string[] => (typeof parts.allowedHosts === 'function' ? parts.allowedHosts() : (parts.allowedHosts ?? []));
  const isStrict = parts.tls?.isStrict ?? (() => parts.publicUrl.startsWith('https:'));
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders(isStrict())).header('x-request-id', request.id);
    const allowed = hostNames(parts.publicUrl, further());
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    checkHost(request.headers.host, allowed);
    checkSameOrigin(request.method, request.headers);
  });
  app.addHook('onResponse', async (request, reply) => {
    if (isUnlogged(request)) return;
    const level = reply.statusCode >= 400 || request.method !== 'GET' ? 'info' : 'debug';
    const ms = Math.round(reply.elapsedTime);
    parts.log[level]('request', {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms,
      request_id: request.id,
    });
  });
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, parts.log));
}

// INVARIANT: a route that promises to leave no line in the log leaves none, whatever the answer was.
const isUnlogged = (request: FastifyRequest): boolean =>
  (request.routeOptions.config as { unlogged?: true } | undefined)?.unlogged === true;

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  const problem = problemOf(error, request.id);
  const isGone = request.raw.errored !== null && !request.raw.complete;
  if (isGone && !isUnlogged(request)) log.info('caller went away', { request_id: request.id, route: request.routeOptions.url });
  else if (problem.status >= 500 && !isUnlogged(request))
    log.error('request failed', { request_id: request.id, route: request.routeOptions.url, error });
  if (problem.kind === 'too_many') reply.header('retry-after', String(problem.params['retry_after_s'] ?? 60));
  if (!request.raw.complete) cutLater(request);
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

// A refused upload is read away for a moment, so that the client sees the answer instead of a reset connection.
function cutLater(request: FastifyRequest): void {
  request.raw.resume();
  const timer = setTimeout(() => request.raw.destroy(), drainMs);
  request.raw.once('close', () => clearTimeout(timer));
}

function mountRoute(app: FastifyInstance, parts: ServerParts, route: AnyRoute): void {
  const asked = new WeakMap<FastifyRequest, Asked>();
  app.route({
    method: route.method,
    url: route.path,
    config: route.unlogged === true ? { unlogged: true } : {},
    ...(route.body_bytes === undefined ? {} : { bodyLimit: route.body_bytes }),
    // INVARIANT: who asks and whether they may is settled before one byte of the body is read.
    onRequest: async (request, reply) => void asked.set(request, await admit(parts, route, request, reply)),
    handler: async (request, reply) => {
      const admitted = asked.get(request);
      if (admitted === undefined) throw new Error('a request came past its door');
      return answer(parts, route, request, reply, admitted);
    },
  });
}

type Asker = Pick<Asked, 'principal' | 'session'>;
const nobody: Asker = Object.freeze({ principal: Object.freeze({ person_id: '', name: '', via: 'api', grants: [] }), session: null });

async function admit(parts: ServerParts, route: AnyRoute, request: FastifyRequest, reply: FastifyReply): Promise<Asked> {
  const { principal, session } = route.access === 'public' ? nobody : await whoAsks(parts, route, request, reply);
  const params = route.params === undefined ? undefined : await parseInput('params', route.params, request.params);
  const site_id = (params as { site_id?: string } | undefined)?.site_id ?? null;
  if (typeof route.access === 'string') return { principal, session, params, permit: noPermit(route.access, principal) };
  const permit = mint(principal, route.access, site_id);
  if (site_id !== null && !(await parts.siteExists(site_id, parts.context.db))) throw new Failure('not_found', 'site_missing');
  return { principal, session, permit, params };
}

async function whoAsks(parts: ServerParts, route: AnyRoute, request: FastifyRequest, reply: FastifyReply): Promise<Asker> {
  const knock = { headers: request.headers, address: request.ip, changes: typeof route.access === 'object' && route.access.changes };
  for (const door of parts.doors ?? []) {
    const principal = await door(knock);
    if (principal === null) continue;
    // INVARIANT: what a person does with their own session (and no sentence guards) no token and no terminal does.
    if (route.access === 'signed_in' && route.method !== 'GET') throw new Failure('forbidden', 'in_person_only');
    return { principal, session: null };
  }
  const found = await parts.signIn.principalOf(request.headers.cookie);
  if (found === null) throw new Failure('unauthenticated', 'sign_in_first');
  for (const cookie of found.cookies) reply.header('set-cookie', cookie);
  return found;
}

// Not minted, so `act` refuses it: a route without a sentence changes nothing by itself.
function noPermit(sentence: string, principal: Principal): Permit {
  return Object.freeze({ sentence, actor_id: principal.person_id, via: principal.via, site_id: null, zones: null, changes: false });
}

const processKey = randomBytes(32);
const digestOfProcess: DigestOf = (text) => createHmac('sha256', processKey).update(text).digest('hex');

async function answer(parts: ServerParts, route: AnyRoute, request: FastifyRequest, reply: FastifyReply, asked: Asked): Promise<unknown> {
  const query = await parseQuery(route.query, request.query);
  const body = route.body === undefined ? undefined : await parseInput('body', route.body, request.body);
  const context: Context = {
    ...parts.context,
    act: once(parts.context.act, request, body, parts.digestOf ?? digestOfProcess),
    setCookie: (cookie) => void reply.header('set-cookie', cookie),
    principal: asked.principal,
    permit: asked.permit,
    session: asked.session,
    now: (parts.now ?? (() => new Date()))(),
    request_id: request.id,
    address: request.ip,
  };
  const result: unknown = await route.handle({ params: asked.params, query, body, context, stream: request.raw });
  if (route.sends === true) return sendFile(reply, result as FileAnswer);
  const output = await (route.output as z.ZodType).safeParseAsync(result);
  if (!output.success) throw new Error(`the answer of ${route.method} ${route.path} does not fit its shape`, { cause: output.error });
  if (output.data === undefined) return reply.code(204).send();
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(output.data));
}

function sendFile(reply: FastifyReply, { name, type, body, shown, forever }: FileAnswer): FastifyReply {
  if (forever === true) reply.header('cache-control', 'private, max-age=31536000, immutable');
  if (shown === true) return reply.type(type).send(body);
  const plain = name.replace(/[^\w.() -]/g, '_');
  const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
  return reply.type(type).header('content-disposition', disposition).send(body);
}

function mountSignIn(app: FastifyInstance, parts: ServerParts): void {
  for (const path of signInPaths(parts.signIn)) {
    app.route({
      method: path.method,
      url: `/api/auth/${path.name}`,
      handler: async (request, reply) => {
        const body = path.body === undefined ? undefined : await parseInput('body', path.body, request.body);
        const { cookie, 'user-agent': user_agent } = request.headers;
        const [, query = ''] = request.url.split('?', 2);
        const params = request.params as Record<string, string>;
        const answered: SignInAnswer = await path.handle({ body, cookie, user_agent, address: request.ip, params, query });
        for (const it of answered.cookies) reply.header('set-cookie', it);
        if (answered.redirect !== undefined) return reply.code(303).header('location', answered.redirect).send();
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(answered.result));
      },
    });
  }
}
