// An asset's attributes with provenance: which value counts, and where differing ones stand against each other.
import { formatAddress } from '../addresses.ts';
import type { AssetAttribute } from '../report.ts';
import { formatMicros } from '../report/times.ts';
import { MAC, type AddressTable } from '../tables/address-table.ts';
import { protocolNames } from '../words.ts';
import { usualMaker } from './makers.ts';
import type { Observation } from './observations.ts';
import type { Sighting } from './sightings.ts';

/** Attributes a device may rightly have several values of. */
const manyValued = new Set(['ip', 'mac', 'vlan', 'name', 'description', 'role', 'state', 'location', 'kind', 'purdue_level']);
/** Values within this much confidence of the best contradict it. */
const LIKE_CONFIDENCE = 0.2;
const OUI_CONFIDENCE = 0.3;
const ARP_CONFIDENCE = 1;
const FRAME_CONFIDENCE = 0.8;

/** Where the report may say an attribute was read, beside protocols. */
export const FROM_MAC_REGISTRY = 'mac-registry',
  FROM_INFERENCE = 'inference';

export function attributeOfObservation(observation: Observation, fileNames: readonly string[]): AssetAttribute {
  const { name, value, protocol, confidence, file, frame, micros } = observation;
  return { name, value, protocol: protocolNames[protocol]!, file: fileNames[file] ?? '', frame, time: formatMicros(micros), confidence };
}

/** A sighting tells the device's MAC, and its IP when it is the device's own; its maker when the registry knows the MAC. */
export function attributesOfSighting(
  table: AddressTable,
  pair: Sighting,
  own: ReadonlySet<number>,
  fileNames: readonly string[],
  vendorOf: (mac: string) => string | null,
): AssetAttribute[] {
  const place = { file: fileNames[pair.file] ?? '', frame: pair.frame, time: formatMicros(pair.micros) };
  const protocol = pair.claimedByArp ? 'arp' : pair.ip === 0 ? 'ethernet' : table.kindOf(pair.ip) === 4 ? 'ipv4' : 'ipv6';
  const confidence = pair.claimedByArp ? ARP_CONFIDENCE : FRAME_CONFIDENCE;
  const found: AssetAttribute[] = [];
  if (own.has(pair.ip)) found.push({ name: 'ip', value: formatAddress(table, pair.ip), protocol, ...place, confidence });
  if (!own.has(pair.mac) || (pair.ip !== 0 && !own.has(pair.ip))) return found;
  const mac = formatAddress(table, pair.mac);
  found.push({ name: 'mac', value: mac, protocol, ...place, confidence });
  const vendor = vendorOf(mac);
  if (vendor !== null)
    found.push({ name: 'vendor', value: usualMaker(vendor), protocol: FROM_MAC_REGISTRY, ...place, confidence: OUI_CONFIDENCE });
  return found;
}

/** The same value once a protocol (addresses once at all), the surest telling of it; sorted by name, then confidence. */
export function mergeAttributes(attributes: readonly AssetAttribute[]): AssetAttribute[] {
  const best = new Map<string, AssetAttribute>();
  for (const attribute of attributes) {
    const isAddress = attribute.name === 'mac' || attribute.name === 'ip';
    const key = `${attribute.name}\n${attribute.value}\n${isAddress ? '' : attribute.protocol}`;
    const known = best.get(key);
    if (known === undefined || attribute.confidence > known.confidence) best.set(key, attribute);
  }
  return [...best.values()].sort((a, b) => compare(a.name, b.name) || b.confidence - a.confidence || compare(a.time, b.time));
}

/** The value that counts; null when nothing is known. */
export function bestValue(attributes: readonly AssetAttribute[], name: string): string | null {
  return attributes.find((attribute) => attribute.name === name)?.value ?? null;
}

/** All values of one name, surest first, differing in more than case. */
export function allValues(attributes: readonly AssetAttribute[], name: string): string[] {
  const seen = new Map<string, string>();
  for (const attribute of attributes) {
    const key = attribute.value.toLowerCase();
    if (attribute.name === name && !seen.has(key)) seen.set(key, attribute.value);
  }
  return [...seen.values()];
}

/** Names of attributes whose values contradict each other with like confidence. */
export function findConflicts(attributes: readonly AssetAttribute[]): string[] {
  const conflicts = new Set<string>();
  const best = new Map<string, AssetAttribute>();
  for (const attribute of attributes) {
    if (manyValued.has(attribute.name)) continue;
    const first = best.get(attribute.name);
    if (first === undefined) best.set(attribute.name, attribute);
    else if (first.confidence - attribute.confidence <= LIKE_CONFIDENCE && !agree(first.value, attribute.value))
      conflicts.add(attribute.name);
  }
  return [...conflicts];
}

/** "Siemens" and "Siemens AG" say the same. */
function agree(a: string, b: string): boolean {
  const x = a.toLowerCase().replace(/[^a-z0-9]/g, '');
  const y = b.toLowerCase().replace(/[^a-z0-9]/g, '');
  return x.includes(y) || y.includes(x);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Splits a device's addresses into MACs and IPs, as text, IPv4 first, by value. */
export function splitAddresses(table: AddressTable, addresses: readonly number[]): { macs: string[]; ips: string[] } {
  const sorted = [...addresses].sort(
    (a, b) => table.kindOf(a) - table.kindOf(b) || (table.word(a, 0) >>> 0) - (table.word(b, 0) >>> 0) || a - b,
  );
  return {
    macs: sorted.filter((address) => table.kindOf(address) === MAC).map((address) => formatAddress(table, address)),
    ips: sorted.filter((address) => table.kindOf(address) !== MAC).map((address) => formatAddress(table, address)),
  };
}
