// The Merkle tree of RFC 6962 and RFC 9162, section 2.1: leaf and node hashes, and the tree as its perfect subtrees.
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';

/** SHA-256 over bytes, 32 bytes out. The server passes the runtime's own, faster one. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** A perfect subtree: leaves `[k * 2^level, (k + 1) * 2^level)`. Level 0 are the leaves themselves. */
export type Position = { level: number; k: number };

/** Reads the hash of a perfect subtree that lies within the tree. */
export type NodeLookup = (level: number, k: number) => Uint8Array;

/** A tree as it grows: `peaks` are its maximal perfect subtrees, from the left (largest) to the right. */
export type Frontier = { size: number; peaks: Uint8Array[] };

export const HASH_BYTES = 32;
export const sha256: Hash = (bytes) => nobleSha256(bytes);

// Hashing is the hot path of verifying a log: prefix and input are put together in one place, again and again.
// INVARIANT: a Hash is done with its input when it returns.
let leafInput = new Uint8Array(4096);
const nodeInput = new Uint8Array(1 + 2 * HASH_BYTES);
nodeInput[0] = 1;

/** RFC 9162, 2.1.1: MTH({d}) = HASH(0x00 || d). */
export function hashLeaf(body: Uint8Array, hash: Hash = sha256): Uint8Array {
  if (body.length >= leafInput.length) leafInput = new Uint8Array(2 * body.length);
  leafInput[0] = 0;
  leafInput.set(body, 1);
  return hash(leafInput.subarray(0, 1 + body.length));
}

/** RFC 9162, 2.1.1: HASH(0x01 || left || right). Throws RangeError on what is no hash of 32 bytes. */
export function hashNode(left: Uint8Array, right: Uint8Array, hash: Hash = sha256): Uint8Array {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new RangeError('a node has two hashes of 32 bytes below it');
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + HASH_BYTES);
  return hash(nodeInput);
}

/** RFC 9162, 2.1.1: MTH({}) = HASH(). */
export function emptyRoot(hash: Hash = sha256): Uint8Array {
  return hash(new Uint8Array(0));
}

/** The maximal perfect subtrees of leaves `[start, end)`, from the left; `start` must be a multiple of the range's size rounded up to a power of two. */
export function perfectSubtrees(start: number, end: number): Position[] {
  const positions: Position[] = [];
  for (let at = start; at < end;) {
    let level = 0;
    while (at + 2 ** (level + 1) <= end && at % 2 ** (level + 1) === 0) level++;
    positions.push({ level, k: at / 2 ** level });
    at += 2 ** level;
  }
  return positions;
}

/** Folds maximal perfect subtrees, left to right as `perfectSubtrees` lists them, into one hash (RFC 9162, 2.1.2). */
export function foldPeaks(peaks: readonly Uint8Array[], hash: Hash = sha256): Uint8Array {
  let root = peaks.at(-1);
  if (root === undefined) return emptyRoot(hash);
  for (let i = peaks.length - 2; i >= 0; i--) root = hashNode(peaks[i]!, root, hash);
  return root;
}

/** The frontier of a tree of `size` leaves whose nodes are stored. */
export function frontierAt(size: number, nodes: NodeLookup): Frontier {
  return { size, peaks: perfectSubtrees(0, size).map(({ level, k }) => nodes(level, k)) };
}

/**
 * Adds one leaf hash and reports every perfect subtree it completes, level 1 and up.
 * INVARIANT: `frontier.peaks` has one hash for each 1 bit of `frontier.size`.
 */
export function appendLeaf(
  frontier: Frontier,
  leaf: Uint8Array,
  completed: (level: number, k: number, node: Uint8Array) => void = () => {},
  hash: Hash = sha256,
): void {
  let node = leaf;
  let rest = frontier.size;
  for (let level = 1; rest % 2 === 1; level++) {
    rest = (rest - 1) / 2;
    node = hashNode(frontier.peaks.pop()!, node, hash);
    completed(level, rest, node);
  }
  frontier.peaks.push(node);
  frontier.size += 1;
}

/** The root of the tree over these leaf hashes. */
export function rootOf(leaves: Iterable<Uint8Array>, hash: Hash = sha256): Uint8Array {
  const frontier: Frontier = { size: 0, peaks: [] };
  for (const leaf of leaves) appendLeaf(frontier, leaf, undefined, hash);
  return foldPeaks(frontier.peaks, hash);
}
