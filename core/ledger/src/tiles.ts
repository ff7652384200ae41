// Tiles and entry bundles: how a log is cut into files anyone can fetch (C2SP tlog-tiles v0.1.0).
import { concatBytes } from './bytes.ts';
import { MAX_BODY_BYTES } from './entry.ts';
import { HASH_BYTES } from './merkle.ts';
import { refuse, type Result } from './result.ts';

/** Hashes or entries of a full tile; a tile is a subtree of height 8. */
export const TILE_WIDTH = 256;
export const TILE_HEIGHT = 8;
const MAX_TILE_LEVEL = 63;

/** The n-th tile of a level: `width` hashes from 1 to 256 (full). */
export type Tile = { level: number; n: number; width: number };
/** The n-th bundle of entries, `width` from 1 to 256. */
export type Bundle = { n: number; width: number };
export type TilePath = { kind: 'tile'; tile: Tile } | { kind: 'entries'; bundle: Bundle };

/** `tile/<L>/<N>[.p/<W>]`. Throws TypeError on a tile there cannot be. */
export function tilePath({ level, n, width }: Tile): string {
  if (!Number.isInteger(level) || level < 0 || level > MAX_TILE_LEVEL) throw new TypeError('tile level');
  return `tile/${level}/${formatIndex(n, width)}`;
}

/** `tile/entries/<N>[.p/<W>]`. Throws TypeError on a bundle there cannot be. */
export function bundlePath({ n, width }: Bundle): string {
  return `tile/entries/${formatIndex(n, width)}`;
}

function formatIndex(n: number, width: number): string {
  if (!Number.isSafeInteger(n) || n < 0) throw new TypeError('tile index');
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) throw new TypeError('tile width');
  const digits = String(n);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.../g) ?? [];
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

/** Reads a path as the two functions above write it: there is one path for a tile. */
export function parseTilePath(path: string): Result<TilePath> {
  const match = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path);
  if (!match) return refuse('malformed', 0, 'tile path');
  const [, kind, index, partial] = match as unknown as [string, string, string, string | undefined];
  const groups = index.split('/');
  if (groups.length > 1 && groups[0] === 'x000') return refuse('malformed', 0, 'tile index with leading zeroes');
  const n = Number(groups.map((group) => group.slice(-3)).join(''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (!Number.isSafeInteger(n)) return refuse('out_of_range', 0, 'tile index');
  if (partial !== undefined && width >= TILE_WIDTH) return refuse('out_of_range', 0, 'tile width');
  if (kind === 'entries') return { ok: true, value: { kind: 'entries', bundle: { n, width } } };
  const level = Number(kind);
  if (level > MAX_TILE_LEVEL) return refuse('out_of_range', 0, 'tile level');
  return { ok: true, value: { kind: 'tile', tile: { level, n, width } } };
}

/** How many hashes the n-th tile of a level has in a tree of `size`: 0 (no such tile) to 256. A bundle has as many as the tile of level 0. */
export function tileWidth(size: number, level: number, n: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - n * TILE_WIDTH));
}

/** The stored nodes a tile is made of: at `level` of the tree, from `first`, `count` in a row. */
export function nodesOfTile({ level, n, width }: Tile): { level: number; first: number; count: number } {
  return { level: level * TILE_HEIGHT, first: n * TILE_WIDTH, count: width };
}

/** A tile's bytes: its hashes in a row. Throws TypeError on a hash that is none, or more than 256. */
export function encodeTile(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length < 1 || hashes.length > TILE_WIDTH) throw new TypeError('tile width');
  if (hashes.some((hash) => hash.length !== HASH_BYTES)) throw new TypeError('tile hash is not 32 bytes');
  return concatBytes(...hashes);
}

/** The hashes of a tile that has `width` of them. */
export function decodeTile(bytes: Uint8Array, width: number): Result<Uint8Array[]> {
  if (bytes.length !== width * HASH_BYTES) return refuse('malformed', bytes.length, `tile of ${width} hashes has another length`);
  return { ok: true, value: Array.from({ length: width }, (_, i) => bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES)) };
}

/** A bundle's bytes: each entry behind its length as a big-endian uint16. Throws TypeError on an entry too long, or more than 256. */
export function encodeBundle(bodies: readonly Uint8Array[]): Uint8Array {
  if (bodies.length < 1 || bodies.length > TILE_WIDTH) throw new TypeError('bundle width');
  if (bodies.some((body) => body.length > MAX_BODY_BYTES)) throw new TypeError('entry longer than 60000 bytes');
  return concatBytes(...bodies.flatMap((body) => [Uint8Array.of(body.length >> 8, body.length & 255), body]));
}

/** The bodies of a bundle that has `width` of them, neither cut short nor followed by anything. */
export function decodeBundle(bytes: Uint8Array, width: number): Result<Uint8Array[]> {
  const bodies: Uint8Array[] = [];
  let at = 0;
  while (bodies.length < width) {
    if (at + 2 > bytes.length) return refuse('malformed', at, 'bundle cut short');
    const end = at + 2 + ((bytes[at]! << 8) | bytes[at + 1]!);
    if (end > bytes.length) return refuse('malformed', at, 'entry cut short');
    bodies.push(bytes.slice(at + 2, end));
    at = end;
  }
  return at === bytes.length ? { ok: true, value: bodies } : refuse('malformed', at, 'bytes after the last entry');
}
