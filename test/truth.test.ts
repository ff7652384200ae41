// The demo plant knows what is true of it: everything an inspection finds is held against that, and each miss has its reason.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createInspection, type Report } from '@holdfast/core-wire';
import { dayCapture, makePlant, mondayCapture, type PlantCapture, type Truth } from '@holdfast/plant';
import { vendorLookup } from '@holdfast/platform/mac-vendors';
import { findMisses } from './truth-compare.ts';

type Listed = { miss: string; why: string };
const listed = JSON.parse(readFileSync(new URL('truth-misses.json', import.meta.url), 'utf8')) as Record<'day' | 'monday', Listed[]>;

function inspect(capture: PlantCapture): { truth: Truth; report: Report } {
  const inspection = createInspection({ vendorOf: vendorLookup() });
  const open = inspection.openCapture(capture.name);
  for (const chunk of capture.chunks()) open.push(chunk);
  open.end();
  return { truth: capture.truth(), report: inspection.report() };
}

const seen = { day: inspect(dayCapture(makePlant(1))), monday: inspect(mondayCapture(makePlant(1))) };

for (const kind of ['day', 'monday'] as const) {
  const { truth, report } = seen[kind];

  test(`${kind}: every zone, identity, flow, operation and event of the truth is found, or the miss is listed`, () => {
    const misses = findMisses(truth, report);
    const expected = listed[kind].map(({ miss }) => miss);
    assert.deepEqual(
      misses.filter((miss) => !expected.includes(miss)),
      [],
      'a miss nobody listed',
    );
    assert.deepEqual(
      expected.filter((miss) => !misses.includes(miss)),
      [],
      'listed, but found by now',
    );
  });

  test(`${kind}: every listed miss has a reason a person can follow`, () => {
    for (const { miss, why } of listed[kind]) assert.ok(why.length > 40, miss);
  });
}

test('the comparison sees what is lost: a flow, a packet, an operation, an event, an attribute, a device, a zone', () => {
  const { truth, report } = seen.monday;
  const known = new Set(findMisses(truth, report));
  const fresh = (change: (copy: Report) => void): string[] => {
    const copy = structuredClone(report);
    change(copy);
    return findMisses(truth, copy)
      .filter((miss) => !known.has(miss))
      .map((miss) => miss.split(' ')[0]!);
  };
  const plc = (copy: Report) => copy.assets.find((asset) => asset.order_number === '6ES7 317-2EK14-0AB0')!;
  const modbus = (copy: Report) => copy.flows.find((flow) => flow.protocol === 'modbus')!;
  assert.deepEqual(
    fresh((copy) => void copy.flows.splice(copy.flows.indexOf(modbus(copy)), 1)),
    ['flow'],
  );
  assert.deepEqual(
    fresh((copy) => void modbus(copy).packets++),
    ['flow'],
  );
  assert.deepEqual(
    fresh((copy) => void modbus(copy).operations.pop()),
    ['flow'],
  );
  assert.deepEqual(
    fresh((copy) => void copy.events.pop()),
    ['event'],
  );
  assert.ok(fresh((copy) => void (plc(copy).order_number = null)).includes('asset'));
  assert.ok(fresh((copy) => void (plc(copy).purdue_level = '4')).includes('zone'), 'a controller of the business leaves its line');
  assert.ok(fresh((copy) => void (copy.assets = copy.assets.filter((asset) => asset !== plc(copy)))).includes('zone'));
});
