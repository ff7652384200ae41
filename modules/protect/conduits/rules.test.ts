// Tests of conduit decisions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conduitState, requireProposable, staysOnLink, unmatchedOf } from './rules.ts';

test('a conduit without a list is unknown even when nothing is wrong', () => {
  assert.equal(conduitState({ list_version: null, unapproved: 0 }), 'unknown');
});
test('one flow that does not fit makes the conduit unapproved', () => {
  assert.equal(conduitState({ list_version: 2, unapproved: 1 }), 'unapproved');
  assert.equal(conduitState({ list_version: 2, unapproved: 0 }), 'approved');
});
test('a list is refused while its zones are only proposed, while another waits, and when it is empty', () => {
  assert.throws(() => requireProposable({ zones_confirmed: false, waiting: false, rules: 3 }), /zones_not_confirmed/);
  assert.throws(() => requireProposable({ zones_confirmed: true, waiting: true, rules: 3 }), /list_already_waiting/);
  assert.throws(() => requireProposable({ zones_confirmed: true, waiting: false, rules: 0 }), /list_without_rules/);
  assert.doesNotThrow(() => requireProposable({ zones_confirmed: true, waiting: false, rules: 1 }));
});
test('a miss tells the class that did not fit, an allowed flow nothing', () => {
  const miss = { code: 'classes', nearest_rule_id: 'r1', classes: ['write', 'stop'] } as const;
  assert.deepEqual(unmatchedOf({ verdict: 'unapproved', rule_id: null, unmatched: { ...miss, classes: [...miss.classes] } }), [
    { code: 'classes', params: { classes: 'write, stop' } },
  ]);
  assert.deepEqual(unmatchedOf({ verdict: 'allowed', rule_id: 'r1', unmatched: null }), []);
});
test('address resolution with a router is no conduit, PROFINET discovery over a shared VLAN is', () => {
  assert.equal(staysOnLink({ protocol: 'arp' }), true);
  assert.equal(staysOnLink({ protocol: 'profinet-dcp' }), false);
});
