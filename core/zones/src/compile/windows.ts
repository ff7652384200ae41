// A time window of the site's own zone as stretches of UTC, right over the changes of the clocks of the years ahead.
import type { TimeWindow } from '../words.ts';

const MINUTE_S = 60;
const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const YEARS_AHEAD = 2;
const KEPT_PERIODS = 64;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * `days` count from Sunday 0; `from_s` to `to_s`, both inclusive, are seconds of a UTC day. The stretch holds from `since_s` (inclusive) to
 * `until_s` (exclusive), Unix seconds; null is open.
 */
export type WindowPart = { since_s: number | null; until_s: number | null; days: number[]; from_s: number; to_s: number };

/** Making a format takes longer than all that is asked of it; there are as many as zones that were named. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const made =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  formats.set(timeZone, made);
  return made;
}

/** How far the zone is ahead of UTC at an instant, in minutes. Null when the zone is not known. */
export function offsetMinutes(time_zone: string, at_ms: number): number | null {
  try {
    const format = formatOf(time_zone);
    const parts = new Map(format.formatToParts(new Date(at_ms)).map(({ type, value }) => [type, Number(value)]));
    const [year, month, day, hour, minute] = ['year', 'month', 'day', 'hour', 'minute'].map((type) => parts.get(type as 'year') ?? 0);
    return (Date.UTC(year!, month! - 1, day, hour, minute) - Math.floor(at_ms / MINUTE_MS) * MINUTE_MS) / MINUTE_MS;
  } catch {
    return null;
  }
}

type Period = { since_ms: number | null; until_ms: number | null; offset: number };

/** The minute at which the offset leaves `offset`, between two instants. */
function changeBetween(time_zone: string, low: number, high: number, offset: number): number {
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetMinutes(time_zone, middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}

const periodsByYear = new Map<string, Period[]>();

function periodsOf(time_zone: string, at: string): Period[] | null {
  const year = new Date(at).getUTCFullYear();
  const key = `${year} ${time_zone}`;
  const periods = periodsByYear.get(key) ?? findPeriods(time_zone, year);
  if (periods !== null && periodsByYear.size < KEPT_PERIODS) periodsByYear.set(key, periods);
  return periods;
}

/** Periods of one offset each, from the first day of a year for two years; the first and last are open. */
function findPeriods(time_zone: string, year: number): Period[] | null {
  const start = Date.UTC(year, 0, 1);
  const first = Number.isNaN(start) ? null : offsetMinutes(time_zone, start);
  if (first === null) return null;
  const periods: Period[] = [{ since_ms: null, until_ms: null, offset: first }];
  for (let day = start; day < Date.UTC(year + YEARS_AHEAD, 0, 1); day += DAY_MS) {
    const last = periods.at(-1)!;
    const offset = offsetMinutes(time_zone, day + DAY_MS);
    if (offset === null || offset === last.offset) continue;
    last.until_ms = changeBetween(time_zone, day, day + DAY_MS, last.offset);
    periods.push({ since_ms: last.until_ms, until_ms: null, offset });
  }
  return periods;
}

function minuteOf(text: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? /^(24):(00)$/.exec(text);
  return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}

/** The window's stretches of a week, in minutes since Monday 00:00 UTC, cut at midnights: `day` from Monday 0. */
function stretchesOf(days: readonly number[], from: number, to: number, offset: number): { day: number; from: number; to: number }[] {
  const length = to > from ? to - from : to + DAY_MINUTES - from;
  return [...new Set(days)].flatMap((day) => {
    const start = (((day - 1) * DAY_MINUTES + from - offset) % WEEK_MINUTES) + WEEK_MINUTES;
    const stretches = [];
    for (let at = start; at < start + length;) {
      const end = Math.min(start + length, (Math.floor(at / DAY_MINUTES) + 1) * DAY_MINUTES);
      const midnight = Math.floor(at / DAY_MINUTES) * DAY_MINUTES;
      stretches.push({ day: Math.floor(at / DAY_MINUTES) % 7, from: at - midnight, to: end - midnight });
      at = end;
    }
    return stretches;
  });
}

/**
 * The window as parts in UTC, sorted. Null when the window or the zone cannot be read.
 * @param time_zone IANA name of the site's zone
 * @param at any instant of the current year, ISO 8601: the parts are the same all year long
 */
export function windowParts(window: TimeWindow, time_zone: string, at: string): WindowPart[] | null {
  const [from, to] = [minuteOf(window.from), minuteOf(window.to)];
  const periods = periodsOf(time_zone, at);
  if (from === null || to === null || periods === null || !window.days.every((day) => day >= 1 && day <= 7)) return null;
  return periods.flatMap(({ since_ms, until_ms, offset }) => {
    const byHours = new Map<string, WindowPart>();
    for (const stretch of stretchesOf(window.days, from, to, offset)) {
      const part = byHours.get(`${stretch.from}-${stretch.to}`) ?? {
        since_s: since_ms === null ? null : since_ms / 1000,
        until_s: until_ms === null ? null : until_ms / 1000,
        days: [],
        from_s: stretch.from * MINUTE_S,
        to_s: stretch.to * MINUTE_S - 1,
      };
      part.days = [...new Set([...part.days, (stretch.day + 1) % 7])].sort((x, y) => x - y);
      byHours.set(`${stretch.from}-${stretch.to}`, part);
    }
    return [...byHours.values()].sort((x, y) => x.from_s - y.from_s || x.to_s - y.to_s);
  });
}
