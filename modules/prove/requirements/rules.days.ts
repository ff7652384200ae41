// Calendar days of a plant: evidence ages by days where the plant stands, not by hours since.

const dayMs = 86_400_000;
/** Evidence ages in the last fifth of its freshness, but never longer than this. */
const mostAgeingDays = 30;

/** The calendar date of an instant (ms since 1970) in an IANA zone, `YYYY-MM-DD`. */
export function dayIn(at: number, zone: string): string {
  return formatOf(zone).format(at).slice(0, 10);
}

/** The first instant of a day in a zone, ms since 1970; also where summer time begins or ends at midnight. */
export function startOfDay(day: string, zone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const offsets = [-1, 0, 1].map((days) => offsetOf(midnight + days * dayMs, zone));
  const starts = offsets.map((offset) => midnight - offset).filter((at) => dayIn(at, zone) === day);
  return Math.min(...(starts.length > 0 ? starts : [midnight]));
}

/** The day so many days later. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Days from one day to another; negative when it is before. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** How many days before its end evidence ages: the last fifth of its freshness or 30 days, the smaller. */
export const ageingDays = (fresh_days: number): number => Math.min(mostAgeingDays, Math.floor(fresh_days / 5));

/** Proven before `stale_before` (ms): stale. Else before `ageing_before`: ageing. Both minus infinity for what holds until ended. */
export type Freshness = { stale_before: number; ageing_before: number };

/** What is fresh at `now` in a zone: evidence of day D holds to the end of day D + `fresh_days`. */
export function freshnessAt(now: number, zone: string, fresh_days: number | null): Freshness {
  if (fresh_days === null) return { stale_before: Number.NEGATIVE_INFINITY, ageing_before: Number.NEGATIVE_INFINITY };
  const oldest = addDays(dayIn(now, zone), -fresh_days);
  return { stale_before: startOfDay(oldest, zone), ageing_before: startOfDay(addDays(oldest, ageingDays(fresh_days)), zone) };
}

/** The last day evidence of `at` holds; null for what holds until ended. */
export const holdsTo = (at: number, zone: string, fresh_days: number | null): string | null =>
  fresh_days === null ? null : addDays(dayIn(at, zone), fresh_days);

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, made);
  return made;
}

/** How far a zone's wall clock is ahead of UTC at an instant, in ms. */
function offsetOf(at: number, zone: string): number {
  return Date.parse(`${formatOf(zone).format(at).replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}
