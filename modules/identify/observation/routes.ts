// Routes of observation: what sees each zone.
import { route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { seeObservation } from './access.ts';
import { zoneObservations } from './schema.ts';
import { listObservations } from './store.ts';

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/observation',
    summary: 'What sees each zone, since when and until when',
    access: seeObservation,
    params: siteParams,
    output: zoneObservations,
    handle: async ({ params, context }) => {
      const rows = await listObservations(context.db, params.site_id, context.permit.zones, context.now.toISOString());
      return { rows, total: rows.length };
    },
  }),
];
