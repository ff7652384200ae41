// Decisions about observation: what was seen lately enough to rely on. Nothing seen is never taken for nothing wrong.
import type { ObservationKind, ObservationState, Observed } from './schema.ts';

/** What sees the wire hears traffic; the others only see that devices are there. */
const hearsTraffic: readonly ObservationKind[] = ['sensor', 'capture'];
/** Longer ago than this a plant has changed more than a look can vouch for. */
export const stale_after_days = 90;
const dayMs = 24 * 3600 * 1000;

/** Whether a zone is seen, by anything. `now` in ISO 8601. */
export function stateOf(observed: readonly Pick<Observed, 'kind' | 'seen_to'>[], now: string): ObservationState {
  const newest = Math.max(...observed.map((it) => Date.parse(it.seen_to)));
  if (observed.length === 0) return 'unobserved';
  return Date.parse(now) - newest > stale_after_days * dayMs ? 'stale' : 'observed';
}

/** Whether the traffic of a zone is heard. A walk-down finds devices, and hears nothing. */
export function trafficStateOf(observed: readonly Pick<Observed, 'kind' | 'seen_to'>[], now: string): ObservationState {
  return stateOf(
    observed.filter((it) => hearsTraffic.includes(it.kind)),
    now,
  );
}

/** How a conduit's traffic is heard, by when anything last heard one of its zones; null: nothing did. */
export function heardState(heard_until: string | null, now: string): ObservationState {
  return stateOf(heard_until === null ? [] : [{ kind: 'capture', seen_to: heard_until }], now);
}

const rank: Readonly<Record<ObservationState, number>> = { unobserved: 0, stale: 1, observed: 2 };

/** A conduit is heard as well as the better heard of its two zones: its frames pass both. */
export function conduitStateOf(a: ObservationState, b: ObservationState): ObservationState {
  return rank[a] >= rank[b] ? a : b;
}
