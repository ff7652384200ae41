// Routes of flows: events, and when a flow was seen. The list of flows with verdicts and judgements is a route of protect/conduits.
import { Failure } from '@holdfast/platform/failure';
import { route } from '@holdfast/platform/route';
import { id, listQuery, oneOrMore, oneOrMoreIds, page, siteParams } from '@holdfast/platform/shapes';
import { seeFlows } from './access.ts';
import { flowEvent } from './schema.ts';
import { flowHistory } from './schema.conversations.ts';
import { readFlowHistory } from './store.history.ts';
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
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/flows/:flow_id/history',
    summary: 'When a flow was seen, hour by hour, and which elements it named',
    access: seeFlows,
    params: siteParams.extend({ flow_id: id }),
    output: flowHistory,
    handle: async ({ params, context }) => {
      const found = await readFlowHistory(context.db, params.site_id, params.flow_id, context.permit.zones);
      if (found === null) throw new Failure('not_found', 'flow_not_found');
      return found;
    },
  }),
];
