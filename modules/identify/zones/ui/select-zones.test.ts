// Search, filters and order of the zones' list.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Zone } from '../schema.ts';
import { selectZones } from './select-zones.ts';

const zone = (name: string, over: Partial<Zone> = {}): Zone => ({
  id: name,
  key: name,
  name,
  role: 'control',
  purdue_level: '2',
  state: 'confirmed',
  custodian_id: null,
  custodian_name: null,
  subnets: [],
  vlans: [],
  why: [],
  assets: 0,
  assets_sighted: 0,
  complete: 0,
  kinds: {},
  confirmed_at: null,
  confirmed_by_name: null,
  observed: [],
  observation: 'unobserved',
  traffic: 'unobserved',
  version: 1,
  ...over,
});
const zones = [
  zone('Filling', { purdue_level: '1', assets: 9, subnets: ['10.0.1.0/24'] }),
  zone('DMZ', { purdue_level: '3.5', assets: 12 }),
  zone('Office', { purdue_level: '4', state: 'proposed', assets: 3, custodian_name: 'Mara Lindner' }),
  zone('Adrift', { purdue_level: null }),
];
const names = (query: Record<string, string | number>): string[] => selectZones(zones, query).rows.map((it) => it.name);

test('orders levels as numbers, 3.5 between 1 and 4, and reverses', () => {
  assert.deepEqual(names({ sort: '-purdue_level' }), ['Office', 'DMZ', 'Filling', 'Adrift']);
  assert.deepEqual(names({ sort: 'assets' }), ['Adrift', 'Office', 'Filling', 'DMZ']);
});

test('finds by name, network and custodian', () => {
  assert.deepEqual(names({ search: 'fill' }), ['Filling']);
  assert.deepEqual(names({ search: '10.0.1' }), ['Filling']);
  assert.deepEqual(names({ search: 'mara' }), ['Office']);
});

test('filters by state and by several levels, also by none', () => {
  assert.deepEqual(names({ state: 'proposed' }), ['Office']);
  assert.deepEqual(names({ level: '1,none' }), ['Filling', 'Adrift']);
});

test('cuts a page and counts all that match', () => {
  assert.deepEqual(selectZones(zones, { limit: 1, offset: 1 }), { rows: [zones[1]], total: 4 });
});
