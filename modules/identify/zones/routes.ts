// Routes of zones: the proposed and confirmed zones, their custodian, members and confirmation.
import { refreshSite } from '@holdfast/sites/rules';
import { tellList } from '@holdfast/platform/large-fact';
import { requireZones } from '@holdfast/platform/permit';
import { route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { remember } from '@holdfast/undo/store';
import { z } from 'zod';
import { keepZones, proposeZonesFromTraffic, seeZones } from './access.ts';
import { changedZone, confirmation, confirmed, move, newZone, zone, zonePage } from './schema.ts';
import { readPlaces } from './store.undo.ts';
import { addZone, changeZone, confirmZones, listZones, moveAssets, removeZone } from './store.ts';

const zoneParams = siteParams.extend({ zone_id: id });

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/zones',
    summary: 'List the zones',
    access: seeZones,
    params: siteParams,
    output: zonePage,
    handle: async ({ params, context }) => {
      const rows = await listZones(context.db, params.site_id, context.permit.zones);
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/zones',
    summary: 'Draw a zone',
    access: keepZones,
    params: siteParams,
    body: newZone,
    output: zone,
    handle: ({ params, body, context }) => {
      requireZones(context.permit, [null]);
      return context.act(context.permit, { site: params.site_id, kind: 'zone.drawn' }, async (tx) => {
        const added = await addZone(tx, params.site_id, context.permit.actor_id, body);
        return {
          subject: { type: 'zone', id: added.id },
          facts: { name: added.name, purdue_level: added.purdue_level, custodian_id: added.custodian_id },
          result: added,
        };
      });
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id/zones/:zone_id',
    summary: 'Name a zone, its level and its custodian',
    access: keepZones,
    params: zoneParams,
    body: changedZone,
    output: zone,
    handle: ({ params, body, context }) => {
      requireZones(context.permit, [params.zone_id]);
      return context.act(context.permit, { site: params.site_id, kind: 'zone.changed' }, async (tx) => {
        const changed = await changeZone(tx, params.site_id, params.zone_id, body);
        return {
          subject: { type: 'zone', id: changed.id, version: changed.version },
          facts: { name: changed.name, purdue_level: changed.purdue_level, custodian_id: changed.custodian_id },
          result: changed,
        };
      });
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/sites/:site_id/zones/:zone_id',
    summary: 'Take away an empty zone',
    access: keepZones,
    params: zoneParams,
    output: done,
    handle: ({ params, context }) => {
      requireZones(context.permit, [params.zone_id]);
      return context.act(context.permit, { site: params.site_id, kind: 'zone.removed' }, async (tx) => {
        const gone = await removeZone(tx, params.site_id, params.zone_id);
        return {
          subject: { type: 'zone', id: gone.id },
          facts: { name: gone.name, purdue_level: gone.purdue_level },
          jobs: [refreshSite(params.site_id)],
          result: { done: true as const },
        };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/zones/confirmations',
    summary: 'Confirm proposed zones',
    access: keepZones,
    params: siteParams,
    body: confirmation,
    output: confirmed,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'zone.confirmed', reason: body.reason }, async (tx) => {
        if (body.zone_ids) requireZones(context.permit, body.zone_ids);
        const ids = await confirmZones(tx, params.site_id, context.permit.actor_id, body.zone_ids, context.permit.zones);
        const told = tellList('zone_ids', ids);
        return {
          subject: { type: 'site', id: params.site_id },
          facts: { zones: ids.length, ...told.facts },
          personal: told.personal,
          jobs: [refreshSite(params.site_id)],
          result: { confirmed: ids.length },
        };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/zones/:zone_id/members',
    summary: 'Move assets into a zone',
    access: keepZones,
    params: zoneParams,
    body: move,
    output: done.extend({ moved: z.number().int(), entry_id: id }),
    handle: ({ params, body, context }) => {
      requireZones(context.permit, [params.zone_id, ...(context.permit.zones === null ? [] : [null])]);
      return context.act(context.permit, { site: params.site_id, kind: 'zone.assets_moved', reason: body.reason }, async (tx, entry_id) => {
        const { site_id, zone_id } = params;
        const act = {
          site_id,
          person_id: context.permit.actor_id,
          entry_id,
          kind: 'zone.assets_moved',
          ids: body.asset_ids,
          readState: readPlaces,
        };
        const moved = await remember(tx, act, () => moveAssets(tx, site_id, zone_id, body.asset_ids));
        const told = tellList('asset_ids', moved);
        return {
          subject: { type: 'zone', id: params.zone_id },
          facts: { moved: moved.length, ...told.facts },
          personal: told.personal,
          jobs: [refreshSite(params.site_id)],
          result: { done: true as const, moved: moved.length, entry_id },
        };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/zones/proposal',
    summary: 'Propose zones again from all that was seen',
    access: proposeZonesFromTraffic,
    params: siteParams,
    body: z.object({}),
    output: done,
    handle: ({ params, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'zone.proposal_asked' }, async () => ({
        subject: { type: 'site', id: params.site_id },
        facts: {},
        jobs: [refreshSite(params.site_id)],
        result: { done: true as const },
      })),
  }),
];
