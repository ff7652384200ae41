// What the facts of scope prove and end, and over whom.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { artefactTypes, type Fact, requirement } from '@holdfast/core-law';
import { bindings, populations } from './evidence.ts';
import { foldedKinds } from './rules.fold.ts';

const fact = (kind: string, data: Fact['data'] = {}, subject_id = 'e1'): Fact => ({
  kind,
  subject_type: 'legal_entity',
  subject_id,
  at: new Date(0),
  site_id: null,
  actor: 'p',
  data,
});
const reads = (id: string, it: Fact) => bindings.find((each) => each.id === id)!.reads(it);
const members = (id: string, it: Fact) => populations.find((each) => each.id === id)!.reads(it);

test('a signed class proves its entity, answers that contradict it end the proof, others leave it', () => {
  assert.deepEqual(reads('scope.decided', fact('legal_entity.scope_decided')), [{ subject_id: 'e1', effect: 'proves' }]);
  assert.deepEqual(reads('scope.decided', fact('legal_entity.answered', { contradicts_decision: true })), [
    { subject_id: 'e1', effect: 'ends' },
  ]);
  assert.deepEqual(reads('scope.decided', fact('legal_entity.answered', { contradicts_decision: false })), []);
});

test('registration counts only when it is whole, and only of entities in scope', () => {
  assert.deepEqual(reads('scope.registered', fact('legal_entity.registered', { is_registered: true })), [
    { subject_id: 'e1', effect: 'proves' },
  ]);
  assert.deepEqual(reads('scope.registered', fact('legal_entity.changed', { is_registered: false })), [
    { subject_id: 'e1', effect: 'ends' },
  ]);
  assert.deepEqual(reads('scope.registered', fact('legal_entity.scope_decided', { is_registered: null })), []);
  assert.deepEqual(members('legal_entities.in_scope', fact('legal_entity.scope_decided', { is_in_scope: true })), [
    { subject_id: 'e1', effect: 'member' },
  ]);
  assert.deepEqual(members('legal_entities.in_scope', fact('legal_entity.scope_decided', { is_in_scope: false })), [
    { subject_id: 'e1', effect: 'gone' },
  ]);
});

test('a change is a member from when it is noted, and proven only when told in time', () => {
  assert.deepEqual(members('registration_changes', fact('legal_entity.change_noted', { change: { id: 'c1' } })), [
    { subject_id: 'c1', effect: 'member' },
  ]);
  assert.deepEqual(reads('scope.change_notices', fact('legal_entity.change_told', { change: { id: 'c1' }, in_time: true })), [
    { subject_id: 'c1', effect: 'proves' },
  ]);
  assert.deepEqual(reads('scope.change_notices', fact('legal_entity.change_told', { change: { id: 'c1' }, in_time: false })), []);
});

test('an order is proven when it is closed', () => {
  assert.deepEqual(reads('scope.orders_closed', fact('authority_order.closed', {}, 'o1')), [{ subject_id: 'o1', effect: 'proves' }]);
  assert.deepEqual(members('authority_orders', fact('authority_order.received', {}, 'o1')), [{ subject_id: 'o1', effect: 'member' }]);
});

test('bindings name requirements, artefacts, populations and kinds that exist, and say what they do not prove', () => {
  for (const it of bindings) {
    for (const id of it.requirements) assert.ok(requirement(id) !== undefined, id);
    assert.ok(artefactTypes.some(({ id }) => id === it.artefact));
    assert.ok(populations.some(({ id }) => id === it.population));
    for (const kind of it.kinds) assert.ok((foldedKinds as readonly string[]).includes(kind), kind);
    assert.ok(it.limits !== undefined);
  }
});
