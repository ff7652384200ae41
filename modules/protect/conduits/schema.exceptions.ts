// Words of exceptions: connections beside the list, each with a reason, an owner and a last day.
import { id, listQuery, oneOrMore, oneOrMoreIds, page, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { rule, shownRule } from './schema.ts';

/** `closed`: its last day came and it went; `escalated`: its last day came, it stays and somebody has to decide; `ended`: taken away before. */
export const exceptionState = z.enum(['proposed', 'in_force', 'refused', 'withdrawn', 'closed', 'escalated', 'ended']);
export const onExpiry = z.enum(['closes', 'escalates']);
export const conduitException = z.object({
  id,
  /** Counted for each site: X-7. */
  number: z.number().int(),
  conduit_id: id,
  conduit_name: z.string(),
  rule: shownRule,
  reason: z.string(),
  owner_id: id,
  owner_name: z.string(),
  expires_at: time,
  on_expiry: onExpiry,
  state: exceptionState,
  approval_id: id,
  proposed_by_name: z.string(),
  proposed_at: time,
  decided_at: time.nullable(),
  ended_at: time.nullable(),
  /** Days until its last day; negative when it is over. */
  days_left: z.number().int(),
});
export type ConduitException = z.infer<typeof conduitException>;
export const exceptionQuery = listQuery.extend({ state: oneOrMore, conduit_id: oneOrMoreIds });
export type ExceptionQuery = z.infer<typeof exceptionQuery>;
export const exceptionPage = page(conduitException);

/** The rule's id is given by Holdfast: x and the number. */
export const newException = z.object({
  rule: rule.omit({ id: true, learnt_from: true }),
  reason,
  owner_id: id,
  expires_at: time,
  on_expiry: onExpiry,
});
export type NewException = z.output<typeof newException>;
export const exceptionEnd = z.object({ reason });
