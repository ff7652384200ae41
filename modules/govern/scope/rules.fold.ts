// The state of scope as it was, from the facts alone: every act tells the whole record it left behind, so the last one counts.
import type { Fact } from '@holdfast/core-law';
import type { Answers, Establishment, LegalEntity, Outcome } from './schema.ts';

export type EntityAt = LegalEntity;
export type DecisionAt = {
  id: string;
  entity_id: string;
  decided_at: string;
  decided_by: string;
  outcome: Outcome;
  deciding_rule: string;
  country: string;
  in_scope_from: string | null;
  law_as_of: string;
  answers: Answers;
};
export type RegistrationAt = { entity_id: string; country: string; authority: string | null; number: string; registered_on: string };
export type ChangeAt = {
  id: string;
  entity_id: string;
  country: string;
  what: string[];
  changed_on: string;
  due_on: string | null;
  told_on: string | null;
  reference: string | null;
};
export type MeasureAt = {
  id: string;
  title: string;
  owner_id: string | null;
  due_on: string | null;
  closed_on: string | null;
  evidence_entry_id: string | null;
};
export type OrderAt = {
  id: string;
  entity_id: string;
  site_id: string | null;
  authority: string;
  kind: string;
  title: string;
  reference: string | null;
  received_on: string;
  deadline_on: string | null;
  closed_on: string | null;
  measures: MeasureAt[];
};
export type State = {
  entities: EntityAt[];
  decisions: DecisionAt[];
  registrations: RegistrationAt[];
  changes: ChangeAt[];
  orders: OrderAt[];
};

/** Kinds of the organisation's log that `fold` reads. */
export const foldedKinds = [
  'legal_entity.added',
  'legal_entity.changed',
  'legal_entity.answered',
  'legal_entity.retired',
  'legal_entity.scope_decided',
  'legal_entity.registered',
  'legal_entity.registration_checked',
  'legal_entity.change_noted',
  'legal_entity.change_told',
  'authority_order.received',
  'authority_order.measure_added',
  'authority_order.measure_closed',
  'authority_order.closed',
] as const;

/** Folds facts in the order they were told. */
export function fold(facts: readonly Fact[]): State {
  const entities = new Map<string, EntityAt>();
  const decisions = new Map<string, DecisionAt>();
  const registrations = new Map<string, RegistrationAt>();
  const changes = new Map<string, ChangeAt>();
  const orders = new Map<string, OrderAt>();
  for (const { data } of facts) {
    const told = data as { entity?: EntityAt; decision?: DecisionAt; registration?: RegistrationAt; change?: ChangeAt; order?: OrderAt };
    if (told.entity !== undefined) entities.set(told.entity.id, told.entity);
    if (told.decision !== undefined) decisions.set(told.decision.id, told.decision);
    if (told.registration !== undefined)
      registrations.set(`${told.registration.entity_id}/${told.registration.country}`, told.registration);
    if (told.change !== undefined) changes.set(told.change.id, told.change);
    if (told.order !== undefined) orders.set(told.order.id, told.order);
  }
  return inOrder({
    entities: [...entities.values()],
    decisions: [...decisions.values()],
    registrations: [...registrations.values()],
    changes: [...changes.values()],
    orders: [...orders.values()],
  });
}

/** One order for what tables and facts give: entities by name, the rest by id, decisions the latest first. */
export function inOrder(state: State): State {
  const byId = <T extends { id: string }>(rows: readonly T[]): T[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const byPlace = (it: RegistrationAt): string => `${it.entity_id}/${it.country}`;
  return {
    entities: state.entities
      .map((it) => ({ ...it, establishments: byId<Establishment>(it.establishments) }))
      .toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)),
    decisions: byId(state.decisions).toReversed(),
    registrations: state.registrations.toSorted((a, b) => (byPlace(a) < byPlace(b) ? -1 : 1)),
    changes: byId(state.changes),
    orders: byId(state.orders).map((it) => ({ ...it, measures: byId(it.measures) })),
  };
}
