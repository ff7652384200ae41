// Who is told when: before the day, on it, and after it further up, each once for a day that is due.
import { dayAt, type Occurrence } from '@holdfast/core-cadence';
import type { ActivityAt } from './rules.fold.ts';

/** `remind_7` days before; `due` on the day; then to whom it goes up. */
export type Step = { step: string; to: 'owner' | 'accountable' | 'plant_manager' | 'ciso'; away_days: number };

/** All steps for one day that is due, the earliest first; `away_days` negative before it. */
export function stepsOf({ escalation: it }: Pick<ActivityAt, 'escalation'>): Step[] {
  const up = (['accountable', 'plant_manager', 'ciso'] as const).flatMap((to): Step[] => {
    const days = it[`${to}_days`];
    return days === null ? [] : [{ step: to, to, away_days: days }];
  });
  const before = it.remind_days.toSorted((a, b) => b - a).map((days): Step => ({ step: `remind_${days}`, to: 'owner', away_days: -days }));
  return [...before, { step: 'due', to: 'owner', away_days: 0 } satisfies Step, ...up.toSorted((a, b) => a.away_days - b.away_days)];
}

/**
 * What has come and was not told: only the last of the reminders that have come, and every step up. Before the day nothing is told of a reminder
 * whose time was over when the plan was made.
 */
export function stepsToTell(
  it: ActivityAt,
  due: Occurrence | null,
  told: ReadonlySet<string>,
  now_ms: number,
): { tell: Step[]; note: string[] } {
  if (it.rhythm === null || due === null || it.ended_at !== null) return { tell: [], note: [] };
  const zone = it.rhythm.time_zone;
  const away = dayAt(zone, now_ms) - dayAt(zone, due.at_ms);
  const come = stepsOf(it).filter((step) => step.away_days <= away && !told.has(step.step));
  const toOwner = come.filter(({ to }) => to === 'owner').slice(-1);
  return { tell: [...toOwner, ...come.filter(({ to }) => to !== 'owner')], note: come.map(({ step }) => step) };
}
