// Hours in which a flow was seen as days of the plant's own time.
import type { Conversation } from '../schema.conversations.ts';

/** A day (`2026-11-16`) with the hours 0 to 23 in which the flow was seen, what it did in them, and its connections. */
export type DaySeen = { day: string; hours: number[]; classes: Conversation['classes']; connections: number };

/** Conversations by day in the zone, the latest day first. */
export function daysSeen(conversations: readonly Pick<Conversation, 'hour' | 'classes' | 'connections'>[], time_zone: string): DaySeen[] {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: time_zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
  const days = new Map<string, DaySeen>();
  for (const { hour, classes, connections } of conversations) {
    const [day = '', clock = ''] = parts.format(new Date(hour)).split(', ');
    const known = days.get(day) ?? { day, hours: [], classes: [], connections: 0 };
    const hours = [...new Set([...known.hours, Number.parseInt(clock, 10)])].toSorted((a, b) => a - b);
    const all = [...new Set([...known.classes, ...classes])].toSorted();
    days.set(day, { day, hours, classes: all, connections: known.connections + connections });
  }
  return [...days.values()].toSorted((a, b) => (a.day < b.day ? 1 : -1));
}

/** Hours as ranges: `08–12, 14–15` is from eight until twelve and from two to three. */
export function hourRanges(hours: readonly number[]): string {
  const two = (hour: number): string => String(hour).padStart(2, '0');
  const ranges: [number, number][] = [];
  for (const hour of hours) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === hour) last[1] = hour + 1;
    else ranges.push([hour, hour + 1]);
  }
  return ranges.map(([from, to]) => `${two(from)}–${two(to)}`).join(', ');
}
