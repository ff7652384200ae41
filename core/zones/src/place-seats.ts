// Gives every seat its place: a segment, the routers' own zone, outside, or nowhere.
import { isNetworkDevice } from './levels.ts';
import type { Peers } from './peers.ts';
import { pickMost, tallyPeers } from './peers.ts';
import type { Seat } from './seats.ts';
import { subnetsOf } from './seats.ts';
import type { Segment } from './segments.ts';
import { findSegments, segmentHolds } from './segments.ts';
import type { ZoneFlow } from './words.ts';

/** How a device without a routable address came to its segment. */
export type LooseWay = 'vlan' | 'peers';

/**
 * `segments` hold all their seats by now. `multi_homed`, `gateways_inside` and `loose` name seats inside segments that got there
 * in another way than by their one address. `routers` stand between segments; `stray` have no address and no segment.
 */
export type Places = {
  segments: Segment[];
  multi_homed: Set<string>;
  gateways_inside: Set<string>;
  loose: Map<string, LooseWay>;
  routers: Seat[];
  external: Seat[];
  stray: Seat[];
};

const routerKinds: ReadonlySet<string> = new Set(['router', 'firewall']);
/** A device of these kinds with this many networks routes between them, whatever it says it is. */
const routingNetworksMin: Readonly<Record<string, number>> = { switch: 2, gateway: 3, 'access-point': 3, unknown: 3 };

/** Further than this a chain of peers proves nothing. */
const PEER_ROUNDS_MAX = 5;

const isRouterKind = (seat: Seat): boolean => routerKinds.has(seat.asset.kind);

/** True for what stands on the conduit instead of in a zone: a router or firewall with several networks or none, a switch that routes. */
function standsBetween(seat: Seat): boolean {
  const networks = subnetsOf(seat).length;
  if (isRouterKind(seat)) return networks >= 2 || (networks === 0 && seat.external && seat.direct);
  return networks >= (routingNetworksMin[seat.asset.kind] ?? Infinity);
}

const isMultiHomed = (seat: Seat): boolean => subnetsOf(seat).length > 1;

function indexSegments(segments: readonly Segment[]): Map<string, number> {
  const segmentOf = new Map<string, number>();
  segments.forEach((segment, i) => segment.seats.forEach((seat) => segmentOf.set(seat.asset.id, i)));
  return segmentOf;
}

/** Which segments have members in a network, so that a host with many networks is compared with few segments. */
function indexSubnets(segments: readonly Segment[]): Map<string, Set<number>> {
  const segmentsOf = new Map<string, Set<number>>();
  segments.forEach((segment, i) => {
    for (const { subnet } of segment.seats.flatMap((seat) => seat.homes)) {
      const found = segmentsOf.get(subnet);
      if (found === undefined) segmentsOf.set(subnet, new Set([i]));
      else found.add(i);
    }
  });
  return segmentsOf;
}

function newSegment(seat: Seat): Segment | null {
  const home = seat.homes[0];
  if (home === undefined) return null;
  const joined_by = { vlan: null, link_pairs: 0 };
  return { key: home.subnet, networks: [home.network], known: home.known, vlans: [], cut_by_vlan: false, joined_by, seats: [] };
}

/** A router with an address among nothing but network devices is managed there: that is its place. */
function placeManaged(routers: readonly Seat[], segments: readonly Segment[]): { managed: Set<string>; routers: Seat[] } {
  const management = segments.filter((segment) => segment.seats.every((seat) => isNetworkDevice(seat.asset)));
  const managed = new Set<string>();
  for (const seat of routers) {
    const segment = management.find((one) => segmentHolds(one, seat));
    if (segment === undefined) continue;
    segment.seats.push(seat);
    managed.add(seat.asset.id);
  }
  return { managed, routers: routers.filter((seat) => !managed.has(seat.asset.id)) };
}

/** A host with several networks goes where most of its peers among them are; without peers to its lowest network. */
function placeMultiHomed(seats: readonly Seat[], segments: Segment[], peers: Peers): void {
  const segmentOf = indexSegments(segments);
  const bySubnet = indexSubnets(segments);
  const choices = seats.map((seat) => {
    const near = new Set(seat.homes.flatMap((home) => [...(bySubnet.get(home.subnet) ?? [])]));
    const own = new Set([...near].filter((i) => segmentHolds(segments[i] as Segment, seat)).sort((a, b) => a - b));
    const tally = tallyPeers(peers, seat.asset.id, (peer) => {
      const i = segmentOf.get(peer);
      return i !== undefined && own.has(i) ? i : undefined;
    });
    return { seat, chosen: pickMost(tally, (a, b) => a < b) ?? [...own][0] };
  });
  for (const { seat, chosen } of choices) {
    const segment = chosen === undefined ? segments.find((one) => segmentHolds(one, seat)) : segments[chosen];
    const home = segment ?? newSegment(seat);
    if (home === null) continue;
    if (segment === undefined) segments.push(home);
    home.seats.push(seat);
  }
}

function indexVlans(segments: readonly Segment[]): Map<number, number | null> {
  const segmentOf = new Map<number, number | null>();
  segments.forEach((segment, i) => segment.vlans.forEach((vlan) => segmentOf.set(vlan, segmentOf.has(vlan) ? null : i)));
  return segmentOf;
}

/** Seats without a routable address join the only segment of their VLAN, else, round by round, the segment of most of their peers. */
function placeLoose(seats: readonly Seat[], segments: Segment[], peers: Peers): Pick<Places, 'loose' | 'stray'> {
  const byVlan = indexVlans(segments);
  const loose = new Map<string, LooseWay>();
  const segmentOf = indexSegments(segments);
  const join = (seat: Seat, i: number, way: LooseWay): void => {
    segments[i]?.seats.push(seat);
    segmentOf.set(seat.asset.id, i);
    loose.set(seat.asset.id, way);
  };
  let stray = seats.filter((seat) => {
    const i = seat.vlan === null ? undefined : byVlan.get(seat.vlan);
    if (i === undefined || i === null) return true;
    join(seat, i, 'vlan');
    return false;
  });
  for (let round = 0; round < PEER_ROUNDS_MAX && stray.length > 0; round++) {
    const chosen = stray.map((seat) =>
      pickMost(
        tallyPeers(peers, seat.asset.id, (peer) => segmentOf.get(peer)),
        (a, b) => a < b,
      ),
    );
    stray.forEach((seat, i) => chosen[i] !== undefined && join(seat, chosen[i], 'peers'));
    stray = stray.filter((_, i) => chosen[i] === undefined);
  }
  return { loose, stray };
}

/** Places all seats; each ends up in exactly one of the returned groups. */
export function placeSeats(seats: readonly Seat[], flows: readonly ZoneFlow[], peers: Peers): Places {
  const external = seats.filter((seat) => seat.external && !standsBetween(seat));
  const inside = seats.filter((seat) => !seat.external && !standsBetween(seat));
  const homed = inside.filter((seat) => seat.homes.length > 0);
  const segments = findSegments(
    homed.filter((seat) => !isMultiHomed(seat)),
    flows,
  );
  const multiHomed = homed.filter(isMultiHomed);
  placeMultiHomed(multiHomed, segments, peers);
  const { managed, routers } = placeManaged(seats.filter(standsBetween), segments);
  const looseSeats = inside.filter((seat) => seat.homes.length === 0);
  return {
    segments,
    multi_homed: new Set(multiHomed.map((seat) => seat.asset.id)),
    gateways_inside: new Set([...managed, ...homed.filter(isRouterKind).map((seat) => seat.asset.id)]),
    ...placeLoose(looseSeats, segments, peers),
    routers,
    external,
  };
}
