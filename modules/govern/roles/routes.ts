// Routes of roles: give and end grants.
import { isAllowed } from '@holdfast/platform/permit';
import { done, id, page, reason } from '@holdfast/platform/shapes';
import { route } from '@holdfast/platform/route';
import { z } from 'zod';
import { giveRoles, seeRoles } from './access.ts';
import { deputyRoutes } from './routes.deputies.ts';
import { requireAuditEnd, requireSpan, stateOfGrant } from './rules.ts';
import { changedGrant, grant, heldGrant, newGrant } from './schema.ts';
import { listDeputies } from './store.deputies.ts';
import { addGrant, changeGrantEnd, endGrant, listHeldGrants, rolesHeld } from './store.ts';

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/grants',
    summary: 'List who holds which role, from when until when, and who stands in',
    access: seeRoles,
    output: page(heldGrant),
    handle: async ({ context }) => {
      const [grants, deputies] = await Promise.all([listHeldGrants(context.db), listDeputies(context.db)]);
      const { principal } = context;
      const isOwner = isAllowed(principal, giveRoles, null);
      const rows = grants.map(({ active, ...it }) => ({
        ...it,
        state: stateOfGrant({ ...it, active }, context.now),
        deputies: deputies.filter((each) => each.grant_id === it.id),
        may_name_deputy: principal.via === 'ui' && (isOwner || it.person_id === principal.person_id),
      }));
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/grants',
    summary: 'Give a person a role',
    access: giveRoles,
    body: newGrant,
    output: grant,
    handle: ({ body, context }) => {
      requireSpan(body, context.now);
      requireAuditEnd(body, context.now);
      return context.act(context.permit, { site: null, kind: 'role.given' }, async (tx) => {
        const added = await addGrant(tx, body, 'hand', body.person_id !== context.permit.actor_id);
        const { role, scope, site_id, zone_id, starts_at, expires_at } = added;
        return {
          subject: { type: 'person', id: added.person_id },
          facts: {
            grant_id: added.id,
            role,
            scope,
            site_id,
            zone_id,
            starts_at,
            expires_at,
            roles_held: await rolesHeld(tx, added.person_id),
          },
          result: added,
        };
      });
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/grants/:grant_id',
    summary: 'Set until when a role counts',
    access: giveRoles,
    params: z.object({ grant_id: id }),
    body: changedGrant,
    output: grant,
    handle: ({ params, body, context }) => {
      requireSpan(body, context.now);
      return context.act(context.permit, { site: null, kind: 'role.changed', reason: body.reason }, async (tx) => {
        const after = await changeGrantEnd(tx, params.grant_id, body.expires_at);
        requireAuditEnd(after, context.now);
        const facts = { grant_id: after.id, role: after.role, expires_at: after.expires_at };
        return { subject: { type: 'person', id: after.person_id }, facts, result: after };
      });
    },
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
          facts: {
            grant_id: ended.id,
            role: ended.role,
            scope: ended.scope,
            site_id: ended.site_id,
            zone_id: ended.zone_id,
            roles_held: await rolesHeld(tx, ended.person_id),
          },
          result: { done: true as const },
        };
      }),
  }),
  ...deputyRoutes,
];
