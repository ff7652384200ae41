// Decisions of cadence: when an activity is due next, which of its days were kept, late or missed, and what state that makes.
import {
  type Around,
  checkRhythm,
  dayAt,
  everyDay,
  instantAt,
  lastOccurrence,
  nextOccurrence,
  type Occurrence,
  occurrences,
  type Rhythm,
  type WorkingDays,
} from '@holdfast/core-cadence';
import { Failure } from '@holdfast/platform/failure';
import type { ActivityAt, Calendar, RunAt, State } from './rules.fold.ts';
import type { ActivityRhythm, ActivityState } from './schema.ts';

const dayMs = 86_400_000;

/** The days a place works: its own, else the organisation's, else Monday to Friday without holidays. */
export function workingAt(calendars: readonly Calendar[], site_id: string | null): Calendar {
  const none: Calendar = { site_id, weekdays: [1, 2, 3, 4, 5], region: null, closed: [] };
  return calendars.find((it) => it.site_id === site_id) ?? calendars.find((it) => it.site_id === null) ?? none;
}

const reckoned = new WeakMap<Calendar, WorkingDays>();
/** A calendar as core/cadence takes it; the same object each time, so that it is worked out once. */
export function workingDaysOf(it: Calendar): WorkingDays {
  const made = reckoned.get(it) ?? { weekdays: it.weekdays, closed: it.closed, region: it.region as WorkingDays['region'] };
  reckoned.set(it, made);
  return made;
}

/** Refuses a rhythm nothing can be reckoned with. */
export function requireRhythm(rhythm: ActivityRhythm | null, working: WorkingDays): void {
  const fault = rhythm === null ? null : checkRhythm(rhythm, working);
  if (fault !== null) throw new Failure('unprocessable', `rhythm_${fault}`);
}

/** `kept`: a run with the occurrence it counts for. `missed`: days that went by until the next came. */
export type Kept = { run: RunAt; occurrence: Occurrence | null; late_days: number };
export type Settled = { due: Occurrence | null; kept: Kept[]; missed: Occurrence[]; last: RunAt | null };

/**
 * Reckons an activity's runs against its rhythm. By the plan a run keeps the oldest day that is open and was not overtaken by the next one; a run
 * before its day counts for it within the second half of the time to it, else it is one more. By the last run every run moves the next day on.
 */
export function settle(it: ActivityAt, done: readonly RunAt[], now_ms: number, working: WorkingDays = everyDay): Settled {
  const runs = done
    .filter((run) => run.kind === 'done' && Date.parse(run.at) <= now_ms)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const last = runs.at(-1) ?? null;
  const { rhythm } = it;
  if (rhythm === null) return { due: null, kept: runs.map((run) => ({ run, occurrence: null, late_days: 0 })), missed: [], last };
  const from_ms = instantAt(rhythm.time_zone, dayAt(rhythm.time_zone, Date.parse(it.rhythm_from)), 0);
  return rhythm.basis === 'plan'
    ? { ...byPlan(rhythm, { runs, from_ms, now_ms }, working), last }
    : { ...byLastRun(rhythm, { runs, from_ms, now_ms }, working), last };
}

type Span = { runs: readonly RunAt[]; from_ms: number; now_ms: number };

function byPlan(rhythm: Rhythm, { runs, from_ms, now_ms }: Span, working: WorkingDays): Omit<Settled, 'last'> {
  const around: Around = { working };
  const kept: Kept[] = [];
  const missed: Occurrence[] = [];
  let due = nextOccurrence(rhythm, from_ms - 1, around);
  const overtake = (at_ms: number): void => {
    const latest = lastOccurrence(rhythm, at_ms, around);
    if (due === null || latest === null || latest.at_ms <= due.at_ms) return;
    missed.push(...occurrences(rhythm, { from_ms: due.at_ms, until_ms: latest.at_ms }, around));
    due = latest;
  };
  for (const run of runs) {
    const at_ms = Date.parse(run.at);
    if (at_ms >= from_ms) overtake(at_ms);
    const counts = due !== null && at_ms >= from_ms && (at_ms >= due.at_ms || isEarlyEnough(rhythm, due, { at_ms, from_ms }, around));
    kept.push({ run, occurrence: counts ? due : null, late_days: counts ? lateDays(rhythm, due!, at_ms) : 0 });
    if (counts) due = nextOccurrence(rhythm, due!.at_ms, around);
  }
  overtake(now_ms);
  return { due, kept, missed };
}

function isEarlyEnough(rhythm: Rhythm, due: Occurrence, { at_ms, from_ms }: { at_ms: number; from_ms: number }, around: Around): boolean {
  const before = lastOccurrence(rhythm, due.at_ms - 1, around)?.at_ms ?? from_ms;
  // On the day itself it always counts, however short the time between two.
  return due.at_ms - at_ms <= (due.at_ms - before) / 2 || dayAt(rhythm.time_zone, at_ms) === dayAt(rhythm.time_zone, due.at_ms);
}

function byLastRun(rhythm: Rhythm, { runs, from_ms, now_ms }: Span, working: WorkingDays): Omit<Settled, 'last'> {
  const kept: Kept[] = [];
  const missed: Occurrence[] = [];
  const dueAfter = (last_run_ms: number | null): Occurrence | null =>
    nextOccurrence(rhythm, (last_run_ms ?? from_ms) - 1, { working, last_run_ms });
  let last_run_ms: number | null = null;
  let due = dueAfter(null);
  const overtake = (at_ms: number): void => {
    const latest = lastOccurrence(rhythm, at_ms, { working, last_run_ms });
    if (due === null || latest === null || latest.at_ms <= due.at_ms) return;
    missed.push(...occurrences(rhythm, { from_ms: due.at_ms, until_ms: latest.at_ms }, { working, last_run_ms }));
    due = latest;
  };
  for (const run of runs) {
    const at_ms = Date.parse(run.at);
    overtake(at_ms);
    kept.push({ run, occurrence: due, late_days: due === null ? 0 : lateDays(rhythm, due, at_ms) });
    last_run_ms = at_ms;
    due = dueAfter(at_ms);
  }
  overtake(now_ms);
  return { due, kept, missed };
}

/** Days from the due day to the day of an instant, in the rhythm's zone; 0 when it is not past. */
export const lateDays = (rhythm: Rhythm, due: Occurrence, at_ms: number): number =>
  Math.max(0, dayAt(rhythm.time_zone, at_ms) - dayAt(rhythm.time_zone, due.at_ms));

/** What an activity is in, by its due day: the whole day itself it is due, from the next on overdue. */
export function stateOf(it: ActivityAt, due: Occurrence | null, now_ms: number): ActivityState {
  if (it.ended_at !== null && Date.parse(it.ended_at) <= now_ms) return 'over';
  if (it.rhythm === null || due === null) return it.rhythm === null ? 'no_date' : 'over';
  const zone = it.rhythm.time_zone;
  const away = dayAt(zone, due.at_ms) - dayAt(zone, now_ms);
  if (away < 0) return 'overdue';
  if (away === 0) return 'due';
  return away <= Math.max(0, ...it.escalation.remind_days) ? 'due_soon' : 'planned';
}

const indexes = new WeakMap<readonly RunAt[], ReadonlyMap<string, RunAt[]>>();

/** Runs of one activity out of many. A list is sorted by activity once, however often it is asked: it must not change afterwards. */
export function runsAmong(runs: readonly RunAt[], activity_id: string): readonly RunAt[] {
  let index = indexes.get(runs);
  if (index === undefined) indexes.set(runs, (index = Map.groupBy(runs, (run) => run.activity_id)));
  return index.get(activity_id) ?? [];
}

/** Days it was missed: those noted and those that follow from its runs, each once, the earliest first. */
export function missedDays(it: ActivityAt, settled: Settled, runs: readonly RunAt[], now_ms: number): string[] {
  const noted = runsAmong(runs, it.id)
    .filter((run) => run.kind === 'missed' && Date.parse(run.at) <= now_ms)
    .flatMap((run) => run.planned ?? []);
  return [...new Set([...noted, ...settled.missed.map(({ planned }) => planned)])].toSorted();
}

/** When a plan changes, what was due and is not done counts as missed: a new rhythm makes nothing undone. */
export function overdueAtChange(it: ActivityAt, settled: Settled, now_ms: number): Occurrence[] {
  const open = stateOf(it, settled.due, now_ms) === 'overdue' ? [settled.due!] : [];
  return [...settled.missed, ...open];
}

/** Days of an activity from now on, for a calendar: the one that is due (also when it is overdue), then those that follow. */
export function comingOf(
  it: ActivityAt,
  settled: Settled,
  { until_ms, limit }: { until_ms: number; limit: number },
  working: WorkingDays,
): Occurrence[] {
  const { rhythm } = it;
  const { due } = settled;
  if (rhythm === null || due === null || it.ended_at !== null) return [];
  const last_run_ms = settled.last === null ? null : Date.parse(settled.last.at);
  const after = occurrences(
    rhythm,
    { from_ms: due.at_ms + 1, until_ms, limit },
    { working, last_run_ms: rhythm.basis === 'plan' ? null : last_run_ms },
  );
  return [...(due.at_ms < until_ms ? [due] : []), ...after].slice(0, limit);
}

/** Runs of one activity, recorded and by acts. */
export const runsOf = (state: Pick<State, 'runs'>, acts: readonly RunAt[], activity_id: string): RunAt[] => [
  ...runsAmong(state.runs, activity_id),
  ...runsAmong(acts, activity_id),
];

const roughDays = { day: 1, week: 7, month: 30, year: 365 } as const;

/** What comes round often first. */
export function byRhythm<T extends { readonly rhythm: { readonly every: number; readonly unit: keyof typeof roughDays } }>(
  all: readonly T[],
): T[] {
  const days = ({ rhythm }: T): number => rhythm.every * roughDays[rhythm.unit];
  return all.toSorted((a, b) => days(a) - days(b));
}

/** Spreads first days over weeks, three a week, so that not everything falls on one day. `at`: the place in the order they are given. */
export function spreadFirst(first_on: string, at: number): string {
  return new Date(Date.parse(`${first_on}T00:00:00Z`) + Math.floor(at / 3) * 7 * dayMs).toISOString().slice(0, 10);
}
