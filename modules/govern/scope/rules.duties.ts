// What follows from a state on a day: class, registration and its day, change notices, exposure, supervision, orders. Pure.
import {
  type Hat,
  changeNoticeDue,
  criticalEntityDue,
  jurisdictions,
  lawFact,
  lawFacts,
  makerPenaltyExposure,
  type PenaltyExposure,
  penaltyExposure,
  type Regime,
  registrationDue,
  supervisionRegime,
} from '@holdfast/core-law';
import type { ChangeAt, DecisionAt, EntityAt, OrderAt, State } from './rules.fold.ts';
import { citeWords, findClass, isDigital, showDeadline, showFact } from './rules.ts';
import type { ChangeNotice, Decision, EntityDetail, EntityRow, Order, Registration } from './schema.ts';

/** What a state's ids are called, and texts the facts do not hold. */
export type Texts = { names: ReadonlyMap<string, string>; reasons: ReadonlyMap<string, string>; remarks: ReadonlyMap<string, string> };

const yearMs = 365 * 86_400_000;

export const lastDecision = (state: State, entity_id: string): DecisionAt | undefined =>
  state.decisions.find((it) => it.entity_id === entity_id);

/** Countries whose authorities an entity answers to: its own and those of its establishments (NIS2 Art 26(1)). */
export const countriesOf = (it: Pick<EntityAt, 'country' | 'establishments'>): string[] => [
  ...new Set([it.country, ...it.establishments.map(({ country }) => country)]),
];

/** Why somebody should decide again; null where the last decision holds. */
export function redecideOf(entity: EntityAt, last: DecisionAt | undefined, now: Date): EntityRow['redecide'] {
  if (last === undefined) return 'never';
  const found = findClass(entity.country, entity.answers);
  if (found.outcome !== last.outcome || found.deciding_rule?.id !== last.deciding_rule)
    return JSON.stringify(last.answers) === JSON.stringify(entity.answers) && last.country === entity.country ? 'law' : 'answers';
  return now.getTime() - Date.parse(last.decided_at) > yearMs ? 'yearly' : null;
}

function isInScope(last: DecisionAt | undefined): last is DecisionAt {
  return last !== undefined && (last.outcome !== 'out' || last.deciding_rule === 'domain_registration');
}

/** Registration in each country, with the day it is due. Empty while nothing is decided, or out of scope. */
export function registrationsOf(state: State, entity: EntityAt, today: string): Registration[] {
  const last = lastDecision(state, entity.id);
  const mine = state.registrations.filter((it) => it.entity_id === entity.id);
  const countries = isInScope(last) ? countriesOf(entity) : [];
  const from = last?.in_scope_from ?? last?.decided_at.slice(0, 10) ?? today;
  return [...new Set([...countries, ...mine.map((it) => it.country)])].map((country) => {
    const due = registrationDue(country, from, isDigital(entity.answers) ? 'digital' : 'general');
    const own = mine.find((it) => it.country === country);
    return {
      country,
      due: showDeadline(due),
      authority: own?.authority ?? null,
      number: own?.number ?? null,
      registered_on: own?.registered_on ?? null,
      state:
        own !== undefined
          ? 'registered'
          : due.basis === 'voluntary'
            ? 'not_due'
            : due.due_on === null
              ? 'ask'
              : due.due_on < today
                ? 'late'
                : 'due',
    };
  });
}

/** How a change notice stands on a day. */
export function noticeStateOf({ told_on, due_on }: Pick<ChangeAt, 'told_on' | 'due_on'>, today: string): ChangeNotice['state'] {
  if (told_on !== null) return due_on === null || told_on <= due_on ? 'in_time' : 'told_late';
  return due_on !== null && due_on < today ? 'late' : 'open';
}

export const noticesOf = (state: State, entity_id: string, today: string): ChangeNotice[] =>
  state.changes
    .filter((it) => it.entity_id === entity_id)
    .map(({ id, country, what, changed_on, told_on, reference, due_on }) => ({
      id,
      country,
      what: what as ChangeNotice['what'],
      changed_on,
      due: { ...showDeadline(changeNoticeDue(country, changed_on)), due_on },
      told_on,
      reference,
      state: noticeStateOf({ told_on, due_on }, today),
    }));

const power = { important: 'NIS2.supervision.important', more: 'NIS2.supervision.essential' } as const;

/** Orders with how they stand; the power behind them by the class of the entity. */
export function ordersOf(state: State, today: string, texts: Texts): Order[] {
  return state.orders.map((it) => {
    const isImportant = lastDecision(state, it.entity_id)?.outcome === 'important';
    return {
      ...it,
      kind: it.kind as Order['kind'],
      entity_name: state.entities.find(({ id }) => id === it.entity_id)?.name ?? '',
      state: orderStateOf(it, today),
      measures: it.measures.map((each) => ({
        ...each,
        owner_name: each.owner_id === null ? null : (texts.names.get(each.owner_id) ?? null),
        remark: texts.remarks.get(each.id) ?? null,
      })),
      open_measures: it.measures.filter(({ closed_on }) => closed_on === null).length,
      cite: citeWords(lawFact(isImportant ? power.important : power.more).cite),
    };
  });
}

const orderStateOf = (it: OrderAt, today: string): Order['state'] =>
  it.closed_on !== null ? 'closed' : it.deadline_on !== null && it.deadline_on < today ? 'late' : 'open';

const showExposure = (it: PenaltyExposure) => ({ ...it, fact: showFact(it.fact), national: it.national.map(showFact) });

const exposureOf = (last: DecisionAt | undefined, entity: EntityAt) => {
  const found = last === undefined ? null : penaltyExposure(last.outcome, entity.worldwide_turnover_eur, entity.country);
  return found === null ? null : showExposure(found);
};

function supervisionOf(last: DecisionAt | undefined, country: string): EntityDetail['supervision'] {
  const found = last === undefined ? null : supervisionRegime(last.outcome, country);
  return found === null ? null : { regime: found.regime, facts: found.facts.map(showFact), national: found.national.map(showFact) };
}

/** What a critical entity owes after the state's notice; null for others, or while the notice's days are not known. */
export function criticalDueOf(
  last: DecisionAt | undefined,
  { cer_notice_dated: dated, cer_notice_received: received }: EntityAt,
): EntityDetail['critical_due'] {
  if (last?.outcome !== 'critical' || dated === null || received === null) return null;
  const due = criticalEntityDue({ dated, received });
  return { risk_assessment: showDeadline(due.risk_assessment), chapter_iii: showDeadline(due.chapter_iii) };
}

/** One row of the overview on a day. */
export function rowOf(state: State, entity: EntityAt, now: Date, today: string): EntityRow {
  const last = lastDecision(state, entity.id);
  const registrations = registrationsOf(state, entity, today);
  const orders = state.orders.filter((it) => it.entity_id === entity.id && it.closed_on === null);
  const days = [
    ...registrations.flatMap((it) => (it.state === 'due' || it.state === 'late' ? (it.due.due_on ?? []) : [])),
    ...state.changes.flatMap((it) => (it.entity_id === entity.id && it.told_on === null ? (it.due_on ?? []) : [])),
    ...orders.flatMap((it) => it.deadline_on ?? []),
  ];
  return {
    id: entity.id,
    name: entity.name,
    country: entity.country,
    state: entity.state,
    outcome: last?.outcome ?? null,
    decided_at: last?.decided_at ?? null,
    deciding_cite:
      last === undefined ? null : (findClass(last.country, last.answers).rules.find(({ id }) => id === last.deciding_rule)?.cite ?? null),
    redecide: entity.state === 'retired' ? null : redecideOf(entity, last, now),
    registered: registrations.filter((it) => it.state === 'registered').length,
    registrations: registrations.length,
    next_due: days.toSorted()[0] ?? null,
    max_fine_eur: exposureOf(last, entity)?.max_eur ?? null,
    open_orders: orders.length,
  };
}

const showDecision = (it: DecisionAt, texts: Texts): Decision => ({
  id: it.id,
  entity_id: it.entity_id,
  decided_at: it.decided_at,
  decided_by: it.decided_by,
  decided_by_name: texts.names.get(it.decided_by) ?? null,
  outcome: it.outcome,
  country: it.country,
  in_scope_from: it.in_scope_from,
  law_as_of: it.law_as_of,
  finding: findClass(it.country, it.answers),
  answers: it.answers,
  reason: texts.reasons.get(it.id) ?? null,
});

/** Everything about one entity on a day. */
export function detailOf(state: State, entity: EntityAt, texts: Texts, now: Date, today: string): EntityDetail {
  const last = lastDecision(state, entity.id);
  const country = jurisdictions.find(({ code }) => code === entity.country);
  return {
    ...entity,
    now: findClass(entity.country, entity.answers),
    decisions: state.decisions.filter((it) => it.entity_id === entity.id).map((it) => showDecision(it, texts)),
    redecide: redecideOf(entity, last, now),
    registrations: registrationsOf(state, entity, today),
    notices: noticesOf(state, entity.id, today),
    exposure: exposureOf(last, entity),
    maker_exposure: entity.is_maker ? showExposure(makerPenaltyExposure(entity.worldwide_turnover_eur)) : null,
    supervision: supervisionOf(last, entity.country),
    critical_due: criticalDueOf(last, entity),
    maker: entity.is_maker
      ? lawFacts.filter(({ id }) => /^CRA(-13|\.dates|\.reporting\.tracks\.[a-z_]+$|\.scope|\.fines)/.test(id)).map(showFact)
      : [],
    machinery: lawFacts
      .filter(({ id }) => (entity.is_machine_builder ? id.startsWith('MR.') : /^MR\.(application|addressee|facts\.9)$/.test(id)))
      .map(showFact),
    country_verified: country?.is_verified ?? false,
    class_name: last === undefined || last.outcome === 'out' ? null : (country?.terms?.[last.outcome] ?? null),
  };
}

/** What the organisation is in the eyes of the law: for its timeline. */
export function hatsOf(state: State): { countries: string[]; hats: Hat[] } {
  const active = state.entities.filter((it) => it.state === 'active');
  const hats = new Set<Hat>();
  for (const entity of active) {
    const last = lastDecision(state, entity.id);
    // Until it is decided, what might concern a plant concerns it.
    if (last === undefined || last.outcome !== 'out') hats.add('operator');
    if (last?.outcome === 'critical') hats.add('critical');
    if (entity.is_maker) hats.add('maker');
    if (entity.is_machine_builder) hats.add('machine_builder');
    if (isDigital(entity.answers)) hats.add('digital');
  }
  if (active.length === 0) hats.add('operator');
  return { countries: [...new Set(active.flatMap(countriesOf))], hats: [...hats] };
}

/** What a site is under: the class of the legal entity it belongs to, the acts that ask for something, and whose duties besides. */
export type LawOfSite = {
  entity_id: string;
  entity_name: string;
  /** The country whose authority watches this place. */
  country: string;
  /** Null: nobody has signed a class. */
  outcome: DecisionAt['outcome'] | null;
  regimes: Regime[];
  is_maker: boolean;
  is_machine_builder: boolean;
};

/** The law of a site; null when it belongs to no legal entity here. Until a class is signed, NIS2 is shown: better too much than too little. */
export function lawOfSite(state: State, site_id: string): LawOfSite | null {
  for (const entity of state.entities.filter((it) => it.state === 'active')) {
    const place = entity.establishments.find((it) => it.site_id === site_id);
    if (place === undefined) continue;
    const outcome = lastDecision(state, entity.id)?.outcome ?? null;
    const own: Regime[] = outcome === 'critical' ? ['nis2', 'cer'] : outcome === 'out' ? [] : ['nis2'];
    const { is_maker, is_machine_builder } = entity;
    const regimes: Regime[] = [...own, ...(is_maker ? (['cra'] as const) : []), ...(is_machine_builder ? (['machinery'] as const) : [])];
    return { entity_id: entity.id, entity_name: entity.name, country: place.country, outcome, regimes, is_maker, is_machine_builder };
  }
  return null;
}
