// Proposes IEC 62443 zones from an inventory and its flows: segments, levels, cells, and what stands between or outside.
import { formatNetwork } from './address.ts';
import type { Draft } from './explain-zone.ts';
import { explainMembers, explainSegment, reduceConfidence } from './explain-zone.ts';
import { findCells } from './find-cells.ts';
import { commonLevel, findPollers, highestLevel, standingOf } from './levels.ts';
import { addressKey, callDevice, findLabel, nameZone } from './name-zone.ts';
import type { Peers } from './peers.ts';
import { countPeers } from './peers.ts';
import type { Places } from './place-seats.ts';
import { placeSeats } from './place-seats.ts';
import { proposeEdges } from './propose-edges.ts';
import { readSeats, usesPublicInside } from './seats.ts';
import type { Segment } from './segments.ts';
import { segmentNetworks } from './segments.ts';
import type { LevelGroup, Standings } from './split-levels.ts';
import { levelsOf, roleOf, splitLevels } from './split-levels.ts';
import { splitSystems } from './split-systems.ts';
import type { ZoneAsset, ZoneFlow, ZoneOptions, ZoneProposal } from './words.ts';

/** A network with more control devices than this is looked into for cells even when nothing else is wrong with it. */
const CONTROL_MEMBERS_MAX = 40;

/** Office and plant share a network, and it is flat, when this many of its devices are the office's; a stray laptop is none. */
const BUSINESS_MEMBERS_MIN = 2;
const BUSINESS_SHARE_MIN = 0.15;

function draftCells(group: LevelGroup, segment: Segment, key: string, peers: Peers, standings: Standings): Draft[] {
  const { cells, rest } = findCells(group.seats, peers);
  if (cells.length === 0) return [draftGroup(group, segment, key)];
  const drafts = cells.map((cell): Draft => {
    const first = cell.controllers.map(addressKey).sort()[0] ?? '';
    const cell_of = cell.controllers.map(callDevice).sort();
    return { key: `${segment.key}/cell:${first}`, role: 'cell', seats: cell.seats, segment, split: null, cell_of };
  });
  if (rest.length === 0) return drafts;
  const hasFirm = rest.some((seat) => standings.get(seat.asset.id)?.firm);
  const role = hasFirm ? roleOf(rest, standings) : group.role;
  return [...drafts, { key: `${segment.key}/rest`, role, seats: rest, segment, split: group.split, cell_of: [] }];
}

function draftGroup(group: LevelGroup, segment: Segment, key: string): Draft {
  return { key, role: group.role, seats: group.seats, segment, split: group.split, cell_of: [] };
}

function draftSegment(segment: Segment, standings: Standings, peers: Peers): Draft[] {
  const groups = splitLevels(segment.seats, standings, peers);
  const business = groups.find((group) => group.band === 'business')?.seats.length ?? 0;
  const isShared = business >= BUSINESS_MEMBERS_MIN && business >= segment.seats.length * BUSINESS_SHARE_MIN;
  return groups.flatMap((group) => {
    const key = groups.length === 1 ? segment.key : `${segment.key}/${group.band}`;
    const isFlat = group.band === 'control' && (isShared || group.seats.length > CONTROL_MEMBERS_MAX);
    if (isFlat) return draftCells(group, segment, key, peers, standings);
    const systems = group.role === 'control' ? draftSystems(group, segment, key, peers) : [];
    return systems.length > 0 ? systems : [draftGroup(group, segment, key)];
  });
}

function draftSystems(group: LevelGroup, segment: Segment, key: string, peers: Peers): Draft[] {
  return splitSystems(group.seats, peers).map(({ label, seats }): Draft => {
    return { key: `${key}/${label.toLowerCase()}`, role: group.role, seats, segment, split: 'separate_systems', cell_of: [] };
  });
}

function toProposal(draft: Draft, places: Places, standings: Standings): ZoneProposal {
  const { segment, seats, role } = draft;
  const levels = levelsOf(seats, standings);
  const level = role === 'network' ? highestLevel(levels) : commonLevel(levels);
  const networks = segmentNetworks(segment, seats).map(formatNetwork);
  const v4 = networks.filter((text) => !text.includes(':'));
  const where = v4.length > 0 ? v4 : networks;
  const tags = segment.cut_by_vlan ? segment.vlans.map((vlan) => `VLAN ${vlan}`) : [];
  const why = [...explainSegment(draft, standings), ...explainMembers(draft, places, standings, level)];
  return {
    key: draft.key,
    name: nameZone({ level, role, label: findLabel(seats), cell_of: draft.cell_of, places: [...where, ...tags] }),
    role,
    purdue_level: level,
    member_ids: seats.map((seat) => seat.asset.id).sort(),
    subnets: networks,
    vlans: segment.vlans.filter((vlan) => seats.some((seat) => seat.asset.vlans.includes(vlan))),
    why,
    confidence: reduceConfidence(draft, why),
  };
}

/** Two zones never share a key or a name; only twice-used addresses can bring that about. */
function makeUnique(zones: ZoneProposal[]): ZoneProposal[] {
  const used = { key: new Map<string, number>(), name: new Map<string, number>() };
  const number = (field: 'key' | 'name', text: string): number => {
    const next = (used[field].get(text) ?? 0) + 1;
    used[field].set(text, next);
    return next;
  };
  return zones.map((zone) => {
    const [key, name] = [number('key', zone.key), number('name', zone.name)];
    return { ...zone, key: key === 1 ? zone.key : `${zone.key}#${key}`, name: name === 1 ? zone.name : `${zone.name} (${name})` };
  });
}

/**
 * Proposes zones. Every asset is in exactly one; the answer does not depend on the order of the input.
 * @param assets devices with distinct ids; of assets with one id the last counts
 * @param flows conversations; ends that are no asset are passed over
 * @param options networks the site knows (`ZoneOptions`)
 * @returns zones by level from the field upwards (those without a level last), then by address; empty for no assets
 */
export function proposeZones(assets: Iterable<ZoneAsset>, flows: Iterable<ZoneFlow>, options: ZoneOptions = {}): ZoneProposal[] {
  const byId = new Map([...assets].map((asset) => [asset.id, asset]));
  const allFlows = [...flows];
  const peers = countPeers(byId, allFlows);
  const pollers = findPollers(byId, allFlows);
  const seats = readSeats(byId.values(), options);
  const standings = new Map(seats.map((seat) => [seat.asset.id, standingOf(seat.asset, pollers, usesPublicInside(seat))]));
  const places = placeSeats(seats, allFlows, peers);
  for (const segment of places.segments) segment.seats.sort((a, b) => (a.asset.id < b.asset.id ? -1 : 1));
  const inside = places.segments.flatMap((segment) => draftSegment(segment, standings, peers));
  const zones = [...inside.map((draft) => toProposal(draft, places, standings)), ...proposeEdges(places, standings)];
  return makeUnique(sortByLevel(zones));
}

function sortByLevel(zones: readonly ZoneProposal[]): ZoneProposal[] {
  return zones
    .map((zone, i) => ({ zone, i, level: zone.purdue_level === null ? Infinity : Number(zone.purdue_level) }))
    .sort((a, b) => (a.level === b.level ? a.i - b.i : a.level - b.level))
    .map(({ zone }) => zone);
}
