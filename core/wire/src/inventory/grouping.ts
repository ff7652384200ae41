// Which addresses are one device. A router's MAC carries addresses of others: they must not be merged with it.
import { internText, isDevice } from '../addresses.ts';
import { IPV4, IPV6, MAC, type AddressTable } from '../tables/address-table.ts';
import type { Observation } from './observations.ts';
import type { AddressActivity, Sighting } from './sightings.ts';

/** Addresses (by number) of one device. `isGateway`: its MAC was seen sending for addresses that are not its own. */
export type AddressGroup = { addresses: number[]; isGateway: boolean };

/** A device may own a few addresses of one network; more behind one MAC are routed, or answered for (proxy ARP). */
const MAX_OWN_PER_NETWORK = 4;
const MAX_OWN_IPV6 = 4;
const SURE = 0.8;

/**
 * Groups addresses into devices.
 * @returns groups in the order their first address was seen
 */
export function groupAddresses(
  table: AddressTable,
  pairs: readonly Sighting[],
  activity: ReadonlyMap<number, AddressActivity>,
  observations: readonly Observation[],
): AddressGroup[] {
  const union = new Union();
  const gateways = new Set<number>();
  const claimed = new Set(pairs.filter((pair) => pair.claimedByArp && pair.mac !== 0).map((pair) => pair.ip));
  for (const [mac, ofMac] of byMac(pairs)) {
    const own = ownAddresses(table, ofMac, claimed);
    for (const ip of own) union.join(mac, ip);
    if (ofMac.some((pair) => pair.ip !== 0 && isDevice(table, pair.ip) && !own.has(pair.ip))) gateways.add(mac);
  }
  for (const pair of observedPairs(table, observations, claimed)) {
    if (!gateways.has(pair.mac)) union.join(pair.mac, pair.ip);
  }
  const present = presentAddresses(table, pairs, activity, observations);
  return union.groups(present).map((addresses) => ({ addresses, isGateway: addresses.some((address) => gateways.has(address)) }));
}

function byMac(pairs: readonly Sighting[]): Map<number, Sighting[]> {
  const found = new Map<number, Sighting[]>();
  for (const pair of pairs) {
    if (pair.mac === 0) continue;
    const list = found.get(pair.mac);
    if (list === undefined) found.set(pair.mac, [pair]);
    else list.push(pair);
  }
  return found;
}

/** The IP addresses that are the MAC's own, not routed through it. */
function ownAddresses(table: AddressTable, pairs: readonly Sighting[], claimed: ReadonlySet<number>): Set<number> {
  const usable = pairs.filter((pair) => pair.ip !== 0 && isDevice(table, pair.ip));
  const ipv4 = usable.filter((pair) => table.kindOf(pair.ip) === IPV4);
  const ipv6 = usable.filter((pair) => table.kindOf(pair.ip) === IPV6);
  return new Set([...ownIpv4(table, ipv4, claimed), ...ownIpv6(table, ipv6)].map((pair) => pair.ip));
}

function ownIpv4(table: AddressTable, pairs: readonly Sighting[], claimed: ReadonlySet<number>): Sighting[] {
  const network = (pair: Sighting): number => table.word(pair.ip, 0) >>> 8;
  const few = (list: readonly Sighting[]) => list.filter((pair) => countIn(list, network, network(pair)) <= MAX_OWN_PER_NETWORK);
  const answeredFor = few(pairs.filter((pair) => pair.claimedByArp));
  // Nobody else claims the address, and its hop count was not lowered by a router.
  const direct = pairs.filter((pair) => !pair.claimedByArp && !claimed.has(pair.ip) && !looksForwarded(pair.hops));
  if (answeredFor.length > 0) {
    const homes = new Set(answeredFor.map(network));
    return [...answeredFor, ...few(direct).filter((pair) => homes.has(network(pair)))];
  }
  const unclaimed = pairs.filter((pair) => !pair.claimedByArp);
  const networks = new Set(unclaimed.map(network));
  return networks.size === 1 ? few(direct) : [];
}

function ownIpv6(table: AddressTable, pairs: readonly Sighting[]): Sighting[] {
  const local = pairs.filter((pair) => table.word(pair.ip, 0) >>> 22 === 0x3fa);
  const global = pairs.filter((pair) => !local.includes(pair) && !looksForwarded(pair.hops));
  return [...local, ...(global.length <= MAX_OWN_IPV6 ? global : [])];
}

function countIn(list: readonly Sighting[], keyOf: (pair: Sighting) => number, key: number): number {
  let count = 0;
  for (const pair of list) if (keyOf(pair) === key) count++;
  return count;
}

/** Systems begin at 64, 128 or 255 hops; a little less means routers in between. */
function looksForwarded(hops: number): boolean {
  return (hops > 60 && hops < 64) || (hops > 118 && hops < 128) || (hops > 245 && hops < 255);
}

/** What devices say of their own addresses (PROFINET DCP, LLDP, DHCP): a MAC and its IP. */
function observedPairs(
  table: AddressTable,
  observations: readonly Observation[],
  claimed: ReadonlySet<number>,
): { mac: number; ip: number }[] {
  const found: { mac: number; ip: number }[] = [];
  for (const { address, name, value, confidence } of observations) {
    if ((name !== 'ip' && name !== 'mac') || confidence < SURE) continue;
    const other = internText(table, value);
    if (other === 0 || !isDevice(table, other) || !isDevice(table, address)) continue;
    const mac = table.kindOf(address) === MAC ? address : other;
    const ip = mac === address ? other : address;
    if (table.kindOf(mac) === MAC && table.kindOf(ip) !== MAC && !claimed.has(ip)) found.push({ mac, ip });
  }
  return found;
}

/** Every address that stands for a device: it sent something, was delivered something, or somebody told about it. */
function presentAddresses(
  table: AddressTable,
  pairs: readonly Sighting[],
  activity: ReadonlyMap<number, AddressActivity>,
  observations: readonly Observation[],
): number[] {
  const present = new Set<number>();
  for (const [address, { packets, received }] of activity)
    if (packets > 0 || (received && !isBroadcast(table, address))) present.add(address);
  for (const pair of pairs) {
    present.add(pair.mac);
    if (pair.claimedByArp) present.add(pair.ip);
  }
  for (const { address } of observations) present.add(address);
  return [...present].filter((address) => isDevice(table, address));
}

/** A silent IPv4 address ending in 255 is taken for its network's broadcast. */
function isBroadcast(table: AddressTable, address: number): boolean {
  return table.kindOf(address) === IPV4 && (table.word(address, 0) & 255) === 255;
}

/** Union-find over address numbers. */
class Union {
  readonly #parent = new Map<number, number>();

  join(a: number, b: number): void {
    const rootA = this.#root(a);
    const rootB = this.#root(b);
    if (rootA !== rootB) this.#parent.set(Math.max(rootA, rootB), Math.min(rootA, rootB));
  }

  /** Groups of the addresses given, with those joined to them. */
  groups(addresses: readonly number[]): number[][] {
    const byRoot = new Map<number, Set<number>>();
    for (const address of [...addresses, ...this.#parent.keys()]) {
      const root = this.#root(address);
      const group = byRoot.get(root);
      if (group === undefined) byRoot.set(root, new Set([root, address]));
      else group.add(address);
    }
    return [...byRoot.values()].map((group) => [...group].sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!);
  }

  #root(address: number): number {
    let root = address;
    for (let parent = this.#parent.get(root); parent !== undefined; parent = this.#parent.get(root)) root = parent;
    if (root !== address) this.#parent.set(address, root);
    return root;
  }
}
