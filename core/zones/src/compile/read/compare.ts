// Holds a firewall's configuration against the approved lists: what is missing, what is there besides, what differs, line by line.
import { compileNftables } from '../nftables.ts';
import type { CompileOptions, CompileView } from '../view.ts';
import { expectedRules } from './expected.ts';
import type { ExpectedRule } from './expected.ts';
import { forgetInterfaces } from './interfaces.ts';
import { readCiscoAsa, readCiscoIos } from './read-cisco.ts';
import { readFortigate } from './read-fortigate.ts';
import { readNftables } from './read-nftables.ts';
import { readPaloAlto } from './read-palo-alto.ts';
import type { NamedLine, ReadConfig, ReadRule, ReadService } from './read-rules.ts';
import { familiesIn, isCovered, meetRegions, regionsMeet } from './regions.ts';
import type { Region } from './regions.ts';

export const readableTargets = ['nftables', 'fortigate', 'cisco_asa', 'cisco_ios', 'palo_alto'] as const;
export type ReadableTarget = (typeof readableTargets)[number];

/**
 * `missing`: approved, not on the firewall; `extra`: on the firewall, not approved; `different`: there, but not as approved (`what` names in
 * what); `order`: a refusal stands before what is approved. `line` counts from 1, null where nothing is there; `tag` is what our comments say.
 */
export type Difference = {
  kind: 'missing' | 'extra' | 'different' | 'order';
  line: number | null;
  rule_id: string | null;
  conduit_id: string | null;
  tag: string;
  what: ('from' | 'to' | 'service' | 'action' | 'condition')[];
  condition: string;
};
/** `is_same`: no difference, nothing unresolved, read to the end. `unknown` and `foreign` lines are named, a reader decides about them. */
export type Comparison = {
  is_same: boolean;
  differences: Difference[];
  rules_approved: number;
  rules_found: number;
  unknown: NamedLine[];
  foreign: NamedLine[];
  unresolved: NamedLine[];
  too_large: boolean;
};

const MAX_ORDER_CHECKS = 2_000_000;

/** Reads a configuration of a target. Never throws. */
export function readConfiguration(text: string, target: ReadableTarget, options: Pick<CompileOptions, 'table'> = {}): ReadConfig {
  if (target === 'fortigate') return readFortigate(text);
  if (target === 'cisco_asa') return readCiscoAsa(text);
  if (target === 'cisco_ios') return readCiscoIos(text);
  return target === 'palo_alto' ? readPaloAlto(text) : readNftables(text, options.table);
}

const serviceKey = (service: ReadService): string => {
  const { transport, port_from, port_to, source_from, source_to, detail } = service;
  return `${transport} ${port_from}-${port_to} ${source_from}-${source_to} ${detail}`;
};
const groupKey = ({ scope, action, service, condition }: ReadRule): string => `${scope}|${action}|${serviceKey(service)}|${condition}`;

function groupBy<T extends ReadRule>(rules: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const rule of rules) {
    const key = groupKey(rule);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [rule]);
    else group.push(rule);
  }
  return groups;
}

/** The rules of one side that the other does not cover. */
function uncovered<T extends ReadRule>(rules: readonly T[], others: ReadonlyMap<string, readonly ReadRule[]>): T[] {
  return rules.filter((rule) => !isCovered(rule, others.get(groupKey(rule)) ?? [], familiesIn(rule.service)));
}

const isSameEnds = (a: ReadRule, b: ReadRule, side: 'from' | 'to'): boolean =>
  ([4, 6] as const).every((family) => {
    const [x, y] = [a[side][family], b[side][family]];
    return x.length === y.length && x.every((range, n) => range.from === y[n]!.from && range.to === y[n]!.to);
  });

function differsIn(expected: ReadRule, found: ReadRule): Difference['what'] {
  const what: [Difference['what'][number], boolean][] = [
    ['from', !isSameEnds(expected, found, 'from')],
    ['to', !isSameEnds(expected, found, 'to')],
    ['service', serviceKey(expected.service) !== serviceKey(found.service)],
    ['action', expected.action !== found.action],
    ['condition', expected.condition !== found.condition],
  ];
  return what.filter(([, differs]) => differs).map(([name]) => name);
}

/** True when the line's comment says it is this rule. */
const saysTag = (comment: string, tag: string): boolean =>
  comment === tag || comment.startsWith(`${tag} `) || comment === `answer to ${tag}`;

/** The line that stands where the rule should: by its comment, else by all but one of its parts. */
function partnerOf(rule: ExpectedRule, extras: ReadonlySet<ReadRule>): ReadRule | null {
  const candidates = [...extras].filter((extra) => extra.scope === rule.scope);
  const named = candidates.filter(({ comment }) => saysTag(comment, rule.comment));
  const near = named.length > 0 ? named : candidates.filter((extra) => differsIn(rule, extra).length === 1);
  return near.toSorted((x, y) => differsIn(rule, x).length - differsIn(rule, y).length)[0] ?? null;
}

function describe(kind: Difference['kind'], rule: ExpectedRule | null, found: ReadRule | null): Difference {
  return {
    kind,
    line: found?.line ?? null,
    rule_id: rule?.rule_id ?? null,
    conduit_id: rule?.conduit_id ?? null,
    tag: rule?.comment ?? found?.comment ?? '',
    what: kind === 'different' && rule !== null && found !== null ? differsIn(rule, found) : [],
    condition: found?.condition ?? '',
  };
}

const isBroad = ({ service, condition }: ReadRule): boolean => service.transport === 'any' && service.detail === '' && condition === '';

/** Whether the approved order lets everything of a region pass: broad permits cover it that stand before every broad refusal of it. */
function isOpenIn(approved: readonly ReadRule[], region: Region): boolean {
  const firstDeny = approved.findIndex((rule) => rule.action === 'deny' && regionsMeet(rule, region));
  const first = firstDeny < 0 ? approved : approved.slice(0, firstDeny);
  return isCovered(
    region,
    first.filter(({ action }) => action === 'permit'),
    [4, 6],
  );
}

/**
 * Of lines that stand before others with which they share packets, those that must not: a refusal before what is allowed, and a line that lets
 * everything pass before a refusal, where the approved order does not let it pass.
 */
function findDisorder(rules: readonly ReadRule[], expected: readonly ReadRule[], config: ReadConfig): Difference[] {
  const approved = Map.groupBy(expected.filter(isBroad), ({ scope }) => scope);
  const before = new Map<string, { permit: Set<ReadRule>; deny: Set<ReadRule> }>();
  const found = new Set<ReadRule>();
  let checks = 0;
  for (const rule of rules) {
    const earlier = before.get(rule.scope) ?? { permit: new Set(), deny: new Set() };
    before.set(rule.scope, earlier);
    const others = [...earlier[rule.action === 'permit' ? 'deny' : 'permit']].filter((other) => !found.has(other));
    checks += others.length;
    if (checks > MAX_ORDER_CHECKS) return ((config.too_large = true), []);
    const shared = others.filter((other) => regionsMeet(other, rule));
    if (rule.action === 'permit' && !isBroad(rule) && shared.length > 0) found.add(rule);
    if (rule.action === 'deny')
      for (const permit of shared) if (!isOpenIn(approved.get(rule.scope) ?? [], meetRegions(permit, rule))) found.add(permit);
    if (isBroad(rule)) earlier[rule.action].add(rule);
  }
  return [...found].map((rule) => describe('order', null, rule));
}

/** A rule that is turned off is no rule, but says where one was meant to be. */
const isOn = ({ condition }: ReadRule): boolean => !condition.split(', ').some((part) => part === 'disabled' || part === 'inactive');

function compareRules(expected: readonly ExpectedRule[], config: ReadConfig): Difference[] {
  const on = config.rules.filter(isOn);
  const missing = uncovered(expected, groupBy(on));
  const extras = new Set(uncovered(on, groupBy(expected)));
  const partners = new Set([...extras, ...config.rules.filter((rule) => !isOn(rule))]);
  const differences = missing.map((rule): Difference => {
    const partner = partnerOf(rule, partners);
    if (partner === null) return describe('missing', rule, null);
    partners.delete(partner);
    extras.delete(partner);
    return describe('different', rule, partner);
  });
  const inOrder = on.filter((rule) => !extras.has(rule));
  return [...differences, ...[...extras].map((rule) => describe('extra', null, rule)), ...findDisorder(inOrder, expected, config)];
}

/** Ours by the same reader: the kernel prints what it was given in other words. */
function expectedNftables(view: CompileView, options: CompileOptions): ExpectedRule[] {
  const compiled = compileNftables(view, options);
  const counters = new Map(compiled.counters.map((counter) => [counter.comment, counter]));
  return readNftables(compiled.text, options.table).rules.map((rule) => {
    const counter = counters.get(rule.comment);
    return { ...rule, rule_id: counter?.rule_id ?? null, conduit_id: counter?.conduit_id ?? null };
  });
}

/** Lists have names on a router, where each stands at an interface; elsewhere the name says nothing. */
function withScopes(config: ReadConfig, target: ReadableTarget): ReadConfig {
  if (target === 'nftables' || (target === 'cisco_ios' && config.rules.some(({ scope }) => scope.startsWith('HOLDFAST')))) return config;
  return { ...config, rules: config.rules.map((rule) => ({ ...rule, scope: '' })) };
}

/**
 * Compares a configuration exported from a firewall with what the approved lists say for it. Rules are compared by what they mean:
 * names resolved, order of lines free where nothing hangs on it, networks split or joined. Never throws.
 * @param text what the device prints, or what Holdfast compiled
 */
export function compareConfiguration(text: string, target: ReadableTarget, view: CompileView, options: CompileOptions): Comparison {
  const config = forgetInterfaces(withScopes(readConfiguration(text, target, options), target), view);
  const isScoped = config.rules.some(({ scope }) => scope !== '');
  const made = target === 'nftables' ? expectedNftables(view, options) : expectedRules(view, target, options);
  const expected = isScoped || target === 'nftables' ? made : made.map((rule) => ({ ...rule, scope: '' }));
  const differences = compareRules(expected, config).sort((x, y) => (x.line ?? 0) - (y.line ?? 0));
  const { unknown, foreign, unresolved, too_large } = config;
  return {
    is_same: differences.length === 0 && unresolved.length === 0 && !too_large,
    differences,
    rules_approved: expected.length,
    rules_found: config.rules.length,
    unknown,
    foreign,
    unresolved,
    too_large,
  };
}
