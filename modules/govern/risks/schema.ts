// Words of the risk register: what can happen and what it would mean here, who owns it, what is done about it, who accepted what is left and until when.
import { id, listQuery, name, oneOrMore, page, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

const day = z.iso.date();
/** In both languages; what a person typed is the same in both. */
export const words = z.object({ en: z.string(), de: z.string() });
/** `non_compliance`: a duty is not met, noted from a gap; it closes with the gap. */
export const riskKind = z.enum(['operation', 'non_compliance']);
export const rating = z.enum(['low', 'medium', 'high', 'very_high']);
export type Rating = z.infer<typeof rating>;
export const treatment = z.enum(['reduce', 'accept', 'transfer', 'avoid']);
export type Treatment = z.infer<typeof treatment>;
export const riskState = z.enum(['open', 'accepted', 'closed']);
export type RiskState = z.infer<typeof riskState>;

/** How many of the site's duties had evidence that holds when it was rated. */
export const score = z.object({ good: z.number().int(), of: z.number().int() });
export type Score = z.infer<typeof score>;

/** What an entry tells of a risk: all of it, so that a past state needs nothing else. Persons are ids. */
export const told = z.object({
  number: z.number().int(),
  kind: riskKind,
  title: words,
  consequence: words,
  gap_id: z.string().nullable(),
  requirement_id: z.string().nullable(),
  state: riskState,
  rating,
  score: score.nullable(),
  treatment,
  /** What is left once the treatment works, as the management body accepted it. */
  residual: rating.nullable(),
  owner_id: id,
  review_on: day,
  noted_by: id,
  noted_at: time,
  accepted_by: id.nullable(),
  accepted_at: time.nullable(),
  accepted_until: day.nullable(),
  closed_at: time.nullable(),
  version: z.number().int(),
});
export type Told = z.infer<typeof told>;

export const risk = told.extend({
  id,
  owner_name: z.string().nullable(),
  noted_by_name: z.string().nullable(),
  accepted_by_name: z.string().nullable(),
  review_is_due: z.boolean(),
});
export type Risk = z.infer<typeof risk>;
export const riskPage = page(risk);
export const riskQuery = listQuery.extend({
  kind: oneOrMore,
  state: oneOrMore,
  rating: oneOrMore,
  treatment: oneOrMore,
  as_of: time.optional(),
});
export type RiskQuery = z.output<typeof riskQuery>;

const consequence = z.string().trim().min(3).max(2000);
const fields = { title: name, consequence, rating, treatment, owner_id: id, review_on: day };
export const newRisk = z.object(fields);
export type NewRisk = z.output<typeof newRisk>;
/** `version` as it was read. */
export const changedRisk = z.object({ ...fields, version: z.number().int() });
export type ChangedRisk = z.output<typeof changedRisk>;
export const acceptance = z.object({ residual: rating, until_on: day, reason, version: z.number().int() });
export type Acceptance = z.output<typeof acceptance>;
export const closure = z.object({ reason, version: z.number().int() });
