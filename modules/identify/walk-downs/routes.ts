// Routes of walk-downs: plan, walk (also late, from a device that had no network), end, look at what was read.
import type { IncomingMessage } from 'node:http';
import { zonesOfAssets } from '@holdfast/assets/store';
import { noteKeptFile } from '@holdfast/kept-files/store';
import { tell } from '@holdfast/notices/store';
import { refreshSite } from '@holdfast/sites/rules';
import { Failure } from '@holdfast/platform/failure';
import { requireZones } from '@holdfast/platform/permit';
import { type Context, fileAnswer, route } from '@holdfast/platform/route';
import { id, page, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { planWalkDowns, seeWalkDowns, walk } from './access.ts';
import { receivePhoto, requirePhotos } from './photos.ts';
import { attentionOf, readAt } from './rules.ts';
import { ending, newReading, newWalkDown, type NewReading, photo, reading, walkDownDetail, walkDownPage, walkDownQuery } from './schema.ts';
import {
  addFoundDevice,
  addReading,
  addWalkDown,
  endWalkDown,
  findAssetsToWalk,
  findPhoto,
  findReading,
  listWalkDowns,
  readingsOf,
  readStop,
  readWalkDown,
  requireOpen,
} from './store.ts';

const walkParams = siteParams.extend({ walk_down_id: id });
const mostStops = 2000;

/** Takes one reading in the act's transaction; a device that sends it again changes nothing. */
async function takeReading(context: Context, site_id: string, walk_down_id: string, it: NewReading): Promise<void> {
  const person_id = context.permit.actor_id;
  const earlier = await findReading(context.db, site_id, it.id);
  if (earlier !== null && earlier.walk_down_id === walk_down_id && earlier.person_id === person_id) return;
  if (earlier !== null) throw new Failure('conflict', 'reading_id_taken');
  const photos = await requirePhotos(context.files, it.photos);
  await context.act(context.permit, { site: site_id, kind: 'walk_down.read' }, async (tx) => {
    const read_at = readAt(it.read_at, context.now);
    await requireOpen(tx, site_id, walk_down_id, read_at);
    if (it.asset_id === null) requireZones(context.permit, [null]);
    const asset_id = it.asset_id ?? (await addFoundDevice(tx, site_id, walk_down_id, it));
    const stop = await readStop(tx, site_id, walk_down_id, asset_id);
    requireZones(context.permit, [stop.zone_id]);
    const attention = attentionOf(stop, it);
    await addReading(tx, site_id, walk_down_id, { reading: it, asset_id, person_id, read_at, photos, attention });
    for (const { sha256 } of photos)
      await noteKeptFile(tx, { site_id, sha256, name: stop.name, of: { type: 'walk_down', id: walk_down_id } });
    const { outcome, firmware, serial, order_number, key_position } = it;
    return {
      subject: { type: 'asset', id: asset_id },
      facts: {
        walk_down_id,
        reading_id: it.id,
        found: it.asset_id === null,
        outcome,
        firmware,
        serial,
        order_number,
        key_position,
        read_at,
        attention,
      },
      personal: { ...(it.remark === null ? {} : { remark: it.remark }), ...(it.location === null ? {} : { location: it.location }) },
      files: photos.map(({ sha256, size_bytes, type }) => ({ sha256, size_bytes, type })),
      jobs: [refreshSite(site_id)],
      result: null,
    };
  });
}

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/walk-downs',
    summary: 'List the walk-downs',
    access: seeWalkDowns,
    params: siteParams,
    query: walkDownQuery,
    output: walkDownPage,
    handle: ({ params, query, context }) => listWalkDowns(context.db, params.site_id, query, context.permit.zones),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/walk-downs',
    summary: 'Plan a walk-down',
    access: planWalkDowns,
    params: siteParams,
    body: newWalkDown,
    output: walkDownDetail,
    handle: async ({ params: { site_id }, body, context }) => {
      const walk_down_id = await context.act(context.permit, { site: site_id, kind: 'walk_down.planned' }, async (tx) => {
        const assets = await findAssetsToWalk(tx, site_id, body);
        if (assets.length === 0) throw new Failure('unprocessable', 'nothing_to_walk');
        if (assets.length > mostStops) throw new Failure('unprocessable', 'too_many_stops', { most: mostStops });
        requireZones(
          context.permit,
          assets.map((it) => it.zone_id),
        );
        const ids = assets.map((it) => it.id);
        const added = await addWalkDown(tx, site_id, context.permit.actor_id, body, ids);
        if (body.assigned_to !== null)
          await tell(tx, {
            kind: 'walk_down_assigned',
            site_id,
            opens: `walk-downs/${added}`,
            params: { name: body.name },
            to: { person_ids: [body.assigned_to] },
          });
        const facts = { stops: ids.length, due_on: body.due_on, assigned_to: body.assigned_to };
        return { subject: { type: 'walk_down', id: added }, facts, personal: { name: body.name }, result: added };
      });
      return readWalkDown(context.db, site_id, walk_down_id, context.permit.zones);
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/walk-downs/:walk_down_id',
    summary: 'One walk-down with its route',
    access: seeWalkDowns,
    params: walkParams,
    output: walkDownDetail,
    handle: ({ params, context }) => readWalkDown(context.db, params.site_id, params.walk_down_id, context.permit.zones),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/walk-downs/:walk_down_id/readings',
    summary: 'Say what was read at a device; sending it twice counts once',
    access: walk,
    params: walkParams,
    body: newReading,
    output: walkDownDetail,
    handle: async ({ params, body, context }) => {
      await takeReading(context, params.site_id, params.walk_down_id, body);
      return readWalkDown(context.db, params.site_id, params.walk_down_id, context.permit.zones);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/walk-downs/:walk_down_id/photos',
    summary: 'Add a picture (JPEG, PNG or WebP): the file is the body; a reading then names its hash',
    access: walk,
    params: walkParams,
    output: photo,
    streams: true,
    handle: async ({ params, context, stream }) => {
      await readWalkDown(context.db, params.site_id, params.walk_down_id, context.permit.zones);
      return receivePhoto(context.files, stream as IncomingMessage);
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/walk-down-photos/:sha256',
    summary: 'A picture of a reading',
    access: seeWalkDowns,
    params: siteParams.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: fileAnswer,
    sends: true,
    handle: async ({ params, context }) => {
      const found = await findPhoto(context.db, params.site_id, params.sha256);
      if (found === null) throw new Failure('not_found', 'photo_not_found');
      requireZones(context.permit, [found.zone_id]);
      const name = `${params.sha256.slice(0, 12)}.${found.type.split('/')[1]}`;
      return { name, type: found.type, body: await context.files.stream(params.sha256) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/assets/:asset_id/readings',
    summary: 'What was read at a device on walk-downs',
    access: seeWalkDowns,
    params: siteParams.extend({ asset_id: id }),
    output: page(reading),
    handle: async ({ params, context }) => {
      const zone_of = await zonesOfAssets(context.db, params.site_id, [params.asset_id]);
      if (!zone_of.has(params.asset_id)) throw new Failure('not_found', 'asset_not_found');
      requireZones(context.permit, [zone_of.get(params.asset_id) ?? null]);
      const rows = await readingsOf(context.db, params.site_id, params.asset_id);
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/walk-downs/:walk_down_id/end',
    summary: 'End a walk-down: finished or cancelled',
    access: planWalkDowns,
    params: walkParams,
    body: ending,
    output: walkDownDetail,
    handle: async ({ params: { site_id, walk_down_id }, body: { state, reason }, context }) => {
      const what = { site: site_id, kind: `walk_down.${state}`, ...(reason === null ? {} : { reason }) };
      const before = await readWalkDown(context.db, site_id, walk_down_id, null);
      await context.act(context.permit, what, async (tx) => {
        requireZones(
          context.permit,
          before.route.map((it) => it.zone_id),
        );
        await requireOpen(tx, site_id, walk_down_id, context.now.toISOString());
        await endWalkDown(tx, site_id, walk_down_id, context.permit.actor_id, state, reason);
        const { stops, read, attention } = before;
        return { subject: { type: 'walk_down', id: walk_down_id }, facts: { stops, read, attention }, result: null };
      });
      return readWalkDown(context.db, site_id, walk_down_id, context.permit.zones);
    },
  }),
];
