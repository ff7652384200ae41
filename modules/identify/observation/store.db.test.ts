// Observation on the real server: captures say which zones they saw, a drawn zone is unobserved until somebody looks, and completeness shows it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Capture } from '@holdfast/captures/schema';
import { openHoldfast, type Page, plantBytes } from '../../../test/holdfast.ts';
import type { ZoneObservation } from './schema.ts';
import { noteObservation } from './store.ts';

test('each zone says which capture saw it and when; a drawn one is unobserved and lowers completeness until somebody walks it', async (t) => {
  const hf = await openHoldfast(t);
  const capture: Capture = await hf.ingest(plantBytes(400_000));
  const list = async () => (await hf.ask<Page<ZoneObservation>>('owner', 'GET', `${hf.site}/observation`)).rows;
  const seen = await list();
  assert.ok(seen.length > 3);
  for (const zone of seen) {
    const [look] = zone.observed;
    assert.deepEqual([zone.observed.length, look!.kind, look!.sources, look!.source_id], [1, 'capture', 1, capture.id]);
    assert.ok(look!.seen_from >= capture.first_packet! && look!.seen_to <= capture.last_packet! && look!.seen_from <= look!.seen_to);
  }
  const complete = () => hf.ask('owner', 'GET', `${hf.site}/completeness`);
  const before = await complete();
  assert.equal(before.counted, before.assets);

  const drawn = await hf.ask('owner', 'POST', `${hf.site}/zones`, { name: 'Boiler house', purdue_level: '1' });
  const one = async () => (await list()).find((it) => it.id === drawn.id)!;
  assert.deepEqual([(await one()).state, (await one()).traffic], ['unobserved', 'unobserved']);
  const lowered = await complete();
  assert.deepEqual([lowered.counted, lowered.unobserved_zones], [before.counted + 1, before.unobserved_zones + 1]);

  const at = new Date().toISOString();
  const look = {
    site_id: hf.site_id,
    zone_id: drawn.id as string,
    kind: 'walk_down' as const,
    seen_from: at,
    seen_to: at,
    source_id: randomUUID(),
  };
  await hf.parts.context.db.transaction().execute(async (tx) => {
    await noteObservation(tx as never, look);
    await noteObservation(tx as never, look);
  });
  const walked = await one();
  assert.deepEqual([walked.state, walked.traffic, walked.observed.length], ['observed', 'unobserved', 1]);
  assert.equal((await complete()).counted, before.counted);
});

test('an asset that moves takes what saw it along, and an empty zone can be deleted, one with devices cannot', async (t) => {
  const hf = await openHoldfast(t);
  await hf.ingest(plantBytes(200_000));
  const [asset] = (await hf.ask('owner', 'GET', `${hf.site}/assets?kind=plc`)).rows;
  const drawn = await hf.ask('owner', 'POST', `${hf.site}/zones`, { name: 'New cell', purdue_level: '1' });
  await hf.ask('owner', 'POST', `${hf.site}/zones/${drawn.id}/members`, { asset_ids: [asset.id], reason: 'Moved to the new hall.' });
  await hf.idle();
  const one = async () => (await hf.ask('owner', 'GET', `${hf.site}/zones`)).rows.find((it: { id: string }) => it.id === drawn.id);
  assert.equal((await one()).traffic === 'unobserved', false);
  const remove = () => hf.call('DELETE', `${hf.site}/zones/${drawn.id}`, { as: 'owner' });
  assert.equal((await remove()).body.code, 'zone_not_empty');
  const other = (await hf.ask('owner', 'GET', `${hf.site}/zones`)).rows.find((it: { id: string }) => it.id !== drawn.id);
  await hf.ask('owner', 'POST', `${hf.site}/zones/${other.id}/members`, { asset_ids: [asset.id], reason: 'Moved back.' });
  await hf.idle();
  assert.equal((await remove()).status, 200);
  assert.equal(await one(), undefined);
});
