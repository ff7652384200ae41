// All shared captures against the facts tshark found in them. Needs ../shared/data/captures beside the repository; it is not part of it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createInspection, type CaptureFile, type Report } from '../src/index.ts';

const folder = new URL('../../../../shared/data/captures/', import.meta.url);
const isThere = existsSync(new URL('facts.json', folder));

type Counts = Record<string, number>;
type Facts = { captures: { file: string; facts: { n: number; f?: Record<string, Counts> } }[] };

/** tshark's field, the protocol here, and how a value of the field becomes a key (KEYS.md). */
const fields: { field: string; protocol: string; keyOf: (value: string) => string }[] = [
  { field: 'modbus.func_code', protocol: 'modbus', keyOf: decimal },
  { field: 's7comm.param.func', protocol: 's7comm', keyOf: decimal },
  { field: 's7comm.param.userdata.funcgroup', protocol: 's7comm', keyOf: (value) => `userdata.${Number(value)}` },
  { field: 'enip.command', protocol: 'enip', keyOf: decimal },
  { field: 'cip.sc', protocol: 'cip', keyOf: decimal },
];

/** Where tshark is not followed; each is argued in docs/decisions/2026-11-21-wire-counts.md. Value: what is counted here. */
const argued: Record<string, Record<string, Counts>> = {
  'modbus/iti__mb2.pcap': { 'modbus.func_code': { 2: 724, 4: 1175 } },
};

function decimal(value: string): string {
  return String(Number(value));
}

function inspect(file: string): { read: CaptureFile; report: Report } {
  const inspection = createInspection();
  const capture = inspection.openCapture(file);
  capture.push(readFileSync(new URL(file, folder)));
  const read = capture.end();
  return { read, report: inspection.report() };
}

/** The keys a field speaks about: decimal codes, or user data groups. */
function keysOf(field: string, operations: Counts): string[] {
  const prefix = field.includes('userdata') ? 'userdata.' : '';
  return Object.keys(operations).filter((key) => key.startsWith(prefix) && /^\d+$/.test(key.slice(prefix.length)));
}

if (!isThere) test('reads the shared captures', (t) => t.skip('needs ../shared/data/captures'));

const facts: Facts = isThere ? (JSON.parse(readFileSync(new URL('facts.json', folder), 'utf8')) as Facts) : { captures: [] };

for (const { file, facts: expected } of facts.captures) {
  test(`reads ${file} as tshark does`, () => {
    const { read, report } = inspect(file);
    assert.equal(read.fault, null);
    assert.equal(read.packets, expected.n);
    for (const { field, protocol, keyOf } of fields) {
      const wanted: Counts = {};
      for (const [value, count] of Object.entries(expected.f?.[field] ?? {})) wanted[keyOf(value)] = count;
      const operations = report.protocols[protocol]?.operations ?? {};
      const counted = Object.fromEntries(keysOf(field, operations).map((key) => [key, operations[key]!]));
      assert.deepEqual(counted, { ...wanted, ...argued[file]?.[field] }, field);
    }
  });
}

test('finds every exception response tshark found', { skip: isThere ? false : 'needs ../shared/data/captures' }, () => {
  let compared = 0;
  for (const { file, facts: expected } of facts.captures) {
    const exceptions = Object.values(expected.f?.['modbus.exception_code'] ?? {}).reduce((sum, count) => sum + count, 0);
    if (expected.f?.['modbus.exception_code'] === undefined) continue;
    assert.equal(inspect(file).report.protocols['modbus']?.errors, exceptions, file);
    compared++;
  }
  assert.ok(compared > 0 || !JSON.stringify(facts).includes('modbus.exception_code'));
});
