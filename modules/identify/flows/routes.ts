// Routes of flows: events. The list of flows with verdicts and judgements is a route of protect/conduits.
import { route } from '@holdfast/platform/route';
import { listQuery, oneOrMore, oneOrMoreIds, page, siteParams } from '@holdfast/platform/shapes';
import { seeFlows } from './access.ts';
import { flowEvent } from './schema.ts';
import { listEvents } from './store.ts';

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/events',
    summary: 'List what wrote, programmed, started, stopped or configured',
    access: seeFlows,
    params: siteParams,
    query: listQuery.extend({ asset_id: oneOrMoreIds, flow_id: oneOrMore, class: oneOrMore }),
    output: page(flowEvent),
    handle: ({ params, query, context }) => listEvents(context.db, params.site_id, query, context.permit.zones),
  }),
];
