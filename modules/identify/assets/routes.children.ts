// Routes of devices behind another one: serial devices of a gateway, modules of a rack.
import { requireZones } from '@holdfast/platform/permit';
import { route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { seeAssets, wordAssets } from './access.ts';
import { family, newChild, newParent } from './schema.children.ts';
import { addChild, readFamily, setParent } from './store.children.ts';
import { readAsset } from './store.ts';

const assetParams = siteParams.extend({ asset_id: id });

export const childRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/assets/:asset_id/children',
    summary: 'Devices behind an asset, and what it is behind itself',
    access: seeAssets,
    params: assetParams,
    output: family,
    handle: async ({ params, context }) => {
      requireZones(context.permit, [(await readAsset(context.db, params.site_id, params.asset_id)).zone_id]);
      return readFamily(context.db, params.site_id, params.asset_id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/assets/:asset_id/children',
    summary: 'Enter a device behind an asset',
    access: wordAssets,
    params: assetParams,
    body: newChild,
    output: family,
    handle: async ({ params: { site_id, asset_id }, body, context }) => {
      await context.act(context.permit, { site: site_id, kind: 'asset.added' }, async (tx) => {
        requireZones(context.permit, [(await readAsset(tx, site_id, asset_id)).zone_id]);
        const added = await addChild(tx, site_id, asset_id, context.permit.actor_id, body);
        return { subject: { type: 'asset', id: added }, facts: { kind: body.kind, parent_id: asset_id, port: body.port }, result: null };
      });
      return readFamily(context.db, site_id, asset_id);
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/sites/:site_id/assets/:asset_id/parent',
    summary: 'Put an asset behind another one, or on its own feet',
    access: wordAssets,
    params: assetParams,
    body: newParent,
    output: family,
    handle: async ({ params: { site_id, asset_id }, body, context }) => {
      await context.act(context.permit, { site: site_id, kind: 'asset.placed_behind' }, async (tx) => {
        const own = await readAsset(tx, site_id, asset_id);
        const other = body.parent_id === null ? own : await readAsset(tx, site_id, body.parent_id);
        requireZones(context.permit, [own.zone_id, other.zone_id]);
        await setParent(tx, site_id, asset_id, body.parent_id, body.port);
        return { subject: { type: 'asset', id: asset_id }, facts: { parent_id: body.parent_id, port: body.port }, result: null };
      });
      return readFamily(context.db, site_id, asset_id);
    },
  }),
];
