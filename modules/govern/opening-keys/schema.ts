// Words of the two keys: sides, holders, openings.
import { id, listQuery, oneOrMore, page, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** `first` is always the plant's. */
export const side = z.enum(['first', 'second']);
export type Side = z.infer<typeof side>;
export const heldBy = z.enum(['plant', 'works_council']);
/** `named`: has no key yet. `waiting`: made a key that a holder in place has to admit. `removed`: no longer a holder. */
export const keyState = z.enum(['named', 'waiting', 'active', 'removed']);

export const holder = z.object({
  id,
  side,
  person_id: id,
  name: z.string(),
  state: keyState,
  named_by_name: z.string(),
  named_at: time,
  made_at: time.nullable(),
});
export type Holder = z.infer<typeof holder>;
export const openingKeys = z.object({
  second_held_by: heldBy,
  /** Both sides have a holder whose key works: files are sealed to them. */
  ready: z.boolean(),
  /** Files under both keys, and sensitive ones that still wait for them. */
  files: z.number().int(),
  waiting_files: z.number().int(),
  holders: z.array(holder),
});
export type OpeningKeys = z.infer<typeof openingKeys>;
export const newHolder = z.object({ person_id: id, side });
export const secondOf = z.object({ held_by: heldBy });

/** Long enough that guessing it from a stolen database takes longer than anybody has: scrypt, and at least 14 characters. */
const passphrase = z.string().min(14).max(200);
export const making = z.object({ passphrase });
export const admitting = z.object({ passphrase: z.string().max(200) });
export const rotating = z.object({ old_passphrase: z.string().max(200), passphrase });
export const removing = z.object({ reason });

export const openingState = z.enum(['waiting', 'open', 'refused', 'withdrawn', 'expired', 'over']);
export type OpeningState = z.infer<typeof openingState>;
export const opening = z.object({
  id,
  subject_type: z.string(),
  subject_id: id,
  title: z.string(),
  reason: z.string(),
  state: openingState,
  asked_by: id,
  asked_by_name: z.string(),
  asked_at: time,
  expires_at: time,
  open_until: time.nullable(),
  end_reason: z.string().nullable(),
  ended_by_name: z.string().nullable(),
  consents: z.array(z.object({ side, name: z.string(), at: time })),
  /** The person who looks holds a side that has not spoken. */
  mine_to_decide: z.boolean(),
  mine_to_read: z.boolean(),
});
export type Opening = z.infer<typeof opening>;
export const openingQuery = listQuery.extend({ state: oneOrMore, subject_id: oneOrMore });
export const openingPage = page(opening);
/** `token`: opens the content once both sides agreed. Shown to who asked, this once, and kept nowhere. */
export const askedOpening = z.object({ opening_id: id, token: z.string() });
export const newOpening = z.object({ reason });
export const consenting = z.object({ passphrase: z.string().max(200) });
export const refusing = z.object({ reason });
export const reading = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
