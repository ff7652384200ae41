// Routes of zones: the proposed and confirmed zones, their custodian, members and confirmation.
import { refreshSite } from '@holdfast/sites/rules';
import { tellList } from '@holdfast/platform/large-fact';
import { type Permit, requireZones } from '@holdfast/platform/permit';
import { type Database, route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { remember } from '@holdfast/undo/store';
import { z } from 'zod';
import { keepZones, proposeZonesFromTraffic, seeZones } from './access.ts';
import { changedZone, confirmation, confirmed, move, moved, newZone, zone, zonePage } from './schema.ts';
import { readPlaces } from './store.undo.ts';
import { addZone, changeZone, confirmZones, listZones, moveAssets, placesOf, removeZone } from './store.ts';

const zoneParams = siteParams.extend({ zone_id: id });

/** Of the assets asked for: those the permit covers where they stand now, and why not the others. One that stands nowhere is for who keeps the whole site. */
async function sortOut(db: Database, permit: Permit, site_id: string, ids: readonly string[]) {
  const places = await placesOf(db, site_id, ids);
  const covered = (asset_id: string): boolean => permit.zones === null || permit.zones.includes(places.get(asset_id) ?? '');
  const refused = ids
    .filter((it) => !places.has(it) || !covered(it))
    .map((it) => ({ id: it, code: places.has(it) ? 'zone_not_allowed' : 'asset_not_found' }));
  return { mine: [...new Set(ids)].filter((it) => places.has(it) && covered(it)), refused };
}

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
          facts: { name: gone.name, purdue_level: gone.purdue_level, conduits_gone: gone.conduits_gone },
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
    output: moved,
    handle: async ({ params, body, context }) => {
      requireZones(context.permit, [params.zone_id]);
      const { mine, refused } = await sortOut(context.db, context.permit, params.site_id, body.asset_ids);
      if (mine.length === 0) return { moved: 0, refused, entry_id: null };
      return context.act(context.permit, { site: params.site_id, kind: 'zone.assets_moved', reason: body.reason }, async (tx, entry_id) => {
        const { site_id, zone_id } = params;
        const act = {
          site_id,
          person_id: context.permit.actor_id,
          entry_id,
          kind: 'zone.assets_moved',
          ids: mine,
          readState: readPlaces,
        };
        const ids = await remember(tx, act, () => moveAssets(tx, site_id, zone_id, mine));
        const told = tellList('asset_ids', ids);
        return {
          subject: { type: 'zone', id: params.zone_id },
          facts: { moved: ids.length, ...told.facts },
          personal: told.personal,
          jobs: [refreshSite(params.site_id)],
          result: { moved: ids.length, refused, entry_id },
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
