// Holds flows against an allow-list: one flow plainly, many through an index by ends and port.
import type { Fit, Nearest } from './fit-rule.ts';
import { endMeans, fitRule, intraZone, isNearer, judgeNearest, judgeUnlisted, missingClasses, zoneOfEnd } from './fit-rule.ts';
import type { CheckedFlow, Rule, RuleEnd, Verdict } from './words.ts';

/**
 * Judges one flow. Inside one zone every flow is 'intra_zone'. The first rule of the list that fits allows it; otherwise the answer
 * says by what the nearest rule is missed.
 * @param zone_of asset id to zone id
 */
export function checkFlow(flow: CheckedFlow, rules: readonly Rule[], zone_of: ReadonlyMap<string, string>): Verdict {
  const { client_id, server_id } = flow;
  const [from, to] = [zoneOfEnd(client_id, zone_of), zoneOfEnd(server_id, zone_of)];
  if (from !== undefined && from === to) return intraZone;
  let nearest: Nearest | null = null;
  for (const [position, rule] of rules.entries()) {
    if (!endMeans(rule.from, client_id, from) || !endMeans(rule.to, server_id, to)) continue;
    const found = weigh(flow, rule, position, fitRule(flow, rule));
    if (isNearer(found, nearest)) nearest = found;
  }
  if (nearest !== null) return judgeNearest(flow, rules[nearest.position] as Rule, nearest.fit);
  return judgeUnlisted(rules.find((rule) => endMeans(rule.from, server_id, to) && endMeans(rule.to, client_id, from)));
}

function weigh(flow: CheckedFlow, rule: Rule, position: number, fit: Fit): Nearest {
  return { position, fit, missing: fit === 'classes' ? missingClasses(flow, rule).length : 0 };
}

/** The rules between one pair of ends, as positions in the list, ascending. `exact` is keyed by transport and single port. */
type Bucket = { first: number; first_by_transport: Map<string, number>; exact: Map<string, number[]>; ranges: number[] };
type ByEnd<T> = { asset: Map<string, T>; zone: Map<string, T>; any: T | null };
type RuleIndex = ByEnd<ByEnd<Bucket>>;

const emptyByEnd = <T>(): ByEnd<T> => ({ asset: new Map(), zone: new Map(), any: null });

const portKey = (transport: string, port: number | null): string => `${transport}/${port ?? ''}`;

function reach<T>(byEnd: ByEnd<T>, end: RuleEnd, make: () => T): T {
  if (end.kind === 'any') return (byEnd.any ??= make());
  const [map, key] =
    end.kind === 'asset' ? [byEnd.asset, end.asset_id] : [byEnd.zone, end.kind === 'zone' ? end.zone_id : `${end.zone_id} ${end.role}`];
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function indexRules(rules: readonly Rule[]): RuleIndex {
  const index: RuleIndex = emptyByEnd();
  for (const [position, rule] of rules.entries()) {
    const targets = reach(index, rule.from, () => emptyByEnd<Bucket>());
    const bucket = reach(targets, rule.to, () => ({ first: position, first_by_transport: new Map(), exact: new Map(), ranges: [] }));
    if (!bucket.first_by_transport.has(rule.transport)) bucket.first_by_transport.set(rule.transport, position);
    if (rule.port_from !== rule.port_to) {
      bucket.ranges.push(position);
      continue;
    }
    const key = portKey(rule.transport, rule.port_from);
    const exact = bucket.exact.get(key);
    if (exact === undefined) bucket.exact.set(key, [position]);
    else exact.push(position);
  }
  return index;
}

function reachable<T>(byEnd: ByEnd<T>, asset: string | null, zone: string | undefined): T[] {
  const found = [asset === null ? undefined : byEnd.asset.get(asset), zone === undefined ? undefined : byEnd.zone.get(zone), byEnd.any];
  return found.filter((one) => one !== undefined && one !== null);
}

type Ends = { client: string | null; server: string | null; from: string | undefined; to: string | undefined };

function bucketsBetween(index: RuleIndex, { client, server, from, to }: Ends): Bucket[] {
  return reachable(index, client, from).flatMap((targets) => reachable(targets, server, to));
}

/** The nearest rule of a bucket. Only rules on the flow's port are read; of the others the first one stands for all. */
function nearestOf(bucket: Bucket, flow: CheckedFlow, key: string, rules: readonly Rule[]): Nearest {
  const sameTransport = bucket.first_by_transport.get(flow.transport);
  let nearest: Nearest =
    sameTransport === undefined
      ? { position: bucket.first, fit: 'transport', missing: 0 }
      : { position: sameTransport, fit: 'port', missing: 0 };
  if (sameTransport === undefined) return nearest;
  for (const positions of [bucket.exact.get(key) ?? [], bucket.ranges]) {
    for (const position of positions) {
      const rule = rules[position] as Rule;
      const fit = fitRule(flow, rule);
      if (fit !== 'classes' && fit === nearest.fit && position > nearest.position) continue;
      const found = weigh(flow, rule, position, fit);
      if (isNearer(found, nearest)) nearest = found;
      if (fit === 'allowed') break;
    }
  }
  return nearest;
}

function checkIndexed(flow: CheckedFlow, rules: readonly Rule[], index: RuleIndex, zone_of: ReadonlyMap<string, string>): Verdict {
  const { client_id: client, server_id: server } = flow;
  const [from, to] = [zoneOfEnd(client, zone_of), zoneOfEnd(server, zone_of)];
  if (from !== undefined && from === to) return intraZone;
  const key = portKey(flow.transport, flow.server_port);
  let nearest: Nearest | null = null;
  for (const bucket of bucketsBetween(index, { client, server, from, to })) {
    const found = nearestOf(bucket, flow, key, rules);
    if (isNearer(found, nearest)) nearest = found;
  }
  if (nearest !== null) return judgeNearest(flow, rules[nearest.position] as Rule, nearest.fit);
  const reverse = bucketsBetween(index, { client: server, server: client, from: to, to: from }).map((bucket) => bucket.first);
  return judgeUnlisted(reverse.length === 0 ? undefined : rules[Math.min(...reverse)]);
}

/** `checkFlow` for many flows, in their order; the rules are indexed once. */
export function checkFlows(flows: Iterable<CheckedFlow>, rules: readonly Rule[], zone_of: ReadonlyMap<string, string>): Verdict[] {
  const index = indexRules(rules);
  return Array.from(flows, (flow) => checkIndexed(flow, rules, index, zone_of));
}
