// Inclusion and consistency proofs: which subtrees they need, how they are made, how they are verified (RFC 9162, 2.1.3 and 2.1.4).
import { equalBytes } from './bytes.ts';
import { foldPeaks, type Hash, HASH_BYTES, hashNode, type NodeLookup, perfectSubtrees, type Position, sha256 } from './merkle.ts';
import { refuse, type Refused, type Verdict } from './result.ts';

/** Leaves `[start, end)`: one element of a proof is the hash of one such subtree. */
export type LeafRange = { start: number; end: number };

/** RFC 9162, 2.1.3.1: PATH(idx, D[size]), the leaf's sibling first. Throws RangeError unless 0 <= idx < size. */
export function inclusionRanges(idx: number, size: number): LeafRange[] {
  if (!isIndex(idx) || !isIndex(size) || idx >= size) throw new RangeError(`no entry ${idx} in a tree of ${size}`);
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    ranges.push(idx < middle ? { start: middle, end } : { start, end: middle });
    if (idx < middle) end = middle;
    else start = middle;
  }
  return ranges.reverse();
}

/** RFC 9162, 2.1.4.1: PROOF(oldSize, D[size]). Throws RangeError unless 0 < oldSize <= size. */
export function consistencyRanges(oldSize: number, size: number): LeafRange[] {
  if (!isIndex(oldSize) || !isIndex(size) || oldSize < 1 || oldSize > size) throw new RangeError(`no proof from ${oldSize} to ${size}`);
  const ranges: LeafRange[] = [];
  let [start, end, whole] = [0, size, true];
  while (end !== oldSize) {
    const middle = start + splitOf(end - start);
    if (oldSize <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
      whole = false;
    }
  }
  if (!whole) ranges.push({ start, end });
  return ranges.reverse();
}

/** The stored nodes a proof is made of, so that a store reads them in one go. */
export function positionsOf(ranges: readonly LeafRange[]): Position[] {
  return ranges.flatMap(({ start, end }) => perfectSubtrees(start, end));
}

/** The proof itself: one hash a range. */
export function makeProof(ranges: readonly LeafRange[], nodes: NodeLookup, hash: Hash = sha256): Uint8Array[] {
  return ranges.map(({ start, end }) =>
    foldPeaks(
      perfectSubtrees(start, end).map(({ level, k }) => nodes(level, k)),
      hash,
    ),
  );
}

export type InclusionClaim = { idx: number; size: number; leaf: Uint8Array; root: Uint8Array; proof: readonly Uint8Array[] };

/** RFC 9162, 2.1.3.2. `leaf` is the leaf's hash. */
export function verifyInclusion(claim: InclusionClaim, hash: Hash = sha256): Verdict {
  const { idx, size, leaf, root, proof } = claim;
  if (!isIndex(idx) || !isIndex(size) || idx >= size) return refuse('out_of_range', 0, 'index not below size');
  const fault = checkHashes([leaf, root], proof);
  if (fault) return fault;
  let [fn, sn, r] = [idx, size - 1, leaf];
  for (const [at, p] of proof.entries()) {
    if (sn === 0) return refuse('malformed', at, 'proof too long');
    if (fn % 2 === 1 || fn === sn) {
      r = hashNode(p, r, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, half(sn)];
    } else r = hashNode(r, p, hash);
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0) return refuse('malformed', proof.length, 'proof too short');
  return equalBytes(r, root) ? { ok: true } : refuse('mismatch', proof.length, 'root');
}

export type ConsistencyClaim = { old_size: number; old_root: Uint8Array; size: number; root: Uint8Array; proof: readonly Uint8Array[] };

/** RFC 9162, 2.1.4.2. A proof from the empty tree says nothing and is refused. */
export function verifyConsistency(claim: ConsistencyClaim, hash: Hash = sha256): Verdict {
  const { old_size, old_root, size, root, proof } = claim;
  if (!isIndex(old_size) || !isIndex(size) || old_size < 1 || old_size > size) return refuse('out_of_range', 0, 'sizes');
  const fault = checkHashes([old_root, root], proof);
  if (fault) return fault;
  if (old_size === size) {
    if (proof.length > 0) return refuse('malformed', 0, 'proof too long');
    return equalBytes(old_root, root) ? { ok: true } : refuse('mismatch', 0, 'root at the same size');
  }
  return foldConsistency(claim, hash);
}

function foldConsistency({ old_size, old_root, size, root, proof }: ConsistencyClaim, hash: Hash): Verdict {
  // RFC 9162, 2.1.4.2, step 3: a tree that was perfect is its own first hash.
  const path = isPowerOfTwo(old_size) ? [old_root, ...proof] : proof;
  let [fn, sn] = [old_size - 1, size - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  const first = path[0];
  if (first === undefined) return refuse('malformed', 0, 'proof too short');
  let [fr, sr] = [first, first];
  for (const [at, c] of path.slice(1).entries()) {
    if (sn === 0) return refuse('malformed', at, 'proof too long');
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [hashNode(c, fr, hash), hashNode(c, sr, hash)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, half(sn)];
    } else sr = hashNode(sr, c, hash);
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0) return refuse('malformed', proof.length, 'proof too short');
  if (!equalBytes(fr, old_root)) return refuse('mismatch', proof.length, 'old root');
  return equalBytes(sr, root) ? { ok: true } : refuse('mismatch', proof.length, 'root');
}

function checkHashes(roots: readonly Uint8Array[], proof: readonly Uint8Array[]): Refused | null {
  if (roots.some((root) => root.length !== HASH_BYTES)) return refuse('malformed', 0, 'root or leaf is not 32 bytes');
  const at = proof.findIndex((p) => p.length !== HASH_BYTES);
  return at < 0 ? null : refuse('malformed', at, 'proof hash is not 32 bytes');
}

const isIndex = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const half = (n: number): number => Math.floor(n / 2);

/** The largest power of two below n, for n > 1 (RFC 9162, 2.1.1: k < n <= 2k). Doubles, since shifts stop at 2^31. */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

function isPowerOfTwo(n: number): boolean {
  return n > 0 && (n === 1 || splitOf(n) * 2 === n);
}
