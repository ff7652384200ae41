// Every input that once broke something is judged again, and the oracles hold for fresh ones: the fuzzer's own, under fast-check.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeRandom } from '../plant/src/random.ts';
import { allTargets } from './parts/all-targets.ts';
import { regressions } from './parts/hunt.ts';
import { faultOf } from './parts/target.ts';

const targets = Object.values(allTargets).flatMap((make) => make());
const kept = readdirSync(regressions).filter((name) => name.endsWith('.bin'));

for (const file of kept) {
  test(`${file} breaks nothing any more`, () => {
    const target = targets.find(({ name }) => file.startsWith(`${name}.`));
    assert.ok(target, `${file} names no target`);
    assert.equal(faultOf(target, new Uint8Array(readFileSync(join(regressions, file)))), null);
  });
}

test('every target has a name of its own', () => {
  const names = targets.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
});

test('no fresh input breaks anything', () => {
  const check = fc.property(fc.integer(), fc.nat(targets.length - 1), (seed, place) => {
    const target = targets[place]!;
    assert.equal(faultOf(target, target.make(makeRandom(seed, target.name))), null, target.name);
  });
  fc.assert(check, { numRuns: 300 });
});
