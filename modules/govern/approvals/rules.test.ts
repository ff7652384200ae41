// Tests of who may decide what waits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Grant, Principal } from '@holdfast/platform/permit';
import { mayDecide } from './rules.ts';

const person = (person_id: string, grant: Partial<Grant> & Pick<Grant, 'role' | 'scope'>): Principal => ({
  person_id,
  name: person_id,
  via: 'ui',
  grants: [{ site_id: null, zone_id: null, expires_at: null, ...grant }],
});
const waiting = { asked_by: 'anna', state: 'waiting', zone_ids: ['z1', 'z2'] };
const who = ['plant_manager', 'ot_lead'] as const;

test('the one who asked never decides, whatever their role', () => {
  assert.equal(mayDecide(person('anna', { role: 'ot_lead', scope: 'organisation' }), 's1', who, waiting), false);
});
test('another person with a role for the site decides', () => {
  assert.equal(mayDecide(person('bert', { role: 'plant_manager', scope: 'site', site_id: 's1' }), 's1', who, waiting), true);
});
test('a role for another site does not count', () => {
  assert.equal(mayDecide(person('bert', { role: 'plant_manager', scope: 'site', site_id: 's2' }), 's1', who, waiting), false);
});
test('a role for one of two zones is not enough', () => {
  assert.equal(mayDecide(person('bert', { role: 'ot_lead', scope: 'zone', site_id: 's1', zone_id: 'z1' }), 's1', who, waiting), false);
});
test('what is decided waits no more', () => {
  assert.equal(
    mayDecide(person('bert', { role: 'plant_manager', scope: 'organisation' }), 's1', who, { ...waiting, state: 'approved' }),
    false,
  );
});
test('an auditor never decides', () => {
  assert.equal(mayDecide(person('carl', { role: 'auditor', scope: 'organisation' }), 's1', who, waiting), false);
});
