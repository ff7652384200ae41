// The other days and the weaknesses: the wire engine finds in the frames what the truth says was put there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createInspection, signKinds, type Report } from '@holdfast/core-wire';
import {
  changeoverCapture,
  cleaningCapture,
  commissioningCapture,
  failoverCapture,
  makePlant,
  weaknessCapture,
  weaknesses,
  weekendCapture,
  type PlantCapture,
  type Truth,
  type WeaknessName,
} from './index.ts';

const plant = makePlant(1);

function inspect(capture: PlantCapture): { report: Report; truth: Truth; bytes: number } {
  const inspection = createInspection();
  const open = inspection.openCapture(capture.name);
  for (const chunk of capture.chunks()) open.push(chunk);
  const { bytes, fault } = open.end();
  assert.equal(fault, null);
  return { report: inspection.report(), truth: capture.truth(), bytes };
}

/** Changing requests as `client server protocol class`, each once. */
const changes = (events: readonly { client: string; server: string; protocol: string; class: string }[]): string[] =>
  [...new Set(events.map((it) => `${it.client} ${it.server} ${it.protocol} ${it.class}`))].toSorted();

const days = {
  weekend: weekendCapture,
  changeover: changeoverCapture,
  commissioning: commissioningCapture,
  cleaning: cleaningCapture,
  failover: failoverCapture,
};
const seen = new Map(Object.entries(days).map(([name, make]) => [name, inspect(make(plant))]));

for (const [name, { report, truth, bytes }] of seen) {
  test(`${name}: small, and every change and every count is the truth's`, () => {
    assert.ok(bytes > 300_000 && bytes < 5_000_000, `${bytes} bytes`);
    assert.equal(truth.capture.kind, name);
    assert.deepEqual(changes(report.events), changes(truth.events));
    assert.equal(report.events.length, truth.events.length);
    assert.ok(truth.events.every((event) => event.intended));
    for (const protocol of ['modbus', 's7comm', 'cip'])
      assert.deepEqual(report.protocols[protocol]?.operations ?? {}, truth.protocols[protocol]?.operations ?? {}, protocol);
  });
}

test('at the weekend nothing is written and the lines say nothing among themselves', () => {
  const { truth, report } = seen.get('weekend')!;
  assert.deepEqual(truth.events, []);
  assert.equal(report.protocols['profinet-rt'], undefined);
  assert.ok(report.flows.every((flow) => flow.conversations.every(({ hour }) => hour.startsWith('2026-11-14T21'))));
});

test('a changeover writes recipes where only was read before; commissioning loads blocks and says which', () => {
  const { truth } = seen.get('changeover')!;
  assert.ok(changes(truth.events).some((line) => line.includes('s7comm write')));
  const loaded = seen.get('commissioning')!.report.flows.flatMap(({ elements }) => elements.filter((one) => one.class === 'program'));
  assert.deepEqual(
    loaded.map((one) => (one.protocol === 's7comm' ? [one.area, one.number] : [])),
    [
      ['block:FB', 42],
      ['block:OB', 1],
    ],
  );
});

test('after the failover the second server polls what the first did, and the first no more', () => {
  const { report, truth } = seen.get('failover')!;
  const at = Date.parse(truth.capture.start) + 300_000;
  const polls = (key: string) => {
    const [ip] = truth.assets.find((asset) => asset.key === key)!.ips;
    return report.flows.filter(
      (flow) => flow.client === ip && (flow.protocol === 'modbus' || flow.protocol === 's7comm') && flow.packets > 30,
    );
  };
  assert.ok(polls('scada-srv-a').every((flow) => Date.parse(flow.last) < at + 20_000));
  assert.ok(polls('scada-srv-b').some((flow) => Date.parse(flow.first) > at));
});

const quick = { minutes: 8 };
for (const name of [...Object.keys(weaknesses), 'silent_device'] as WeaknessName[]) {
  test(`${name.replaceAll('_', ' ')} is in the frames as the truth says`, () => {
    const { report, truth } = inspect(weaknessCapture(plant, name, quick));
    assert.equal(truth.signs.length, 1);
    const [sign] = truth.signs;
    const server = truth.signs[0]!.server;
    const flow = report.flows.find((one) => one.client === sign!.client && one.server === server && one.protocol === sign!.protocol);
    if ((signKinds as readonly string[]).includes(sign!.kind)) {
      const same = report.signs.filter(
        (one) => one.kind === sign!.kind && one.client === sign!.client && one.server === server && one.detail === sign!.detail,
      );
      assert.deepEqual(
        same.map(({ protocol, detail }) => [protocol, detail]),
        [[sign!.protocol, sign!.detail]],
      );
    } else if (sign!.kind === 'exception_burst') assert.equal(flow?.conversations[0]?.errors, sign!.count);
    else if (sign!.kind === 'silent_device') {
      const operations = flow!.operations.reduce((sum, one) => sum + one.count, 0);
      assert.ok(operations > 4 && flow!.packets > operations);
      assert.ok(report.assets.some((one) => one.ips.includes(server) && one.last < sign!.time));
    } else {
      const knocks = report.flows.filter((one) => one.client === sign!.client && one.transport === 'tcp' && one.packets === 2);
      assert.ok(knocks.length >= sign!.count * 0.9, `${knocks.length} of ${sign!.count}`);
    }
  });
}

test('no secret of the scenes stands in a report', () => {
  for (const name of ['ftp_login', 'telnet_login', 'http_basic', 'snmp_v1'] as const) {
    const text = JSON.stringify(inspect(weaknessCapture(plant, name, quick)).report);
    for (const secret of ['flasche-0815', 'YWRtaW46YWRtaW4', '"public"']) assert.ok(!text.includes(secret), `${name} ${secret}`);
  }
});
