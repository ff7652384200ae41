// Route of segmentation: which zones are segmented, and what the others lack.
import { route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { seeConduits } from './access.ts';
import { segmentation } from './schema.segmentation.ts';
import { readSegmentation } from './store.segmentation.ts';

export const segmentationRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/segmentation',
    summary: 'Which zones are segmented, what the others lack, and the next step of each',
    access: seeConduits,
    params: siteParams,
    output: segmentation,
    handle: ({ params, context }) => readSegmentation(context.db, params.site_id, context.permit.zones, context.now),
  }),
];
