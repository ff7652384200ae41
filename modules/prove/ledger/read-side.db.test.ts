// The read side through the API: tiles and bundles give the signed root, proof files prove alone, filters and one record's history find what they should.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  decodeBundle,
  hashLeaf,
  openCheckpoint,
  parseTlogProof,
  parseVerifierKey,
  rootFromTiles,
  rootOf,
  verifyTlogProof,
  bundlePath,
  TILE_WIDTH,
} from '@holdfast/core-ledger';
import { nobleCrypto } from '@holdfast/core-ledger/noble-crypto';
import { readEpochs } from '@holdfast/platform/ledger-store';
import { openHoldfast, plantBytes } from '../../../test/holdfast.ts';
import { type Entry, type EntryDetail, entryQuery, type LogState } from './schema.ts';
import { listAcross } from './store.epochs.ts';

const hf = await openHoldfast({ after });
const ledger = `${hf.site}/ledger`;
await hf.hire('auditor', [{ role: 'auditor', scope: 'site', site_id: hf.site_id }]);
await hf.hire('ot', [{ role: 'ot_lead', scope: 'site', site_id: hf.site_id }]);
await hf.ingest(plantBytes(400_000));
const reason = 'Seen at the machine.';
const assets = (await hf.ask<{ rows: { id: string; standing: string }[] }>('ot', 'GET', `${hf.site}/assets?limit=20`)).rows;
const asset_ids = assets.slice(0, 3).map((it) => it.id);
await hf.ask('ot', 'POST', `${hf.site}/assets/decisions`, { asset_ids, decision: 'accepted', reason });
await hf.idle();
await hf.ask('owner', 'POST', `${ledger}/verifications`, {});

const list = (query: string, as = 'auditor') => hf.ask<{ rows: Entry[]; total: number }>(as, 'GET', `${ledger}/entries?${query}`);
const bytesOf = async (path: string): Promise<Uint8Array | null> => {
  const answer = await fetch(`${hf.base}${ledger}/${path}`, { headers: { cookie: hf.cookieOf('auditor') } });
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
};
const keysOf = async () => {
  const { vkeys, origin } = await hf.ask<LogState>('auditor', 'GET', ledger);
  return { origin, keys: vkeys.map((it) => parseVerifierKey(it)).map((it) => (it.ok ? it.value : assert.fail('key'))) };
};

test('the checkpoint, the tiles and the bundles of entries give one root, and only what is signed is given', async () => {
  const { origin, keys } = await keysOf();
  const opened = openCheckpoint((await bytesOf('checkpoint'))!, origin, keys, nobleCrypto);
  assert.ok(opened.ok);
  const { size, root } = opened.value;
  const fromTiles = await rootFromTiles(size, bytesOf);
  assert.deepEqual(fromTiles.ok && Buffer.from(fromTiles.value), Buffer.from(root));
  const bundle = decodeBundle((await bytesOf(bundlePath({ n: 0, width: Math.min(size, TILE_WIDTH) })))!, Math.min(size, TILE_WIDTH));
  assert.ok(bundle.ok && size < TILE_WIDTH);
  assert.deepEqual(Buffer.from(rootOf(bundle.value.map((body) => hashLeaf(body)))), Buffer.from(root));
  assert.equal(await bytesOf(bundlePath({ n: 0, width: size + 1 })), null);
  for (const path of ['tile/entries/x000', 'tile/entries/001', 'tile/00/000', 'tile/0/000', 'tile/entries/..%2f..', 'tile/9/000'])
    assert.equal(await bytesOf(path), null, path);
});

test('a tile may be kept for ever, by its asker alone; the checkpoint not at all', async () => {
  const tile = await hf.call('GET', `${ledger}/tile/entries/000.p/1?epoch=1`, { as: 'auditor' });
  assert.deepEqual([tile.status, tile.headers['cache-control']], [200, 'private, max-age=31536000, immutable']);
  assert.equal((await hf.call('GET', `${ledger}/checkpoint`, { as: 'auditor' })).headers['cache-control'], 'no-store');
  assert.equal((await hf.call('GET', `${ledger}/tile/entries/000.p/1?epoch=2`, { as: 'auditor' })).body.code, 'no_ledger_yet');
  assert.equal((await hf.call('GET', `${ledger}/tile/entries/000.p/1`)).status, 401);
});

test('a proof file proves its entry to who has nothing but the log’s key', async () => {
  const [entry] = (await list('kind=asset.accepted')).rows;
  const file = await hf.call<string>('GET', `${ledger}/entries/${entry!.id}/proof`, { as: 'auditor' });
  assert.match(file.headers['content-disposition'] ?? '', /entry-\d+\.tlog-proof/);
  const { origin, keys } = await keysOf();
  const parsed = parseTlogProof(file.body);
  assert.ok(parsed.ok);
  const { extra } = parsed.value;
  const verdict = verifyTlogProof(file.body, hashLeaf(extra!), origin, keys, nobleCrypto);
  assert.deepEqual([verdict.ok && verdict.value.idx, Buffer.from(extra!).includes('asset.accepted')], [entry!.idx, true]);
  const other = verifyTlogProof(file.body.replace(/^index \d+/m, 'index 1'), hashLeaf(extra!), origin, keys, nobleCrypto);
  assert.equal(other.ok, false);
});

test('proofs of inclusion and consistency are for any size that is signed', async () => {
  const { size } = (await hf.ask<LogState>('auditor', 'GET', ledger)).latest!;
  const inclusion = await hf.ask('auditor', 'GET', `${ledger}/proof/inclusion?idx=2&size=${size}`);
  assert.deepEqual([inclusion.idx, inclusion.size], [2, size]);
  assert.equal((await hf.ask('auditor', 'GET', `${ledger}/proof/consistency?from=1&to=${size}`)).to_root, inclusion.root);
  assert.equal((await hf.call('GET', `${ledger}/proof/inclusion?idx=2&size=${size + 999}`, { as: 'auditor' })).body.code, 'not_signed_yet');
  assert.equal((await hf.call('GET', `${ledger}/proof/inclusion?idx=3&size=2`, { as: 'auditor' })).body.code, 'not_in_that_size');
});

test('the list finds by person, subject, act, time, word and number, and counts what it finds', async () => {
  const all = await list('limit=2000');
  assert.deepEqual(
    all.rows.map((it) => it.idx),
    Array.from({ length: all.total }, (_, at) => all.total - 1 - at),
  );
  const accepted = await list('kind=asset.accepted');
  assert.deepEqual([accepted.total, accepted.rows[0]!.reason], [1, reason]);
  const ot = accepted.rows[0]!.actor_id;
  const same = async (query: string, is: (it: Entry) => boolean) => {
    const found = await list(`${query}&limit=2000`);
    const wanted = all.rows.filter(is).map((it) => it.id);
    assert.deepEqual([found.rows.map((it) => it.id), found.total], [wanted, wanted.length], query);
    assert.notEqual(wanted.length, 0, query);
  };
  await same(`actor_id=${ot}`, (it) => it.actor_id === ot);
  await same('subject_type=asset,capture', (it) => ['asset', 'capture'].includes(it.subject_type));
  await same(`since=${all.rows[2]!.at}`, (it) => it.at >= all.rows[2]!.at);
  await same(`until=${all.rows[2]!.at}`, (it) => it.at < all.rows[2]!.at);
  await same('search=accepted', (it) => it.kind.includes('accepted'));
  await same('search=Person%20ot', (it) => it.actor_name === 'Person ot');
  await same('search=2', (it) => it.idx === 2);
  await same(`search=${all.rows[1]!.id}`, (it) => it.id === all.rows[1]!.id);
  assert.equal((await list('search=nothing-like-it')).total, 0);
  const second = await list('limit=2&offset=2');
  assert.deepEqual(
    second.rows.map((it) => it.id),
    all.rows.slice(2, 4).map((it) => it.id),
  );
});

test('a record’s history has the acts that took it with many others', async () => {
  for (const id of asset_ids)
    assert.ok(
      (await list(`record=asset:${id}`)).rows.some((it) => it.kind === 'asset.accepted'),
      id,
    );
  assert.equal(
    (await list(`record=asset:${assets[5]!.id}`)).rows.some((it) => it.kind === 'asset.accepted'),
    false,
  );
});

test('what stands behind a commitment can be opened to somebody else', async () => {
  const [entry] = (await list('kind=asset.accepted')).rows;
  const detail = await hf.ask<EntryDetail>('auditor', 'GET', `${ledger}/entries/${entry!.id}`);
  const { opening, text, n } = detail.erasable[0]!;
  const commitment = nobleCrypto.sha256(Buffer.concat([Buffer.from(opening!.salt, 'base64'), Buffer.from(opening!.payload, 'base64')]));
  assert.equal(text, reason);
  assert.equal((JSON.parse(detail.body) as { commitments: string[] }).commitments[n], Buffer.from(commitment).toString('hex'));
});

test('the proof of an act of this minute is there when somebody asks for it', async () => {
  const asked = { asset_ids: assets.slice(5, 6).map((it) => it.id), decision: 'accepted', reason: 'Asked for at once.' };
  await hf.ask('ot', 'POST', `${hf.site}/assets/decisions`, asked);
  const [newest] = (await list('limit=1')).rows;
  const { idx, proof } = await hf.ask<EntryDetail>('auditor', 'GET', `${ledger}/entries/${newest!.id}`);
  assert.ok(proof !== null && idx !== null && idx < proof.size);
});

test('what is sealed while the list is read is counted once', async () => {
  const { db } = hf.parts.context;
  const logs = (await readEpochs(hf.parts.pool, hf.site_id)).toReversed();
  // Nothing is sealed until the reader has seen what waits.
  const sealing = await hf.database.pool('holdfast_super').connect();
  await sealing.query('begin');
  await sealing.query("select pg_advisory_xact_lock(hashtextextended('ledger.log ' || $1, 0))", [logs[0]!.id]);
  await hf.ask('ot', 'POST', `${hf.site}/assets/decisions`, { asset_ids: [assets[6]!.id], decision: 'accepted', reason });
  const moving = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      await sealing.query('commit');
      await hf.parts.sequencer.settle();
      return result;
    },
  });
  const seen = await listAcross(moving, logs, entryQuery.parse({ limit: 2000 })).finally(() => sealing.release());
  assert.deepEqual([seen.total, new Set(seen.rows.map((it) => it.id)).size], [seen.rows.length, seen.rows.length]);
  assert.equal(seen.rows[0]!.idx, null);
  // The plant goes on meanwhile: what was seen is there, each once.
  const ids = new Set(seen.rows.map((it) => it.id));
  const later = await list('limit=2000');
  assert.deepEqual([later.total, later.rows.filter((it) => ids.has(it.id)).length], [later.rows.length, seen.total]);
});
