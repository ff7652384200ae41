// Words of shared terminals: what one shows by itself, and who proves to be whom at it.
import { id, name, reason, time } from '@holdfast/platform/shapes';
import { roleName } from '@holdfast/roles/schema';
import { z } from 'zod';

/** Seconds a named person stays; 0 asks for each act anew. */
const personSeconds = z.number().int().min(0).max(600);
const idleSeconds = z.number().int().min(30).max(3600);

export const terminal = z.object({
  id,
  name: z.string(),
  role: roleName,
  zone_id: id.nullable(),
  zone_name: z.string().nullable(),
  person_seconds: personSeconds,
  idle_seconds: idleSeconds,
  state: z.enum(['waiting', 'code_expired', 'in_use', 'ended']),
  paired_at: time.nullable(),
  seen_at: time.nullable(),
  registered_by_name: z.string(),
  registered_at: time,
});
export type Terminal = z.infer<typeof terminal>;
export const newTerminal = z.object({
  name,
  role: roleName,
  zone_id: id.nullable().default(null),
  person_seconds: personSeconds.default(0),
  idle_seconds: idleSeconds.default(120),
});
export const changedTerminal = z.object({ name, person_seconds: personSeconds, idle_seconds: idleSeconds });
/** `code` is shown once: it is typed in the terminal's browser. */
export const registered = z.object({ terminal, code: z.string(), code_expires_at: time });
export const pairing = z.object({ code: z.string().min(4).max(40) });
export const paired = z.object({ name: z.string(), site_id: id });

const pin = z.string().min(1).max(20);
/** Who stands there: a badge's number as the reader types it, or a name chosen from the list; with the PIN. */
export const naming = z
  .object({ badge: z.string().trim().min(1).max(60).optional(), person_id: id.optional(), pin, new_pin: pin.optional() })
  .refine((it) => (it.badge === undefined) !== (it.person_id === undefined), { path: ['badge'], message: 'badge_or_person' });
/** `token` goes along as the header `holdfast-person`; for one act, or until `expires_at`. */
export const named = z.object({ token: z.string(), person: z.object({ id, name: z.string() }), once: z.boolean(), expires_at: time });
export const terminalPeople = z.object({ rows: z.array(z.object({ id, name: z.string() })) });

export const ownPin = z.object({ state: z.enum(['none', 'set', 'must_change', 'locked']), badge_ends_with: z.string().nullable() });
export const newPin = z.object({ current: pin.optional(), pin });
export const badge = z.object({
  person_id: id,
  name: z.string(),
  number: z.string().nullable(),
  pin: ownPin.shape.state,
});
export type BadgeRow = z.infer<typeof badge>;
export const newBadge = z.object({ number: z.string().trim().min(3).max(60).nullable(), reason });
export const startPin = z.object({ pin: z.string() });
export const why = z.object({ reason });
