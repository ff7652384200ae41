// Words of money and will: what is to be bought against which finding, and the risk appetite and targets the board has signed.
import { id, listQuery, name, oneOrMore, page, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const investmentKind = z.enum(['bastion', 'segmentation', 'gateway', 'other']);
export const investmentState = z.enum(['proposed', 'approved', 'rejected', 'done']);
export type InvestmentState = z.infer<typeof investmentState>;
/** What pays for it: a record of the plant, by type and id, and what it is called. */
export const investmentReason = z.object({
  type: z.enum(['finding', 'audit_finding', 'activity', 'action', 'risk']),
  id: z.string().min(1).max(60),
  title: z.string().trim().min(1).max(300),
  opens: z.string().max(200).nullable().default(null),
});
export const investment = z.object({
  id,
  site_id: id.nullable(),
  site_name: z.string().nullable(),
  title: z.string(),
  kind: investmentKind,
  cost_eur: z.number().nullable(),
  budget_year: z.number().int().nullable(),
  is_earmarked: z.boolean(),
  reasons: z.array(investmentReason),
  state: investmentState,
  proposed_by: id,
  proposed_by_name: z.string().nullable(),
  proposed_at: time,
  decided_by_name: z.string().nullable(),
  decided_at: time.nullable(),
  decision_reason: z.string().nullable(),
});
export type Investment = z.infer<typeof investment>;
export const investmentQuery = listQuery.extend({ state: oneOrMore, kind: oneOrMore });
/** `earmarked_eur`: of what is approved and not done, how much money is set aside; `wanted_eur`: all that is asked for and approved. */
export const investmentPage = page(investment).extend({ wanted_eur: z.number(), earmarked_eur: z.number() });
export const newInvestment = z.object({
  site_id: id.nullable(),
  title: name,
  kind: investmentKind,
  cost_eur: z.number().min(0).max(1_000_000_000).nullable().default(null),
  budget_year: z.number().int().min(2020).max(2100).nullable().default(null),
  /** At least one: nothing is bought without something that pays for it. */
  reasons: z.array(investmentReason).min(1).max(20),
});
export type NewInvestment = z.output<typeof newInvestment>;
export const decidedInvestment = z.object({
  state: z.enum(['approved', 'rejected', 'done']),
  is_earmarked: z.boolean().default(false),
  reason,
});
export type DecidedInvestment = z.output<typeof decidedInvestment>;

/** What the board wants held. Times in minutes or days, shares in percent; left out: the board expects no value. */
export const targetId = z.enum([
  'restore_control_minutes',
  'zones_reviewed_percent',
  'conduits_approved_percent',
  'reviews_on_time_percent',
  'actions_on_time_percent',
  'major_findings_closed_days',
  'restore_tests_per_year',
  'exercises_per_year',
]);
export type TargetId = z.infer<typeof targetId>;
export const targets = z.partialRecord(targetId, z.number().min(0).max(1_000_000));
export const appetite = z.enum(['averse', 'cautious', 'open']);
export const boardTarget = z.object({
  version: z.number().int(),
  appetite,
  statement: z.string(),
  targets,
  state: z.enum(['proposed', 'signed', 'withdrawn']),
  meeting_id: id.nullable(),
  proposed_by: id,
  proposed_by_name: z.string().nullable(),
  proposed_at: time,
  signed_by_name: z.string().nullable(),
  signed_at: time.nullable(),
});
export type BoardTarget = z.infer<typeof boardTarget>;
/** `in_force`: the version dashboards compare against; null before the first is signed. */
export const boardTargets = z.object({ rows: z.array(boardTarget), in_force: boardTarget.nullable() });
export const newBoardTarget = z.object({
  appetite,
  statement: z.string().trim().min(3).max(4000),
  targets,
  meeting_id: id.nullable().default(null),
});
export type NewBoardTarget = z.output<typeof newBoardTarget>;
