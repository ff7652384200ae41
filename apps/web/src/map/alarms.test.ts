// Where on the map a finding is an alarm.
import assert from 'node:assert/strict';
import test from 'node:test';
import { type Alarms, placeAlarms } from './alarms.ts';

const end = (id: string) => ({ id, name: id, purdue_level: '1' as const });
const conduits = [{ id: 'ab', zone_a: end('a'), zone_b: end('b') }];
const finding = (id: string, zone_id: string | null, other_zone_id: string | null) => ({ id, zone_id, other_zone_id });
const idsAt = (alarms: Alarms<ReturnType<typeof finding>>, id: string) => (alarms.get(id) ?? []).map((it) => it.id);

test('a command across a conduit is an alarm at both zones and at the conduit, whichever way it goes', () => {
  const alarms = placeAlarms([finding('1', 'a', 'b'), finding('2', 'b', 'a')], conduits);
  assert.deepEqual(
    ['a', 'b', 'ab'].map((id) => idsAt(alarms, id)),
    [
      ['1', '2'],
      ['1', '2'],
      ['1', '2'],
    ],
  );
});

test('a command within a zone is one alarm there and at no conduit; one whose ends are in no zone is nowhere', () => {
  const alarms = placeAlarms([finding('1', 'a', 'a'), finding('2', null, null), finding('3', 'c', null)], conduits);
  assert.deepEqual(
    [...alarms].map(([id, its]) => [id, its.length]),
    [
      ['a', 1],
      ['c', 1],
    ],
  );
});
