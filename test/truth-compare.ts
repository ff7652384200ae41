// Compares what an inspection of the demo plant found with what the plant says is true, and names every difference.
import { proposeZones, type ZoneAsset, type ZoneFlow, type ZoneProposal } from '@holdfast/core-zones';
import type { Report, ReportAsset, ReportEvent, ReportFlow } from '@holdfast/core-wire';
import type { Truth, TruthAsset, TruthEvent, TruthFlow, TruthZone } from '@holdfast/plant';

/** A difference as one line of text: `asset prn-office model: told "Lexmark MS826", found null`. */
export type Miss = string;

/** The zones the product would propose: assets and flows in the shape `modules/identify/zones/store.ts` reads them in. */
export function zonesOf(report: Report): { zones: ZoneProposal[]; assetOf: Map<string, ReportAsset> } {
  const assets = report.assets.map((asset, at): ZoneAsset => ({ ...asset, id: `a${String(at).padStart(4, '0')}` }));
  const idOf = new Map(assets.flatMap((asset) => [...asset.ips, ...asset.macs].map((end) => [end, asset.id] as const)));
  const flows = report.flows.map((flow, at): ZoneFlow => ({
    id: `f${at}`,
    client_id: idOf.get(flow.client) ?? null,
    server_id: idOf.get(flow.server) ?? null,
    transport: flow.transport,
    server_port: flow.server_port,
    protocol: flow.protocol,
    classes: [...new Set(flow.operations.map((operation) => operation.class))],
  }));
  return { zones: proposeZones(assets, flows), assetOf: new Map(assets.map((asset, at) => [asset.id, report.assets[at]!])) };
}

/** Everything that is true and was not found, and everything that was found and is not true. */
export function findMisses(truth: Truth, report: Report): Miss[] {
  const found = pairAssets(truth, report);
  return [
    ...missedAssets(truth, report, found),
    ...truth.assets.flatMap((asset) => missedIdentity(asset, found.get(asset.key))),
    ...missedZones(truth, report, found),
    ...missedFlows(truth, report.flows),
    ...missedTotals(truth, report),
    ...missedEvents(truth.events, report),
  ];
}

type Found = ReadonlyMap<string, ReportAsset>;

/** By MAC first, then by address; a truth asset without either is never found. */
function pairAssets(truth: Truth, report: Report): Found {
  const byEnd = new Map(report.assets.flatMap((asset) => [...asset.ips, ...asset.macs].map((end) => [end, asset] as const)));
  const pairs = truth.assets.map((asset) => [asset.key, [...asset.macs, ...asset.ips].map((end) => byEnd.get(end)).find(Boolean)] as const);
  return new Map(pairs.filter((pair): pair is readonly [string, ReportAsset] => pair[1] !== undefined));
}

const listed = (texts: Iterable<string>): string => [...texts].sort().join(' ');

function missedAssets(truth: Truth, report: Report, found: Found): Miss[] {
  const misses: Miss[] = [];
  for (const asset of truth.assets) {
    const one = found.get(asset.key);
    if (one === undefined) {
      misses.push(`asset ${asset.key}: not found`);
      continue;
    }
    const [is, seen] = [listed([...asset.macs, ...asset.ips]), listed([...one.macs, ...one.ips])];
    if (is !== seen) misses.push(`asset ${asset.key} addresses: is ${is}, found ${seen}`);
  }
  const paired = new Set(found.values());
  for (const one of report.assets) if (!paired.has(one)) misses.push(`asset ${listed([...one.macs, ...one.ips])}: found, but is none`);
  return misses;
}

/** What an attribute's value must be; null where the truth file does not hold it and any value will do. */
function valuesOf(asset: TruthAsset, attribute: string): readonly string[] | null {
  if (attribute === 'name') return asset.names;
  if (attribute === 'ip') return asset.ips;
  if (attribute === 'mac') return asset.macs;
  if (attribute === 'description') return null;
  const value = asset[attribute as 'vendor' | 'model' | 'order_number' | 'firmware' | 'serial'];
  return value === null ? [] : [value];
}

/** A version is the same with and without V; a maker's longer name holds its shorter one ("Danfoss", "Danfoss Drives"). */
function isSame(attribute: string, is: string | null, found: string | null): boolean {
  if (is === null || found === null) return is === found;
  if (attribute === 'firmware') return is.replace(/^v/i, '') === found.replace(/^v/i, '');
  if (attribute === 'vendor') return found.toLowerCase().includes(is.toLowerCase());
  return is === found;
}

function missedIdentity(asset: TruthAsset, one: ReportAsset | undefined): Miss[] {
  if (one === undefined) return [];
  const misses: Miss[] = [];
  for (const { protocol, attributes } of asset.identified_by) {
    for (const attribute of attributes) {
      const wanted = valuesOf(asset, attribute);
      const told = one.attributes.filter(({ name }) => name === attribute).map(({ value }) => value);
      const missing = wanted === null ? told.length === 0 : !wanted.some((value) => told.some((one) => isSame(attribute, value, one)));
      if (missing) misses.push(`asset ${asset.key} ${attribute} by ${protocol}: is ${wanted?.join(' ')}, read ${told.join(' | ')}`);
    }
  }
  return [...misses, ...missedModules(asset, one), ...missedConclusions(asset, one)];
}

function missedModules(asset: TruthAsset, one: ReportAsset): Miss[] {
  if (!asset.identified_by.some(({ protocol }) => protocol === 'cip')) return [];
  return asset.modules.flatMap(({ slot, ...module }) =>
    Object.entries(module)
      .filter(([name, value]) => !one.attributes.some((it) => it.name === `module.${slot}.${name}` && it.value === value))
      .map(([name, value]) => `asset ${asset.key} module ${slot} ${name}: is ${value}`),
  );
}

const concluded = ['vendor', 'model', 'order_number', 'firmware', 'serial', 'kind', 'purdue_level'] as const;

/** What the inventory shows in the end; only what some protocol told can be asked of it, kind and level always. */
function missedConclusions(asset: TruthAsset, one: ReportAsset): Miss[] {
  const told = new Set(asset.identified_by.flatMap(({ attributes }) => attributes));
  return concluded
    .filter((name) => name === 'kind' || name === 'purdue_level' || told.has(name) || (name === 'vendor' && asset.macs.length > 0))
    .filter((name) => !isSame(name, asset[name], one[name]))
    .map((name) => `asset ${asset.key} ${name}: is ${asset[name]}, concluded ${one[name]}`);
}

/** A truth zone is found when one proposal has exactly its members. */
function missedZones(truth: Truth, report: Report, found: Found): Miss[] {
  const { zones, assetOf } = zonesOf(report);
  const keyOf = new Map([...found].map(([key, asset]) => [asset, key]));
  const proposals = zones.map((zone) => ({
    zone,
    keys: zone.member_ids.map((id) => keyOf.get(assetOf.get(id)!) ?? listed([...assetOf.get(id)!.macs, ...assetOf.get(id)!.ips])),
  }));
  return truth.zones.flatMap((zone) => missedZone(zone, proposals));
}

type Proposed = { zone: ZoneProposal; keys: string[] };

function missedZone(zone: TruthZone, proposals: readonly Proposed[]): Miss[] {
  const members = new Set(zone.members);
  const common = ({ keys }: Proposed): number => keys.filter((key) => members.has(key)).length;
  const best = proposals.toSorted((a, b) => common(b) - common(a) || a.keys.length - b.keys.length)[0];
  if (best === undefined || common(best) === 0) return [`zone ${zone.key}: not found`];
  const misses: Miss[] = [];
  const absent = zone.members.filter((key) => !best.keys.includes(key));
  const strange = best.keys.filter((key) => !members.has(key));
  if (absent.length > 0) misses.push(`zone ${zone.key} lacks: ${listed(absent)}`);
  if (strange.length > 0) misses.push(`zone ${zone.key} also holds: ${listed(strange)}`);
  if (best.zone.purdue_level !== zone.level) misses.push(`zone ${zone.key} level: is ${zone.level}, proposed ${best.zone.purdue_level}`);
  return misses;
}

type FlowEnds = Pick<TruthFlow, 'client' | 'server' | 'transport' | 'server_port' | 'protocol'>;
const flowKey = ({ client, server, transport, server_port, protocol }: FlowEnds): string =>
  `flow ${client} > ${server} ${transport}/${server_port ?? '-'} ${protocol}`;

/** Invented flows are looked for among the protocols the truth file speaks of; it leaves ARP, LLDP and spanning tree out. */
function missedFlows(truth: Truth, flows: readonly ReportFlow[]): Miss[] {
  const byKey = new Map(flows.map((flow) => [flowKey(flow), flow]));
  const misses = truth.flows.flatMap((flow) => missedFlow(truth, flow, byKey.get(flowKey(flow))));
  const known = new Set(truth.flows.map(flowKey));
  const spoken = new Set(truth.flows.map((flow) => flow.protocol));
  const invented = flows.filter((flow) => !known.has(flowKey(flow)) && (spoken.has(flow.protocol) || flow.transport !== 'ethernet'));
  return [...misses, ...invented.map((flow) => `${flowKey(flow)}: found, but is none`)];
}

/** Operations are compared for the protocols the truth file counts; of the others it only holds packets and bytes. */
function missedFlow({ protocols }: Truth, truth: TruthFlow, flow: ReportFlow | undefined): Miss[] {
  const key = flowKey(truth);
  if (flow === undefined) return [`${key}: not found`];
  const misses: Miss[] = [];
  const expect = (what: string, is: string | number, found: string | number): void => {
    if (is !== found) misses.push(`${key} ${what}: is ${is}, found ${found}`);
  };
  expect('packets', truth.packets, flow.packets);
  expect('bytes', truth.bytes, flow.bytes);
  const found: Record<string, Record<string, number>> = {};
  for (const { protocol, key: operation, count } of flow.operations) {
    if (protocols[protocol] === undefined) continue;
    const counts = (found[protocol] ??= {});
    counts[operation] = (counts[operation] ?? 0) + count;
  }
  for (const [protocol, is] of Object.entries({ [truth.protocol]: truth.operations, ...truth.carried })) {
    expect(`${protocol} operations`, counted(is), counted(found[protocol] ?? {}));
    delete found[protocol];
  }
  for (const [protocol, counts] of Object.entries(found)) expect(`${protocol} operations`, '', counted(counts));
  return misses;
}

const counted = (counts: Record<string, number>): string => listed(Object.entries(counts).map(([key, count]) => `${key}=${count}`));

/** Totals of each protocol, with refusals. */
function missedTotals(truth: Truth, report: Report): Miss[] {
  return Object.entries(truth.protocols).flatMap(([protocol, is]) => {
    const found = report.protocols[protocol];
    if (found === undefined) return [`protocol ${protocol}: not found`];
    const misses: Miss[] = [];
    if (is.errors !== found.errors) misses.push(`protocol ${protocol} errors: is ${is.errors}, found ${found.errors}`);
    if (counted(is.operations) !== counted(found.operations))
      misses.push(`protocol ${protocol} operations: is ${counted(is.operations)}, found ${counted(found.operations)}`);
    if (found.undecoded > 0) misses.push(`protocol ${protocol} undecoded: ${found.undecoded}`);
    return misses;
  });
}

/** The truth names an operation by its key, the report by its name. */
function missedEvents(truths: readonly TruthEvent[], { events, flows }: Report): Miss[] {
  const keys = new Map(flows.flatMap((flow) => flow.operations.map(({ protocol, name, key }) => [`${protocol} ${name}`, key] as const)));
  const text = (event: TruthEvent | ReportEvent, operation: string): string =>
    `${event.time} ${event.client} > ${event.server} ${event.protocol} ${operation} ${event.class} ${event.attack}`;
  const left = new Map<string, number>();
  for (const event of events) {
    const line = text(event, keys.get(`${event.protocol} ${event.operation}`) ?? event.operation);
    left.set(line, (left.get(line) ?? 0) + 1);
  }
  const misses: Miss[] = [];
  for (const truth of truths) {
    const line = text(truth, truth.operation);
    const count = left.get(line) ?? 0;
    if (count === 0) misses.push(`event ${line}: not found`);
    else left.set(line, count - 1);
  }
  for (const [line, count] of left) for (let at = 0; at < count; at++) misses.push(`event ${line}: found, but is none`);
  return misses;
}
