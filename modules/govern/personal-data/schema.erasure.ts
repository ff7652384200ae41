// Words of erasure and legal holds: what is asked for, what it would empty, what stays and why.
import { id, listQuery, oneOrMore, page, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const erasureState = z.enum(['waiting', 'erased', 'refused', 'withdrawn', 'expired']);
export type ErasureState = z.infer<typeof erasureState>;
/** Why the law or the plant wants it gone: GDPR Art. 17(1). */
export const ground = z.enum(['request_of_person', 'retention_over', 'not_needed', 'wrong_entry']);
/** `account`: name, address, ways to sign in. `texts`: reasons and remarks they wrote. `named`: where others wrote their name or address. */
export const part = z.enum(['account', 'texts', 'named']);
export type Part = z.infer<typeof part>;

/** One payload behind an entry's commitment. `why`: the entry is about the person, they wrote it, or it names them. */
export const payload = z.object({
  entry_id: id,
  n: z.number().int(),
  kind: z.string(),
  at: time,
  name: z.string(),
  text: z.string(),
  why: z.enum(['about', 'by', 'named', 'entry']),
});
export type Payload = z.infer<typeof payload>;

/** `person_id` of what is held, or null for the whole site; an instant of a period. */
export const hold = z.object({
  id,
  scope: z.enum(['person', 'site', 'period', 'evidence_item']),
  person_id: id.nullable(),
  person_name: z.string().nullable(),
  item_id: id.nullable(),
  from_at: time.nullable(),
  until_at: time.nullable(),
  reason: z.string(),
  set_by: id,
  set_by_name: z.string(),
  set_at: time,
  lifted_by_name: z.string().nullable(),
  lifted_at: time.nullable(),
  lift_reason: z.string().nullable(),
});
export type Hold = z.infer<typeof hold>;
export const holdQuery = listQuery.extend({ scope: oneOrMore });
export const holdPage = page(hold);
export const newHold = z
  .discriminatedUnion('scope', [
    z.object({ scope: z.literal('site'), reason }),
    z.object({ scope: z.literal('person'), person_id: id, reason }),
    z.object({ scope: z.literal('period'), from_at: time, until_at: time, reason }),
    z.object({ scope: z.literal('evidence_item'), item_id: id, reason }),
  ])
  .refine((it) => it.scope !== 'period' || Date.parse(it.from_at) < Date.parse(it.until_at), { path: ['until_at'], message: 'too_early' });
export type NewHold = z.output<typeof newHold>;
export const lifting = z.object({ reason });

const counts = z.record(z.string(), z.number().int());
/** What would go and what would stay. `sha256` names just this list: whoever asks says which one they saw. */
export const preview = z.object({
  /** At most 2,000 of `total`. */
  payloads: z.array(payload),
  total: z.number().int(),
  /** Rows of other tables, by place. */
  places: counts,
  /** What stays, by reason. */
  remains: counts,
  holds: z.array(hold),
  sha256: z.string(),
});
export type Preview = z.infer<typeof preview>;
const parts = z.array(part).min(1).max(3);
export const previewQuery = z.object({
  person_id: id.optional(),
  entry_id: id.optional(),
  parts: oneOrMore.pipe(parts.optional()),
});
export const newErasure = z.object({
  of: z.discriminatedUnion('what', [
    z.object({ what: z.literal('person'), person_id: id, parts }),
    z.object({ what: z.literal('entry'), entry_id: id }),
  ]),
  ground,
  reason,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Of = z.output<typeof newErasure>['of'];

export const erasure = z.object({
  id,
  of: z.enum(['person', 'entry']),
  person_id: id.nullable(),
  person_name: z.string().nullable(),
  entry_id: id.nullable(),
  ground,
  parts: z.array(part),
  reason: z.string(),
  payloads: z.number().int(),
  places: counts,
  remains: counts,
  state: erasureState,
  asked_by: id,
  asked_by_name: z.string(),
  asked_at: time,
  decided_by_name: z.string().nullable(),
  decided_at: time.nullable(),
  approval_id: id.nullable(),
  erasing_entry: id.nullable(),
});
export type Erasure = z.infer<typeof erasure>;
export const erasureQuery = listQuery.extend({ state: oneOrMore });
export const erasurePage = page(erasure);
/** With what the waiting request would still empty. */
export const erasureDetail = erasure.extend({ list: z.array(payload), holds: z.array(hold) });
