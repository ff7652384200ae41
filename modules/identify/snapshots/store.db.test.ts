// Snapshots on the real server: kept as they were with their hash in the ledger, compared with now, and changed by nobody.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHoldfast, type Page, plantBytes } from '../../../test/holdfast.ts';
import { takeDueSnapshots } from './jobs.ts';
import type { Change, Snapshot, SnapshotDetail } from './schema.ts';

test('a snapshot keeps map and inventory with its hash, says what changed since, and nobody can alter it', async (t) => {
  const hf = await openHoldfast(t);
  await hf.ingest(plantBytes(400_000));
  const first = await hf.ask<Snapshot>('owner', 'POST', `${hf.site}/snapshots`, { name: 'Before the shutdown' });
  const detail = await hf.ask<SnapshotDetail>('owner', 'GET', `${hf.site}/snapshots/${first.id}`);
  assert.deepEqual([detail.is_intact, detail.zones.length, detail.conduits.length], [true, first.counts.zones, first.counts.conduits]);
  const entry = await hf.ask('owner', 'GET', `${hf.site}/ledger/entries/${first.entry_id}`);
  assert.equal(JSON.stringify(entry).includes(first.sha256), true, 'the ledger holds the hash');

  const changes = async (query = '') => hf.ask<Page<Change>>('owner', 'GET', `${hf.site}/snapshots/${first.id}/changes${query}`);
  assert.equal((await changes()).total, 0);
  const [plc] = (await hf.ask('owner', 'GET', `${hf.site}/assets?kind=plc`)).rows;
  const zone = await hf.ask('owner', 'POST', `${hf.site}/zones`, { name: 'New hall', purdue_level: '1' });
  await hf.ask('owner', 'POST', `${hf.site}/zones/${zone.id}/members`, { asset_ids: [plc.id], reason: 'Moved.' });
  await hf.idle();
  const moved = (await changes('?part=asset&change=moved')).rows;
  assert.deepEqual(
    moved.map((it) => [it.subject_id, it.details[0]!.after]),
    [[plc.id, 'New hall']],
  );
  assert.deepEqual(
    (await changes('?part=zone&change=added')).rows.map((it) => it.name),
    ['New hall'],
  );
  const second = await hf.ask<Snapshot>('owner', 'POST', `${hf.site}/snapshots`, { name: 'After' });
  assert.equal((await changes(`?to=${second.id}`)).total, (await changes()).total);
  assert.equal(
    (await hf.ask<SnapshotDetail>('owner', 'GET', `${hf.site}/snapshots/${first.id}`)).zones.length,
    first.counts.zones,
    'the older map stays',
  );

  const app = hf.database.pool('holdfast_app');
  await assert.rejects(app.query(`update holdfast.snapshot set name = 'other'`), /permission denied/);
  await assert.rejects(app.query('delete from holdfast.snapshot'), /permission denied/);
  await hf.rows(`update holdfast.snapshot set sha256 = repeat('0', 64) where id = $1`, [first.id]);
  assert.equal((await hf.ask<SnapshotDetail>('owner', 'GET', `${hf.site}/snapshots/${first.id}`)).is_intact, false);
});

test('the product takes one snapshot a month, however often it is asked', async (t) => {
  const hf = await openHoldfast(t);
  const take = (now: string) => takeDueSnapshots(hf.parts.context, now);
  assert.deepEqual(await take('2026-11-21T08:00:00.000Z'), [], 'nothing to keep yet');
  await hf.ingest(plantBytes(200_000));
  assert.deepEqual(await take('2026-11-21T08:00:00.000Z'), [hf.site_id]);
  assert.deepEqual(await take('2026-11-29T08:00:00.000Z'), []);
  assert.deepEqual(await take('2026-12-01T08:00:00.000Z'), [hf.site_id]);
  const { rows } = await hf.ask<Page<Snapshot>>('owner', 'GET', `${hf.site}/snapshots`);
  assert.deepEqual(
    rows.map((it) => [it.name, it.taken_by_name]),
    [
      ['2026-12', null],
      ['2026-11', null],
    ],
  );
});
