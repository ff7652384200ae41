// Words of Holdfast's own backups: a restored copy, what it lacks, and the decision to go on from it.
import { id, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** A log of a restored copy: `size` entries are here, `signed_size` were signed; `since` is when the last checkpoint that is here was signed. */
export const restoredLog = z.object({
  site_id: id.nullable(),
  origin: z.string(),
  code: z.enum(['older', 'differs', 'other_key']),
  size: z.number().int(),
  signed_size: z.number().int(),
  since: time.nullable(),
});
export type RestoredLog = z.infer<typeof restoredLog>;

export const proposal = z.object({
  reason: z.string(),
  asked_by: id,
  asked_by_name: z.string(),
  asked_at: time,
  /** Whether the one who asks may say the second word: another person, and one of the two an owner. */
  mine_to_approve: z.boolean(),
  mine_to_withdraw: z.boolean(),
});

export const restoration = z.object({
  /** Acts are refused: what is here is not what was signed. */
  held: z.boolean(),
  logs: z.array(restoredLog),
  /** What one person has proposed and a second one must approve. */
  proposed: proposal.nullable(),
});
export type Restoration = z.infer<typeof restoration>;

export const newProposal = z.object({
  reason,
  /** The newest signed checkpoint somebody kept outside, as text. */
  kept: z.string().trim().max(20_000).nullable().default(null),
});

/** The epochs that were begun. */
export const begun = z.object({
  epochs: z.array(z.object({ origin: z.string(), former: z.string(), size: z.number().int(), lost: z.number().int() })),
});
