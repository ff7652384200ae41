// What must hold for every inventory and every allow-list, whatever comes in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JudgedFlow, OperationClass, Rule, RuleEnd, ZoneAsset, ZoneFlow } from './index.ts';
import { checkFlow, checkFlows, conduitsOf, learnRules, proposeZones, zoneLevels, zoneRoles } from './index.ts';

const kinds = [
  'plc',
  'safety-controller',
  'remote-io',
  'hmi',
  'scada',
  'historian',
  'workstation',
  'router',
  'switch',
  'printer',
  'remote-access',
  'unknown',
];
const address = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.nat(3), fc.nat(12)).map(([net, host]) => `10.0.${net}.${host}`) },
  { weight: 2, arbitrary: fc.tuple(fc.nat(2), fc.nat(6)).map(([net, host]) => `2001:db8:0:${net}::${host}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('8.8.8.8', '198.51.100.1', '169.254.1.1', 'fe80::1', '239.0.0.1', '255.255.255.255', 'rubbish', ''),
  },
);
const assetPart = fc.record({
  ips: fc.array(address, { maxLength: 3 }),
  macs: fc.array(
    fc.nat(15).map((n) => `02:00:00:00:00:${n.toString(16).padStart(2, '0')}`),
    { maxLength: 2 },
  ),
  vlans: fc.array(fc.constantFrom(1, 10, 20), { maxLength: 2 }),
  kind: fc.constantFrom(...kinds),
  purdue_level: fc.constantFrom(null, null, null, ...zoneLevels, 'rubbish'),
  names: fc.array(fc.constantFrom('L1-PLC', 'L1-IO', 'x'), { maxLength: 1 }),
  vendor: fc.constant(null),
  behind_gateway: fc.boolean(),
});
const assetsOf: fc.Arbitrary<ZoneAsset[]> = fc
  .array(assetPart, { maxLength: 40 })
  .map((parts) => parts.map((part, i) => ({ id: `a${i}`, ...part })));

const classes: OperationClass[] = ['read', 'write', 'stop'];
const ids = ['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7'];
const flowPart = fc.record({
  client_id: fc.constantFrom<string | null>(...ids, 'a20', 'nobody', null),
  server_id: fc.constantFrom<string | null>(...ids, null),
  transport: fc.constantFrom('tcp', 'udp', 'ethernet'),
  server_port: fc.constantFrom(null, 102, 502),
  protocol: fc.constantFrom('modbus', 's7comm'),
  classes: fc.subarray(classes),
});
const flowsOf: fc.Arbitrary<ZoneFlow[]> = fc
  .array(flowPart, { maxLength: 60 })
  .map((parts) => parts.map((part, i) => ({ id: `f${i}`, ...part })));
const zoneOf: fc.Arbitrary<Map<string, string>> = fc
  .array(fc.constantFrom('z0', 'z1', null), { minLength: ids.length, maxLength: ids.length })
  .map((zones) => new Map(ids.flatMap((id, i): [string, string][] => (zones[i] ? [[id, zones[i]]] : []))));

const end: fc.Arbitrary<RuleEnd> = fc.oneof(
  fc.constant<RuleEnd>({ kind: 'any' }),
  fc.constantFrom('z0', 'z1').map((zone_id): RuleEnd => ({ kind: 'zone', zone_id })),
  fc.constantFrom(...ids).map((asset_id): RuleEnd => ({ kind: 'asset', asset_id })),
);
const rulePart = fc.record({
  from: end,
  to: end,
  transport: fc.constantFrom('tcp', 'udp', 'ethernet'),
  ports: fc.constantFrom<[number | null, number | null]>([null, null], [102, 102], [502, 502], [0, 65535], [100, 200], [null, 502]),
  protocol: fc.constantFrom(null, 'modbus', 's7comm'),
  classes: fc.option(fc.subarray(classes)),
});
const rulesOf: fc.Arbitrary<Rule[]> = fc
  .array(rulePart, { maxLength: 25 })
  .map((parts) => parts.map(({ ports: [port_from, port_to], ...part }, i) => ({ id: `r${i}`, port_from, port_to, purpose: '', ...part })));

test('puts every asset into exactly one zone, with a reason, a key and a name of its own', () => {
  fc.assert(
    fc.property(assetsOf, flowsOf, (assets, flows) => {
      const zones = proposeZones(assets, flows);
      assert.deepEqual(zones.flatMap((zone) => zone.member_ids).sort(), assets.map(({ id }) => id).sort());
      assert.equal(new Set(zones.map(({ key }) => key)).size, zones.length);
      assert.equal(new Set(zones.map(({ name }) => name)).size, zones.length);
      for (const zone of zones) {
        assert.ok(zone.member_ids.length > 0 && zone.why.length > 0 && zoneRoles.includes(zone.role), zone.key);
        assert.ok(zone.confidence > 0 && zone.confidence <= 1, `${zone.key}: ${zone.confidence}`);
      }
    }),
    { numRuns: 400 },
  );
});

test('proposes the same whatever order assets and flows come in', () => {
  const shuffled = fc.tuple(assetsOf, flowsOf).chain(([assets, flows]) =>
    fc.record({
      assets: fc.constant(assets),
      flows: fc.constant(flows),
      other_assets: fc.shuffledSubarray(assets, { minLength: assets.length }),
      other_flows: fc.shuffledSubarray(flows, { minLength: flows.length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ assets, flows, other_assets, other_flows }) => {
      const turned = other_assets.map((one) => ({
        ...one,
        ips: one.ips.toReversed(),
        macs: one.macs.toReversed(),
        vlans: one.vlans.toReversed(),
        names: one.names.toReversed(),
      }));
      assert.deepEqual(proposeZones(turned, other_flows), proposeZones(assets, flows));
    }),
    { numRuns: 400 },
  );
});

test('counts every flow between two zones in exactly one conduit', () => {
  fc.assert(
    fc.property(zoneOf, flowsOf, (zone_of, flows) => {
      const between = flows.filter(({ client_id, server_id }) => {
        const [from, to] = [zone_of.get(client_id ?? ''), zone_of.get(server_id ?? '')];
        return from !== undefined && to !== undefined && from !== to;
      });
      const conduits = conduitsOf(zone_of, flows);
      assert.deepEqual(conduits.flatMap(({ flow_ids }) => flow_ids).sort(), between.map(({ id }) => id).sort());
      for (const { directions, flow_ids } of conduits) assert.equal(directions.a_to_b + directions.b_to_a, flow_ids.length);
    }),
  );
});

test('judges many flows through the index as it judges each plainly', () => {
  fc.assert(
    fc.property(flowsOf, rulesOf, zoneOf, (flows, rules, zone_of) => {
      assert.deepEqual(
        checkFlows(flows, rules, zone_of),
        flows.map((flow) => checkFlow(flow, rules, zone_of)),
      );
    }),
    { numRuns: 1000 },
  );
});

const judgedOf: fc.Arbitrary<JudgedFlow[]> = fc.array(
  fc.record({
    ...judgedParts(),
    judgement: fc.constantFrom('needed' as const, 'needed' as const, 'blockable' as const, 'unknown' as const),
  }),
  { maxLength: 50 },
);

/** Few servers and services, so that flows meet. */
function judgedParts() {
  return {
    client_id: fc.constantFrom(...ids),
    server_id: fc.constantFrom('a6', 'a7'),
    transport: fc.constant('tcp'),
    server_port: fc.constantFrom(102, 502),
    protocol: fc.constant('s7comm'),
    classes: fc.subarray(classes),
  };
}

const serviceOf = ({ client_id, server_id, transport, server_port, protocol }: JudgedFlow): string =>
  [client_id, server_id, transport, server_port, protocol].join();
const covers = (outer: JudgedFlow, inner: JudgedFlow): boolean =>
  serviceOf(outer) === serviceOf(inner) &&
  (inner.classes.length === 0 ? outer.classes.length === 0 : inner.classes.every((name) => outer.classes.includes(name)));

test('learns rules that allow all that is needed and nothing else that was seen', () => {
  fc.assert(
    fc.property(judgedOf, zoneOf, (flows, zone_of) => {
      const rules = learnRules(flows, zone_of);
      const needed = flows.filter(({ judgement }) => judgement === 'needed');
      for (const flow of flows) {
        const { verdict } = checkFlow(flow, rules, zone_of);
        if (verdict === 'intra_zone') continue;
        const isMeant = needed.some((other) => covers(other, flow));
        assert.equal(verdict, isMeant ? 'allowed' : 'unapproved', serviceOf(flow));
      }
    }),
    { numRuns: 1000 },
  );
});

test('learns no rule that is not used and the same rules in any order', () => {
  fc.assert(
    fc.property(judgedOf, zoneOf, (flows, zone_of) => {
      const rules = learnRules(flows, zone_of);
      assert.deepEqual(learnRules(flows.toReversed(), zone_of), rules);
      assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
      const needed = flows.filter(({ judgement }) => judgement === 'needed');
      for (const rule of rules)
        assert.ok(
          needed.some((flow) => checkFlow(flow, [rule], zone_of).verdict === 'allowed'),
          rule.id,
        );
    }),
    { numRuns: 400 },
  );
});
