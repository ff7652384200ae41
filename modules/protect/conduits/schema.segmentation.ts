// Words of segmentation: which zones are segmented, what the others lack, the next step of each, and the months so far (G5, G6).
import { segmentConditions } from '@holdfast/core-zones';
import { holdCode } from '@holdfast/enforcement/schema';
import { id, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const segmentCondition = z.enum(segmentConditions);
/** A conduit on which a condition fails. `hold`: what keeps a firewall from holding it; `flows`: how many contradict its list. */
export const failingConduit = z.object({ id, name: z.string(), hold: holdCode, flows: z.number().int() });
/** `listen`: nothing hears the zone; `see_crossing`: nothing was seen to leave it; then approve a list, have it held, and explain what contradicts. */
export const segmentStep = z.enum(['listen', 'see_crossing', 'approve_list', 'place_enforcer', 'hold_list', 'explain_flows']);
export const zoneSegmentation = z.object({
  id,
  name: z.string(),
  purdue_level: z.string().nullable(),
  is_segmented: z.boolean(),
  /** Since when it lacks what it lacks, or nothing; null before it was counted first. */
  since: time.nullable(),
  conduits: z.number().int(),
  missing: z.array(z.object({ condition: segmentCondition, conduits: z.array(failingConduit) })),
  /** Null where it is segmented. `conduit_id`: where the step is done; null: at the zone. */
  next: z
    .object({ step: segmentStep, conduit_id: id.nullable(), conduit_name: z.string().nullable(), hold: holdCode.nullable() })
    .nullable(),
});
export type ZoneSegmentation = z.infer<typeof zoneSegmentation>;
export const segmentation = z.object({
  zones: z.number().int(),
  segmented: z.number().int(),
  rows: z.array(zoneSegmentation),
  /** As it stood at the end of each month, oldest first; the present month as last counted. Of the whole site. */
  months: z.array(z.object({ month: z.string(), zones: z.number().int(), segmented: z.number().int() })),
});
export type Segmentation = z.infer<typeof segmentation>;
