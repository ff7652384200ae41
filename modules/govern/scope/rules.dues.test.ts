// Open days of a state: which there are, when they are late, and when they are gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duesOf } from './rules.dues.ts';
import { lawOfSite, redecideOf } from './rules.duties.ts';
import type { DecisionAt, EntityAt, State } from './rules.fold.ts';
import { answers } from './schema.ts';

const given = answers.parse({
  active_in_union: true,
  activities: [{ type_id: 'II.4.1', share: 'principal' }],
  periods: [
    { year: 2025, headcount: 60 },
    { year: 2024, headcount: 60 },
  ],
});
const entity: EntityAt = {
  id: 'e1',
  name: 'Lindenau GmbH',
  country: 'AT',
  is_maker: false,
  is_machine_builder: false,
  worldwide_turnover_eur: null,
  cer_notice_dated: null,
  cer_notice_received: null,
  registration_checked_at: null,
  establishments: [{ id: 'p1', name: 'Plzeň', country: 'CZ', site_id: null }],
  answers: given,
  state: 'active',
  version: 1,
  added_at: '2026-10-01T00:00:00.000Z',
};
const decided: DecisionAt = {
  id: 'd1',
  entity_id: 'e1',
  decided_at: '2026-10-02T00:00:00.000Z',
  decided_by: 'p',
  outcome: 'important',
  deciding_rule: 'listed_and_medium',
  country: 'AT',
  in_scope_from: '2026-10-01',
  law_as_of: '2026-11-21',
  answers: given,
};
const state = (more: Partial<State> = {}): State => ({
  entities: [entity],
  decisions: [decided],
  registrations: [],
  changes: [],
  orders: [],
  ...more,
});
const days = (it: State, today = '2026-11-22'): string[] =>
  duesOf(it, today).map(({ id, day, is_late }) => `${id} ${day}${is_late ? ' late' : ''}`);

test('nothing is due before a class is signed, or for a retired entity', () => {
  assert.deepEqual(days(state({ decisions: [] })), []);
  assert.deepEqual(days(state({ entities: [{ ...entity, state: 'retired' }] })), []);
});

test('registration is due in every country it has places in, until it is registered', () => {
  assert.deepEqual(days(state()), ['registration:e1:CZ 2026-11-30', 'registration:e1:AT 2026-12-31']);
  const registrations = [{ entity_id: 'e1', country: 'AT', authority: null, number: '1', registered_on: '2026-11-01' }];
  assert.deepEqual(days(state({ registrations }), '2026-12-01'), ['registration:e1:CZ 2026-11-30 late']);
});

test('orders and their open measures have days; closed ones have none', () => {
  const measure = { id: 'm1', title: 'Modem', owner_id: null, due_on: '2026-11-20', closed_on: null, evidence_entry_id: null };
  const order = {
    id: 'o1',
    entity_id: 'e1',
    site_id: null,
    authority: 'BSI',
    kind: 'remedy',
    title: 'Remote access',
    reference: null,
    received_on: '2026-11-01',
    deadline_on: '2026-12-05',
    closed_on: null,
    measures: [measure],
  };
  const registrations = ['AT', 'CZ'].map((country) => ({
    entity_id: 'e1',
    country,
    authority: null,
    number: '1',
    registered_on: '2026-11-01',
  }));
  assert.deepEqual(days(state({ registrations, orders: [order] })), ['measure:m1 2026-11-20 late', 'order:o1 2026-12-05']);
  assert.deepEqual(days(state({ registrations, orders: [{ ...order, closed_on: '2026-11-21' }] })), []);
});

test('a critical entity owes its risk assessment nine months after the notice', () => {
  const critical = { ...decided, outcome: 'critical' as const, deciding_rule: 'cer_designated' };
  const named = { ...entity, establishments: [], cer_notice_dated: '2026-07-10', cer_notice_received: '2026-07-15' };
  assert.deepEqual(days(state({ entities: [named], decisions: [critical] })).slice(1), [
    'risk_assessment:e1 2027-04-15',
    'chapter_iii:e1 2027-05-10',
  ]);
});

test('a decision is to be made again when answers say otherwise, and a year later on the right day', () => {
  const at = (text: string): Date => new Date(text);
  assert.equal(redecideOf(entity, undefined, at('2026-11-22T00:00:00Z')), 'never');
  assert.equal(redecideOf(entity, decided, at('2027-10-02T00:00:00.000Z')), null);
  assert.equal(redecideOf(entity, decided, at('2027-10-02T00:00:00.001Z')), 'yearly');
  assert.equal(redecideOf({ ...entity, answers: { ...given, cer_designated: true } }, decided, at('2026-11-22T00:00:00Z')), 'answers');
  assert.equal(redecideOf(entity, { ...decided, deciding_rule: 'annex_i_large', outcome: 'essential' }, at('2026-11-22T00:00:00Z')), 'law');
});

test('a site is under the law of its legal entity and its own country; a maker has duties besides', () => {
  const here = { ...entity, is_maker: true, establishments: [{ id: 'p1', name: 'Plzeň', country: 'CZ', site_id: 's1' }] };
  const law = lawOfSite(state({ entities: [here] }), 's1');
  assert.deepEqual([law?.country, law?.outcome, law?.regimes], ['CZ', 'important', ['nis2', 'cra']]);
  assert.deepEqual(lawOfSite(state({ entities: [here], decisions: [{ ...decided, outcome: 'out' }] }), 's1')?.regimes, ['cra']);
  assert.deepEqual(lawOfSite(state({ entities: [here], decisions: [{ ...decided, outcome: 'critical' }] }), 's1')?.regimes, [
    'nis2',
    'cer',
    'cra',
  ]);
  assert.equal(lawOfSite(state({ entities: [here] }), 's2'), null);
});
