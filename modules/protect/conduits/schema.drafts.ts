// Words of drafts: a list before it is proposed, what learning said of each rule, and what it would have done to the recorded traffic.
import { id, reason, remark, time } from '@holdfast/platform/shapes';
import { markCodes, operatingStates } from '@holdfast/core-zones';
import { z } from 'zod';
import { rule, shownRule } from './schema.ts';

const params = z.record(z.string(), z.union([z.string(), z.number()]));
const state = z.enum([...operatingStates]);

/** What learning said of a rule, by its id. */
export const ruleNote = z.object({
  rule_id: z.string(),
  serves: z.string(),
  marks: z.array(z.object({ code: z.enum([...markCodes]), params })),
  advice: z.enum(['allow', 'look', 'leave_out']),
  essential: z.object({ code: z.string(), share: z.number().nullable() }).nullable(),
  safety: z.object({ safety: z.string(), code: z.string(), params }).nullable(),
  fold: z.object({ code: z.string(), ports_seen: z.number().int() }).nullable(),
  states: z.array(state),
  only_in: state.nullable(),
});
export type LearntNote = z.infer<typeof ruleNote>;

/** A flow that was not seen and may be needed one day: somebody answers for it by name. */
export const unseenFlow = z.object({
  n: z.number().int(),
  code: z.string(),
  params,
  like_rule_id: z.string().nullable(),
  rule: rule.nullable(),
  answer: z.enum(['allow', 'not_needed']).nullable(),
  answered_by_name: z.string().nullable(),
  answered_at: time.nullable(),
});
export type UnseenFlow = z.infer<typeof unseenFlow>;

const longestMs = 731 * 86_400_000;
/** A period of at most two years that ends after it begins. */
export const isPeriod = ({ from, until }: { from: string; until: string }): boolean => {
  const length = Date.parse(until) - Date.parse(from);
  return length > 0 && length <= longestMs;
};

export const learning = z
  .object({
    from: time,
    until: time,
    /** Whether rules name parts of the protocol, and hours of the week. */
    elements: z.boolean().default(false),
    windows: z.boolean().default(false),
    /** Only flows judged needed; else all but those judged blockable. */
    only_needed: z.boolean().default(false),
  })
  .refine(isPeriod, { message: 'not_a_period' });
export type Learning = z.output<typeof learning>;

export const proposalSaid = z.object({
  notes: z.array(ruleNote),
  states: z.array(
    z.object({
      state,
      periods: z.number().int(),
      seen: z.boolean(),
      conversations: z.number(),
      flows: z.number().int(),
      only_here: z.array(z.string()),
    }),
  ),
  unseen: z.array(unseenFlow),
  flows: z.number().int(),
  conversations: z.number(),
  first_at: time.nullable(),
  last_at: time.nullable(),
  left_out_flows: z.number().int(),
  folded_flows: z.number().int(),
});
export type ProposalSaid = z.infer<typeof proposalSaid>;

export const comment = z.object({
  id,
  list_version: z.number().int().nullable(),
  rule_id: z.string().nullable(),
  text: z.string(),
  said_by_name: z.string(),
  said_at: time,
});
export type Comment = z.infer<typeof comment>;
export const newComment = z.object({
  list_id: id.nullable().default(null),
  rule_id: z.string().max(64).nullable().default(null),
  text: remark.min(1),
});

export const draft = z.object({
  rules: z.array(shownRule),
  said: proposalSaid.nullable(),
  learnt: learning.nullable(),
  version: z.number().int(),
  changed_by_name: z.string(),
  changed_at: time,
});
export type Draft = z.infer<typeof draft>;
export const draftAnswer = z.object({ draft: draft.nullable(), comments: z.array(comment) });
export const changedDraft = z.object({ rules: z.array(rule).max(2000), version: z.number().int() });
export const draftVersion = z.object({ version: z.number().int() });
export const unseenAnswer = z.object({
  n: z.number().int().min(0),
  answer: z.enum(['allow', 'not_needed']),
  reason,
  version: z.number().int(),
});
