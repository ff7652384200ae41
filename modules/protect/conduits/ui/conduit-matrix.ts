// The zone-by-zone matrix: which zones stand where, and which conduit joins each pair.
import type { Conduit } from '@holdfast/conduits/schema';

export type MatrixZone = Conduit['zone_a'];

/** Zones that a conduit joins, the highest level first, zones without a level last. */
export function matrixZones(conduits: readonly Conduit[]): MatrixZone[] {
  const zones = new Map(conduits.flatMap((conduit) => [conduit.zone_a, conduit.zone_b]).map((zone) => [zone.id, zone]));
  const rank = (zone: MatrixZone): number => (zone.purdue_level === null ? -1 : Number(zone.purdue_level));
  return [...zones.values()].toSorted((a, b) => rank(b) - rank(a) || a.name.localeCompare(b.name, undefined, { numeric: true }));
}

/** Finds the conduit of a pair in either order. */
export function indexPairs(conduits: readonly Conduit[]): (a: string, b: string) => Conduit | null {
  const byPair = new Map(conduits.map((conduit) => [pairKey(conduit.zone_a.id, conduit.zone_b.id), conduit]));
  return (a, b) => byPair.get(pairKey(a, b)) ?? null;
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
