// Words of approvals: an act that takes several people waits here for the others.
import { id, listQuery, oneOrMore, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const approvalState = z.enum(['waiting', 'approved', 'refused', 'withdrawn', 'expired']);

/** One person's word. `for_name`: whose deputy they were. */
export const vote = z.object({
  person_id: id,
  name: z.string(),
  for_person_id: id.nullable(),
  for_name: z.string().nullable(),
  decision: z.enum(['approved', 'refused']),
  reason: z.string(),
  voted_at: time,
});

/** What will happen when it is approved: a sentence of the asking practice's words (`conduits:will.list`), filled with `params`. */
export const will = z.object({ words: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });

export const approval = z.object({
  id,
  /** What is asked for: `conduit.list`. The ledger's kinds are this word and `_approved`, `_refused`, `_withdrawn`, `_expired`, `_seconded`. */
  kind: z.string(),
  subject_type: z.string(),
  subject_id: id,
  /** Where to open it in the web app, without the site part: `conduits/<id>`. */
  opens: z.string(),
  title: z.string(),
  will,
  state: approvalState,
  /** All people it takes, the one who asks included. */
  people_needed: z.number().int(),
  asked_by: id,
  asked_by_name: z.string(),
  asked_for: id.nullable(),
  asked_for_name: z.string().nullable(),
  asked_at: time,
  reason: z.string(),
  expires_at: time.nullable(),
  votes: z.array(vote),
  decided_by: id.nullable(),
  decided_by_name: z.string().nullable(),
  decided_at: time.nullable(),
  decision_reason: z.string().nullable(),
  /** Whether the person who asks may decide it: right role, and not one of those who already spoke. */
  mine_to_decide: z.boolean(),
  mine_to_withdraw: z.boolean(),
});
export type Approval = z.infer<typeof approval>;
export const approvalQuery = listQuery.extend({ state: oneOrMore, mine: z.enum(['decide', 'asked']).optional() });
export const decision = z.object({ decision: z.enum(['approved', 'refused']), reason });
export const withdrawal = z.object({ reason });
