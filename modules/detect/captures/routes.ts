// Routes of captures: add a file as a stream, follow it, cancel it.
import { Failure } from '@holdfast/platform/failure';
import { route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { addCaptures, seeCaptures } from './access.ts';
import type { UnderWay } from './jobs.ts';
import { fileName, mayCancel } from './rules.ts';
import { capture, capturePage, captureQuery, uploadQuery } from './schema.ts';
import { endCapture, listCaptures, readCapture } from './store.ts';
import { receiveCapture, type Stops } from './upload.ts';

const captureParams = siteParams.extend({ capture_id: id });

/** The routes over the readers of this server. */
export const captureRoutes = (under_way: UnderWay, stops: Stops) => [
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
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/captures',
    summary: 'Add a capture: the file is the body',
    access: addCaptures,
    params: siteParams,
    query: uploadQuery,
    output: capture,
    streams: true,
    handle: ({ params, query, context, stream }) => {
      const asked = { site_id: params.site_id, name: fileName(query.name), size_bytes: query.size_bytes };
      return receiveCapture(context, context.act, context.permit, asked, stream, under_way, stops);
    },
  }),
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
      stops.get(params.capture_id)?.();
      await under_way.get(params.capture_id)?.stop();
      return readCapture(context.db, params.site_id, params.capture_id);
    },
  }),
];
