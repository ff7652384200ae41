// Frames of findings are noted by several rounds at once, and beside a refresh of the findings: nobody waits in a circle, and each finding has its frames once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStore, site_id } from '../../../test/finding-store.ts';
import { type FramesKept, saveFrames } from './store.frames.ts';
import { refreshFindings } from './store.refresh.ts';

const rounds = 15;
const findings = 30;

test('rounds of one site that cut in another order, and a refresh beside them, never wait in a circle', async (t) => {
  const { db, one, asset, refresh, list } = await openStore(t);
  await asset('PLC', 'accepted');
  for (let i = 0; i < findings; i += 1) await asset(`Stranger ${i}`, 'sighted');
  await refresh();
  const ids = (await list()).map((it) => it.id);
  assert.equal(ids.length, findings);
  const kept = (round: number): FramesKept[] =>
    ids.map((finding_id, at) => ({
      finding_id,
      kind: 'new_device',
      place: 'first',
      seen_until: '2026-11-01T08:00:00Z',
      at: '2026-11-01T08:00:00Z',
      capture_id: null,
      sha256: null,
      frame: null,
      ends: [],
      clip: { sha256: String(round * findings + at).padStart(64, '0'), size_bytes: 100, frames: 1, first_ms: 0, last_ms: 1 },
    }));
  const entry_id = ids[0]!;
  const save = (what: FramesKept[]) => db.transaction().execute((tx) => saveFrames(tx, site_id, entry_id, what));
  for (let round = 0; round < rounds; round += 1) {
    await one(`update holdfast.asset set last_seen = now(), vendor = $1 where standing = 'sighted' returning 1`, `Maker ${round}`);
    const done = await Promise.allSettled([
      save(kept(round)),
      save(kept(round).toReversed()),
      db.transaction().execute((tx) => refreshFindings(tx, site_id)),
    ]);
    assert.deepEqual(
      done.flatMap((it) => (it.status === 'rejected' ? [String(it.reason)] : [])),
      [],
    );
  }
  const { rows } = await sql<{ frames: number; files: number }>`select (select count(*)::int from holdfast.finding_frames) as frames,
    (select count(*)::int from holdfast.kept_file) as files`.execute(db);
  assert.deepEqual(rows, [{ frames: findings, files: findings }], 'the file of the round before is forgotten');
});
