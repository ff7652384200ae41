// The meaning of an allow-list, held for every list and flow: roles, elements, windows, modes; the index answers as the plain reading does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { flowsOf, ids, kind_of, rulesOf, weekOf, windowOf, zoneOf } from '../../../test/rule-arbitraries.ts';
import { checkFlow, checkFlows, conduitModes, type JudgeDepth, type ProtocolElement } from './index.ts';
import { allowsElement, mergeElements } from './elements.ts';
import { firstOutside, stretchesOf, WEEK_MINUTES } from './week.ts';

const options = fc.record({
  mode: fc.constantFrom(...conduitModes),
  depth: fc.constantFrom<JudgeDepth>('operations', 'packets'),
  kind_of: fc.constantFrom(kind_of, new Map<string, string>()),
});

test('judges many flows through the index as it judges each plainly, in every mode and depth', () => {
  fc.assert(
    fc.property(flowsOf, rulesOf, zoneOf, options, (flows, rules, zone_of, how) => {
      assert.deepEqual(
        checkFlows(flows, rules, zone_of, how),
        flows.map((flow) => checkFlow(flow, rules, zone_of, how)),
      );
    }),
    { numRuns: 1500 },
  );
});

test('lets through in essential mode only what an essential rule alone lets through, and nothing when isolated', () => {
  fc.assert(
    fc.property(flowsOf, rulesOf, zoneOf, (flows, rules, zone_of) => {
      const essential = rules.filter((rule) => rule.is_essential);
      const verdicts = (list: typeof rules, mode: 'normal' | 'essential' | 'isolated') =>
        checkFlows(flows, list, zone_of, { kind_of, mode }).map(({ verdict }) => verdict);
      assert.deepEqual(verdicts(rules, 'essential'), verdicts(essential, 'normal'));
      assert.ok(!verdicts(rules, 'isolated').includes('allowed'));
    }),
  );
});

test('cuts by packets only what it would refuse anyway', () => {
  fc.assert(
    fc.property(flowsOf, rulesOf, zoneOf, (flows, rules, zone_of) => {
      for (const flow of flows) {
        const [whole, packets] = (['operations', 'packets'] as const).map((depth) => checkFlow(flow, rules, zone_of, { kind_of, depth }));
        if (packets?.verdict === 'unapproved') assert.equal(whole?.verdict, 'unapproved');
      }
    }),
  );
});

test('a role stands for just the assets of that kind in that zone', () => {
  fc.assert(
    fc.property(flowsOf, rulesOf, zoneOf, (flows, rules, zone_of) => {
      const spelt = rules.flatMap((rule) => {
        const members = (end: (typeof rule)['from']): (typeof rule)['from'][] =>
          end.kind === 'role'
            ? ids
                .filter((id) => zone_of.get(id) === end.zone_id && kind_of.get(id) === end.role)
                .map((asset_id) => ({ kind: 'asset', asset_id }))
            : [end];
        return members(rule.from).flatMap((from) => members(rule.to).map((to) => ({ ...rule, from, to })));
      });
      const verdicts = (list: typeof rules) => checkFlows(flows, list, zone_of, { kind_of }).map(({ verdict }) => verdict);
      assert.deepEqual(verdicts(rules), verdicts(spelt));
    }),
  );
});

test('finds what of a week lies outside of windows, minute by minute', () => {
  fc.assert(
    fc.property(weekOf, fc.array(windowOf, { maxLength: 3 }), (week, windows) => {
      const open = new Set<number>();
      for (const { from, to } of windows.flatMap(stretchesOf)) for (let at = from; at < to; at++) open.add(at % WEEK_MINUTES);
      const closed = week
        .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => (from + at) % WEEK_MINUTES))
        .filter((at) => !open.has(at));
      const outside = firstOutside(week, windows);
      assert.equal(outside === null, closed.length === 0);
      if (outside !== null) for (let at = outside.from; at < outside.to; at++) assert.ok(closed.includes(at), `minute ${at}`);
    }),
  );
});

const place = fc.nat(12);
const element: fc.Arbitrary<ProtocolElement> = fc.oneof(
  fc
    .tuple(fc.nat(1), place, place)
    .map(([unit, a, b]): ProtocolElement => ({ protocol: 'modbus', unit, table: 'coil', from: Math.min(a, b), to: Math.max(a, b) })),
  fc.nat(2).map((class_id): ProtocolElement => ({ protocol: 'cip', class_id })),
  fc
    .tuple(fc.constantFrom('db', 'm'), fc.constantFrom(null, 1, 2))
    .map(([area, number]): ProtocolElement => ({ protocol: 's7comm', area, number })),
);

test('merged elements allow what the single ones together allow', () => {
  fc.assert(
    fc.property(fc.array(element, { maxLength: 8 }), element, (elements, one) => {
      const merged = mergeElements(elements);
      assert.equal(allowsElement(merged, one), allowsElement(elements, one));
      assert.deepEqual(mergeElements(merged.toReversed()), merged);
      assert.ok(elements.every((it) => allowsElement(merged, it)));
    }),
    { numRuns: 1000 },
  );
});
