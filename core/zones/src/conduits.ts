// Conduits: the flows between each pair of zones, and how many zones are held by approved lists.
import type { Conduit, ZoneFlow } from './words.ts';

/**
 * One conduit per unordered pair of zones that exchange flows, sorted by key.
 * Flows inside a zone, and flows with an end in no zone, belong to no conduit.
 * @param zone_of asset id to zone id
 */
export function conduitsOf(
  zone_of: ReadonlyMap<string, string>,
  flows: Iterable<Pick<ZoneFlow, 'id' | 'client_id' | 'server_id'>>,
): Conduit[] {
  const conduits = new Map<string, Conduit>();
  for (const { id, client_id, server_id } of flows) {
    const from = client_id === null ? undefined : zone_of.get(client_id);
    const to = server_id === null ? undefined : zone_of.get(server_id);
    if (from === undefined || to === undefined || from === to) continue;
    const [zone_a, zone_b] = from < to ? [from, to] : [to, from];
    const key = `${zone_a}|${zone_b}`;
    const conduit = conduits.get(key) ?? { key, zone_a, zone_b, flow_ids: [], directions: { a_to_b: 0, b_to_a: 0 } };
    conduits.set(key, conduit);
    conduit.flow_ids.push(id);
    conduit.directions[from === zone_a ? 'a_to_b' : 'b_to_a']++;
  }
  for (const conduit of conduits.values()) conduit.flow_ids.sort();
  return [...conduits.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** `zones_with_list` of `zones` have at least one conduit and an approved list on every one; `zones_without_conduit` have none. */
export type Coverage = { zones_with_list: number; zones: number; zones_without_conduit: number };

/**
 * Segmentation coverage. A zone without any conduit is not counted as covered: nothing was seen, which proves nothing.
 * @param zones the zones to count; leave out what is not the plant's own (the external zone)
 * @param conduits all conduits of these zones, with whether their allow-list is approved
 */
export function segmentationCoverage(
  zones: Iterable<{ id: string }>,
  conduits: Iterable<{ zone_a: string; zone_b: string; approved: boolean }>,
): Coverage {
  const isListed = new Map<string, boolean>();
  for (const { zone_a, zone_b, approved } of conduits) {
    for (const zone of [zone_a, zone_b]) isListed.set(zone, approved && (isListed.get(zone) ?? true));
  }
  const ids = new Set([...zones].map(({ id }) => id));
  const count = (state: boolean | undefined): number => [...ids].filter((id) => isListed.get(id) === state).length;
  return { zones_with_list: count(true), zones: ids.size, zones_without_conduit: count(undefined) };
}
