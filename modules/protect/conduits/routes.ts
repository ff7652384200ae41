// Routes of conduits: the list, judgements of flows, and allow-lists that take two people.
import { decision } from '@holdfast/approvals/schema';
import { mayDecide } from '@holdfast/approvals/rules';
import { decideRequest, withdrawRequest } from '@holdfast/approvals/store.decide';
import { listApprovals } from '@holdfast/approvals/store';
import { tellList } from '@holdfast/platform/large-fact';
import { type Permit, requireZones } from '@holdfast/platform/permit';
import { type Context, type Database, route } from '@holdfast/platform/route';
import { done, id, reason, siteParams } from '@holdfast/platform/shapes';
import { remember } from '@holdfast/undo/store';
import { z } from 'zod';
import { approveLists, judgeFlows as judgeSentence, proposeLists, seeConduits } from './access.ts';
import {
  type AllowList,
  allowList,
  changedConduit,
  conduit,
  conduitDetail,
  conduitPage,
  conduitQuery,
  coverage,
  flowPage,
  flowQuery,
  judged,
  judgedFlowDetail,
  judging,
  learnt,
  proposal,
} from './schema.ts';
import { changeConduit, judgeFlows, listConduits, listFlows, readConduit, readCoverage, readFlow, zonesOfFlows } from './store.ts';
import { draftRoutes } from './routes.drafts.ts';
import { exceptionRoutes } from './routes.exceptions.ts';
import { modeRoutes, readCovered } from './routes.modes.ts';
import { segmentationRoutes } from './routes.segmentation.ts';
import { readJudgements } from './store.undo.ts';
import { learnList, listApproval, proposeList, readLists, requestOfList } from './store.lists.ts';

const conduitParams = siteParams.extend({ conduit_id: id });
const listParams = conduitParams.extend({ list_id: id });

/** Of the flows asked for: those whose ends the permit covers, and why not the others. */
async function sortOut(db: Database, permit: Permit, site_id: string, ids: readonly string[]) {
  const zones = await zonesOfFlows(db, site_id, ids);
  const covered = (it: string): boolean =>
    permit.zones === null || zones.get(it)!.every((zone_id) => zone_id !== null && permit.zones!.includes(zone_id));
  const refused = ids
    .filter((it) => !zones.has(it) || !covered(it))
    .map((it) => ({ id: it, code: zones.has(it) ? 'zone_not_allowed' : 'flow_not_found' }));
  return { mine: [...new Set(ids)].filter((it) => zones.has(it) && covered(it)), refused };
}

async function listsFor(context: Context, site_id: string, it: { id: string }): Promise<AllowList[]> {
  const lists = await readLists(context.db, site_id, it.id);
  const requests = await listApprovals(context.db, site_id, { ids: lists.map((list) => list.approval_id) });
  return lists.map((list) => {
    const request = requests.find((each) => each.id === list.approval_id);
    const mine_to_decide = request !== undefined && mayDecide(context.principal, site_id, approveLists, request, context.now);
    return { ...list, mine_to_decide };
  });
}

async function listNow(context: Context, site_id: string, conduit_id: string, list_id: string): Promise<AllowList> {
  const found = await readConduit(context.db, site_id, conduit_id);
  return (await listsFor(context, site_id, found)).find((list) => list.id === list_id)!;
}

/** How a proposed list would take effect, where it is not simply at once. */
function windowFacts({ window_id, is_emergency, version_again }: z.output<typeof proposal>): Record<string, unknown> {
  return {
    ...(window_id === undefined || is_emergency ? {} : { window_id }),
    ...(is_emergency ? { is_emergency } : {}),
    ...(version_again === undefined ? {} : { rolled_back_to: version_again }),
  };
}

export const routes = [
  ...modeRoutes,
  ...draftRoutes,
  ...exceptionRoutes,
  ...segmentationRoutes,
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/conduits',
    summary: 'List the conduits',
    access: seeConduits,
    params: siteParams,
    query: conduitQuery,
    output: conduitPage,
    handle: ({ params, query, context }) => listConduits(context.db, params.site_id, query, context.permit.zones),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/coverage',
    summary: 'Segmentation coverage and flow debt',
    access: seeConduits,
    params: siteParams,
    output: coverage,
    handle: ({ params, context }) => readCoverage(context.db, params.site_id, context.permit.zones, context.now),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/flows',
    summary: 'List the flows with judgement and verdict',
    access: seeConduits,
    params: siteParams,
    query: flowQuery,
    output: flowPage,
    handle: ({ params, query, context }) => listFlows(context.db, params.site_id, query, context.permit.zones),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/flows/:flow_id',
    summary: 'One flow with its operations',
    access: seeConduits,
    params: siteParams.extend({ flow_id: id }),
    output: judgedFlowDetail,
    handle: async ({ params, context }) => {
      const found = await readFlow(context.db, params.site_id, params.flow_id);
      const mine = [found.client.zone_id, found.server.zone_id].filter((zone_id) => context.permit.zones?.includes(zone_id ?? '') ?? true);
      requireZones(context.permit, mine.length > 0 ? mine : [null]);
      return found;
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/flows/judgements',
    summary: 'Say which flows are needed and which can be blocked',
    access: judgeSentence,
    params: siteParams,
    body: judging,
    output: judged,
    handle: async ({ params, body, context }) => {
      const { site_id } = params;
      const { mine, refused } = await sortOut(context.db, context.permit, site_id, body.flow_ids);
      if (mine.length === 0) return { judged: 0, refused, entry_id: null };
      const kind = `flow.judged_${body.judgement}`;
      return context.act(context.permit, { site: site_id, kind, reason: body.reason }, async (tx, entry_id) => {
        const person_id = context.permit.actor_id;
        const act = { site_id, entry_id, person_id, kind, ids: mine, readState: readJudgements };
        const flow_ids = await remember(tx, act, () => judgeFlows(tx, site_id, person_id, { ...body, flow_ids: mine }));
        const told = tellList('flow_ids', flow_ids);
        return {
          subject: { type: 'flow', id: flow_ids[0]! },
          facts: { judgement: body.judgement, flows: flow_ids.length, ...told.facts },
          personal: told.personal,
          result: { judged: flow_ids.length, refused, entry_id },
        };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id',
    summary: 'One conduit with its lists',
    access: seeConduits,
    params: conduitParams,
    output: conduitDetail,
    handle: async ({ params, context }) => {
      const found = await readCovered(context, params.site_id, params.conduit_id);
      const lists = await listsFor(context, params.site_id, found);
      const of = (state: string) => lists.find((list) => list.state === state) ?? null;
      return { ...found, in_force: of('approved'), proposed: of('proposed'), scheduled: of('scheduled'), history: lists };
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id',
    summary: 'Name a conduit, its purpose and owner',
    access: proposeLists,
    params: conduitParams,
    body: changedConduit,
    output: conduit,
    handle: async ({ params, body, context }) => {
      await readCovered(context, params.site_id, params.conduit_id);
      return context.act(context.permit, { site: params.site_id, kind: 'conduit.changed' }, async (tx) => {
        const changed = await changeConduit(tx, params.site_id, params.conduit_id, body);
        return { subject: { type: 'conduit', id: changed.id }, facts: { name: changed.name, owner_id: changed.owner_id }, result: changed };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/learnt',
    summary: 'The list that the needed flows ask for',
    access: seeConduits,
    params: conduitParams,
    output: learnt,
    handle: async ({ params, context }) => {
      await readCovered(context, params.site_id, params.conduit_id);
      return learnList(context.db, params.site_id, params.conduit_id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/allow-lists',
    summary: 'Propose an allow-list',
    access: proposeLists,
    params: conduitParams,
    body: proposal,
    output: allowList,
    handle: async ({ params, body, context }) => {
      await readCovered(context, params.site_id, params.conduit_id);
      const list_id = await context.act(
        context.permit,
        { site: params.site_id, kind: 'conduit.list_proposed', reason: body.reason },
        async (tx) => {
          const it = await proposeList(tx, context.permit, params.site_id, params.conduit_id, body, context.now);
          const told = tellList(
            'rules',
            it.rules.map(({ purpose: _purpose, ...rule }) => rule),
          );
          return {
            subject: { type: 'conduit', id: params.conduit_id, version: it.version },
            facts: { list_id: it.id, approval_id: it.approval_id, ...windowFacts(body), ...told.facts },
            personal: { ...told.personal, purposes: JSON.stringify(it.rules.map((rule) => rule.purpose)) },
            result: it.id,
          };
        },
      );
      return listNow(context, params.site_id, params.conduit_id, list_id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/allow-lists/:list_id/decision',
    summary: 'Approve or refuse an allow-list',
    access: approveLists,
    params: listParams,
    body: decision,
    output: allowList,
    handle: async ({ params, body, context }) => {
      const { site_id, conduit_id, list_id } = params;
      await readCovered(context, site_id, conduit_id);
      const approval_id = await requestOfList(context.db, site_id, conduit_id, list_id);
      await decideRequest(context, listApproval, { site_id, approval_id }, body);
      return listNow(context, params.site_id, params.conduit_id, params.list_id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/allow-lists/:list_id/withdrawal',
    summary: 'Withdraw an own proposal',
    access: proposeLists,
    params: listParams,
    body: z.object({ reason }),
    output: done,
    handle: async ({ params, body, context }) => {
      const { site_id, conduit_id, list_id } = params;
      await readCovered(context, site_id, conduit_id);
      const approval_id = await requestOfList(context.db, site_id, conduit_id, list_id);
      await withdrawRequest(context, context.permit, listApproval, { site_id, approval_id }, body.reason);
      return { done: true as const };
    },
  }),
];
