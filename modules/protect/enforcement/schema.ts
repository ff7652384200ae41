// Words of enforcement: the Linux firewalls that hold conduits, what they were ordered, which list they try or keep, and what they say.
import { compileTargets, readableTargets } from '@holdfast/core-zones';
import { id, name, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const layout = z.enum(['routed', 'bridged']);
/** `enforcer`: a Linux machine that runs Holdfast's own. The others are firewalls of other makes, whose configuration is brought and compared. */
export const enforcerKind = z.enum(['enforcer', ...readableTargets]);
export const mode = z.enum(['normal', 'essential', 'isolated']);
export const zoneOfEnforcer = z.object({
  zone_id: id,
  /** The machine's port towards the zone; null: told by addresses only. */
  interface: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_.-]{1,15}$/)
    .nullable()
    .default(null),
});

/**
 * `waiting_for_machine`, `code_expired`: nobody enrolled yet. `empty`: nothing rolled out. `trying`: a list waits for its confirmation.
 * `rolled_back`: the last list went back by itself. `differs`: the machine does not hold what it was ordered. `out_of_step`: what is approved is
 * not what was rolled out. `silent`: not heard for a minute.
 */
export const enforcerState = z.enum([
  'waiting_for_machine',
  'code_expired',
  'empty',
  'in_force',
  'trying',
  'rolled_back',
  'differs',
  'out_of_step',
  'silent',
  'ended',
]);
export type EnforcerState = z.infer<typeof enforcerState>;

export const listState = z.enum(['offered', 'waiting', 'confirmed', 'rolled_back', 'withdrawn', 'past']);
export const triedList = z.object({
  list_sequence: z.number().int(),
  state: listState,
  versions: z.array(z.object({ conduit_id: id, name: z.string(), version: z.number().int().nullable() })),
  rolled_out_by_name: z.string(),
  rolled_out_at: time,
  applied_at: time.nullable(),
  due_at: time.nullable(),
  confirmed_by_name: z.string().nullable(),
  confirmed_at: time.nullable(),
  why: z.string().nullable(),
  ended_at: time.nullable(),
  /** The maintenance window in which the product rolled it out; null: a person did. */
  window_number: z.number().int().nullable(),
});
export type TriedList = z.infer<typeof triedList>;

/** What became of the newest list of an enforcer. */
export const newestList = triedList.pick({
  list_sequence: true,
  state: true,
  why: true,
  rolled_out_at: true,
  due_at: true,
  confirmed_at: true,
  ended_at: true,
  window_number: true,
});
export type NewestList = z.infer<typeof newestList>;

export const enforcer = z.object({
  id,
  name: z.string(),
  kind: enforcerKind,
  /** When its configuration was compared last; null for an enforcer of ours. */
  compared_at: time.nullable(),
  layout,
  outside: z.enum(['pass', 'drop']),
  confirm_within_s: z.number().int(),
  confirms_itself: z.boolean(),
  state: enforcerState,
  newest_list: newestList.nullable(),
  zones: z.array(z.object({ zone_id: id, name: z.string(), interface: z.string().nullable() })),
  conduits: z.number().int(),
  /** Conduits that are not in the mode normal on the machine. */
  closed: z.number().int(),
  set_here: z.number().int(),
  refused_packets: z.number().int(),
  enrolled_at: time.nullable(),
  seen_at: time.nullable(),
  version: z.string().nullable(),
  registered_by_name: z.string(),
  registered_at: time,
});
export type Enforcer = z.infer<typeof enforcer>;
export const enforcerPage = z.object({ rows: z.array(enforcer), total: z.number().int() });

export const newEnforcer = z.object({
  name,
  kind: enforcerKind.default('enforcer'),
  layout,
  outside: z.enum(['pass', 'drop']).default('pass'),
  zones: z.array(zoneOfEnforcer).min(2).max(200),
  confirm_within_s: z.number().int().min(10).max(3600).default(120),
  confirms_itself: z.boolean().default(false),
});
export const changedEnforcer = newEnforcer;
/** `code` is shown once: it is typed on the machine. `command`: the line to type. */
export const registeredEnforcer = z.object({
  enforcer,
  code: z.string().nullable(),
  code_expires_at: time.nullable(),
  command: z.string().nullable(),
});

export const heldRule = z.object({
  rule_id: z.string(),
  purpose: z.string(),
  standing: z.enum(['enforced', 'detected', 'unenforceable']),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  packets: z.number().int(),
  bytes: z.number().int(),
});
export const heldConduit = z.object({
  conduit_id: id,
  name: z.string(),
  /** What was ordered, and what the machine does; null before it said. */
  ordered: mode,
  held: mode.nullable(),
  set_here: z.boolean(),
  has_list: z.boolean(),
  in_step: z.boolean(),
  refused_packets: z.number().int(),
  rules: z.array(heldRule),
});
export type HeldConduit = z.infer<typeof heldConduit>;

const namedLine = z.object({ line: z.number().int(), text: z.string() }).loose();
/** What a configuration that was brought says against the approved lists. `config_sha256`: of the text, which is not kept. */
export const comparison = z.object({
  is_same: z.boolean(),
  config_sha256: z.string(),
  rules_approved: z.number().int(),
  rules_found: z.number().int(),
  differences: z.array(
    z.object({
      kind: z.enum(['missing', 'extra', 'different', 'order']),
      line: z.number().int().nullable(),
      rule_id: z.string().nullable(),
      conduit_id: z.string().nullable(),
      tag: z.string(),
      what: z.array(z.string()),
      condition: z.string(),
    }),
  ),
  unknown: z.array(namedLine),
  foreign: z.array(namedLine),
  unresolved: z.array(namedLine),
  too_large: z.boolean(),
});
export type EnforcerComparison = z.infer<typeof comparison>;
export const configuration = z.object({ text: z.string().min(1).max(8_000_000) });

export const enforcerDetail = enforcer.extend({
  comparison: comparison.nullable(),
  held: z.array(heldConduit),
  lists: z.array(triedList),
  sequence: z.number().int(),
  ruleset_sha256: z.string().nullable(),
  kernel_sha256: z.string().nullable(),
  is_as_ordered: z.boolean(),
  notes: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.string()) })),
});
export type EnforcerDetail = z.infer<typeof enforcerDetail>;

/** What rolling out would change, line by line of the compiled text. */
export const difference = z.object({
  changed: z.boolean(),
  added: z.number().int(),
  removed: z.number().int(),
  lines: z.array(z.object({ is: z.enum(['same', 'added', 'removed']), text: z.string() })),
});
export const rollOut = z.object({ reason });
export const confirmation = z.object({ list_sequence: z.number().int().min(1) });
export const why = z.object({ reason });
export const policyKey = z.object({
  key_id: z.string(),
  vkey: z.string(),
  fingerprint: z.string(),
  made_at: time,
  former_fingerprint: z.string().nullable(),
});
export type PolicyKeyShown = z.infer<typeof policyKey>;

export const target = z.enum(compileTargets);
export const compiledRules = z.object({
  target,
  text: z.string(),
  /** The order sheet as a table (RFC 4180); null for firewalls. */
  csv: z.string().nullable(),
  standings: z.array(
    z.object({
      conduit_id: id,
      conduit_name: z.string(),
      rule_id: z.string(),
      purpose: z.string(),
      standing: z.enum(['enforced', 'detected', 'unenforceable']),
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  notes: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.string()) })),
});
export type CompiledRules = z.infer<typeof compiledRules>;

/** Whether something holds a conduit to its approved list, and if not, what is missing. */
export const holdCode = z.enum([
  'held',
  'no_list',
  'no_enforcer',
  'not_enrolled',
  'not_rolled_out',
  'trying',
  'differs',
  'set_here',
  'silent',
]);
export type HoldCode = z.infer<typeof holdCode>;
export const conduitHold = z.object({
  conduit_id: id,
  code: holdCode,
  enforcers: z.array(
    z.object({
      id,
      name: z.string(),
      code: holdCode,
      state: enforcerState,
      confirm_within_s: z.number().int(),
      /** The newest list, where this conduit is in it. */
      newest_list: newestList.nullable(),
      conduit: heldConduit.nullable(),
    }),
  ),
});
export type ConduitHold = z.infer<typeof conduitHold>;

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const fact = z.union([z.string().max(600), z.number(), z.boolean(), z.null()]);
/** What an enforcer sends; the same as `Report` of core/policy, checked. */
export const report = z.object({
  sequence: count.nullable(),
  highest_sequence: count,
  list_sequence: count.nullable(),
  list_sha256: sha256.nullable(),
  waiting: z.object({ list_sequence: count, list_sha256: sha256, seconds_left: count }).nullable(),
  ruleset_sha256: sha256.nullable(),
  kernel_sha256: sha256.nullable(),
  is_as_applied: z.boolean(),
  modes: z.array(z.object({ conduit_id: id, mode, is_local: z.boolean() })).max(10_000),
  counters: z.array(z.object({ rule: z.string().max(200), packets: count, bytes: count })).max(50_000),
  trusts: z.array(z.string().max(300)).max(10),
  events: z
    .array(
      z.object({
        id,
        at: time,
        kind: z.enum([
          'started',
          'applied',
          'confirmed',
          'rolled_back',
          'refused',
          'failed',
          'differed',
          'restored',
          'isolated_here',
          'released_here',
        ]),
        facts: z.record(z.string().max(40), fact),
      }),
    )
    .max(1000),
  version: z.string().max(60),
  boot: z.string().max(60),
});
export type EnforcerReport = z.infer<typeof report>;
export const enrolment = z.object({ secret: z.string().min(10).max(20), csr_pem: z.string().max(10_000) });
export const certificateRequest = z.object({ csr_pem: z.string().max(10_000) });
