// Routes of the clock: whether it is right, and the time servers it is compared with.
import { route } from '@holdfast/platform/route';
import { z } from 'zod';
import { keepTimeServers, seeTimeServers } from './access.ts';
import { compareClock } from './jobs.ts';
import { judge } from './rules.ts';
import { clockState, newTimeServers, timeServers } from './schema.ts';
import { keepTimeServers as keep, listTimeServers } from './store.ts';

const base = '/api/v1/clock';

export const routes = [
  route({
    method: 'GET',
    path: base,
    summary: 'The server’s time, and whether its clock is right',
    access: 'signed_in',
    output: clockState,
    handle: async ({ context }) => {
      const judged = judge(await listTimeServers(context.db), new Date());
      return { server_time: new Date().toISOString(), ...judged };
    },
  }),
  route({
    method: 'GET',
    path: `${base}/servers`,
    summary: 'The time servers and what they last answered',
    access: seeTimeServers,
    output: timeServers,
    handle: async ({ context }) => ({ rows: await listTimeServers(context.db) }),
  }),
  route({
    method: 'PUT',
    path: `${base}/servers`,
    summary: 'Name the time servers, and ask them at once',
    access: keepTimeServers,
    body: newTimeServers,
    output: timeServers,
    handle: async ({ body, context }) => {
      await context.act(context.permit, { site: null, kind: 'clock.servers_named' }, async (tx) => {
        const servers = body.servers.map((it) => `${it.host}:${it.port}`);
        return { subject: { type: 'organisation', id: await keep(tx, body.servers) }, facts: { servers }, result: null };
      });
      await compareClock(context);
      return { rows: await listTimeServers(context.db) };
    },
  }),
  route({
    method: 'POST',
    path: `${base}/comparison`,
    summary: 'Ask the time servers now',
    access: keepTimeServers,
    body: z.object({}),
    output: timeServers,
    handle: async ({ context }) => {
      await compareClock(context);
      return { rows: await listTimeServers(context.db) };
    },
  }),
];
