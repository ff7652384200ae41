// Routes of gaps: the required ten, the road, the gaps with their plan and report, first measures, what goes beyond, the first hour.
import { Readable } from 'node:stream';
import { boosterItems } from '@holdfast/core-law';
import { Failure } from '@holdfast/platform/failure';
import { fileAnswer, type Context, route, type Routes } from '@holdfast/platform/route';
import { done, siteParams } from '@holdfast/platform/shapes';
import { dayIn } from '@holdfast/requirements/rules.days';
import type { MatrixParts } from '@holdfast/requirements/store';
import { listSites } from '@holdfast/sites/store';
import { z } from 'zod';
import { closeStage, planGaps, seeGaps } from './access.ts';
import { firstHourOf } from './first-hour.ts';
import { gapsAt, minimumAt, requireMet, roadAt } from './store.reading.ts';
import { reportPaper } from './report-paper.ts';
import { requireSoon } from './rules.dates.ts';
import { filterGaps } from './rules.lists.ts';
import {
  asOf,
  boosterName,
  clearedTick,
  firstHour,
  gapId,
  gapPage,
  gapQuery,
  minimum,
  newPlan,
  newTick,
  newVendorDoor,
  road,
  stageName,
} from './schema.ts';
import { requireActive } from './store.ts';
import { measureRoutes } from './routes.measures.ts';
import { riskRoutes } from './routes.risks.ts';

const S = '/api/v1/sites/:site_id';

export async function placeOf({ db, now }: Context, site_id: string) {
  const site = (await listSites(db)).find((it) => it.id === site_id);
  if (site === undefined) throw new Failure('not_found', 'site_not_found');
  return { site, today: dayIn(now.getTime(), site.time_zone) };
}

const reads = (parts: MatrixParts) => [
  route({
    method: 'GET',
    path: `${S}/minimum`,
    summary: 'The required ten: yes or no and what is missing, and what goes beyond them',
    access: seeGaps,
    params: siteParams,
    query: asOf,
    output: minimum,
    handle: ({ params, query, context }) => minimumAt(parts, context, params.site_id, query.as_of),
  }),
  route({
    method: 'GET',
    path: `${S}/road`,
    summary: 'Crawl, walk, run: each stage with its exit conditions and what is lacking',
    access: seeGaps,
    params: siteParams,
    query: asOf,
    output: road,
    handle: ({ params, query, context }) => roadAt(parts, context, params.site_id, query.as_of),
  }),
  route({
    method: 'GET',
    path: `${S}/gaps`,
    summary: 'Gaps: what is missing, what it means, who closes it by when, and the law’s place',
    access: seeGaps,
    params: siteParams,
    query: gapQuery,
    output: gapPage,
    handle: async ({ params, query, context }) => {
      const found = filterGaps(await gapsAt(parts, context, params.site_id, query.as_of), query);
      return { rows: found.slice(query.offset, query.offset + query.limit), total: found.length };
    },
  }),
  route({
    method: 'GET',
    path: `${S}/gap-report`,
    summary: 'The gaps on two pages, for the management body',
    access: seeGaps,
    params: siteParams,
    query: asOf.extend({ language: z.enum(['en', 'de']).default('en') }),
    output: fileAnswer,
    sends: true,
    handle: async ({ params: { site_id }, query, context }) => {
      const { site } = await placeOf(context, site_id);
      const gaps = await gapsAt(parts, context, site_id, query.as_of);
      const at = query.as_of === undefined ? context.now : new Date(query.as_of);
      const bytes = await reportPaper({ gaps, site, at, language: query.language });
      return {
        name: `gaps-${dayIn(at.getTime(), site.time_zone)}.pdf`,
        type: 'application/pdf',
        body: Readable.from([bytes]),
        shown: true as const,
      };
    },
  }),
  route({
    method: 'GET',
    path: `${S}/first-hour`,
    summary: 'What the first hour ends with: owners of zones, the vendors’ door, a date for the first tabletop',
    access: seeGaps,
    params: siteParams,
    output: firstHour,
    handle: ({ params, context }) => firstHourOf(context, params.site_id),
  }),
];

const plans = (parts: MatrixParts) => [
  route({
    method: 'PUT',
    path: `${S}/gaps/:gap_id/plan`,
    summary: 'Say who closes a gap and by when',
    access: planGaps,
    params: siteParams.extend({ gap_id: gapId }),
    body: newPlan,
    output: done,
    handle: async ({ params: { site_id, gap_id }, body: { owner_id, due_on, reason }, context }) => {
      requireSoon(due_on, (await placeOf(context, site_id)).today);
      const isKnown = gap_id.startsWith('minimum:') || parts.matrix.requirements.some((it) => it.id === gap_id);
      if (!isKnown) throw new Failure('not_found', 'gap_not_found');
      return context.act(context.permit, { site: site_id, kind: 'gap.planned', reason }, async (tx) => {
        await requireActive(tx, owner_id);
        return { subject: { type: 'gap', id: gap_id }, facts: { owner_id, due_on }, result: { done: true as const } };
      });
    },
  }),
  route({
    method: 'POST',
    path: `${S}/road/:stage/completion`,
    summary: 'Declare a stage of the road done; refused while evidence does not meet it',
    access: closeStage,
    params: siteParams.extend({ stage: stageName }),
    output: done,
    handle: async ({ params: { site_id, stage }, context }) => {
      await requireMet(parts, context, site_id, stage);
      return context.act(context.permit, { site: site_id, kind: 'stage.completed' }, async () => ({
        subject: { type: 'stage', id: stage },
        facts: {},
        result: { done: true as const },
      }));
    },
  }),
];

const beyond = [
  route({
    method: 'PUT',
    path: `${S}/boosters/:booster`,
    summary: 'Tick something that goes beyond the ten, with what shows it, until a day',
    access: planGaps,
    params: siteParams.extend({ booster: boosterName }),
    body: newTick,
    output: done,
    handle: async ({ params: { site_id, booster }, body: { until_on, reason }, context }) => {
      if (!boosterItems.some(({ id }) => id === booster)) throw new Failure('not_found', 'booster_not_found');
      requireSoon(until_on, (await placeOf(context, site_id)).today);
      return context.act(context.permit, { site: site_id, kind: 'booster.ticked', reason }, async () => ({
        subject: { type: 'booster', id: booster },
        facts: { until_on },
        result: { done: true as const },
      }));
    },
  }),
  route({
    method: 'POST',
    path: `${S}/boosters/:booster/clearing`,
    summary: 'Take a tick back',
    access: planGaps,
    params: siteParams.extend({ booster: boosterName }),
    body: clearedTick,
    output: done,
    handle: async ({ params: { site_id, booster }, body: { reason }, context }) => {
      if (!boosterItems.some(({ id }) => id === booster)) throw new Failure('not_found', 'booster_not_found');
      return context.act(context.permit, { site: site_id, kind: 'booster.cleared', reason }, async () => ({
        subject: { type: 'booster', id: booster },
        facts: {},
        result: { done: true as const },
      }));
    },
  }),
  route({
    method: 'PUT',
    path: `${S}/vendor-door`,
    summary: 'Plan the one door for vendors: how they come in until then, who builds it and by when',
    access: planGaps,
    params: siteParams,
    body: newVendorDoor,
    output: done,
    handle: async ({ params: { site_id }, body: { way, owner_id, by_on, reason }, context }) => {
      requireSoon(by_on, (await placeOf(context, site_id)).today);
      return context.act(context.permit, { site: site_id, kind: 'vendor_door.planned', reason }, async (tx) => {
        await requireActive(tx, owner_id);
        return { subject: { type: 'site', id: site_id }, facts: { way, owner_id, by_on }, result: { done: true as const } };
      });
    },
  }),
];

/** `parts` comes from apps/server/src/bindings.ts. */
export const gapRoutes = (parts: MatrixParts): Routes => [
  ...reads(parts),
  ...plans(parts),
  ...riskRoutes(parts),
  ...beyond,
  ...measureRoutes(placeOf),
];
