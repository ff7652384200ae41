// Large packages: entries in bundles, each proven by its leaf hash among all. Whatever is changed, left out or added is found, also when it was stated anew.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeUtf8, formatTlogProof, hashLeaf, inclusionRanges, makeProof } from '@holdfast/core-ledger';
import { type PackagePredicate } from './predicate.ts';
import fc from 'fast-check';
import { sha256 } from '@holdfast/platform/ledger-crypto';
import {
  checkpointOf,
  type Files,
  makeFiles,
  makeLog,
  makePackage,
  newKey,
  state,
  trustOf,
  verify,
  zip,
} from '../../../test/evidence-package.ts';
import { bundleLine, readBundle } from './bundle.ts';
import { bundleFile, files as names } from './predicate.ts';
import type { PackageVerdict } from './verdict.ts';

const log = makeLog(600);
const trust = trustOf(log.key);
const shape = { size: 600, bundled: true };
const whole = await makePackage(log, { ...shape, previous: 300 });
const faultsOf = (verdict: PackageVerdict): string[] => [...new Set(verdict.faults.map(({ what }) => what))];

/** A package whose first bundle somebody rewrote before it was stated. */
const rewritten = (change: (entries: NonNullable<ReturnType<typeof readBundle>>, files: Files) => void): Promise<Buffer> =>
  makePackage(log, shape, (files) => {
    const entries = readBundle(files.get(bundleFile(0))!)!;
    change(entries, files);
    files.set(bundleFile(0), Buffer.from(entries.map(bundleLine).join('')));
  });

test('a bundled package holds, whole or in part, and says the same as any other', async () => {
  const verdict = await verify(whole, trust);
  assert.deepEqual([verdict.exit, verdict.faults], [0, []]);
  assert.deepEqual(
    verdict.checked.map(({ what, params }) => [what, params['entries'] ?? null]),
    [
      ['layout', null],
      ['files', null],
      ['statement', null],
      ['checkpoint', null],
      ['entries', 600],
      ['texts', null],
      ['complete', null],
      ['growth', null],
    ],
  );
  const included = Array.from({ length: 300 }, (_, n) => 2 * n + 1);
  const part = await verify(await makePackage(log, { ...shape, complete: false, included }), trust);
  assert.deepEqual([part.exit, part.faults], [0, []]);
  const left = part.not_checked.filter(({ what }) => what.startsWith('entries_omitted'));
  assert.equal(left.length, 51, 'many ranges are told in one line');
  assert.deepEqual(left.at(-1)?.params, { entries: 250, reason: 'other_scope' });
  assert.ok(part.not_checked.some(({ what, params }) => what === 'completeness' && params['entries'] === 300));
});

test('200 changed bytes are all found', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const bytes = Buffer.from(whole);
      bytes[at % bytes.length] = (bytes[at % bytes.length]! + by) % 256;
      assert.equal((await verify(bytes, trust)).exit, 1, `byte ${at % bytes.length}`);
    }),
    { numRuns: 200 },
  );
});

test('a bundle or the hashes gone is 2; an entry gone without a word too', async () => {
  const { files, predicate } = makeFiles(log, shape);
  files.set(names.statement, state(files, predicate, log.packageKey));
  for (const name of [bundleFile(256), names.leaves]) {
    const without: Files = new Map(files);
    without.delete(name);
    assert.equal((await verify(await zip(without), trust)).exit, 2, name);
  }
  const unstated = await makePackage(log, shape, (own) => void own.delete(names.leaves));
  assert.equal((await verify(unstated, trust)).exit, 2, 'stated without the hashes that prove it');
  const gone = await verify(await rewritten((entries) => void entries.splice(7, 1)), trust);
  assert.deepEqual([gone.exit, faultsOf(gone)], [2, ['entries_missing', 'entry_left_out_unsaid']]);
  const text = await verify(await rewritten((entries) => void (entries[1]!.opened = [])), trust);
  assert.deepEqual([text.exit, faultsOf(text)], [2, ['text_left_out_unsaid']]);
});

test('entries forged, doubled, moved or added are found, also with their hash put among the others', async () => {
  const forge = (body: Uint8Array): Uint8Array => encodeUtf8(Buffer.from(body).toString().replace('"n":5', '"n":6'));
  const forged = await verify(await rewritten((entries) => void (entries[5]!.body = forge(entries[5]!.body))), trust);
  assert.deepEqual([forged.exit, faultsOf(forged)], [1, ['leaves_differ']]);
  const both = await rewritten((entries, files) => {
    entries[5]!.body = forge(entries[5]!.body);
    const leaves = Buffer.from(files.get(names.leaves)!);
    leaves.set(hashLeaf(entries[5]!.body, sha256), 5 * 32);
    files.set(names.leaves, leaves);
  });
  assert.deepEqual(faultsOf(await verify(both, trust)), ['leaves_give_other_root']);
  const twice = await verify(await rewritten((entries) => void entries.splice(5, 0, entries[5]!)), trust);
  assert.ok(twice.exit === 1 && faultsOf(twice).includes('bundle_unreadable'));
  const elsewhere = await makePackage(log, shape, (files) => {
    files.set(bundleFile(512), files.get(bundleFile(0))!);
  });
  assert.equal((await verify(elsewhere, trust)).exit, 1);
  const single = await makePackage(log, shape, (files) => void files.set('entries/000000000005.json', log.bodies[5]!));
  assert.deepEqual(faultsOf(await verify(single, trust)), ['file_of_no_entry']);
  const other = await rewritten((entries) => void (entries[1]!.opened[0]!.payload += ' '));
  assert.deepEqual(faultsOf(await verify(other, trust)), ['opened_differs']);
  const spaced = await makePackage(log, shape, (files) => {
    files.set(
      bundleFile(0),
      Buffer.from(
        Buffer.from(files.get(bundleFile(0))!)
          .toString()
          .replace('{"idx":0,', '{"idx":0, '),
      ),
    );
  });
  assert.deepEqual(faultsOf(await verify(spaced, trust)).slice(0, 1), ['bundle_unreadable'], 'one way of writing only');
});

test('an older epoch is certified by a later one of the same log, and by no other', async () => {
  const later = makeLog(3);
  const under = (origin: string) => {
    const key = newKey(origin);
    const note = checkpointOf({ ...later, key }, 3, origin);
    const proof = formatTlogProof({ idx: 0, proof: makeProof(inclusionRanges(0, 3), later.nodes, sha256), checkpoint: note });
    const make = (change: (predicate: PackagePredicate) => void) =>
      makePackage({ ...log, packageKey: later.packageKey }, { size: 21 }, (files, predicate) => {
        files.set(names.keyEntry, later.bodies[0]!).set(names.keyProof, encodeUtf8(proof));
        change(predicate);
      });
    return { key, make };
  };
  const second = under('plant.example/north/e2');
  const said = await second.make((predicate) => void (predicate.key_origin = 'plant.example/north/e2'));
  assert.equal((await verify(said, trustOf(log.key, second.key))).exit, 0);
  assert.equal((await verify(said, trust)).exit, 3, 'without the key of the later epoch');
  assert.notEqual((await verify(await second.make(() => {}), trustOf(log.key, second.key))).exit, 0, 'unsaid');
  const stranger = under('plant.example/south/e2');
  const foreign = await stranger.make((predicate) => void (predicate.key_origin = 'plant.example/south/e2'));
  assert.deepEqual(faultsOf(await verify(foreign, trustOf(log.key, stranger.key))), ['package_key_bad']);
});
