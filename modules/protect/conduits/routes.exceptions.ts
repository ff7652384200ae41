// Routes of exceptions: the register, propose one beside a list, end it.
import { type Context, route } from '@holdfast/platform/route';
import { requireZones } from '@holdfast/platform/permit';
import { id, siteParams } from '@holdfast/platform/shapes';
import { refreshSite } from '@holdfast/sites/rules';
import { proposeLists, seeConduits } from './access.ts';
import { readCovered } from './routes.modes.ts';
import { conduitException, exceptionEnd, exceptionPage, exceptionQuery, newException } from './schema.exceptions.ts';
import { endException, listExceptions, proposeException, readException } from './store.exceptions.ts';
import { readConduit } from './store.ts';

const exceptionParams = siteParams.extend({ exception_id: id });

/** The exception, when the permit covers its conduit. */
async function readCoveredException(context: Context, site_id: string, exception_id: string) {
  const found = await readException(context.db, site_id, exception_id);
  await readCovered(context, site_id, found.conduit_id);
  return found;
}

export const exceptionRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/exceptions',
    summary: 'The register of exceptions beside the allow-lists',
    access: seeConduits,
    params: siteParams,
    query: exceptionQuery,
    output: exceptionPage,
    handle: ({ params, query, context }) => listExceptions(context.db, params.site_id, query, context.permit.zones),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/exceptions/:exception_id',
    summary: 'One exception',
    access: seeConduits,
    params: exceptionParams,
    output: conduitException,
    handle: ({ params, context }) => readCoveredException(context, params.site_id, params.exception_id),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/exceptions',
    summary: 'Propose an exception with a reason, an owner and a last day',
    access: proposeLists,
    params: siteParams.extend({ conduit_id: id }),
    body: newException,
    output: conduitException,
    handle: async ({ params: { site_id, conduit_id }, body, context }) => {
      await readCovered(context, site_id, conduit_id);
      return context.act(context.permit, { site: site_id, kind: 'conduit.exception_proposed', reason: body.reason }, async (tx) => {
        const it = await proposeException(tx, context.permit, site_id, conduit_id, body, context.now);
        const { purpose, ...rule } = body.rule;
        const { expires_at, on_expiry, owner_id } = body;
        const facts = { exception_id: it.id, number: it.number, approval_id: it.approval_id, rule, expires_at, on_expiry, owner_id };
        return { subject: { type: 'conduit', id: conduit_id }, facts, personal: { purpose }, result: it };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/exceptions/:exception_id/ending',
    summary: 'End an exception before its last day',
    access: proposeLists,
    params: exceptionParams,
    body: exceptionEnd,
    output: conduitException,
    handle: async ({ params: { site_id, exception_id }, body, context }) => {
      const { conduit_id } = await readException(context.db, site_id, exception_id);
      const conduit = await readConduit(context.db, site_id, conduit_id);
      requireZones(context.permit, [conduit.zone_a_id, conduit.zone_b_id]);
      return context.act(context.permit, { site: site_id, kind: 'conduit.exception_ended', reason: body.reason }, async (tx) => {
        const it = await endException(tx, site_id, exception_id);
        const facts = { exception_id, number: it.number };
        return { subject: { type: 'conduit', id: conduit_id }, facts, jobs: [refreshSite(site_id)], result: it };
      });
    },
  }),
];
