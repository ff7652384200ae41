// Routes of cadence: what comes round when, planning it, saying that it was done, and the days a place works.
import { holidaysOf, type HolidayRegion } from '@holdfast/core-cadence';
import { activities as law } from '@holdfast/core-law';
import { formatDay } from '@holdfast/core-cadence';
import { requireUnchanged } from '@holdfast/platform/changed-meanwhile';
import { Failure } from '@holdfast/platform/failure';
import type { Sentence } from '@holdfast/platform/permit';
import { type Context, route } from '@holdfast/platform/route';
import { done, id, reason, siteParams } from '@holdfast/platform/shapes';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { z } from 'zod';
import { planCadence, planOrganisation, recordOrganisationRun, recordRun, seeCadence } from './access.ts';
import { entriesBetween } from './calendar.ts';
import { chooseRows } from './rules.list.ts';
import type { ActivityAt } from './rules.fold.ts';
import { lawActivities } from './rules.fold.ts';
import { byRhythm, requireRhythm, spreadFirst, workingAt, workingDaysOf } from './rules.ts';
import {
  activityDetail,
  activityPage,
  activityQuery,
  type ActivityRhythm,
  asOfQuery,
  calendarEntries,
  calendarQuery,
  changedActivity,
  changedDays,
  escalation,
  type NewActivity,
  newActivity,
  newRun,
  type NewRun,
  planAll,
  workingDaysAt,
} from './schema.ts';
import {
  addRun,
  changedTo,
  endActivity,
  keepActivities,
  keepMissed,
  keepWorkingDays,
  listActivities,
  listPlaces,
  lockActivity,
  lockWorkingDays,
  missedByChange,
  readActivity,
  readPlace,
  readStanding,
  readState,
  requireUnplanned,
  standingWorking,
} from './store.ts';
import { organisationId, requireOwner } from './store.people.ts';
import { type FeedNeeds, feedRoutes } from './routes.feeds.ts';
import { auditRoutes } from './routes.audits.ts';

export type { FeedNeeds };

const base = '/api/v1/sites/:site_id';
const activityParams = siteParams.extend({ activity_id: z.string().max(60) });
const made = z.object({ id });
const asOf = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));

/** The zone a place's plans are in unless they say another: the site's; of the organisation, its first site's. */
async function zoneAt(context: Context, site_id: string | null): Promise<string> {
  const places = await listPlaces(context.db);
  return (places.find((it) => it.site_id === site_id) ?? places[0])?.time_zone ?? 'UTC';
}

async function rhythmAt(context: Context, site_id: string | null, given: NewActivity['rhythm']): Promise<ActivityRhythm | null> {
  if (given === null) return null;
  const rhythm = { ...given, time_zone: given.time_zone ?? (await zoneAt(context, site_id)) };
  requireRhythm(rhythm, standingWorking(await readState(context.db, site_id), site_id));
  return rhythm;
}

async function planOne(context: Context, site_id: string | null, body: NewActivity): Promise<{ id: string }> {
  const of = law.find((it) => it.id === body.of);
  if (body.of !== null && (of === undefined || (of.level === 'site') !== (site_id !== null)))
    throw new Failure('unprocessable', 'activity_unknown');
  const { title, escalation: steps, owner_role, owner_id } = body;
  const rhythm = await rhythmAt(context, site_id, body.rhythm);
  const it: ActivityAt = {
    id: newUuidV7(),
    site_id,
    of: body.of,
    title,
    rhythm,
    rhythm_from: context.now.toISOString(),
    escalation: steps,
    owner_role,
    owner_id,
    ended_at: null,
  };
  return context.act(context.permit, { site: site_id, kind: 'cadence.planned' }, async (tx) => {
    await requireOwner(tx, owner_id);
    if (it.of !== null) await requireUnplanned(tx, site_id, it.of);
    await keepActivities(tx, [it]);
    return { subject: { type: 'activity', id: it.id }, facts: { activities: [it] }, result: { id: it.id } };
  });
}

/** All of the law's list at a place without a date, by their default rhythm. Returns how many. */
async function planRest(
  context: Context,
  site_id: string | null,
  { first_on, at }: z.output<typeof planAll>,
): Promise<{ planned: number }> {
  const { activities: known } = await readState(context.db, site_id);
  const has = new Set(known.filter((it) => it.site_id === site_id && it.ended_at === null).flatMap((it) => it.of ?? []));
  const open = lawActivities(site_id === null ? 'organisation' : 'site').filter((it) => !has.has(it.id));
  if (open.length === 0) throw new Failure('conflict', 'all_planned');
  const time_zone = await zoneAt(context, site_id);
  const all = byRhythm(open).map(({ id: of, rhythm }, place): ActivityAt => {
    const none = { ends_on: null, weekdays: null, on_day: null, nth: null };
    const starts_on = spreadFirst(first_on, place);
    const planned: ActivityRhythm = {
      every: rhythm.every,
      unit: rhythm.unit,
      starts_on,
      ...none,
      at,
      time_zone,
      basis: 'plan',
      moves: 'next',
    };
    return {
      id: newUuidV7(),
      site_id,
      of,
      title: null,
      rhythm: planned,
      rhythm_from: context.now.toISOString(),
      escalation: escalation.parse({}),
      owner_role: null,
      owner_id: null,
      ended_at: null,
    };
  });
  return context.act(context.permit, { site: site_id, kind: 'cadence.planned' }, async (tx) => {
    for (const it of all) await requireUnplanned(tx, site_id, it.of!);
    await keepActivities(tx, all);
    const facts = { activities: all, ids: all.map((it) => it.id) };
    const subject = site_id === null ? { type: 'organisation', id: await organisationId(tx) } : { type: 'site', id: site_id };
    return { subject, facts, result: { planned: all.length } };
  });
}

async function changeOne(
  context: Context,
  site_id: string | null,
  activity_id: string,
  body: z.output<typeof changedActivity>,
): Promise<void> {
  const rhythm = await rhythmAt(context, site_id, body.rhythm);
  const standing = await readStanding(context.db, site_id, context.now, null);
  await context.act(context.permit, { site: site_id, kind: 'cadence.planned' }, async (tx) => {
    const before = await lockActivity(tx, site_id, activity_id);
    requireUnchanged(body.before, before);
    await requireOwner(tx, body.owner_id);
    const after = changedTo(before, body, rhythm, context.now);
    const missed = after.rhythm_from === before.rhythm_from ? [] : await keepMissed(tx, missedByChange(standing, before));
    await keepActivities(tx, [after]);
    return {
      subject: { type: 'activity', id: activity_id },
      facts: { activities: [after], ...(missed.length === 0 ? {} : { missed }) },
      result: null,
    };
  });
}

async function recordOne(context: Context, site_id: string | null, activity_id: string, body: NewRun): Promise<{ id: string }> {
  const at = new Date(body.at).toISOString();
  if (Date.parse(at) > context.now.getTime() + 60_000) throw new Failure('unprocessable', 'run_in_future');
  return context.act(context.permit, { site: site_id, kind: 'cadence.run_recorded' }, async (tx) => {
    const it = await lockActivity(tx, site_id, activity_id);
    const run_id = await addRun(tx, activity_id, { ...body, at }, context.permit.actor_id);
    const personal = body.remark === null ? {} : { remark: body.remark };
    return {
      subject: { type: 'activity', id: activity_id },
      facts: { run_id, at, result: body.result, activity: it.of ?? undefined },
      personal,
      result: { id: run_id },
    };
  });
}

async function endOne(context: Context, site_id: string | null, activity_id: string, why: string): Promise<void> {
  await context.act(context.permit, { site: site_id, kind: 'cadence.ended', reason: why }, async (tx) => {
    const it = await lockActivity(tx, site_id, activity_id);
    const ended_at = context.now.toISOString();
    await endActivity(tx, activity_id, ended_at);
    return { subject: { type: 'activity', id: activity_id }, facts: { ended_at, activity: it.of ?? undefined }, result: null };
  });
}

async function setDays(context: Context, site_id: string | null, given: z.output<typeof changedDays>): Promise<void> {
  const { before, ...body } = given;
  await context.act(context.permit, { site: site_id, kind: 'cadence.working_days_set' }, async (tx) => {
    if (before !== undefined) requireUnchanged(before, await lockWorkingDays(tx, site_id));
    const organisation_id = await keepWorkingDays(tx, site_id, body);
    const subject = site_id === null ? { type: 'organisation', id: organisation_id } : { type: 'site', id: site_id };
    return { subject, facts: body, result: null };
  });
}

const daysRoute = route({
  method: 'GET',
  path: `${base}/working-days`,
  summary: 'The days a site works, and its public holidays of this year and the next',
  access: seeCadence,
  params: siteParams,
  query: asOfQuery,
  output: workingDaysAt,
  handle: async ({ params: { site_id }, query, context }) => {
    const { calendars } = await readStanding(context.db, site_id, context.now, asOf(query.as_of));
    const it = workingAt(calendars, site_id);
    const year = context.now.getUTCFullYear();
    const region = workingDaysOf(it).region as HolidayRegion | null;
    const holidays =
      region === null
        ? []
        : [year, year + 1].flatMap((of) => holidaysOf(region, of).map(({ day, name }) => ({ day: formatDay(day), name })));
    const { weekdays, closed } = it;
    return { weekdays, region, closed, is_own: it.site_id === site_id && calendars.includes(it), holidays };
  },
});

type Level = {
  prefix: string;
  params: typeof siteParams;
  plan: Sentence;
  record: Sentence;
  at: (params: { site_id?: string }) => string | null;
};

/** What changes plans, of a site or of the organisation: the same acts in another log, by other sentences. */
function changes({ prefix, params, plan, record, at }: Level) {
  const one = params.extend({ plan_id: id });
  return [
    route({
      method: 'POST',
      path: `${prefix}/activities`,
      summary: 'Plan an activity: one of the law’s list or one of the plant’s own',
      access: plan,
      params,
      body: newActivity,
      output: made,
      handle: ({ params: given, body, context }) => planOne(context, at(given), body),
    }),
    route({
      method: 'POST',
      path: `${prefix}/activities/plan-all`,
      summary: 'Plan all of the law’s list that have no date, by their default rhythm',
      access: plan,
      params,
      body: planAll,
      output: z.object({ planned: z.number().int() }),
      handle: ({ params: given, body, context }) => planRest(context, at(given), body),
    }),
    route({
      method: 'PUT',
      path: `${prefix}/activities/:plan_id`,
      summary: 'Change an activity’s rhythm, owner or escalation',
      access: plan,
      params: one,
      body: changedActivity,
      output: done,
      handle: async ({ params: given, body, context }) => {
        await changeOne(context, at(given), given.plan_id, body);
        return { done: true as const };
      },
    }),
    route({
      method: 'POST',
      path: `${prefix}/activities/:plan_id/runs`,
      summary: 'Say that an activity was done, with its result',
      access: record,
      params: one,
      body: newRun,
      output: made,
      handle: ({ params: given, body, context }) => recordOne(context, at(given), given.plan_id, body),
    }),
    route({
      method: 'POST',
      path: `${prefix}/activities/:plan_id/end`,
      summary: 'End an activity: it comes round no more; what was done and missed stays',
      access: plan,
      params: one,
      body: z.object({ reason }),
      output: done,
      handle: async ({ params: given, body, context }) => {
        await endOne(context, at(given), given.plan_id, body.reason);
        return { done: true as const };
      },
    }),
    route({
      method: 'PUT',
      path: `${prefix}/working-days`,
      summary: 'Say which days are worked: weekdays, public holidays, shutdowns',
      access: plan,
      params,
      body: changedDays,
      output: done,
      handle: async ({ params: given, body, context }) => {
        await setDays(context, at(given), body);
        return { done: true as const };
      },
    }),
  ];
}

export const cadenceRoutes = (needs: FeedNeeds) => [
  route({
    method: 'GET',
    path: `${base}/activities`,
    summary: 'What comes round at a site and in the organisation: last time, next time, what was missed',
    access: seeCadence,
    params: siteParams,
    query: activityQuery,
    output: activityPage,
    handle: async ({ params, query, context }) => {
      const rows = await listActivities(context.db, params.site_id, context.now, asOf(query.as_of));
      return chooseRows(rows, query, context.principal.person_id);
    },
  }),
  route({
    method: 'GET',
    path: `${base}/activities/:activity_id`,
    summary: 'One activity with its runs and the days to come',
    access: seeCadence,
    params: activityParams,
    query: asOfQuery,
    output: activityDetail,
    handle: ({ params, query, context }) => readActivity(context.db, params.site_id, params.activity_id, context.now, asOf(query.as_of)),
  }),
  route({
    method: 'GET',
    path: `${base}/calendar`,
    summary: 'What stands on the days between two: due, done, missed, dates of the law, audits',
    access: seeCadence,
    params: siteParams,
    query: calendarQuery,
    output: calendarEntries,
    handle: async ({ params: { site_id }, query: { from, until, as_of }, context }) => {
      const span = { from, until, now: context.now, as_of: asOf(as_of), more: needs.more };
      const { time_zone } = await readPlace(context.db, site_id);
      return { rows: await entriesBetween(context.db, site_id, span), time_zone };
    },
  }),
  daysRoute,
  ...changes({ prefix: base, params: siteParams, plan: planCadence, record: recordRun, at: ({ site_id }) => site_id ?? null }),
  ...changes({ prefix: '/api/v1', params: z.object({}) as never, plan: planOrganisation, record: recordOrganisationRun, at: () => null }),
  ...feedRoutes(needs),
  ...auditRoutes,
];
