// Tests of maker names by MAC.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { vendorLookup } from './mac-vendors.ts';

const registry = createRequire(import.meta.url)('oui-data') as Record<string, string>;
const vendorOf = vendorLookup();
const asMac = (prefix: string): string => prefix.padEnd(12, '0').match(/../g)!.join(':').toLowerCase();
const isGlobal = (prefix: string): boolean => (Number.parseInt(prefix.slice(0, 2), 16) & 2) === 0;

test('finds the maker of every registered block, the smallest block first', () => {
  const prefixes = Object.keys(registry).filter(isGlobal);
  const sample = prefixes.filter((prefix, at) => at % 97 === 0 || prefix.length > 6);
  assert.ok(sample.some((prefix) => prefix.length === 7) && sample.some((prefix) => prefix.length === 9));
  for (const prefix of sample) {
    const digits = asMac(prefix).replaceAll(':', '').toUpperCase();
    const owner = [9, 7, 6].map((length) => registry[digits.slice(0, length)]).find((entry) => entry !== undefined);
    assert.equal(vendorOf(asMac(prefix)), owner!.split('\n', 1)[0]!.trim(), prefix);
  }
});

test('names nobody for unknown and locally administered addresses', () => {
  assert.equal(vendorOf('fc:ff:ff:00:00:01'), null);
  assert.equal(vendorOf('02:00:00:00:00:01'), null);
});
