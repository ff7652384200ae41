// Routes of line messages: bring them, as a program or as a sheet, list them, say where a line is.
import type { IncomingMessage } from 'node:http';
import { readSheet } from '@holdfast/imports/store.sheet';
import { Failure } from '@holdfast/platform/failure';
import { type Context, route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { listSites } from '@holdfast/sites/store';
import { bringLineMessages, placeLines, seeLineMessages } from './access.ts';
import { readRows } from './rules.ts';
import {
  brought,
  broughtSheet,
  linePage,
  messagePage,
  messageQuery,
  newMessages,
  type NewMessage,
  placedLine,
  sheetQuery,
} from './schema.ts';
import { addMessages, listLines, listMessages, placeLine } from './store.ts';

const limit_bytes = 5 << 20;
const mostToldRows = 20;

/** One entry a batch: telemetry, but who brought it is told. What the messages say does not enter the ledger. */
const bring = (context: Context, site_id: string, messages: readonly NewMessage[]) =>
  context.act(context.permit, { site: site_id, kind: 'line_messages.brought' }, async (tx) => {
    const result = await addMessages(tx, site_id, messages, context.now);
    const times = messages.map((it) => Date.parse(it.at));
    const facts = {
      messages_taken: result.taken,
      messages_known: result.known,
      messages_too_old: result.too_old,
      told_from: new Date(Math.min(...times)).toISOString(),
      told_until: new Date(Math.max(...times)).toISOString(),
    };
    return { subject: { type: 'site', id: site_id }, facts, result };
  });

async function gather(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size_bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size_bytes += chunk.length;
    if (size_bytes > limit_bytes) throw new Failure('too_large', 'file_too_large', { limit_bytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/line-messages',
    summary: 'List the stop and quality messages of the MES',
    access: seeLineMessages,
    params: siteParams,
    query: messageQuery,
    output: messagePage,
    handle: ({ params, query, context }) => listMessages(context.db, params.site_id, query),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/line-messages',
    summary: 'Bring stop and quality messages, at most 500 at once',
    access: bringLineMessages,
    params: siteParams,
    body: newMessages,
    output: brought,
    handle: ({ params, body, context }) => bring(context, params.site_id, body.messages),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/line-messages/sheets',
    summary: 'Bring stop and quality messages as CSV or XLSX: the file is the body',
    access: bringLineMessages,
    params: siteParams,
    query: sheetQuery,
    output: broughtSheet,
    streams: true,
    handle: async ({ params: { site_id }, query, context, stream }) => {
      const rows = await readSheet('line_message', query.name, await gather(stream));
      const zone = (await listSites(context.db)).find((it) => it.id === site_id)?.time_zone ?? 'UTC';
      const { messages, refused } = readRows(rows, zone);
      const told = { refused: refused.length, refused_rows: refused.slice(0, mostToldRows) };
      if (messages.length === 0) return { taken: 0, known: 0, too_old: 0, ...told };
      return { ...(await bring(context, site_id, messages)), ...told };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/message-lines',
    summary: 'Lines the MES named, and where they are',
    access: seeLineMessages,
    params: siteParams,
    output: linePage,
    handle: async ({ params, context }) => {
      const rows = await listLines(context.db, params.site_id);
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/sites/:site_id/message-lines',
    summary: 'Say which zone the MES means by a line',
    access: placeLines,
    params: siteParams,
    body: placedLine,
    output: linePage,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'line_messages.placed' }, async (tx) => {
        await placeLine(tx, site_id, body);
        const rows = await listLines(tx, site_id);
        return {
          subject: { type: 'site', id: site_id },
          facts: { line: body.line, zone_id: body.zone_id },
          result: { rows, total: rows.length },
        };
      }),
  }),
];
