// Words of zones: proposed from what was seen with the reasons, confirmed by a person (IEC 62443-3-2 ZCR 3).
import { id, name, page, reason, time } from '@holdfast/platform/shapes';
import { observationState, observed } from '@holdfast/observation/schema';
import { purdueLevels } from '@holdfast/core-wire/words';
import { z } from 'zod';

export const zoneState = z.enum(['proposed', 'confirmed']);
/** Why a zone was proposed: a code the UI words, with its parameters. */
export const why = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });
export const zone = z.object({
  id,
  key: z.string(),
  name: z.string(),
  /** What the zone is for, as proposed: `control`, `cell`, `supervision`, `dmz` ... */
  role: z.string(),
  purdue_level: z.enum(purdueLevels).nullable(),
  state: zoneState,
  custodian_id: id.nullable(),
  custodian_name: z.string().nullable(),
  subnets: z.array(z.string()),
  vlans: z.array(z.number().int()),
  why: z.array(why),
  assets: z.number().int(),
  assets_sighted: z.number().int(),
  kinds: z.record(z.string(), z.number().int()),
  confirmed_at: time.nullable(),
  confirmed_by_name: z.string().nullable(),
  /** What sees it (G12), newest first; nothing: unobserved. */
  observed: z.array(observed),
  observation: observationState,
  /** Whether its traffic is heard: only then does "no finding" say something. */
  traffic: observationState,
  /** C17: of its assets, how many have criticality and owner. */
  complete: z.number().int(),
  version: z.number().int(),
});
export type Zone = z.infer<typeof zone>;
export const zonePage = page(zone);
export const newZone = z.object({ name, purdue_level: z.enum(purdueLevels), custodian_id: id.nullable().default(null) });
export const changedZone = z.object({
  version: z.number().int(),
  name: name.optional(),
  purdue_level: z.enum(purdueLevels).optional(),
  custodian_id: id.nullable().optional(),
});
/** Confirms the zones named (or all proposed ones when the list is left out). */
export const confirmation = z.object({ zone_ids: z.array(id).max(1000).optional(), reason });
export const confirmed = z.object({ confirmed: z.number().int() });
/** Moves assets into a zone by a person's word; kept over later proposals. */
export const move = z.object({ asset_ids: z.array(id).min(1).max(1000), reason });
/** `refused`: those that stay where they stand, each with a code; `entry_id` null when none moved. */
export const moved = z.object({
  moved: z.number().int(),
  refused: z.array(z.object({ id, code: z.string() })),
  entry_id: id.nullable(),
});
