// When in the local week a recorded row was seen.
import type { SeenFlow, WallClock } from './learn-words.ts';
import { minuteOfWeek } from './week.ts';
import type { Rule, WeekStretch } from './words.ts';

/** True when a list tells hours apart: then rows must come by hour of the week, or with a wall clock, to be judged right. */
export const tellsHours = (rules: readonly Rule[]): boolean => rules.some(({ window }) => window !== null && window !== undefined);

/**
 * The stretch of the local week a row was seen in: its hour of the week, else from its first to its last moment by the wall clock.
 * Null when neither is known; then windows are not judged.
 */
export function weekOfSeen(seen: SeenFlow, wall: WallClock | undefined): WeekStretch[] | null {
  const { weekday, hour, minute_from, minute_to } = seen;
  if (typeof weekday === 'number' && typeof hour === 'number') {
    const start = (weekday - 1) * 1440 + hour * 60;
    return [{ from: start + (minute_from ?? 0), to: start + (minute_to ?? 59) + 1 }];
  }
  if (wall === undefined) return null;
  const [first, last] = [Date.parse(seen.first_at), Date.parse(seen.last_at)];
  const from = minuteOfWeek(wall(first));
  const length = Math.floor((((wall(first) / 1000) % 60) + (last - first) / 1000) / 60);
  return [{ from, to: from + Math.max(0, length) + 1 }];
}
