// Routes of the boundary: the computed checklist with its evidence, validation by a person, protection of what is exposed.
import { route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { lookAtBoundary, seeBoundary } from './access.ts';
import { remoteRoutes } from './routes.remote.ts';
import { boundary, newLook, newProtection } from './schema.ts';
import { keepLook, keepProtection, readBoundary } from './store.ts';

export const routes = [
  ...remoteRoutes,
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/boundary',
    summary: 'The boundary between office and plant: checklist, paths, services, remote access, protection',
    access: seeBoundary,
    params: siteParams,
    output: boundary,
    handle: ({ params, context }) => readBoundary(context.db, params.site_id, context.now),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/boundary/looks',
    summary: 'Say that the boundary was looked at, and when next',
    access: lookAtBoundary,
    params: siteParams,
    body: newLook,
    output: done,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'boundary.looked_at', reason: body.reason }, async (tx) => {
        const { counts } = await keepLook(tx, site_id, context.permit.actor_id, { ...body, now: context.now });
        const facts = { next_due_on: body.next_due_on, ...counts };
        return { subject: { type: 'site', id: site_id }, facts, result: { done: true as const } };
      }),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/sites/:site_id/boundary/protections/:conduit_id',
    summary: 'Record what protects an exposed conduit from attacks on the network, and when it was tested',
    access: lookAtBoundary,
    params: siteParams.extend({ conduit_id: id }),
    body: newProtection,
    output: done,
    handle: ({ params: { site_id, conduit_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'boundary.protection_noted' }, async (tx) => {
        await keepProtection(tx, site_id, conduit_id, context.permit.actor_id, body);
        const { result, tested_on, next_test_on, means, provider } = body;
        const facts = { result, tested_on, next_test_on };
        return {
          subject: { type: 'conduit', id: conduit_id },
          facts,
          personal: { means, ...(provider === null ? {} : { provider }) },
          result: { done: true as const },
        };
      }),
  }),
];
