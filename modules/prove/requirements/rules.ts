// Decisions about evidence: what a requirement's cell says, from marks, freshness and populations. Pure: the instant and the zone come in.
import type { EvidenceBinding, Population, Requirement } from '@holdfast/core-law';
import { addDays, ageingDays, dayIn, daysBetween, type Freshness, freshnessAt, holdsTo } from './rules.days.ts';

/** What one binding, one kind of evidence or a whole requirement says. In this order, the lowest first. */
export const states = ['unobserved', 'missing', 'stale', 'partly', 'ageing', 'proven'] as const;
export type State = (typeof states)[number];
export type CellState = State | 'not_applicable';

/** How many subjects (or parts) stand how. */
export type Tally = { proven: number; ageing: number; stale: number; missing: number };

/** Everything the matrix is made of: what the law asks, what practices prove, and over what. */
export type Matrix = {
  requirements: readonly Requirement[];
  bindings: readonly EvidenceBinding[];
  populations: readonly Population[];
  /** Facts after which a "not applicable" has to be said anew: the scope of the law changed. */
  reopening?: Pick<Population, 'kinds'> & { reads: EvidenceBinding['reads'] };
};

/** The last mark of a source on a subject. `at` in ms; `idx` is the entry's place in its log. */
export type Mark = {
  source: string;
  subject_id: string;
  at: number;
  effect: 'proves' | 'ends' | 'member' | 'gone';
  idx: number;
  /** The last day it proves, where the fact says so itself; null or left out: by the binding's days. */
  until_on?: string | null;
};
/** A mark that names its entry: the log it stands in, too. */
export type MarkRow = Mark & { log_id: string };

/** What a person said by hand about a requirement at a site. */
export type Statement = {
  id: string;
  kind: 'evidence' | 'not_applicable' | 'assumption' | 'test';
  requirement_id: string | null;
  /** Evidence: which kind it is. Not applicable: null for the whole requirement. */
  artefact: string | null;
  made_at: number;
  /** Evidence: the last day it holds, in the plant's zone. */
  until_on: string | null;
};

/** What one binding says at a site: `good` of `of` subjects are proven now; `oldest_at` is the oldest proof that counts. */
export type Proof = {
  binding_id: string;
  state: State;
  good: number;
  of: number;
  ageing: number;
  stale: number;
  oldest_at: number | null;
  newest_at: number | null;
  /** The last day on which nothing that is proven now has lapsed; null: holds until ended, or nothing is proven. */
  holds_to: string | null;
  /** Its population need not exist at a plant. */
  may_be_empty: boolean;
};

/** One kind of evidence a requirement asks for. `counts`: false where it is only needed when something happens and nothing has. */
export type Part = {
  artefact: string;
  state: CellState;
  binding_ids: string[];
  by_hand: Statement | null;
  counts: boolean;
};

export type Cell = {
  requirement_id: string;
  state: CellState;
  /** Kinds of evidence that are proven (or ageing), of those that count. */
  good: number;
  of: number;
  stale: number;
  /** Of the good ones: collected by operation, and by hand. */
  automatic: number;
  by_hand: number;
  /** A minimum item with nothing but evidence by hand is not proven. */
  only_by_hand: boolean;
  parts: Part[];
  holds_to: string | null;
};

/** All a site's evidence at an instant: what each binding says, by its id, and each requirement's cell, by its id. */
export type SiteEvidence = { site_id: string; proofs: ReadonlyMap<string, Proof>; cells: ReadonlyMap<string, Cell> };

/** Sum of parts to one word: all good, some good, lapsed, nothing, or nobody looks. */
export function stateOf({ proven, ageing, stale, missing }: Tally, partly = 0, unobserved = 0): State {
  const of = proven + ageing + stale + missing + partly + unobserved;
  if (of === 0 || unobserved === of) return 'unobserved';
  if (proven === of) return 'proven';
  if (proven + ageing === of) return 'ageing';
  if (proven + ageing + partly > 0) return 'partly';
  return stale > 0 ? 'stale' : 'missing';
}

const none = (): Tally => ({ proven: 0, ageing: 0, stale: 0, missing: 0 });
const standingOf = (mark: Mark | undefined, { stale_before, ageing_before }: Freshness, where: Where): keyof Tally => {
  if (mark === undefined || mark.effect === 'ends') return 'missing';
  if (typeof mark.until_on === 'string') return standingUntil(mark.until_on, mark.at, where);
  if (mark.at < stale_before) return 'stale';
  return mark.at < ageing_before ? 'ageing' : 'proven';
};

/** Of what says its own last day: proven through that day, ageing before it as everything else. */
function standingUntil(until_on: string, at: number, { today, zone }: Where): keyof Tally {
  if (today > until_on) return 'stale';
  return today > addDays(until_on, -ageingDays(Math.max(0, daysBetween(dayIn(at, zone), until_on)))) ? 'ageing' : 'proven';
}

/** The last day a mark proves; null for what holds until ended. */
export const lastDayOf = (mark: Pick<Mark, 'at' | 'until_on'>, zone: string, fresh_days: number | null): string | null =>
  mark.until_on ?? holdsTo(mark.at, zone, fresh_days);

/** Marks by source, then subject; of two on one subject (the site's log and the organisation's) the later counts. */
export type Marks<M extends Mark = Mark> = ReadonlyMap<string, ReadonlyMap<string, M>>;
export function groupMarks<M extends Mark>(rows: readonly M[]): Marks<M> {
  const marks = new Map<string, Map<string, M>>();
  // Rows of one source mostly follow each other.
  let [source, own] = ['', new Map<string, M>()];
  for (const row of rows) {
    if (row.source !== source || marks.size === 0) {
      source = row.source;
      own = marks.get(source) ?? new Map<string, M>();
      marks.set(source, own);
    }
    const known = own.get(row.subject_id);
    if (known === undefined || known.at < row.at || (known.at === row.at && known.idx <= row.idx)) own.set(row.subject_id, row);
  }
  return marks;
}

/** The source under which a population's members are kept. */
export const memberSource = (population_id: string): string => `population:${population_id}`;
/** The source of facts that reopen what was not applicable. */
export const reopeningSource = 'scope';

/** Members of a population now. */
export const membersOf = (marks: Marks, population_id: string): string[] =>
  [...(marks.get(memberSource(population_id))?.values() ?? [])].filter((it) => it.effect === 'member').map((it) => it.subject_id);

/** An instant at a plant: `fresh` says what is fresh then. Make it with `whereAt`. */
export type Where = { now: number; zone: string; today: string; fresh: (fresh_days: number | null) => Freshness };

/** `now` in ms, `zone` an IANA time zone. What is fresh is worked out once for each number of days. */
export function whereAt(now: number, zone: string): Where {
  const known = new Map<number | null, Freshness>();
  const fresh = (fresh_days: number | null): Freshness => {
    const found = known.get(fresh_days) ?? freshnessAt(now, zone, fresh_days);
    known.set(fresh_days, found);
    return found;
  };
  return { now, zone, today: dayIn(now, zone), fresh };
}

/** How each subject of a binding stands: its members, or without a population the subjects it ever marked. */
export function standings<M extends Mark>(binding: EvidenceBinding, marks: Marks<M>, where: Where) {
  const own = marks.get(binding.id) ?? new Map<string, M>();
  const freshness = where.fresh(binding.fresh_days);
  const subjects = binding.population === null ? [...own.keys()] : membersOf(marks, binding.population);
  return subjects.map((subject_id) => {
    const mark = own.get(subject_id);
    return { subject_id, mark, standing: standingOf(mark, freshness, where) };
  });
}

const better: Record<keyof Tally, number> = { missing: 0, stale: 1, ageing: 2, proven: 3 };

/** What one binding says. Without a population the best of its subjects speaks for the site: one of two neighbours is enough. */
export function proofOf(binding: EvidenceBinding, marks: Marks, where: Where, may_be_empty = false): Proof {
  const sum = countStandings(binding, marks, where);
  const { tally } = sum;
  return {
    binding_id: binding.id,
    state: stateOf(tally),
    good: tally.proven + tally.ageing,
    of: tally.proven + tally.ageing + tally.stale + tally.missing,
    ageing: tally.ageing,
    stale: tally.stale,
    oldest_at: sum.newest_at === null ? null : sum.oldest_at,
    newest_at: sum.newest_at,
    holds_to: endOf(sum, where.zone, binding.fresh_days),
    may_be_empty,
  };
}

/** Of the marks that prove now: the oldest and the newest, the oldest that lapses by the binding's days, and the first own last day. */
type Counted = { tally: Tally; oldest_at: number; newest_at: number | null; oldest_plain: number; first_until: string | null };

// Thousands of marks a page: walked once, without a list or an object for each.
function countStandings(binding: EvidenceBinding, marks: Marks, where: Where): Counted {
  const sum: Counted = { tally: none(), oldest_at: Infinity, newest_at: null, oldest_plain: Infinity, first_until: null };
  const [own, freshness] = [marks.get(binding.id), where.fresh(binding.fresh_days)];
  if (binding.population === null) {
    const best = bestOf(own, freshness, where);
    count(sum, best?.mark, best?.standing ?? 'missing');
    return sum;
  }
  for (const member of marks.get(memberSource(binding.population))?.values() ?? []) {
    if (member.effect !== 'member') continue;
    const mark = own?.get(member.subject_id);
    count(sum, mark, standingOf(mark, freshness, where));
  }
  return sum;
}

/** The subject that stands best; of several the first. */
function bestOf(own: ReadonlyMap<string, Mark> | undefined, freshness: Freshness, where: Where) {
  let best: { mark: Mark; standing: keyof Tally } | undefined;
  for (const mark of own?.values() ?? []) {
    const standing = standingOf(mark, freshness, where);
    if (best === undefined || better[standing] > better[best.standing]) best = { mark, standing };
  }
  return best;
}

function count(sum: Counted, mark: Mark | undefined, standing: keyof Tally): void {
  sum.tally[standing] += 1;
  if (mark === undefined || better[standing] < better.ageing) return;
  if (mark.at < sum.oldest_at) sum.oldest_at = mark.at;
  if (sum.newest_at === null || mark.at > sum.newest_at) sum.newest_at = mark.at;
  if (typeof mark.until_on !== 'string') sum.oldest_plain = Math.min(sum.oldest_plain, mark.at);
  else if (sum.first_until === null || mark.until_on < sum.first_until) sum.first_until = mark.until_on;
}

/** The day on which the first of these marks lapses: of those without an own last day the oldest. */
function endOf({ oldest_plain, first_until }: Counted, zone: string, fresh_days: number | null): string | null {
  const plain = oldest_plain === Infinity ? null : holdsTo(oldest_plain, zone, fresh_days);
  if (plain === null || first_until === null) return plain ?? first_until;
  return plain < first_until ? plain : first_until;
}
