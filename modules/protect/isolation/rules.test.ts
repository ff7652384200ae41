// Isolation cards: the order conduits are cut in and what a first card says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minutesOf, orderConduits, proposeSteps } from './rules.ts';

const conduit = (id: string, safety_stops = 0, stops = 1) => ({ id, safety_stops, stops });

test('the order written goes first, then what came since, what cuts safety flows last', () => {
  const all = [conduit('a', 1), conduit('b', 0, 9), conduit('c', 0, 2), conduit('d')];
  assert.deepEqual(
    orderConduits(all, ['d', 'a']).map(({ id }) => id),
    ['d', 'a', 'c', 'b'],
  );
  assert.deepEqual(
    orderConduits(all, []).map(({ id }) => id),
    ['d', 'c', 'b', 'a'],
  );
});

test('only what nothing holds is cut by hand, and machines are made safe only where a safety flow is cut', () => {
  const flow = { flow_id: 'f', client_name: 'A', server_name: 'B', protocol: 'cip', server_port: 2222 };
  const calm = proposeSteps([{ name: 'Cell – Office', hold: 'held', flows: [{ ...flow, safety: null, expected_trip: null }] }]);
  assert.deepEqual(
    calm.map(({ code }) => code),
    ['tell_shift', 'switch', 'look', 'write_down'],
  );
  const tense = proposeSteps([
    { name: 'Cell – Press', hold: 'no_enforcer', flows: [{ ...flow, safety: 'sis', expected_trip: 'Press stops.' }] },
  ]);
  assert.deepEqual(tense.find(({ code }) => code === 'make_safe')?.names, ['Press stops.']);
  assert.deepEqual(tense.find(({ code }) => code === 'cut_by_hand')?.names, ['Cell – Press']);
  assert.equal(minutesOf(tense) > minutesOf(calm), true);
});
