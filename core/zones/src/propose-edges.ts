// The zones that are no network segment: outside, routers and firewalls, devices without an address.
import { networkHas } from './address.ts';
import { commonLevel, rankOf } from './levels.ts';
import { findLabel, nameZone } from './name-zone.ts';
import type { Places } from './place-seats.ts';
import type { Seat } from './seats.ts';
import { subnetsOf } from './seats.ts';
import type { Segment } from './segments.ts';
import type { Standings } from './split-levels.ts';
import { levelsOf } from './split-levels.ts';
import type { Reason, ZoneLevel, ZoneProposal, ZoneRole } from './words.ts';

type Edge = { key: string; role: ZoneRole; level: ZoneLevel | null; places: string[]; vlans: number[]; why: Reason[]; confidence: number };

function toZone(edge: Edge, seats: readonly Seat[], subnets: string[] = []): ZoneProposal {
  const label = edge.role === 'external' ? null : findLabel(seats);
  return {
    key: edge.key,
    name: nameZone({ level: edge.level, role: edge.role, label, cell_of: [], places: edge.places }),
    role: edge.role,
    purdue_level: edge.level,
    member_ids: seats.map((seat) => seat.asset.id).sort(),
    subnets,
    vlans: edge.vlans,
    why: edge.why,
    confidence: edge.confidence,
  };
}

function groupSeats<K>(seats: readonly Seat[], keyOf: (seat: Seat) => K): Map<K, Seat[]> {
  const groups = new Map<K, Seat[]>();
  for (const seat of seats) {
    const group = groups.get(keyOf(seat));
    if (group === undefined) groups.set(keyOf(seat), [seat]);
    else group.push(seat);
  }
  return groups;
}

type LevelledSegment = { segment: Segment; level: ZoneLevel };

/** A router between business and plant stands in the DMZ, any other on the highest level it touches; one that touches none where it was read. */
function levelOfRouter(seat: Seat, segments: readonly LevelledSegment[], standings: Standings): ZoneLevel | null {
  const standing = standings.get(seat.asset.id);
  if (standing?.by_person) return standing.level;
  const touched = segments.filter(({ segment }) =>
    seat.homes.some((home) => segment.networks.some((network) => networkHas(network, home.address))),
  );
  const levels = touched.map(({ level }) => level).sort((a, b) => rankOf(a) - rankOf(b));
  const [lowest, highest] = [levels[0], levels.at(-1)];
  if (lowest === undefined || highest === undefined) return standing?.level ?? null;
  return rankOf(lowest) <= rankOf('3') && rankOf(highest) >= rankOf('4') ? '3.5' : highest;
}

function proposeRouters(routers: readonly Seat[], segments: readonly Segment[], standings: Standings): ZoneProposal[] {
  const levelled = segments.flatMap((segment): LevelledSegment[] => {
    const level = commonLevel(levelsOf(segment.seats, standings));
    return level === null ? [] : [{ segment, level }];
  });
  const inhabited = new Set(segments.flatMap(({ seats }) => seats.flatMap((seat) => seat.homes.map((home) => home.subnet))));
  const groups = groupSeats(routers, (seat) => levelOfRouter(seat, levelled, standings));
  return [...groups].map(([level, seats]) => {
    const why: Reason[] = [{ code: 'gateway', params: { members: seats.length, placed: 'network' } }];
    const key = `network:${level ?? 'unknown'}`;
    const own = [...new Set(seats.flatMap(subnetsOf))].filter((subnet) => !inhabited.has(subnet));
    return toZone({ key, role: 'network', level, places: [], vlans: [], why, confidence: 0.7 }, seats, own.sort());
  });
}

function proposeStray(stray: readonly Seat[], standings: Standings): ZoneProposal[] {
  const groups = groupSeats(stray, (seat) => {
    if (seat.asset.macs.length === 0) return 'unplaced';
    return seat.vlan === null ? 'layer2' : `layer2:vlan:${seat.vlan}`;
  });
  return [...groups].map(([key, seats]) => {
    const level = commonLevel(levelsOf(seats, standings));
    const vlan = key.startsWith('layer2:') ? (seats[0]?.vlan ?? null) : null;
    const members = seats.length;
    const role = key === 'unplaced' ? 'unplaced' : 'layer2';
    const why: Reason[] = [
      role === 'unplaced'
        ? { code: 'no_address', params: { members } }
        : { code: 'layer2_only', params: { members, by: vlan === null ? 'none' : 'vlan' } },
    ];
    const confidence = role === 'unplaced' ? 0.1 : vlan === null ? 0.3 : 0.5;
    return toZone(
      { key, role, level, places: vlan === null ? [] : [`VLAN ${vlan}`], vlans: vlan === null ? [] : [vlan], why, confidence },
      seats,
    );
  });
}

/** Zones for what `placeSeats` left outside the segments. */
export function proposeEdges({ external, routers, stray, segments }: Places, standings: Standings): ZoneProposal[] {
  const why: Reason[] = [{ code: 'internet', params: { members: external.length } }];
  const outside: Edge = { key: 'external', role: 'external', level: '5', places: [], vlans: [], why, confidence: 0.95 };
  return [
    ...(external.length > 0 ? [toZone(outside, external)] : []),
    ...proposeRouters(routers, segments, standings),
    ...proposeStray(stray, standings),
  ];
}
