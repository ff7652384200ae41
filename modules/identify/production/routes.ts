// Routes of the production calendar: the hours of a week, and stretches in which the plant does something else.
import { route } from '@holdfast/platform/route';
import { done, id, reason, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { keepProduction, seeProduction } from './access.ts';
import { changedPeriod, newPeriod, type OperatingPeriod, operatingPeriod, periodPage, periodQuery, week } from './schema.ts';
import { addPeriod, changePeriod, keepHours, listPeriods, readHours, readPeriod, removePeriod } from './store.ts';

const periodParams = siteParams.extend({ period_id: id });

function told(it: OperatingPeriod) {
  const { state, starts_at, ends_at } = it;
  return {
    subject: { type: 'operating_period', id: it.id, version: it.version },
    facts: { state, starts_at, ends_at, zone_ids: it.zones.map((zone) => zone.id) },
    personal: it.note === null ? {} : { note: it.note },
    result: it,
  };
}

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/production-hours',
    summary: 'The hours of a week in which the plant produces',
    access: seeProduction,
    params: siteParams,
    output: week,
    handle: async ({ params, context }) => ({ hours: await readHours(context.db, params.site_id) }),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/sites/:site_id/production-hours',
    summary: 'Keep the hours of a week in which the plant produces',
    access: keepProduction,
    params: siteParams,
    body: week,
    output: week,
    handle: async ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'production.hours_kept' }, async (tx) => {
        await keepHours(tx, site_id, body.hours);
        return { subject: { type: 'site', id: site_id }, facts: { hours: body.hours }, result: { hours: await readHours(tx, site_id) } };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/operating-periods',
    summary: 'List stretches in which the plant does something else',
    access: seeProduction,
    params: siteParams,
    query: periodQuery,
    output: periodPage,
    handle: ({ params, query, context }) => listPeriods(context.db, params.site_id, query),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/operating-periods/:period_id',
    summary: 'One stretch',
    access: seeProduction,
    params: periodParams,
    output: operatingPeriod,
    handle: ({ params, context }) => readPeriod(context.db, params.site_id, params.period_id),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/operating-periods',
    summary: 'Note what the plant does in a stretch of time',
    access: keepProduction,
    params: siteParams,
    body: newPeriod,
    output: operatingPeriod,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'production.period_noted' }, async (tx) =>
        told(await addPeriod(tx, context.permit, params.site_id, body)),
      ),
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id/operating-periods/:period_id',
    summary: 'Change a stretch',
    access: keepProduction,
    params: periodParams,
    body: changedPeriod,
    output: operatingPeriod,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'production.period_changed' }, async (tx) =>
        told(await changePeriod(tx, context.permit, params.site_id, params.period_id, body)),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/operating-periods/:period_id/removal',
    summary: 'Take a stretch out of the calendar',
    access: keepProduction,
    params: periodParams,
    body: z.object({ reason }),
    output: done,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'production.period_removed', reason: body.reason }, async (tx) => ({
        ...told(await removePeriod(tx, params.site_id, params.period_id)),
        result: { done: true as const },
      })),
  }),
];
