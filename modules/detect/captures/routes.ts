// Routes of captures: add a file as a stream, follow it, cancel it.
import { Failure } from '@holdfast/platform/failure';
import { type Context, route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { addCaptures, seeCaptures } from './access.ts';
import { untilRead } from './ends.ts';
import type { UnderWay } from './jobs.ts';
import { fileName, mayCancel } from './rules.ts';
import { announcement, capture, capturePage, captureQuery, contentQuery, uploadQuery } from './schema.ts';
import { endCapture, findInterrupted, listCaptures, readCapture } from './store.ts';
import { announceCapture, type Intake, receiveCapture, receiveContent, type Stops } from './upload.ts';

const captureParams = siteParams.extend({ capture_id: id });

/** The routes over the readers of this server. */
export const captureRoutes = (under_way: UnderWay, stops: Stops) => [
  ...readRoutes(),
  ...receiveRoutes((context) => ({ parts: context, act: context.act, permit: context.permit, under_way, stops })),
  cancelRoute(under_way, stops),
];

const readRoutes = () => [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/captures',
    summary: 'List the captures',
    access: seeCaptures,
    params: siteParams,
    query: captureQuery,
    output: capturePage,
    handle: ({ params, query, context }) => listCaptures(context.db, params.site_id, query),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/captures/:capture_id',
    summary: 'One capture and how far it is',
    access: seeCaptures,
    params: captureParams,
    output: capture,
    handle: ({ params, context }) => readCapture(context.db, params.site_id, params.capture_id),
  }),
];

const receiveRoutes = (intakeOf: (context: Context) => Intake) => [
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/captures',
    summary: 'Add a capture: the file is the body',
    access: addCaptures,
    params: siteParams,
    query: uploadQuery,
    output: capture,
    streams: true,
    handle: ({ params, query, context, stream }) =>
      receiveCapture(intakeOf(context), { ...params, name: fileName(query.name), size_bytes: query.size_bytes }, stream),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/captures/announcements',
    summary: 'Announce a capture, or find the one of this name and size that broke off',
    access: addCaptures,
    params: siteParams,
    body: announcement,
    output: capture,
    handle: async ({ params: { site_id }, body, context }) => {
      const asked = { site_id, name: fileName(body.name), size_bytes: body.size_bytes };
      const known = body.anew ? null : await findInterrupted(context.db, site_id, asked);
      return readCapture(context.db, site_id, known ?? (await announceCapture(intakeOf(context), asked)));
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id/captures/:capture_id/content',
    summary: 'Bring the bytes of an announced capture, or what is missing of them',
    access: addCaptures,
    params: captureParams,
    query: contentQuery,
    output: capture,
    streams: true,
    handle: async ({ params, query, context, stream }) => {
      const found = await readCapture(context.db, params.site_id, params.capture_id);
      const part = { offset: query.offset, prefix_sha256: query.prefix_sha256 ?? null };
      const taken = await receiveContent(intakeOf(context), params.site_id, found, part, stream);
      return query.patience_ms > 0 ? untilRead(context.db, params.site_id, taken.id, query.patience_ms) : taken;
    },
  }),
];

const cancelRoute = (under_way: UnderWay, stops: Stops) =>
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/captures/:capture_id/cancellation',
    summary: 'Cancel a capture that comes in or is read',
    access: addCaptures,
    params: captureParams,
    body: z.object({}),
    output: capture,
    handle: async ({ params, context }) => {
      const found = await readCapture(context.db, params.site_id, params.capture_id);
      if (!mayCancel(found.state)) throw new Failure('conflict', 'capture_over', { state: found.state });
      await context.act(context.permit, { site: params.site_id, kind: 'capture.cancelled' }, async (tx) => {
        if (!(await endCapture(tx, params.site_id, params.capture_id, 'cancelled', null))) throw new Failure('conflict', 'capture_over');
        return { subject: { type: 'capture', id: params.capture_id }, facts: {}, result: null };
      });
      stops.get(params.capture_id)?.('capture_cancelled');
      await context.files.drop(params.capture_id);
      await under_way.get(params.capture_id)?.stop();
      return readCapture(context.db, params.site_id, params.capture_id);
    },
  });
