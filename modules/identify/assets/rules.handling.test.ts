// Which act fits where an asset is in its life.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lifeAfter, refuseHandling, refuseRequest } from './rules.handling.ts';
import { handlingAct, lifecycle } from './schema.ts';

const inService = { lifecycle: 'in_service', standing: 'accepted' } as const;
const retired = { lifecycle: 'retired', standing: 'retired' } as const;
const wiped = { lifecycle: 'wiped', standing: 'retired' } as const;

test('a retired device only comes back or is wiped', () => {
  const fitting = handlingAct.options.filter((act) => refuseHandling(retired, act) === null);
  assert.deepEqual(fitting, ['wiped', 'brought_back']);
  assert.deepEqual(
    handlingAct.options.filter((act) => refuseHandling(wiped, act) === null),
    ['brought_back'],
  );
});

test('a device in service moves, retires and is wiped, and is not put into service again', () => {
  assert.deepEqual(
    handlingAct.options.filter((act) => refuseHandling(inService, act) === null),
    ['moved', 'retired', 'wiped'],
  );
  assert.equal(refuseHandling({ lifecycle: 'in_service', standing: 'sighted' }, 'onboarded'), null);
});

test('a wipe needs its method, a move a place, and nothing else has a method', () => {
  const bare = { to_zone_id: null, to_location: null, method: null };
  assert.equal(refuseRequest({ ...bare, act: 'wiped' }), 'wipe_needs_method');
  assert.equal(refuseRequest({ ...bare, act: 'moved' }), 'move_needs_place');
  assert.equal(refuseRequest({ ...bare, act: 'moved', to_location: 'Store 3' }), null);
  assert.equal(refuseRequest({ ...bare, act: 'retired', method: 'purge' }), 'method_without_wipe');
});

test('after every act that changes its life the asset is retired exactly when its standing says so', () => {
  for (const act of handlingAct.options) {
    const after = lifeAfter(act);
    if (after === null) continue;
    assert.ok(lifecycle.options.includes(after.lifecycle));
    assert.equal(after.lifecycle === 'retired' || after.lifecycle === 'wiped', after.standing === 'retired');
  }
});
