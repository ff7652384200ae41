// Finds the network segments: addresses grouped to networks, cut and joined where VLANs and layer-2 traffic prove it.
import type { Network } from './address.ts';
import { compareAddresses, formatNetwork, networkHas, networkOf } from './address.ts';
import type { Seat } from './seats.ts';
import type { Part } from './split-vlans.ts';
import { splitVlans, strongVlans } from './split-vlans.ts';
import type { ZoneFlow } from './words.ts';

const LINK_PAIRS_MIN = 2;
const WIDEST_JOINED_BITS = 20;

/** One network segment. `networks` are disjoint and sorted; `joined_by` says what proved that several networks are one link. */
export type Segment = {
  key: string;
  networks: Network[];
  known: boolean;
  vlans: number[];
  cut_by_vlan: boolean;
  joined_by: { vlan: number | null; link_pairs: number };
  seats: Seat[];
};

type Joint = { a: number; b: number; vlan: number | null; pairs: number };

function groupBySubnet(seats: readonly Seat[]): Part[] {
  const groups = new Map<string, Omit<Part, 'vlan'>>();
  for (const seat of seats) {
    const home = seat.homes[0];
    if (home === undefined) continue;
    const group = groups.get(home.subnet);
    if (group === undefined) groups.set(home.subnet, { network: home.network, subnet: home.subnet, known: home.known, seats: [seat] });
    else group.seats.push(seat);
  }
  return [...groups.values()].flatMap(splitVlans);
}

/** Parts whose directly heard members all carry one and the same tag are one link. */
function jointsByVlan(parts: readonly Part[]): Joint[] {
  const first = new Map<number, number>();
  const joints: Joint[] = [];
  parts.forEach((part, i) => {
    const strong = strongVlans(part.seats);
    const vlan = strong[0];
    if (vlan === undefined || strong.length > 1) return;
    if (part.seats.some((seat) => seat.direct && seat.vlan !== null && seat.vlan !== vlan)) return;
    const earlier = first.get(vlan);
    if (earlier === undefined) first.set(vlan, i);
    else joints.push({ a: earlier, b: i, vlan, pairs: 0 });
  });
  return joints;
}

/** Frames without IP between two devices that each have one network: no router stands between. */
function jointsByLink(parts: readonly Part[], flows: readonly ZoneFlow[]): Joint[] {
  const partOf = new Map<string, number>();
  parts.forEach((part, i) => part.seats.forEach((seat) => seat.direct && partOf.set(seat.asset.id, i)));
  const pairs = new Map<string, { a: number; b: number; ends: Set<string> }>();
  for (const { client_id, server_id, transport } of flows) {
    if (transport !== 'ethernet' || client_id === null || server_id === null) continue;
    const [low, high] = client_id < server_id ? [client_id, server_id] : [server_id, client_id];
    const a = partOf.get(low);
    const b = partOf.get(high);
    if (a === undefined || b === undefined || a === b) continue;
    const key = `${Math.min(a, b)}|${Math.max(a, b)}`;
    const entry = pairs.get(key) ?? { a, b, ends: new Set<string>() };
    pairs.set(key, entry);
    entry.ends.add(`${low}|${high}`);
  }
  const proven = [...pairs.values()].filter(({ ends }) => ends.size >= LINK_PAIRS_MIN);
  return proven.map(({ a, b, ends }) => ({ a, b, vlan: null, pairs: ends.size }));
}

/** An IPv6 network goes with the part most of its directly heard members have their first address in. */
function jointsByDualStack(parts: readonly Part[]): Joint[] {
  const partOf = new Map<string, number>();
  parts.forEach((part, i) => partOf.set(part.subnet, i));
  const votes = new Map<number, Map<number, number>>();
  parts.forEach((part, i) => {
    for (const seat of part.seats) {
      for (const home of seat.direct ? seat.homes.slice(1) : []) {
        const other = home.address.family === 6 ? partOf.get(home.subnet) : undefined;
        if (other === undefined || other === i) continue;
        const tally = votes.get(other) ?? new Map<number, number>();
        votes.set(other, tally.set(i, (tally.get(i) ?? 0) + 1));
      }
    }
  });
  return [...votes].map(([b, tally]) => {
    const best = [...tally].sort((x, y) => y[1] - x[1] || x[0] - y[0])[0];
    return { a: best?.[0] ?? b, b, vlan: null, pairs: 0 };
  });
}

function rootOf(parents: number[], i: number): number {
  let root = i;
  while (parents[root] !== root) root = parents[root] as number;
  parents[i] = root;
  return root;
}

function joinParts(parts: readonly Part[], joints: readonly Joint[]): { parts: Part[]; joints: Joint[] }[] {
  const parents = parts.map((_, i) => i);
  for (const { a, b } of joints) {
    const [x, y] = [rootOf(parents, a), rootOf(parents, b)];
    parents[Math.max(x, y)] = Math.min(x, y);
  }
  const groups = new Map<number, { parts: Part[]; joints: Joint[] }>();
  parts.forEach((part, i) => {
    const root = rootOf(parents, i);
    const group = groups.get(root) ?? { parts: [], joints: [] };
    groups.set(root, group);
    group.parts.push(part);
  });
  for (const joint of joints) groups.get(rootOf(parents, joint.a))?.joints.push(joint);
  return [...groups.values()];
}

/** One covering network when the joined ones fill at least half of it, it is no wider than /20 and holds none of `others`; else the list. */
function coverNetworks(networks: readonly Network[], others: readonly Network[]): Network[] {
  const unique = new Map(networks.map((network) => [formatNetwork(network), network]));
  const sorted = [...unique.values()].sort((a, b) => compareAddresses(a, b) || a.bits - b.bits);
  const first = sorted[0];
  if (first === undefined || sorted.length < 2 || sorted.some((network) => network.family !== 4)) return sorted;
  let bits = first.bits;
  while (bits > WIDEST_JOINED_BITS && !sorted.every((network) => networkHas(networkOf(first, bits), network))) bits--;
  const cover = networkOf(first, bits);
  if (!sorted.every((network) => networkHas(cover, network))) return sorted;
  if (others.some((network) => network.bits >= cover.bits && networkHas(cover, network))) return sorted;
  const filled = sorted.reduce((sum, network) => sum + 2 ** (32 - network.bits), 0);
  return filled * 2 >= 2 ** (32 - bits) ? [cover] : sorted;
}

function vlansOf(part: Part): number[] {
  if (part.vlan !== null) return [part.vlan];
  const strong = strongVlans(part.seats);
  if (strong.length > 0) return strong;
  const only = new Set(part.seats.map((seat) => seat.vlan));
  return only.size === 1 ? [...only].filter((vlan) => vlan !== null) : [];
}

function toSegment({ parts, joints }: { parts: Part[]; joints: Joint[] }, all: readonly Part[]): Segment {
  const seats = parts.flatMap((part) => part.seats).sort((a, b) => (a.asset.id < b.asset.id ? -1 : 1));
  const others = parts.length < 2 ? [] : all.filter((part) => !parts.includes(part)).map((part) => part.network);
  const v4 = parts.map((part) => part.network).filter((network) => network.family === 4);
  const v6 = seats.flatMap((seat) => seat.homes.map((home) => home.network)).filter((network) => network.family === 6);
  const networks = [...coverNetworks(v4, others), ...coverNetworks(v6, [])];
  return {
    key: networks[0] === undefined ? '' : formatNetwork(networks[0]),
    networks,
    known: parts.every((part) => part.known),
    vlans: [...new Set(parts.flatMap(vlansOf))].sort((a, b) => a - b),
    cut_by_vlan: parts.some((part) => part.vlan !== null),
    joined_by: {
      vlan: joints.find((joint) => joint.vlan !== null)?.vlan ?? null,
      link_pairs: joints.reduce((sum, joint) => sum + joint.pairs, 0),
    },
    seats,
  };
}

/** Segments that share a network (one address range used in several VLANs) are told apart by their tag. */
function makeKeysUnique(segments: Segment[]): Segment[] {
  const counts = new Map<string, number>();
  for (const { key } of segments) counts.set(key, (counts.get(key) ?? 0) + 1);
  return segments.map((segment) =>
    counts.get(segment.key) === 1 ? segment : { ...segment, key: `${segment.key}@${segment.vlans.join('+')}` },
  );
}

/** The segments of seats that live in one network each (`subnetsOf` has one entry), in the order of their addresses. */
export function findSegments(seats: readonly Seat[], flows: readonly ZoneFlow[]): Segment[] {
  const parts = groupBySubnet(seats.filter((seat) => seat.homes.length > 0));
  parts.sort((a, b) => compareAddresses(a.network, b.network) || a.network.bits - b.network.bits || (a.vlan ?? 0) - (b.vlan ?? 0));
  const joints = [...jointsByVlan(parts), ...jointsByLink(parts, flows), ...jointsByDualStack(parts)];
  return makeKeysUnique(joinParts(parts, joints).map((group) => toSegment(group, parts)));
}

/** The segment's networks that some of these seats have an address in. */
export function segmentNetworks(segment: Segment, seats: readonly Seat[]): Network[] {
  return segment.networks.filter((network) => seats.some((seat) => seat.homes.some((home) => networkHas(network, home.address))));
}

/** True when one of the seat's networks lies in the segment. */
export function segmentHolds(segment: Segment, seat: Seat): boolean {
  return seat.homes.some((home) => segment.networks.some((network) => networkHas(network, home.address)));
}
