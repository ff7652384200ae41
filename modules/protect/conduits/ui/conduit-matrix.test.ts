// The zone-by-zone matrix.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Conduit } from '../schema.ts';
import { indexPairs, matrixZones, type MatrixZone } from './conduit-matrix.ts';

const zone = (id: string, purdue_level: string | null): MatrixZone => ({ id, name: id, purdue_level });
const conduit = (id: string, zone_a: MatrixZone, zone_b: MatrixZone): Conduit => ({
  id,
  name: id,
  purpose: null,
  owner_id: null,
  owner_name: null,
  zone_a,
  zone_b,
  state: 'unknown',
  flows: 1,
  needed: 0,
  blockable: 0,
  unknown: 1,
  unapproved: 0,
  list_version: null,
  waiting: false,
  last_seen: null,
  heard_until: null,
  protocols: [],
});
const [office, dmz, line2, line10, adrift] = [
  zone('Office', '4'),
  zone('DMZ', '3.5'),
  zone('Line 2', '1'),
  zone('Line 10', '1'),
  zone('Adrift', null),
];
const conduits = [conduit('x', line10, dmz), conduit('y', office, dmz), conduit('z', adrift, line2)];

test('zones stand once, from the enterprise to the field, line 2 before line 10, and without a level last', () => {
  assert.deepEqual(
    matrixZones(conduits).map((it) => it.name),
    ['Office', 'DMZ', 'Line 2', 'Line 10', 'Adrift'],
  );
});

test('a pair finds its conduit in either order, and nothing where there is none', () => {
  const find = indexPairs(conduits);
  assert.equal(find('DMZ', 'Line 10')?.id, 'x');
  assert.equal(find('Line 10', 'DMZ')?.id, 'x');
  assert.equal(find('Office', 'Line 2'), null);
});
