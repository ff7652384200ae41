// The page of operations follows the dissectors, and every protocol says how deep it is read.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dissectors } from '../core/wire/src/registry.ts';
import { namesOf, operationsFile, operationsPage } from './generate-operations.ts';
import { protocolDepths } from './protocol-depths.data.ts';

test('docs/operations.md is what the dissectors say (else: node scripts/generate-operations.ts)', () => {
  assert.equal(readFileSync(operationsFile, 'utf8'), operationsPage());
});

test('every registered protocol, and every one carried in another, says how deep it is read', () => {
  const names = dissectors.flatMap((dissector) => [dissector, ...(dissector.carries ?? [])]).map(({ name }) => name);
  assert.deepEqual(
    names.filter((name) => protocolDepths[name] === undefined),
    [],
  );
});

test('keys get their plain names, a number alone is none', () => {
  const modbus = namesOf(dissectors.find(({ name }) => name === 'modbus')!);
  assert.equal(modbus.get('3'), 'Read Holding Registers');
  assert.equal(modbus.has('99'), false);
});
