// What was not seen and may be needed one day: the other half of a redundant pair, programming after a failure.
import type { LearnAsset, LearnInput, ProposedRule, StateSeen, Unseen } from './learn-words.ts';
import { controllerKinds } from './services.data.ts';
import type { Rule, RuleEnd } from './words.ts';

/** Endings by which plants tell the halves of a pair apart. Numbers count things too, so they need the same model and a silent half. */
const halves: readonly (readonly string[])[] = [
  ['a', 'b'],
  ['p', 's'],
  ['pri', 'sec'],
  ['prim', 'sec'],
  ['primary', 'secondary'],
  ['primary', 'backup'],
  ['primary', 'standby'],
  ['main', 'backup'],
  ['main', 'standby'],
  ['master', 'slave'],
  ['master', 'standby'],
  ['active', 'standby'],
  ['left', 'right'],
];
const numbers: readonly (readonly string[])[] = [
  ['1', '2'],
  ['01', '02'],
  ['001', '002'],
];
const MOST_UNSEEN = 200;

type Split = { stem: string; ending: string };

/** `L1-PLC-A` as its stem and its ending; after a letter an ending of one letter needs a separator, else LINEA and LINEB would be a pair. */
function splitName(name: string): Split | null {
  const match = /^(.*?)([-_. ]?)([a-z]+|\d+)$/i.exec(name.toLowerCase());
  if (match === null) return null;
  const [, stem = '', separator = '', ending = ''] = match;
  const cut = separator === '' && /\d$/.test(stem) === /^\d/.test(ending);
  return cut || stem === '' ? null : { stem, ending };
}

const areHalves = (pairs: readonly (readonly string[])[], a: string, b: string): boolean =>
  pairs.some((pair) => a !== b && pair.includes(a) && pair.includes(b));

function isTwin(one: LearnAsset, other: LearnAsset, isSilent: boolean): boolean {
  if (one.partner_ids?.includes(other.id) || other.partner_ids?.includes(one.id)) return true;
  if (one.kind !== other.kind || (one.model ?? null) !== (other.model ?? null) || (one.vendor ?? null) !== (other.vendor ?? null))
    return false;
  const [a, b] = [splitName(one.name), splitName(other.name)];
  if (a === null || b === null || a.stem !== b.stem) return false;
  return areHalves(halves, a.ending, b.ending) || (isSilent && (one.model ?? null) !== null && areHalves(numbers, a.ending, b.ending));
}

function* twinsOf(asset_id: string, { assets, zone_of }: LearnInput, heard: ReadonlySet<string>): Generator<string> {
  const one = assets.get(asset_id);
  if (one === undefined) return;
  for (const other of assets.values())
    if (other.id !== asset_id && zone_of.get(other.id) === zone_of.get(asset_id) && isTwin(one, other, !heard.has(other.id)))
      yield other.id;
}

const assetOf = (end: RuleEnd): string | null => (end.kind === 'asset' ? end.asset_id : null);
const sameService = (a: Rule, b: Rule): boolean =>
  a.transport === b.transport && a.port_from === b.port_from && a.port_to === b.port_to && a.protocol === b.protocol;

/** True when a rule of the list already lets the asset do this at that end. */
function isHeard(rules: readonly ProposedRule[], like: Rule, side: 'from' | 'to', asset: string, { assets, zone_of }: LearnInput): boolean {
  const means = (end: RuleEnd, id: string | null): boolean => {
    if (end.kind === 'any') return true;
    if (end.kind === 'asset') return end.asset_id === id;
    return id !== null && zone_of.get(id) === end.zone_id && (end.kind === 'zone' || assets.get(id)?.kind === end.role);
  };
  const other = side === 'from' ? 'to' : 'from';
  return rules.some(({ rule }) => {
    if (!sameService(rule, like) || !means(rule[side], asset)) return false;
    return JSON.stringify(rule[other]) === JSON.stringify(like[other]) || means(rule[other], assetOf(like[other]));
  });
}

function findTwins(rules: readonly ProposedRule[], states: readonly StateSeen[], input: LearnInput, heard: ReadonlySet<string>): Unseen[] {
  const failover_seen = states.some(({ state, seen }) => state === 'failover' && seen) ? 'yes' : 'no';
  const found: Unseen[] = [];
  const twins = new Map<string, string[]>();
  for (const { rule, advice } of rules) {
    if (advice === 'leave_out') continue;
    for (const side of ['from', 'to'] as const) {
      const asset_id = assetOf(rule[side]);
      if (asset_id === null) continue;
      const partners = twins.get(asset_id) ?? [...twinsOf(asset_id, input, heard)];
      twins.set(asset_id, partners);
      for (const partner of partners) {
        if (isHeard(rules, rule, side, partner, input)) continue;
        const asked: Rule = { ...rule, id: `u${found.length + 1}`, [side]: { kind: 'asset', asset_id: partner }, learnt_from: null };
        const params = { asset_id: partner, partner_id: asset_id, failover_seen };
        found.push({ code: 'redundant_partner', params, like_rule_id: rule.id, rule: asked });
        if (found.length >= MOST_UNSEEN) return found;
      }
    }
  }
  return found;
}

/** Controllers of one zone that an engineering station of the other reads, but was never seen to program. */
function findProgramming(rules: readonly ProposedRule[], { assets }: LearnInput, first: number): Unseen[] {
  const isStation = (id: string | null): id is string => id !== null && assets.get(id)?.kind === 'engineering-station';
  const isController = (id: string | null): id is string => id !== null && controllerKinds.has(assets.get(id)?.kind ?? '');
  const programmed = new Set(rules.filter(({ rule }) => rule.classes?.includes('program')).map(({ rule }) => assetOf(rule.to)));
  const found = new Map<string, Unseen>();
  for (const { rule, serves } of rules) {
    const [station, controller] = [assetOf(rule.from), assetOf(rule.to)];
    if (serves !== 'engineering' || !isStation(station) || !isController(controller) || programmed.has(controller)) continue;
    const classes = [...new Set([...(rule.classes ?? []), 'program' as const])].sort();
    const asked: Rule = {
      ...rule,
      id: `u${first + found.size + 1}`,
      classes,
      elements: null,
      window: null,
      is_essential: false,
      learnt_from: null,
    };
    const params = { asset_id: controller, peer_id: station };
    found.set(controller, { code: 'engineering_not_seen', params, like_rule_id: rule.id, rule: asked });
    if (found.size >= MOST_UNSEEN) break;
  }
  return [...found.values()];
}

/** Flows nobody saw that a person has to sign for: allow them, or say they are not needed. At most 200 of each kind. */
export function findUnseen(
  rules: readonly ProposedRule[],
  states: readonly StateSeen[],
  input: LearnInput,
  heard: ReadonlySet<string>,
): Unseen[] {
  const twins = findTwins(rules, states, input, heard);
  return [...twins, ...findProgramming(rules, input, twins.length)];
}
