// What a package says beside its entries: under which assumptions the evidence holds, and what it does not prove. Pure.
import type { PackageScope } from './schema.ts';

export type Words = { en: string; de: string };
/** One requirement as a package tells it: the kinds of entries behind it, and each practice with what it does not prove. */
export type RequirementPart = {
  id: string;
  title: Words;
  cite: Words;
  kinds: readonly string[];
  proves: readonly { title: Words; limits: Words | null }[];
};
export type Assumption = { requirement_id: string; text: string; by_name: string; made_at: string };
/** Lines of the index, in one language. */
export type Stated = { heading: string; lines: readonly string[] };

/** What the index prints under assumptions and limits: of the requirements the package is about; of a thing, a person or single acts nothing. */
export function statedIn(
  language: 'en' | 'de',
  scope: PackageScope,
  given: { requirements: readonly RequirementPart[]; assumptions: readonly Assumption[]; with_texts: boolean },
): Stated[] {
  if (scope.type !== 'site' && scope.type !== 'requirement') return [];
  const about = given.requirements.filter((it) => scope.type === 'site' || it.id === scope.id);
  return about.flatMap((it) => {
    const said = given.assumptions.filter(({ requirement_id }) => requirement_id === it.id);
    const assumed = said.map(
      ({ text, by_name, made_at }) => `${assumption[language]}: ${given.with_texts ? text : '…'} (${by_name}, ${made_at.slice(0, 10)})`,
    );
    const limits = it.proves.flatMap(({ title, limits: limit }) => (limit === null ? [] : [`${title[language]}: ${limit[language]}`]));
    const lines = scope.type === 'site' ? assumed : [...assumed, ...limits];
    return lines.length === 0 ? [] : [{ heading: `${it.cite[language]} · ${it.title[language]}`, lines }];
  });
}

/** The kinds of entries behind a requirement's scope; none of any other. */
export const kindsBehind = (requirements: readonly RequirementPart[], scope: PackageScope): readonly string[] =>
  scope.type === 'requirement' ? (requirements.find((it) => it.id === scope.id)?.kinds ?? []) : [];

const assumption: Words = { en: 'Assumption', de: 'Annahme' };

/** Limits of every practice, once each: a package of a whole site prints them after the assumptions. */
export function limitsOf(language: 'en' | 'de', requirements: readonly RequirementPart[]): Stated[] {
  const lines = requirements.flatMap((it) =>
    it.proves.flatMap(({ title, limits }) => (limits === null ? [] : [`${title[language]}: ${limits[language]}`])),
  );
  const once = [...new Set(lines)];
  return once.length === 0 ? [] : [{ heading: allLimits[language], lines: once }];
}

const allLimits: Words = { en: 'What the evidence does not prove', de: 'Was die Nachweise nicht beweisen' };
