// Words of isolation cards: how a zone is cut off, what that stops, who decides, and whether it was ever tried.
import { roleId } from '@holdfast/appointments/schema';
import { conduitMode, safetyKind } from '@holdfast/conduits/schema.modes';
import { holdCode } from '@holdfast/enforcement/schema';
import { id, listQuery, oneOrMore, page, reason, remark, time } from '@holdfast/platform/shapes';
import { called } from '@holdfast/roster/schema';
import { z } from 'zod';

/** `missing`: nobody wrote one; `draft`: written, or changed since; `approved`: the plant manager stands for it. */
export const cardState = z.enum(['missing', 'draft', 'approved']);
/** `due`: the last test is older than a year. */
export const testState = z.enum(['never', 'due', 'tested']);
export const drillResult = z.enum(['as_expected', 'differs']);

export const step = z.object({
  text: z.string().trim().min(3).max(500),
  /** Who does it; null: whoever is there. */
  role: roleId.nullable(),
  minutes: z.number().int().min(0).max(1440),
});
export type Step = z.infer<typeof step>;

const standing = {
  id,
  zone_name: z.string(),
  state: cardState,
  test: testState,
  last_tested_at: time.nullable(),
  last_result: drillResult.nullable(),
  /** The day of the next drill: a year after the last, a month after the card was first approved; null where neither is. */
  next_drill_on: z.string().nullable(),
  approved_at: time.nullable(),
  /** Of the card; 0 while there is none. */
  version: z.number().int(),
};

/** A zone in the list of cards; its id is the zone's. */
export const cardRow = z.object({
  ...standing,
  purdue_level: z.string().nullable(),
  minutes: z.number().int(),
  conduits: z.number().int(),
  isolated: z.number().int(),
});
export type CardRow = z.infer<typeof cardRow>;
export const cardQuery = listQuery.extend({ state: oneOrMore, test: oneOrMore });
export type CardQuery = z.infer<typeof cardQuery>;
export const cardPage = page(cardRow);

/** A conduit of the zone, in the order it is switched, with what isolating it would stop. */
export const cardConduit = z.object({
  id,
  name: z.string(),
  mode: conduitMode,
  /** Whether something holds it: what nothing holds must be cut by hand. */
  hold: holdCode,
  stops: z.number().int(),
  safety_stops: z.number().int(),
  is_heard: z.boolean(),
  /** Not there when the card was written. */
  is_new: z.boolean(),
  flows: z.array(
    z.object({
      flow_id: id,
      client_name: z.string(),
      server_name: z.string(),
      protocol: z.string(),
      server_port: z.number().int().nullable(),
      safety: safetyKind.nullable(),
      expected_trip: z.string().nullable(),
    }),
  ),
});
export type CardConduit = z.infer<typeof cardConduit>;

/** A step the product proposes: worded in the reader's language. */
export const proposedStep = z.object({
  code: z.enum(['tell_shift', 'make_safe', 'switch', 'cut_by_hand', 'look', 'write_down']),
  names: z.array(z.string()),
  role: roleId.nullable(),
  minutes: z.number().int(),
});
export type ProposedStep = z.infer<typeof proposedStep>;

const written = {
  steps: z.array(step).min(1).max(50),
  side_effects: remark,
  decider_role: roleId,
  /** The person, where it is one by name. */
  decider_id: id.nullable(),
  /** The order in which conduits are switched; those left out come after. */
  conduit_ids: z.array(id).max(500),
  return_condition: remark.min(3),
};

export const isolationCard = z.object({
  ...standing,
  ...written,
  steps: z.array(step),
  return_condition: z.string(),
  decider_name: z.string().nullable(),
  approved_by_name: z.string().nullable(),
  changed_by_name: z.string().nullable(),
  changed_at: time.nullable(),
  conduits: z.array(cardConduit),
  /** Whom to call now, first to last. */
  calls: z.array(called),
  /** How far back the flows reach, days. */
  days: z.number().int(),
  proposal: z.array(proposedStep),
});
export type IsolationCard = z.infer<typeof isolationCard>;

/** All fields as they shall be; `version` as it was read, 0 for the first. What was approved is asked again. */
export const keptCard = z.object({ ...written, version: z.number().int() });
export type KeptCard = z.output<typeof keptCard>;
export const cardApproval = z.object({ version: z.number().int() });

/** What switching all conduits of a zone would do now. */
export const zoneSwitchPreview = z.object({
  rows: z.array(cardConduit.pick({ id: true, name: true, mode: true, stops: true, safety_stops: true, hold: true, is_heard: true })),
  authorities: z.array(z.object({ id, name: z.string() })),
});
export type ZoneSwitchPreview = z.infer<typeof zoneSwitchPreview>;
export const zoneMode = z.enum(['isolated', 'normal']);
export const zoneSwitch = z.object({
  mode: zoneMode,
  reason,
  return_condition: remark.default(''),
  authority_id: id.nullable().default(null),
});
/** Each conduit by itself: one that somebody switched meanwhile does not hold up the others. `code` of a failure: why. */
export const zoneSwitched = z.object({
  rows: z.array(z.object({ id, name: z.string(), outcome: z.enum(['switched', 'already', 'failed']), code: z.string().nullable() })),
});
export type ZoneSwitched = z.infer<typeof zoneSwitched>;
