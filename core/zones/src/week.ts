// Time windows on the local week: what a window covers, and which part of a week lies outside of several.
import type { TimeWindow, WeekStretch } from './words.ts';

export const DAY_MINUTES = 1440;
export const WEEK_MINUTES = 7 * DAY_MINUTES;

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** The stretches of the week a window is open in. `to` not after `from` runs over midnight; the same time twice is the whole day. */
export function stretchesOf({ days, from, to }: TimeWindow): WeekStretch[] {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const length = end > start ? end - start : end - start + DAY_MINUTES;
  return [...new Set(days)].map((day) => {
    const at = (day - 1) * DAY_MINUTES + start;
    return { from: at, to: at + length };
  });
}

/** The same stretches, none of them over the week's end. */
function unroll(stretches: readonly WeekStretch[]): WeekStretch[] {
  return stretches.flatMap(({ from, to }) => {
    if (to - from >= WEEK_MINUTES) return [{ from: 0, to: WEEK_MINUTES }];
    return to <= WEEK_MINUTES
      ? [{ from, to }]
      : [
          { from, to: WEEK_MINUTES },
          { from: 0, to: to - WEEK_MINUTES },
        ];
  });
}

const opened = new WeakMap<TimeWindow, readonly WeekStretch[]>();

function openIn(window: TimeWindow): readonly WeekStretch[] {
  const known = opened.get(window) ?? unroll(stretchesOf(window)).sort((a, b) => a.from - b.from);
  opened.set(window, known);
  return known;
}

/** The first stretch of the week that lies in none of the windows; null when there is none. */
export function firstOutside(week: readonly WeekStretch[], windows: readonly TimeWindow[]): WeekStretch | null {
  const open = windows.length === 1 ? openIn(windows[0]!) : windows.flatMap(openIn).sort((a, b) => a.from - b.from);
  for (const { from, to } of unroll(week)) {
    let at = from;
    for (const stretch of open) if (stretch.from <= at && at < stretch.to) at = stretch.to;
    if (at < to) return { from: at, to: Math.min(to, open.find((stretch) => stretch.from > at)?.from ?? to) };
  }
  return null;
}

/** The minute of the local week at a wall clock's time, told in ms as if it were UTC. 1970-01-01 was a Thursday. */
export function minuteOfWeek(wall_ms: number): number {
  const minutes = Math.floor(wall_ms / 60_000) + 3 * DAY_MINUTES;
  return ((minutes % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES;
}
