// What a plant is doing at a moment: the stretches somebody noted, else the hours of its week, else nobody knows.
import { dayAt, instantAt, readDay, wallOf, weekdayOf } from '@holdfast/core-cadence';
import type { StatePeriod } from '@holdfast/core-zones';
import { Failure } from '@holdfast/platform/failure';
import type { OperatingState, ProductionHours } from './schema.ts';

export type Calendar = {
  time_zone: string;
  hours: readonly ProductionHours[];
  periods: readonly { state: OperatingState; starts_at: string; ends_at: string; zone_ids: readonly string[] }[];
};

const dayMs = 86_400_000;
/** A calendar is spread out over two years at most. */
export const longestSpanDays = 731;

/** Minutes since midnight of 'HH:MM'; 1440 of '24:00'. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Throws unprocessable for hours that end first or lie over each other. */
export function requireHours(hours: readonly ProductionHours[]): void {
  const sorted = hours.toSorted((a, b) => a.weekday - b.weekday || minutesOf(a.from) - minutesOf(b.from));
  for (const [at, it] of sorted.entries()) {
    if (minutesOf(it.to) <= minutesOf(it.from)) throw new Failure('unprocessable', 'hours_end_first', { weekday: it.weekday });
    const next = sorted[at + 1];
    if (next?.weekday === it.weekday && minutesOf(next.from) < minutesOf(it.to))
      throw new Failure('unprocessable', 'hours_overlap', { weekday: it.weekday });
  }
}

/** Throws unprocessable unless it ends after it starts, within two years. */
export function requireSpan(it: { starts_at: string; ends_at: string }): void {
  const [from, until] = [Date.parse(it.starts_at), Date.parse(it.ends_at)];
  if (until <= from) throw new Failure('unprocessable', 'period_ends_first');
  if (until - from > longestSpanDays * dayMs) throw new Failure('unprocessable', 'period_too_long', { days: longestSpanDays });
}

const touches = (zone_ids: readonly string[], asked: readonly string[]): boolean =>
  zone_ids.length === 0 || asked.length === 0 || asked.some((zone) => zone_ids.includes(zone));

/**
 * What is going on at an instant in any of these zones (none: the site): every noted stretch, the shortest first; without one, production or
 * standstill by the week's hours; empty when no hours are kept, for then nobody knows.
 */
export function statesAt({ time_zone, hours, periods }: Calendar, zone_ids: readonly string[], instant_ms: number): OperatingState[] {
  const noted = periods
    .filter((it) => Date.parse(it.starts_at) <= instant_ms && instant_ms < Date.parse(it.ends_at) && touches(it.zone_ids, zone_ids))
    .toSorted((a, b) => lengthOf(a) - lengthOf(b));
  if (noted.length > 0) return [...new Set(noted.map((it) => it.state))];
  if (hours.length === 0) return [];
  const weekday = weekdayOf(dayAt(time_zone, instant_ms));
  const minute = Math.floor((((wallOf(time_zone, instant_ms) % dayMs) + dayMs) % dayMs) / 60_000);
  const runs = hours.some((it) => it.weekday === weekday && minutesOf(it.from) <= minute && minute < minutesOf(it.to));
  return [runs ? 'production' : 'standstill'];
}

const lengthOf = (it: { starts_at: string; ends_at: string }): number => Date.parse(it.ends_at) - Date.parse(it.starts_at);

/**
 * The calendar of a span spread out as stretches, for learning: noted ones that touch the zones, and production by the week's hours where none
 * was noted to begin in it. Throws RangeError for more than two years.
 */
export function stretchesBetween(it: Calendar, zone_ids: readonly string[], from_ms: number, until_ms: number): StatePeriod[] {
  if (until_ms - from_ms > (longestSpanDays + 1) * dayMs) throw new RangeError('more than two years');
  const noted = it.periods.filter(
    (period) => Date.parse(period.ends_at) > from_ms && Date.parse(period.starts_at) < until_ms && touches(period.zone_ids, zone_ids),
  );
  const found: StatePeriod[] = noted.map(({ state, starts_at, ends_at }) => ({ state, from: starts_at, to: ends_at }));
  for (let day = dayAt(it.time_zone, from_ms); instantAt(it.time_zone, day, 0) < until_ms; day += 1) {
    for (const hours of it.hours.filter(({ weekday }) => weekday === weekdayOf(day))) {
      const [from, to] = [instantAt(it.time_zone, day, minutesOf(hours.from)), instantAt(it.time_zone, day, minutesOf(hours.to))];
      found.push(...without({ from, to }, noted));
    }
  }
  return found;
}

/**
 * A span cut where noted stretches of the zones begin and end, to whole hours; `state` is the shortest noted one's, null beside them. Without
 * gaps and overlaps.
 */
export function segmentsOf(
  it: Calendar,
  zone_ids: readonly string[],
  from_ms: number,
  until_ms: number,
): { from: number; until: number; state: OperatingState | null }[] {
  const noted = it.periods
    .filter((period) => touches(period.zone_ids, zone_ids))
    .map(({ state, starts_at, ends_at }) => ({ state, from: floorHour(Date.parse(starts_at)), until: ceilHour(Date.parse(ends_at)) }))
    .toSorted((a, b) => a.until - a.from - (b.until - b.from));
  const edges = noted.flatMap(({ from, until }) => [from, until]).filter((edge) => edge > from_ms && edge < until_ms);
  const cuts = [...new Set([from_ms, ...edges, until_ms])].toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((from, at) => {
    const state = noted.find((period) => period.from <= from && from < period.until)?.state ?? null;
    return { from, until: cuts[at + 1]!, state };
  });
}

const hourMs = 3600_000;
const floorHour = (ms: number): number => Math.floor(ms / hourMs) * hourMs;
const ceilHour = (ms: number): number => Math.ceil(ms / hourMs) * hourMs;

/** The pieces of a stretch of production that no noted stretch lies over. */
function without(stretch: { from: number; to: number }, noted: Calendar['periods']): StatePeriod[] {
  let pieces = [stretch];
  for (const it of noted) {
    const [from, to] = [Date.parse(it.starts_at), Date.parse(it.ends_at)];
    pieces = pieces.flatMap((piece) =>
      [
        { from: piece.from, to: Math.min(piece.to, from) },
        { from: Math.max(piece.from, to), to: piece.to },
      ].filter((rest) => rest.to > rest.from),
    );
  }
  return pieces.map(({ from, to }) => ({ state: 'production', from: new Date(from).toISOString(), to: new Date(to).toISOString() }));
}

/** An instant as a field for day and time shows it, on the plant's clock. */
export function fieldOf(instant: string, zone: string): string {
  return new Date(wallOf(zone, Date.parse(instant))).toISOString().slice(0, 16);
}

/** What a field for day and time says on the plant's clock, as an instant; null while it is not filled in. */
export function instantOf(field: string, zone: string): string | null {
  const day = readDay(field.slice(0, 10));
  const clock = /T(\d{2}):(\d{2})/.exec(field);
  if (day === null || clock === null) return null;
  return new Date(instantAt(zone, day, Number(clock[1]) * 60 + Number(clock[2]))).toISOString();
}
