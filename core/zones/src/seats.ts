// Reads each asset once into a seat: its local networks, whether it was heard directly, its one VLAN.
import type { Address, Network } from './address.ts';
import { compareAddresses, formatNetwork, networkHas, networkOf, parseAddress, parseNetwork, scopeOf } from './address.ts';
import type { ZoneAsset, ZoneOptions } from './words.ts';

/** Without a mask on the wire a network is taken to be a /24 (IPv4) or a /64 (IPv6, RFC 4291 2.5.1). */
const GUESSED_BITS = { 4: 24, 6: 64 } as const;
const DIRECT_NEIGHBOURS_MIN = 3;
const controlKinds: ReadonlySet<string> = new Set([
  'plc',
  'safety-controller',
  'remote-io',
  'drive',
  'robot',
  'rtu',
  'ied',
  'hmi',
  'scada',
]);

/** One local address and the network it is counted to; `known` when a person told the mask. */
export type Home = { address: Address; network: Network; subnet: string; known: boolean };

/**
 * An asset ready to be placed. `homes` are IPv4 before IPv6, lowest first. `direct`: heard with a MAC of its own.
 * `vlan` is set when all its frames carried the same tag. `external`: only addresses outside the site.
 */
export type Seat = { asset: ZoneAsset; homes: Home[]; direct: boolean; vlan: number | null; external: boolean };

type Candidate = { asset: ZoneAsset; direct: boolean; addresses: Address[] };

function readAddresses(asset: ZoneAsset): Address[] {
  const addresses = asset.ips.map(parseAddress).filter((address) => address !== null);
  return addresses.sort(compareAddresses).filter((address, i) => i === 0 || compareAddresses(address, addresses[i - 1] ?? address) !== 0);
}

function countMacs(assets: readonly ZoneAsset[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const asset of assets) {
    for (const mac of new Set(asset.macs.map((text) => text.toLowerCase()))) counts.set(mac, (counts.get(mac) ?? 0) + 1);
  }
  return counts;
}

/** A MAC that stands for several assets is a router's: those assets were not heard directly. */
function isDirect(asset: ZoneAsset, macCounts: ReadonlyMap<string, number>): boolean {
  if (asset.behind_gateway === true) return false;
  return asset.macs.some((mac) => macCounts.get(mac.toLowerCase()) === 1);
}

function guessNetwork(address: Address): Network {
  return networkOf(address, GUESSED_BITS[address.family]);
}

/**
 * Public networks that are used inside: several devices there were heard directly, or one that no router would hide (a controller,
 * or a host that also has a private address), or one was heard in the block of such a network.
 */
function findInsideNetworks(candidates: readonly Candidate[]): Set<string> {
  const heard = new Map<string, number>();
  for (const { asset, direct, addresses } of candidates) {
    if (!direct) continue;
    const isInside = controlKinds.has(asset.kind);
    const isDual = addresses.some((address) => address.family === 4 && scopeOf(address) === 'private');
    const subnets = new Set<string>();
    for (const address of addresses) {
      if (scopeOf(address) === 'public') subnets.add(formatNetwork(guessNetwork(address)));
    }
    for (const subnet of subnets) {
      const isCertain = isInside || (isDual && subnet.includes(':'));
      heard.set(subnet, (heard.get(subnet) ?? 0) + (isCertain ? DIRECT_NEIGHBOURS_MIN : 1));
    }
  }
  const certain = [...heard].filter(([, count]) => count >= DIRECT_NEIGHBOURS_MIN).map(([subnet]) => subnet);
  const ranges = new Set(certain.map(rangeOf));
  return new Set([...heard.keys()].filter((subnet) => certain.includes(subnet) || ranges.has(rangeOf(subnet))));
}

/** A site that owns public addresses owns a block of them: the /16 of an IPv4 network; an IPv6 network stands for itself. */
function rangeOf(subnet: string): string {
  return subnet.includes(':') ? subnet : subnet.split('.').slice(0, 2).join('.');
}

function findKnown(address: Address, known: readonly Network[]): Network | undefined {
  return known.find((network) => networkHas(network, address));
}

function readHomes(addresses: readonly Address[], known: readonly Network[], inside: ReadonlySet<string>): Home[] {
  const homes: Home[] = [];
  for (const address of addresses) {
    const scope = scopeOf(address);
    if (scope !== 'private' && scope !== 'public') continue;
    const told = findKnown(address, known);
    const network = told ?? guessNetwork(address);
    const subnet = formatNetwork(network);
    if (told === undefined && scope === 'public' && !inside.has(subnet)) continue;
    homes.push({ address, network, subnet, known: told !== undefined });
  }
  return homes;
}

/** Seats in the order of asset ids, one per id. Networks of `options` that do not parse are ignored. */
export function readSeats(assets: Iterable<ZoneAsset>, options: ZoneOptions): Seat[] {
  const unique = [...assets].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const known = (options.networks ?? []).map(parseNetwork).filter((network) => network !== null);
  known.sort((a, b) => b.bits - a.bits);
  const macCounts = countMacs(unique);
  const candidates = unique.map((asset) => ({ asset, direct: isDirect(asset, macCounts), addresses: readAddresses(asset) }));
  const inside = findInsideNetworks(candidates);
  return candidates.map(({ asset, direct, addresses }) => {
    const homes = readHomes(addresses, known, inside);
    const external = homes.length === 0 && addresses.some((address) => scopeOf(address) === 'public');
    const vlans = new Set(asset.vlans);
    return { asset, homes, direct, vlan: vlans.size === 1 ? ([...vlans][0] ?? null) : null, external };
  });
}

/** True for a device whose public address belongs to the site's own networks. */
export function usesPublicInside(seat: Seat): boolean {
  return seat.homes.some((home) => scopeOf(home.address) === 'public');
}

/** The distinct subnets of a seat: its IPv4 ones, or, where it has none, its IPv6 ones. */
export function subnetsOf(seat: Seat): string[] {
  const v4 = seat.homes.filter((home) => home.address.family === 4);
  return [...new Set((v4.length > 0 ? v4 : seat.homes).map((home) => home.subnet))];
}
