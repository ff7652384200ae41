// The order of lists against the real tables: numbers within names and addresses count as numbers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asset } from './schema.ts';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';

test('numbers in names and addresses sort as numbers, and devices without an address come last', async (t) => {
  const hf = await openHoldfast(t);
  const made = [
    ['PLC-10', '10.80.50.111'],
    ['PLC-2', '10.80.50.13'],
    ['PLC-1', '10.80.50.2'],
    ['PLC-3', null],
  ] as const;
  for (const [name, ip] of made) {
    const [row] = await hf.rows<{ id: string }>(
      `insert into holdfast.asset (site_id, name, standing) values ($1, $2, 'accepted') returning id`,
      [hf.site_id, name],
    );
    if (ip !== null)
      await hf.rows(`insert into holdfast.asset_address (site_id, asset_id, kind, address) values ($1, $2, 'ip', $3)`, [
        hf.site_id,
        row!.id,
        ip,
      ]);
  }
  const names = async (sort: string) =>
    (await hf.ask<Page<Asset>>('owner', 'GET', `${hf.site}/assets?sort=${sort}`)).rows.map((it) => it.name);
  assert.deepEqual(await names('name'), ['PLC-1', 'PLC-2', 'PLC-3', 'PLC-10']);
  assert.deepEqual(await names('ip'), ['PLC-1', 'PLC-2', 'PLC-10', 'PLC-3']);
  assert.deepEqual(await names('-ip'), ['PLC-10', 'PLC-2', 'PLC-1', 'PLC-3']);
});
