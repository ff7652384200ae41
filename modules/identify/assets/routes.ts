// Routes of assets: the inventory, one asset with its sources, a person's word, decisions on sightings.
import { moveAssets } from '@holdfast/zones/store';
import { refreshSite } from '@holdfast/sites/rules';
import { remember } from '@holdfast/undo/store';
import { Failure } from '@holdfast/platform/failure';
import { requireZones } from '@holdfast/platform/permit';
import { route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { childRoutes } from './routes.children.ts';
import { handlingRoutes } from './routes.handling.ts';
import { decideSightings, seeAssets, wordAssets } from './access.ts';
import { readAssetState } from './store.undo.ts';
import { readAddress } from './rules.ts';
import {
  asset,
  assetDetail,
  assetPage,
  assetQuery,
  changedAsset,
  completeness,
  decisionResult,
  newAsset,
  sightingDecision,
} from './schema.ts';
import { addAsset, changeAsset, decideStanding, listAssets, readAsset, readAssetDetail, zonesOfAssets } from './store.ts';
import { readCompleteness } from './store.completeness.ts';

const assetParams = siteParams.extend({ asset_id: id });

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/assets',
    summary: 'List the assets',
    access: seeAssets,
    params: siteParams,
    query: assetQuery,
    output: assetPage,
    handle: ({ params, query, context }) => listAssets(context.db, params.site_id, query, context.permit.zones),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/completeness',
    summary: 'Inventory completeness per zone',
    access: seeAssets,
    params: siteParams,
    output: completeness,
    handle: ({ params, context }) => readCompleteness(context.db, params.site_id, context.permit.zones),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/assets/:asset_id',
    summary: 'One asset with where each attribute was read',
    access: seeAssets,
    params: assetParams,
    output: assetDetail,
    handle: async ({ params, context }) => {
      const found = await readAssetDetail(context.db, params.site_id, params.asset_id);
      requireZones(context.permit, [found.zone_id]);
      return found;
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/assets',
    summary: 'Enter an asset',
    access: wordAssets,
    params: siteParams,
    body: newAsset,
    output: asset,
    handle: ({ params, body, context }) => {
      requireZones(context.permit, [body.zone_id]);
      const address = readAddress(body.address);
      if (address === undefined) throw new Failure('bad_input', 'bad_address', { address: body.address ?? '' });
      return context.act(context.permit, { site: params.site_id, kind: 'asset.added' }, async (tx) => {
        const asset_id = await addAsset(tx, params.site_id, context.permit.actor_id, { ...body, address });
        if (body.zone_id !== null) await moveAssets(tx, params.site_id, body.zone_id, [asset_id]);
        const jobs = [refreshSite(params.site_id)];
        return {
          subject: { type: 'asset', id: asset_id },
          facts: { kind: body.kind, owner_id: body.owner_id },
          jobs,
          result: await readAsset(tx, params.site_id, asset_id),
        };
      });
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id/assets/:asset_id',
    summary: 'Say what an asset is',
    access: wordAssets,
    params: assetParams,
    body: changedAsset,
    output: assetDetail,
    handle: async ({ params, body, context }) => {
      return context.act(context.permit, { site: params.site_id, kind: 'asset.worded' }, async (tx, entry_id) => {
        requireZones(context.permit, [(await readAsset(tx, params.site_id, params.asset_id)).zone_id]);
        const [site_id, person_id] = [params.site_id, context.permit.actor_id];
        const act = { site_id, person_id, entry_id, kind: 'asset.worded', ids: [params.asset_id], readState: readAssetState };
        const changed = await remember(tx, act, () => changeAsset(tx, site_id, params.asset_id, person_id, body));
        const { remark: _remark, version: _version, ...facts } = body;
        return {
          subject: { type: 'asset', id: params.asset_id, version: body.version + 1 },
          facts: { changed, ...facts },
          // Kind and level decide where the asset is proposed to stand.
          jobs: changed.some((name) => name === 'kind' || name === 'purdue_level') ? [refreshSite(params.site_id)] : [],
          result: await readAssetDetail(tx, params.site_id, params.asset_id),
        };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/assets/decisions',
    summary: 'Decide on sightings',
    access: decideSightings,
    params: siteParams,
    body: sightingDecision,
    output: decisionResult,
    handle: async ({ params, body, context }) => {
      const zones = await zonesOfAssets(context.db, params.site_id, body.asset_ids);
      const covered = (asset_id: string) => context.permit.zones === null || context.permit.zones.includes(zones.get(asset_id) ?? '');
      const refused = body.asset_ids
        .filter((it) => !zones.has(it) || !covered(it))
        .map((it) => ({ id: it, code: zones.has(it) ? 'zone_not_allowed' : 'asset_not_found' }));
      const mine = body.asset_ids.filter((it) => zones.has(it) && covered(it));
      if (mine.length === 0) return { decided: 0, refused, entry_id: null };
      return context.act(
        context.permit,
        { site: params.site_id, kind: `asset.${body.decision}`, reason: body.reason },
        async (tx, entry_id) => {
          const [site_id, person_id] = [params.site_id, context.permit.actor_id];
          const act = { site_id, person_id, entry_id, kind: `asset.${body.decision}`, ids: mine, readState: readAssetState };
          const decided = await remember(tx, act, () => decideStanding(tx, site_id, mine, person_id, body.decision, body.reason));
          if (decided.length === 0) throw new Failure('conflict', 'already_decided', { state: body.decision });
          const jobs = [refreshSite(params.site_id)];
          const facts = { assets: decided.length, ids: decided.map((it) => it.id) };
          return { subject: { type: 'asset', id: decided[0]!.id }, facts, jobs, result: { decided: decided.length, refused, entry_id } };
        },
      );
    },
  }),
  ...handlingRoutes,
  ...childRoutes,
];
