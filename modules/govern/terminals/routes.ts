// Routes of shared terminals: register and end them, make a browser one.
import { randomBytes } from 'node:crypto';
import { Failure } from '@holdfast/platform/failure';
import { addressKey, createRateLimit } from '@holdfast/platform/rate-limit';
import { type Context, route } from '@holdfast/platform/route';
import { done, id, page, siteParams } from '@holdfast/platform/shapes';
import { keepTerminals, permitPairing, rolesToLend, seeTerminals } from './access.ts';
import { terminalCookie } from './door.ts';
import { namingRoutes } from './routes.naming.ts';
import { pinRoutes } from './routes.pins.ts';
import { writeCode } from './rules.ts';
import { changedTerminal, newTerminal, paired, pairing, registered, terminal, why } from './schema.ts';
import { addTerminal, changeTerminal, endTerminal, findByCode, listTerminals, pairTerminal, readTerminal, renewPairing } from './store.ts';

/** `publicUrl` says whether cookies go over https only. */
export type TerminalNeeds = { publicUrl: string };

const codeMs = 15 * 60_000;
const newCode = (now: Date) => ({ code: writeCode(randomBytes(10)), until: new Date(now.getTime() + codeMs) });
const oneParams = siteParams.extend({ terminal_id: id });

function requireLendable(context: Context, site_id: string, role: string): void {
  if (!rolesToLend(context.principal, site_id).some((it) => it === role))
    throw new Failure('forbidden', 'not_allowed', { sentence: keepTerminals.id });
}

export const terminalRoutes = (needs: TerminalNeeds) => [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/terminals',
    summary: 'List the shared terminals of a site',
    access: seeTerminals,
    params: siteParams,
    output: page(terminal),
    handle: async ({ params, context }) => {
      const rows = await listTerminals(context.db, params.site_id);
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/terminals',
    summary: 'Register a shared terminal; the answer holds the code its browser is made one with, once',
    access: keepTerminals,
    params: siteParams,
    body: newTerminal,
    output: registered,
    handle: async ({ params: { site_id }, body, context }) => {
      requireLendable(context, site_id, body.role);
      const code = newCode(context.now);
      const { role, zone_id, person_seconds, idle_seconds } = body;
      const made = await context.act(context.permit, { site: site_id, kind: 'terminal.registered' }, async (tx) => {
        const terminal_id = await addTerminal(tx, site_id, context.permit.actor_id, body, code);
        const facts = { name: body.name, role, zone_id, person_seconds, idle_seconds };
        return { subject: { type: 'terminal', id: terminal_id }, facts, result: { id: terminal_id, until: code.until.toISOString() } };
      });
      return { terminal: await readTerminal(context.db, site_id, made.id), ...tellOnce(code, made.until) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/terminals/:terminal_id/code',
    summary: 'A new code for a terminal, for another browser',
    access: keepTerminals,
    params: oneParams,
    output: registered,
    handle: async ({ params: { site_id, terminal_id }, context }) => {
      const code = newCode(context.now);
      requireLendable(context, site_id, (await readTerminal(context.db, site_id, terminal_id)).role);
      const made = await context.act(context.permit, { site: site_id, kind: 'terminal.code_renewed' }, async (tx) => {
        await renewPairing(tx, site_id, terminal_id, code);
        return { subject: { type: 'terminal', id: terminal_id }, facts: {}, result: { until: code.until.toISOString() } };
      });
      return { terminal: await readTerminal(context.db, site_id, terminal_id), ...tellOnce(code, made.until) };
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id/terminals/:terminal_id',
    summary: 'Name a terminal; how long a person stays named, when it returns to nobody',
    access: keepTerminals,
    params: oneParams,
    body: changedTerminal,
    output: terminal,
    handle: async ({ params: { site_id, terminal_id }, body, context }) => {
      await readTerminal(context.db, site_id, terminal_id);
      await context.act(context.permit, { site: site_id, kind: 'terminal.changed' }, async (tx) => {
        await changeTerminal(tx, site_id, terminal_id, body);
        return { subject: { type: 'terminal', id: terminal_id }, facts: body, result: null };
      });
      return readTerminal(context.db, site_id, terminal_id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/terminals/:terminal_id/end',
    summary: 'End a terminal: its browser is nobody’s at once',
    access: keepTerminals,
    params: oneParams,
    body: why,
    output: done,
    handle: async ({ params: { site_id, terminal_id }, body, context }) => {
      await readTerminal(context.db, site_id, terminal_id);
      return context.act(context.permit, { site: site_id, kind: 'terminal.ended', reason: body.reason }, async (tx) => {
        await endTerminal(tx, site_id, terminal_id);
        return { subject: { type: 'terminal', id: terminal_id }, facts: {}, result: { done: true as const } };
      });
    },
  }),
  pairingRoute(needs),
  ...namingRoutes(),
  ...pinRoutes,
];

// A request sent twice under one key gets the first time's answer, whose code was shown then and is not kept.
function tellOnce(code: { code: string; until: Date }, until: string) {
  if (code.until.toISOString() !== until) throw new Failure('conflict', 'shown_once');
  return { code: code.code, code_expires_at: until };
}

function pairingRoute({ publicUrl }: TerminalNeeds) {
  const tries = createRateLimit({ burst: 30, refill_ms: 20_000 });
  return route({
    method: 'POST',
    path: '/api/v1/terminals/pairing',
    summary: 'Make this browser the terminal a code belongs to',
    access: 'public',
    body: pairing,
    output: paired,
    handle: async ({ body, context }) => {
      const retry_after_s = tries.take(addressKey(context.address), context.now.getTime());
      if (retry_after_s > 0) throw new Failure('too_many', 'too_many_tries', { retry_after_s });
      const { site_id, id: terminal_id, name } = await findByCode(context.db, body.code);
      const mark = randomBytes(32).toString('base64url');
      await context.act(permitPairing(site_id), { site: site_id, kind: 'terminal.paired' }, async (tx) => {
        await pairTerminal(tx, site_id, terminal_id, { code: body.code, mark });
        return { subject: { type: 'terminal', id: terminal_id }, facts: {}, result: null };
      });
      context.setCookie(terminalCookie(mark, publicUrl.startsWith('https:')));
      return { name, site_id };
    },
  });
}
