// Routes of maintenance windows: the list, plan, change, approve or refuse, call off.
import { type Context, route } from '@holdfast/platform/route';
import { Failure } from '@holdfast/platform/failure';
import { id, siteParams } from '@holdfast/platform/shapes';
import { approveWindows, planWindows, seeWindows } from './access.ts';
import { isApprover } from './rules.ts';
import {
  approvers,
  cancellation,
  changedWindow,
  type MaintenanceWindow,
  maintenanceWindow,
  newWindow,
  windowDecision,
  windowPage,
  windowQuery,
} from './schema.ts';
import { cancelWindow, changeWindow, decideWindow, listApprovers, listWindows, planWindow, readWindow, type WindowRow } from './store.ts';

const windowParams = siteParams.extend({ window_id: id });

function shown({ principal }: Context, site_id: string, { planned_by, ...it }: WindowRow): MaintenanceWindow {
  return { ...it, mine_to_decide: it.state === 'asked' && it.phase !== 'over' && isApprover(principal, site_id, { ...it, planned_by }) };
}

/** What the ledger keeps of a window: times, zones and impact in clear, its words as commitments. */
function told(it: WindowRow) {
  const { number, starts_at, ends_at, impact, approver_id } = it;
  return {
    subject: { type: 'maintenance_window', id: it.id, version: it.version },
    facts: { number, starts_at, ends_at, impact, approver_id, zone_ids: it.zones.map((zone) => zone.id) },
    personal: { title: it.title, work: it.work },
    result: it,
  };
}

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/windows',
    summary: 'List the maintenance windows',
    access: seeWindows,
    params: siteParams,
    query: windowQuery,
    output: windowPage,
    handle: async ({ params, query, context }) => {
      const { rows, total } = await listWindows(context.db, params.site_id, query);
      return { rows: rows.map((row) => shown(context, params.site_id, row)), total };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/window-approvers',
    summary: 'Who may approve a maintenance window',
    access: seeWindows,
    params: siteParams,
    output: approvers,
    handle: async ({ params, context }) => ({ rows: await listApprovers(context.db, params.site_id) }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/windows/:window_id',
    summary: 'One maintenance window',
    access: seeWindows,
    params: windowParams,
    output: maintenanceWindow,
    handle: async ({ params, context }) => shown(context, params.site_id, await readWindow(context.db, params.site_id, params.window_id)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/windows',
    summary: 'Plan a maintenance window',
    access: planWindows,
    params: siteParams,
    body: newWindow,
    output: maintenanceWindow,
    handle: async ({ params: { site_id }, body, context }) => {
      const it = await context.act(context.permit, { site: site_id, kind: 'window.planned' }, async (tx) =>
        told(await planWindow(tx, context.permit, site_id, body, context.now)),
      );
      return shown(context, site_id, it);
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id/windows/:window_id',
    summary: 'Change a maintenance window; its approver is asked again',
    access: planWindows,
    params: windowParams,
    body: changedWindow,
    output: maintenanceWindow,
    handle: async ({ params: { site_id, window_id }, body, context }) => {
      const it = await context.act(context.permit, { site: site_id, kind: 'window.changed' }, async (tx) =>
        told(await changeWindow(tx, context.permit, site_id, window_id, body, context.now)),
      );
      return shown(context, site_id, it);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/windows/:window_id/decision',
    summary: 'Approve or refuse a maintenance window as its approver',
    access: approveWindows,
    params: windowParams,
    body: windowDecision,
    output: maintenanceWindow,
    handle: async ({ params: { site_id, window_id }, body, context }) => {
      const found = await readWindow(context.db, site_id, window_id);
      if (!isApprover(context.principal, site_id, found)) throw new Failure('forbidden', 'window_other_approver');
      const kind = `window.${body.decision}`;
      const it = await context.act(context.permit, { site: site_id, kind, reason: body.reason }, async (tx) =>
        told(await decideWindow(tx, context.permit, site_id, window_id, body)),
      );
      return shown(context, site_id, it);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/windows/:window_id/cancellation',
    summary: 'Call a maintenance window off',
    access: planWindows,
    params: windowParams,
    body: cancellation,
    output: maintenanceWindow,
    handle: async ({ params: { site_id, window_id }, body, context }) => {
      const it = await context.act(context.permit, { site: site_id, kind: 'window.cancelled', reason: body.reason }, async (tx) =>
        told(await cancelWindow(tx, site_id, window_id)),
      );
      return shown(context, site_id, it);
    },
  }),
];
