// Words of conduits: each flow needed, blockable or unknown; each conduit its allow-list, approved by two people.
import { id, listQuery, name, oneOrMore, oneOrMoreIds, page, reason, remark, time } from '@holdfast/platform/shapes';
import { flow, operation, operationClass, transport } from '@holdfast/flows/schema';
import { modbusTables, safetyKinds } from '@holdfast/core-zones';
import { z } from 'zod';

/** `approved`: a list is in force and every flow fits it; `unapproved`: in force and at least one flow does not; `unknown`: no list yet. */
export const conduitState = z.enum(['approved', 'unapproved', 'unknown']);
export const judgement = z.enum(['needed', 'blockable', 'unknown']);
/** `allowed` by a rule, `unapproved` against a list in force, `no_list` while the conduit has none, `intra_zone` inside one zone. */
export const verdict = z.enum(['allowed', 'unapproved', 'no_list', 'intra_zone']);

export const conduit = z.object({
  id,
  name: z.string(),
  purpose: z.string().nullable(),
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  zone_a: z.object({ id, name: z.string(), purdue_level: z.string().nullable() }),
  zone_b: z.object({ id, name: z.string(), purdue_level: z.string().nullable() }),
  state: conduitState,
  flows: z.number().int(),
  needed: z.number().int(),
  blockable: z.number().int(),
  unknown: z.number().int(),
  unapproved: z.number().int(),
  list_version: z.number().int().nullable(),
  waiting: z.boolean(),
  last_seen: time.nullable(),
  /** Until when anything heard the traffic of one of its zones; null: nothing ever did, and no finding says nothing (G12). */
  heard_until: time.nullable(),
  protocols: z.array(z.string()),
});
export type Conduit = z.infer<typeof conduit>;
export const conduitQuery = listQuery.extend({ state: oneOrMore, zone_id: oneOrMoreIds });
export const conduitPage = page(conduit);

/** `role` is an asset kind ('hmi', 'plc' ...): every asset of that kind in the zone. */
export const ruleEnd = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('zone'), zone_id: id }),
  z.object({ kind: z.literal('role'), zone_id: id, role: z.string().min(1).max(40) }),
  z.object({ kind: z.literal('asset'), asset_id: id }),
]);
const word16 = z.number().int().min(0).max(65535);
/** What a rule narrows to inside a protocol; ranges inclusive, counted from 0 as on the wire. */
export const protocolElement = z
  .discriminatedUnion('protocol', [
    z.object({
      protocol: z.literal('modbus'),
      unit: z.number().int().min(0).max(255),
      table: z.enum(modbusTables),
      from: word16,
      to: word16,
    }),
    z.object({ protocol: z.literal('cip'), class_id: z.number().int().min(0).max(0xffffffff) }),
    z.object({ protocol: z.literal('s7comm'), area: z.string().min(1).max(20), number: word16.nullable() }),
  ])
  .refine((element) => element.protocol !== 'modbus' || element.from <= element.to);
const hourMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** In the site's time zone; days 1 (Monday) to 7; `to` not after `from` runs over midnight. */
export const timeWindow = z.object({ days: z.array(z.number().int().min(1).max(7)).min(1).max(7), from: hourMinute, to: hourMinute });
export const rule = z.object({
  id: z.string().max(64),
  from: ruleEnd,
  to: ruleEnd,
  transport,
  port_from: z.number().int().min(0).max(65535).nullable(),
  port_to: z.number().int().min(0).max(65535).nullable(),
  protocol: z.string().max(40).nullable(),
  classes: z.array(operationClass).nullable(),
  purpose: z.string().max(400),
  /** Absent in lists written before there were any; absent or null is any element, always, not marked. */
  elements: z.array(protocolElement).max(500).nullable().optional(),
  window: timeWindow.nullable().optional(),
  is_essential: z.boolean().optional(),
  safety: z.enum(safetyKinds).nullable().optional(),
  learnt_from: z
    .object({ flows: z.number().int(), conversations: z.number().int(), first_seen: time, last_seen: time })
    .nullable()
    .optional(),
});
export type Rule = z.infer<typeof rule>;
export const shownRule = rule.extend({
  from_name: z.string(),
  to_name: z.string(),
  /** Zones the ends stand in now; null when an end is gone. */
  from_zone: z.string().nullable(),
  to_zone: z.string().nullable(),
  flows: z.number().int(),
});

export const allowListState = z.enum(['proposed', 'approved', 'refused', 'withdrawn', 'expired', 'superseded', 'scheduled']);
export const allowList = z.object({
  id,
  version: z.number().int(),
  state: allowListState,
  rules: z.array(shownRule),
  proposed_by: id,
  proposed_by_name: z.string(),
  proposed_at: time,
  reason: z.string(),
  decided_by_name: z.string().nullable(),
  decided_at: time.nullable(),
  decision_reason: z.string().nullable(),
  approval_id: id,
  /** The window it takes effect in; null: at once. */
  window_id: id.nullable(),
  window_number: z.number().int().nullable(),
  in_force_since: time.nullable(),
  /** Done without a window; somebody else looks at it by `review_due_on`. */
  is_emergency: z.boolean(),
  review_due_on: z.string().nullable(),
  reviewed_by_name: z.string().nullable(),
  reviewed_at: time.nullable(),
  review: z.string().nullable(),
  /** The version whose rules it brings back. */
  rolled_back_to: z.number().int().nullable(),
  mine_to_decide: z.boolean(),
});
export type AllowList = z.infer<typeof allowList>;

export const conduitDetail = conduit.extend({
  in_force: allowList.nullable(),
  proposed: allowList.nullable(),
  scheduled: allowList.nullable(),
  history: z.array(allowList),
});
export type ConduitDetail = z.infer<typeof conduitDetail>;
export const changedConduit = z.object({
  name: name.optional(),
  purpose: remark.nullable().optional(),
  owner_id: id.nullable().optional(),
});

/** A flow seen from its conduit. */
export const judgedFlow = flow.extend({
  conduit_id: id.nullable(),
  judgement,
  judged_by_name: z.string().nullable(),
  judged_at: time.nullable(),
  judged_reason: z.string().nullable(),
  verdict,
  rule_id: z.string().nullable(),
  /** What does not fit: codes such as `no_rule`, `class_not_allowed`, with parameters. */
  unmatched: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
  /** C6: `line_to_line`, `line_to_utilities`, `ot_to_it`, `within_zone`, `other`. */
  dependency: z.enum(['within_zone', 'line_to_line', 'line_to_utilities', 'ot_to_it', 'other']),
});
export type JudgedFlow = z.infer<typeof judgedFlow>;
export const judgedFlowDetail = judgedFlow.extend({ operations: z.array(operation) });
export const flowQuery = listQuery.extend({
  conduit_id: oneOrMore,
  asset_id: oneOrMoreIds,
  zone_id: oneOrMoreIds,
  verdict: oneOrMore,
  judgement: oneOrMore,
  protocol: oneOrMore,
  class: oneOrMore,
});
export const flowPage = page(judgedFlow);

export const judging = z.object({ flow_ids: z.array(id).min(1).max(1000), judgement, reason });
/** `refused`: those that stay as they were, each with a code; `entry_id` null when none was judged. */
export const judged = z.object({
  judged: z.number().int(),
  refused: z.array(z.object({ id, code: z.string() })),
  entry_id: id.nullable(),
});
/**
 * Proposes a list: `rules` written out, those of the draft (`draft_version` as it was read), of an earlier version (`version_again`: roll back), or
 * none of them: learnt from the flows judged needed. `window_id`: takes effect in that window; `is_emergency`: at once, looked at afterwards.
 */
export const proposal = z.object({
  rules: z.array(rule).max(2000).optional(),
  draft_version: z.number().int().optional(),
  version_again: z.number().int().optional(),
  window_id: id.optional(),
  is_emergency: z.boolean().default(false),
  reason,
});
export const listReview = z.object({ review: remark.min(3) });
export const learnt = z.object({
  rules: z.array(shownRule),
  needed_flows: z.number().int(),
  flows_that_would_be_unapproved: z.array(judgedFlow),
});

/** G6: zones that meet all four conditions of `segmentation`, and those whose every conduit has an approved list; G7: unapproved flows. */
export const coverage = z.object({
  zones: z.number().int(),
  zones_with_lists: z.number().int(),
  zones_segmented: z.number().int(),
  conduits: z.number().int(),
  conduits_with_list: z.number().int(),
  flows: z.number().int(),
  needed: z.number().int(),
  blockable: z.number().int(),
  unknown: z.number().int(),
  unapproved: z.number().int(),
  months: z.array(z.object({ month: z.string(), unapproved_seen: z.number().int() })),
});
