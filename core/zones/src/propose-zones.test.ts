// Zones proposed for a bottling plant drawn by hand, for flat networks and for what has no proper address.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ZoneAsset, ZoneFlow, ZoneProposal } from './index.ts';
import { asset, at, codesOf, flow, reasonOf, zoneOf } from './by-hand.ts';
import { proposeZones } from './index.ts';

const bottlingPlant = (): { assets: ZoneAsset[]; flows: ZoneFlow[] } => ({
  assets: [
    at('10.20.1.11', 'plc', { vlans: [201], names: ['LINE1-PLC-FILLER'] }),
    at('10.20.1.12', 'plc', { vlans: [201], names: ['LINE1-PLC-CAPPER'] }),
    at('10.20.1.21', 'remote-io', { vlans: [201], names: ['LINE1-IO-1'] }),
    at('10.20.1.31', 'hmi', { vlans: [201], names: ['LINE1-HMI-1'] }),
    at('10.20.2.11', 'plc', { vlans: [202], names: ['LINE2-PLC-PACKER'] }),
    at('10.20.2.12', 'drive', { vlans: [202] }),
    at('10.30.0.10', 'scada', { names: ['SCADA-A'] }),
    at('10.30.0.11', 'historian', { purdue_level: '3' }),
    at('10.30.0.12', 'engineering-station', { purdue_level: '3' }),
    at('10.35.0.10', 'server', { purdue_level: '3.5' }),
    at('10.35.0.11', 'remote-access'),
    at('10.1.0.50', 'workstation', { behind_gateway: true, macs: [] }),
    at('10.1.0.51', 'workstation', { behind_gateway: true, macs: [] }),
    asset({ id: 'fw', ips: ['10.1.0.1', '10.30.0.1', '10.35.0.1'], kind: 'firewall' }),
    asset({ id: 'cell-router', ips: ['10.20.1.1', '10.30.0.254'], kind: 'router' }),
    at('203.0.113.7', 'server', { macs: [] }),
    at('2001:db8:9::7', 'unknown', { macs: [] }),
    asset({ id: 'mac-io', kind: 'remote-io', vlans: [201] }),
  ],
  flows: [flow('10.30.0.10', '10.20.1.11'), flow('10.30.0.10', '10.20.2.11'), flow('10.1.0.50', '203.0.113.7', [])],
});

test('gives each network of a bottling plant its zone, named by role and network', () => {
  const { assets, flows } = bottlingPlant();
  assert.deepEqual(
    proposeZones(assets, flows).map(({ name, key, purdue_level }) => [name, key, purdue_level]),
    [
      ['Control network, 10.20.2.0/24', '10.20.2.0/24', '1'],
      ['Control network LINE1, 10.20.1.0/24', '10.20.1.0/24', '2'],
      ['Site operations, 10.30.0.0/24', '10.30.0.0/24', '3'],
      ['Network equipment, level 3', 'network:3', '3'],
      ['Industrial DMZ, 10.35.0.0/24', '10.35.0.0/24', '3.5'],
      ['Network equipment, level 3.5', 'network:3.5', '3.5'],
      ['Office network, 10.1.0.0/24', '10.1.0.0/24', '4'],
      ['External networks', 'external', '5'],
    ],
  );
});

test('says for each zone what it was read from', () => {
  const { assets, flows } = bottlingPlant();
  const zones = proposeZones(assets, flows);
  const line = zoneOf(zones, '10.20.1.11');
  assert.deepEqual(line.why, [
    { code: 'same_subnet', params: { subnet: '10.20.1.0/24', members: 4 } },
    { code: 'same_vlan', params: { vlan: 201, members: 5 } },
    { code: 'layer2_only', params: { members: 1, by: 'vlan' } },
  ]);
  assert.deepEqual([line.subnets, line.vlans, line.confidence], [['10.20.1.0/24'], [201], 0.9]);
  assert.deepEqual(codesOf(zoneOf(zones, '10.1.0.50')), ['same_subnet', 'behind_router']);
  assert.deepEqual(zoneOf(zones, '203.0.113.7').member_ids, ['2001:db8:9::7', '203.0.113.7']);
  assert.deepEqual(zoneOf(zones, 'fw').why, [{ code: 'gateway', params: { members: 1, placed: 'network' } }]);
});

test('proposes nothing for an empty inventory', () => {
  assert.deepEqual(proposeZones([], []), []);
  assert.deepEqual(proposeZones([], [flow('a', 'b')]), []);
});

test('splits a network that mixes office workstations and controllers by level', () => {
  const assets = [at('10.0.0.10', 'plc'), at('10.0.0.11', 'hmi'), at('10.0.0.20', 'workstation'), at('10.0.0.30', 'printer')];
  const zones = proposeZones(assets, [flow('10.0.0.20', '10.0.0.30', [])]);
  assert.deepEqual(
    zones.map(({ key, member_ids }) => [key, member_ids]),
    [
      ['10.0.0.0/24/control', ['10.0.0.10', '10.0.0.11']],
      ['10.0.0.0/24/business', ['10.0.0.20', '10.0.0.30']],
    ],
  );
  assert.deepEqual(reasonOf(zoneOf(zones, '10.0.0.20'), 'level_split'), {
    subnet: '10.0.0.0/24',
    lowest: '1',
    highest: '4',
    part: 'enterprise',
  });
});

test('counts a host that reads controllers as a station of the plant unless its level was told', () => {
  const flows = [flow('10.0.0.20', '10.0.0.10')];
  const zones = proposeZones([at('10.0.0.10', 'plc'), at('10.0.0.20', 'workstation')], flows);
  assert.deepEqual(reasonOf(zoneOf(zones, '10.0.0.20'), 'polls_controllers'), { members: 1 });
  assert.equal(zoneOf(zones, '10.0.0.20'), zoneOf(zones, '10.0.0.10'));
  const told = proposeZones([at('10.0.0.10', 'plc'), at('10.0.0.20', 'workstation', { purdue_level: '4' })], flows);
  assert.notEqual(zoneOf(told, '10.0.0.20'), zoneOf(told, '10.0.0.10'));
});

test('finds the cells of a flat network by who polls whom', () => {
  const cell = (n: number): ZoneAsset[] => [
    at(`192.168.0.${n}1`, 'plc', { names: [`filler-${n}`] }),
    at(`192.168.0.${n}2`, 'remote-io'),
    at(`192.168.0.${n}3`, 'drive'),
    at(`192.168.0.${n}4`, 'hmi'),
  ];
  const links = (n: number): ZoneFlow[] =>
    [2, 3].map((i) => flow(`192.168.0.${n}1`, `192.168.0.${n}${i}`)).concat(flow(`192.168.0.${n}4`, `192.168.0.${n}1`));
  const office = [at('192.168.0.200', 'workstation'), at('192.168.0.201', 'workstation')];
  const scada = at('192.168.0.100', 'scada');
  const flows = [
    ...links(1),
    ...links(2),
    flow('192.168.0.100', '192.168.0.11'),
    flow('192.168.0.100', '192.168.0.21'),
    flow('192.168.0.11', '192.168.0.21'),
  ];
  const zones = proposeZones([...cell(1), ...cell(2), ...office, scada], flows);
  assert.deepEqual(
    zones.map(({ key, name, member_ids }) => [key, name, member_ids.length]),
    [
      ['192.168.0.0/24/cell:192.168.0.11', 'Cell of filler-1, 192.168.0.0/24', 4],
      ['192.168.0.0/24/cell:192.168.0.21', 'Cell of filler-2, 192.168.0.0/24', 4],
      ['192.168.0.0/24/rest', 'Site operations, 192.168.0.0/24', 1],
      ['192.168.0.0/24/business', 'Office network, 192.168.0.0/24', 2],
    ],
  );
  assert.deepEqual(reasonOf(zoneOf(zones, '192.168.0.11'), 'control_cluster'), { controllers: 1, members: 4, subnet: '192.168.0.0/24' });
  const withoutOffice = proposeZones([...cell(1), ...cell(2), scada], flows);
  assert.equal(withoutOffice.length, 1, 'a line network that is not flat stays one zone');
});

test('draws a line on the level of its panels and calls it by its controllers', () => {
  const network = (kinds: string[]): unknown[] => {
    const [zone] = proposeZones(
      kinds.map((kind, i) => at(`10.0.0.${i + 1}`, kind)),
      [],
    );
    return [zone?.purdue_level, zone?.role];
  };
  assert.deepEqual(network(['plc', 'sensor', 'hmi', 'hmi']), ['2', 'control']);
  assert.deepEqual(network(['plc', 'sensor']), ['1', 'control']);
  assert.deepEqual(network(['plc', 'hmi', 'hmi', 'hmi']), ['2', 'supervision']);
  assert.deepEqual(network(['sensor', 'sensor']), ['0', 'control']);
  assert.deepEqual(network(['switch', 'access-point']), [null, 'network']);
});

test('tells two systems of one network apart when their names differ and they never speak', () => {
  const system = (name: string, first: number): ZoneAsset[] =>
    [0, 1, 2].map((i) => at(`10.0.0.${first + i}`, 'plc', { names: [`${name}-PLC-${i}`] }));
  const silent = (n: number): ZoneAsset => at(`10.0.0.${n}`, 'meter');
  const assets = [...system('ut', 10), silent(13), ...system('wt', 20), silent(23)];
  const flows = [flow('10.0.0.10', '10.0.0.13'), flow('10.0.0.20', '10.0.0.23')];
  const zones = proposeZones(assets, flows);
  assert.deepEqual(
    zones.map(({ key, name, member_ids }) => [key, name, member_ids.length]),
    [
      ['10.0.0.0/24/ut', 'Control network UT, 10.0.0.0/24', 4],
      ['10.0.0.0/24/wt', 'Control network WT, 10.0.0.0/24', 4],
    ],
  );
  assert.deepEqual(codesOf(zones[0] as ZoneProposal), ['same_subnet', 'separate_systems']);
  assert.equal(proposeZones(assets, [...flows, flow('10.0.0.10', '10.0.0.21')]).length, 1, 'systems that speak are one');
  assert.equal(proposeZones(assets, flows.slice(1)).length, 1, 'a device that belongs to neither keeps them together');
});

test('puts a firewall into the network its switches are managed in', () => {
  const firewall = asset({ id: 'fw', ips: ['10.0.10.1', '10.0.1.1', '10.0.2.1'], kind: 'firewall', purdue_level: '3' });
  const zones = proposeZones(
    [at('10.0.10.2', 'switch', { purdue_level: '2' }), at('10.0.1.2', 'plc'), at('10.0.2.2', 'plc'), firewall],
    [],
  );
  assert.deepEqual(zoneOf(zones, 'fw').member_ids, ['10.0.10.2', 'fw']);
  assert.equal(zoneOf(zones, 'fw').name, 'Network equipment, 10.0.10.0/24');
});

test('sets safety controllers apart with the devices only they speak with', () => {
  const assets = [at('10.0.0.1', 'plc'), at('10.0.0.2', 'safety-controller'), at('10.0.0.3', 'remote-io'), at('10.0.0.4', 'remote-io')];
  const zones = proposeZones(assets, [flow('10.0.0.2', '10.0.0.3'), flow('10.0.0.1', '10.0.0.4'), flow('10.0.0.1', '10.0.0.2')]);
  assert.deepEqual(zoneOf(zones, '10.0.0.2').member_ids, ['10.0.0.2', '10.0.0.3']);
  assert.equal(zoneOf(zones, '10.0.0.2').role, 'safety');
  assert.deepEqual(codesOf(zoneOf(zones, '10.0.0.2')), ['same_subnet', 'safety_split']);
});

test('takes a way in from outside out of the network of the controllers', () => {
  const zones = proposeZones([at('10.0.0.1', 'plc'), at('10.0.0.9', 'remote-access')], []);
  assert.equal(zoneOf(zones, '10.0.0.9').purdue_level, '3.5');
  assert.deepEqual(codesOf(zoneOf(zones, '10.0.0.9')), ['same_subnet', 'remote_access_split']);
});

test('keeps a network of level 3 and 4 servers whole and says that it is mixed', () => {
  const zones = proposeZones([at('10.0.0.1', 'server', { purdue_level: '3' }), at('10.0.0.2', 'server', { purdue_level: '4' })], []);
  assert.equal(zones.length, 1);
  assert.deepEqual(reasonOf(zones[0] as ZoneProposal, 'mixed_levels'), { lowest: '3', highest: '4' });
});

test('a controller with its one programming station is a control network, a panel with one is not', () => {
  const [cell] = proposeZones([at('10.0.1.1', 'plc'), at('10.0.1.9', 'engineering-station')], []);
  assert.deepEqual([cell?.role, cell?.purdue_level], ['control', '1']);
  assert.deepEqual(reasonOf(cell as ZoneProposal, 'mixed_levels'), { lowest: '1', highest: '3' });
  const [hall] = proposeZones([at('10.0.1.1', 'hmi'), at('10.0.1.9', 'engineering-station')], []);
  assert.deepEqual([hall?.role, hall?.purdue_level], ['operations', '3']);
});

test('cuts a /24 into the VLANs it carries and finds the masks', () => {
  const host = (n: number, vlan: number): ZoneAsset => at(`10.5.0.${n}`, 'plc', { vlans: [vlan] });
  const untagged = at('10.5.0.140', 'hmi');
  const zones = proposeZones([host(10, 7), host(20, 7), host(130, 8), host(150, 8), untagged], []);
  assert.deepEqual(
    zones.map(({ key, vlans, member_ids }) => [key, vlans, member_ids.length]),
    [
      ['10.5.0.0/25', [7], 2],
      ['10.5.0.128/25', [8], 3],
    ],
  );
});

test('tells one address range used in two VLANs apart by the tag', () => {
  const zones = proposeZones(
    [1, 2, 3, 4].map((n) => at(`10.5.0.${n}`, 'plc', { vlans: [n % 2 === 0 ? 8 : 7] })),
    [],
  );
  assert.deepEqual(
    zones.map(({ key, name }) => [key, name]),
    [
      ['10.5.0.0/24@7', 'Control network, 10.5.0.0/24 + VLAN 7'],
      ['10.5.0.0/24@8', 'Control network, 10.5.0.0/24 + VLAN 8'],
    ],
  );
});

test('joins neighbouring networks only where one VLAN or layer-2 traffic proves it', () => {
  const hosts = (vlans: number[]): ZoneAsset[] => ['10.6.0.1', '10.6.0.2', '10.6.1.1', '10.6.1.2'].map((ip) => at(ip, 'plc', { vlans }));
  assert.deepEqual(
    proposeZones(hosts([]), [flow('10.6.0.1', '10.6.1.1')]).map(({ key }) => key),
    ['10.6.0.0/24', '10.6.1.0/24'],
  );
  assert.deepEqual(
    proposeZones(hosts([5]), []).map(({ key }) => key),
    ['10.6.0.0/23'],
  );
  const links = [flow('10.6.0.1', '10.6.1.1', [], 'ethernet'), flow('10.6.0.2', '10.6.1.2', [], 'ethernet')];
  const [joined, ...others] = proposeZones(hosts([]), links);
  assert.deepEqual([joined?.key, others.length, joined && reasonOf(joined, 'same_link')], ['10.6.0.0/23', 0, { pairs: 2 }]);
  const behind = hosts([5]).map((one) => ({ ...one, behind_gateway: true }));
  assert.equal(proposeZones(behind, []).length, 2, 'the tag of a router says nothing about hosts behind it');
});

test('believes the networks the site knows', () => {
  const assets = ['10.7.0.1', '10.7.1.1', '198.51.100.5'].map((ip) => at(ip, 'plc', { macs: [] }));
  assert.deepEqual(
    proposeZones(assets, [], { networks: ['10.7.0.0/16', '198.51.100.0/24', 'nonsense'] }).map(({ key, confidence }) => [key, confidence]),
    [
      ['10.7.0.0/16', 0.95],
      ['198.51.100.0/24', 0.95],
    ],
  );
});

test('takes public addresses for the plant when several devices there were heard directly', () => {
  const hosts = [1, 2, 3].map((n) => at(`141.81.0.${n}`, 'unknown'));
  assert.deepEqual(
    proposeZones(hosts, []).map(({ key, role }) => [key, role]),
    [['141.81.0.0/24', 'unclassified']],
  );
  const sameMac = hosts.map((host) => ({ ...host, macs: ['02:00:00:00:00:01'] }));
  assert.deepEqual(
    proposeZones(sameMac, []).map(({ key }) => key),
    ['external'],
    'one MAC for all is a router',
  );
});

test('a station heard in the block of public addresses the controllers stand in is no stranger; one elsewhere or behind the router is', () => {
  const zones = proposeZones(
    [at('134.249.61.5', 'plc'), at('134.249.62.9', 'workstation'), at('134.249.63.9', 'server', { macs: [] }), at('87.236.1.6', 'server')],
    [],
  );
  const roleAt = (ip: string) => zoneOf(zones, ip).role;
  assert.equal(roleAt('134.249.62.9'), 'enterprise');
  assert.deepEqual([roleAt('134.249.63.9'), roleAt('87.236.1.6')], ['external', 'external']);
});

test('places IPv6 hosts by their /64 and with the dual-stack devices of the same link', () => {
  const assets = [
    asset({ id: 'dual', ips: ['10.8.0.1', '2001:db8:0:8::1'], kind: 'plc' }),
    asset({ id: 'six', ips: ['2001:DB8::8:0:0:0:2'], kind: 'plc' }),
    asset({ id: 'ula', ips: ['fd00:1::5', 'fe80::5%eth0'], kind: 'hmi' }),
    asset({ id: 'far', ips: ['2001:db8:ffff::1'], macs: [] }),
  ];
  const zones = proposeZones(assets, []);
  assert.deepEqual(zoneOf(zones, 'dual').member_ids, ['dual', 'six']);
  assert.deepEqual(zoneOf(zones, 'dual').subnets, ['10.8.0.0/24', '2001:db8:0:8::/64']);
  assert.deepEqual(zoneOf(zones, 'ula').subnets, ['fd00:1::/64']);
  assert.equal(zoneOf(zones, 'far').role, 'external');
});

test('lets devices without an address follow their VLAN, then their peers, and keeps the rest together', () => {
  const assets = [
    at('10.9.0.1', 'plc', { vlans: [3] }),
    at('10.9.1.1', 'plc'),
    asset({ id: 'by-vlan', kind: 'remote-io', vlans: [3] }),
    asset({ id: 'by-peer', kind: 'remote-io' }),
    asset({ id: 'by-peer-of-peer', kind: 'sensor' }),
    asset({ id: 'link-local', ips: ['169.254.3.4'], kind: 'drive' }),
    asset({ id: 'alone' }),
    asset({ id: 'alone-tagged', vlans: [99] }),
    asset({ id: 'nothing', macs: [] }),
    asset({ id: 'group', ips: ['239.1.1.1', 'no address'], macs: [] }),
  ];
  const links = [
    ['10.9.1.1', 'by-peer'],
    ['by-peer', 'by-peer-of-peer'],
    ['10.9.1.1', 'link-local'],
  ].map(([a, b]) => flow(a ?? '', b ?? '', [], 'ethernet'));
  const zones = proposeZones(assets, links);
  assert.deepEqual(zoneOf(zones, '10.9.0.1').member_ids, ['10.9.0.1', 'by-vlan']);
  assert.deepEqual(zoneOf(zones, '10.9.1.1').member_ids, ['10.9.1.1', 'by-peer', 'by-peer-of-peer', 'link-local']);
  assert.deepEqual(reasonOf(zoneOf(zones, 'by-peer'), 'layer2_only'), { members: 3, by: 'peers' });
  assert.deepEqual(
    ['alone', 'alone-tagged', 'nothing', 'group'].map((id) => zoneOf(zones, id).key),
    ['layer2', 'layer2:vlan:99', 'unplaced', 'unplaced'],
  );
});

test('puts a router with one address into the zone of that address and a dual-homed host where its peers are', () => {
  const assets = [
    at('10.1.1.2', 'plc'),
    at('10.1.2.2', 'server'),
    at('10.1.1.1', 'router'),
    asset({ id: 'dual', ips: ['10.1.1.9', '10.1.2.9'], kind: 'scada' }),
  ];
  const zones = proposeZones(assets, [flow('dual', '10.1.2.2'), flow('10.1.2.2', 'dual'), flow('dual', '10.1.1.2')]);
  assert.deepEqual(reasonOf(zoneOf(zones, '10.1.1.1'), 'gateway'), { members: 1, placed: 'management_address' });
  assert.deepEqual(zoneOf(zones, 'dual').member_ids, ['10.1.2.2', 'dual']);
  assert.deepEqual(reasonOf(zoneOf(zones, 'dual'), 'multi_homed'), { members: 1 });
});

test('keeps a fieldbus gateway nobody has heard yet out of the office it has its address in', () => {
  const office = [50, 51, 52].map((host) => at(`10.1.0.${host}`, 'workstation'));
  const zones = proposeZones([...office, at('10.1.0.60', 'gateway', { macs: [] })], []);
  assert.equal(zoneOf(zones, '10.1.0.50').role, 'enterprise');
  assert.deepEqual([zoneOf(zones, '10.1.0.60').role, zoneOf(zones, '10.1.0.60').purdue_level], ['control', '1']);
});
