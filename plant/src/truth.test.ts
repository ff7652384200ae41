// The truth: what the plant is, and what a capture of it must contain.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import ouiNames from 'oui-data' with { type: 'json' };
import { dayCapture, mondayCapture } from './captures.ts';
import { makePlant } from './plant.ts';
import { truthOf } from './truth-of.ts';

const plant = makePlant(1);
const day = truthOf(dayCapture(makePlant(1)));
const monday = truthOf(mondayCapture(makePlant(1)));

test('about 120 devices on all levels, each in a zone, with MACs and addresses of its own', () => {
  assert.ok(day.assets.length >= 115 && day.assets.length <= 130, `${day.assets.length}`);
  assert.deepEqual([...new Set(day.assets.map((asset) => asset.purdue_level))].sort(), ['0', '1', '2', '3', '3.5', '4', '5']);
  const macs = day.assets.flatMap((asset) => asset.macs);
  const ips = day.assets.flatMap((asset) => asset.ips);
  assert.equal(new Set(macs).size, macs.length);
  assert.equal(new Set(ips).size, ips.length);
  assert.equal(
    day.zones.reduce((sum, zone) => sum + zone.members.length, 0),
    day.assets.length,
  );
});

test('every MAC begins with a prefix its vendor really owns', () => {
  const spelling: Record<string, RegExp> = {
    HP: /hewlett/i,
    APC: /american power/i,
    'Endress+Hauser': /endress/i,
    'Schneider Electric': /schneider|telemecanique/i,
  };
  for (const device of plant.devices) {
    if (device.oui === null || device.vendor === null) continue;
    const owner = (ouiNames as Record<string, string>)[device.oui.toUpperCase()] ?? '';
    assert.match(owner, spelling[device.vendor] ?? new RegExp(device.vendor.split(' ')[0] ?? '', 'i'), `${device.key} ${device.oui}`);
  }
});

test('the plant has its three known blemishes', () => {
  const flat = day.zones.filter((zone) => zone.subnets.includes('10.80.50.0/24')).map((zone) => zone.key);
  assert.deepEqual(flat, ['utilities', 'water']);
  assert.deepEqual(
    day.assets.filter((asset) => asset.names.includes('SW-L2-01')).map((asset) => asset.key),
    ['sw-l2-1', 'sw-l2-2'],
  );
  const unknown = day.assets.find((asset) => asset.key === 'l2-drive-x');
  assert.deepEqual([unknown?.names, unknown?.model, unknown?.identified_by], [[], null, [{ protocol: 'arp', attributes: ['ip', 'mac'] }]]);
});

test('the firewall carries the routed addresses with one MAC', () => {
  const firewall = day.assets.find((asset) => asset.key === 'ot-firewall');
  assert.equal(firewall?.macs.length, 1);
  assert.deepEqual(firewall?.ips, ['10.80.10.1', '10.80.35.1', '10.80.30.1', '10.80.21.1', '10.80.22.1', '10.80.50.1']);
});

test('Monday shows every flow of the ordinary day, and new ones only from one new device', () => {
  const keyOf = (flow: (typeof day.flows)[number]): string =>
    [flow.client, flow.server, flow.transport, flow.server_port, flow.protocol].join(' ');
  const ordinary = new Set(day.flows.map(keyOf));
  const present = new Set(monday.flows.map(keyOf));
  assert.deepEqual(
    [...ordinary].filter((key) => !present.has(key)),
    [],
  );
  const fresh = monday.flows.filter((flow) => !ordinary.has(keyOf(flow)));
  assert.ok(fresh.length > 10);
  assert.deepEqual([...new Set(fresh.map((flow) => flow.client))], ['10.80.22.199']);
  assert.ok(fresh.every((flow) => !flow.approved && flow.first_seen_in === 'monday'));
  assert.deepEqual(
    monday.assets.filter((asset) => asset.first_seen_in === 'monday').map((asset) => asset.names),
    [['PF-NB-0417']],
  );
});

test('at 09:12 plant time one station stops a packer, writes set points, stops and reloads a filler', () => {
  const attack = monday.events.filter((event) => !event.intended);
  assert.equal(attack[0]?.time.slice(0, 19), '2026-11-16T08:12:00');
  assert.deepEqual([...new Set(attack.map((event) => event.client))], ['10.80.22.199']);
  assert.deepEqual(
    [...new Set(attack.map((event) => `${event.protocol} ${event.operation} ${event.class} ${event.server}`))],
    [
      'cip 7 stop 10.80.22.11',
      'modbus 16 write 10.80.50.11',
      'modbus 6 write 10.80.50.11',
      'modbus 16 write 10.80.50.111',
      'modbus 6 write 10.80.50.111',
      's7comm 41 stop 10.80.21.11',
      's7comm 26 program 10.80.21.11',
      's7comm 27 program 10.80.21.11',
      's7comm 28 program 10.80.21.11',
      's7comm 40 start 10.80.21.11',
    ],
  );
  assert.ok(day.events.length > 50 && day.events.every((event) => event.intended && event.class === 'write'));
});

test('a few ordinary flows were never approved, and conduits say which', () => {
  const unapproved = day.flows.filter((flow) => !flow.approved).map((flow) => `${flow.client} ${flow.server} ${flow.server_port}`);
  assert.deepEqual(unapproved.sort(), [
    '10.80.22.33 10.80.8.11 445',
    '10.80.4.27 10.80.30.12 443',
    '10.80.4.31 10.80.21.11 80',
    '10.80.50.131 203.0.113.53 53',
    '172.27.8.10 10.80.22.34 3389',
  ]);
  const conduit = day.conduits.find(({ from, to }) => from === 'vendor' && to === 'line-2');
  assert.deepEqual(conduit?.flows, [{ transport: 'tcp', server_port: 3389, protocol: 'rdp', approved: false }]);
});
