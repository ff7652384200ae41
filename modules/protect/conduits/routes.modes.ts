// Routes of modes: what a switch would stop, switching a conduit, and marking flows that must not simply be cut.
import { type Context, route } from '@holdfast/platform/route';
import { isAllowedIn, requireZones } from '@holdfast/platform/permit';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { judgeFlows, markSafety, seeConduits, switchModes } from './access.ts';
import { conduitMode, modeNow, modePreview, modeSwitch, safetyFlows, safetyMark } from './schema.modes.ts';
import { listMarks, markFlow, outcomeOfSwitch, previewMode, readMode } from './store.modes.ts';
import { readConduit, readFlow } from './store.ts';

const conduitParams = siteParams.extend({ conduit_id: id });

/** The conduit, when the permit covers one of its zones (to read) or both (to change). */
export async function readCovered(context: Context, site_id: string, conduit_id: string) {
  const found = await readConduit(context.db, site_id, conduit_id);
  const zones = [found.zone_a_id, found.zone_b_id];
  const covered = zones.filter((zone_id) => context.permit.zones?.includes(zone_id) ?? true);
  requireZones(context.permit, context.permit.changes ? zones : covered.length > 0 ? covered : zones);
  return found;
}

export const modeRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/mode',
    summary: 'How a conduit is held now',
    access: seeConduits,
    params: conduitParams,
    output: modeNow,
    handle: async ({ params: { site_id, conduit_id }, context }) => {
      await readCovered(context, site_id, conduit_id);
      return readMode(context.db, site_id, conduit_id);
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/modes/:mode',
    summary: 'What would stop and what would pass in a mode',
    access: seeConduits,
    params: conduitParams.extend({ mode: conduitMode }),
    output: modePreview,
    handle: async ({ params: { site_id, conduit_id, mode }, context }) => {
      await readCovered(context, site_id, conduit_id);
      return previewMode(context.db, site_id, conduit_id, mode, context.now);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/mode',
    summary: 'Switch a conduit to normal, essential protocols only, or isolated',
    access: switchModes,
    params: conduitParams,
    body: modeSwitch,
    output: modeNow,
    handle: async ({ params: { site_id, conduit_id }, body, context }) => {
      await readCovered(context, site_id, conduit_id);
      await context.act(context.permit, { site: site_id, kind: 'conduit.mode_switched', reason: body.reason }, (tx) =>
        outcomeOfSwitch(tx, context.permit, site_id, conduit_id, body, context.now),
      );
      return readMode(context.db, site_id, conduit_id);
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/conduits/:conduit_id/safety-flows',
    summary: 'Flows of a conduit that must not simply be cut',
    access: seeConduits,
    params: conduitParams,
    output: safetyFlows,
    handle: async ({ params: { site_id, conduit_id }, context }) => {
      await readCovered(context, site_id, conduit_id);
      return { rows: await listMarks(context.db, site_id, conduit_id) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/flows/:flow_id/safety',
    summary: 'Mark a flow as safety, or take the mark away',
    access: markSafety,
    params: siteParams.extend({ flow_id: id }),
    body: safetyMark,
    output: done,
    handle: async ({ params: { site_id, flow_id }, body, context }) => {
      await readFlow(context.db, site_id, flow_id);
      await context.act(context.permit, { site: site_id, kind: 'flow.safety_marked', reason: body.reason }, async (tx) => {
        const stands_in = isAllowedIn(context.principal, judgeFlows, site_id, []);
        const facts = await markFlow(tx, context.permit, { site_id, flow_id, stands_in }, body, context.now);
        return { subject: { type: 'flow', id: flow_id }, facts, personal: { expected_trip: body.expected_trip }, result: null };
      });
      return { done: true as const };
    },
  }),
];
