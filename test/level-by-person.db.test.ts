// A person's word on a level outweighs what the wire shows, also when zones are proposed.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Asset } from '@holdfast/assets/schema';
import type { Zone } from '@holdfast/zones/schema';
import { openHoldfast, type Page, plantBytes } from './holdfast.ts';

const hf = await openHoldfast({ after });
const { site } = hf;
const list = <T>(path: string): Promise<T[]> => hf.ask<Page<T>>('owner', 'GET', `${site}/${path}`).then((page) => page.rows);
const refresh = async (): Promise<void> => {
  const [any] = await list<Asset>('assets?limit=1');
  await hf.ask('owner', 'POST', `${site}/assets/decisions`, {
    asset_ids: [any!.id],
    decision: 'accepted',
    reason: 'Known since the start.',
  });
  await hf.idle();
};

test('a printer stays with the office until somebody says that it belongs to a controller', async () => {
  await hf.ingest(plantBytes(4_000_000));
  const zones = await list<Zone>('zones');
  const office = zones.find((zone) => zone.role === 'enterprise' && zone.subnets.includes('10.80.4.0/24'))!;
  const printer = (await list<Asset>('assets?limit=2000')).find((asset) => asset.kind === 'printer' && asset.zone_id === office.id)!;
  await hf.ask('owner', 'PATCH', `${site}/assets/${printer.id}`, { version: printer.version, purdue_level: '1' });
  await refresh();
  const { zone_id } = await hf.ask<Asset>('owner', 'GET', `${site}/assets/${printer.id}`);
  const there = (await list<Zone>('zones')).filter((zone) => zone.subnets.includes('10.80.4.0/24'));
  assert.deepEqual(
    there.map((zone) => [zone.role, zone.purdue_level, zone.assets, zone.id === zone_id]),
    [
      ['enterprise', '4', office.assets - 1, false],
      ['control', '1', 1, true],
    ],
  );
});
