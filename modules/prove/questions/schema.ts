// Words of questions: what an auditor asks, what the plant answers, and when the auditor is content.
import { id, listQuery, oneOrMore, page, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** `open`: waits for the plant. `answered`: waits for the auditor. `settled`: the auditor is content. */
export const questionState = z.enum(['open', 'answered', 'settled']);
export type QuestionState = z.infer<typeof questionState>;
const text = z.string().trim().min(3).max(4000);

/** `again`: the auditor is not content and asks further. */
export const questionRemark = z.object({
  n: z.number().int(),
  kind: z.enum(['answer', 'again']),
  text: z.string(),
  said_by: id,
  said_by_name: z.string(),
  said_at: time,
});
export type QuestionRemark = z.infer<typeof questionRemark>;

export const question = z.object({
  id,
  /** Counts up within the site: `Q-3`. */
  number: z.number().int(),
  text: z.string(),
  /** Where the record it is about opens, below the site's address; null for a question about no single record. */
  about: z.string().nullable(),
  about_title: z.string().nullable(),
  state: questionState,
  asked_by: id,
  asked_by_name: z.string(),
  asked_at: time,
  settled_at: time.nullable(),
  remarks: z.array(questionRemark),
});
export type Question = z.infer<typeof question>;
export const questionQuery = listQuery.extend({ state: oneOrMore, asked_by: oneOrMore });
export const questionPage = page(question);

const about = z
  .string()
  .max(500)
  .regex(/^[a-z][a-z0-9/?=&_.-]*$/i);
export const newQuestion = z.object({
  text,
  about: about.nullable().default(null),
  about_title: z.string().trim().max(300).nullable().default(null),
});
export type NewQuestion = z.output<typeof newQuestion>;
export const questionText = z.object({ text });
