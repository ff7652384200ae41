// Words of maintenance windows: when work may touch running zones, what stands still meanwhile, and who approves it.
import { id, listQuery, name, oneOrMore, oneOrMoreIds, page, reason, remark, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** What production feels of it. */
export const windowImpact = z.enum(['none', 'slower', 'stops']);
/** `asked`: its approver has not spoken; `approved`, `refused`: they have; `cancelled`: it will not be. */
export const windowState = z.enum(['asked', 'approved', 'refused', 'cancelled']);
/** Seen from now; only an approved window is ever under way. */
export const windowPhase = z.enum(['ahead', 'under_way', 'over']);

export const maintenanceWindow = z.object({
  id,
  /** Counted for each site: window 12. */
  number: z.number().int(),
  title: z.string(),
  work: z.string(),
  starts_at: time,
  ends_at: time,
  impact: windowImpact,
  zones: z.array(z.object({ id, name: z.string() })),
  approver_id: id,
  approver_name: z.string(),
  state: windowState,
  phase: windowPhase,
  decided_by_name: z.string().nullable(),
  decided_at: time.nullable(),
  decision_reason: z.string().nullable(),
  planned_by_name: z.string(),
  version: z.number().int(),
  /** Whether the person asking may approve or refuse it now. */
  mine_to_decide: z.boolean(),
});
export type MaintenanceWindow = z.infer<typeof maintenanceWindow>;
export const windowQuery = listQuery.extend({ state: oneOrMore, phase: oneOrMore, zone_id: oneOrMoreIds });
export type WindowQuery = z.infer<typeof windowQuery>;
export const windowPage = page(maintenanceWindow);

/** A window without an approver is refused: nobody could say yes in the night it counts (FEATURES E9). */
export const newWindow = z.object({
  title: name,
  work: remark.min(3),
  starts_at: time,
  ends_at: time,
  impact: windowImpact,
  /** Zones the work touches; none: the whole site. */
  zone_ids: z.array(id).max(500).default([]),
  approver_id: id,
});
export type NewWindow = z.output<typeof newWindow>;
/** All fields as they shall be; `version` as they were read. What was approved is asked again. */
export const changedWindow = newWindow.extend({ version: z.number().int() });
export const windowDecision = z.object({ decision: z.enum(['approved', 'refused']), reason });
export const cancellation = z.object({ reason });
/** People who may be named as approver. */
export const approvers = z.object({ rows: z.array(z.object({ id, name: z.string() })) });
