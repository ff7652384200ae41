// Words of "the rule doesn't work here": what somebody reports, with or without a name, and the answer everybody reads.
import { id, listQuery, oneOrMore, page, siteParams, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** What the rule is about: the five processes of security that have a variant for the plant, or anything else. */
export const process = z.enum(['access', 'change', 'patch', 'incident', 'supplier', 'other']);
export type Process = z.infer<typeof process>;
const text = z.string().trim().max(2000);

/** `what`: the rule and why it does not work; `instead`: what is done instead, or would work. */
export const newReport = z.object({ process, what: text.min(3), instead: text.nullable().default(null) });
export type NewReport = z.output<typeof newReport>;
/** Whether it lies in the box now. Nothing else is told back: an id would be a mark of who sent it. */
export const inTheBox = z.object({ done: z.literal(true) });

export const outcome = z.enum(['rule_changes', 'rule_stays', 'help_given']);
export const report = z.object({
  id,
  number: z.number().int(),
  process,
  what: z.string(),
  instead: z.string().nullable(),
  /** The day it was taken out of the box or filed by name; never the hour. */
  filed_on: z.iso.date(),
  is_named: z.boolean(),
  author_name: z.string().nullable(),
  owner_name: z.string().nullable(),
  state: z.enum(['open', 'answered']),
  outcome: outcome.nullable(),
  answer: z.string().nullable(),
  answered_by_name: z.string().nullable(),
  answered_at: time.nullable(),
});
export type Report = z.infer<typeof report>;
export const reportQuery = listQuery.extend({ state: oneOrMore, process: oneOrMore, as_of: time.optional() });
export const reportPage = page(report);
export const reportParams = siteParams.extend({ report_id: id });
export const newAnswer = z.object({ outcome, answer: text.min(3) });

/** What somebody who is not signed in learns of the site: its name, and when the box is emptied. */
export const box = z.object({ site_name: z.string(), time_zone: z.string(), emptied_at_hour: z.number().int() });
