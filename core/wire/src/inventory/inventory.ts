// One merged inventory out of sightings and observations: every attribute says where it was read, inferred ones say why.
import type { Findings } from '../findings.ts';
import { inferDevice, refineLevels, type DeviceFacts, type Inference, type Said } from '../infer.ts';
import type { AssetAttribute, ReportAsset, ReportFlow } from '../report.ts';
import { formatMicros } from '../report/times.ts';
import { MAC } from '../tables/address-table.ts';
import {
  FROM_INFERENCE,
  allValues,
  attributeOfObservation,
  attributesOfSighting,
  bestValue,
  findConflicts,
  mergeAttributes,
  splitAddresses,
} from './attributes.ts';
import { groupAddresses, type AddressGroup } from './grouping.ts';
import type { Observation } from './observations.ts';
import type { Sighting } from './sightings.ts';
import { collectUses, type Uses } from './uses.ts';

export type InventoryOptions = { vendorOf: (mac: string) => string | null; fileNames: readonly string[]; flows: readonly ReportFlow[] };

/** An asset before inference. */
type Draft = { asset: ReportAsset; group: AddressGroup };

/** Every device seen, with where each of its attributes was read. */
export function reportAssets(engine: Findings, options: InventoryOptions): ReportAsset[] {
  const pairs = [...engine.sightings.pairs()];
  const observations = engine.observations.all();
  const groups = groupAddresses(engine.addresses, pairs, engine.sightings.activity(), observations);
  const pairsOf = index(groups, pairs, (pair) => [pair.mac, pair.ip]);
  const observationsOf = index(groups, observations, (observation) => [observation.address]);
  const drafts = groups.map((group, at) => draftAsset(engine, group, pairsOf[at]!, observationsOf[at]!, options));
  inferKinds(drafts, options.flows);
  return drafts.map((draft) => draft.asset);
}

/** Sorts records to the groups that hold one of their addresses. */
function index<T>(groups: readonly AddressGroup[], records: readonly T[], addressesOf: (record: T) => number[]): T[][] {
  const groupOf = new Map<number, number>();
  groups.forEach((group, at) => group.addresses.forEach((address) => groupOf.set(address, at)));
  const sorted: T[][] = groups.map(() => []);
  for (const record of records) {
    const ats = new Set(addressesOf(record).map((address) => groupOf.get(address)));
    for (const at of ats) if (at !== undefined) sorted[at]!.push(record);
  }
  return sorted;
}

function draftAsset(
  engine: Findings,
  group: AddressGroup,
  pairs: readonly Sighting[],
  observations: readonly Observation[],
  options: InventoryOptions,
): Draft {
  const own = new Set(group.addresses);
  const attributes = mergeAttributes([
    ...observations.map((observation) => attributeOfObservation(observation, options.fileNames)),
    ...pairs.flatMap((pair) => attributesOfSighting(engine.addresses, pair, own, options.fileNames, options.vendorOf)),
  ]);
  const asset: ReportAsset = {
    ...splitAddresses(engine.addresses, group.addresses),
    names: allValues(attributes, 'name'),
    vendor: bestValue(attributes, 'vendor'),
    model: bestValue(attributes, 'model'),
    order_number: bestValue(attributes, 'order_number'),
    firmware: bestValue(attributes, 'firmware'),
    serial: bestValue(attributes, 'serial'),
    kind: 'unknown',
    purdue_level: null,
    vlans: vlansOf(engine, pairs, own),
    ...activityOf(engine, group, pairs, observations),
    attributes,
    conflicts: findConflicts(attributes),
  };
  return { asset, group };
}

/** VLANs the device itself was seen in: of its own address, or of its MAC where it is no router. */
function vlansOf(engine: Findings, pairs: readonly Sighting[], own: ReadonlySet<number>): number[] {
  const vlans = new Set<number>();
  for (const pair of pairs) {
    if (pair.ip !== 0 && engine.addresses.kindOf(pair.ip) !== MAC && !own.has(pair.ip)) continue;
    if (pair.mac !== 0 && !own.has(pair.mac)) continue;
    for (const vlan of pair.vlans) vlans.add(vlan);
  }
  return [...vlans].sort((a, b) => a - b);
}

function activityOf(
  engine: Findings,
  group: AddressGroup,
  pairs: readonly Sighting[],
  observations: readonly Observation[],
): { packets: number; first: string; last: string } {
  let packets = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const address of group.addresses) {
    const activity = engine.sightings.activity().get(address);
    if (activity === undefined) continue;
    packets += activity.packets;
    first = Math.min(first, activity.first);
    last = Math.max(last, activity.last);
  }
  for (const { micros } of last === 0 ? [...pairs, ...observations] : []) {
    first = Math.min(first, micros);
    last = Math.max(last, micros);
  }
  return { packets, first: formatMicros(Number.isFinite(first) ? first : 0), last: formatMicros(last) };
}

function inferKinds(drafts: readonly Draft[], flows: readonly ReportFlow[]): void {
  const deviceOf = new Map<string, number>();
  drafts.forEach(({ asset }, at) => [...asset.macs, ...asset.ips].forEach((end) => deviceOf.set(end, at)));
  const uses = collectUses(flows, (end) => deviceOf.get(end), drafts.length);
  const inferred = drafts.map((draft, at) => inferDevice(factsOf(draft, uses[at]!)));
  const devices = drafts.map(({ asset }, at) => ({ ends: [...asset.ips, ...asset.macs], inference: inferred[at]! }));
  refineLevels(devices, flows).forEach((inference, at) => writeInference(drafts[at]!.asset, inference));
}

function factsOf({ asset, group }: Draft, uses: Uses): DeviceFacts {
  const { attributes } = asset;
  const modules = attributes.filter(({ name }) => /^module\..*\.(model|order_number)$/.test(name)).map(({ value }) => value);
  return {
    vendor: asset.vendor,
    model: asset.model,
    order_number: asset.order_number,
    device_type: bestValue(attributes, 'device_type'),
    role: bestValue(attributes, 'role'),
    operating_system: bestValue(attributes, 'operating_system'),
    description: bestValue(attributes, 'description'),
    names: asset.names,
    // On this segment by its own MAC: a public address is then the plant's own habit, not the internet.
    ips: asset.macs.length > 0 ? [] : asset.ips,
    modules,
    served: uses.served,
    spoken: uses.spoken,
    is_gateway: group.isGateway,
  };
}

/** What was concluded stands among the attributes like what was read, with the reason. */
function writeInference(asset: ReportAsset, inference: Inference): void {
  asset.kind = inference.kind;
  asset.purdue_level = inference.purdue_level;
  const seen = asset.attributes[0];
  const place = { protocol: FROM_INFERENCE, file: seen?.file ?? '', frame: seen?.frame ?? 0, time: seen?.time ?? asset.first };
  const { confidence, why } = inference;
  const conclude = (name: string, value: string, said: Said[]): AssetAttribute => ({ name, value, ...place, confidence, why: said });
  if (inference.kind !== 'unknown') asset.attributes.push(conclude('kind', inference.kind, why.kind));
  if (inference.purdue_level !== null) asset.attributes.push(conclude('purdue_level', inference.purdue_level, why.level));
}
