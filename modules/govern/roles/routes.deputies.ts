// Routes of deputies: named by the holder of a role or by the owner.
import { Failure } from '@holdfast/platform/failure';
import { isAllowed } from '@holdfast/platform/permit';
import { type Context, route } from '@holdfast/platform/route';
import { done, id, reason } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { giveRoles, nameDeputies } from './access.ts';
import { requireDeputy } from './rules.ts';
import { newDeputy } from './schema.ts';
import { addDeputy, endDeputy, readDeputy } from './store.deputies.ts';
import { readGrant } from './store.ts';

function requireHolderOrOwner({ principal }: Context, holder_id: string): void {
  if (principal.person_id === holder_id || isAllowed(principal, giveRoles, null)) return;
  throw new Failure('forbidden', 'not_allowed', { sentence: nameDeputies.id });
}

export const deputyRoutes = [
  route({
    method: 'POST',
    path: '/api/v1/grants/:grant_id/deputies',
    summary: 'Name who stands in for the holder of a role',
    access: nameDeputies,
    params: z.object({ grant_id: id }),
    body: newDeputy,
    output: z.object({ id }),
    handle: async ({ params, body, context }) => {
      const grant = await readGrant(context.db, params.grant_id);
      requireHolderOrOwner(context, grant.person_id);
      requireDeputy(body, grant.person_id, context.now);
      return context.act(context.permit, { site: null, kind: 'role.deputy_named', reason: body.reason }, async (tx) => {
        const deputy_id = await addDeputy(tx, grant.id, context.permit.actor_id, body);
        const { role, scope, site_id, zone_id, person_id: holder_id } = grant;
        const { starts_at, until_at } = body;
        return {
          subject: { type: 'person', id: body.person_id },
          facts: { deputy_id, grant_id: grant.id, holder_id, role, scope, site_id, zone_id, starts_at, until_at },
          result: { id: deputy_id },
        };
      });
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/deputies/:deputy_id',
    summary: 'End a deputy',
    access: nameDeputies,
    params: z.object({ deputy_id: id }),
    query: z.object({ reason: reason.optional() }),
    output: done,
    handle: async ({ params, query, context }) => {
      const deputy = await readDeputy(context.db, params.deputy_id);
      requireHolderOrOwner(context, deputy.holder_id);
      return context.act(context.permit, { site: null, kind: 'role.deputy_ended', reason: query.reason }, async (tx) => {
        await endDeputy(tx, deputy.id);
        const facts = { deputy_id: deputy.id, grant_id: deputy.grant_id, holder_id: deputy.holder_id };
        return { subject: { type: 'person', id: deputy.person_id }, facts, result: { done: true as const } };
      });
    },
  }),
];
