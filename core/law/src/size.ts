// The size of an enterprise: Recommendation 2003/361/EC, Annex Art 2 to 6, as NIS2 Art 2(1) applies it.

/** Headcount in annual work units, money in EUR. Null: not known. */
export type Figures = {
  readonly headcount: number | null;
  readonly turnover_eur: number | null;
  readonly balance_sheet_eur: number | null;
};
/** One accounting period, named by the year it ends in. */
export type Period = Figures & { readonly year: number };
/** A company of the group: a partner counts with its share, a linked one in full (Annex Art 3 and 6). */
export type GroupCompany = {
  readonly name?: string;
  readonly relation: 'partner' | 'linked';
  /** Read for partners; below 25 the company counts for nothing. */
  readonly share_pct: number;
  readonly periods: readonly Period[];
};

export type SizeClass = 'small' | 'medium' | 'large';
/** Yes, no, or not decidable from what is known. */
export type Tri = boolean | null;

export const ceilings = {
  small: { headcount: 50, turnover_eur: 10_000_000, balance_sheet_eur: 10_000_000 },
  medium: { headcount: 250, turnover_eur: 50_000_000, balance_sheet_eur: 43_000_000 },
} as const;
type Ceiling = { readonly headcount: number; readonly turnover_eur: number; readonly balance_sheet_eur: number };

const or = (a: Tri, b: Tri): Tri => (a === true || b === true ? true : a === null || b === null ? null : false);
const and = (a: Tri, b: Tri): Tri => (a === false || b === false ? false : a === null || b === null ? null : true);
const above = (value: number | null, limit: number): Tri => (value === null ? null : value > limit);

/**
 * Whether the figures are beyond a ceiling: headcount reaching it is enough; money only when turnover AND balance sheet are both strictly above
 * (Annex Art 2: headcount "fewer than", and one of the two amounts may be exceeded). Null: not decidable.
 */
export function isBeyond(figures: Figures, ceiling: Ceiling): Tri {
  const staff = figures.headcount === null ? null : figures.headcount >= ceiling.headcount;
  const money = and(above(figures.turnover_eur, ceiling.turnover_eur), above(figures.balance_sheet_eur, ceiling.balance_sheet_eur));
  return or(staff, money);
}

// Below 25 % there is no partner (Annex Art 3(2)).
function shareOf({ relation, share_pct }: GroupCompany): number {
  if (relation === 'linked') return 1;
  return share_pct < 25 ? 0 : share_pct / 100;
}

/** Own figures of a period with those of the group: partners by their share, linked companies in full. A company without the year counts with its latest. */
export function withGroup(own: Period, group: readonly GroupCompany[]): Period {
  let total: Period = own;
  for (const company of group) {
    const share = shareOf(company);
    if (share === 0) continue;
    const theirs = company.periods.find(({ year }) => year === own.year) ?? latestFirst(company.periods)[0];
    const add = (mine: number | null, its: number | null | undefined): number | null =>
      mine === null || its === null || its === undefined ? null : mine + its * share;
    total = {
      year: own.year,
      headcount: add(total.headcount, theirs?.headcount),
      turnover_eur: add(total.turnover_eur, theirs?.turnover_eur),
      balance_sheet_eur: add(total.balance_sheet_eur, theirs?.balance_sheet_eur),
    };
  }
  return total;
}

export type SizeResult = {
  /** Null: not decidable; `at_least` is what is certain. */
  readonly size: SizeClass | null;
  readonly at_least: SizeClass;
  /** What was counted for the latest period, group included. */
  readonly counted: Figures & { readonly year: number | null };
  /** The latest period alone would say otherwise: a ceiling must be crossed in two consecutive periods (Annex Art 4(2)). */
  readonly held_by_previous: boolean;
  readonly missing: readonly (keyof Figures)[];
  readonly single_period: boolean;
};

/** The size that counts: each ceiling flips only when crossed in two consecutive periods. */
export function sizeOf(periods: readonly Period[], group: readonly GroupCompany[] = []): SizeResult {
  const counted = latestFirst(periods).map((each) => withGroup(each, group));
  const latest = counted[0];
  const beyondSmall = settle(counted.map((each) => isBeyond(each, ceilings.small)));
  const beyondMedium = settle(counted.map((each) => isBeyond(each, ceilings.medium)));
  const size: SizeClass | null =
    beyondMedium.value === true
      ? 'large'
      : beyondMedium.value === null || beyondSmall.value === null
        ? smallAnyway(beyondSmall.value)
        : beyondSmall.value
          ? 'medium'
          : 'small';
  return {
    size,
    at_least: beyondMedium.value === true ? 'large' : beyondSmall.value === true ? 'medium' : 'small',
    counted: latest ?? { year: null, headcount: null, turnover_eur: null, balance_sheet_eur: null },
    held_by_previous: beyondSmall.held || beyondMedium.held,
    missing: size === null ? missingOf(latest) : [],
    single_period: counted.length === 1,
  };
}

const smallAnyway = (beyondSmall: Tri): SizeClass | null => (beyondSmall === false ? 'small' : null);

/** `beyond`: latest first. The value that has held for two consecutive periods last; the oldest decides where none did. */
function settle(beyond: readonly Tri[]): { value: Tri; held: boolean } {
  const known = beyond.findLastIndex((each) => each !== null);
  const oldestFirst = beyond.slice(0, known + 1).toReversed();
  let value: Tri = oldestFirst[0] ?? null;
  for (let i = 1; i < oldestFirst.length; i++) {
    const [now = null, before = null] = [oldestFirst[i], oldestFirst[i - 1]];
    if (now === before) value = now;
    else if (now === null || value === null) value = null;
  }
  return { value, held: value !== null && beyond[0] !== undefined && beyond[0] !== null && beyond[0] !== value };
}

const latestFirst = (periods: readonly Period[]): readonly Period[] => periods.toSorted((a, b) => b.year - a.year);

function missingOf(figures: Figures | undefined): (keyof Figures)[] {
  const names: readonly (keyof Figures)[] = ['headcount', 'turnover_eur', 'balance_sheet_eur'];
  return names.filter((name) => figures === undefined || figures[name] === null);
}
