// Tests of what a flow means for the plant's dependencies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dependencyOf } from './rules.ts';

const at = (zone_id: string, level: string | null, zone_name = zone_id) => ({ zone_id, level, zone_name });

test('a flow inside one zone is within the zone, whatever its level', () => {
  assert.equal(dependencyOf(at('a', '4'), at('a', '4')), 'within_zone');
});
test('a flow from a line to the office is OT to IT, either way round', () => {
  assert.equal(dependencyOf(at('line', '1'), at('office', '4')), 'ot_to_it');
  assert.equal(dependencyOf(at('office', '5'), at('dmz', '3.5')), 'ot_to_it');
});
test('two lines talk line to line, a line and the boilers line to utilities', () => {
  assert.equal(dependencyOf(at('l1', '1', 'Filling line'), at('l2', '2', 'Packaging line')), 'line_to_line');
  assert.equal(dependencyOf(at('l1', '1', 'Filling line'), at('u', '1', 'Utilities: boiler house')), 'line_to_utilities');
});
test('an end whose level nobody knows is not called OT or IT', () => {
  assert.equal(dependencyOf(at('x', null), at('office', '4')), 'other');
});
