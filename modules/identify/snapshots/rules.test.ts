// How two snapshots differ, and when the monthly one is due.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareSnapshots, isDue, selectChanges } from './rules.ts';
import type { SnapshotContent } from './schema.ts';

type Asset = SnapshotContent['assets'][number];
const uuid = (n: number): string => `01a20000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const asset = (n: number, it: Partial<Asset> = {}): Asset => ({
  id: uuid(n),
  name: `plc-${n}`,
  kind: 'plc',
  purdue_level: '1',
  vendor: null,
  model: null,
  order_number: null,
  firmware: 'V1',
  serial: null,
  ips: [`10.0.0.${n}`],
  macs: [],
  zone_id: uuid(100),
  location: null,
  asset_tag: null,
  criticality: null,
  production_role: null,
  owner_id: null,
  lifecycle: 'in_service',
  standing: 'accepted',
  ...it,
});
const zone = (n: number, name: string) => ({
  id: uuid(n),
  name,
  purdue_level: '1',
  state: 'confirmed',
  role: 'cell',
  assets: 1,
  observed_by: ['capture'],
});
const flow = { from_zone: uuid(100), to_zone: uuid(101), transport: 'tcp', port: 102, protocol: 's7comm', flows: 3, classes: ['read'] };
const content = (it: Partial<SnapshotContent> = {}): SnapshotContent => ({
  version: 1,
  site: { id: uuid(1), name: 'North', time_zone: 'Europe/Berlin' },
  taken_at: '2026-11-01T00:00:00.000Z',
  assets: [asset(1), asset(2), asset(3)],
  zones: [zone(100, 'Line 1'), zone(101, 'Line 2')],
  conduits: [
    {
      id: uuid(200),
      name: 'Line 1 – Line 2',
      zone_a: uuid(100),
      zone_b: uuid(101),
      state: 'unknown',
      list_version: null,
      flows: 3,
      unapproved: 0,
    },
  ],
  flows: [flow],
  ...it,
});

test('a snapshot does not differ from itself', () => {
  assert.deepEqual(compareSnapshots(content(), content({ taken_at: '2026-12-01T00:00:00.000Z' })), []);
});

test('assets come, go, move and change, each told with what it was and is', () => {
  const after = content({
    assets: [asset(1, { zone_id: uuid(101), firmware: 'V2' }), asset(3, { criticality: 'safety', owner_id: uuid(9) }), asset(4)],
  });
  const told = compareSnapshots(content(), after).map((it) => [it.name, it.change, it.details]);
  assert.deepEqual(told, [
    [
      'plc-1',
      'moved',
      [
        { field: 'zone', before: 'Line 1', after: 'Line 2' },
        { field: 'firmware', before: 'V1', after: 'V2' },
      ],
    ],
    ['plc-2', 'removed', []],
    [
      'plc-3',
      'changed',
      [
        { field: 'criticality', before: null, after: 'safety' },
        { field: 'owner', before: null, after: null },
      ],
    ],
    ['plc-4', 'added', []],
  ]);
});

test('a conduit that was proposed anew under another id is the same conduit, its approval is a change', () => {
  const [was] = content().conduits;
  const after = content({
    conduits: [{ ...was!, id: uuid(201), zone_a: was!.zone_b, zone_b: was!.zone_a, state: 'approved', list_version: 1 }],
  });
  const [it, ...rest] = compareSnapshots(content(), after);
  assert.equal(rest.length, 0);
  assert.deepEqual(
    [it!.part, it!.details.map((one) => [one.field, one.before, one.after])],
    [
      'conduit',
      [
        ['state', 'unknown', 'approved'],
        ['list_version', null, '1'],
      ],
    ],
  );
});

test('a new protocol between two zones is an added flow, named by its ends', () => {
  const after = content({ flows: [flow, { ...flow, port: 502, protocol: 'modbus' }] });
  assert.deepEqual(
    compareSnapshots(content(), after).map((it) => [it.part, it.change, it.name]),
    [['flow', 'added', 'Line 1 → Line 2: modbus, tcp 502']],
  );
});

test('differences are searched, filtered and paged', () => {
  const after = content({ assets: [], zones: [zone(100, 'Line 1')] });
  const changes = compareSnapshots(content(), after);
  const ask = (it: object) => selectChanges(changes, { limit: 10, offset: 0, ...it });
  assert.equal(ask({ part: ['asset'] }).total, 3);
  assert.deepEqual(
    ask({ part: ['asset'], limit: 1, offset: 2 }).rows.map((it) => it.name),
    ['plc-3'],
  );
  assert.deepEqual(
    ask({ search: 'LINE 2' }).rows.map((it) => [it.part, it.change]),
    [['zone', 'removed']],
  );
});

test('the monthly snapshot follows the plant’s own calendar', () => {
  assert.equal(isDue(null, '2026-11-05T00:00:00Z', 'Europe/Berlin'), true);
  assert.equal(isDue('2026-11-30T22:30:00Z', '2026-11-30T23:30:00Z', 'Europe/Berlin'), true, 'it is December there');
  assert.equal(isDue('2026-11-01T00:00:00Z', '2026-11-30T22:30:00Z', 'Europe/Berlin'), false);
});
