// Time in an IANA zone: from a day and a wall clock to the instant, and back, over the zone's changes.
import type { Day } from './days.ts';

const dayMs = 86_400_000;
const known = new Map<string, Intl.DateTimeFormat>();

/** Whether this is a zone of the IANA database (no offsets: a plant's clock changes with its summer time). */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return formatOf(zone) !== undefined;
  } catch {
    return false;
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const made =
    known.get(zone) ??
    new Intl.DateTimeFormat('en', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  known.set(zone, made);
  return made;
}

/** By zone: how far its clock is ahead of UTC on a UTC day (ms); null on a day on which it changes. */
const aheads = new Map<string, Map<number, number | null>>();
const mostDaysKept = 20_000;

/** What the wall clock shows at an instant, as if it were UTC (ms). Zones change a few times a year: asked of the calendar once for a day. */
export function wallOf(zone: string, instant_ms: number): number {
  const day = Math.floor(instant_ms / dayMs);
  const ofZone = aheads.get(zone) ?? new Map<number, number | null>();
  if (!aheads.has(zone)) aheads.set(zone, ofZone);
  let ahead = ofZone.get(day);
  if (ahead === undefined) {
    if (ofZone.size >= mostDaysKept) ofZone.clear();
    const [first, last] = [day * dayMs, (day + 1) * dayMs - 1].map((at) => readWall(zone, at) - at);
    ahead = first === last ? first! : null;
    ofZone.set(day, ahead);
  }
  return ahead === null ? readWall(zone, instant_ms) : instant_ms + ahead;
}

function readWall(zone: string, instant_ms: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant_ms)) parts[type] = Number(value);
  const whole = ((instant_ms % 1000) + 1000) % 1000;
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day']!, parts['hour'], parts['minute'], parts['second']) + whole;
}

/** The day it is in a zone at an instant. */
export const dayAt = (zone: string, instant_ms: number): Day => Math.floor(wallOf(zone, instant_ms) / dayMs);

/**
 * The instant (ms) at which the zone's clock shows `minutes` past midnight on a day. An hour that comes twice is its first coming; one that is
 * left out is later by what is left out, as RFC 5545, 3.3.5 reads it.
 */
export function instantAt(zone: string, day: Day, minutes: number): number {
  const wall = day * dayMs + minutes * 60_000;
  const offset = (at: number): number => wallOf(zone, at) - at;
  const before = wall - offset(wall - dayMs);
  const after = wall - offset(wall + dayMs);
  // Before a change the offset of the day before is right, after it that of the day after; both are where an hour comes twice.
  const right = [before, after].filter((at) => wallOf(zone, at) === wall);
  return right.length === 0 ? before : Math.min(...right);
}
