// Cuts one guessed network into the VLANs it really is, and finds the narrower masks that explain the cut.
import type { Address, Network } from './address.ts';
import { compareAddresses, formatNetwork, networkHas, networkOf } from './address.ts';
import type { Seat } from './seats.ts';

const VLAN_MEMBERS_MIN = 2;
const NARROWEST_V4_BITS = 30;

/** Part of a network. `vlan` is the tag that sets it apart from the other parts, null when the network was not cut. */
export type Part = { network: Network; subnet: string; known: boolean; vlan: number | null; seats: Seat[] };

type Placed = { seat: Seat; address: Address };

/** VLAN tags carried by at least two directly heard members that carried no other tag, most members first. */
export function strongVlans(seats: readonly Seat[]): number[] {
  const counts = new Map<number, number>();
  for (const { vlan, direct } of seats) if (vlan !== null && direct) counts.set(vlan, (counts.get(vlan) ?? 0) + 1);
  const strong = [...counts].filter(([, members]) => members >= VLAN_MEMBERS_MIN);
  return strong.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([vlan]) => vlan);
}

/** The VLAN of the anchored device whose address is nearest; `anchored` is sorted by address and not empty. */
function nearestVlan(address: Address, anchored: readonly Placed[]): number | null {
  let low = 0;
  let high = anchored.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareAddresses((anchored[middle] as Placed).address, address) < 0) low = middle + 1;
    else high = middle;
  }
  const after = anchored[low];
  const before = anchored[low - 1];
  if (before === undefined || after === undefined) return (before ?? after)?.seat.vlan ?? null;
  return address.value - before.address.value <= after.address.value - address.value ? before.seat.vlan : after.seat.vlan;
}

/** The widest network that holds all of `mine` and none of `others`, not narrower than /30; null when there is none. */
function separatingNetwork(mine: readonly Address[], others: readonly Address[], bits: number): Network | null {
  const first = mine[0];
  if (first === undefined || first.family !== 4) return null;
  for (let width = bits + 1; width <= NARROWEST_V4_BITS; width++) {
    const network = networkOf(first, width);
    if (!mine.every((address) => networkHas(network, address))) return null;
    if (!others.some((address) => networkHas(network, address))) return network;
  }
  return null;
}

function narrowParts(parts: Part[], addressOf: (seat: Seat) => Address): Part[] {
  const networks = parts.map((part) => {
    const others = parts.filter((other) => other !== part).flatMap((other) => other.seats.map(addressOf));
    return separatingNetwork(part.seats.map(addressOf), others, part.network.bits);
  });
  if (networks.includes(null)) return parts;
  return parts.map((part, i) => {
    const network = networks[i] ?? part.network;
    return { ...part, network, subnet: formatNetwork(network) };
  });
}

/**
 * The parts of one network. It is cut when two or more VLANs each have two directly heard members; members without one clear tag go
 * with their nearest neighbour by address. Networks whose mask was told are never cut: the site says they are one.
 */
export function splitVlans(whole: Omit<Part, 'vlan'>): Part[] {
  const vlans = strongVlans(whole.seats);
  if (whole.known || vlans.length < 2) return [{ ...whole, vlan: null }];
  const addressOf = (seat: Seat): Address =>
    seat.homes.find((home) => home.subnet === whole.subnet)?.address ?? { family: whole.network.family, value: whole.network.value };
  const placed = whole.seats.map((seat) => ({ seat, address: addressOf(seat) }));
  const hasStrongVlan = (seat: Seat): boolean => seat.vlan !== null && vlans.includes(seat.vlan);
  const anchored = placed.filter(({ seat }) => seat.direct && hasStrongVlan(seat));
  anchored.sort((a, b) => compareAddresses(a.address, b.address) || (a.seat.asset.id < b.seat.asset.id ? -1 : 1));
  const parts = new Map<number | null, Part>(vlans.map((vlan) => [vlan, { ...whole, vlan, seats: [] }]));
  for (const { seat, address } of placed) {
    const vlan = hasStrongVlan(seat) ? seat.vlan : nearestVlan(address, anchored);
    parts.get(vlan)?.seats.push(seat);
  }
  return narrowParts([...parts.values()], addressOf);
}
