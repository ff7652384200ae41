// Proofs made from a seed, true ones and lies, and the published ones of another implementation where they lie beside the repository.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { consistencyCases, faultOfCase, inclusionCases } from '../../../fuzz/parts/proof-cases.ts';
import { growLog } from '../../../fuzz/parts/small-log.ts';
import { makeRandom } from '../../../plant/src/random.ts';
import { decodeBase64 } from './bytes.ts';
import { verifyConsistency, verifyInclusion } from './proofs.ts';

test('believes every true proof and no lie, whatever the seed', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 600 }), (seed, size) => {
      const random = makeRandom(seed, 'proof-cases');
      const log = growLog(random, size);
      for (const each of [...inclusionCases(random, log), ...consistencyCases(random, log)]) assert.equal(faultOfCase(each), null);
    }),
    { numRuns: 150 },
  );
});

test('makes the same cases from the same seed, lies of every kind among them', () => {
  const make = () => {
    const random = makeRandom(1, 'proof-cases');
    const log = growLog(random, 100);
    return [...inclusionCases(random, log), ...consistencyCases(random, log)];
  };
  assert.deepEqual(make(), make());
  const lies = new Set(make().map(({ what }) => what));
  for (const what of [
    'a hash cut',
    'index not below size',
    'size 0',
    'one hash more at the end',
    'node for a leaf',
    `size ${2 ** 63}`,
    'index -1',
  ])
    assert.ok(lies.has(what), what);
});

// The files of transparency-dev/merkle/testdata: one claim each, hashes in base64, `wantErr` what a verifier must say.
const published = join(import.meta.dirname, '../../../../shared/data/merkle/testdata');
type Published = { wantErr: boolean; root?: string; leafHash?: string; root1?: string; root2?: string; proof: string[] | null } & Partial<
  Record<'leafIdx' | 'treeSize' | 'size1' | 'size2', number>
>;

test(
  'agrees with the published proofs of transparency-dev/merkle',
  { skip: existsSync(published) ? false : 'needs ../shared/data/merkle' },
  () => {
    const files = readdirSync(published, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
    assert.ok(files.length > 100, `${files.length} files`);
    for (const file of files) {
      const claim = JSON.parse(readFileSync(join(published, file), 'utf8')) as Published;
      const proof = (claim.proof ?? []).map(bytesOf);
      const hashes = [claim.root, claim.leafHash, claim.root1, claim.root2].filter((text) => text !== undefined).map(bytesOf);
      // One expected pass has roots that are no hashes; a log of SHA-256 has none such.
      const holds = !claim.wantErr && hashes.every(({ length }) => length === 32);
      const verdict =
        claim.leafHash === undefined
          ? verifyConsistency({
              old_size: claim.size1!,
              old_root: bytesOf(claim.root1),
              size: claim.size2!,
              root: bytesOf(claim.root2),
              proof,
            })
          : verifyInclusion({
              idx: claim.leafIdx!,
              size: claim.treeSize!,
              leaf: bytesOf(claim.leafHash),
              root: bytesOf(claim.root),
              proof,
            });
      // A proof from the empty tree says nothing; the other implementation takes it.
      const saysNothing = claim.size1 === 0 && !claim.wantErr;
      assert.equal(verdict.ok, holds && !saysNothing, file);
    }
  },
);

function bytesOf(text: string | undefined): Uint8Array {
  const bytes = decodeBase64(text ?? '');
  return bytes.ok ? bytes.value : new Uint8Array(0);
}
