// What stops: in order of time, through chains and cycles, and never further than a nuisance goes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareLines, type Graph, type Need, type NodeKey, whatStops } from './rules.ts';

const need = (from: NodeKey, to: NodeKey, after_hours: number | null = null): Need => ({
  from,
  to,
  hardness: after_hours === null ? 'stops_at_once' : 'stops_after',
  after_hours,
  workaround: null,
});
const nuisance = (from: NodeKey, to: NodeKey): Need => ({ from, to, hardness: 'inconvenient', after_hours: null, workaround: 'paper' });
const told = (graph: Graph, ...starts: NodeKey[]) =>
  Object.fromEntries(whatStops(graph, starts).map((it) => [it.key, [it.effect, it.after_hours, it.via.join(' ')]]));

test('hours add up along a chain, and the shortest way counts', () => {
  const needs = [
    need('service:ad', 'service:mes', 8),
    need('service:mes', 'zone:filling', 2),
    need('service:ad', 'zone:lab', 1),
    need('zone:lab', 'zone:filling', 4),
  ];
  assert.deepEqual(told({ needs, hostings: [] }, 'service:ad'), {
    'zone:lab': ['stops', 1, ''],
    'zone:filling': ['stops', 5, 'zone:lab'],
    'service:mes': ['stops', 8, ''],
  });
});

test('a circle ends, and what started it is not told again', () => {
  const needs = [need('service:a', 'service:b'), need('service:b', 'service:c'), need('service:c', 'service:a')];
  assert.deepEqual(told({ needs, hostings: [] }, 'service:a'), { 'service:b': ['stops', 0, ''], 'service:c': ['stops', 0, 'service:b'] });
});

test('a nuisance is told with its workaround and goes no further', () => {
  const graph = { needs: [nuisance('service:backup', 'zone:a'), need('zone:a', 'zone:b')], hostings: [] };
  assert.deepEqual(
    whatStops(graph, ['service:backup']).map((it) => [it.key, it.effect, it.workaround]),
    [['zone:a', 'inconvenienced', 'paper']],
  );
});

test('what is a nuisance by one way and stops by another stops', () => {
  const needs = [nuisance('service:ad', 'zone:a'), need('service:ad', 'service:mes', 4), need('service:mes', 'zone:a')];
  assert.deepEqual(told({ needs, hostings: [] }, 'service:ad')['zone:a'], ['stops', 4, 'service:mes']);
});

test('a service with two hosts is weakened by the first and falls with the last', () => {
  const hostings = [{ service: 'service:ad', hosts: ['asset:dc1', 'asset:dc2'] }] as const;
  const needs = [need('service:ad', 'zone:a')];
  assert.deepEqual(told({ needs, hostings }, 'asset:dc1'), { 'service:ad': ['weakened', 0, ''] });
  assert.deepEqual(told({ needs, hostings }, 'asset:dc1', 'asset:dc2')['zone:a'], ['stops', 0, 'service:ad']);
});

test('any graph ends with every node told at most once, never earlier than its way allows', () => {
  const node = fc.integer({ min: 0, max: 12 }).map((at): NodeKey => `service:${at}`);
  const edge = fc.record({ from: node, to: node, hours: fc.option(fc.integer({ min: 1, max: 48 })) });
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 60 }), node, (edges, start) => {
      const needs = edges.map((it) => need(it.from, it.to, it.hours));
      const hits = whatStops({ needs, hostings: [] }, [start]);
      assert.equal(new Set(hits.map((it) => it.key)).size, hits.length);
      const hours = new Map<NodeKey, number>([[start, 0], ...hits.map((it) => [it.key, it.after_hours] as const)]);
      for (const it of needs) {
        const from = hours.get(it.from);
        if (from === undefined) continue;
        assert.ok(hours.has(it.to), 'what depends on what stops is told');
        assert.ok(hours.get(it.to)! <= from + (it.after_hours ?? 0));
      }
    }),
  );
});

test('what is essential stands first, then what stops soonest, nuisances last', () => {
  const line = (name: string, effect: 'stops' | 'inconvenienced', criticality: string | null, after_hours: number) => ({
    name,
    effect,
    criticality,
    after_hours,
  });
  const lines = [
    line('a nuisance', 'inconvenienced', 'safety', 0),
    line('late', 'stops', 'essential', 8),
    line('soon', 'stops', 'essential', 1),
    line('unrated', 'stops', null, 0),
    line('people', 'stops', 'safety', 24),
  ];
  assert.deepEqual(
    lines.toSorted(compareLines).map((it) => it.name),
    ['people', 'soon', 'late', 'unrated', 'a nuisance'],
  );
});
