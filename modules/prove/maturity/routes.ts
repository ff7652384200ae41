// Routes of maturity: levels by evidence, claims beside them, targets, self-assessments, sites compared.
import { Failure } from '@holdfast/platform/failure';
import { route, type Routes } from '@holdfast/platform/route';
import { done, siteParams } from '@holdfast/platform/shapes';
import { todayAt } from '@holdfast/platform/site-day';
import type { MatrixParts } from '@holdfast/requirements/store';
import { claimMaturity, compareMaturity, seeMaturity } from './access.ts';
import { areaIds } from './areas.data.ts';
import { areaId, asOf, comparison, maturity, newAssessment, newClaim, newTarget } from './schema.ts';
import { compareSites, maturityAt } from './store.reading.ts';

const S = '/api/v1/sites/:site_id/maturity';
const one = siteParams.extend({ area: areaId });
const ok = { done: true as const };

const reads = (parts: MatrixParts) => [
  route({
    method: 'GET',
    path: S,
    summary: 'Levels in eleven areas by evidence, with what they rest on, claims, targets and self-assessments',
    access: seeMaturity,
    params: siteParams,
    query: asOf,
    output: maturity,
    handle: ({ params, query, context }) => maturityAt(parts, context, params.site_id, query.as_of),
  }),
  route({
    method: 'GET',
    path: '/api/v1/maturity',
    summary: 'Levels of all sites one may see, worst first',
    access: compareMaturity,
    query: asOf,
    output: comparison,
    handle: ({ query, context }) => compareSites(parts, context, query.as_of),
  }),
];

const says = [
  route({
    method: 'PUT',
    path: `${S}/:area/claim`,
    summary: 'Claim a level in an area; shown as claimed while evidence does not prove it',
    access: claimMaturity,
    params: one,
    body: newClaim,
    output: done,
    handle: ({ params: { site_id, area }, body: { level, reason }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'maturity.claimed', reason }, async () => ({
        subject: { type: 'area_of_law', id: area },
        facts: { level },
        result: ok,
      })),
  }),
  route({
    method: 'PUT',
    path: `${S}/:area/target`,
    summary: 'Set the level an area is to reach, and by when',
    access: claimMaturity,
    params: one,
    body: newTarget,
    output: done,
    handle: ({ params: { site_id, area }, body: { level, by_on }, context }) => {
      return context.act(context.permit, { site: site_id, kind: 'maturity.target_set' }, async (tx) => {
        if (by_on < (await todayAt(tx, site_id, context.now))) throw new Failure('unprocessable', 'due_past');
        return { subject: { type: 'area_of_law', id: area }, facts: { level, by_on }, result: ok };
      });
    },
  }),
  route({
    method: 'POST',
    path: `${S}/assessments`,
    summary: 'Assess the site oneself, area by area; kept beside what evidence proves',
    access: claimMaturity,
    params: siteParams,
    body: newAssessment,
    output: done,
    handle: ({ params: { site_id }, body: { scores, remark }, context }) => {
      if (areaIds.some((it) => scores[it] === undefined)) throw new Failure('unprocessable', 'assess_every_area');
      return context.act(context.permit, { site: site_id, kind: 'maturity.assessed' }, async () => ({
        subject: { type: 'site', id: site_id },
        facts: { assessment_id: crypto.randomUUID(), scores },
        personal: remark === '' ? {} : { remark },
        result: ok,
      }));
    },
  }),
];

/** `parts` comes from apps/server/src/bindings.ts. */
export const maturityRoutes = (parts: MatrixParts): Routes => [...reads(parts), ...says];
