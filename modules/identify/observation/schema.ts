// Words of observation: what sees a zone or a conduit, since when and until when (G12).
import { id, page, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** `sensor` and `capture` read the wire; `station` is a capture at one machine, which hears only its own talk; `switch_table` and `walk_down` see that devices are there, not what they say. */
export const observationKind = z.enum(['sensor', 'capture', 'station', 'switch_table', 'walk_down']);
export type ObservationKind = z.infer<typeof observationKind>;

/** Everything of one kind that saw a zone. `source_id` is the newest of them. */
export const observed = z.object({
  kind: observationKind,
  seen_from: time,
  seen_to: time,
  sources: z.number().int(),
  source_id: id,
});
export type Observed = z.infer<typeof observed>;

/** `stale`: something saw it, but longer ago than the plant relies on. */
export const observationState = z.enum(['observed', 'stale', 'unobserved']);
export type ObservationState = z.infer<typeof observationState>;

export const zoneObservation = z.object({
  id,
  zone_name: z.string(),
  assets: z.number().int(),
  observed: z.array(observed),
  /** Whether anything saw it at all. */
  state: observationState,
  /** Whether anything heard its traffic: only then does "no finding" say something. */
  traffic: observationState,
});
export type ZoneObservation = z.infer<typeof zoneObservation>;
export const zoneObservations = page(zoneObservation);
