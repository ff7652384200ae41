// A small log grown from a seed: bodies, leaves, stored nodes, tiles and bundles, and roots by the definition's own recursion.
import {
  appendLeaf,
  encodeBundle,
  encodeTile,
  hashLeaf,
  hashNode,
  type NodeLookup,
  nodesOfTile,
  parseTilePath,
  sha256,
  tileWidth,
} from '@holdfast/core-ledger';
import type { Random } from '../../plant/src/random.ts';

export type SmallLog = {
  bodies: Uint8Array[];
  leaves: Uint8Array[];
  nodes: NodeLookup;
  /** By RFC 9162, 2.1.1, as it stands there. */
  rootAt(size: number): Uint8Array;
  /** The bytes at a tile's or bundle's path in a tree of `size`; null where tlog-tiles has none. */
  fileAt(path: string, size: number): Uint8Array | null;
};

export function growLog(random: Random, size: number): SmallLog {
  // No two alike: to swap two equal hashes is no lie.
  const bodies = Array.from({ length: size }, (_, idx) => Uint8Array.of(idx & 255, idx >> 8, ...random.bytes(random.between(0, 40))));
  const leaves = bodies.map((body) => hashLeaf(body));
  const stored = new Map(leaves.map((leaf, k) => [`0/${k}`, leaf]));
  const frontier = { size: 0, peaks: [] };
  for (const leaf of leaves) appendLeaf(frontier, leaf, (level, k, hash) => void stored.set(`${level}/${k}`, hash));
  const nodes: NodeLookup = (level, k) => stored.get(`${level}/${k}`)!;
  const fileAt = (path: string, of: number) => fileOf(path, of, bodies, nodes);
  return { bodies, leaves, nodes, rootAt: (of) => rootByDefinition(leaves.slice(0, of)), fileAt };
}

export function rootByDefinition(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array(0));
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return hashNode(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)));
}

function fileOf(path: string, size: number, bodies: readonly Uint8Array[], nodes: NodeLookup): Uint8Array | null {
  const parsed = parseTilePath(path);
  if (!parsed.ok) return null;
  const tile = parsed.value.kind === 'tile' ? parsed.value.tile : { level: 0, ...parsed.value.bundle };
  if (tile.width > tileWidth(size, tile.level, tile.n)) return null;
  const { level, first, count } = nodesOfTile(tile);
  if (parsed.value.kind === 'entries') return encodeBundle(bodies.slice(first, first + count));
  return encodeTile(Array.from({ length: count }, (_, i) => nodes(level, first + i)));
}
