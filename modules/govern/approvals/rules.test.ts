// Tests of who may speak on what waits, and when a request is decided.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Grant, Principal, Sentence } from '@holdfast/platform/permit';
import { mayDecide, outcomeOf, type Waiting } from './rules.ts';

const now = new Date('2026-11-21T12:00:00Z');
const approve: Sentence = { id: 'x.approve', who: ['plant_manager', 'ot_lead'], at: 'zone', changes: true, says: '' };
const person = (person_id: string, ...grants: (Partial<Grant> & Pick<Grant, 'role' | 'scope'>)[]): Principal => ({
  person_id,
  name: person_id,
  via: 'ui',
  grants: grants.map((grant) => ({ site_id: null, zone_id: null, expires_at: null, ...grant })),
});
const waiting: Waiting = { asked_by: 'anna', asked_for: null, state: 'waiting', zone_ids: ['z1', 'z2'], expires_at: null, votes: [] };
const may = (who: Principal, it: Waiting = waiting) => mayDecide(who, 's1', approve, it, now);
const manager = { role: 'plant_manager', scope: 'site', site_id: 's1' } as const;

test('the one who asked never decides, whatever their role', () => {
  assert.equal(may(person('anna', { role: 'ot_lead', scope: 'organisation' })), false);
});
test('another person with a role for the site decides', () => {
  assert.equal(may(person('bert', manager)), true);
});
test('a role for another site does not count, nor one for one of two zones', () => {
  assert.equal(may(person('bert', { ...manager, site_id: 's2' })), false);
  assert.equal(may(person('bert', { role: 'ot_lead', scope: 'zone', site_id: 's1', zone_id: 'z1' })), false);
});
test('what is decided or over waits no more', () => {
  const bert = person('bert', manager);
  assert.equal(may(bert, { ...waiting, state: 'approved' }), false);
  assert.equal(may(bert, { ...waiting, expires_at: '2026-11-21T11:59:59Z' }), false);
  assert.equal(may(bert, { ...waiting, expires_at: '2026-11-21T12:00:01Z' }), true);
});
test('an auditor never decides', () => {
  assert.equal(may(person('carl', { role: 'auditor', scope: 'organisation' })), false);
});
test('a deputy decides in the holder’s place, but never for the one who asked', () => {
  assert.equal(may(person('dora', { ...manager, deputy_for: 'bert' })), true);
  assert.equal(may(person('dora', { ...manager, deputy_for: 'anna' })), false, 'both halves would be anna’s');
});
test('who was asked for through a deputy does not decide either, and nobody decides as their deputy', () => {
  const through = { ...waiting, asked_by: 'dora', asked_for: 'bert' };
  assert.equal(may(person('bert', manager), through), false);
  assert.equal(may(person('emil', { ...manager, deputy_for: 'bert' }), through), false);
  assert.equal(may(person('emil', manager), through), true);
});
test('whoever voted, also through a deputy, does not vote again', () => {
  const voted = { ...waiting, votes: [{ person_id: 'dora', for_person_id: 'bert' }] };
  assert.equal(may(person('dora', manager), voted), false);
  assert.equal(may(person('bert', manager), voted), false);
});
test('one refusal ends a request; it is approved with the last person it takes', () => {
  const vote = {};
  assert.equal(outcomeOf({ people_needed: 2, votes: [] }, 'approved'), 'approved');
  assert.equal(outcomeOf({ people_needed: 3, votes: [] }, 'approved'), null);
  assert.equal(outcomeOf({ people_needed: 3, votes: [vote] }, 'approved'), 'approved');
  assert.equal(outcomeOf({ people_needed: 4, votes: [vote] }, 'refused'), 'refused');
});
