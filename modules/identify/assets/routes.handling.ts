// Routes of handling: onboard, move, retire, wipe, bring back; the same word for many assets.
import { Failure } from '@holdfast/platform/failure';
import { tellList } from '@holdfast/platform/large-fact';
import { type Permit, requireZones } from '@holdfast/platform/permit';
import { type Database, route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { remember } from '@holdfast/undo/store';
import { refreshSite } from '@holdfast/sites/rules';
import { handleAssetsSentence, seeAssets, wordAssets } from './access.ts';
import { refuseRequest } from './rules.handling.ts';
import { bulkWord, bulkWordResult, handling, handlingHistory, handlingResult } from './schema.ts';
import { handleAssets, readHandling, sayOfAssets } from './store.handling.ts';
import { readAsset, zonesOfAssets } from './store.ts';
import { readAssetState, readHandledState } from './store.undo.ts';

type Refused = { id: string; code: string }[];

/** Of the assets asked for: those the permit covers, and why not the others. */
async function sortOut(
  db: Database,
  permit: Permit,
  site_id: string,
  ids: readonly string[],
): Promise<{ mine: string[]; refused: Refused }> {
  const zones = await zonesOfAssets(db, site_id, ids);
  const covered = (asset_id: string) => permit.zones === null || permit.zones.includes(zones.get(asset_id) ?? '');
  const refused = ids
    .filter((it) => !zones.has(it) || !covered(it))
    .map((it) => ({ id: it, code: zones.has(it) ? 'zone_not_allowed' : 'asset_not_found' }));
  return { mine: [...new Set(ids)].filter((it) => zones.has(it) && covered(it)), refused };
}

export const handlingRoutes = [
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/assets/handling',
    summary: 'Onboard, move, retire, wipe or bring back assets',
    access: handleAssetsSentence,
    params: siteParams,
    body: handling,
    output: handlingResult,
    handle: async ({ params: { site_id }, body, context }) => {
      const lacking = refuseRequest(body);
      if (lacking !== null) throw new Failure('bad_input', lacking);
      if (body.to_zone_id !== null) requireZones(context.permit, [body.to_zone_id]);
      const { mine, refused } = await sortOut(context.db, context.permit, site_id, body.asset_ids);
      if (mine.length === 0) return { handled: 0, refused, entry_id: null };
      const by = (entry_id: string) => ({ person_id: context.permit.actor_id, entry_id });
      return context.act(context.permit, { site: site_id, kind: `asset.${body.act}`, reason: body.reason }, async (tx, entry_id) => {
        const work = () => handleAssets(tx, site_id, by(entry_id), { ...body, asset_ids: mine });
        const act = { site_id, ...by(entry_id), kind: `asset.${body.act}`, ids: mine, readState: readHandledState };
        const done = body.act === 'wiped' ? await work() : await remember(tx, act, work);
        if (done.handled.length === 0) throw new Failure('conflict', done.refused[0]?.code ?? 'already_so');
        const told = tellList('asset_ids', done.handled);
        return {
          subject: { type: 'asset', id: done.handled[0]! },
          facts: { assets: done.handled.length, to_zone_id: body.to_zone_id, method: body.method, ...told.facts },
          personal: { ...told.personal, ...(body.to_location === null ? {} : { to_location: body.to_location }) },
          jobs: [refreshSite(site_id)],
          result: {
            handled: done.handled.length,
            refused: [...refused, ...done.refused],
            entry_id: body.act === 'wiped' ? null : entry_id,
          },
        };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/assets/:asset_id/handling',
    summary: 'What was done with an asset, and what hangs on it',
    access: seeAssets,
    params: siteParams.extend({ asset_id: id }),
    output: handlingHistory,
    handle: async ({ params: { site_id, asset_id }, context }) => {
      requireZones(context.permit, [(await readAsset(context.db, site_id, asset_id)).zone_id]);
      return readHandling(context.db, site_id, asset_id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/assets/words',
    summary: 'Say the same of several assets',
    access: wordAssets,
    params: siteParams,
    body: bulkWord,
    output: bulkWordResult,
    handle: async ({ params: { site_id }, body, context }) => {
      const { mine, refused } = await sortOut(context.db, context.permit, site_id, body.asset_ids);
      if (mine.length === 0) return { changed: 0, refused, entry_id: null };
      return context.act(context.permit, { site: site_id, kind: 'asset.worded' }, async (tx, entry_id) => {
        const act = { site_id, person_id: context.permit.actor_id, entry_id, kind: 'asset.worded', ids: mine, readState: readAssetState };
        const done = await remember(tx, act, () => sayOfAssets(tx, site_id, mine, body.word, act.person_id));
        if (done.changed.length === 0) throw new Failure('conflict', 'asset_retired');
        const told = tellList('asset_ids', done.changed);
        return {
          subject: { type: 'asset', id: done.changed[0]! },
          facts: { assets: done.changed.length, changed: Object.keys(body.word), ...body.word, ...told.facts },
          personal: told.personal,
          // Kind and level decide where assets are proposed to stand.
          jobs: body.word.kind !== undefined || body.word.purdue_level !== undefined ? [refreshSite(site_id)] : [],
          result: { changed: done.changed.length, refused: [...refused, ...done.refused], entry_id },
        };
      });
    },
  }),
];
