// Words of modes: how a conduit is held now, what a switch would stop, and which flows must not simply be cut.
import { id, reason, remark, time } from '@holdfast/platform/shapes';
import { conduitModes, safetyKinds } from '@holdfast/core-zones';
import { z } from 'zod';

/** `normal`: the list; `essential`: the essential rules of it; `isolated`: nothing passes. */
export const conduitMode = z.enum(conduitModes);
export type ConduitMode = z.infer<typeof conduitMode>;
export const safetyKind = z.enum(safetyKinds);

/** How a conduit is held; `since` null: it was never switched. */
export const modeNow = z.object({
  mode: conduitMode,
  since: time.nullable(),
  by_name: z.string().nullable(),
  reason: z.string().nullable(),
  /** When it shall go back to normal, in words. */
  return_condition: z.string().nullable(),
  authority_name: z.string().nullable(),
});
export type ModeNow = z.infer<typeof modeNow>;

/** A flow seen in the last days, and whether it still passes in a mode. */
export const modeFlow = z.object({
  flow_id: id,
  client_id: id,
  client_name: z.string(),
  server_id: id.nullable(),
  server_name: z.string(),
  transport: z.string(),
  server_port: z.number().int().nullable(),
  protocol: z.string(),
  classes: z.array(z.string()),
  last_seen: time,
  passes: z.boolean(),
  rule_id: z.string().nullable(),
  safety: safetyKind.nullable(),
  expected_trip: z.string().nullable(),
});
export type ModeFlow = z.infer<typeof modeFlow>;

export const modePreview = z.object({
  mode: conduitMode,
  days: z.number().int(),
  /** Null while no list is in force: nothing says what is essential. */
  list_version: z.number().int().nullable(),
  essential_rules: z.number().int(),
  passes: z.number().int(),
  stops: z.number().int(),
  /** Flows marked as safety that would be cut: each needs the shift authority's name. */
  safety_stops: z.number().int(),
  /** Nothing heard the conduit in these days: no flow here does not mean none. */
  is_heard: z.boolean(),
  flows: z.array(modeFlow),
  authorities: z.array(z.object({ id, name: z.string() })),
});
export type ModePreview = z.infer<typeof modePreview>;

/** `mode_since` as it was read: who switches meanwhile is not overwritten. */
export const modeSwitch = z.object({
  mode: conduitMode,
  reason,
  return_condition: remark.default(''),
  authority_id: id.nullable().default(null),
  was: conduitMode,
});
export type ModeSwitch = z.output<typeof modeSwitch>;

/** A safety mark; `kind` null takes it away. */
export const safetyMark = z.object({ kind: safetyKind.nullable(), expected_trip: remark.default(''), reason });
export const safetyFlow = z.object({
  flow_id: id,
  kind: safetyKind,
  expected_trip: z.string(),
  marked_by_name: z.string(),
  marked_at: time,
});
export const safetyFlows = z.object({ rows: z.array(safetyFlow) });
