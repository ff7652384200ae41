// What a new list changes against the one in force.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Rule } from '../schema.ts';
import { compareRules } from './compare-rules.ts';

const rule = (id: string, over: Partial<Rule> = {}): Rule => ({
  id,
  from: { kind: 'asset', asset_id: 'a' },
  to: { kind: 'asset', asset_id: 'b' },
  transport: 'tcp',
  port_from: 102,
  port_to: 102,
  protocol: 's7comm',
  classes: ['read', 'write'],
  purpose: '',
  ...over,
});

test('a rule with another id, purpose or order of classes is the same rule', () => {
  const next = [rule('r9', { purpose: 'recipes', classes: ['write', 'read'] })];
  assert.deepEqual(compareRules([rule('r1')], next), { added: [], dropped: [] });
});

test('another port, end or operation is another rule', () => {
  const wider = rule('r1', { classes: ['read', 'write', 'program'] });
  const { added, dropped } = compareRules([rule('r1')], [wider, rule('r2', { port_from: 80, port_to: 80 })]);
  assert.deepEqual([added.map((it) => it.id), dropped.map((it) => it.id)], [['r1', 'r2'], ['r1']]);
});
