// Words of a trial: what a list would have done to what was recorded.
import { id, time } from '@holdfast/platform/shapes';
import { conduitModes, operatingStates } from '@holdfast/core-zones';
import { z } from 'zod';
import { isPeriod } from './schema.drafts.ts';

const counted = z.object({ conversations: z.number(), flows: z.number().int() });

/** Which list: one of the conduit's, or the draft (left out), over a period; `mode` as it would be switched. */
export const trialQuery = z
  .object({
    list_id: id.optional(),
    mode: z.enum([...conduitModes]).default('normal'),
    from: time,
    until: time,
  })
  .refine(isPeriod, { message: 'not_a_period' });
export type TrialAsked = z.output<typeof trialQuery>;

/** `reported`: passes a firewall, which sees no operations, but does not fit the list. */
export const triedFlow = z.object({
  client_id: id.nullable(),
  client_name: z.string(),
  server_id: id.nullable(),
  server_name: z.string(),
  transport: z.string(),
  server_port: z.number().int().nullable(),
  protocol: z.string(),
  classes: z.array(z.string()),
  outcome: z.enum(['passes', 'reported', 'cut']),
  code: z.string(),
  rule_id: z.string().nullable(),
  conversations: z.number(),
  first_at: time,
  last_at: time,
});
export type TriedFlowShown = z.infer<typeof triedFlow>;

export const trial = z.object({
  from: time,
  until: time,
  judged: counted,
  passes: counted,
  reported: counted,
  cut: counted,
  unread: counted,
  /** What the list in force lets through and this one would cut or report; null while none is in force. */
  newly_cut: counted.nullable(),
  newly_reported: counted.nullable(),
  last_cut_at: time.nullable(),
  examples: z.array(triedFlow),
  rules: z.array(z.object({ rule_id: z.string(), conversations: z.number(), flows: z.number().int(), last_at: time.nullable() })),
  states: z.array(z.object({ state: z.enum([...operatingStates]), conversations: z.number(), cut: z.number(), reported: z.number() })),
});
export type Trial = z.infer<typeof trial>;
