// What the law says of a legal entity's answers, in the shapes of this room. Pure: the day comes in.
import {
  citeText,
  decideScope,
  type Cite,
  type Deadline,
  entityTypes,
  jurisdictions,
  type LawFact,
  notListed,
  type OpenQuestion,
  type RuleResult,
  sectorsMark,
  sourceText,
  timelineFor,
  type Hat,
} from '@holdfast/core-law';
import type { Answers, EntityKind, Finding, LawLists, LawText, TimelineDay } from './schema.ts';

/** A citation in both languages. */
export const citeWords = (cite: Cite): { en: string; de: string } => ({ en: citeText(cite, 'en'), de: citeText(cite, 'de') });

const sourcesOf = (sources: readonly string[]): string[] => sources.map(sourceText);

/** A fact of law as screens show it. */
export function showFact(fact: LawFact): LawText {
  return {
    id: fact.id,
    cite: citeWords(fact.cite),
    verify: fact.verify,
    mark_note: fact.mark_note ?? null,
    source_kind: fact.source_kind ?? null,
    sources: sourcesOf(fact.sources),
    as_of: fact.as_of,
    text: fact.text,
    notes: [...(fact.notes ?? [])],
    lists: (fact.lists ?? []).map(({ of, items }) => ({ of, items: [...items] })),
  };
}

export const showDeadline = ({ due_on, basis, fact, confirm }: Deadline) => ({ due_on, basis, fact: showFact(fact), confirm });

/** The day the rules of scope were last checked against their sources. */
export const lawAsOf = sectorsMark.as_of;

const showRule = ({ id, cite, verify, asks, applied, why }: RuleResult): Finding['rules'][number] => ({
  id,
  cite: citeWords(cite),
  verify,
  as_of: lawAsOf,
  asks,
  applied,
  why,
});
const showQuestion = ({ id, cite, verify, text, blocks }: OpenQuestion): Finding['open_questions'][number] => ({
  id,
  cite: cite === null ? null : citeWords(cite),
  verify,
  text,
  blocks,
});

/** The class that follows from answers in a country, with every rule tried and what is still to ask. */
export function findClass(country: string, answers: Answers): Finding {
  const found = decideScope({ ...answers, jurisdiction: country });
  const rules = found.rules.map(showRule);
  return {
    outcome: found.outcome,
    deciding_rule: rules.find(({ id }) => id === found.deciding_rule) ?? null,
    rules,
    size: { size: found.size.size, counted: { ...found.size.counted }, held_by_previous: found.size.held_by_previous },
    open_questions: found.open_questions.map(showQuestion),
    regimes: [...found.regimes],
    registration_only: found.registration_only,
  };
}

/** Kinds that ENISA's registry and shorter limits concern (NIS2 Art 27). */
export const isDigital = (answers: Answers): boolean =>
  (answers.activities ?? []).some(({ type_id }) => /^(I\.8|I\.9|II\.6)\./.test(type_id));

const showKind = (it: (typeof entityTypes)[number]): EntityKind => ({
  id: it.id,
  annex: it.annex,
  sector: it.sector,
  subsector: it.subsector,
  title: it.title,
  nace_rev2: [...it.nace_rev2],
  is_trust_service: it.kind === 'trust_service',
  only: it.only,
  note: it.note ?? null,
});

/** What the wizard chooses from. */
export function lawLists(): LawLists {
  return {
    kinds: entityTypes.map(showKind),
    not_listed: [...notListed],
    countries: jurisdictions
      .filter(({ code }) => code !== 'EU')
      .map(({ code, name, is_verified, status }) => ({ code, name, is_verified, status })),
    mark: { ...sectorsMark, sources: sourcesOf(sectorsMark.sources) },
  };
}

/** Days in the law, seen from `today`. */
export function timelineOn(today: string, of: { countries: readonly string[]; hats: readonly Hat[] }): TimelineDay[] {
  return timelineFor(today, { jurisdictions: of.countries, hats: of.hats }).map(({ cite, sources, mark_note, ...it }) => ({
    id: it.id,
    on: it.on,
    is_past: it.is_past,
    concerns_us: it.concerns_us,
    title: it.title,
    change: it.change,
    cite: citeWords(cite),
    verify: it.verify,
    mark_note: mark_note ?? null,
    sources: sourcesOf(sources),
    as_of: it.as_of,
  }));
}
