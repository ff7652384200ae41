// Who does what by when: dated gaps, measures, actions of meetings and what comes round next, in one list, the first of them first. Pure.
import type { ActivityRow } from '@holdfast/cadence/schema';
import type { Gap, Measure } from '@holdfast/gaps/schema';
import type { Action } from '@holdfast/meetings/schema';

/** `on`: the day (YYYY-MM-DD). `who_id` null: nobody is named. `to`: the page below the site's, `missed`: how often it was let pass. */
export type Due = {
  key: string;
  kind: 'gap' | 'measure' | 'activity' | 'action';
  what: { en: string; de: string };
  who: string | null;
  who_id: string | null;
  on: string;
  late: boolean;
  missed: number;
  to: string;
};

type Found = {
  gaps: readonly Gap[];
  measures: readonly Measure[];
  actions: readonly Action[];
  activities: readonly ActivityRow[];
};

/** All that has a day, by day; what is late stands first by itself. */
export function dueList({ gaps, measures, actions, activities }: Found): Due[] {
  const all = [
    ...gaps.flatMap((it) => promised('gap', it, `minimum?view=gaps&open=${it.id}`)),
    ...measures.flatMap((it) => promised('measure', it, `minimum?view=measures&open=${it.id}`)),
    ...actions.map(ofAction),
    ...activities.flatMap(ofActivity),
  ];
  return all.toSorted((a, b) => a.on.localeCompare(b.on));
}

type Promised = Pick<Gap, 'id' | 'title' | 'owner_id' | 'owner_name' | 'due_on' | 'overdue'>;

function promised(kind: 'gap' | 'measure', it: Promised, to: string): Due[] {
  if (it.due_on === null) return [];
  const { id, title: what, owner_name: who, owner_id: who_id, due_on: on, overdue: late } = it;
  return [{ key: id, kind, what, who, who_id, on, late, missed: 0, to }];
}

const ofAction = (it: Action): Due => ({
  key: it.id,
  kind: 'action',
  what: { en: it.title, de: it.title },
  who: it.owner_name,
  who_id: it.owner_id,
  on: it.due_on,
  late: it.is_overdue,
  missed: 0,
  to: 'meeting-actions',
});

function ofActivity(it: ActivityRow): Due[] {
  if (it.next === null) return [];
  const { person_name: who, person_id: who_id, title: what } = it;
  const late = it.state === 'overdue';
  return [{ key: it.id, kind: 'activity', what, who, who_id, on: it.next.day, late, missed: it.missed.length, to: `activities/${it.id}` }];
}

export type DueInShort = { count: number; late: number; nobody: number; mine: number };

/** What the list says in one line: how many, how many late, without a name, the reader's own. */
export function dueInShort(rows: readonly Due[], me_id: string | null): DueInShort {
  return {
    count: rows.length,
    late: rows.filter((it) => it.late).length,
    nobody: rows.filter((it) => it.who === null).length,
    mine: rows.filter((it) => it.who_id !== null && it.who_id === me_id).length,
  };
}

/** Days from one day to another; negative: it is over. */
export const daysTo = (on: string, today: string): number => Math.round((Date.parse(on) - Date.parse(today)) / 86_400_000);
