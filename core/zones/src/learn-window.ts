// The time window of a flow that was seen at certain hours only, over enough days to mean something.
import type { TimeWindow } from './words.ts';

const DAYS_MIN = 14;
const CONVERSATIONS_MIN = 10;
/** Longer than this is no window but a habit. */
const HOURS_MAX = 12;
/** Room on both sides: a backup that takes longer tonight is not cut. */
const MARGIN_HOURS = 1;

const isSeen = (week: Uint32Array, day: number, hour: number): boolean => {
  const at = day * 24 + hour;
  return (week[at >> 5]! & (1 << (at & 31))) !== 0;
};

/** The shortest arc of the clock that holds all hours: where it begins and how long it is. */
function arcOf(hours: readonly boolean[]): { start: number; length: number } {
  let best = { start: 0, length: 24 };
  for (let start = 0; start < 24; start++) {
    if (!hours[start] || hours[(start + 23) % 24]) continue;
    let last = 0;
    for (let at = 0; at < 24; at++) if (hours[(start + at) % 24]) last = at;
    if (last + 1 < best.length) best = { start, length: last + 1 };
  }
  return best;
}

const clock = (hour: number): string => `${String(((hour % 24) + 24) % 24).padStart(2, '0')}:00`;

/**
 * The window that holds all hours seen, with an hour's room on both sides; null when they were too many, or it was watched too short.
 * @param week hours of the local week as bits, Monday 00:00 first
 * @param span how long and how often it was seen
 */
export function learnWindow(week: Uint32Array, span: { days: number; conversations: number }): TimeWindow | null {
  if (span.days < DAYS_MIN || span.conversations < CONVERSATIONS_MIN) return null;
  const hours = Array.from({ length: 24 }, (_, hour) => [0, 1, 2, 3, 4, 5, 6].some((day) => isSeen(week, day, hour)));
  const { start, length } = arcOf(hours);
  if (length > HOURS_MAX) return null;
  const [from, to] = [start - MARGIN_HOURS, start + length + MARGIN_HOURS];
  // An hour after midnight belongs to the day on which its window opened; so does one before midnight of a margin.
  const days = new Set<number>();
  for (let day = 0; day < 7; day++)
    for (let at = 0; at < length; at++)
      if (isSeen(week, (day + Math.floor((start + at) / 24)) % 7, (start + at) % 24)) days.add(from < 0 ? (day + 6) % 7 : day);
  return { days: [...days].sort((a, b) => a - b).map((day) => day + 1), from: clock(from), to: clock(to) };
}
