// Allow-lists by example: what a rule lets through, how a refusal is explained, what is learnt, what is covered.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckedFlow, JudgedFlow, Judgement, Rule } from './index.ts';
import { checkFlow, checkFlows, conduitsOf, explainRule, learnRules, segmentationCoverage } from './index.ts';

const zone_of = new Map([
  ['scada', 'ops'],
  ['historian', 'ops'],
  ['pc1', 'office'],
  ['pc2', 'office'],
  ['pc3', 'office'],
  ['pc4', 'office'],
  ['plc', 'line'],
  ['hmi', 'line'],
]);

const flow = (client_id: string | null, server_id: string | null, part: Partial<CheckedFlow> = {}): CheckedFlow => ({
  client_id,
  server_id,
  transport: 'tcp',
  server_port: 502,
  protocol: 'modbus',
  classes: ['read'],
  ...part,
});

const rule = (part: Partial<Rule> = {}): Rule => ({
  id: 'r1',
  from: { kind: 'zone', zone_id: 'ops' },
  to: { kind: 'asset', asset_id: 'plc' },
  transport: 'tcp',
  port_from: 502,
  port_to: 502,
  protocol: 'modbus',
  classes: ['read'],
  purpose: 'trends',
  ...part,
});

test('allows a flow by the first rule that fits', () => {
  const rules = [rule({ id: 'other', classes: ['write'] }), rule({ id: 'first' }), rule({ id: 'second' })];
  assert.deepEqual(checkFlow(flow('scada', 'plc'), rules, zone_of), { verdict: 'allowed', rule_id: 'first', unmatched: null });
});

test('leaves flows inside a zone alone', () => {
  assert.equal(checkFlow(flow('hmi', 'plc'), [], zone_of).verdict, 'intra_zone');
  assert.equal(checkFlow(flow('stranger', 'other stranger'), [], zone_of).verdict, 'unapproved', 'no zone is not a common zone');
});

test('names the class that the nearest rule does not allow', () => {
  const rules = [rule({ id: 'narrow', classes: ['identify'] }), rule()];
  assert.deepEqual(checkFlow(flow('scada', 'plc', { classes: ['read', 'write', 'write'] }), rules, zone_of).unmatched, {
    code: 'classes',
    nearest_rule_id: 'r1',
    classes: ['write'],
  });
});

test('refuses what it cannot see under a rule that names classes', () => {
  const unseen = flow('scada', 'plc', { classes: [] });
  assert.deepEqual(checkFlow(unseen, [rule()], zone_of).unmatched, { code: 'operations_not_seen', nearest_rule_id: 'r1' });
  assert.equal(checkFlow(unseen, [rule({ classes: [] })], zone_of).verdict, 'allowed');
  assert.equal(checkFlow(unseen, [rule({ classes: null })], zone_of).verdict, 'allowed');
  assert.deepEqual(checkFlow(flow('scada', 'plc'), [rule({ classes: [] })], zone_of).unmatched?.classes, ['read']);
});

test('explains a refusal by what differs from the nearest rule', () => {
  const missOf = (one: CheckedFlow): unknown => checkFlow(one, [rule()], zone_of).unmatched;
  assert.deepEqual(missOf(flow('pc1', 'plc')), { code: 'no_rule', nearest_rule_id: null });
  assert.deepEqual(missOf(flow('plc', 'scada')), { code: 'direction', nearest_rule_id: 'r1' });
  assert.deepEqual(missOf(flow('scada', 'plc', { transport: 'udp' })), { code: 'transport', nearest_rule_id: 'r1', transport: 'udp' });
  assert.deepEqual(missOf(flow('scada', 'plc', { server_port: 80 })), { code: 'port', nearest_rule_id: 'r1', port: 80 });
  assert.deepEqual(missOf(flow('scada', 'plc', { protocol: 'http' })), { code: 'protocol', nearest_rule_id: 'r1', protocol: 'http' });
  assert.deepEqual(missOf(flow('scada', null)), { code: 'no_rule', nearest_rule_id: null });
});

test('tells any port from no port', () => {
  const layer2 = flow('scada', 'plc', { server_port: null });
  const verdicts = (one: Rule): string[] =>
    checkFlows([layer2, flow('scada', 'plc', { server_port: 9 })], [one], zone_of).map(({ verdict }) => verdict);
  assert.deepEqual(verdicts(rule({ port_from: null, port_to: null })), ['allowed', 'unapproved']);
  assert.deepEqual(verdicts(rule({ port_from: 0, port_to: 65535 })), ['unapproved', 'allowed']);
});

const judged = (judgement: Judgement, client: string, server: string, part: Partial<JudgedFlow> = {}): JudgedFlow => ({
  ...flow(client, server),
  judgement,
  ...part,
});
const learnIds = (flows: JudgedFlow[]): string[] => learnRules(flows, zone_of).map(({ id }) => id);

test('learns one rule per client and service with the classes that were seen', () => {
  const flows = [
    judged('needed', 'scada', 'plc', { purpose: 'trends' }),
    judged('needed', 'scada', 'plc', { classes: ['write'], purpose: 'recipes' }),
    judged('needed', 'hmi', 'plc'),
    judged('blockable', 'pc1', 'plc'),
    judged('unknown', 'historian', 'plc'),
  ];
  assert.deepEqual(learnRules(flows, zone_of), [
    rule({
      id: 'asset:scada>asset:plc:tcp/502/modbus:read+write',
      from: { kind: 'asset', asset_id: 'scada' },
      classes: ['read', 'write'],
      purpose: 'recipes; trends',
    }),
  ]);
});

test('learns one rule for a zone when three and half of its assets need the same', () => {
  const three = ['pc1', 'pc2', 'pc3'].map((pc) => judged('needed', pc, 'historian', { server_port: 443, protocol: 'tls', classes: [] }));
  assert.deepEqual(learnIds(three), ['zone:office>asset:historian:tcp/443/tls:unseen']);
  assert.equal(learnIds(three.slice(1)).length, 2, 'two assets are not a zone');
  const large = new Map([...zone_of, ...['pc5', 'pc6', 'pc7'].map((pc): [string, string] => [pc, 'office'])]);
  assert.equal(learnRules(three, large).length, 3, 'three of seven are not a zone');
});

test('keeps rules for single assets where the zone rule would let a refused flow in', () => {
  const need = (pc: string): JudgedFlow => judged('needed', pc, 'plc');
  const three = ['pc1', 'pc2', 'pc3'].map(need);
  assert.equal(learnIds([...three, judged('blockable', 'pc4', 'plc')]).length, 3);
  assert.equal(learnIds([...three, judged('unknown', 'pc4', 'plc')]).length, 3);
  assert.equal(learnIds([...three, judged('blockable', 'pc4', 'plc', { classes: ['write'] })]).length, 1);
});

test('does not put classes together when a refused flow would fit the sum', () => {
  const flows = [judged('needed', 'scada', 'plc'), judged('needed', 'scada', 'plc', { classes: ['write'] })];
  assert.deepEqual(learnIds([...flows, judged('blockable', 'scada', 'plc', { classes: ['read', 'write'] })]), [
    'asset:scada>asset:plc:tcp/502/modbus:read',
    'asset:scada>asset:plc:tcp/502/modbus:write',
  ]);
});

test('explains a rule as code, values and what to notice', () => {
  assert.deepEqual(explainRule(rule()), {
    code: 'zone_to_asset',
    params: { from: 'ops', to: 'plc', transport: 'tcp', port: '502', protocol: 'modbus', classes: 'read', purpose: 'trends' },
    notes: ['whole_zone'],
  });
  const open = rule({ from: { kind: 'any' }, port_from: 0, port_to: 65535, protocol: null, classes: null });
  assert.deepEqual(explainRule(open).notes, ['anyone', 'any_port', 'any_protocol', 'any_operation', 'changes_process']);
  assert.deepEqual(explainRule(rule({ port_from: null, port_to: null, classes: [] })).notes, ['whole_zone', 'operations_not_visible']);
  assert.deepEqual(explainRule(rule({ port_to: 510, classes: ['stop'] })).notes, ['whole_zone', 'port_range', 'changes_process']);
});

test('makes one conduit of all flows between two zones, whichever side asks', () => {
  const ends = [
    ['f2', 'scada', 'plc'],
    ['f1', 'plc', 'historian'],
    ['f3', 'hmi', 'plc'],
    ['f4', 'pc1', 'plc'],
    ['f5', 'stranger', 'plc'],
  ];
  const flows = ends.map(([id = '', client_id = '', server_id = '']) => ({ id, client_id, server_id }));
  assert.deepEqual(conduitsOf(zone_of, [...flows, { id: 'f6', client_id: 'plc', server_id: null }]), [
    { key: 'line|office', zone_a: 'line', zone_b: 'office', flow_ids: ['f4'], directions: { a_to_b: 0, b_to_a: 1 } },
    { key: 'line|ops', zone_a: 'line', zone_b: 'ops', flow_ids: ['f1', 'f2'], directions: { a_to_b: 1, b_to_a: 1 } },
  ]);
  assert.deepEqual(conduitsOf(zone_of, []), []);
});

test('counts a zone as covered only when every conduit it has is approved', () => {
  const zones = ['line', 'ops', 'office', 'alone'].map((id) => ({ id }));
  const conduits = [
    { zone_a: 'line', zone_b: 'ops', approved: true },
    { zone_a: 'office', zone_b: 'ops', approved: false },
  ];
  assert.deepEqual(segmentationCoverage(zones, conduits), { zones_with_list: 1, zones: 4, zones_without_conduit: 1 });
  const late = [...conduits, { zone_a: 'office', zone_b: 'line', approved: true }];
  assert.equal(segmentationCoverage(zones, late).zones_with_list, 1, 'a later approved conduit does not mend an open one');
  assert.deepEqual(segmentationCoverage([], []), { zones_with_list: 0, zones: 0, zones_without_conduit: 0 });
});
