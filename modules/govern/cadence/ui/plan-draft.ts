// A plan while somebody writes it, and what is sent of it.
import type { ActivityRhythm, ActivityRow, Escalation } from '../schema.ts';

type On = 'same' | 'day' | 'last' | 'nth' | 'weekdays';
export type Draft = {
  title: string;
  level: 'site' | 'organisation';
  every: number;
  unit: ActivityRhythm['unit'];
  starts_on: string;
  ends_on: string;
  at: string;
  basis: ActivityRhythm['basis'];
  moves: ActivityRhythm['moves'];
  on: On;
  day: number;
  nth: 1 | 2 | 3 | 4 | -1;
  weekday: number;
  weekdays: number[];
  owner_id: string | null;
  remind: string;
  accountable_days: number | null;
  plant_manager_days: number | null;
  ciso_days: number | null;
};

const inWeek = (): string => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

/** What the fields show at first: the plan as it is, or a month from next week. */
export function draftOf(row: ActivityRow | null): Draft {
  const it = row?.rhythm ?? null;
  const steps = row?.escalation ?? null;
  return {
    title: row?.title.en ?? '',
    level: row?.level ?? 'site',
    every: it?.every ?? 1,
    unit: it?.unit ?? 'month',
    starts_on: it?.starts_on ?? inWeek(),
    ends_on: it?.ends_on ?? '',
    at: it?.at ?? '09:00',
    basis: it?.basis ?? 'plan',
    moves: it?.moves ?? 'next',
    on: onOf(it),
    day: it?.on_day ?? 1,
    nth: it?.nth?.nth ?? 1,
    weekday: it?.nth?.weekday ?? 1,
    weekdays: [...(it?.weekdays ?? [1])],
    owner_id: row?.owner_id ?? null,
    remind: (steps?.remind_days ?? [7]).join(', '),
    accountable_days: steps === null ? 1 : steps.accountable_days,
    plant_manager_days: steps === null ? 7 : steps.plant_manager_days,
    ciso_days: steps === null ? 14 : steps.ciso_days,
  };
}

function onOf(it: ActivityRhythm | null): On {
  if (it === null) return 'same';
  if (it.weekdays !== null) return 'weekdays';
  if (it.nth !== null) return 'nth';
  if (it.on_day === null) return 'same';
  return it.on_day === 31 ? 'last' : 'day';
}

/** What is sent: rhythm, escalation, owner. */
export function planOf(it: Draft) {
  const rhythm = {
    every: it.every,
    unit: it.unit,
    starts_on: it.starts_on,
    ends_on: it.ends_on === '' ? null : it.ends_on,
    weekdays: it.on === 'weekdays' ? it.weekdays.toSorted((a, b) => a - b) : null,
    on_day: it.on === 'last' ? 31 : it.on === 'day' ? it.day : null,
    nth: it.on === 'nth' ? { nth: it.nth, weekday: it.weekday } : null,
    at: it.at,
    basis: it.basis,
    moves: it.moves,
  };
  const remind_days = [
    ...new Set(
      it.remind
        .split(/[,;\s]+/)
        .map(Number)
        .filter((days) => Number.isInteger(days) && days > 0 && days <= 90),
    ),
  ].slice(0, 3);
  const { accountable_days, plant_manager_days, ciso_days } = it;
  const escalation: Escalation = { remind_days, accountable_days, plant_manager_days, ciso_days };
  return { rhythm, escalation, owner_id: it.owner_id };
}
