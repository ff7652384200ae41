// Routes of enforcement: register enforcers, see what they hold, roll lists out, confirm, take back; the site's policy key.
import { randomBytes } from 'node:crypto';
import { hashText, fingerprintOfKey, readKeys } from '@holdfast/core-policy';
import { writeEnrolmentCode, readEnrolmentCode, fingerprintOfPem } from '@holdfast/platform/enrolment-code';
import { Failure } from '@holdfast/platform/failure';
import { currentCertificate } from '@holdfast/platform/plant-ca-store';
import { type Context, route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import type { Tls } from '@holdfast/platform/tls';
import type { z } from 'zod';
import { confirmLists, keepEnforcers, rollOutLists, seeEnforcers } from './access.ts';
import { compareFirewall } from './compiled.ts';
import type { EnforcementNeeds } from './hearing.ts';
import { factsOfOrder } from './jobs.ts';
import { compiledRoutes } from './routes.compiled.ts';
import { endCertificates } from './succession.ts';
import { compareTexts, compileFor } from './rules.ts';
import {
  changedEnforcer,
  comparison,
  configuration,
  confirmation,
  difference,
  enforcer,
  enforcerDetail,
  enforcerPage,
  newEnforcer,
  type PolicyKeyShown,
  policyKey,
  registeredEnforcer,
  rollOut,
  why,
} from './schema.ts';
import { addEnforcer, changeEnforcer, endEnforcer, listRows, readRow, renewCode, showEnforcer } from './store.ts';
import { confirmNow, listOrdered, orderNow, rollOutNow, takeBackNow } from './store.policies.ts';
import { readEnforcer } from './store.standing.ts';
import { readView } from './store.view.ts';

/** `machines`: TLS and port of the door for machines, or null where the server speaks plain HTTP. */
export type EnforcementRouteNeeds = EnforcementNeeds & { machines: () => { tls: Tls; port: number } | null };

const codeMs = 60 * 60_000;
const isDone = { done: true as const };
const S = '/api/v1/sites/:site_id';
const oneParams = siteParams.extend({ enforcer_id: id });

export const enforcementRoutes = (needs: EnforcementRouteNeeds) => [
  route({
    method: 'GET',
    path: `${S}/enforcers`,
    summary: 'The firewalls that hold conduits of a site, and what each is',
    access: seeEnforcers,
    params: siteParams,
    output: enforcerPage,
    handle: async ({ params, context }) => {
      const rows = await listRows(context.db, params.site_id);
      return { rows: await Promise.all(rows.map((row) => showEnforcer(context.db, row, context.now))), total: rows.length };
    },
  }),
  route({
    method: 'POST',
    path: `${S}/enforcers`,
    summary: 'Register an enforcer; the answer holds the code its machine is enrolled with, once',
    access: keepEnforcers,
    params: siteParams,
    body: newEnforcer,
    output: registeredEnforcer,
    handle: async ({ params: { site_id }, body, context }) => {
      const code = body.kind === 'enforcer' ? await newCode(needs, context) : null;
      const made = await context.act(context.permit, { site: site_id, kind: 'enforcer.registered' }, async (tx) => {
        const enforcer_id = await addEnforcer(tx, site_id, context.permit.actor_id, body, code);
        return {
          subject: { type: 'enforcer', id: enforcer_id },
          facts: factsOf(body),
          result: { id: enforcer_id, until: code?.until.toISOString() ?? null },
        };
      });
      return tellOnce(needs, context, site_id, made, code);
    },
  }),
  route({
    method: 'GET',
    path: `${S}/enforcers/:enforcer_id`,
    summary: 'One enforcer: its conduits, rules with counters, and what became of its lists',
    access: seeEnforcers,
    params: oneParams,
    output: enforcerDetail,
    handle: ({ params, context }) => readEnforcer(context.db, params.site_id, params.enforcer_id, context.now),
  }),
  route({
    method: 'PATCH',
    path: `${S}/enforcers/:enforcer_id`,
    summary: 'Change an enforcer: name, layout, the zones it stands between, how lists are confirmed',
    access: keepEnforcers,
    params: oneParams,
    body: changedEnforcer,
    output: enforcer,
    handle: async ({ params: { site_id, enforcer_id }, body, context }) => {
      await readRow(context.db, site_id, enforcer_id);
      await context.act(context.permit, { site: site_id, kind: 'enforcer.changed' }, async (tx) => {
        await changeEnforcer(tx, site_id, enforcer_id, body);
        return { subject: { type: 'enforcer', id: enforcer_id }, facts: factsOf(body), result: null };
      });
      return showEnforcer(context.db, await readRow(context.db, site_id, enforcer_id), context.now);
    },
  }),
  route({
    method: 'POST',
    path: `${S}/enforcers/:enforcer_id/code`,
    summary: 'A new code for an enforcer, for another machine or one that was set up anew',
    access: keepEnforcers,
    params: oneParams,
    output: registeredEnforcer,
    handle: async ({ params: { site_id, enforcer_id }, context }) => {
      await readRow(context.db, site_id, enforcer_id);
      const code = await newCode(needs, context);
      const made = await context.act(context.permit, { site: site_id, kind: 'enforcer.code_renewed' }, async (tx) => {
        await renewCode(tx, site_id, enforcer_id, code);
        return { subject: { type: 'enforcer', id: enforcer_id }, facts: {}, result: { id: enforcer_id, until: code.until.toISOString() } };
      });
      return tellOnce(needs, context, site_id, made, code);
    },
  }),
  route({
    method: 'POST',
    path: `${S}/enforcers/:enforcer_id/end`,
    summary: 'End an enforcer: its certificate counts no more; what it holds stays on the machine',
    access: keepEnforcers,
    params: oneParams,
    body: why,
    output: done,
    handle: async ({ params: { site_id, enforcer_id }, body, context }) => {
      await readRow(context.db, site_id, enforcer_id);
      await context.act(context.permit, { site: site_id, kind: 'enforcer.ended', reason: body.reason }, async (tx) => {
        await endEnforcer(tx, site_id, enforcer_id);
        return { subject: { type: 'enforcer', id: enforcer_id }, facts: {}, result: null };
      });
      const machines = needs.machines();
      if (machines !== null) await endCertificates(machines.tls, enforcer_id);
      return isDone;
    },
  }),
  route({
    method: 'GET',
    path: `${S}/enforcers/:enforcer_id/difference`,
    summary: 'What rolling out the approved lists would change on an enforcer, line by line',
    access: seeEnforcers,
    params: oneParams,
    output: difference,
    handle: async ({ params, context }) => {
      const row = await readRow(context.db, params.site_id, params.enforcer_id);
      const { view, options } = await readView(context.db, params.site_id, params.enforcer_id);
      const at = context.now.toISOString();
      const before = row.confirmed === null ? '' : compileFor(row.confirmed.view, row.confirmed, at).text;
      const lines = compareTexts(before, compileFor(view, options, at).text);
      const count = (is: string): number => lines.filter((line) => line.is === is).length;
      return { changed: lines.some(({ is }) => is !== 'same'), added: count('added'), removed: count('removed'), lines };
    },
  }),
  route({
    method: 'POST',
    path: `${S}/enforcers/:enforcer_id/comparison`,
    summary: 'Bring the configuration of a firewall of another make, and compare it with the approved lists; the text is not kept',
    access: rollOutLists,
    params: oneParams,
    body: configuration,
    body_bytes: 9 << 20,
    output: comparison,
    handle: async ({ params: { site_id, enforcer_id }, body, context }) => {
      const row = await readRow(context.db, site_id, enforcer_id);
      return context.act(context.permit, { site: site_id, kind: 'enforcer.configuration_compared' }, async (tx) => {
        const it = await compareFirewall(tx, row, body.text, context);
        const facts = {
          config_sha256: it.config_sha256,
          is_same: it.is_same,
          differences: it.differences.length,
          rules_found: it.rules_found,
        };
        return { subject: { type: 'enforcer', id: enforcer_id }, facts, result: it };
      });
    },
  }),
  ...orderRoutes(needs),
  ...compiledRoutes,
  ...keyRoutes(needs),
];

const orderRoutes = ({ keys, doorbell }: EnforcementRouteNeeds) => [
  route({
    method: 'POST',
    path: `${S}/enforcers/:enforcer_id/roll-out`,
    summary: 'Put the approved lists on an enforcer; it goes back by itself unless confirmed in time',
    access: rollOutLists,
    params: oneParams,
    body: rollOut,
    output: done,
    handle: async ({ params: { site_id, enforcer_id }, body, context }) => {
      await readRow(context.db, site_id, enforcer_id);
      await context.act(context.permit, { site: site_id, kind: 'enforcer.list_rolled_out', reason: body.reason }, async (tx) => {
        const { list_sha256, versions, ...order } = await rollOutNow(
          tx,
          site_id,
          enforcer_id,
          { person_id: context.permit.actor_id },
          {
            keys,
            now: context.now,
          },
        );
        const facts = { ...factsOfOrder(order), list_sha256, lists: versions.length };
        return { subject: { type: 'enforcer', id: enforcer_id }, facts, result: null };
      });
      doorbell.ring([enforcer_id]);
      return isDone;
    },
  }),
  route({
    method: 'POST',
    path: `${S}/enforcers/:enforcer_id/confirmation`,
    summary: 'Confirm that the list that is tried may stay',
    access: confirmLists,
    params: oneParams,
    body: confirmation,
    output: done,
    handle: async ({ params: { site_id, enforcer_id }, body, context }) => {
      await readRow(context.db, site_id, enforcer_id);
      await context.act(context.permit, { site: site_id, kind: 'enforcer.list_let_stay' }, async (tx) => {
        const it = { list_sequence: body.list_sequence, person_id: context.permit.actor_id };
        const { list_sha256 } = await confirmNow(tx, site_id, enforcer_id, it, { keys, now: context.now });
        return { subject: { type: 'enforcer', id: enforcer_id }, facts: { list_sequence: body.list_sequence, list_sha256 }, result: null };
      });
      doorbell.ring([enforcer_id]);
      return isDone;
    },
  }),
  route({
    method: 'POST',
    path: `${S}/enforcers/:enforcer_id/taking-back`,
    summary: 'Take back the list that is tried; the one before counts again at once',
    access: rollOutLists,
    params: oneParams,
    body: why,
    output: done,
    handle: async ({ params: { site_id, enforcer_id }, body, context }) => {
      await readRow(context.db, site_id, enforcer_id);
      await context.act(context.permit, { site: site_id, kind: 'enforcer.list_taken_back', reason: body.reason }, async (tx) => {
        const { taken_back, ...order } = await takeBackNow(tx, site_id, enforcer_id, { keys, now: context.now });
        return { subject: { type: 'enforcer', id: enforcer_id }, facts: { ...factsOfOrder(order), taken_back }, result: null };
      });
      doorbell.ring([enforcer_id]);
      return isDone;
    },
  }),
];

const keyRoutes = ({ keys, doorbell }: EnforcementRouteNeeds) => [
  route({
    method: 'GET',
    path: `${S}/policy-key`,
    summary: 'The key that signs what a site’s enforcers are ordered, by its fingerprint',
    access: seeEnforcers,
    params: siteParams,
    output: policyKey,
    handle: async ({ params, context }) => showKey(keys.shown(params.site_id, context.now)),
  }),
  route({
    method: 'POST',
    path: `${S}/policy-key/rotation`,
    summary: 'Replace the policy key; enforcers trust the new one through the old',
    access: keepEnforcers,
    params: siteParams,
    body: why,
    output: policyKey,
    handle: async ({ params: { site_id }, body, context }) => {
      if (keys.shown(site_id, context.now).former !== null) throw new Failure('conflict', 'key_still_succeeding');
      const ordered = await context.act(
        context.permit,
        { site: site_id, kind: 'enforcer.key_replaced', reason: body.reason },
        async (tx) => {
          const { vkey } = keys.rotate(site_id, context.now);
          const enforcer_ids = await listOrdered(tx, site_id);
          for (const enforcer_id of enforcer_ids) await orderNow(tx, site_id, enforcer_id, { keys, now: context.now }, true);
          return { subject: { type: 'policy_key', id: hashText(vkey) }, facts: { vkey }, result: enforcer_ids };
        },
      );
      doorbell.ring(ordered);
      return showKey(keys.shown(site_id, context.now));
    },
  }),
];

function showKey({ current, former }: ReturnType<EnforcementNeeds['keys']['shown']>): PolicyKeyShown {
  const [key] = readKeys([current.vkey]);
  const [before] = former === null ? [] : readKeys([former.vkey]);
  return {
    key_id: (key?.key_id ?? 0).toString(16).padStart(8, '0'),
    vkey: current.vkey,
    fingerprint: key === undefined ? '' : fingerprintOfKey(key),
    made_at: current.made_at,
    former_fingerprint: before === undefined ? null : fingerprintOfKey(before),
  };
}

const factsOf = (it: z.output<typeof newEnforcer>) => ({
  name: it.name,
  kind: it.kind,
  layout: it.layout,
  outside: it.outside,
  zones: it.zones.map(({ zone_id }) => zone_id),
  confirm_within_s: it.confirm_within_s,
  confirms_itself: it.confirms_itself,
});

type NewCode = { code: string; secret: string; until: Date };

/** The code holds the authority's fingerprint, so there is none without TLS. */
async function newCode({ machines }: EnforcementRouteNeeds, context: Context): Promise<NewCode> {
  const root = machines() === null ? null : await currentCertificate(context.db, 'root');
  if (root === null) throw new Failure('conflict', 'tls_is_off');
  const code = writeEnrolmentCode(randomBytes(10), fingerprintOfPem(root.pem));
  return { code, secret: readEnrolmentCode(code)!.secret, until: new Date(context.now.getTime() + codeMs) };
}

// A request sent twice under one key gets the first time's answer, whose code was shown then and is not kept.
async function tellOnce(
  { machines }: EnforcementRouteNeeds,
  context: Context,
  site_id: string,
  made: { id: string; until: string | null },
  code: NewCode | null,
) {
  const shown = await showEnforcer(context.db, await readRow(context.db, site_id, made.id), context.now);
  if (code === null) return { enforcer: shown, code: null, code_expires_at: null, command: null };
  if (code.until.toISOString() !== made.until) throw new Failure('conflict', 'shown_once');
  const door = machines();
  const [server = 'localhost'] = door?.tls.parts.names() ?? [];
  const command = `holdfast enforcer enrol ${server.includes(':') ? `[${server}]` : server}:${door?.port ?? 0} ${code.code}`;
  return { enforcer: shown, code: code.code, code_expires_at: made.until, command };
}
