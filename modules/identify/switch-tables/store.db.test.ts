// A MAC table through the API: looked at first, applied once, new devices wait for a decision.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Asset, AssetDetail } from '@holdfast/assets/schema';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import type { SwitchTable, TablePreview } from './schema.ts';

const hf = await openHoldfast({ after });
const add = async (name: string, kind: string, address: string | null): Promise<string> =>
  (await hf.ask<Asset>('owner', 'POST', `${hf.site}/assets`, { name, kind, address })).id;
const switch_id = await add('SW-1', 'switch', '00:80:63:00:00:01');
const plc = await add('PLC filler', 'plc', '00:1b:1b:12:34:56');
const uplink = Array.from({ length: 9 }, (_, at) => `  20  0080.f400.00${10 + at}  DYNAMIC  Gi1/0/24`).join('\n');
const text = `Vlan    Mac Address       Type        Ports
  20    001b.1b12.3456    DYNAMIC     Gi1/0/4
  20    0080.f4aa.0102    DYNAMIC     Gi1/0/5
   1    0080.6300.0001    STATIC      Gi1/0/1
${uplink}
gibberish 0080.f4aa.0103`;
const body = { switch_id, text, read_at: '2026-11-20T08:00:00Z' };

test('a table is looked at before anything is written', async () => {
  const before = await hf.rows<{ n: number }>('select count(*)::int as n from holdfast.asset');
  const seen = await hf.ask<TablePreview>('owner', 'POST', `${hf.site}/switch-tables/previews`, body);
  assert.deepEqual([seen.known, seen.fresh, seen.moved, seen.not_understood.map((it) => it.line)], [1, 10, 0, [14]]);
  assert.deepEqual(seen.rows.find((it) => it.asset_id === plc)?.port, 'Gi1/0/4');
  assert.equal(seen.rows.filter((it) => it.uplink).length, 9);
  assert.ok(seen.rows.every((it) => it.asset_id !== switch_id));
  assert.deepEqual(await hf.rows('select count(*)::int as n from holdfast.asset'), before);
});

test('applied, known devices learn their port and new ones wait for a decision; twice changes nothing', async () => {
  for (const _ of [1, 2]) await hf.ask<Page<SwitchTable>>('owner', 'POST', `${hf.site}/switch-tables`, body);
  await hf.idle();
  const asset = await hf.ask<AssetDetail>('owner', 'GET', `${hf.site}/assets/${plc}`);
  assert.deepEqual(asset.vlans, [20]);
  assert.deepEqual(
    asset.attributes.filter((it) => it.name === 'switch_port').map((it) => [it.value, it.source]),
    [['SW-1 Gi1/0/4', 'switch_table']],
  );
  const { rows } = await hf.ask<Page<Asset>>('owner', 'GET', `${hf.site}/assets?standing=sighted`);
  assert.equal(rows.length, 10);
  assert.equal(
    rows
      .find((it) => it.macs[0] === '00:80:f4:aa:01:02')
      ?.vendor?.toLowerCase()
      .includes('telemec') ?? false,
    true,
  );
  const { rows: tables } = await hf.ask<Page<SwitchTable>>('owner', 'GET', `${hf.site}/switch-tables`);
  assert.deepEqual(
    tables.map((it) => it.fresh),
    [0, 10],
  );
  const [port] = await hf.rows<{ n: number }>(`select count(*)::int as n from holdfast.switch_port`);
  assert.equal(port!.n, 2, 'devices behind an uplink have no port');
});

test('a device that moved says from where, and an older table does not move it back', async () => {
  const moved = { ...body, text: text.replace('Gi1/0/4', 'Gi1/0/7'), read_at: '2026-11-20T09:00:00Z' };
  const seen = await hf.ask<TablePreview>('owner', 'POST', `${hf.site}/switch-tables/previews`, moved);
  assert.deepEqual(seen.rows.find((it) => it.asset_id === plc)?.moved_from, 'Gi1/0/4');
  await hf.ask('owner', 'POST', `${hf.site}/switch-tables`, moved);
  await hf.ask('owner', 'POST', `${hf.site}/switch-tables`, body);
  const [port] = await hf.rows<{ port: string }>(`select port from holdfast.switch_port where asset_id = $1`, [plc]);
  assert.equal(port!.port, 'Gi1/0/7');
});

test('text without a table is refused, and says so', async () => {
  const { status, body: problem } = await hf.call('POST', `${hf.site}/switch-tables/previews`, {
    as: 'owner',
    body: { ...body, text: 'hello' },
  });
  assert.deepEqual([status, problem.code], [422, 'no_entries']);
});
