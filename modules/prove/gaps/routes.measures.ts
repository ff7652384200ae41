// Routes of first measures: the plant's list taken over in one go, then changed and closed one by one.
import { roleHolder } from '@holdfast/appointments/store';
import { Failure } from '@holdfast/platform/failure';
import { type Context, route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { addDays } from '@holdfast/requirements/rules.days';
import { planGaps, seeGaps } from './access.ts';
import { firstMeasures } from './measures.data.ts';
import { measuresAt } from './store.reading.ts';
import { requireSoon } from './rules.dates.ts';
import { filterMeasures } from './rules.lists.ts';
import { changedMeasure, closedMeasure, measurePage, measureQuery, startedMeasures } from './schema.ts';
import { newMeasureId, readProgramme, requireActive } from './store.ts';

const S = '/api/v1/sites/:site_id/measures';
type Place = (context: Context, site_id: string) => Promise<{ site: { id: string; time_zone: string }; today: string }>;

async function requireOpen({ db, now }: Context, site_id: string, measure_id: string): Promise<void> {
  const found = (await readProgramme(db, site_id, now)).measures.find((it) => it.id === measure_id);
  if (found === undefined) throw new Failure('not_found', 'measure_not_found');
  if (found.state !== 'open') throw new Failure('conflict', 'measure_closed');
}

/** Those not on the list yet, each for whoever answers for its role, else for who starts them. */
async function plan({ db, now, permit }: Context, site_id: string, today: string) {
  const known = new Set((await readProgramme(db, site_id, now)).measures.map((it) => it.template));
  const open = firstMeasures.filter((it) => !known.has(it.id));
  if (open.length === 0) throw new Failure('conflict', 'measures_started');
  const owners = new Map<string, string>();
  for (const role of new Set(open.map((it) => it.role)))
    owners.set(role, (await roleHolder(db, role, site_id, null, now)).person_id ?? permit.actor_id);
  return open.map((it) => ({ id: newMeasureId(), template: it.id, owner_id: owners.get(it.role)!, due_on: addDays(today, it.due_days) }));
}

const one = siteParams.extend({ measure_id: id });

const lists = (placeOf: Place) => [
  route({
    method: 'GET',
    path: S,
    summary: 'First measures: those on the plant’s list, and those it has not taken over',
    access: seeGaps,
    params: siteParams,
    query: measureQuery,
    output: measurePage,
    handle: async ({ params: { site_id }, query, context }) => {
      const { site } = await placeOf(context, site_id);
      const found = filterMeasures(await measuresAt(context, site, query.as_of), query);
      return { rows: found.slice(query.offset, query.offset + query.limit), total: found.length };
    },
  }),
  route({
    method: 'POST',
    path: S,
    summary: 'Take the first measures over, each with an owner and a date',
    access: planGaps,
    params: siteParams,
    output: startedMeasures,
    handle: async ({ params: { site_id }, context }) => {
      const { today } = await placeOf(context, site_id);
      const measures = await plan(context, site_id, today);
      return context.act(context.permit, { site: site_id, kind: 'measures.started' }, async () => ({
        subject: { type: 'site', id: site_id },
        facts: { measures },
        result: { started: measures.length },
      }));
    },
  }),
];

const changes = (placeOf: Place) => [
  route({
    method: 'PATCH',
    path: `${S}/:measure_id`,
    summary: 'Give a measure another owner or date',
    access: planGaps,
    params: one,
    body: changedMeasure,
    output: done,
    handle: async ({ params: { site_id, measure_id }, body: { owner_id, due_on }, context }) => {
      requireSoon(due_on, (await placeOf(context, site_id)).today);
      await requireOpen(context, site_id, measure_id);
      return context.act(context.permit, { site: site_id, kind: 'measure.planned' }, async (tx) => {
        await requireActive(tx, owner_id);
        return { subject: { type: 'measure', id: measure_id }, facts: { owner_id, due_on }, result: { done: true as const } };
      });
    },
  }),
  route({
    method: 'POST',
    path: `${S}/:measure_id/closure`,
    summary: 'Close a measure: done, or dropped, with what shows it',
    access: planGaps,
    params: one,
    body: closedMeasure,
    output: done,
    handle: async ({ params: { site_id, measure_id }, body: { outcome, reason }, context }) => {
      await requireOpen(context, site_id, measure_id);
      return context.act(context.permit, { site: site_id, kind: 'measure.closed', reason }, async () => ({
        subject: { type: 'measure', id: measure_id },
        facts: { outcome },
        result: { done: true as const },
      }));
    },
  }),
];

export const measureRoutes = (placeOf: Place) => [...lists(placeOf), ...changes(placeOf)];
