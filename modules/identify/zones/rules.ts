// Decisions about zones: how a new proposal meets what is there. What a person confirmed or drew stays.
import type { ZoneProposal } from '@holdfast/core-zones';

export type Existing = {
  id: string;
  key: string;
  state: 'proposed' | 'confirmed';
  subnets: readonly string[];
  vlans: readonly number[];
  purdue_level: string | null;
};
export type Placed = { asset_id: string; zone_id: string; source: 'proposed' | 'person' };

export type Plan = {
  /** Proposals that update a proposed zone or make a new one (`zone_id` null). */
  save: { zone_id: string | null; proposal: ZoneProposal }[];
  /** Members per proposal index or zone id; assets a person placed, or that sit in a confirmed zone, are not moved. */
  place: { asset_id: string; zone: { id: string } | { proposal: number } }[];
  /** Proposed zones that nothing speaks for any more. */
  drop: string[];
};

/**
 * Plans a refresh. A proposal meets an existing zone by key, else by a confirmed zone of the same level that holds most of its members or
 * covers its networks. New devices join; nobody is moved out of a confirmed zone.
 */
export function planZones(proposals: readonly ZoneProposal[], existing: readonly Existing[], placed: readonly Placed[]): Plan {
  const zoneOf = new Map(placed.map((it) => [it.asset_id, it]));
  const byId = new Map(existing.map((it) => [it.id, it]));
  const plan: Plan = { save: [], place: [], drop: [] };
  const used = new Set<string>();
  for (const proposal of proposals) {
    const home = findHome(proposal, existing, zoneOf, used);
    const settled = proposal.member_ids.filter((asset_id) => isSettled(asset_id, zoneOf, byId));
    const loose = proposal.member_ids.filter((asset_id) => !settled.includes(asset_id));
    if (home) used.add(home.id);
    if (loose.length === 0 && !home) continue;
    if (home?.state !== 'confirmed') plan.save.push({ zone_id: home?.id ?? null, proposal });
    const zone = home ? { id: home.id } : { proposal: plan.save.length - 1 };
    plan.place.push(...loose.map((asset_id) => ({ asset_id, zone })));
  }
  plan.drop = existing.filter((it) => it.state === 'proposed' && !used.has(it.id)).map((it) => it.id);
  return plan;
}

function isSettled(asset_id: string, zoneOf: ReadonlyMap<string, Placed>, byId: ReadonlyMap<string, Existing>): boolean {
  const at = zoneOf.get(asset_id);
  return at !== undefined && (at.source === 'person' || byId.get(at.zone_id)?.state === 'confirmed');
}

function findHome(
  proposal: ZoneProposal,
  existing: readonly Existing[],
  zoneOf: ReadonlyMap<string, Placed>,
  used: ReadonlySet<string>,
): Existing | null {
  const free = existing.filter((it) => !used.has(it.id));
  const same = free.find((it) => it.key === proposal.key);
  if (same) return same;
  const counts = new Map<string, number>();
  for (const asset_id of proposal.member_ids) {
    const zone_id = zoneOf.get(asset_id)?.zone_id;
    if (zone_id) counts.set(zone_id, (counts.get(zone_id) ?? 0) + 1);
  }
  const most = free
    .filter((it) => (counts.get(it.id) ?? 0) * 2 > proposal.member_ids.length)
    .toSorted((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0))[0];
  if (most) return most;
  const sameNetwork = (it: Existing) => proposal.subnets.length > 0 && proposal.subnets.every((subnet) => it.subnets.includes(subnet));
  return existing.find((it) => it.state === 'confirmed' && it.purdue_level === proposal.purdue_level && sameNetwork(it)) ?? null;
}
