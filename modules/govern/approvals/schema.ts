// Words of approvals: an act that takes two people waits here for the second.
import { id, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const approvalState = z.enum(['waiting', 'approved', 'refused', 'withdrawn']);
export const approval = z.object({
  id,
  subject_type: z.string(),
  subject_id: id,
  /** Where to open it in the web app, without the site part: `conduits/<id>`. */
  opens: z.string(),
  title: z.string(),
  state: approvalState,
  asked_by: id,
  asked_by_name: z.string(),
  asked_at: time,
  reason: z.string(),
  decided_by: id.nullable(),
  decided_by_name: z.string().nullable(),
  decided_at: time.nullable(),
  decision_reason: z.string().nullable(),
  /** Whether the person who asks may decide it: right role, and not the one who asked for it. */
  mine_to_decide: z.boolean(),
});
export type Approval = z.infer<typeof approval>;
export const decision = z.object({ decision: z.enum(['approved', 'refused']), reason });
