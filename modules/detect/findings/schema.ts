// Words of findings: something abnormal that waits for a person's decision.
import { id, listQuery, oneOrMore, page, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const findingKind = z.enum([
  'new_device',
  'unapproved_flow',
  'conduit_without_list',
  'changing_command',
  'retired_seen',
  'unknown_internet',
  'file_damaged',
]);
export const findingState = z.enum(['open', 'investigating', 'closed']);
export const finding = z.object({
  id,
  kind: findingKind,
  state: findingState,
  subject_type: z.enum(['asset', 'flow', 'conduit', 'file']),
  subject_id: id,
  subject_name: z.string(),
  zone_id: id.nullable(),
  zone_name: z.string().nullable(),
  /** The zone at the other end of a flow or conduit; its name is null when both ends are in one zone. */
  other_zone_id: id.nullable(),
  other_zone_name: z.string().nullable(),
  /** Parameters of the sentence the UI words by kind; numbers and names only. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  attack: z.array(z.string()),
  capture_id: id.nullable(),
  frame: z.number().int().nullable(),
  first_seen: time,
  last_seen: time,
  decision: z.string().nullable(),
  decided_by_name: z.string().nullable(),
  decided_at: time.nullable(),
  decision_reason: z.string().nullable(),
});
export type Finding = z.infer<typeof finding>;
export const findingQuery = listQuery.extend({ kind: oneOrMore, state: oneOrMore, zone_id: oneOrMore });
export const findingPage = page(finding);
/**
 * What a person makes of findings. New device: `accept`, `reject`, `investigate`. Unapproved flow and changing command: `expected` (was right,
 * the list must change or it was planned), `stop` (must not happen), `investigate`. Conduit without list closes by itself when a list is in force.
 */
export const findingDecision = z.object({
  finding_ids: z.array(id).min(1).max(1000),
  decision: z.enum(['accept', 'reject', 'investigate', 'expected', 'stop']),
  reason,
});
/** `entry_id`: the act's, by which it can be taken back. */
export const findingDecided = z.object({
  decided: z.number().int(),
  refused: z.array(z.object({ id, code: z.string() })),
  entry_id: id.nullable(),
});
export const findingCounts = z.object({ open: z.record(z.string(), z.number().int()), investigating: z.number().int() });
