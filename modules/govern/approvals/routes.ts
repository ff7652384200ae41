// Routes of approvals: what waits for a second person. Deciding is a route of the practice whose act it is.
import { oneOrMore, page, siteParams } from '@holdfast/platform/shapes';
import type { Sentence } from '@holdfast/platform/permit';
import { route } from '@holdfast/platform/route';
import { z } from 'zod';
import { seeApprovals } from './access.ts';
import { mayDecide } from './rules.ts';
import { approval } from './schema.ts';
import { listApprovals } from './store.ts';

/** The routes, given the sentences by which the practices that ask for approvals let them be decided. */
export const approvalRoutes = (deciding: readonly Sentence[]) => [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/approvals',
    summary: 'List what waits for a second person',
    access: seeApprovals,
    params: siteParams,
    query: z.object({ state: oneOrMore }),
    output: page(approval),
    handle: async ({ params, query, context }) => {
      const all = await listApprovals(context.db, params.site_id, query.state);
      const seen = all.filter(
        (it) => context.permit.zones === null || it.zone_ids.some((zone_id) => context.permit.zones?.includes(zone_id)),
      );
      const rows = seen.map(({ sentence, zone_ids, ...it }) => ({
        ...it,
        mine_to_decide: mayDecide(context.principal, params.site_id, deciding.find((known) => known.id === sentence)?.who ?? [], {
          ...it,
          zone_ids,
        }),
      }));
      return { rows, total: rows.length };
    },
  }),
];
