// What a new list changes against another: rules added, removed, widened, narrowed, and in what.
import { mergeElements, missingElements } from './elements.ts';
import { ruleText } from './propose-rules.ts';
import { firstOutside, stretchesOf } from './week.ts';
import type { Rule, RuleEnd } from './words.ts';

/** What of a rule lets more or less through. */
export type Side = 'from' | 'to' | 'ports' | 'protocol' | 'classes' | 'elements' | 'window';
/** Marks of a rule that let nothing more or less through in the mode 'normal'. */
export type Remark = 'essential' | 'safety' | 'purpose';
/** `wider` and `narrower` may both hold: ports more, operations fewer. */
export type ChangedRule = { before: Rule; after: Rule; wider: Side[]; narrower: Side[]; remarks: Remark[] };
export type ListComparison = {
  added: Rule[];
  removed: Rule[];
  widened: ChangedRule[];
  narrowed: ChangedRule[];
  /** Wider in one way, narrower in another, or neither. */
  changed: ChangedRule[];
  remarked: ChangedRule[];
  unchanged: number;
};
/** Where assets stand and what they are, to tell that an asset lies within a role, a role within a zone. */
export type Places = { zone_of: ReadonlyMap<string, string>; kind_of?: ReadonlyMap<string, string> };

/** True when everybody `inner` means `outer` means too. */
function endWithin(inner: RuleEnd, outer: RuleEnd, { zone_of, kind_of }: Places): boolean {
  if (outer.kind === 'any') return true;
  if (inner.kind === 'any') return false;
  if (outer.kind === 'asset') return inner.kind === 'asset' && inner.asset_id === outer.asset_id;
  const zone = inner.kind === 'asset' ? zone_of.get(inner.asset_id) : inner.zone_id;
  if (zone !== outer.zone_id) return false;
  if (outer.kind === 'zone') return true;
  if (inner.kind === 'zone') return false;
  return (inner.kind === 'role' ? inner.role : kind_of?.get(inner.asset_id)) === outer.role;
}

function portsWithin(inner: Rule, outer: Rule): boolean {
  if (inner.port_from === null || outer.port_from === null) return inner.port_from === outer.port_from;
  return outer.port_from <= inner.port_from && (inner.port_to ?? 0) <= (outer.port_to ?? 0);
}

function classesWithin({ classes: inner }: Rule, { classes: outer }: Rule): boolean {
  if (outer === null || inner === null) return outer === null;
  // An empty list stands for operations nobody can see: it is no part of a list that names some.
  if (inner.length === 0 || outer.length === 0) return inner.length === outer.length;
  return inner.every((name) => outer.includes(name));
}

function elementsWithin({ elements: inner }: Rule, { elements: outer }: Rule): boolean {
  if (!outer || !inner) return !outer;
  return missingElements(mergeElements(inner), outer).length === 0;
}

function windowWithin({ window: inner }: Rule, { window: outer }: Rule): boolean {
  if (!outer) return true;
  return firstOutside(inner ? stretchesOf(inner) : [{ from: 0, to: 7 * 1440 }], [outer]) === null;
}

const sides: readonly [Side, (inner: Rule, outer: Rule, places: Places) => boolean][] = [
  ['from', (inner, outer, places) => endWithin(inner.from, outer.from, places)],
  ['to', (inner, outer, places) => endWithin(inner.to, outer.to, places)],
  ['ports', portsWithin],
  ['protocol', (inner, outer) => outer.protocol === null || inner.protocol === outer.protocol],
  ['classes', classesWithin],
  ['elements', elementsWithin],
  ['window', windowWithin],
];

function compareRules(before: Rule, after: Rule, places: Places): ChangedRule {
  const wider = sides.filter(([, within]) => !within(after, before, places)).map(([side]) => side);
  const narrower = sides.filter(([, within]) => !within(before, after, places)).map(([side]) => side);
  const remarks: [Remark, boolean][] = [
    ['essential', (before.is_essential ?? false) !== (after.is_essential ?? false)],
    ['safety', (before.safety ?? null) !== (after.safety ?? null)],
    ['purpose', before.purpose !== after.purpose],
  ];
  return { before, after, wider, narrower, remarks: remarks.filter(([, holds]) => holds).map(([remark]) => remark) };
}

/** True when one rule lets all through that the other does, so that it took its place. */
function replaces(before: Rule, after: Rule, places: Places): boolean {
  if (before.transport !== after.transport) return false;
  return sides.every(([, within]) => within(after, before, places)) || sides.every(([, within]) => within(before, after, places));
}

/** True when the ends of one rule lie within those of the other, each one way or the other: then the same id means the same rule. */
function relates(before: Rule, after: Rule, places: Places): boolean {
  const near = (a: RuleEnd, b: RuleEnd): boolean => endWithin(a, b, places) || endWithin(b, a, places);
  return before.transport === after.transport && near(before.from, after.from) && near(before.to, after.to);
}

/**
 * Compares two lists by what their rules let through. A rule that says the same is unchanged whatever its id; then one of the same id is
 * the same rule changed, if its ends are near; then one that lets through all the other does, or is let through by it, took its
 * place. What is left was added or removed.
 */
export function compareLists(before: readonly Rule[], after: readonly Rule[], places: Places): ListComparison {
  const pairs: [Rule, Rule][] = [];
  const old = new Set(before);
  const fresh = new Set(after);
  const pairUp = (found: (rule: Rule) => Rule | undefined): void => {
    for (const rule of fresh) {
      const other = found(rule);
      if (other === undefined || !old.has(other)) continue;
      pairs.push([other, rule]);
      old.delete(other);
      fresh.delete(rule);
    }
  };
  const byText = Map.groupBy(before, ruleText);
  pairUp((rule) => byText.get(ruleText(rule))?.find((it) => old.has(it)));
  const byId = new Map(before.map((rule) => [rule.id, rule]));
  pairUp((rule) => {
    const same = byId.get(rule.id);
    return same !== undefined && relates(same, rule, places) ? same : undefined;
  });
  pairUp((rule) => [...old].find((it) => replaces(it, rule, places)));
  const compared = pairs.map(([one, other]) => compareRules(one, other, places));
  const of = (isWider: boolean, isNarrower: boolean): ChangedRule[] =>
    compared.filter(({ wider, narrower }) => wider.length > 0 === isWider && narrower.length > 0 === isNarrower);
  const same = of(false, false);
  return {
    added: [...fresh],
    removed: [...old],
    widened: of(true, false),
    narrowed: of(false, true),
    changed: of(true, true),
    remarked: same.filter(({ remarks }) => remarks.length > 0),
    unchanged: same.filter(({ remarks }) => remarks.length === 0).length,
  };
}
