// Words of the IT/OT boundary: the checklist of the industrial DMZ, the paths behind it, services, remote access, protection (G1-G4, G10, H8, E3, E5, Q6).
import { markCodes } from '@holdfast/core-zones';
import { holdCode } from '@holdfast/enforcement/schema';
import { id, reason, remark, time } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { outbound, remoteAccess, remotePath } from './schema.remote.ts';

export const lineCode = z.enum([
  'dmz_there',
  'no_path_past_dmz',
  'historian_pulls',
  'no_direct_internet',
  'remote_ends_in_dmz',
  'no_path_to_controllers',
  'it_services_closed',
  'one_remote_access',
  'remote_registered',
  'nothing_in_clear',
  'lists_held',
]);
export type LineCode = z.infer<typeof lineCode>;
/** `excepted`: only what the register of exceptions holds is against it. `not_observed`: not every conduit it bears on is heard, so it cannot be said to hold. */
export const lineState = z.enum(['holds', 'excepted', 'does_not', 'not_observed']);
export type LineState = z.infer<typeof lineState>;
/** `paths`: how many of `paths` bear the line; `conduit_ids`: on which it fails; `unheard_conduit_ids`: of those it bears on, where no end is heard. */
export const line = z.object({
  code: lineCode,
  state: lineState,
  paths: z.number().int(),
  excepted: z.number().int(),
  conduit_ids: z.array(id),
  unheard_conduit_ids: z.array(id),
});

const end = z.object({
  asset_id: id,
  name: z.string(),
  kind: z.string(),
  zone_id: id,
  zone_name: z.string(),
  level: z.string().nullable(),
});
export const boundaryPath = z.object({
  flow_id: id,
  from: end,
  to: end,
  service: z.string(),
  transport: z.string(),
  port: z.number().int().nullable(),
  conduit_id: id.nullable(),
  verdict: z.enum(['allowed', 'unapproved', 'no_list', 'intra_zone']),
  /** The exception that lets it pass: X-7. */
  exception: z.number().int().nullable(),
  lines: z.array(lineCode),
  marks: z.array(z.enum(markCodes)),
  first_seen: time,
  last_seen: time,
});
export type BoundaryPath = z.infer<typeof boundaryPath>;

/** `blocked`: the list does not name it and a firewall holds the list; `not_held`: not named, but nothing holds the list; `open`: no list. */
export const serviceState = z.enum(['blocked', 'not_held', 'allowed', 'excepted', 'open']);
export const serviceRow = z.object({
  conduit_id: id,
  conduit_name: z.string(),
  service: z.string(),
  state: serviceState,
  exceptions: z.array(z.number().int()),
  flows_seen: z.number().int(),
});
export type ServiceRow = z.infer<typeof serviceRow>;

export const clearText = z.object({
  service: z.string(),
  is_outdated: z.boolean(),
  conduit_id: id.nullable(),
  place: z.string(),
  flows: z.number().int(),
  last_seen: time,
});

export const protectionResult = z.enum(['held', 'failed', 'not_tested']);
const day = z.iso.date();
export const protection = z.object({
  conduit_id: id,
  conduit_name: z.string(),
  hold: holdCode,
  /** Null: nothing recorded yet. */
  means: z.string().nullable(),
  provider: z.string().nullable(),
  tested_on: z.string().nullable(),
  result: protectionResult.nullable(),
  next_test_on: z.string().nullable(),
  noted_by_name: z.string().nullable(),
  noted_at: time.nullable(),
});
export type Protection = z.infer<typeof protection>;
export const newProtection = z
  .object({
    means: remark.min(3),
    provider: remark.nullable().default(null),
    tested_on: day.nullable().default(null),
    result: protectionResult,
    next_test_on: day,
  })
  .refine((it) => (it.result === 'not_tested') === (it.tested_on === null), { message: 'tested_needs_day' });
export type NewProtection = z.output<typeof newProtection>;

export const look = z.object({
  id,
  looked_by_name: z.string(),
  looked_at: time,
  reason: z.string(),
  next_due_on: z.string(),
  states: z.record(z.string(), lineState),
});
export const newLook = z.object({ reason, next_due_on: day });

export const boundary = z.object({
  lines: z.array(line),
  /** Conduits that lines name as not heard. */
  unheard: z.array(z.object({ id, name: z.string() })),
  paths: z.array(boundaryPath),
  /** True when there were more flows than are looked at; the newest are. */
  is_cut: z.boolean(),
  services: z.array(serviceRow),
  remote: z.array(remoteAccess),
  /** How many solutions of remote access there are: those registered, and ways seen that no entry explains (H8). */
  solutions: z.number().int(),
  register: z.array(remotePath),
  /** Somebody registered a way once: from then on a way that is not registered is a finding, also where a list lets it pass. */
  register_begun: z.boolean(),
  outbound: z.array(outbound),
  clear_text: z.array(clearText),
  protections: z.array(protection),
  looks: z.array(look),
  /** Null before anybody looked. */
  next_due_on: z.string().nullable(),
});
export type Boundary = z.infer<typeof boundary>;
