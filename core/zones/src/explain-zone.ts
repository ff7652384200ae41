// The reasons and the confidence of a zone that lies in a network segment.
import { formatNetwork, networkHas } from './address.ts';
import { rankOf } from './levels.ts';
import type { Places } from './place-seats.ts';
import type { Seat } from './seats.ts';
import type { Segment } from './segments.ts';
import { segmentNetworks } from './segments.ts';
import type { Standings } from './split-levels.ts';
import { levelsOf } from './split-levels.ts';
import type { Reason, ReasonCode, ZoneLevel, ZoneRole } from './words.ts';

/** A zone before it is written out. `cell_of` names the controllers of a cell. */
export type Draft = { key: string; role: ZoneRole; seats: Seat[]; segment: Segment; split: ReasonCode | null; cell_of: string[] };

const bandByLevel: Readonly<Record<ZoneLevel, number>> = { '0': 0, '1': 0, '2': 0, '3': 1, '3.5': 2, '4': 3, '5': 3 };

/** What a reason leaves of the confidence the segment gives. */
const weightByReason: Readonly<Partial<Record<ReasonCode, number>>> = {
  behind_router: 0.65,
  level_split: 0.8,
  safety_split: 0.8,
  remote_access_split: 0.8,
  separate_systems: 0.8,
  control_cluster: 0.8,
  mixed_levels: 0.75,
  level_unknown: 0.7,
};

function baseConfidence({ known, vlans }: Segment): number {
  if (known) return 0.95;
  return vlans.length === 1 ? 0.9 : 0.75;
}

/** Confidence 0 to 1: how the segment was found, times what each doubtful step leaves of it. */
export function reduceConfidence(draft: Draft, why: readonly Reason[]): number {
  const product = why.reduce((sum, { code }) => sum * (weightByReason[code] ?? 1), baseConfidence(draft.segment));
  return Math.round(product * 100) / 100;
}

function spanOf(levels: readonly ZoneLevel[]): { lowest: ZoneLevel; highest: ZoneLevel } | null {
  const sorted = [...levels].sort((a, b) => rankOf(a) - rankOf(b));
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  return lowest === undefined || highest === undefined ? null : { lowest, highest };
}

function explainNetworks({ segment, seats }: Draft): Reason[] {
  return segmentNetworks(segment, seats).map((network) => {
    const members = seats.filter((seat) => seat.homes.some((home) => networkHas(network, home.address))).length;
    return { code: segment.known ? 'known_subnet' : 'same_subnet', params: { subnet: formatNetwork(network), members } };
  });
}

function explainVlans({ segment, seats }: Draft): Reason[] {
  return segment.vlans.flatMap((vlan): Reason[] => {
    const members = seats.filter((seat) => seat.asset.vlans.includes(vlan)).length;
    return members === 0 ? [] : [{ code: 'same_vlan', params: { vlan, members } }];
  });
}

function explainSplit({ segment, seats, split, role, cell_of }: Draft, standings: Standings): Reason[] {
  const subnet = segment.key;
  if (cell_of.length > 0) return [{ code: 'control_cluster', params: { controllers: cell_of.length, members: seats.length, subnet } }];
  const span = split === 'level_split' ? spanOf(levelsOf(segment.seats, standings)) : null;
  if (split !== null && span !== null) return [{ code: split, params: { subnet, ...span, part: role } }];
  return split === null ? [] : [{ code: split, params: { subnet, members: seats.length } }];
}

/** Why these devices are one network and why this part of it stands alone. */
export function explainSegment(draft: Draft, standings: Standings): Reason[] {
  const { segment, seats } = draft;
  const homed = seats.filter((seat) => seat.homes.length > 0);
  const why = [...explainNetworks(draft), ...explainVlans(draft)];
  if (segment.joined_by.link_pairs > 0) why.push({ code: 'same_link', params: { pairs: segment.joined_by.link_pairs } });
  if (!segment.known && homed.length > 0 && !homed.some((seat) => seat.direct)) {
    why.push({ code: 'behind_router', params: { subnet: segment.key, members: homed.length } });
  }
  return [...why, ...explainSplit(draft, standings)];
}

/** What is special about single members. */
export function explainMembers({ seats, role }: Draft, places: Places, standings: Standings, level: ZoneLevel | null): Reason[] {
  const count = (isOne: (id: string) => boolean): number => seats.filter((seat) => isOne(seat.asset.id)).length;
  const why: Reason[] = [];
  const add = (code: ReasonCode, members: number, params: Record<string, string> = {}): void => {
    if (members > 0) why.push({ code, params: { members, ...params } });
  };
  const span = spanOf(levelsOf(seats, standings));
  if (role !== 'network' && span !== null && bandByLevel[span.lowest] !== bandByLevel[span.highest])
    why.push({ code: 'mixed_levels', params: span });
  add(
    'polls_controllers',
    count((id) => standings.get(id)?.by_polling === true),
  );
  add(
    'multi_homed',
    count((id) => places.multi_homed.has(id)),
  );
  add(
    'gateway',
    count((id) => places.gateways_inside.has(id)),
    { placed: 'management_address' },
  );
  add(
    'layer2_only',
    count((id) => places.loose.get(id) === 'vlan'),
    { by: 'vlan' },
  );
  add(
    'layer2_only',
    count((id) => places.loose.get(id) === 'peers'),
    { by: 'peers' },
  );
  if (level === null) add('level_unknown', seats.length);
  return why;
}
