// Which zones and conduits of the map open findings concern: what needs a person must not look quiet.
import type { Conduit } from '@holdfast/conduits/schema';
import type { Finding } from '@holdfast/findings/schema';

type Alarm = Pick<Finding, 'id' | 'zone_id' | 'other_zone_id'>;
/** Alarms by id of zone or conduit; absent where there is none. */
export type Alarms<It extends Alarm = Finding> = ReadonlyMap<string, readonly It[]>;

/** Sorts findings to the zones at both their ends and to the conduit between these. */
export function placeAlarms<It extends Alarm>(
  findings: readonly It[],
  conduits: readonly Pick<Conduit, 'id' | 'zone_a' | 'zone_b'>[],
): Alarms<It> {
  const between = new Map(conduits.map(({ id, zone_a, zone_b }) => [pairOf(zone_a.id, zone_b.id), id]));
  const placed = new Map<string, It[]>();
  for (const finding of findings) {
    const { zone_id, other_zone_id } = finding;
    const conduit = zone_id === null || other_zone_id === null ? undefined : between.get(pairOf(zone_id, other_zone_id));
    for (const id of new Set([zone_id, other_zone_id, conduit])) if (id) placed.set(id, [...(placed.get(id) ?? []), finding]);
  }
  return placed;
}

function pairOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
