// Devices behind a gateway: one place each, no circles, in the gateway's zone, and only for who may word assets there.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openHoldfast } from '../../../test/holdfast.ts';
import type { Family } from './schema.children.ts';
import type { Asset } from './schema.ts';

const hf = await openHoldfast({ after });
const zone = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/zones`, {
  name: 'Utilities',
  purdue_level: '1',
  custodian_id: null,
});
const gateway = await hf.ask<Asset>('owner', 'POST', `${hf.site}/assets`, {
  name: 'Gateway',
  kind: 'gateway',
  address: '10.0.0.9',
  zone_id: zone.id,
});
const at = (id: string, rest: string) => `${hf.site}/assets/${id}/${rest}`;
const add = (id: string, body: object) => hf.call<Family>('POST', at(id, 'children'), { as: 'owner', body: { kind: 'meter', ...body } });

test('serial devices stand behind their gateway, in its zone, by their place', async () => {
  assert.equal((await add(gateway.id, { name: 'Meter 10', port: 'COM1 unit 10', serial: 'M-10' })).status, 200);
  const { body } = await add(gateway.id, { name: 'Meter 2', port: 'COM1 unit 2' });
  assert.deepEqual(
    body.rows.map((it) => [it.parent_port, it.name]),
    [
      ['COM1 unit 2', 'Meter 2'],
      ['COM1 unit 10', 'Meter 10'],
    ],
  );
  const meter = await hf.ask<Asset>('owner', 'GET', `${hf.site}/assets/${body.rows[1]!.id}`);
  assert.deepEqual([meter.zone_id, meter.serial, meter.standing], [zone.id, 'M-10', 'accepted']);
  const up = await hf.ask<Family>('owner', 'GET', at(meter.id, 'children'));
  assert.deepEqual([up.parent?.name, up.parent?.port], ['Gateway', 'COM1 unit 10']);
  await hf.idle();
  assert.equal((await hf.ask<Asset>('owner', 'GET', `${hf.site}/assets/${meter.id}`)).zone_id, zone.id, 'a refresh leaves it there');
});

test('one place holds one device, and nothing stands behind itself', async () => {
  const taken = await add(gateway.id, { name: 'Another', port: 'com1 UNIT 2' });
  assert.deepEqual([taken.status, (taken.body as unknown as { code: string }).code], [409, 'place_taken']);
  const { rows } = await hf.ask<Family>('owner', 'GET', at(gateway.id, 'children'));
  const circle = await hf.call('PUT', at(gateway.id, 'parent'), { as: 'owner', body: { parent_id: rows[0]!.id } });
  assert.deepEqual([circle.status, circle.body.code], [409, 'parent_circle']);
  const self = await hf.call('PUT', at(gateway.id, 'parent'), { as: 'owner', body: { parent_id: gateway.id } });
  assert.equal(self.body.code, 'parent_circle');
  const freed = await hf.ask<Family>('owner', 'PUT', at(rows[0]!.id, 'parent'), { parent_id: null });
  assert.equal(freed.parent, null);
});
