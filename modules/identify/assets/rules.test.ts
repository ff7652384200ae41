// Tests of asset decisions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, fallbackName, isComplete, matchSighting, resolve, type Said, sumCompleteness, type ZoneCount } from './rules.ts';

const said = (
  name: string,
  value: string,
  confidence: number,
  seen_at = '2026-11-02T08:00:00.000Z',
  source: Said['source'] = 'wire',
): Said => ({ name, value, confidence, seen_at, source });

test('a person’s word wins over a surer and newer reading', () => {
  assert.equal(
    choose([said('model', 'S7-300', 1, '2026-12-01T00:00:00.000Z'), said('model', 'CPU 315', 1, '2026-01-01T00:00:00.000Z', 'person')])
      ?.value,
    'CPU 315',
  );
});
test('the surer reading wins, then the newer one', () => {
  assert.equal(choose([said('firmware', '1.0', 0.5), said('firmware', '2.0', 0.9, '2020-01-01T00:00:00.000Z')])?.value, '2.0');
  assert.equal(choose([said('firmware', '2.8', 1), said('firmware', '3.1', 1, '2026-11-03T08:00:00.000Z')])?.value, '3.1');
});
test('two sure readings that differ are a conflict until a person decides', () => {
  const readings = [said('serial', 'A1', 1), said('serial', 'B2', 1)];
  assert.deepEqual(resolve(readings).conflicting, ['serial']);
  assert.deepEqual(resolve([...readings, said('serial', 'A1', 1, undefined, 'person')]).conflicting, []);
});
test('a guess beside a sure reading is no conflict, nor is other spelling', () => {
  assert.deepEqual(resolve([said('vendor', 'Siemens AG', 0.4), said('vendor', 'Siemens', 1)]).conflicting, []);
  assert.deepEqual(resolve([said('vendor', 'siemens', 1), said('vendor', 'Siemens', 1)]).conflicting, []);
});
const known = {
  asset_of_mac: new Map([['m1', 'a1']]),
  asset_of_ip: new Map([
    ['10.0.0.1', 'a1'],
    ['10.0.0.2', 'a2'],
  ]),
  has_mac: new Set(['a1']),
};
test('a known MAC is the same device even at a new address', () => {
  assert.equal(matchSighting({ macs: ['m1'], ips: ['10.0.0.9'] }, known), 'a1');
});
test('a new MAC at a known address is another device', () => {
  assert.equal(matchSighting({ macs: ['m9'], ips: ['10.0.0.1'] }, known), null);
});
test('an address without a MAC joins what is known, and a MAC joins what had none', () => {
  assert.equal(matchSighting({ macs: [], ips: ['10.0.0.1'] }, known), 'a1');
  assert.equal(matchSighting({ macs: ['m9'], ips: ['10.0.0.2'] }, known), 'a2');
});
test('an asset without names is called by its address, then its MAC', () => {
  assert.equal(fallbackName({ names: [], ips: ['10.0.0.1'], macs: ['m'] }), '10.0.0.1');
  assert.equal(fallbackName({ names: [], ips: [], macs: ['m'] }), 'm');
});
test('an asset is complete with owner and criticality, not with one of them', () => {
  assert.equal(isComplete({ owner_id: 'p', criticality: 'essential' }), true);
  assert.equal(isComplete({ owner_id: 'p', criticality: null }), false);
  assert.equal(isComplete({ owner_id: null, criticality: 'convenience' }), false);
});

const zone = (it: Partial<ZoneCount>): ZoneCount => ({
  zone_id: 'z',
  zone_name: 'Z',
  assets: 0,
  complete: 0,
  without_owner: 0,
  without_criticality: 0,
  sighted: 0,
  newest_seen: null,
  observation: 'observed',
  ...it,
});

test('a zone nothing sees lowers completeness, known assets or none', () => {
  const seen = zone({ assets: 4, complete: 3 });
  const share = (zones: ZoneCount[]) => {
    const { complete, counted, unobserved_zones } = sumCompleteness(zones);
    return [complete, counted, unobserved_zones];
  };
  assert.deepEqual(share([seen]), [3, 4, 0]);
  assert.deepEqual(share([seen, zone({ assets: 2, complete: 2, observation: 'unobserved' })]), [3, 6, 1]);
  assert.deepEqual(share([seen, zone({ observation: 'unobserved' })]), [3, 5, 1]);
  assert.deepEqual(share([seen, zone({ assets: 1, complete: 1, observation: null })]), [4, 5, 0]);
});
test('what a person read on the label and the wire says otherwise is told, however sure either is', () => {
  const wire = said('firmware', '2.8', 0.4);
  assert.deepEqual(resolve([wire, said('firmware', '3.1', 0.85, undefined, 'walk_down')]).conflicting, ['firmware']);
  assert.deepEqual(resolve([wire, said('firmware', 'V2.8', 0.85, undefined, 'walk_down')]).conflicting, []);
});
