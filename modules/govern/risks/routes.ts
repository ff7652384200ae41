// Routes of the risk register: read it, also as it was; note, change, accept, close.
import { type Context, route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { todayAt } from '@holdfast/platform/site-day';
import { z } from 'zod';
import { acceptRisks, keepRisks, seeRisks } from './access.ts';
import { accepted, changed, chooseRisks, closed, noted, requireCurrent, requireReview } from './rules.ts';
import { acceptance, changedRisk, closure, newRisk, riskPage, riskQuery, type Told } from './schema.ts';
import { lockRegister, lockRisk, nextNumber, readRegister, requireOwner, tell, withNames } from './store.ts';

const base = '/api/v1/sites/:site_id/risks';
const oneParams = siteParams.extend({ risk_id: id });
type One = z.output<typeof oneParams>;
type Step = { kind: string; reason?: string; version: number; to: (before: Told, today: string) => Told };

/** One risk changed by one act. Throws not_found; conflict when it was changed meanwhile or is closed. */
async function step(context: Context, { site_id, risk_id }: One, { kind, reason, version, to }: Step): Promise<{ done: true }> {
  await context.act(context.permit, { site: site_id, kind, reason }, async (tx) => {
    const before = await lockRisk(tx, site_id, risk_id, context.now);
    requireCurrent(before, version);
    const after = to(before, await todayAt(tx, site_id, context.now));
    if (after.owner_id !== before.owner_id) await requireOwner(tx, after.owner_id);
    return { ...tell(risk_id, after), result: null };
  });
  return { done: true };
}

const by = ({ permit, now }: Context, today: string) => ({ person_id: permit.actor_id, at: now.toISOString(), today });

export const routes = [
  route({
    method: 'GET',
    path: base,
    summary: 'The risk register of a site, also as it was',
    access: seeRisks,
    params: siteParams,
    query: riskQuery,
    output: riskPage,
    handle: async ({ params: { site_id }, query, context: { db, now } }) => {
      const at = query.as_of === undefined ? now : new Date(query.as_of);
      const rows = chooseRisks(await withNames(db, await readRegister(db, site_id, at), await todayAt(db, site_id, at)), query);
      return { rows: rows.slice(query.offset, query.offset + query.limit), total: rows.length };
    },
  }),
  route({
    method: 'POST',
    path: base,
    summary: 'Put a risk into the register',
    access: keepRisks,
    params: siteParams,
    body: newRisk,
    output: z.object({ id }),
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'risk.noted' }, async (tx) => {
        const number = nextNumber(await lockRegister(tx, site_id, context.now));
        const it = noted(body, number, by(context, await todayAt(tx, site_id, context.now)));
        await requireOwner(tx, it.owner_id);
        const risk_id = newUuidV7();
        return { ...tell(risk_id, it), result: { id: risk_id } };
      }),
  }),
  route({
    method: 'PATCH',
    path: `${base}/:risk_id`,
    summary: 'Change a risk: words, rating, treatment, owner, review',
    access: keepRisks,
    params: oneParams,
    body: changedRisk,
    output: done,
    handle: ({ params, body, context }) =>
      step(context, params, {
        kind: 'risk.changed',
        version: body.version,
        to: (before, today) => {
          if (body.review_on !== before.review_on) requireReview(body.review_on, today);
          return changed(before, body);
        },
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:risk_id/acceptance`,
    summary: 'Accept what is left of a risk for the management body, until a day',
    access: acceptRisks,
    params: oneParams,
    body: acceptance,
    output: done,
    handle: ({ params, body, context }) =>
      step(context, params, {
        kind: 'risk.accepted',
        reason: body.reason,
        version: body.version,
        to: (before, today) => accepted(before, body, by(context, today)),
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:risk_id/closure`,
    summary: 'Close a risk that is none any more',
    access: keepRisks,
    params: oneParams,
    body: closure,
    output: done,
    handle: ({ params, body, context }) =>
      step(context, params, {
        kind: 'risk.closed',
        reason: body.reason,
        version: body.version,
        to: (before) => closed(before, context.now.toISOString()),
      }),
  }),
];
