// What a gap is as a risk of the register, and how far the site is as one share. Pure.
import type { Requirement } from '@holdfast/core-law';
import type { FromGap } from '@holdfast/risks/rules';
import { ratingOfGap } from '@holdfast/risks/rules';
import type { Rating, Score } from '@holdfast/risks/schema';
import type { SiteEvidence } from '@holdfast/requirements/rules';
import { isGood, type ItemStanding } from './rules.ts';
import type { BareGap } from './rules.gaps.ts';
import type { Gap } from './schema.ts';

/** Duties whose evidence holds, of those that bind the site and are not set aside. */
export function scoreOf(requirements: readonly Requirement[], { cells }: SiteEvidence): Score {
  const states = requirements.flatMap((it) => cells.get(it.id)?.state ?? []).filter((it) => it !== 'not_applicable' && it !== 'unobserved');
  return { good: states.filter(isGood).length, of: states.length };
}

/** The rating of each gap, by its id. */
export function ratingsOf(gaps: readonly BareGap[], items: readonly ItemStanding[], { cells }: SiteEvidence): Map<string, Rating> {
  const partsOf = (gap: BareGap): { good: number; of: number } => {
    const pieces = items.find((it) => it.item.no === gap.no)?.pieces;
    if (pieces !== undefined) return { good: pieces.filter((it) => isGood(it.state)).length, of: pieces.length };
    const { good, of } = cells.get(gap.requirement_id) ?? { good: 0, of: 0 };
    return { good, of };
  };
  return new Map(gaps.map((it) => [it.id, ratingOfGap({ state: it.state, is_minimum: it.no !== null, ...partsOf(it) })]));
}

const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** A gap as it goes into the register: owner and day from its plan where there is one, else who asks and a quarter from now. */
export function riskOfGap(it: Gap, by: { rating: Rating; score: Score; person_id: string; today: string }): FromGap {
  const { text } = it.citation;
  const review_on = it.due_on === null || it.due_on < by.today || it.due_on > dayAfter(by.today, 366) ? dayAfter(by.today, 90) : it.due_on;
  return {
    title: {
      en: `Not met: ${it.title.en} (${text.en})`,
      de: `Nicht erfüllt: ${it.title.de} (${text.de})`,
    },
    consequence: it.consequence,
    gap_id: it.id,
    requirement_id: it.requirement_id,
    rating: by.rating,
    score: by.score,
    owner_id: it.owner_id ?? by.person_id,
    review_on,
  };
}
