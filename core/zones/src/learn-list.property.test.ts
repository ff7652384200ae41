// What must hold for every list that is learnt: all that was needed passes, nothing that was not seen does, however rows come in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { classes, elementOf } from '../../../test/rule-arbitraries.ts';
import {
  type CheckedFlow,
  type Rule,
  type RuleEnd,
  allowsElement,
  checkFlow,
  type LearnAsset,
  type LearnInput,
  learnList,
  type ListProposal,
  type SeenFlow,
  startLearning,
} from './index.ts';

const kinds = ['hmi', 'hmi', 'plc', 'plc', 'plc', 'unknown', 'engineering-station'];
const known: LearnAsset[] = ['line', 'ops'].flatMap((zone) =>
  kinds.map((kind, at) => ({ id: `${zone}${at}`, name: `${zone} ${at}`, kind })),
);
const ids = known.map(({ id }) => id);
const assets = new Map(known.map((asset) => [asset.id, asset]));
const zone_of = new Map(ids.map((id) => [id, id.startsWith('line') ? 'line' : 'ops']));
const kind_of = new Map(known.map(({ id, kind }) => [id, kind]));
const input: LearnInput = {
  zones: [
    { id: 'line', level: '1' },
    { id: 'ops', level: '3' },
  ],
  zone_of,
  assets,
};

const row = fc.record({
  client_id: fc.constantFrom(...ids, ...ids.slice(7, 12), null),
  server_id: fc.constantFrom(...ids.slice(2, 5), ...ids.slice(0, 9), 'stranger'),
  transport: fc.constantFrom('tcp', 'tcp', 'udp'),
  server_port: fc.constantFrom(102, 502, 502, 503, 504, null),
  protocol: fc.constantFrom('modbus', 'modbus', 's7comm'),
  classes: fc.subarray(classes),
  elements: fc.option(fc.array(elementOf, { minLength: 1, maxLength: 2 })),
  conversations: fc.integer({ min: 1, max: 9 }),
  first_at: fc.constant('2026-11-02T08:00:00Z'),
  last_at: fc.constantFrom('2026-11-02T08:40:00Z', '2026-11-02T09:10:00Z'),
  judgement: fc.constantFrom('unknown' as const, 'unknown' as const, 'needed' as const, 'needed' as const, 'blockable' as const),
});
/** Meshes of roles as plants have them, with a few rows of chance. */
const mesh = fc
  .tuple(fc.subarray(ids.slice(7), { minLength: 1 }), fc.subarray(ids.slice(0, 7), { minLength: 1 }), row)
  .map(([clients, servers, like]) =>
    clients.flatMap((client_id) => servers.map((server_id): SeenFlow => ({ ...like, client_id, server_id }))),
  );
const rowsOf: fc.Arbitrary<SeenFlow[]> = fc
  .tuple(fc.array(mesh, { maxLength: 4 }), fc.array(row, { maxLength: 25 }))
  .map(([meshes, rows]) => [...meshes.flat(), ...rows]);

const rulesOf = ({ rules }: ListProposal) => rules.map(({ rule }) => rule);
const keyOf = (it: SeenFlow): string => [it.client_id, it.server_id, it.transport, it.server_port, it.protocol].join();
const crosses = (it: SeenFlow): boolean => {
  const [from, to] = [zone_of.get(it.client_id ?? ''), zone_of.get(it.server_id ?? '')];
  return from !== undefined && to !== undefined && from !== to;
};
/** Flows as they are judged: everything of one client, server and service together, refused when one row is. */
function needs(rows: readonly SeenFlow[]): { needed: Map<string, SeenFlow>; refused: Map<string, SeenFlow> } {
  const [needed, refused] = [new Map<string, SeenFlow>(), new Map<string, SeenFlow>()];
  for (const [key, group] of Map.groupBy(rows.filter(crosses), keyOf)) {
    const all = {
      ...group[0]!,
      classes: [...new Set(group.flatMap((it) => it.classes))],
      elements: group.flatMap((it) => it.elements ?? []),
    };
    (group.some(({ judgement }) => judgement === 'blockable') ? refused : needed).set(key, all);
  }
  return { needed, refused };
}

test('lets through all that is needed, and nothing else the known assets could do', () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      const rules = rulesOf(learnList(input, rows));
      const { needed } = needs(rows);
      const services = [...needs(rows).needed.values(), ...needs(rows).refused.values()];
      for (const flow of needed.values()) assert.equal(checkFlow(flow, rules, zone_of, { kind_of }).verdict, 'allowed', keyOf(flow));
      for (const service of services)
        for (const client_id of ids)
          for (const server_id of ids) {
            const one = { ...service, client_id, server_id };
            if (!crosses(one)) continue;
            const seen = needed.get(keyOf(one));
            const isSeen =
              seen !== undefined &&
              (one.classes.length === 0 ? seen.classes.length === 0 : one.classes.every((name) => seen.classes.includes(name)));
            assert.equal(checkFlow(one, rules, zone_of, { kind_of }).verdict, isSeen ? 'allowed' : 'unapproved', keyOf(one));
          }
    }),
    { numRuns: 200 },
  );
});

test('lets nothing touch an element that this very pair was not seen touching', () => {
  fc.assert(
    fc.property(rowsOf, fc.array(elementOf, { minLength: 1, maxLength: 2 }), (rows, elements) => {
      const rules = rulesOf(learnList({ ...input, narrow: { elements: true } }, rows));
      const { needed } = needs(rows);
      for (const flow of needed.values()) {
        if (flow.elements!.length > 0) assert.equal(checkFlow(flow, rules, zone_of, { kind_of }).verdict, 'allowed');
        const one = { ...flow, elements };
        const isSeen = flow.elements!.length === 0 || elements.every((it) => allowsElement(flow.elements!, it));
        assert.equal(checkFlow(one, rules, zone_of, { kind_of }).verdict, isSeen ? 'allowed' : 'unapproved', keyOf(one));
      }
    }),
    { numRuns: 300 },
  );
});

test('learns the same from rows in any order and any portions, with no rule twice and none that nothing needs', () => {
  fc.assert(
    fc.property(rowsOf, fc.nat(20), (rows, cut) => {
      const whole = learnList(input, rows);
      const learning = startLearning(input);
      learning.push(rows.slice(cut).toReversed());
      learning.push(rows.slice(0, cut));
      assert.deepEqual(learning.end(), whole);
      const rules = rulesOf(whole);
      assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
      const { needed } = needs(rows);
      assert.ok(rules.length <= needed.size);
      for (const rule of rules)
        assert.ok(
          [...needed.values()].some((flow) => checkFlow(flow, [rule], zone_of, { kind_of }).verdict === 'allowed'),
          rule.id,
        );
      assert.equal(whole.flows, needed.size);
      assert.equal(
        rules.reduce((sum, rule) => sum + rule.learnt_from!.flows, 0),
        needed.size,
      );
    }),
    { numRuns: 300 },
  );
});

/** One flow for each pair of assets the ends of a rule mean. */
function everyFlowOf({ from, to, transport, port_from, protocol, classes: allowed }: Rule): CheckedFlow[] {
  const meant = (end: RuleEnd): string[] =>
    ids.filter((id) =>
      end.kind === 'asset'
        ? end.asset_id === id
        : end.kind !== 'any' && zone_of.get(id) === end.zone_id && (end.kind === 'zone' || kind_of.get(id) === end.role),
    );
  const service = { transport, server_port: port_from, protocol: protocol ?? '', classes: allowed ?? [] };
  return meant(from).flatMap((client_id) => meant(to).map((server_id) => ({ ...service, client_id, server_id })));
}

test('an offer names just the assets a wider rule would let in', () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      const { rules, offers } = learnList(input, rows);
      const all = rules.map(({ rule }) => rule);
      for (const { rule_ids, end, zone_id, role, adds, adds_count } of offers) {
        assert.equal(adds.length, adds_count);
        const replaced = rules.map(({ rule }) => rule).filter(({ id }) => rule_ids.includes(id));
        assert.equal(replaced.length, rule_ids.length);
        for (const id of adds) {
          assert.equal(zone_of.get(id), zone_id);
          if (role !== null) assert.equal(kind_of.get(id), role);
          const asOther = replaced.map((rule) => ({ ...rule, [end]: { kind: 'asset', asset_id: id } }));
          assert.ok(
            asOther.some((rule) => everyFlowOf(rule).some((flow) => checkFlow(flow, all, zone_of, { kind_of }).verdict === 'unapproved')),
          );
        }
      }
    }),
    { numRuns: 200 },
  );
});
