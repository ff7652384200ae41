// Maturity of a site in eleven areas, by rules over evidence alone. The four levels follow IEC 62443-2-1 (ML 1 to 4), in our words. Pure.
import type { Cell, SiteEvidence } from '@holdfast/requirements/rules';
import { type Area, areas, type AreaId } from './areas.data.ts';

/** 0: nothing at all. 1 somehow done, 2 managed, 3 practised everywhere and kept up, 4 measured and getting better. */
export type Level = 0 | 1 | 2 | 3 | 4;

/** What a level asks for. A level is reached when all of it and of those below holds. */
export const criteria = [
  { id: 'some', level: 1 },
  { id: 'half', level: 2 },
  { id: 'owner', level: 2 },
  { id: 'rhythm', level: 2 },
  { id: 'all', level: 3 },
  { id: 'held', level: 3 },
  { id: 'on_time', level: 3 },
  { id: 'not_one_person', level: 3 },
  { id: 'year', level: 4 },
  { id: 'effective', level: 4 },
] as const satisfies readonly { id: string; level: Level }[];
export type CriterionId = (typeof criteria)[number]['id'];

/** Days for which a level of practice must have held: a quarter to be practised, a year to be measured. */
export const heldDays = 90;
export const yearDays = 365;

/**
 * What the rules look at. `quarter` and `year`: the evidence as of 90 and 365 days before. `owners`: who answers, by requirement. `activities`:
 * by activity id, whether it has a next date and is late or was missed. `sole`: single points of failure among people without a plan.
 * `works`: ids of requirements with a control tested within a year whose result was that it works.
 */
export type Signals = {
  now: SiteEvidence;
  quarter: SiteEvidence;
  year: SiteEvidence;
  owners: ReadonlySet<string>;
  activities: ReadonlyMap<string, { planned: boolean; late: boolean }>;
  sole: number;
  works: ReadonlySet<string>;
};

export type Criterion = { id: CriterionId; level: Level; met: boolean; good: number; of: number };
export type AreaStanding = { area: Area; level: Level; criteria: Criterion[]; good: number; of: number };

export const standingsOf = (signals: Signals): AreaStanding[] => areas.map((it) => standingOf(it, signals));

export function standingOf(area: Area, signals: Signals): AreaStanding {
  const found = criteria.map(({ id, level }): Criterion => ({ id, level, ...judges[id](area, signals) }));
  const reached = ([1, 2, 3, 4] as const).filter((level) => found.every((it) => it.level > level || it.met));
  const { good, of } = count(area, signals.now);
  return { area, level: reached.at(-1) ?? 0, criteria: found, good, of };
}

type Judged = { met: boolean; good: number; of: number };
const cellsOf = ({ requirements }: Area, { cells }: SiteEvidence): Cell[] =>
  requirements.flatMap((id) => cells.get(id) ?? []).filter((it) => it.state !== 'not_applicable');

/** Kinds of evidence that hold, of those asked for. */
function count(area: Area, evidence: SiteEvidence): { good: number; of: number } {
  const cells = cellsOf(area, evidence);
  return { good: cells.reduce((sum, it) => sum + it.good, 0), of: cells.reduce((sum, it) => sum + it.of, 0) };
}

/** Whole: every kind holds, and not by hand alone. */
function whole(area: Area, evidence: SiteEvidence): Judged {
  const { good, of } = count(area, evidence);
  const isProven = cellsOf(area, evidence).every((it) => it.state === 'proven' || it.state === 'ageing');
  return { met: of > 0 && isProven, good, of };
}

const judges: Record<CriterionId, (area: Area, signals: Signals) => Judged> = {
  some: (area, { now }) => {
    const { good } = count(area, now);
    return { met: good > 0, good: Math.min(good, 1), of: 1 };
  },
  half: (area, { now }) => {
    const { good, of } = count(area, now);
    return { met: of > 0 && good * 2 >= of, good, of };
  },
  owner: ({ requirements }, { owners }) => {
    const good = requirements.filter((it) => owners.has(it)).length;
    return { met: good === requirements.length, good, of: requirements.length };
  },
  rhythm: ({ activities: wanted }, { activities }) => {
    const good = wanted.filter((it) => activities.get(it)?.planned === true).length;
    return { met: good > 0, good, of: wanted.length };
  },
  all: (area, { now }) => whole(area, now),
  held: (area, { quarter }) => whole(area, quarter),
  on_time: ({ activities: wanted }, { activities }) => {
    const good = wanted.filter((it) => activities.get(it)?.planned === true && !activities.get(it)!.late).length;
    return { met: good === wanted.length, good, of: wanted.length };
  },
  not_one_person: (_, { sole }) => ({ met: sole === 0, good: sole === 0 ? 1 : 0, of: 1 }),
  year: (area, { year }) => whole(area, year),
  effective: ({ requirements }, { works }) => {
    const good = requirements.filter((it) => works.has(it)).length;
    return { met: good === requirements.length, good, of: requirements.length };
  },
};

/** What the next level still asks for; empty at the top. */
export const nextSteps = ({ level, criteria: found }: AreaStanding): Criterion[] => found.filter((it) => it.level === level + 1 && !it.met);

/** A site is as mature as its weakest area. */
export const levelOfSite = (standings: readonly Pick<AreaStanding, 'level'>[]): Level =>
  standings.reduce<Level>((least, it) => (it.level < least ? it.level : least), 4);

/** Which sites come first: the lowest level, then the lowest sum over the areas. */
export const worstFirst = <T extends { level: number; areas: readonly { level: number }[] }>(sites: readonly T[]): T[] =>
  sites.toSorted((a, b) => a.level - b.level || sum(a) - sum(b));
const sum = (it: { areas: readonly { level: number }[] }): number => it.areas.reduce((total, area) => total + area.level, 0);

export const isArea = (id: string): id is AreaId => areas.some((it) => it.id === id);
