// The tree and its proofs: known answers of RFC 6962, and properties over every size up to 300.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytesToHex, hexToBytes } from './bytes.ts';
import {
  appendLeaf,
  emptyRoot,
  foldPeaks,
  type Frontier,
  frontierAt,
  hashLeaf,
  hashNode,
  type NodeLookup,
  perfectSubtrees,
  rootOf,
} from './merkle.ts';
import { consistencyRanges, inclusionRanges, makeProof, positionsOf, verifyConsistency, verifyInclusion } from './proofs.ts';

// The eight leaves and nine roots every implementation of RFC 6962 is tested with (certificate-transparency's merkle tree test).
const leafInputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(hexToBytes);
const knownRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const largest = 300;
const leaves = Array.from({ length: largest }, (_, i) => hashLeaf(new TextEncoder().encode(`entry ${i}`)));
const nodes = new Map<string, Uint8Array>(leaves.map((leaf, i) => [`0/${i}`, leaf]));
const roots: Uint8Array[] = [emptyRoot()];
const growing: Frontier = { size: 0, peaks: [] };
for (const leaf of leaves) {
  appendLeaf(growing, leaf, (level, k, node) => nodes.set(`${level}/${k}`, node));
  roots.push(foldPeaks(growing.peaks));
}
const lookup: NodeLookup = (level, k) => {
  const node = nodes.get(`${level}/${k}`);
  assert.ok(node, `node ${level}/${k} is not a perfect subtree of the tree`);
  return node;
};

/** RFC 9162, 2.1.1, word for word. */
function rootByDefinition(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return emptyRoot();
  if (hashes.length === 1) return hashes[0]!;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return hashNode(rootByDefinition(hashes.slice(0, k)), rootByDefinition(hashes.slice(k)));
}

function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = bytes.slice();
  flipped[bit >> 3]! ^= 1 << (bit & 7);
  return flipped;
}

const inclusionOf = (idx: number, size: number) => ({
  idx,
  size,
  leaf: leaves[idx]!,
  root: roots[size]!,
  proof: makeProof(inclusionRanges(idx, size), lookup),
});
const consistencyOf = (old_size: number, size: number) => ({
  old_size,
  old_root: roots[old_size]!,
  size,
  root: roots[size]!,
  proof: makeProof(consistencyRanges(old_size, size), lookup),
});
const sizes = fc.integer({ min: 1, max: largest });

test('computes the known roots of RFC 6962', () => {
  for (let size = 0; size <= 8; size++)
    assert.equal(bytesToHex(rootOf(leafInputs.slice(0, size).map((l) => hashLeaf(l)))), knownRoots[size]);
});

test('computes the known inclusion and consistency proofs of RFC 6962, 2.1.3', () => {
  const hashes = leafInputs.map((input) => hashLeaf(input));
  const range = (start: number, end: number) => bytesToHex(rootByDefinition(hashes.slice(start, end)));
  const small: Frontier = { size: 0, peaks: [] };
  const stored = new Map(hashes.map((hash, i) => [`0/${i}`, hash]));
  for (const hash of hashes) appendLeaf(small, hash, (level, k, node) => stored.set(`${level}/${k}`, node));
  const proofOf = (ranges: ReturnType<typeof inclusionRanges>) =>
    makeProof(ranges, (level, k) => stored.get(`${level}/${k}`)!).map(bytesToHex);
  assert.deepEqual(proofOf(inclusionRanges(0, 7)), [range(1, 2), range(2, 4), range(4, 7)]);
  assert.deepEqual(proofOf(inclusionRanges(3, 7)), [range(2, 3), range(0, 2), range(4, 7)]);
  assert.deepEqual(proofOf(inclusionRanges(4, 7)), [range(5, 6), range(6, 7), range(0, 4)]);
  assert.deepEqual(proofOf(inclusionRanges(6, 7)), [range(4, 6), range(0, 4)]);
  assert.deepEqual(proofOf(consistencyRanges(3, 7)), [range(2, 3), range(3, 4), range(0, 2), range(4, 7)]);
  assert.deepEqual(proofOf(consistencyRanges(4, 7)), [range(4, 7)]);
  assert.deepEqual(proofOf(consistencyRanges(6, 7)), [range(4, 6), range(6, 7), range(0, 4)]);
  assert.deepEqual(proofOf(consistencyRanges(7, 7)), []);
});

test('grows to the same root the definition gives, at every size to 300', () => {
  for (let size = 0; size <= largest; size++) assert.deepEqual(roots[size], rootByDefinition(leaves.slice(0, size)));
});

test('stores only perfect subtrees and finds any earlier frontier among them', () => {
  assert.equal(nodes.size - largest, largest - perfectSubtrees(0, largest).length);
  for (let size = 0; size <= largest; size++) assert.deepEqual(foldPeaks(frontierAt(size, lookup).peaks), roots[size]);
});

test('proves and verifies every entry of every size to 300', () => {
  for (let size = 1; size <= largest; size++)
    for (let idx = 0; idx < size; idx++) assert.deepEqual(verifyInclusion(inclusionOf(idx, size)), { ok: true }, `${idx} in ${size}`);
});

test('proves and verifies every earlier size of every size to 300', () => {
  for (let size = 1; size <= largest; size++)
    for (let old = 1; old <= size; old++) assert.deepEqual(verifyConsistency(consistencyOf(old, size)), { ok: true }, `${old} to ${size}`);
});

test('refuses an inclusion proof with any one bit changed', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(), (size, pickIdx, pickBit) => {
      const claim = inclusionOf(pickIdx % size, size);
      const bit = pickBit % ((claim.proof.length + 2) * 256);
      const at = bit >> 8;
      if (at === 0) claim.leaf = flipBit(claim.leaf, bit & 255);
      else if (at === 1) claim.root = flipBit(claim.root, bit & 255);
      else claim.proof[at - 2] = flipBit(claim.proof[at - 2]!, bit & 255);
      assert.equal(verifyInclusion(claim).ok, false);
    }),
    { numRuns: 2000 },
  );
});

test('refuses a consistency proof with any one bit changed', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(), (size, pickOld, pickBit) => {
      const claim = consistencyOf(1 + (pickOld % size), size);
      const bit = pickBit % ((claim.proof.length + 2) * 256);
      const at = bit >> 8;
      if (at === 0) claim.old_root = flipBit(claim.old_root, bit & 255);
      else if (at === 1) claim.root = flipBit(claim.root, bit & 255);
      else claim.proof[at - 2] = flipBit(claim.proof[at - 2]!, bit & 255);
      assert.equal(verifyConsistency(claim).ok, false);
    }),
    { numRuns: 2000 },
  );
});

test('refuses a proof for another index, another size, a hash too many or too few, and hashes out of order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: largest }), fc.nat(), (size, pick) => {
      const claim = inclusionOf(pick % size, size);
      assert.equal(verifyInclusion({ ...claim, idx: (claim.idx + 1) % size }).ok, false);
      assert.equal(verifyInclusion({ ...claim, proof: [...claim.proof, leaves[0]!] }).ok, false);
      assert.equal(verifyInclusion({ ...claim, proof: claim.proof.slice(1) }).ok, false);
      assert.equal(verifyInclusion({ ...claim, proof: claim.proof.slice(0, -1) }).ok, false);
      const old = 1 + (pick % (size - 1));
      const growth = consistencyOf(old, size);
      assert.equal(verifyConsistency({ ...growth, proof: [...growth.proof, leaves[0]!] }).ok, false);
      assert.equal(verifyConsistency({ ...growth, proof: growth.proof.slice(0, -1) }).ok, false);
      if (growth.proof.length > 1) assert.equal(verifyConsistency({ ...growth, proof: growth.proof.toReversed() }).ok, false);
    }),
  );
});

test('attack 16: refuses hashes that are not 32 bytes, index at or past size, size 0, negative, fractional and 2^63', () => {
  const claim = inclusionOf(3, 7);
  const growth = consistencyOf(3, 7);
  for (const bytes of [new Uint8Array(0), new Uint8Array(31), new Uint8Array(33)]) {
    assert.deepEqual(verifyInclusion({ ...claim, leaf: bytes }), refusal('malformed', 0, 'root or leaf is not 32 bytes'));
    assert.deepEqual(verifyInclusion({ ...claim, root: bytes }), refusal('malformed', 0, 'root or leaf is not 32 bytes'));
    assert.deepEqual(
      verifyInclusion({ ...claim, proof: [claim.proof[0]!, bytes, claim.proof[2]!] }),
      refusal('malformed', 1, 'proof hash is not 32 bytes'),
    );
    assert.deepEqual(verifyConsistency({ ...growth, old_root: bytes }), refusal('malformed', 0, 'root or leaf is not 32 bytes'));
  }
  for (const idx of [7, 8, -1, 0.5, 2 ** 63, Number.NaN, Number.POSITIVE_INFINITY])
    assert.deepEqual(verifyInclusion({ ...claim, idx }), refusal('out_of_range', 0, 'index not below size'));
  for (const size of [0, -1, 2 ** 63, 6.5])
    assert.deepEqual(verifyInclusion({ ...claim, idx: 0, size }), refusal('out_of_range', 0, 'index not below size'));
  for (const old_size of [0, 8, -1, 2 ** 63])
    assert.deepEqual(verifyConsistency({ ...growth, old_size }), refusal('out_of_range', 0, 'sizes'));
  assert.equal(verifyConsistency({ old_size: 0, old_root: emptyRoot(), size: 0, root: emptyRoot(), proof: [] }).ok, false);
});

test('refuses two roots at the same size', () => {
  assert.deepEqual(
    verifyConsistency({ old_size: 5, old_root: roots[5]!, size: 5, root: roots[6]!, proof: [] }),
    refusal('mismatch', 0, 'root at the same size'),
  );
});

test('attack 19: refuses a node hash offered as a leaf', () => {
  const node = concatOf(leaves[0]!, leaves[1]!);
  assert.notDeepEqual(hashLeaf(node), hashNode(leaves[0]!, leaves[1]!));
  const proof = [hashNode(leaves[2]!, leaves[3]!)];
  assert.equal(verifyInclusion({ idx: 0, size: 2, leaf: hashLeaf(node), root: roots[4]!, proof }).ok, false);
});

test('refuses to make a proof the tree does not have, and computes positions beyond 2^32', () => {
  assert.throws(() => inclusionRanges(5, 5), RangeError);
  assert.throws(() => consistencyRanges(0, 5), RangeError);
  assert.throws(() => consistencyRanges(6, 5), RangeError);
  const size = 2 ** 40 + 3;
  assert.deepEqual(perfectSubtrees(0, size), [
    { level: 40, k: 0 },
    { level: 1, k: 2 ** 39 },
    { level: 0, k: 2 ** 40 + 2 },
  ]);
  assert.equal(positionsOf(inclusionRanges(0, size)).length, 42);
});

const refusal = (kind: string, offset: number, what: string) => ({ ok: false, error: { kind, offset, what } });
const concatOf = (a: Uint8Array, b: Uint8Array) => Uint8Array.from([...a, ...b]);
