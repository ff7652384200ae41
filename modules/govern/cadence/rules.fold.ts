// What was planned, done and missed up to a moment, from the facts alone: what the tables hold, at any time.
import { activities, type Fact } from '@holdfast/core-law';
import { allRunKinds, isRun, runKindsOf } from './rules.runs.data.ts';
import type { ActivityRhythm, Escalation, RunResult, WorkingDaysSet } from './schema.ts';

/** `rhythm_from`: since when its rhythm is this one (ISO 8601); nothing before it is due. */
export type ActivityAt = {
  id: string;
  site_id: string | null;
  of: string | null;
  title: string | null;
  rhythm: ActivityRhythm | null;
  rhythm_from: string;
  escalation: Escalation;
  owner_role: string | null;
  owner_id: string | null;
  ended_at: string | null;
};
/** `act`: the kind of entry that was the run; null when it was recorded by hand. */
export type RunAt = {
  id: string;
  activity_id: string;
  kind: 'done' | 'missed';
  at: string;
  planned: string | null;
  result: RunResult | null;
  by: string | null;
  act: string | null;
};
export type Calendar = WorkingDaysSet & { site_id: string | null };
export type State = { activities: ActivityAt[]; runs: RunAt[]; calendars: Calendar[] };

export const ownKinds = ['cadence.planned', 'cadence.ended', 'cadence.run_recorded', 'cadence.missed', 'cadence.working_days_set'] as const;
/** All kinds `fold` reads. */
export const foldedKinds: readonly string[] = [...ownKinds, ...allRunKinds];

/** Folds facts of the organisation's log and of sites', each log in its order. */
export function fold(facts: readonly Fact[]): State {
  const known = new Map<string, ActivityAt>();
  const calendars = new Map<string | null, Calendar>();
  const runs: RunAt[] = [];
  for (const fact of facts) {
    const { data } = fact;
    if (fact.kind === 'cadence.planned') {
      for (const it of data['activities'] as ActivityAt[]) known.set(it.id, it);
      runs.push(...((data['missed'] ?? []) as RunAt[]));
    } else if (fact.kind === 'cadence.ended') endOne(known, fact);
    else if (fact.kind === 'cadence.run_recorded') runs.push(runOf(fact));
    else if (fact.kind === 'cadence.missed') runs.push(...(data['runs'] as RunAt[]));
    else if (fact.kind === 'cadence.working_days_set') calendars.set(fact.site_id, calendarOf(fact));
  }
  return { activities: [...known.values()], runs: inOrder(runs), calendars: [...calendars.values()] };
}

const inOrder = (runs: RunAt[]): RunAt[] => runs.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));

function endOne(known: Map<string, ActivityAt>, { data, subject_id }: Fact): void {
  const it = known.get(subject_id);
  if (it !== undefined) known.set(subject_id, { ...it, ended_at: String(data['ended_at']) });
}

function runOf({ data, subject_id, actor }: Fact): RunAt {
  const at = String(data['at']);
  return {
    id: String(data['run_id']),
    activity_id: subject_id,
    kind: 'done',
    at,
    planned: null,
    result: data['result'] as RunResult,
    by: actor,
    act: null,
  };
}

function calendarOf({ data, site_id }: Fact): Calendar {
  return {
    site_id,
    weekdays: data['weekdays'] as number[],
    region: data['region'] as Calendar['region'],
    closed: data['closed'] as Calendar['closed'],
  };
}

/** Acts of the plant as runs of the activities they count for. */
export function runsByActs(planned: readonly ActivityAt[], facts: readonly Fact[]): RunAt[] {
  return planned.flatMap((it) =>
    runKindsOf(it.of).flatMap((one) =>
      facts
        .filter((fact) => isRun(it.of, one, fact) && (fact.site_id === it.site_id || (one.at_sites === true && it.site_id === null)))
        .map((fact): RunAt => {
          const at = fact.at.toISOString();
          return {
            id: `${fact.kind}:${fact.subject_id}:${at}`,
            activity_id: it.id,
            kind: 'done',
            at,
            planned: null,
            result: null,
            by: fact.actor,
            act: fact.kind,
          };
        }),
    ),
  );
}

/** The law's activities of a level. */
export const lawActivities = (level: 'site' | 'organisation') => activities.filter((it) => it.level === level);
