// What flows did hour by hour: nothing is counted twice or lost, however packets lie in time and whatever limits are reached.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Report } from '../src/index.ts';
import { mergeElements } from '../src/index.ts';
import { bytes, ethernet, ipv4, modbusUnit, pcap, tcp, udp, type Packet } from './build-capture.ts';
import { inspectBytes } from './inspect-bytes.ts';
import { planByChance, reportOfOne, reportOfShares } from './inspect-shares.ts';

const HOUR_MICROS = 3.6e9;
const start = 494_000 * HOUR_MICROS;

type Step = {
  client: number;
  server: number;
  port: number;
  isUdp: boolean;
  answers: boolean;
  payload: Uint8Array;
  flags: number;
  at: number;
};

const read = (address: number, quantity: number): Uint8Array => modbusUnit(1, 3, [address >> 8, address & 255, 0, quantity]);
const write = (address: number): Uint8Array => modbusUnit(2, 6, [address >> 8, address & 255, 0, 1]);

const step: fc.Arbitrary<Step> = fc.record({
  client: fc.nat(2),
  server: fc.nat(2),
  port: fc.constantFrom(50000, 50001),
  isUdp: fc.boolean(),
  answers: fc.boolean(),
  payload: fc.oneof(
    fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 4 })).map(([address, quantity]) => read(address, quantity)),
    fc.nat(3).map(write),
    fc.constant(bytes()),
  ),
  flags: fc.constantFrom(0x18, 0x18, 0x10, 0x02, 0x12),
  // Some lie close to the turn of an hour, some an hour or many apart.
  at: fc.oneof(
    fc.integer({ min: -20, max: 20 }),
    fc.nat(5).map((hours) => hours * HOUR_MICROS),
    fc.nat(3 * HOUR_MICROS),
  ),
});

function packetOf(one: Step, order: number): Packet {
  const ip = (end: number): number[] => [10, 0, 0, 10 + end];
  const [from, to] = one.answers ? [502, one.port] : [one.port, 502];
  const [source, target] = one.answers ? [10 + one.server, one.client] : [one.client, 10 + one.server];
  const segment = one.isUdp ? udp(one.payload, from, to) : tcp(one.payload, 1000 + order * 12, { from, to, flags: one.flags, ack: 30 });
  const frame = ethernet(ipv4(segment, one.isUdp ? 17 : 6, { source: ip(source), target: ip(target) }), 0x0800);
  return { data: frame, micros: start + HOUR_MICROS + one.at };
}

const captureOf = (steps: readonly Step[]): Uint8Array => pcap(steps.map(packetOf));

/** Each flow's hours are whole: their sums and spans are the flow's. */
function checkHours({ flows }: Report): void {
  for (const flow of flows) {
    const { conversations } = flow;
    const sum = (name: 'packets' | 'bytes'): number => conversations.reduce((all, one) => all + one[name], 0);
    assert.deepEqual([sum('packets'), sum('bytes')], [flow.packets, flow.bytes]);
    assert.equal(new Set(conversations.map(({ hour }) => hour)).size, conversations.length);
    assert.deepEqual(
      [...new Set(conversations.flatMap(({ classes }) => classes))].toSorted(),
      [...new Set(flow.operations.map((operation) => operation.class))].toSorted(),
    );
    for (const one of conversations) {
      assert.ok(one.packets > 0 && one.connections > 0 && one.opened <= one.connections);
      assert.ok(one.hour <= one.first && one.first <= one.last, `${one.first} to ${one.last}`);
      assert.equal(one.hour.slice(0, 13), one.first.slice(0, 13));
      assert.equal(one.hour.slice(0, 13), one.last.slice(0, 13));
    }
    assert.deepEqual(flow.elements, mergeElements(conversations.map((one) => one.elements)).elements);
  }
}

test('the hours of a flow are the flow, however its packets lie in time', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => checkHours(inspectBytes(captureOf(steps)).report)),
    { numRuns: 150 },
  );
});

test('in order of time each hour says when its first and its last packet were, and what was asked in it', () => {
  const at = (hours: number, micros: number): number => hours * HOUR_MICROS + micros;
  const steps: Step[] = [
    [at(0, 5), read(100, 10), 0x18],
    [at(0, 9), read(110, 2), 0x18],
    [at(2, 7), write(3), 0x18],
    [at(2, 8), bytes(), 0x10],
  ].map(([when, payload, flags]) => ({
    client: 0,
    server: 0,
    port: 50000,
    isUdp: false,
    answers: false,
    payload: payload as Uint8Array,
    flags: flags as number,
    at: when as number,
  }));
  const opening: Step = { ...steps[0]!, flags: 0x02, payload: bytes(), at: 1 };
  const { conversations, elements } = inspectBytes(pcap([packetOf(opening, -1 / 12), ...steps.map(packetOf)])).report.flows[0]!;
  const told = conversations.map(({ first, last, packets, connections, opened, classes }) => [
    first.slice(14),
    last.slice(14),
    packets,
    connections,
    opened,
    classes,
  ]);
  assert.deepEqual(told, [
    ['00:00.000001Z', '00:00.000009Z', 3, 1, 1, ['read']],
    ['00:00.000007Z', '00:00.000008Z', 2, 1, 0, ['write']],
  ]);
  const registers = { protocol: 'modbus', unit: 1, table: 'holding_register' };
  assert.deepEqual(elements, [
    { ...registers, from: 100, to: 111, class: 'read' },
    { ...registers, from: 3, to: 3, class: 'write' },
  ]);
  assert.deepEqual(conversations[1]?.elements, [elements[1]]);
});

test('shared out, the hours are the same', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), fc.integer(), fc.integer({ min: 2, max: 4 }), (steps, seed, shares) => {
      const captures = [{ name: 'a', content: captureOf(steps) }];
      assert.equal(reportOfShares(captures, planByChance(seed, shares)), reportOfOne(captures));
    }),
    { numRuns: 80 },
  );
});

test('past the limit hours lengthen the one before or are missing, and are counted', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (steps, hours) => {
      const { report } = inspectBytes(captureOf(steps), [], { limits: { hours } });
      const whole = inspectBytes(captureOf(steps)).report;
      const list = report.flows.flatMap(({ conversations }) => conversations);
      assert.ok(list.length <= hours);
      const all = whole.flows.flatMap(({ conversations }) => conversations).length;
      if (list.length < all) assert.ok(report.conversations_folded > 0);
      for (const flow of report.flows) assert.ok(flow.conversations.reduce((sum, one) => sum + one.packets, 0) <= flow.packets);
    }),
    { numRuns: 80 },
  );
});

test('more elements than are kept of an hour are counted', () => {
  const steps = Array.from({ length: 100 }, (_, at): Step => ({
    client: 0,
    server: 0,
    port: 50000,
    isUdp: false,
    answers: false,
    payload: read(at * 3, 1),
    flags: 0x18,
    at,
  }));
  const { flows } = inspectBytes(captureOf(steps)).report;
  assert.equal(flows[0]?.elements.length, 64);
  assert.equal(flows[0]?.elements_folded, 36);
  const { flows: few } = inspectBytes(captureOf(steps), [], { limits: { elements: 10 } }).report;
  assert.deepEqual([few[0]?.elements.length, few[0]?.elements_folded], [10, 90]);
});

test('ranges that touch are one, whatever came between', () => {
  const address = fc.nat(60);
  fc.assert(
    fc.property(fc.array(fc.tuple(address, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 40 }), (asked) => {
      const steps = asked.map(([from, quantity], at): Step => ({
        client: 0,
        server: 0,
        port: 50000,
        isUdp: false,
        answers: false,
        payload: read(from, quantity),
        flags: 0x18,
        at,
      }));
      const touched = new Set(asked.flatMap(([from, quantity]) => Array.from({ length: quantity }, (_, more) => from + more)));
      const { elements } = inspectBytes(captureOf(steps)).report.flows[0]!;
      const ranges = elements.map((one) => (one.protocol === 'modbus' ? [one.from, one.to] : [])) as [number, number][];
      assert.deepEqual(
        ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, more) => from + more)),
        [...touched].toSorted((a, b) => a - b),
      );
      for (let at = 1; at < ranges.length; at++) assert.ok(ranges[at]![0] > ranges[at - 1]![1] + 1);
    }),
  );
});
