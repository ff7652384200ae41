// Tests of how a new proposal meets the zones that are there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ZoneProposal } from '@holdfast/core-zones';
import { type Existing, planZones } from './rules.ts';

const proposal = (key: string, member_ids: string[], more: Partial<ZoneProposal> = {}): ZoneProposal => ({
  key,
  name: key,
  role: 'cell',
  purdue_level: '1',
  member_ids,
  subnets: [],
  vlans: [],
  why: [],
  confidence: 1,
  ...more,
});
const zone = (id: string, key: string, state: Existing['state'], more: Partial<Existing> = {}): Existing => ({
  id,
  key,
  state,
  subnets: [],
  vlans: [],
  purdue_level: '1',
  ...more,
});

test('a first proposal makes a zone and places its members', () => {
  const plan = planZones([proposal('k', ['a', 'b'])], [], []);
  assert.deepEqual(
    plan.save.map((it) => it.zone_id),
    [null],
  );
  assert.deepEqual(plan.place, [
    { asset_id: 'a', zone: { proposal: 0 } },
    { asset_id: 'b', zone: { proposal: 0 } },
  ]);
});
test('a proposed zone of the same key is updated, one that nothing speaks for is dropped', () => {
  const plan = planZones([proposal('k', ['a'])], [zone('z1', 'k', 'proposed'), zone('z2', 'old', 'proposed')], []);
  assert.deepEqual(
    plan.save.map((it) => it.zone_id),
    ['z1'],
  );
  assert.deepEqual(plan.drop, ['z2']);
});
test('a confirmed zone is neither renamed nor dropped, and takes the new device of its network', () => {
  const confirmed = zone('z1', 'old-key', 'confirmed', { subnets: ['10.0.1.0/24'] });
  const plan = planZones([proposal('k', ['new'], { subnets: ['10.0.1.0/24'] })], [confirmed], []);
  assert.deepEqual(plan.save, []);
  assert.deepEqual(plan.place, [{ asset_id: 'new', zone: { id: 'z1' } }]);
  assert.deepEqual(planZones([], [confirmed], []).drop, []);
});
test('what a person placed stays, and so does what sits in a confirmed zone', () => {
  const placed = [
    { asset_id: 'a', zone_id: 'mine', source: 'person' as const },
    { asset_id: 'b', zone_id: 'z1', source: 'proposed' as const },
  ];
  const plan = planZones([proposal('k', ['a', 'b', 'c'])], [zone('z1', 'other', 'confirmed'), zone('mine', 'own', 'confirmed')], placed);
  assert.deepEqual(
    plan.place.map((it) => it.asset_id),
    ['c'],
  );
});
test('a part split off does not take the zone of the rest', () => {
  const placed = ['a', 'b', 'c', 'd'].map((asset_id) => ({ asset_id, zone_id: 'z1', source: 'proposed' as const }));
  const plan = planZones([proposal('small', ['a']), proposal('rest', ['b', 'c', 'd'])], [zone('z1', 'before', 'proposed')], placed);
  assert.deepEqual(
    plan.save.map((it) => [it.proposal.key, it.zone_id]),
    [
      ['small', null],
      ['rest', 'z1'],
    ],
  );
});
