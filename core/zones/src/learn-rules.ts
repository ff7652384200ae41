// Learns the narrowest readable allow-list from flows people judged needed.
import { fitRule } from './fit-rule.ts';
import type { JudgedFlow, OperationClass, Rule, RuleEnd } from './words.ts';

const ZONE_CLIENTS_MIN = 3;
const ZONE_SHARE_MIN = 0.5;

/** One asset's need: which service of which server, with which operations. `classes` sorted; `flows` are what made it. */
type Need = { client: string; service: string; classes: OperationClass[]; flow: JudgedFlow; purposes: Set<string> };

/** Server, transport, port and protocol as one text. */
function serviceOf(flow: JudgedFlow): string {
  return `asset:${flow.server_id}:${flow.transport}/${flow.server_port ?? '-'}/${flow.protocol}`;
}

function classesText(classes: readonly OperationClass[]): string {
  return classes.length === 0 ? 'unseen' : classes.join('+');
}

function makeRule(from: RuleEnd, need: Need): Rule {
  const { flow, classes, purposes } = need;
  const start = from.kind === 'zone' ? `zone:${from.zone_id}` : `asset:${need.client}`;
  return {
    id: `${start}>${need.service}:${classesText(classes)}`,
    from,
    to: { kind: 'asset', asset_id: flow.server_id ?? '' },
    transport: flow.transport,
    port_from: flow.server_port,
    port_to: flow.server_port,
    protocol: flow.protocol,
    classes,
    purpose: [...purposes].sort().join('; '),
  };
}

function sortClasses(classes: Iterable<OperationClass>): OperationClass[] {
  return [...new Set(classes)].sort();
}

const admits = (need: Need, flow: JudgedFlow): boolean =>
  fitRule(flow, makeRule({ kind: 'asset', asset_id: need.client }, need)) === 'allowed';

const holdsAll = (outer: readonly OperationClass[], inner: readonly OperationClass[]): boolean =>
  inner.every((name) => outer.includes(name));

function distinctNeeds(flows: readonly JudgedFlow[]): Need[] {
  const needs = new Map<string, Need>();
  for (const flow of flows) {
    const classes = sortClasses(flow.classes);
    const found = needs.get(classesText(classes));
    const need = found ?? { client: flow.client_id ?? '', service: serviceOf(flow), classes, flow, purposes: new Set<string>() };
    if (flow.purpose) need.purposes.add(flow.purpose);
    needs.set(classesText(classes), need);
  }
  return [...needs.values()];
}

/** The needs of one client at one service: one with all operations together, unless that would let a refused flow in. */
function needsOfPair(flows: readonly JudgedFlow[], refused: readonly JudgedFlow[]): Need[] {
  const distinct = distinctNeeds(flows);
  const unseen = distinct.filter((need) => need.classes.length === 0);
  const seen = distinct.filter((need) => need.classes.length > 0);
  const [first] = seen;
  if (first === undefined) return unseen;
  const together = {
    ...first,
    classes: sortClasses(seen.flatMap((need) => need.classes)),
    purposes: new Set(seen.flatMap((need) => [...need.purposes])),
  };
  const isWider = refused.some((flow) => admits(together, flow) && !seen.some((need) => admits(need, flow)));
  if (!isWider) return [...unseen, together];
  const largest = seen.filter((need) => !seen.some((other) => other !== need && holdsAll(other.classes, need.classes)));
  return [...unseen, ...largest];
}

function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * One rule for a whole zone when at least three of its assets and at least half of them need exactly the same, and no refused flow
 * of another asset of the zone would slip in; else a rule for each asset.
 */
function widenToZone(needs: readonly Need[], zone: string | undefined, zoneSize: number, refusedHere: readonly JudgedFlow[]): Rule[] {
  const [first] = needs;
  const asAssets = (): Rule[] => needs.map((need) => makeRule({ kind: 'asset', asset_id: need.client }, need));
  if (first === undefined || zone === undefined) return asAssets();
  if (needs.length < ZONE_CLIENTS_MIN || needs.length < zoneSize * ZONE_SHARE_MIN) return asAssets();
  const clients = new Set(needs.map((need) => need.client));
  if (refusedHere.some((flow) => !clients.has(flow.client_id ?? '') && admits(first, flow))) return asAssets();
  const purposes = new Set(needs.flatMap((need) => [...need.purposes]));
  return [makeRule({ kind: 'zone', zone_id: zone }, { ...first, purposes })];
}

function countZoneSizes(zone_of: ReadonlyMap<string, string>): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const zone of zone_of.values()) sizes.set(zone, (sizes.get(zone) ?? 0) + 1);
  return sizes;
}

/**
 * The allow-list that the judgements ask for, sorted by id. It allows every needed flow between zones, and none of the other flows
 * given, save one that a needed flow covers (same client, server, transport, port and protocol, no further class): a contradiction only
 * people can solve. Flows inside a zone, or with an end that is no asset, need no rule.
 * @param flows all observed flows with their judgement; what is not 'needed' is kept out
 * @param zone_of asset id to zone id
 */
export function learnRules(flows: Iterable<JudgedFlow>, zone_of: ReadonlyMap<string, string>): Rule[] {
  const zoneOf = (flow: JudgedFlow): string | undefined => zone_of.get(flow.client_id ?? '');
  const between = [...flows].filter(({ client_id, server_id }) => {
    if (client_id === null || server_id === null) return false;
    const zone = zone_of.get(client_id);
    return zone === undefined || zone !== zone_of.get(server_id);
  });
  const pairOf = (flow: JudgedFlow): string => `${flow.client_id}>${serviceOf(flow)}`;
  const refused = between.filter((flow) => flow.judgement !== 'needed');
  const refusedByPair = groupBy(refused, pairOf);
  const refusedByZone = groupBy(refused, (flow) => `${zoneOf(flow)}>${serviceOf(flow)}`);
  const needed = groupBy(
    between.filter((flow) => flow.judgement === 'needed'),
    pairOf,
  );
  const needs = [...needed].flatMap(([pair, group]) => needsOfPair(group, refusedByPair.get(pair) ?? []));
  const alike = groupBy(needs, (need) => `${zoneOf(need.flow)}>${need.service}:${classesText(need.classes)}`);
  const sizes = countZoneSizes(zone_of);
  const rules = [...alike.values()].flatMap((group) => {
    const [first] = group;
    const zone = first && zoneOf(first.flow);
    return widenToZone(group, zone, sizes.get(zone ?? '') ?? 0, refusedByZone.get(`${zone}>${first?.service}`) ?? []);
  });
  return rules.sort((a, b) => (a.id < b.id ? -1 : 1));
}
