// A rhythm: how often something comes round, and on which day; checked before it is used.
import { readDay } from './days.ts';
import { type Moves, type WorkingDays } from './working-days.ts';
import { isZone } from './zone-time.ts';

export const units = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Unit = (typeof units)[number];

/**
 * `basis`: by the plan the days stand from `starts_on` whatever happens; by the last run the next is so long after the last. `weekdays`: of a
 * weekly plan (Monday is 1). `on_day` (31: the last of the month) or `nth` weekday (-1: the last): of a monthly, quarterly or yearly plan, in the
 * month of `starts_on`; neither: on the same day of the month. `at`: local time, `HH:MM`. `moves`: what falls on a day nobody works.
 */
export type Rhythm = {
  readonly every: number;
  readonly unit: Unit;
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly weekdays: readonly number[] | null;
  readonly on_day: number | null;
  readonly nth: { readonly nth: 1 | 2 | 3 | 4 | -1; readonly weekday: number } | null;
  readonly at: string;
  readonly time_zone: string;
  readonly basis: 'plan' | 'last_run';
  readonly moves: Moves;
};

export type RhythmFault =
  | 'every_wrong'
  | 'starts_on_wrong'
  | 'ends_on_wrong'
  | 'weekdays_wrong'
  | 'on_day_wrong'
  | 'nth_wrong'
  | 'days_do_not_fit'
  | 'at_wrong'
  | 'time_zone_unknown'
  | 'no_working_day';

const isWhole = (it: number, from: number, until: number): boolean => Number.isInteger(it) && it >= from && it <= until;

/** What is wrong with a rhythm, null for one that can be reckoned with. */
export function checkRhythm(it: Rhythm, working?: WorkingDays): RhythmFault | null {
  if (!isWhole(it.every, 1, 1000)) return 'every_wrong';
  const starts = readDay(it.starts_on);
  if (starts === null) return 'starts_on_wrong';
  if (it.ends_on !== null && (readDay(it.ends_on) ?? -Infinity) < starts) return 'ends_on_wrong';
  if (it.weekdays !== null && (it.weekdays.length === 0 || it.weekdays.some((day) => !isWhole(day, 1, 7)))) return 'weekdays_wrong';
  if (it.on_day !== null && !isWhole(it.on_day, 1, 31)) return 'on_day_wrong';
  if (it.nth !== null && !([1, 2, 3, 4, -1].includes(it.nth.nth) && isWhole(it.nth.weekday, 1, 7))) return 'nth_wrong';
  if (!doDaysFit(it)) return 'days_do_not_fit';
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(it.at)) return 'at_wrong';
  if (!isZone(it.time_zone)) return 'time_zone_unknown';
  return it.moves !== 'stays' && working?.weekdays.length === 0 ? 'no_working_day' : null;
}

/** Weekdays belong to weeks, days of a month to months; by the last run there is neither. */
function doDaysFit({ unit, basis, weekdays, on_day, nth }: Rhythm): boolean {
  const ofMonth = (on_day !== null ? 1 : 0) + (nth !== null ? 1 : 0);
  if (basis === 'last_run') return weekdays === null && ofMonth === 0;
  if (weekdays !== null) return unit === 'week' && ofMonth === 0;
  return ofMonth === 0 || (ofMonth === 1 && unit !== 'day' && unit !== 'week');
}

export const monthsOf: Readonly<Record<Unit, number>> = { day: 0, week: 0, month: 1, quarter: 3, year: 12 };
/** Roughly: for how far to look, never for a date. */
export const longestDaysOf: Readonly<Record<Unit, number>> = { day: 1, week: 7, month: 31, quarter: 92, year: 366 };
