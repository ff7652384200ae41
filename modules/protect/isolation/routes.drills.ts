// Routes of isolation drills: the list, one, starting it in a window, and ending it with what was seen.
import { requireZones } from '@holdfast/platform/permit';
import { route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { seeIsolation, startDrills } from './access.ts';
import { type Drill, drill, drillPage, drillQuery, drillReport, drillStop, newDrill } from './schema.drills.ts';
import { endDrill, listDrills, readDrill, startDrill, stopDrill } from './store.drills.ts';

const drillParams = siteParams.extend({ drill_id: id });

/** The zone is what a drill is about: its history and its evidence hang there. */
function told(it: Drill, facts: Record<string, unknown>) {
  const { number, window_number } = it;
  return {
    subject: { type: 'zone', id: it.zone_id },
    facts: { number, window_number, drill_id: it.id, ...facts },
    personal: {},
    result: it,
  };
}

const counted = (it: Drill) => ({
  result: it.result,
  probes: it.probes.length,
  conduits: it.conduits.map(({ conduit_id, outcome, probes, as_expected }) => ({ conduit_id, outcome, probes, as_expected })),
});

export const drillRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/isolation-drills',
    summary: 'List isolation drills, the latest first',
    access: seeIsolation,
    params: siteParams,
    query: drillQuery,
    output: drillPage,
    handle: ({ params, query, context }) => listDrills(context.db, params.site_id, query, context.permit.zones),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/isolation-drills/:drill_id',
    summary: 'One isolation drill: the plan the probes are made by, or what they saw',
    access: seeIsolation,
    params: drillParams,
    output: drill,
    handle: async ({ params, context }) => {
      const found = await readDrill(context.db, params.site_id, params.drill_id);
      requireZones(context.permit, [found.zone_id]);
      return found;
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/isolation-cards/:zone_id/drills',
    summary: 'Start an isolation drill of a zone, as plant manager and in an open maintenance window',
    access: startDrills,
    params: siteParams.extend({ zone_id: id }),
    body: newDrill,
    output: drill,
    handle: async ({ params: { site_id, zone_id }, body, context }) => {
      requireZones(context.permit, [zone_id]);
      return context.act(context.permit, { site: site_id, kind: 'isolation.drill_started' }, async (tx) => {
        const it = await startDrill(tx, context.permit, site_id, zone_id, body, context.now);
        return told(it, { probes: it.probes.length, responders: it.responders.map(({ address }) => address) });
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/isolation-drills/:drill_id/results',
    summary: 'End an isolation drill with what responders and probes saw',
    access: startDrills,
    params: drillParams,
    body: drillReport,
    output: drill,
    handle: async ({ params: { site_id, drill_id }, body, context }) => {
      requireZones(context.permit, [(await readDrill(context.db, site_id, drill_id)).zone_id]);
      return context.act(context.permit, { site: site_id, kind: 'isolation.drill_ended' }, async (tx) => {
        const it = await endDrill(tx, context.permit, site_id, drill_id, body, context.now);
        return told(it, counted(it));
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/isolation-drills/:drill_id/stop',
    summary: 'Stop an isolation drill without a result',
    access: startDrills,
    params: drillParams,
    body: drillStop,
    output: drill,
    handle: async ({ params: { site_id, drill_id }, body, context }) => {
      requireZones(context.permit, [(await readDrill(context.db, site_id, drill_id)).zone_id]);
      return context.act(context.permit, { site: site_id, kind: 'isolation.drill_stopped', reason: body.reason }, async (tx) => {
        const it = await stopDrill(tx, context.permit, site_id, drill_id, context.now);
        return told(it, {});
      });
    },
  }),
];
