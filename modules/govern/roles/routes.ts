// Routes of roles: give and end grants.
import { done, id, reason } from '@holdfast/platform/shapes';
import { route } from '@holdfast/platform/route';
import { z } from 'zod';
import { giveRoles } from './access.ts';
import { grant, newGrant } from './schema.ts';
import { addGrant, endGrant } from './store.ts';

export const routes = [
  route({
    method: 'POST',
    path: '/api/v1/grants',
    summary: 'Give a person a role',
    access: giveRoles,
    body: newGrant,
    output: grant,
    handle: ({ body, context }) =>
      context.act(context.permit, { site: null, kind: 'role.given' }, async (tx) => {
        const added = await addGrant(tx, body);
        const { role, scope, site_id, zone_id, expires_at } = added;
        return {
          subject: { type: 'person', id: added.person_id },
          facts: { grant_id: added.id, role, scope, site_id, zone_id, expires_at },
          result: added,
        };
      }),
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/grants/:grant_id',
    summary: 'End a role',
    access: giveRoles,
    params: z.object({ grant_id: id }),
    query: z.object({ reason: reason.optional() }),
    output: done,
    handle: ({ params, query, context }) =>
      context.act(context.permit, { site: null, kind: 'role.ended', reason: query.reason }, async (tx) => {
        const ended = await endGrant(tx, params.grant_id);
        return {
          subject: { type: 'person', id: ended.person_id },
          facts: { grant_id: ended.id, role: ended.role, scope: ended.scope, site_id: ended.site_id, zone_id: ended.zone_id },
          result: { done: true as const },
        };
      }),
  }),
];
