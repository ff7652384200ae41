// Two lists compared: what came, what went, and which rules became wider or narrower in what.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareLists, type Rule } from './index.ts';

const zone_of = new Map(Object.entries({ hmi1: 'ops', hist: 'ops', plc1: 'cell', plc2: 'cell' }));
const kind_of = new Map(Object.entries({ hmi1: 'hmi', hist: 'historian', plc1: 'plc', plc2: 'plc' }));
const rule = (part: Partial<Rule> = {}): Rule => ({
  id: 'r1',
  from: { kind: 'asset', asset_id: 'hmi1' },
  to: { kind: 'asset', asset_id: 'plc1' },
  transport: 'tcp',
  port_from: 102,
  port_to: 102,
  protocol: 's7comm',
  classes: ['read'],
  purpose: '',
  ...part,
});

test('says in what a changed rule became wider or narrower', () => {
  const before = [rule(), rule({ id: 'r2', to: { kind: 'asset', asset_id: 'plc2' } }), rule({ id: 'r3', transport: 'udp' })];
  const after = [
    rule({ from: { kind: 'role', zone_id: 'ops', role: 'hmi' }, window: { days: [1], from: '06:00', to: '14:00' } }),
    rule({ id: 'x', to: { kind: 'asset', asset_id: 'plc2' }, classes: ['read', 'write'], is_essential: true }),
    rule({ id: 'y', from: { kind: 'asset', asset_id: 'hist' } }),
  ];
  const told = compareLists(before, after, { zone_of, kind_of });
  assert.deepEqual(
    told.changed.map(({ wider, narrower }) => [wider, narrower]),
    [[['from'], ['window']]],
  );
  assert.deepEqual(
    told.widened.map(({ after: it, wider, remarks }) => [it.id, wider, remarks]),
    [['x', ['classes'], ['essential']]],
  );
  assert.deepEqual([told.added.map(({ id }) => id), told.removed.map(({ id }) => id), told.unchanged], [['y'], ['r3'], 0]);
});
