// Routes of audits and OT tests: planned with a scope, passive unless said otherwise, held, what was found, closed.
import { dayAt, dayOf } from '@holdfast/core-cadence';
import { requireUnchanged } from '@holdfast/platform/changed-meanwhile';
import { Failure } from '@holdfast/platform/failure';
import type { Tx } from '@holdfast/platform/act';
import { type Context, route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { keepAudits, seeAudits } from './access.ts';
import {
  auditDetail,
  auditPage,
  auditQuery,
  changedFinding,
  closing,
  endedAudit,
  heldAudit,
  newAudit,
  newFinding,
} from './schema.audits.ts';
import { asOfQuery } from './schema.ts';
import { readPlace } from './store.ts';
import {
  addAudit,
  addFinding,
  changeFinding,
  closeFinding,
  endAudit,
  holdAudit,
  listAudits,
  lockAudit,
  lockFinding,
  readAudit,
  readAuditThen,
} from './store.audits.ts';
import { requireOwner } from './store.people.ts';

const base = '/api/v1/sites/:site_id/audits';
const auditParams = siteParams.extend({ audit_id: id });
const findingParams = auditParams.extend({ finding_id: id });
type Of = { site_id: string; audit_id: string };

/** An act on one audit, whose facts and personal texts the work tells. */
async function actOn(
  context: Context,
  { site_id, audit_id }: Of,
  kind: string,
  work: (tx: Tx) => Promise<{ facts: Record<string, unknown>; personal?: Record<string, string> }>,
): Promise<{ done: true }> {
  await context.act(context.permit, { site: site_id, kind }, async (tx) => ({
    subject: { type: 'audit', id: audit_id },
    ...(await work(tx)),
    result: null,
  }));
  return { done: true };
}

const given = (texts: Record<string, string | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter((it): it is [string, string] => it[1] !== null));

export const auditRoutes = [
  route({
    method: 'GET',
    path: base,
    summary: 'Audits and OT tests of a site',
    access: seeAudits,
    params: siteParams,
    query: auditQuery,
    output: auditPage,
    handle: async ({ params, query, context }) => {
      const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      const all = (await listAudits(context.db, params.site_id, query.as_of === undefined ? null : new Date(query.as_of))).filter(
        (it) =>
          words.every((word) => `${it.title} ${it.scope}`.toLowerCase().includes(word)) &&
          (!query.state?.length || query.state.includes(it.state)) &&
          (!query.kind?.length || query.kind.includes(it.kind)),
      );
      return { rows: all.slice(query.offset, query.offset + query.limit), total: all.length };
    },
  }),
  route({
    method: 'POST',
    path: base,
    summary: 'Plan an audit or an OT test',
    access: keepAudits,
    params: siteParams,
    body: newAudit,
    output: z.object({ id }),
    handle: async ({ params: { site_id }, body, context }) => ({
      id: await context.act(context.permit, { site: site_id, kind: 'audit.planned' }, async (tx) => {
        await requireOwner(tx, body.led_by);
        const added = await addAudit(tx, site_id, body, context.permit.actor_id, context.now);
        const { title, scope, active_reason, auditor, kind, ...facts } = body;
        return {
          subject: { type: 'audit', id: added },
          facts: { ...facts, what: kind },
          personal: given({ title, scope, active_reason, auditor }),
          result: added,
        };
      }),
    }),
  }),
  route({
    method: 'GET',
    path: `${base}/:audit_id`,
    summary: 'One audit with what it found',
    access: seeAudits,
    params: auditParams,
    query: asOfQuery,
    output: auditDetail,
    handle: ({ params: { site_id, audit_id }, query: { as_of }, context: { db } }) =>
      as_of === undefined ? readAudit(db, site_id, audit_id) : readAuditThen(db, site_id, audit_id, new Date(as_of)),
  }),
  route({
    method: 'POST',
    path: `${base}/:audit_id/held`,
    summary: 'Say that an audit took place',
    access: keepAudits,
    params: auditParams,
    body: heldAudit,
    output: done,
    handle: ({ params, body: { held_on }, context }) =>
      actOn(context, params, 'audit.held', async (tx) => {
        await lockAudit(tx, params.site_id, params.audit_id, ['planned']);
        const { time_zone } = await readPlace(tx, params.site_id);
        if (dayOf(held_on) > dayAt(time_zone, context.now.getTime())) throw new Failure('unprocessable', 'run_in_future');
        await holdAudit(tx, params.audit_id, held_on);
        return { facts: { held_on } };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:audit_id/findings`,
    summary: 'Write down what an audit found',
    access: keepAudits,
    params: auditParams,
    body: newFinding,
    output: z.object({ id }),
    handle: async ({ params, body, context }) => {
      const { title, measure, ...facts } = body;
      const added = { id: '' };
      await actOn(context, params, 'audit.found', async (tx) => {
        await requireOwner(tx, body.owner_id);
        await lockAudit(tx, params.site_id, params.audit_id, ['held']);
        const { id: finding_id, number } = await addFinding(tx, params.audit_id, body);
        added.id = finding_id;
        return { facts: { finding_id, number, ...facts }, personal: given({ title, measure }) };
      });
      return added;
    },
  }),
  route({
    method: 'PUT',
    path: `${base}/:audit_id/findings/:finding_id`,
    summary: 'Change a finding: measure, owner, date',
    access: keepAudits,
    params: findingParams,
    body: changedFinding,
    output: done,
    handle: ({ params, body, context }) =>
      actOn(context, params, 'audit.finding_changed', async (tx) => {
        await requireOwner(tx, body.owner_id);
        await lockAudit(tx, params.site_id, params.audit_id, ['held']);
        const { number } = await lockFinding(tx, params.audit_id, params.finding_id);
        const kept = (await readAudit(tx, params.site_id, params.audit_id)).finding_list.find((it) => it.id === params.finding_id)!;
        const { title, measure, before, ...facts } = body;
        requireUnchanged(before, kept);
        await changeFinding(tx, params.finding_id, body);
        return { facts: { finding_id: params.finding_id, number, ...facts }, personal: given({ title, measure }) };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:audit_id/findings/:finding_id/closure`,
    summary: 'Close a finding: what was done about it',
    access: keepAudits,
    params: findingParams,
    body: closing,
    output: done,
    handle: ({ params, body: { remark }, context }) =>
      actOn(context, params, 'audit.finding_closed', async (tx) => {
        await lockAudit(tx, params.site_id, params.audit_id, ['held']);
        const { number } = await lockFinding(tx, params.audit_id, params.finding_id);
        await closeFinding(tx, params.finding_id, { remark, person_id: context.permit.actor_id, now: context.now });
        return { facts: { finding_id: params.finding_id, number }, personal: { remark } };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:audit_id/end`,
    summary: 'Close an audit once everything found is settled, or call it off before it took place',
    access: keepAudits,
    params: auditParams,
    body: endedAudit,
    output: done,
    handle: ({ params, body: { state, remark }, context }) =>
      actOn(context, params, `audit.${state}`, async (tx) => {
        const it = await lockAudit(tx, params.site_id, params.audit_id, state === 'closed' ? ['held'] : ['planned']);
        if (it.open_findings > 0) throw new Failure('conflict', 'audit_findings_open', { open: it.open_findings });
        await endAudit(tx, params.audit_id, { state, remark, person_id: context.permit.actor_id, now: context.now });
        return { facts: { ended_at: context.now.toISOString(), findings: it.findings, what: it.kind }, personal: { remark } };
      }),
  }),
];
