// Words of maturity: levels by evidence in eleven areas, what they rest on, claims, targets, self-assessments, sites compared.
import { id, reason, remark, time } from '@holdfast/platform/shapes';
import { citation, words } from '@holdfast/requirements/schema';
import { z } from 'zod';
import { areaIds } from './areas.data.ts';
import { criteria } from './rules.ts';

const day = z.iso.date();
export const areaId = z.enum(areaIds);
const level = z.number().int().min(0).max(4);
const saidLevel = z.number().int().min(1).max(4);
const criterionId = z.enum(criteria.map((it) => it.id) as [string, ...string[]]);
export const asOf = z.object({ as_of: time.optional() });

export const criterion = z.object({ id: criterionId, level, met: z.boolean(), good: z.number().int(), of: z.number().int() });
export type Criterion = z.infer<typeof criterion>;

/** `level`: what evidence proves. `claimed` above it is shown as claimed, not proven. `next`: what the next level still asks for. */
export const area = z.object({
  id: areaId,
  title: words,
  level,
  good: z.number().int(),
  of: z.number().int(),
  criteria: z.array(criterion),
  next: z.array(criterionId),
  requirements: z.array(z.object({ id: z.string(), title: words, citation })),
  claimed: z.number().int().nullable(),
  claimed_by_name: z.string().nullable(),
  claimed_at: time.nullable(),
  target: z.number().int().nullable(),
  target_on: z.string().nullable(),
  assessed: z.number().int().nullable(),
});
export type Area = z.infer<typeof area>;

export const assessment = z.object({ id, at: time, by_name: z.string().nullable(), scores: z.record(z.string(), z.number().int()) });
export type Assessment = z.infer<typeof assessment>;

/** `sole`: people who are the only one, without a plan. */
export const maturity = z.object({
  as_of: time,
  level,
  sole: z.number().int(),
  areas: z.array(area),
  assessments: z.array(assessment),
});
export type Maturity = z.infer<typeof maturity>;

export const newClaim = z.object({ level: saidLevel, reason });
export const newTarget = z.object({ level: saidLevel, by_on: day });
export const newAssessment = z.object({ scores: z.record(areaId, saidLevel), remark: remark.default('') });

/** Sites, worst first. */
export const comparison = z.object({
  areas: z.array(z.object({ id: areaId, title: words })),
  sites: z.array(
    z.object({ id, name: z.string(), level, areas: z.array(z.object({ id: areaId, level, claimed: z.number().int().nullable() })) }),
  ),
});
export type Comparison = z.infer<typeof comparison>;
