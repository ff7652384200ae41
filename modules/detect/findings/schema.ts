// Words of findings: something abnormal that waits for a person's decision.
import { lineMessage } from '@holdfast/line-messages/schema';
import { id, listQuery, oneOrMore, page, reason, siteParams, time } from '@holdfast/platform/shapes';
import { called } from '@holdfast/roster/schema';
import { z } from 'zod';

export const findingKind = z.enum([
  'new_device',
  'unapproved_flow',
  'conduit_without_list',
  'changing_command',
  'retired_seen',
  'unknown_internet',
  'file_damaged',
  'safety_intervention',
  'it_ot_pivot',
  'remote_session',
  'network_scan',
  'silent_device',
  'exception_burst',
  'address_conflict',
  'cleartext_credentials',
  'outdated_protocol',
  'element_outside',
  'unusual_commands',
  'responsibility_missing',
  'enforcer_differs',
]);
/**
 * `open`: new. `accepted`: borne by its owner until `due_at`, then it is new again. `being_fixed`: by its owner until `due_at`. `in_incident`:
 * dealt with there (`reference`). `fixed`: stayed away on `absent_days` days on which its zones were observed. `closed`: decided, or no longer so.
 */
export const findingState = z.enum(['open', 'investigating', 'accepted', 'being_fixed', 'in_incident', 'fixed', 'closed']);
/** States in which nobody has to do anything any more. */
export const settledStates = ['fixed', 'closed'] as const;
export const finding = z.object({
  id,
  kind: findingKind,
  state: findingState,
  subject_type: z.enum(['asset', 'flow', 'conduit', 'file', 'site', 'enforcer']),
  subject_id: id,
  subject_name: z.string(),
  zone_id: id.nullable(),
  zone_name: z.string().nullable(),
  /** The zone at the other end of a flow or conduit; its name is null when both ends are in one zone. */
  other_zone_id: id.nullable(),
  other_zone_name: z.string().nullable(),
  /** Parameters of the sentence the UI words by kind; numbers and names only. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  attack: z.array(z.string()),
  capture_id: id.nullable(),
  frame: z.number().int().nullable(),
  first_seen: time,
  last_seen: time,
  decision: z.string().nullable(),
  decided_by_name: z.string().nullable(),
  decided_at: time.nullable(),
  decision_reason: z.string().nullable(),
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  /** When the acceptance ends, or until when it shall be fixed. */
  due_at: time.nullable(),
  /** The incident it is part of, in words. */
  reference: z.string().nullable(),
  /** Days with observation on which it was not seen since somebody fixes it. */
  absent_days: z.number().int(),
  /** Stop and quality messages of the MES of the same line and time. */
  line_messages: z.number().int(),
});
export type Finding = z.infer<typeof finding>;
export const findingQuery = listQuery.extend({ kind: oneOrMore, state: oneOrMore, zone_id: oneOrMore });
export const findingPage = page(finding);
/**
 * What a person makes of findings. New device: `accept`, `reject`, `investigate`. Unapproved flow and changing command: `expected` (was right,
 * the list must change or it was planned), `stop` (must not happen), `investigate`. Conduit without list closes by itself when a list is in force.
 * Of every kind: `tolerate` (accepted by an owner until a day), `fix` (an owner mends it until a day), `incident` (part of one).
 */
export const findingDecision = z.object({
  finding_ids: z.array(id).min(1).max(1000),
  decision: z.enum(['accept', 'reject', 'investigate', 'expected', 'stop', 'tolerate', 'fix', 'incident']),
  reason,
  /** Who bears or fixes it, and until when: with `tolerate` and `fix`. */
  owner_id: id.nullable().default(null),
  due_at: time.nullable().default(null),
  /** Which incident: with `incident`. */
  reference: z.string().trim().min(1).max(200).nullable().default(null),
});
export type Deciding = z.output<typeof findingDecision>;
/** `entry_id`: the act's, by which it can be taken back. */
export const findingDecided = z.object({
  decided: z.number().int(),
  refused: z.array(z.object({ id, code: z.string() })),
  entry_id: id.nullable(),
});
export const findingCounts = z.object({ open: z.record(z.string(), z.number().int()), investigating: z.number().int() });

/** Why a finding matters here, as codes the UI words; values are names. */
export const mattersCode = z.enum([
  'zone',
  'zone_only',
  'both',
  'unplaced',
  'critical',
  'role',
  'safety',
  'mode_normal',
  'mode_essential',
  'mode_isolated',
  'state',
  'window',
]);
/** Frames kept with a finding: around when it was first seen, and around when it was seen last. They outlive their capture. */
export const keptFrames = z.object({
  place: z.enum(['first', 'latest']),
  sha256: z.string(),
  size_bytes: z.number().int(),
  frames: z.number().int(),
  first_at: time,
  last_at: time,
  cut_at: time,
  /** The ledger entry that has their hash. */
  entry_id: id,
  /** Null when the capture's row is gone. */
  capture_name: z.string().nullable(),
});
export type KeptFrames = z.infer<typeof keptFrames>;
export const framesQuery = z.object({ place: keptFrames.shape.place.default('first') });
/** One finding as a note to a colleague: beside what was seen why it matters here, whom to call now, and where its frames are. */
export const findingDetail = z.object({
  finding,
  matters: z.array(z.object({ code: mattersCode, params: z.record(z.string(), z.string()) })),
  call: z.array(called),
  shift_name: z.string().nullable(),
  capture_name: z.string().nullable(),
  /** Frames kept with it; none while they are being cut, or where no capture held any. */
  frames: z.array(keptFrames),
  /** Observed days it must stay away to count as fixed. */
  needed_days: z.number().int(),
  /** What the MES told of the same line within half an hour; `is_connected`: it tells anything at all. */
  beside: z.object({ messages: z.array(lineMessage), is_connected: z.boolean() }),
});
export type FindingDetail = z.infer<typeof findingDetail>;
/** Days, on which its zones were observed, a finding being fixed must stay away to count as fixed. */
export const findingRules = z.object({ absent_days: z.number().int().min(1).max(90) });
/** `before`: what the person saw; somebody else's change in between is refused. */
export const changedFindingRules = findingRules.extend({ before: z.number().int(), reason });
export const findingParams = siteParams.extend({ finding_id: id });
