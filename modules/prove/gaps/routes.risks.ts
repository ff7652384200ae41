// The one click that puts a gap into the risk register.
import { type Routes, route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import type { MatrixParts } from '@holdfast/requirements/store';
import { noteGap } from '@holdfast/risks/store';
import { z } from 'zod';
import { noteRisks } from './access.ts';
import { gapId } from './schema.ts';
import { gapAsRisk } from './store.risks.ts';

export const riskRoutes = (parts: MatrixParts): Routes => [
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/gaps/:gap_id/risk',
    summary: 'Put the risk of not closing a gap into the register: rated by its evidence, closed with it',
    access: noteRisks,
    params: siteParams.extend({ gap_id: gapId }),
    output: z.object({ id }),
    handle: async ({ params: { site_id, gap_id }, context }) => {
      const person_id = context.permit.actor_id;
      const gap = await gapAsRisk(parts, context, { site_id, gap_id, person_id });
      return context.act(context.permit, { site: site_id, kind: 'risk.noted' }, (tx) =>
        noteGap(tx, site_id, gap, { person_id, now: context.now }),
      );
    },
  }),
];
