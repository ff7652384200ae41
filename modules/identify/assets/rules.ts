// Decisions about assets: which value of an attribute shows, what conflicts, which asset a sighting belongs to.
import type { ObservationState } from '@holdfast/observation/schema';
import type { Attribute, Completeness } from './schema.ts';

/** One attribute value, as stored. */
export type Said = Pick<Attribute, 'name' | 'value' | 'source' | 'seen_at' | 'confidence'>;

/** Attributes the inventory shows as columns. */
export const shownAttributes = ['name', 'vendor', 'model', 'order_number', 'firmware', 'serial', 'kind', 'purdue_level'] as const;
export type ShownAttribute = (typeof shownAttributes)[number];

/** Values this close in confidence contradict each other when they differ. */
const likeConfidence = 0.2;
/** Of these a device may rightly have several, or they are inferred anew each time. */
const neverConflicting: readonly string[] = [
  'kind',
  'purdue_level',
  'name',
  'ip',
  'mac',
  'vlan',
  'role',
  'state',
  'description',
  'location',
  'operating_system',
];

const plain = (value: string) =>
  value
    .trim()
    .toLowerCase()
    .replace(/^v(?=\d)/, '');

/** The value that shows: a person's word wins; else the more confident, else the newer, else the first in the alphabet. */
export function choose<T extends Said>(values: readonly T[]): T | null {
  const rank = (it: T): number => (it.source === 'person' ? 2 : it.confidence);
  const [first] = values.toSorted((a, b) => rank(b) - rank(a) || b.seen_at.localeCompare(a.seen_at) || a.value.localeCompare(b.value));
  return first ?? null;
}

/** What the inventory shows of an asset and which attributes contradict each other without a person's word. */
export function resolve(attributes: readonly Said[]): { values: Partial<Record<ShownAttribute, string>>; conflicting: string[] } {
  const byName = Map.groupBy(attributes, (it) => it.name);
  const values: Partial<Record<ShownAttribute, string>> = {};
  const conflicting: string[] = [];
  for (const [name, said] of byName) {
    const chosen = choose(said);
    if (!chosen) continue;
    if ((shownAttributes as readonly string[]).includes(name)) values[name as ShownAttribute] = chosen.value;
    if (contradicts(name, chosen, said)) conflicting.push(name);
  }
  return { values, conflicting: conflicting.sort() };
}

function contradicts(name: string, chosen: Said, said: readonly Said[]): boolean {
  if (neverConflicting.includes(name) || chosen.source === 'person') return false;
  return said.some((it) => {
    // What a person read on the label and the wire says otherwise is told, however sure either is.
    const isLabel = it.source === 'walk_down' || chosen.source === 'walk_down';
    return plain(it.value) !== plain(chosen.value) && (isLabel || chosen.confidence - it.confidence <= likeConfidence);
  });
}

/** What a sighting is matched against: addresses of assets already known. */
export type Known = { asset_of_mac: ReadonlyMap<string, string>; asset_of_ip: ReadonlyMap<string, string>; has_mac: ReadonlySet<string> };

/**
 * The known asset a sighting is, or null for a new one. A MAC decides; an address counts when the sighting or the known asset has no MAC
 * (seen from behind a router). The same address with another MAC is another device: it took the address over.
 */
export function matchSighting(sighting: { macs: readonly string[]; ips: readonly string[] }, known: Known): string | null {
  for (const mac of sighting.macs) {
    const asset = known.asset_of_mac.get(mac);
    if (asset !== undefined) return asset;
  }
  for (const ip of sighting.ips) {
    const asset = known.asset_of_ip.get(ip);
    if (asset !== undefined && (sighting.macs.length === 0 || !known.has_mac.has(asset))) return asset;
  }
  return null;
}

/** What the asset is called when nobody and nothing names it. */
export function fallbackName(it: { names: readonly string[]; ips: readonly string[]; macs: readonly string[] }): string {
  return it.names[0] ?? it.ips[0] ?? it.macs[0] ?? 'unnamed';
}

/** C17: an asset is complete when it has an owner and a criticality. */
export function isComplete(it: { owner_id: string | null; criticality: string | null }): boolean {
  return it.owner_id !== null && it.criticality !== null;
}

export type ZoneCount = {
  zone_id: string | null;
  zone_name: string | null;
  assets: number;
  complete: number;
  without_owner: number;
  without_criticality: number;
  sighted: number;
  newest_seen: string | null;
  /** Null for assets that stand in no zone. */
  observation: ObservationState | null;
};

/**
 * C17 and G12 for a whole site. Assets of a zone nothing sees do not count as complete, whoever answers for them: nobody knows whether they are
 * all. A zone nothing sees in which no asset is known counts as one that is missing. `counted` is what `complete` is a part of.
 */
export function sumCompleteness(zones: readonly ZoneCount[]): Omit<Completeness, 'zones' | 'areas'> {
  const sum = (of: (it: ZoneCount) => number): number => zones.reduce((total, it) => total + of(it), 0);
  const isUnobserved = (it: ZoneCount): boolean => it.observation === 'unobserved';
  const assets = sum((it) => it.assets);
  return {
    assets,
    complete: sum((it) => (isUnobserved(it) ? 0 : it.complete)),
    counted: assets + sum((it) => (isUnobserved(it) && it.assets === 0 ? 1 : 0)),
    without_owner: sum((it) => it.without_owner),
    without_criticality: sum((it) => it.without_criticality),
    sighted: sum((it) => it.sighted),
    unobserved_zones: zones.filter(isUnobserved).length,
    unobserved_assets: sum((it) => (isUnobserved(it) ? it.assets : 0)),
  };
}

const mac = /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;
const ipv4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const ipv6 = /^[0-9a-f:]+(:\d+\.\d+\.\d+\.\d+)?$/i;

/** The kind of an address a person typed, in the product's spelling; null for none, undefined when it is no address. */
export function readAddress(text: string | null): { kind: 'ip' | 'mac'; address: string } | null | undefined {
  if (text === null || text === '') return null;
  if (mac.test(text)) return { kind: 'mac', address: text.toLowerCase().replaceAll('-', ':') };
  if (ipv4.test(text)) return { kind: 'ip', address: text };
  return ipv6.test(text) && text.includes(':') ? { kind: 'ip', address: text.toLowerCase() } : undefined;
}
