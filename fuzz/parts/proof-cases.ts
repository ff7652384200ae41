// Proofs made from a seed, true ones and lies: each lie changes one thing, and says which.
import {
  type ConsistencyClaim,
  consistencyRanges,
  type InclusionClaim,
  inclusionRanges,
  makeProof,
  verifyConsistency,
  verifyInclusion,
} from '@holdfast/core-ledger';
import type { Random } from '../../plant/src/random.ts';
import type { SmallLog } from './small-log.ts';

/** `holds` is what a verifier must say. */
export type ProofCase = { what: string; holds: boolean; claim: InclusionClaim | ConsistencyClaim };

const noIndex = [-1, 0.5, 2 ** 53, 2 ** 63, Number.NaN, Number.POSITIVE_INFINITY];

/** A true inclusion proof of the log and lies about it. */
export function inclusionCases(random: Random, { leaves, nodes, rootAt }: SmallLog): ProofCase[] {
  const size = random.between(1, leaves.length);
  const idx = random.between(0, size - 1);
  const proof = makeProof(inclusionRanges(idx, size), nodes);
  const claim = { idx, size, leaf: leaves[idx]!, root: rootAt(size), proof };
  const lies: Record<string, InclusionClaim> = {
    'index of another': { ...claim, idx: (idx + random.between(1, size)) % (size + 1) },
    'index not below size': { ...claim, idx: size },
    'size 0': { ...claim, size: 0 },
    'leaf changed': { ...claim, leaf: flip(random, claim.leaf) },
    'node for a leaf': { ...claim, leaf: claim.root, proof: proof.length === 0 ? [claim.root] : [] },
    'root changed': { ...claim, root: flip(random, claim.root) },
    'root cut': { ...claim, root: claim.root.slice(0, 31) },
    ...liesAboutHashes(random, claim),
  };
  if (size > 1) lies['size of another'] = { ...claim, size: otherSize(random, idx, size, proof.length) };
  for (const n of noIndex) Object.assign(lies, { [`index ${n}`]: { ...claim, idx: n }, [`size ${n}`]: { ...claim, size: n } });
  return casesOf(claim, lies);
}

/** A true consistency proof of the log and lies about it. */
export function consistencyCases(random: Random, { leaves, nodes, rootAt }: SmallLog): ProofCase[] {
  const size = random.between(1, leaves.length);
  const old_size = random.between(1, size);
  const proof = makeProof(consistencyRanges(old_size, size), nodes);
  const claim = { old_size, old_root: rootAt(old_size), size, root: rootAt(size), proof };
  const lies: Record<string, ConsistencyClaim> = {
    'old size 0': { ...claim, old_size: 0 },
    'old size above size': { ...claim, old_size: size + 1 },
    'old root changed': { ...claim, old_root: flip(random, claim.old_root) },
    'root changed': { ...claim, root: flip(random, claim.root) },
    'both roots cut': { ...claim, old_root: claim.old_root.slice(0, 31), root: claim.root.slice(0, 31) },
    ...liesAboutHashes(random, claim),
  };
  if (old_size < size) lies['sizes made equal'] = { ...claim, old_size: size };
  for (const n of noIndex) Object.assign(lies, { [`old size ${n}`]: { ...claim, old_size: n }, [`size ${n}`]: { ...claim, size: n } });
  return casesOf(claim, lies);
}

function liesAboutHashes<C extends { proof: readonly Uint8Array[] }>(random: Random, claim: C): Record<string, C> {
  const { proof } = claim;
  const lies: Record<string, C> = {
    'one hash more at the end': { ...claim, proof: [...proof, random.bytes(32)] },
    'one hash more at the front': { ...claim, proof: [random.bytes(32), ...proof] },
    'a thousand hashes': { ...claim, proof: Array.from({ length: 1000 }, () => random.bytes(32)) },
  };
  if (proof.length === 0) return lies;
  const at = random.between(0, proof.length - 1);
  lies['last hash gone'] = { ...claim, proof: proof.slice(0, -1) };
  lies['first hash gone'] = { ...claim, proof: proof.slice(1) };
  lies['a hash changed'] = { ...claim, proof: proof.with(at, flip(random, proof[at]!)) };
  lies['a hash cut'] = { ...claim, proof: proof.with(at, proof[at]!.slice(0, 31)) };
  lies['a hash longer'] = { ...claim, proof: proof.with(at, random.bytes(33)) };
  lies['a hash empty'] = { ...claim, proof: proof.with(at, new Uint8Array(0)) };
  if (proof.length > 1) lies['two hashes swapped'] = { ...claim, proof: proof.with(0, proof[1]!).with(1, proof[0]!) };
  return lies;
}

/** A size whose proof of `idx` has another shape; sizes of the same shape are told apart by the root alone, which stands for the size. */
function otherSize(random: Random, idx: number, size: number, length: number): number {
  for (let tries = 0; tries < 50; tries += 1) {
    const other = random.between(idx + 1, size * 4);
    if (inclusionRanges(idx, other).length !== length) return other;
  }
  return 0;
}

const casesOf = (truth: ProofCase['claim'], lies: Record<string, ProofCase['claim']>): ProofCase[] => [
  { what: 'true', holds: true, claim: truth },
  ...Object.entries(lies).map(([what, claim]) => ({ what, holds: false, claim })),
];

/** What a verifier says of a case that it should not; null when it is right. */
export function faultOfCase({ what, holds, claim }: ProofCase): string | null {
  const verdict = 'leaf' in claim ? verifyInclusion(claim) : verifyConsistency(claim);
  return verdict.ok === holds ? null : `${'leaf' in claim ? 'inclusion' : 'consistency'}: ${what}: ${verdict.ok ? 'believed' : 'refused'}`;
}

export function flip(random: Random, bytes: Uint8Array): Uint8Array {
  const out = bytes.slice();
  out[random.between(0, out.length - 1)]! ^= 1 << random.between(0, 7);
  return out;
}
