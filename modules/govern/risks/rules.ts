// Decisions about risks: the register folded from the ledger's facts, who may accept, how a gap rates, what ends by itself. Pure.
import type { Fact } from '@holdfast/core-law';
import { Failure } from '@holdfast/platform/failure';
import type { Acceptance, ChangedRisk, NewRisk, Rating, Risk, RiskQuery, Score, Told } from './schema.ts';

/** Kinds of the entries the register is folded from. */
export const riskKinds = ['risk.noted', 'risk.changed', 'risk.rated', 'risk.accepted', 'risk.acceptance_ended', 'risk.closed'] as const;

export type Known = { id: string; it: Told };

/** The register after these facts, in the order of the log, by number: each entry tells all of its risk. */
export function foldRisks(facts: readonly Fact[]): Known[] {
  const found = new Map<string, Told>();
  for (const { subject_id, data } of facts) if (data['risk'] !== undefined) found.set(subject_id, data['risk'] as Told);
  return [...found].map(([id, it]) => ({ id, it })).toSorted((a, b) => a.it.number - b.it.number);
}

const ratings: readonly Rating[] = ['low', 'medium', 'high', 'very_high'];
export const rankOf = (of: Rating): number => ratings.indexOf(of);

/** What not meeting a duty is worth, from its evidence: nothing there is high, one of the ten very high, most of it there low. */
export function ratingOfGap(it: { state: string; is_minimum: boolean; good: number; of: number }): Rating {
  const share = it.of === 0 ? 0 : it.good / it.of;
  const base = it.state === 'partly' ? (share >= 0.75 ? 0 : 1) : it.state === 'stale' ? 1 : 2;
  return ratings[base + (it.is_minimum ? 1 : 0)]!;
}

const longestDays = 366;
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Refuses a review in the past or more than a year ahead. Days are those of the plant. */
export function requireReview(review_on: string, today: string): void {
  if (review_on < today) throw new Failure('unprocessable', 'risk_review_past');
  if (days(today, review_on) > longestDays) throw new Failure('unprocessable', 'risk_review_far', { days: longestDays });
}

type Moment = { person_id: string; at: string; today: string };

export function noted(it: NewRisk, number: number, by: Moment): Told {
  requireReview(it.review_on, by.today);
  const same = (text: string) => ({ en: text, de: text });
  return { ...fresh(number, by), ...it, kind: 'operation', title: same(it.title), consequence: same(it.consequence) };
}

const fresh = (number: number, by: Moment): Omit<Told, 'title' | 'consequence' | 'rating' | 'owner_id' | 'review_on'> => ({
  number,
  kind: 'non_compliance',
  gap_id: null,
  requirement_id: null,
  state: 'open',
  score: null,
  treatment: 'reduce',
  residual: null,
  noted_by: by.person_id,
  noted_at: by.at,
  accepted_by: null,
  accepted_at: null,
  accepted_until: null,
  closed_at: null,
  version: 1,
});

/** What a gap brings along. */
export type FromGap = Pick<Told, 'title' | 'consequence' | 'gap_id' | 'requirement_id' | 'rating' | 'score' | 'owner_id' | 'review_on'>;
export const notedFromGap = (gap: FromGap, number: number, by: Moment): Told => ({ ...fresh(number, by), ...gap });

/** Refuses what was changed meanwhile, and what is closed. */
export function requireCurrent(it: Told, version: number): void {
  if (it.version !== version) throw new Failure('conflict', 'changed_meanwhile', { version: it.version });
  if (it.state === 'closed') throw new Failure('conflict', 'risk_closed');
}

const withoutAcceptance = { state: 'open', residual: null, accepted_by: null, accepted_at: null, accepted_until: null } as const;

/** Changed by a person. What was accepted is accepted no more once it is rated or treated otherwise: the decider decided on something else. */
export function changed(before: Told, { version: _version, title, consequence, ...it }: ChangedRisk): Told {
  const keepOr = (text: string, old: Told['title']) => (text === old.en || text === old.de ? old : { en: text, de: text });
  const isOther = it.rating !== before.rating || it.treatment !== before.treatment;
  return {
    ...before,
    ...it,
    ...(isOther ? withoutAcceptance : {}),
    title: keepOr(title, before.title),
    consequence: keepOr(consequence, before.consequence),
    version: before.version + 1,
  };
}

/** Accepted for the management body. Throws second_person_needed for who noted or owns it; unprocessable for a time that cannot be, or more left than there was. */
export function accepted(before: Told, it: Acceptance, by: Moment): Told {
  if (by.person_id === before.noted_by || by.person_id === before.owner_id) throw new Failure('forbidden', 'second_person_needed');
  if (it.until_on <= by.today || days(by.today, it.until_on) > longestDays)
    throw new Failure('unprocessable', 'risk_acceptance_time', { days: longestDays });
  if (rankOf(it.residual) > rankOf(before.rating)) throw new Failure('unprocessable', 'risk_residual_above');
  const acceptance = { residual: it.residual, accepted_by: by.person_id, accepted_at: by.at, accepted_until: it.until_on };
  return { ...before, ...acceptance, state: 'accepted', version: before.version + 1 };
}

export const closed = (before: Told, at: string): Told => ({ ...before, state: 'closed', closed_at: at, version: before.version + 1 });
/** The day of its acceptance is over: it returns to the decider. */
export const returned = (before: Told): Told => ({ ...before, ...withoutAcceptance, version: before.version + 1 });
export const isAcceptanceOver = (it: Told, today: string): boolean =>
  it.state === 'accepted' && it.accepted_until !== null && it.accepted_until < today;

/** Rated anew by the evidence. An acceptance of something smaller ends; one of as much or more stays. */
export function rated(before: Told, to: { rating: Rating; score: Score }): Told {
  const isWorse = rankOf(to.rating) > rankOf(before.rating);
  return { ...before, ...(isWorse ? withoutAcceptance : {}), ...to, version: before.version + 1 };
}

/** What the evidence says of a risk noted from a gap: closed, rated otherwise, or nothing new. The score alone rates when it moved by a twentieth. */
export function followGap(it: Told, gap: { rating: Rating } | undefined, now: Score): 'closed' | 'rated' | null {
  if (it.kind !== 'non_compliance' || it.gap_id === null || it.state === 'closed') return null;
  if (gap === undefined) return 'closed';
  const was = it.score ?? { good: 0, of: 0 };
  // In whole numbers: a twentieth is a twentieth.
  const moved = 20 * Math.abs(now.good * was.of - was.good * now.of) >= now.of * was.of;
  return gap.rating !== it.rating || moved ? 'rated' : null;
}

/** Search, filters, order. Unless asked otherwise: open first, the highest first. */
export function chooseRisks(rows: readonly Risk[], query: RiskQuery): Risk[] {
  const isIn = (wanted: readonly string[] | undefined, value: string): boolean => !wanted?.length || wanted.includes(value);
  const text = (it: Risk): string =>
    [it.title.en, it.title.de, it.consequence.en, it.consequence.de, it.owner_name ?? '', it.requirement_id ?? ''].join(' ').toLowerCase();
  const kept = rows.filter(
    (it) =>
      isIn(query.kind, it.kind) &&
      isIn(query.state, it.state) &&
      isIn(query.rating, it.rating) &&
      isIn(query.treatment, it.treatment) &&
      (query.search === undefined || text(it).includes(query.search.toLowerCase())),
  );
  const states = ['open', 'accepted', 'closed'];
  const usual = (a: Risk, b: Risk): number =>
    states.indexOf(a.state) - states.indexOf(b.state) || rankOf(b.rating) - rankOf(a.rating) || a.number - b.number;
  const by: Record<string, (a: Risk, b: Risk) => number> = {
    number: (a, b) => a.number - b.number,
    rating: (a, b) => rankOf(a.rating) - rankOf(b.rating),
    owner_name: (a, b) => (a.owner_name ?? '').localeCompare(b.owner_name ?? '', 'en'),
    review_on: (a, b) => (a.review_on < b.review_on ? -1 : a.review_on > b.review_on ? 1 : 0),
    state: (a, b) => states.indexOf(a.state) - states.indexOf(b.state),
  };
  const order = by[query.sort?.replace(/^-/, '') ?? ''];
  if (order === undefined) return kept.toSorted(usual);
  const way = query.sort!.startsWith('-') ? -1 : 1;
  return kept.toSorted((a, b) => way * order(a, b) || usual(a, b));
}
