// Tiles: the specification's paths and numbers, and roots and proofs computed from tiles alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { growLog } from '../../../fuzz/parts/small-log.ts';
import { makeRandom } from '../../../plant/src/random.ts';
import { emptyRoot } from './merkle.ts';
import { consistencyRanges, inclusionRanges, makeProof, positionsOf, verifyConsistency, verifyInclusion } from './proofs.ts';
import { consistencyFromTiles, inclusionFromTiles, rootFromTiles, tilesHolding } from './tile-proofs.ts';
import {
  bundlePath,
  decodeBundle,
  decodeTile,
  encodeBundle,
  encodeTile,
  nodesOfTile,
  parseTilePath,
  tilePath,
  tileWidth,
} from './tiles.ts';

// More than two full tiles of level 0, so that level 1 has hashes, and one more than a full tile's square would need is left to arithmetic.
const log = growLog(makeRandom(9, 'tiles'), 800);
const from =
  (size: number, drop: (path: string) => boolean = () => false) =>
  (path: string) =>
    drop(path) ? null : log.fileAt(path, size);

test('writes the paths of the specification and reads them back', () => {
  assert.equal(tilePath({ level: 0, n: 1234067, width: 256 }), 'tile/0/x001/x234/067');
  assert.equal(tilePath({ level: 1, n: 0, width: 17 }), 'tile/1/000.p/17');
  assert.equal(tilePath({ level: 63, n: 999, width: 256 }), 'tile/63/999');
  assert.equal(tilePath({ level: 0, n: 1000, width: 1 }), 'tile/0/x001/000.p/1');
  assert.equal(bundlePath({ n: 273, width: 112 }), 'tile/entries/273.p/112');
  fc.assert(
    fc.property(fc.nat(63), fc.maxSafeInteger(), fc.integer({ min: 1, max: 256 }), (level, number, width) => {
      const tile = { level, n: Math.abs(number), width };
      assert.deepEqual(parseTilePath(tilePath(tile)), { ok: true, value: { kind: 'tile', tile } });
      const bundle = { n: tile.n, width };
      assert.deepEqual(parseTilePath(bundlePath(bundle)), { ok: true, value: { kind: 'entries', bundle } });
    }),
  );
});

test('refuses a path that is another tile\u2019s, or none', () => {
  for (const path of [
    'tile/0/0',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/X001/234',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000/',
    'tile/0/../000',
    'tile/0/%30%30%30',
    'tile/entries/000.p/300',
    'tile/data/000',
    '/tile/0/000',
    'tile/0/000\n',
    `tile/0/${'x999/'.repeat(5)}999`,
    `tile/0/${'x999/'.repeat(6)}999`,
    '',
  ])
    assert.equal(parseTilePath(path).ok, false, path);
  assert.throws(() => tilePath({ level: 64, n: 0, width: 256 }), TypeError);
  assert.throws(() => tilePath({ level: 0, n: -1, width: 256 }), TypeError);
  assert.throws(() => bundlePath({ n: 0, width: 257 }), TypeError);
});

test('counts tiles as the specification does', () => {
  // A tree of 70,000: 273 full and one of 112, one full and one of 17, one of 1.
  assert.equal(tileWidth(70_000, 0, 272), 256);
  assert.equal(tileWidth(70_000, 0, 273), 112);
  assert.equal(tileWidth(70_000, 0, 274), 0);
  assert.equal(tileWidth(70_000, 1, 0), 256);
  assert.equal(tileWidth(70_000, 1, 1), 17);
  assert.equal(tileWidth(70_000, 2, 0), 1);
  assert.equal(tileWidth(70_000, 3, 0), 0);
  assert.deepEqual([tileWidth(256, 0, 0), tileWidth(256, 1, 0)], [256, 1]);
  assert.equal(tileWidth(0, 0, 0), 0);
  assert.deepEqual(nodesOfTile({ level: 1, n: 2, width: 17 }), { level: 8, first: 512, count: 17 });
});

test('computes every root from tiles alone', async () => {
  for (const size of [0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 767, 768, 799, 800])
    assert.deepEqual(await rootFromTiles(size, from(size)), { ok: true, value: size === 0 ? emptyRoot() : log.rootAt(size) }, `${size}`);
});

test('computes the proofs the log itself would give, from tiles alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 800 }), fc.nat(), async (size, pick) => {
      const idx = pick % size;
      const inclusion = await inclusionFromTiles(idx, size, from(size));
      assert.ok(inclusion.ok);
      assert.deepEqual(inclusion.value, makeProof(inclusionRanges(idx, size), log.nodes));
      assert.ok(verifyInclusion({ idx, size, leaf: log.leaves[idx]!, root: log.rootAt(size), proof: inclusion.value }).ok);
      const old_size = 1 + idx;
      const consistency = await consistencyFromTiles(old_size, size, from(size));
      assert.ok(consistency.ok);
      assert.ok(verifyConsistency({ old_size, old_root: log.rootAt(old_size), size, root: log.rootAt(size), proof: consistency.value }).ok);
    }),
    { numRuns: 80 },
  );
});

test('takes the full tile where the log has dropped the partial one', async () => {
  const larger = (path: string) => log.fileAt(path, 800);
  const gone = (path: string) => (path.includes('.p/') ? null : larger(path));
  const proof = await inclusionFromTiles(300, 500, (path) => (path.startsWith('tile/0/') ? gone(path) : log.fileAt(path, 500)));
  assert.ok(proof.ok, proof.ok ? '' : proof.error.what);
  assert.ok(verifyInclusion({ idx: 300, size: 500, leaf: log.leaves[300]!, root: log.rootAt(500), proof: proof.value }).ok);
});

test('says which tile is missing or has another length, and a wrong tile gives a proof that fails', async () => {
  const missing = await inclusionFromTiles(
    3,
    800,
    from(800, (path) => path === 'tile/0/000'),
  );
  assert.deepEqual(missing, { ok: false, error: { kind: 'malformed', offset: 0, what: 'no tile/0/000' } });
  const short = await rootFromTiles(800, (path) => log.fileAt(path, 800)?.slice(1) ?? null);
  assert.equal(short.ok, false);
  const wrong = await inclusionFromTiles(3, 800, (path) => {
    const bytes = log.fileAt(path, 800);
    if (bytes && path === 'tile/0/000') bytes[70]! ^= 1;
    return bytes;
  });
  assert.ok(wrong.ok);
  assert.equal(verifyInclusion({ idx: 3, size: 800, leaf: log.leaves[3]!, root: log.rootAt(800), proof: wrong.value }).ok, false);
  for (const [idx, size] of [
    [5, 5],
    [-1, 5],
    [0, 0],
    [1.5, 5],
    [2 ** 63, 2 ** 64],
  ] as const)
    assert.equal((await inclusionFromTiles(idx, size, from(800))).ok, false, `${idx} in ${size}`);
  for (const [old, size] of [
    [0, 5],
    [6, 5],
    [-1, 5],
    [1.5, 5],
  ] as const)
    assert.equal((await consistencyFromTiles(old, size, from(800))).ok, false);
});

test('tiles of any bytes give a refusal or a proof that fails, never a throw', async () => {
  const bytes = fc.oneof(
    fc.constant(null),
    fc.uint8Array({ maxLength: 40 }),
    fc.integer({ min: 1, max: 256 }).map((n) => new Uint8Array(32 * n)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(bytes, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 2, max: 800 }),
      fc.nat(),
      async (served, size, pick) => {
        let at = 0;
        const proof = await inclusionFromTiles(pick % size, size, () => served[at++ % served.length]!);
        if (!proof.ok) return;
        const claim = { idx: pick % size, size, leaf: log.leaves[pick % size]!, root: log.rootAt(size), proof: proof.value };
        assert.equal(verifyInclusion(claim).ok, false);
      },
    ),
  );
});

test('needs few tiles, however large the log', () => {
  const size = 2 ** 40 + 12345;
  const tiles = tilesHolding(positionsOf(inclusionRanges(77_777_777_777, size)), size);
  assert.ok(tiles.length <= 12, `${tiles.length} tiles`);
  assert.ok(tiles.every(({ level, n, width }) => width === tileWidth(size, level, n) && width > 0));
  assert.ok(tilesHolding(positionsOf(consistencyRanges(123, size)), size).length <= 12);
});

test('reads back the tiles and bundles it writes, and nothing longer or shorter', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 20 }), (bodies) => {
      const bytes = encodeBundle(bodies);
      assert.deepEqual(decodeBundle(bytes, bodies.length), { ok: true, value: bodies });
      for (let cut = 0; cut < bytes.length; cut += 7) assert.equal(decodeBundle(bytes.slice(0, cut), bodies.length).ok, false);
      assert.equal(decodeBundle(Uint8Array.of(...bytes, 0), bodies.length).ok, false);
      assert.equal(decodeBundle(bytes, bodies.length + 1).ok, false);
    }),
  );
  assert.deepEqual(encodeBundle([new Uint8Array(258).fill(7)]).slice(0, 3), Uint8Array.of(1, 2, 7), 'a big-endian length');
  const hashes = log.leaves.slice(0, 5);
  assert.deepEqual(decodeTile(encodeTile(hashes), 5), { ok: true, value: hashes });
  assert.equal(decodeTile(encodeTile(hashes), 4).ok, false);
  assert.throws(() => encodeTile([new Uint8Array(31)]), TypeError);
  assert.throws(() => encodeTile(log.leaves.slice(0, 257)), TypeError);
  assert.throws(() => encodeBundle([new Uint8Array(60_001)]), TypeError);
});
