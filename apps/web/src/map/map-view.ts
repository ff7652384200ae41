// What the map shows and what stays strong when something is pointed at.
import type { Conduit } from '@holdfast/conduits/schema';

export type Show = 'all' | 'unapproved' | 'unknown';
export type Pointed = { kind: 'box' | 'line'; id: string } | null;

/** What the page's address asks to show. */
export function showOf(filters: Readonly<Record<string, string>>): Show {
  return filters.show === 'unapproved' || filters.show === 'unknown' ? filters.show : 'all';
}

/** The conduits of a choice. */
export function selectConduits<It extends Pick<Conduit, 'state'>>(conduits: readonly It[], show: Show): It[] {
  return show === 'all' ? [...conduits] : conduits.filter((conduit) => conduit.state === show);
}

type Pair = { id: string; zone_a: { id: string }; zone_b: { id: string } };

/** Ids that stay strong: a zone with its conduits and their other ends, or a conduit with its two zones; null when nothing is pointed at. */
export function strongIds(conduits: readonly Pair[], pointed: Pointed): Set<string> | null {
  if (pointed === null) return null;
  const touched = conduits.filter(({ id, zone_a, zone_b }) =>
    pointed.kind === 'line' ? id === pointed.id : [zone_a.id, zone_b.id].includes(pointed.id),
  );
  return new Set([pointed.id, ...touched.flatMap((conduit) => [conduit.id, conduit.zone_a.id, conduit.zone_b.id])]);
}

const rank: Record<Conduit['state'], number> = { unapproved: 0, unknown: 1, approved: 2 };

/** Conduits in the order a person should look at them. */
export function byUrgency<It extends Pick<Conduit, 'state' | 'name'>>(conduits: readonly It[]): It[] {
  return conduits.toSorted((a, b) => rank[a.state] - rank[b.state] || a.name.localeCompare(b.name, undefined, { numeric: true }));
}

/** The other end of a conduit, seen from one of its zones. */
export function otherEnd(conduit: Pick<Conduit, 'zone_a' | 'zone_b'>, zone_id: string): Conduit['zone_a'] {
  return conduit.zone_a.id === zone_id ? conduit.zone_b : conduit.zone_a;
}
