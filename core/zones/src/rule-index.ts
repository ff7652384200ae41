// An allow-list as an index by ends and port, for many flows. What it answers is what `checkFlow` answers; a property test holds both together.
import type { Nearest } from './fit-rule.ts';
import {
  fitRule,
  intraZone,
  isNearer,
  judgeInMode,
  judgeNearest,
  judgeUnlisted,
  judgeWindows,
  missingClasses,
  zoneOfEnd,
} from './fit-rule.ts';
import type { CheckedFlow, JudgeDepth, JudgeOptions, Rule, RuleEnd, Verdict } from './words.ts';

/** The rules between one pair of ends, as positions in the list, ascending. `exact` is keyed by transport and single port. */
type Bucket = { first: number; first_by_transport: Map<string, number>; exact: Map<string, number[]>; ranges: number[] };
type ByEnd<T> = { asset: Map<string, T>; role: Map<string, Map<string, T>>; zone: Map<string, T>; any: T | null };
type RuleIndex = ByEnd<ByEnd<Bucket>>;

const emptyByEnd = <T>(): ByEnd<T> => ({ asset: new Map(), role: new Map(), zone: new Map(), any: null });

const portKey = (transport: string, port: number | null): string => `${transport}/${port ?? ''}`;

function reachIn<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function reach<T>(byEnd: ByEnd<T>, end: RuleEnd, make: () => T): T {
  if (end.kind === 'any') return (byEnd.any ??= make());
  if (end.kind === 'asset') return reachIn(byEnd.asset, end.asset_id, make);
  if (end.kind === 'zone') return reachIn(byEnd.zone, end.zone_id, make);
  return reachIn(
    reachIn(byEnd.role, end.zone_id, () => new Map<string, T>()),
    end.role,
    make,
  );
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
    reachIn(bucket.exact, portKey(rule.transport, rule.port_from), (): number[] => []).push(position);
  }
  return index;
}

/** One end of a flow: what a rule may know it by. */
type End = { asset: string | null; kind: string | undefined; zone: string | undefined };

function reachable<T>({ asset: byAsset, role, zone: byZone, any }: ByEnd<T>, { asset, kind, zone }: End): T[] {
  const found: T[] = [];
  const exact = asset === null ? undefined : byAsset.get(asset);
  if (exact !== undefined) found.push(exact);
  const whole = zone === undefined ? undefined : byZone.get(zone);
  if (whole !== undefined) found.push(whole);
  const ofKind = zone === undefined || kind === undefined ? undefined : role.get(zone)?.get(kind);
  if (ofKind !== undefined) found.push(ofKind);
  if (any !== null) found.push(any);
  return found;
}

function bucketsBetween(index: RuleIndex, from: End, to: End): Bucket[] {
  return reachable(index, from).flatMap((targets) => reachable(targets, to));
}

type Search = { flow: CheckedFlow; key: string; rules: readonly Rule[]; depth: JudgeDepth; nearest: Nearest | null; open: number[] };

/** Looks through a bucket. Only rules on the flow's port are read; of the others the first one stands for all. */
function searchBucket(bucket: Bucket, search: Search): void {
  const { flow, key, rules, depth } = search;
  const sameTransport = bucket.first_by_transport.get(flow.transport);
  const offer = (found: Nearest): void => {
    if (isNearer(found, search.nearest)) search.nearest = found;
  };
  if (sameTransport === undefined) return offer({ position: bucket.first, fit: 'transport', missing: 0 });
  offer({ position: sameTransport, fit: 'port', missing: 0 });
  for (const positions of [bucket.exact.get(key) ?? [], bucket.ranges]) {
    for (const position of positions) {
      const rule = rules[position] as Rule;
      const fit = fitRule(flow, rule, depth);
      if (fit === 'window') search.open.push(position);
      offer({ position, fit, missing: fit === 'classes' ? missingClasses(flow, rule).length : 0 });
      if (fit === 'allowed') break;
    }
  }
}

function judgeIndexed(
  flow: CheckedFlow,
  rules: readonly Rule[],
  index: RuleIndex,
  ends: { from: End; to: End },
  depth: JudgeDepth,
): Verdict {
  const { from, to } = ends;
  if (from.zone !== undefined && from.zone === to.zone) return intraZone;
  const search: Search = { flow, key: portKey(flow.transport, flow.server_port), rules, depth, nearest: null, open: [] };
  for (const bucket of bucketsBetween(index, from, to)) searchBucket(bucket, search);
  const { nearest, open } = search;
  if (nearest?.fit === 'window')
    return judgeWindows(
      flow,
      open.sort((a, b) => a - b).map((position) => rules[position] as Rule),
    );
  if (nearest !== null) return judgeNearest(flow, rules[nearest.position] as Rule, nearest.fit);
  const reverse = bucketsBetween(index, to, from).map((bucket) => bucket.first);
  return judgeUnlisted(reverse.length === 0 ? undefined : rules[Math.min(...reverse)]);
}

/** A function that judges one flow after the other, as `checkFlow` does; the rules are indexed once. */
export function makeJudge(
  rules: readonly Rule[],
  zone_of: ReadonlyMap<string, string>,
  { kind_of, mode = 'normal', depth = 'operations' }: JudgeOptions = {},
): (flow: CheckedFlow) => Verdict {
  const index = indexRules(rules);
  const essential = mode === 'essential' ? rules.filter((rule) => rule.is_essential === true) : [];
  const essentialIndex = indexRules(essential);
  const endOf = (asset: string | null): End => ({
    asset,
    kind: asset === null ? undefined : kind_of?.get(asset),
    zone: zoneOfEnd(asset, zone_of),
  });
  return (flow) => {
    const ends = { from: endOf(flow.client_id), to: endOf(flow.server_id) };
    const ofAll = judgeIndexed(flow, rules, index, ends, depth);
    return judgeInMode(mode, ofAll, () => judgeIndexed(flow, essential, essentialIndex, ends, depth));
  };
}
