// How well one flow fits one rule, and the answer when none fits. The meaning of an allow-list stands here, once.
import { allowsElement, missingElements, namesElements } from './elements.ts';
import { firstOutside } from './week.ts';
import type { CheckedFlow, ConduitMode, JudgeDepth, Miss, MissCode, OperationClass, Rule, RuleEnd, TimeWindow, Verdict } from './words.ts';

/** Where a flow between the right ends leaves the rule; 'allowed' when nowhere. Later is nearer. */
export type Fit = Exclude<MissCode, 'no_rule' | 'direction' | 'not_essential' | 'isolated'> | 'allowed';

const nearness: Readonly<Record<Fit, number>> = {
  transport: 0,
  port: 1,
  protocol: 2,
  operations_not_seen: 3,
  classes: 3,
  elements_not_seen: 4,
  elements: 4,
  window: 5,
  allowed: 6,
};

/** The rule that came nearest so far. `position` is its place in the list, `missing` how many classes it lacks. */
export type Nearest = { position: number; fit: Fit; missing: number };

/** True when the end of a rule means this asset, of this kind, in this zone. */
export function endMeans(end: RuleEnd, asset: string | null, zone: string | undefined, kind?: string): boolean {
  if (end.kind === 'any') return true;
  if (end.kind === 'asset') return end.asset_id === asset;
  return end.zone_id === zone && (end.kind === 'zone' || end.role === kind);
}

function portFits(port: number | null, { port_from, port_to }: Rule): boolean {
  if (port === null || port_from === null || port_to === null) return port === null && port_from === null && port_to === null;
  return port_from <= port && port <= port_to;
}

/** The classes of the flow that the rule does not name, each once; empty for a rule that allows any operation. */
export function missingClasses(flow: CheckedFlow, rule: Rule): OperationClass[] {
  const { classes } = rule;
  return classes === null ? [] : [...new Set(flow.classes)].filter((name) => !classes.includes(name));
}

/**
 * Fits a flow to a rule whose ends are right. A rule that names classes or elements allows nothing it cannot see: a flow of which no
 * operation was read leaves it with 'operations_not_seen', unless the rule's list is empty, which says that nothing is visible there;
 * one that must have named elements of which none was read with 'elements_not_seen'. A window counts where it is known when the flow was
 * seen. Of depth 'packets' only transport, port and window count.
 */
export function fitRule(flow: CheckedFlow, rule: Rule, depth: JudgeDepth = 'operations'): Fit {
  if (flow.transport !== rule.transport) return 'transport';
  if (!portFits(flow.server_port, rule)) return 'port';
  const missed = depth === 'packets' ? null : missOperations(flow, rule);
  if (missed !== null) return missed;
  const { window } = rule;
  return window && flow.week && firstOutside(flow.week, [window]) !== null ? 'window' : 'allowed';
}

function missOperations(flow: CheckedFlow, rule: Rule): Fit | null {
  if (rule.protocol !== null && rule.protocol !== flow.protocol) return 'protocol';
  if (rule.classes !== null) {
    if (flow.classes.length === 0 && rule.classes.length > 0) return 'operations_not_seen';
    if (missingClasses(flow, rule).length > 0) return 'classes';
  }
  const { elements: allowed } = rule;
  if (!allowed) return null;
  const { elements } = flow;
  if (!elements || elements.length === 0) return namesElements(flow.classes) ? 'elements_not_seen' : null;
  return elements.every((element) => allowsElement(allowed, element)) ? null : 'elements';
}

/** True when `a` is the better answer: nearer, then lacking fewer classes, then earlier in the list. */
export function isNearer(a: Nearest, b: Nearest | null): boolean {
  if (b === null || nearness[a.fit] !== nearness[b.fit]) return b === null || nearness[a.fit] > nearness[b.fit];
  return a.missing === b.missing ? a.position < b.position : a.missing < b.missing;
}

export const intraZone: Verdict = { verdict: 'intra_zone', rule_id: null, unmatched: null };

const refuse = (unmatched: Miss): Verdict => ({ verdict: 'unapproved', rule_id: null, unmatched });

/**
 * The answer for a flow that rules allow, each at some time of the week only: allowed when their windows together hold all of its week.
 * @param open rules that fit but for their window, in the order of the list
 */
export function judgeWindows(flow: CheckedFlow, open: readonly Rule[]): Verdict {
  const [first] = open as [Rule];
  const windows = open.map(({ window }) => window).filter((window): window is TimeWindow => window !== null && window !== undefined);
  const week = firstOutside(flow.week ?? [], windows);
  if (week === null) return { verdict: 'allowed', rule_id: first.id, unmatched: null };
  return refuse({ code: 'window', nearest_rule_id: first.id, week });
}

/** The answer in a mode, from the answers of all rules and of the essential ones. Nothing passes an isolated conduit. */
export function judgeInMode(mode: ConduitMode, ofAll: Verdict, ofEssential: () => Verdict): Verdict {
  if (mode === 'normal' || ofAll.verdict === 'intra_zone') return ofAll;
  if (mode === 'isolated') return refuse({ code: 'isolated', nearest_rule_id: ofAll.rule_id });
  const answer = ofEssential();
  if (answer.verdict === 'allowed' || ofAll.verdict !== 'allowed') return answer.verdict === 'allowed' ? answer : ofAll;
  return refuse({ code: 'not_essential', nearest_rule_id: ofAll.rule_id });
}

/** The answer for a flow of which the nearest rule between its ends is known. */
export function judgeNearest(flow: CheckedFlow, rule: Rule, fit: Fit): Verdict {
  const nearest_rule_id = rule.id;
  if (fit === 'allowed') return { verdict: 'allowed', rule_id: rule.id, unmatched: null };
  if (fit === 'transport') return refuse({ code: fit, nearest_rule_id, transport: flow.transport });
  if (fit === 'port') return refuse({ code: fit, nearest_rule_id, port: flow.server_port });
  if (fit === 'protocol') return refuse({ code: fit, nearest_rule_id, protocol: flow.protocol });
  if (fit === 'classes') return refuse({ code: fit, nearest_rule_id, classes: missingClasses(flow, rule) });
  if (fit === 'elements')
    return refuse({ code: fit, nearest_rule_id, elements: missingElements(flow.elements ?? [], rule.elements ?? []) });
  return refuse({ code: fit, nearest_rule_id });
}

/** The answer for a flow between whose ends no rule stands; `reverse` is one that stands the other way round. */
export function judgeUnlisted(reverse: Rule | undefined): Verdict {
  return refuse(reverse === undefined ? { code: 'no_rule', nearest_rule_id: null } : { code: 'direction', nearest_rule_id: reverse.id });
}

/** The zone of an end, undefined when it is in none. */
export function zoneOfEnd(id: string | null, zone_of: ReadonlyMap<string, string>): string | undefined {
  return id === null ? undefined : zone_of.get(id);
}
