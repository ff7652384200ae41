// When a rhythm comes round: the next time, the last, all within a span. Reckoned from the plan, so that nothing drifts, or from the last run.
import { civilOf, type Day, dayInMonth, dayOf, formatDay, monthOf, weekdayInMonth, weekdayOf } from './days.ts';
import { longestDaysOf, monthsOf, type Rhythm } from './rhythm.ts';
import { everyDay, longestMoveDays, moveDay, type WorkingDays } from './working-days.ts';
import { dayAt, instantAt } from './zone-time.ts';

/** `planned`: the day the rhythm names, for ever the same; `day`: the one it moved to; `at_ms`: the instant. Days as `YYYY-MM-DD`. */
export type Occurrence = { planned: string; day: string; at_ms: number };

/** `working`: every day unless given. `last_run_ms`: when it was last done, for a rhythm by the last run. */
export type Around = { working?: WorkingDays | undefined; last_run_ms?: number | null | undefined };

/** Most occurrences one call gives. */
export const mostOccurrences = 10_000;
const lastYear = 2400;

/** All at or after `from_ms` and before `until_ms`, the earliest first, at most `limit`. */
export function occurrences(
  rhythm: Rhythm,
  { from_ms, until_ms, limit = mostOccurrences }: { from_ms: number; until_ms: number; limit?: number },
  around: Around = {},
): Occurrence[] {
  const found: Occurrence[] = [];
  for (const it of walkFrom(rhythm, from_ms, around)) {
    if (it.at_ms >= until_ms || found.length >= Math.min(limit, mostOccurrences)) break;
    if (it.at_ms >= from_ms) found.push(it);
  }
  return found;
}

/** The first after an instant; null when the rhythm has ended. */
export function nextOccurrence(rhythm: Rhythm, after_ms: number, around: Around = {}): Occurrence | null {
  for (const it of walkFrom(rhythm, after_ms, around)) if (it.at_ms > after_ms) return it;
  return null;
}

/** The last at an instant or before; null when none has come yet. */
export function lastOccurrence(rhythm: Rhythm, at_ms: number, around: Around = {}): Occurrence | null {
  const span = (2 * rhythm.every * longestDaysOf[rhythm.unit] + 2 * longestMoveDays + 2) * 86_400_000;
  const ended = rhythm.ends_on === null ? at_ms : Math.min(at_ms, instantAt(rhythm.time_zone, dayOf(rhythm.ends_on) + longestMoveDays, 0));
  const surely = dayAt(rhythm.time_zone, at_ms) - 1;
  const at = timeOf(rhythm);
  let last: Days | null = null;
  for (const it of walk(rhythm, ended - span, around)) {
    if (it.day >= surely && instantAt(rhythm.time_zone, it.day, at) > at_ms) break;
    last = it;
  }
  return last === null ? null : occurrenceOf(rhythm, last);
}

type Days = { planned: Day; day: Day };

/** The rhythm's time as minutes past midnight. */
const timeOf = ({ at }: Rhythm): number => Number(at.slice(0, 2)) * 60 + Number(at.slice(3));

const occurrenceOf = (rhythm: Rhythm, { planned, day }: Days): Occurrence => ({
  planned: formatDay(planned),
  day: formatDay(day),
  at_ms: instantAt(rhythm.time_zone, day, timeOf(rhythm)),
});

/** Occurrences in order, none of them on a day before the one that ends as the day of `from_ms` begins. */
function* walkFrom(rhythm: Rhythm, from_ms: number, around: Around): Generator<Occurrence> {
  // A wall clock that is left out may lie on the next day: one day more is looked at.
  const from = dayAt(rhythm.time_zone, from_ms) - 1;
  for (const it of walk(rhythm, from_ms, around)) if (it.day >= from) yield occurrenceOf(rhythm, it);
}

/** Days in order, from some time before `from_ms` on; those that moved onto one day are one. As numbers: far more are walked than are asked for. */
function* walk(rhythm: Rhythm, from_ms: number, { working = everyDay, last_run_ms = null }: Around): Generator<Days> {
  const slack = rhythm.moves === 'stays' ? 2 : longestMoveDays + 2;
  const from = dayAt(rhythm.time_zone, from_ms) - slack;
  const ends = rhythm.ends_on === null ? Infinity : dayOf(rhythm.ends_on);
  let before: Day | null = null;
  for (const planned of plannedDays(rhythm, from, last_run_ms)) {
    if (planned > ends || civilOf(planned).year > lastYear) return;
    const day = moveDay(working, rhythm.moves, planned);
    if (day === before) continue;
    before = day;
    yield { planned, day };
  }
}

function plannedDays(rhythm: Rhythm, from: Day, last_run_ms: number | null): Generator<Day> {
  const starts = dayOf(rhythm.starts_on);
  if (rhythm.basis === 'last_run') {
    const first = last_run_ms === null ? starts : addTo(dayAt(rhythm.time_zone, last_run_ms), rhythm, 1);
    return steps(rhythm, first, from);
  }
  if (rhythm.unit === 'week') return weeks(rhythm, starts, from);
  return rhythm.unit === 'day' ? steps(rhythm, starts, from) : months(rhythm, starts, from);
}

/** `count` intervals after a day; a day of the month that is missing is the last. */
function addTo(day: Day, { every, unit }: Rhythm, count: number): Day {
  if (unit === 'day') return day + every * count;
  if (unit === 'week') return day + 7 * every * count;
  return dayInMonth(monthOf(day) + every * monthsOf[unit] * count, civilOf(day).day);
}

function* steps(rhythm: Rhythm, first: Day, from: Day): Generator<Day> {
  const longest = rhythm.every * longestDaysOf[rhythm.unit];
  for (let count = Math.max(0, Math.floor((from - first) / longest)); ; count += 1) {
    const day = addTo(first, rhythm, count);
    if (day >= from) yield day;
  }
}

function* weeks({ every, weekdays }: Rhythm, starts: Day, from: Day): Generator<Day> {
  const monday = starts - weekdayOf(starts) + 1;
  const days = [...new Set(weekdays ?? [weekdayOf(starts)])].sort((a, b) => a - b);
  const first = Math.max(starts, from);
  for (let week = Math.max(0, Math.floor((first - monday) / (7 * every))); ; week += 1) {
    for (const weekday of days) {
      const day = monday + week * 7 * every + weekday - 1;
      if (day >= first) yield day;
    }
  }
}

function* months({ every, unit, on_day, nth }: Rhythm, starts: Day, from: Day): Generator<Day> {
  const step = every * monthsOf[unit];
  const first = monthOf(starts);
  const wanted = on_day ?? civilOf(starts).day;
  for (let count = Math.max(0, Math.floor((monthOf(Math.max(starts, from)) - first) / step)); ; count += 1) {
    const month = first + count * step;
    const day = nth === null ? dayInMonth(month, wanted) : weekdayInMonth(month, nth.nth, nth.weekday);
    if (day >= starts && day >= from) yield day;
  }
}
