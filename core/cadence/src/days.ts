// Days of the civil calendar as numbers: 0 is 1 January 1970, by the Gregorian rules, without time or zone.

/** Days since 1970-01-01. */
export type Day = number;
export type Civil = { year: number; month: number; day: number };

const dayMs = 86_400_000;

/** The day a date names (`YYYY-MM-DD`), null when there is no such day. */
export function readDay(date: string): Day | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  if (found === null) return null;
  const day = Date.parse(`${date}T00:00:00Z`) / dayMs;
  return Number.isInteger(day) && formatDay(day) === date ? day : null;
}

/** As `readDay`, for dates known to be right. Throws RangeError for others: a bug. */
export function dayOf(date: string): Day {
  const day = readDay(date);
  if (day === null) throw new RangeError(`no such day: ${date}`);
  return day;
}

export const formatDay = (day: Day): string => new Date(day * dayMs).toISOString().slice(0, 10);

export function civilOf(day: Day): Civil {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Monday is 1, Sunday 7 (ISO 8601). */
export const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** Months since January of year 0. */
export const monthOf = (day: Day): number => {
  const { year, month } = civilOf(day);
  return year * 12 + month - 1;
};

export const firstOfMonth = (month: number): Day => Date.UTC(Math.floor(month / 12), month % 12, 1) / dayMs;

/** This day of a month; in a shorter month its last. */
export const dayInMonth = (month: number, day: number): Day => Math.min(firstOfMonth(month) + day - 1, firstOfMonth(month + 1) - 1);

/** The first, second, third, fourth or last (-1) such weekday of a month. */
export function weekdayInMonth(month: number, nth: number, weekday: number): Day {
  if (nth === -1) {
    const last = firstOfMonth(month + 1) - 1;
    return last - ((weekdayOf(last) - weekday + 7) % 7);
  }
  const first = firstOfMonth(month);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7;
}
