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
  const homes = findHomes(proposals, existing, zoneOf);
  const used = new Set([...homes.values()].map((it) => it.id));
  for (const proposal of proposals) {
    const home = homes.get(proposal) ?? null;
    const loose = proposal.member_ids.filter((asset_id) => !isSettled(asset_id, zoneOf, byId));
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

type ZoneOf = ReadonlyMap<string, Placed>;

/** Each proposal's zone, if it has one: the same key first; then the largest proposals choose, so that a part split off never takes the zone of the rest. */
function findHomes(proposals: readonly ZoneProposal[], existing: readonly Existing[], zoneOf: ZoneOf): Map<ZoneProposal, Existing> {
  const homes = new Map<ZoneProposal, Existing>();
  const used = new Set<string>();
  const settle = (proposal: ZoneProposal, home: Existing | undefined): void => {
    if (!home || homes.has(proposal)) return;
    homes.set(proposal, home);
    used.add(home.id);
  };
  for (const proposal of proposals)
    settle(
      proposal,
      existing.find((it) => it.key === proposal.key && !used.has(it.id)),
    );
  for (const proposal of proposals.toSorted((a, b) => b.member_ids.length - a.member_ids.length)) {
    const free = existing.filter((it) => !used.has(it.id));
    settle(proposal, homeOfMost(proposal, free, zoneOf) ?? homeOfNetwork(proposal, existing));
  }
  return homes;
}

/** The zone that holds more than half of the proposal's members. */
function homeOfMost(proposal: ZoneProposal, free: readonly Existing[], zoneOf: ZoneOf): Existing | undefined {
  const counts = new Map<string, number>();
  for (const asset_id of proposal.member_ids) {
    const zone_id = zoneOf.get(asset_id)?.zone_id;
    if (zone_id) counts.set(zone_id, (counts.get(zone_id) ?? 0) + 1);
  }
  return free.find((it) => (counts.get(it.id) ?? 0) * 2 > proposal.member_ids.length);
}

/** A confirmed zone of the same level and network takes what is new there. */
function homeOfNetwork(proposal: ZoneProposal, existing: readonly Existing[]): Existing | undefined {
  const isSame = (it: Existing): boolean => it.state === 'confirmed' && it.purdue_level === proposal.purdue_level;
  return existing.find(
    (it) => isSame(it) && proposal.subnets.length > 0 && proposal.subnets.every((subnet) => it.subnets.includes(subnet)),
  );
}
