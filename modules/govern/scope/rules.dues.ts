// Open days of scope on one list: registrations, change notices, a critical entity's duties, orders and their measures. Pure.
import { addDays } from '@holdfast/core-law';
import { criticalDueOf, lastDecision, noticesOf, registrationsOf } from './rules.duties.ts';
import type { EntityAt, State } from './rules.fold.ts';

/** A day the law or an authority set for the company. `opens`: below a site's address. */
export type LegalDue = {
  id: string;
  day: string;
  title: { en: string; de: string };
  note: { en: string; de: string };
  opens: string;
  is_late: boolean;
};

export type ReminderStep = 'soon' | 'week' | 'due' | 'late';

/** How near a day is: within a month, a week, today or tomorrow, past; null: further off. Days as YYYY-MM-DD. */
export function stepOf(day: string, today: string): ReminderStep | null {
  if (day < today) return 'late';
  if (day <= addDays(today, 1)) return 'due';
  if (day <= addDays(today, 7)) return 'week';
  return day <= addDays(today, 30) ? 'soon' : null;
}

/** All open days of a state: registrations, change notices, a critical entity's duties, orders and their measures. */
export function duesOf(state: State, today: string): LegalDue[] {
  const dues = state.entities
    .filter((it) => it.state === 'active')
    .flatMap((it) => [...entityDues(state, it, today), ...orderDues(state, it, today)]);
  return dues.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1));
}

type Said = { en: string; de: string };
const dueWords = {
  registration: { en: 'Register', de: 'Registrieren' },
  notice: { en: 'Tell the authority of a change', de: 'Der Behörde eine Änderung melden' },
  risk_assessment: { en: 'Risk assessment of the critical entity', de: 'Risikobewertung der kritischen Einrichtung' },
  chapter_iii: { en: 'Duties of the critical entity begin', de: 'Pflichten der kritischen Einrichtung beginnen' },
  order: { en: 'Order of an authority', de: 'Anordnung einer Behörde' },
  measure: { en: 'Measure for an order', de: 'Maßnahme zu einer Anordnung' },
} as const;
const joined = (said: Said, name: string): Said => ({ en: `${said.en}: ${name}`, de: `${said.de}: ${name}` });

function entityDues(state: State, entity: EntityAt, today: string): LegalDue[] {
  const opens = `scope/${entity.id}`;
  const due = (id: string, day: string | null, said: Said, note: Said): LegalDue[] =>
    day === null ? [] : [{ id, day, title: joined(said, entity.name), note, opens, is_late: day < today }];
  const critical = criticalDueOf(lastDecision(state, entity.id), entity);
  return [
    ...registrationsOf(state, entity, today).flatMap((it) =>
      it.state === 'due' || it.state === 'late'
        ? due(`registration:${entity.id}:${it.country}`, it.due.due_on, dueWords.registration, it.due.fact.cite)
        : [],
    ),
    ...noticesOf(state, entity.id, today).flatMap((it) =>
      it.told_on === null ? due(`notice:${it.id}`, it.due.due_on, dueWords.notice, it.due.fact.cite) : [],
    ),
    ...(critical === null
      ? []
      : (['risk_assessment', 'chapter_iii'] as const).flatMap((name) =>
          due(`${name}:${entity.id}`, critical[name].due_on, dueWords[name], critical[name].fact.cite),
        )),
  ];
}

function orderDues(state: State, entity: EntityAt, today: string): LegalDue[] {
  return state.orders
    .filter((it) => it.entity_id === entity.id && it.closed_on === null)
    .flatMap((it) => {
      const common = { note: { en: it.authority, de: it.authority }, opens: `scope?view=orders&open=${it.id}` };
      const own =
        it.deadline_on === null
          ? []
          : [
              {
                ...common,
                id: `order:${it.id}`,
                day: it.deadline_on,
                title: joined(dueWords.order, it.title),
                is_late: it.deadline_on < today,
              },
            ];
      const measures = it.measures.flatMap((each) =>
        each.due_on === null || each.closed_on !== null
          ? []
          : [
              {
                ...common,
                id: `measure:${each.id}`,
                day: each.due_on,
                title: joined(dueWords.measure, each.title),
                is_late: each.due_on < today,
              },
            ],
      );
      return [...own, ...measures];
    });
}
