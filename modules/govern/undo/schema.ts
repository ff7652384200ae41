// Words of taking back: what an act changed, and what of it can be put back.
import { id, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** What one object was before an act and after it; only the fields the act changed. */
export const change = z.object({ id, before: z.record(z.string(), z.unknown()), after: z.record(z.string(), z.unknown()) });
export type Change = z.infer<typeof change>;

export const undoable = z.object({
  entry_id: id,
  kind: z.string(),
  at: time,
  person_name: z.string(),
  mine: z.boolean(),
  objects: z.number().int(),
});
export type Undoable = z.infer<typeof undoable>;
/** `kept`: what somebody changed since, or may not be changed by this person, and why it stays. */
export const undone = z.object({ restored: z.number().int(), kept: z.array(z.object({ id, code: z.string() })), entry_id: id.nullable() });
