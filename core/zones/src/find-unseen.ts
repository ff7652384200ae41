// What was not seen and may be needed one day: the other half of a redundant pair, programming after a failure.
import type { LearnAsset, LearnInput, ProposedRule, StateSeen, Unseen } from './learn-words.ts';
import { makeJudge } from './rule-index.ts';
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

/** Devices that may be halves of one: same zone, kind, vendor, model, and a name that differs in its ending only. */
type Stems = { stemOf(asset: LearnAsset): string | null; byStem: Map<string, LearnAsset[]> };

function indexStems({ assets, zone_of }: LearnInput): Stems {
  const stemOf = (asset: LearnAsset): string | null => {
    const split = splitName(asset.name);
    return split === null ? null : JSON.stringify([zone_of.get(asset.id), asset.kind, asset.model ?? '', asset.vendor ?? '', split.stem]);
  };
  const byStem = new Map<string, LearnAsset[]>();
  for (const asset of assets.values()) {
    const stem = stemOf(asset);
    if (stem === null) continue;
    const group = byStem.get(stem);
    if (group === undefined) byStem.set(stem, [asset]);
    else group.push(asset);
  }
  return { stemOf, byStem };
}

function isTwin(one: LearnAsset, other: LearnAsset, isSilent: boolean): boolean {
  const [a, b] = [splitName(one.name)?.ending ?? '', splitName(other.name)?.ending ?? ''];
  return areHalves(halves, a, b) || (isSilent && (one.model ?? null) !== null && areHalves(numbers, a, b));
}

/** Who somebody said it is redundant with, and who its name says. */
function twinsOf(asset_id: string, { assets }: LearnInput, heard: ReadonlySet<string>, { stemOf, byStem }: Stems): string[] {
  const one = assets.get(asset_id);
  if (one === undefined) return [];
  const alike = byStem.get(stemOf(one) ?? '') ?? [];
  const named = alike.filter((other) => other.id !== asset_id && isTwin(one, other, !heard.has(other.id))).map(({ id }) => id);
  return [...new Set([...(one.partner_ids ?? []).filter((id) => assets.has(id)), ...named])].sort();
}

const assetOf = (end: RuleEnd): string | null => (end.kind === 'asset' ? end.asset_id : null);

/** Tells whether the list lets an asset in another's place through a firewall: then it was heard there. */
function makeHeard(
  rules: readonly ProposedRule[],
  { assets, zone_of }: LearnInput,
): (like: Rule, side: 'from' | 'to', asset: string) => boolean {
  const kind_of = new Map([...assets.values()].map(({ id, kind }) => [id, kind]));
  const judge = makeJudge(
    rules.map(({ rule }) => rule),
    zone_of,
    { kind_of, depth: 'packets' },
  );
  const anyIn = new Map<string, string>();
  for (const [id, zone] of zone_of)
    for (const key of [zone, `${zone} ${kind_of.get(id) ?? 'unknown'}`]) if (!anyIn.has(key)) anyIn.set(key, id);
  const anyOf = (end: RuleEnd): string | null => {
    if (end.kind === 'asset') return end.asset_id;
    return end.kind === 'any' ? null : (anyIn.get(end.kind === 'zone' ? end.zone_id : `${end.zone_id} ${end.role}`) ?? null);
  };
  return (like, side, asset) => {
    const [client_id, server_id] = side === 'from' ? [asset, anyOf(like.to)] : [anyOf(like.from), asset];
    const { transport, port_from, protocol, classes } = like;
    const flow = { client_id, server_id, transport, server_port: port_from, protocol: protocol ?? 'unknown', classes: classes ?? [] };
    return judge(flow).verdict === 'allowed';
  };
}

function findTwins(rules: readonly ProposedRule[], states: readonly StateSeen[], input: LearnInput, heard: ReadonlySet<string>): Unseen[] {
  const failover_seen = states.some(({ state, seen }) => state === 'failover' && seen) ? 'yes' : 'no';
  const found: Unseen[] = [];
  const stems = indexStems(input);
  const isHeard = makeHeard(rules, input);
  const twins = new Map<string, string[]>();
  for (const { rule, advice } of rules) {
    if (advice === 'leave_out') continue;
    for (const side of ['from', 'to'] as const) {
      const asset_id = assetOf(rule[side]);
      if (asset_id === null) continue;
      const partners = twins.get(asset_id) ?? twinsOf(asset_id, input, heard, stems);
      twins.set(asset_id, partners);
      for (const partner of partners) {
        if (isHeard(rule, side, partner)) continue;
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
