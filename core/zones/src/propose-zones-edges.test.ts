// Where a proposal turns: how many of which kind, which mask, which tag it takes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asset, at, flow, keysOf, many, zoneOf } from './by-hand.ts';
import type { ZoneAsset, ZoneFlow } from './index.ts';
import { proposeZones } from './index.ts';

test('separates operations from controllers unless it is a single station', () => {
  assert.deepEqual(keysOf([...many('plc', 1, 2), ...many('historian', 10, 2)]), ['10.0.0.0/24/control', '10.0.0.0/24/operations']);
  assert.deepEqual(keysOf([...many('plc', 1, 2), ...many('historian', 10, 1)]), ['10.0.0.0/24']);
});

test('takes one office computer among operator stations for a misread and two for a mix', () => {
  assert.deepEqual(keysOf([...many('hmi', 1, 2), ...many('workstation', 10, 1)]), ['10.0.0.0/24']);
  assert.deepEqual(keysOf([...many('hmi', 1, 2), ...many('workstation', 10, 2)]), ['10.0.0.0/24/control', '10.0.0.0/24/business']);
});

test('calls a network without other firm levels safety related as a whole', () => {
  const [zone, ...others] = proposeZones([...many('safety-controller', 1, 1), ...many('switch', 10, 1)], []);
  assert.deepEqual([zone?.key, zone?.role, others.length], ['10.0.0.0/24', 'safety', 0]);
  const mixed = [...many('safety-controller', 1, 1), ...many('plc', 2, 1), ...many('switch', 10, 1)];
  const zones = proposeZones(mixed, [flow('10.0.0.10', '10.0.0.1')]);
  assert.deepEqual(
    zoneOf(zones, '10.0.0.10').member_ids,
    ['10.0.0.10', '10.0.0.2'],
    'a switch does not become a safety device by being asked',
  );
});

test('looks for cells in a large network, and leaves a single one with the rest', () => {
  const cell = (first: number): ZoneAsset[] => [...many('plc', first, 1), ...many('remote-io', first + 1, 20)];
  const poll = (first: number): ZoneFlow[] => Array.from({ length: 20 }, (_, i) => flow(`10.0.0.${first}`, `10.0.0.${first + 1 + i}`));
  const lonely = many('meter', 200, 1);
  assert.deepEqual(keysOf([...cell(1), ...cell(101), ...lonely], [...poll(1), ...poll(101)]), [
    '10.0.0.0/24/rest',
    '10.0.0.0/24/cell:10.0.0.1',
    '10.0.0.0/24/cell:10.0.0.101',
  ]);
  assert.deepEqual(keysOf([...cell(1), ...many('meter', 101, 21)], poll(1)), ['10.0.0.0/24']);
  const pair = [flow('10.0.0.101', '10.0.0.2'), flow('10.0.0.101', '10.0.0.2')];
  assert.deepEqual(
    keysOf([...cell(1), ...cell(101)], [...poll(1), ...poll(101), ...pair]),
    ['10.0.0.0/24'],
    'controllers that share a device are one cell',
  );
});

test('does not join networks over one that lies between, nor over a wide gap, nor with a second tag in doubt', () => {
  const net = (n: number, vlans: number[]): ZoneAsset[] => [1, 2].map((host) => at(`10.6.${n}.${host}`, 'plc', { vlans }));
  assert.deepEqual(
    proposeZones([...net(0, [5]), ...net(2, [5]), ...net(1, [6])], []).map(({ subnets }) => subnets),
    [['10.6.0.0/24', '10.6.2.0/24'], ['10.6.1.0/24']],
  );
  assert.deepEqual(
    proposeZones([...net(0, [5]), ...net(9, [5])], []).map(({ subnets }) => subnets),
    [['10.6.0.0/24', '10.6.9.0/24']],
  );
  assert.deepEqual(keysOf([...net(0, [5]), ...net(1, [5]), at('10.6.1.3', 'plc', { vlans: [6] })]), ['10.6.0.0/24', '10.6.1.0/24']);
});

test('does not cut a network whose mask the site told, and takes the narrowest one told', () => {
  const assets = [1, 2, 3, 4].map((n) => at(`10.5.0.${n}`, 'plc', { vlans: [n % 2] }));
  assert.deepEqual(
    proposeZones(assets, [], { networks: ['10.5.0.0/24'] }).map(({ key }) => key),
    ['10.5.0.0/24'],
  );
  assert.deepEqual(
    proposeZones(assets.slice(0, 1), [], { networks: ['10.0.0.0/8', '10.5.0.0/28', '10.5.0.0/16'] }).map(({ key }) => key),
    ['10.5.0.0/28'],
  );
});

test('takes a public address for the plant when a controller was heard there directly', () => {
  assert.deepEqual(keysOf([at('198.51.100.1', 'plc')]), ['198.51.100.0/24']);
  assert.deepEqual(keysOf([at('198.51.100.1', 'server')]), ['external']);
  assert.deepEqual(keysOf([asset({ id: 'dual', ips: ['10.0.0.1', '2001:db8::1'] }), asset({ id: 'six', ips: ['2001:db8::2'] })]), [
    '10.0.0.0/24',
  ]);
});

test('does not guess by a VLAN that two networks share', () => {
  const net = (n: number, vlans: number[]): ZoneAsset[] => [1, 2].map((host) => at(`10.6.${n}.${host}`, 'plc', { vlans }));
  const behind = net(1, [5]).map((one) => ({ ...one, behind_gateway: true }));
  const zones = proposeZones([...net(0, [5]), ...behind, asset({ id: 'io', kind: 'remote-io', vlans: [5] })], []);
  assert.equal(zoneOf(zones, 'io').key, 'layer2:vlan:5');
});

test('stands a switch that routes between networks, on the level a person said, else by what it touches', () => {
  const nets = [at('10.0.1.2', 'plc'), at('10.0.2.2', 'workstation')];
  const router = (part: Partial<ZoneAsset>): ZoneAsset => asset({ id: 'l3', ips: ['10.0.1.1', '10.0.2.1'], kind: 'switch', ...part });
  assert.equal(zoneOf(proposeZones([...nets, router({})], []), 'l3').key, 'network:3.5');
  assert.equal(zoneOf(proposeZones([...nets, router({ purdue_level: '3' })], []), 'l3').key, 'network:3.5');
  assert.equal(zoneOf(proposeZones([...nets, router({ purdue_level: '3', level_by_person: true })], []), 'l3').key, 'network:3');
  assert.equal(zoneOf(proposeZones([router({ purdue_level: '3' })], []), 'l3').key, 'network:3');
});

test('does not name a zone after words that only tell the kind of device', () => {
  const [zone] = proposeZones(many('plc', 1, 3, { names: ['PLC-1'] }), []);
  assert.equal(zone?.name, 'Control network, 10.0.0.0/24');
});

test('sends an untagged device to the nearer VLAN by address, whatever the order of ids', () => {
  const host = (n: number, vlan: number): ZoneAsset => asset({ id: `${1000 - n}`, ips: [`10.5.0.${n}`], kind: 'plc', vlans: [vlan] });
  const zones = proposeZones([host(10, 7), host(60, 7), host(70, 8), host(80, 8), asset({ id: '5', ips: ['10.5.0.66'], kind: 'hmi' })], []);
  assert.deepEqual(zoneOf(zones, '5').vlans, [8]);
  assert.deepEqual(zoneOf(zones, '5').member_ids, ['5', '920', '930']);
});

test('does not read level 5 from public addresses that are used inside, but believes a person', () => {
  const inside = (part: Partial<ZoneAsset> = {}): ZoneAsset[] =>
    [1, 2, 3].map((n) => at(`141.81.0.${n}`, 'plc', { purdue_level: '5', ...part }));
  assert.equal(proposeZones(inside(), [])[0]?.purdue_level, '1');
  assert.equal(proposeZones(inside({ level_by_person: true }), [])[0]?.purdue_level, '5');
});
