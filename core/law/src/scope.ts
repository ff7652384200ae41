// Which class a legal entity has: NIS2 Art 2 and 3 over the size rule of Recommendation 2003/361/EC, with the rule that decided.
import { jurisdictions } from './jurisdictions.data.ts';
import {
  type OpenQuestion,
  type OpenQuestionId,
  scopeQuestions,
  type ScopeRule,
  type ScopeRuleId,
  scopeRules,
} from './scope-rules.data.ts';
import { cerSectors } from './sectors.data.ts';
import { entityType, type EntityType } from './sectors.ts';
import { type GroupCompany, type Period, sizeOf, type SizeResult, type Tri } from './size.ts';
import type { Regime, Words } from './words.ts';

/** What the legal entity itself does; what a sister company does counts for the sister. `share`: how much of the business it is. */
export type ActivityFact = { readonly type_id: string; readonly share: 'principal' | 'part' | 'minor' };

/** What is known of one legal entity. Null: not answered yet. */
export type ScopeFacts = {
  readonly jurisdiction: string;
  readonly active_in_union: boolean | null;
  /** Null: not answered; empty: nothing in the lists fits. */
  readonly activities: readonly ActivityFact[] | null;
  readonly periods: readonly Period[];
  readonly group: readonly GroupCompany[];
  /** A decision of the state under CER Art 6, addressed to this entity. */
  readonly cer_designated: boolean;
  /** A decision of the state under NIS2 Art 2(2)(b)-(e). */
  readonly state_designated: 'essential' | 'important' | null;
  /** Operator of essential services before 16 January 2023 whom the state keeps. */
  readonly former_operator_kept: boolean;
  readonly qualified_trust_service: boolean;
  readonly domain_registration: boolean;
  readonly public_option: boolean;
  readonly sector_act_prevails: boolean;
};

export type Outcome = 'out' | 'important' | 'essential' | 'critical';
export type RuleResult = ScopeRule & { readonly applied: Tri; readonly why: Words };

/** `outcome` null: something that blocks is not answered. `regimes`: what its requirements come from. `registration_only`: Art 2(4). */
export type ScopeDecision = {
  readonly outcome: Outcome | null;
  readonly rules: readonly RuleResult[];
  readonly deciding_rule: ScopeRuleId | null;
  readonly size: SizeResult;
  readonly open_questions: readonly OpenQuestion[];
  readonly regimes: readonly Regime[];
  readonly registration_only: boolean;
  readonly counted_types: readonly string[];
};

/** An entity about which nothing is known yet. */
export function unansweredFacts(jurisdiction: string): ScopeFacts {
  return {
    jurisdiction,
    active_in_union: null,
    activities: null,
    periods: [],
    group: [],
    cer_designated: false,
    state_designated: null,
    former_operator_kept: false,
    qualified_trust_service: false,
    domain_registration: false,
    public_option: false,
    sector_act_prevails: false,
  };
}

type Seen = { facts: ScopeFacts; types: readonly EntityType[]; size: SizeResult; medium: Tri; large: Tri };

const any = (types: readonly EntityType[], kinds: readonly EntityType['kind'][]): boolean => types.some(({ kind }) => kinds.includes(kind));
const both = (a: boolean, b: Tri): Tri => (a ? b : false);

// The order is that of Art 3(1), then 3(2); the first that applies decides. An unknown one stops unless a later rule gives no less.
const order: readonly { rule: ScopeRuleId; outcome: Outcome; test: (seen: Seen) => Tri }[] = [
  { rule: 'active_in_union', outcome: 'out', test: ({ facts }) => facts.active_in_union },
  { rule: 'cer_designated', outcome: 'critical', test: ({ facts }) => facts.cer_designated },
  {
    rule: 'digital_any_size',
    outcome: 'essential',
    test: ({ facts, types }) => any(types, ['dns_or_tld']) || (facts.qualified_trust_service && any(types, ['trust_service'])),
  },
  { rule: 'central_administration', outcome: 'essential', test: ({ types }) => any(types, ['central_administration']) },
  { rule: 'state_designated', outcome: 'essential', test: ({ facts }) => facts.state_designated === 'essential' },
  { rule: 'former_operator', outcome: 'essential', test: ({ facts }) => facts.former_operator_kept },
  {
    rule: 'telecom_medium',
    outcome: 'essential',
    test: ({ types, medium, large }) => both(any(types, ['telecom']) && large !== true, medium),
  },
  { rule: 'annex_i_large', outcome: 'essential', test: ({ types, large }) => both(types.some(sizedAnnexI), large) },
  { rule: 'listed_and_medium', outcome: 'important', test: ({ types, medium }) => both(types.some(sized), medium) },
  {
    rule: 'any_size_important',
    outcome: 'important',
    test: ({ facts, types }) =>
      any(types, ['telecom', 'trust_service', 'regional_administration']) || facts.state_designated === 'important',
  },
  { rule: 'domain_registration', outcome: 'out', test: ({ facts }) => facts.domain_registration },
  { rule: 'not_in_scope', outcome: 'out', test: () => true },
];

// Administration is taken in by Art 2(2)(f), whatever its size; it is not measured.
const sized = (type: EntityType): boolean => type.kind !== 'central_administration' && type.kind !== 'regional_administration';
const sizedAnnexI = (type: EntityType): boolean => type.annex === 'I' && sized(type);

/** Decides the class of one legal entity. Pure; every rule tried is in `rules` with why it did or did not apply. */
export function decideScope(facts: ScopeFacts): ScopeDecision {
  const types = countedTypes(facts);
  const size = sizeOf(facts.periods, facts.group);
  const seen: Seen = { facts, types, size, medium: atLeast(size, 'medium'), large: atLeast(size, 'large') };
  const rules: RuleResult[] = [];
  let decided: { rule: ScopeRuleId; outcome: Outcome } | null = null;
  let open = false;
  for (const step of order) {
    const applied = step.test(seen);
    rules.push({ ...scopeRules[step.rule], applied, why: applied === true ? scopeRules[step.rule].yes : scopeRules[step.rule].no });
    if (applied === null || (step.rule === 'active_in_union' && applied)) {
      open ||= applied === null;
      continue;
    }
    if (step.rule === 'active_in_union' || applied) {
      decided = { rule: step.rule, outcome: step.outcome };
      break;
    }
  }
  const byState = decided !== null && (decided.outcome === 'critical' || decided.outcome === 'essential');
  if (facts.activities === null && !byState && decided?.rule !== 'active_in_union') open = true;
  const result = open ? null : decided;
  return {
    outcome: result?.outcome ?? null,
    rules,
    deciding_rule: result?.rule ?? null,
    size,
    open_questions: openQuestions(seen, result),
    regimes: regimesOf(result?.outcome ?? null),
    registration_only: result?.rule === 'domain_registration',
    counted_types: types.map(({ id }) => id),
  };
}

function atLeast(size: SizeResult, wanted: 'medium' | 'large'): Tri {
  const orderOf = { small: 0, medium: 1, large: 2 } as const;
  if (orderOf[size.at_least] >= orderOf[wanted]) return true;
  return size.size === null ? null : false;
}

// Kinds the annex lists only as main business or essential part; in Germany minor activities may be left out (s.28(3) BSIG, secondary source).
function countedTypes(facts: ScopeFacts): readonly EntityType[] {
  return (facts.activities ?? []).flatMap(({ type_id, share }) => {
    const type = entityType(type_id);
    if (type === undefined) return [];
    if (type.only === 'principal' && share !== 'principal') return [];
    if (type.only === 'essential_part' && share === 'minor') return [];
    return facts.jurisdiction === 'DE' && share === 'minor' ? [] : [type];
  });
}

function regimesOf(outcome: Outcome | null): readonly Regime[] {
  if (outcome === 'critical') return ['nis2', 'cer'];
  return outcome === 'essential' || outcome === 'important' ? ['nis2'] : [];
}

function openQuestions(seen: Seen, result: { rule: ScopeRuleId; outcome: Outcome } | null): readonly OpenQuestion[] {
  const ids = [...blocking(seen, result === null), ...remaining(seen, result)];
  return ids.map((id) => scopeQuestions[id]);
}

function blocking({ facts, size }: Seen, undecided: boolean): OpenQuestionId[] {
  if (!undecided) return [];
  const ids: OpenQuestionId[] = [];
  if (facts.active_in_union === null) ids.push('active_in_union');
  if (facts.activities === null) ids.push('activity');
  return [...ids, ...size.missing];
}

function remaining(seen: Seen, result: { rule: ScopeRuleId; outcome: Outcome } | null): OpenQuestionId[] {
  const { facts, types, size } = seen;
  const given = facts.activities ?? [];
  const ids: OpenQuestionId[] = [];
  const bySize = result === null || ['annex_i_large', 'listed_and_medium', 'telecom_medium', 'not_in_scope'].includes(result.rule);
  if (bySize && types.some(sized)) {
    if (size.single_period) ids.push('previous_period');
    if (size.held_by_previous) ids.push('held_by_previous');
    if (facts.group.length > 0 && sizeOf(facts.periods).size !== size.size) ids.push('independent_of_group');
  }
  if (given.some(({ type_id, share }) => share === 'minor' && entityType(type_id)?.only === null)) {
    ids.push(facts.jurisdiction === 'DE' ? 'negligible' : 'negligible_elsewhere');
  }
  if (types.some(({ note }) => note !== undefined)) ids.push('article_maker');
  if (facts.state_designated !== null && types.length === 0) ids.push('designated_unlisted');
  if (facts.public_option) ids.push('state_option');
  if (any(types, ['regional_administration'])) ids.push('regional_assessment');
  if (facts.sector_act_prevails) ids.push('lex_specialis');
  if (facts.cer_designated && types.length > 0 && types.every(outsideChapterIii)) ids.push('cer_chapter_iii');
  if (!(jurisdictions.find(({ code }) => code === facts.jurisdiction)?.is_verified ?? false)) ids.push('confirm_with_authority');
  return ids;
}

const outsideChapterIii = (type: EntityType): boolean => cerSectors.find(({ no }) => no === type.cer)?.chapter_iii_applies === false;
