// Roots and proofs computed from tiles by whoever asks, so that the log need not be trusted to make them (C2SP tlog-tiles, Merkle Tree).
import { foldPeaks, type Hash, hashNode, type NodeLookup, perfectSubtrees, type Position, sha256 } from './merkle.ts';
import { consistencyRanges, inclusionRanges, type LeafRange, makeProof, positionsOf } from './proofs.ts';
import { refuse, type Result } from './result.ts';
import { decodeTile, type Tile, TILE_HEIGHT, tilePath, tileWidth, TILE_WIDTH } from './tiles.ts';

/** Fetches a tile's bytes by its path; null when the log does not have it. */
export type FetchTile = (path: string) => Promise<Uint8Array | null> | Uint8Array | null;

/** The tiles of a tree of `size` that hold these nodes, each once. */
export function tilesHolding(positions: readonly Position[], size: number): Tile[] {
  const tiles = new Map<string, Tile>();
  for (const position of positions) {
    const { level, n } = placeOf(position);
    tiles.set(`${level}/${n}`, { level, n, width: tileWidth(size, level, n) });
  }
  return [...tiles.values()];
}

/** A node lies `depth` levels above the hashes of its tile, over those from `first` on. */
function placeOf({ level, k }: Position): { level: number; n: number; first: number; depth: number } {
  const depth = level % TILE_HEIGHT;
  const start = k * 2 ** depth;
  return { level: (level - depth) / TILE_HEIGHT, n: Math.floor(start / TILE_WIDTH), first: start % TILE_WIDTH, depth };
}

/** The root of a tree of `size`, from its tiles. */
export async function rootFromTiles(size: number, fetchTile: FetchTile, hash: Hash = sha256): Promise<Result<Uint8Array>> {
  const positions = perfectSubtrees(0, size);
  const nodes = await readNodes(positions, size, fetchTile, hash);
  if (!nodes.ok) return nodes;
  const peaks = positions.map(({ level, k }) => nodes.value(level, k));
  return { ok: true, value: foldPeaks(peaks, hash) };
}

/** The proof that entry `idx` is in the tree of `size`. It proves nothing until `verifyInclusion` has accepted it. */
export async function inclusionFromTiles(
  idx: number,
  size: number,
  fetchTile: FetchTile,
  hash: Hash = sha256,
): Promise<Result<Uint8Array[]>> {
  if (!isCount(size) || !isCount(idx) || idx >= size) return refuse('out_of_range', 0, 'index not below size');
  return proofFromTiles(inclusionRanges(idx, size), size, fetchTile, hash);
}

/** The proof that the tree of `size` extends that of `oldSize`. It proves nothing until `verifyConsistency` has accepted it. */
export async function consistencyFromTiles(
  oldSize: number,
  size: number,
  fetchTile: FetchTile,
  hash: Hash = sha256,
): Promise<Result<Uint8Array[]>> {
  if (!isCount(size) || !isCount(oldSize) || oldSize < 1 || oldSize > size) return refuse('out_of_range', 0, 'sizes');
  return proofFromTiles(consistencyRanges(oldSize, size), size, fetchTile, hash);
}

async function proofFromTiles(ranges: readonly LeafRange[], size: number, fetchTile: FetchTile, hash: Hash): Promise<Result<Uint8Array[]>> {
  const nodes = await readNodes(positionsOf(ranges), size, fetchTile, hash);
  return nodes.ok ? { ok: true, value: makeProof(ranges, nodes.value, hash) } : nodes;
}

async function readNodes(positions: readonly Position[], size: number, fetchTile: FetchTile, hash: Hash): Promise<Result<NodeLookup>> {
  const tiles = tilesHolding(positions, size);
  const read = await Promise.all(tiles.map((tile) => readTile(tile, fetchTile)));
  const hashes = new Map<string, Uint8Array[]>();
  for (const [at, tile] of tiles.entries()) {
    const found = read[at]!;
    if (!found.ok) return found;
    hashes.set(`${tile.level}/${tile.n}`, found.value);
  }
  const lookup: NodeLookup = (level, k) => {
    const place = placeOf({ level, k });
    return foldPerfect(hashes.get(`${place.level}/${place.n}`)!.slice(place.first, place.first + 2 ** place.depth), hash);
  };
  return { ok: true, value: lookup };
}

async function readTile(tile: Tile, fetchTile: FetchTile): Promise<Result<Uint8Array[]>> {
  const bytes = await fetchTile(tilePath(tile));
  if (bytes !== null) return decodeTile(bytes, tile.width);
  // tlog-tiles, Partial Tiles: a log may drop a partial tile once the full one is there.
  const whole = tile.width < TILE_WIDTH ? await fetchTile(tilePath({ ...tile, width: TILE_WIDTH })) : null;
  if (whole === null) return refuse('malformed', 0, `no ${tilePath(tile)}`);
  const hashes = decodeTile(whole, TILE_WIDTH);
  return hashes.ok ? { ok: true, value: hashes.value.slice(0, tile.width) } : hashes;
}

function foldPerfect(hashes: readonly Uint8Array[], hash: Hash): Uint8Array {
  if (hashes.length === 1) return hashes[0]!;
  const above = Array.from({ length: hashes.length / 2 }, (_, i) => hashNode(hashes[2 * i]!, hashes[2 * i + 1]!, hash));
  return foldPerfect(above, hash);
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
