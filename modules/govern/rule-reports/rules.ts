// Decisions about rule reports: who owns the rule, and when the box is emptied.
import { processActivities } from '@holdfast/appointments/rules.duties';
import type { Process } from './schema.ts';

/** The activity whose accountable person owns the rules of a process. */
export const activityOf: Readonly<Record<Process, string>> = { ...processActivities, other: 'policy_review' };

/** The hour of the plant's day in which the box is emptied: once a day, so that nobody learns who was on which shift. */
export const boxHour = 6;

/** Whether the box is emptied in this hour of the zone. */
export function isBoxHour(now: Date, time_zone: string): boolean {
  return Number(new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: time_zone }).format(now)) === boxHour;
}
