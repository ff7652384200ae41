// The register explains a way leg by leg; what it does not explain counts as a solution of its own, and somebody answers only with owner and purpose.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf, countSolutions, explains, isUnexplained, listWays, type RemoteFlow, type Verdict } from './rules.remote.ts';

const end = (asset_id: string, zone_id: string, level: string, kind = 'server') => ({
  asset_id,
  name: asset_id,
  kind,
  zone_id,
  level,
  role: null,
});
const vendor = end('vendor', 'internet', '5');
const jump = end('jump', 'dmz', '3.5', 'remote-access');
const station = end('station', 'operations', '3');
const plc = end('plc', 'cell', '1', 'plc');
const flow = (from: RemoteFlow['from'], to: RemoteFlow['to'], service = 'rdp'): RemoteFlow => ({ from, to, service, past_dmz: false });
const entry = {
  asset_id: 'jump' as string | null,
  service: null as string | null,
  from_zone_id: 'internet' as string | null,
  to_zone_ids: ['operations'],
  to_asset_ids: [] as string[],
  state: 'in_force' as 'in_force' | 'escalated' | 'ended',
  solution: 'Bastion',
};

test('a way through a device explains both of its legs and its call home, and nothing beside', () => {
  assert.equal(explains(entry, flow(vendor, jump)), true);
  assert.equal(explains(entry, flow(jump, station)), true);
  assert.equal(explains(entry, flow(jump, vendor, 'vpn')), true);
  assert.equal(explains(entry, flow(jump, plc, 's7comm')), false, 'the cell is not what it is for');
  assert.equal(explains(entry, flow(end('office-pc', 'office', '4'), jump)), false, 'from elsewhere');
  assert.equal(explains(entry, flow(vendor, station)), false, 'past the device');
  assert.equal(explains({ ...entry, to_zone_ids: [], to_asset_ids: ['plc'] }, flow(jump, plc)), true);
  assert.equal(explains({ ...entry, state: 'escalated' }, flow(vendor, jump)), true);
  assert.equal(explains({ ...entry, state: 'ended' }, flow(vendor, jump)), false);
});

test('a way by a service explains that service from its zone only', () => {
  const byService = { ...entry, asset_id: null, service: 'rdp' };
  assert.equal(explains(byService, flow(vendor, station)), true);
  assert.equal(explains(byService, flow(vendor, station, 'vnc')), false);
  assert.equal(explains({ ...byService, from_zone_id: 'office' }, flow(vendor, station)), false);
  assert.equal(explains({ ...byService, from_zone_id: null }, flow(vendor, station)), true);
});

test('ways seen are told with what an entry would say; each that nobody registered is a solution more', () => {
  const flows = [
    flow(vendor, jump),
    flow(jump, station),
    flow(jump, vendor, 'vpn'),
    flow(vendor, station, 'teamviewer'),
    flow(station, plc, 'ssh'),
  ];
  const unknown = listWays(flows, []);
  assert.deepEqual(
    unknown.map((it) => [it.name, it.flows, it.unexplained, it.from_zone_ids, it.to_zone_ids]),
    [
      ['jump', 3, 3, ['internet'], ['operations']],
      ['teamviewer', 1, 1, ['internet'], ['operations']],
    ],
  );
  assert.equal(countSolutions(unknown, []), 2);
  const ways = listWays(flows, [entry]);
  assert.deepEqual(
    ways.map((it) => it.unexplained),
    [0, 1],
  );
  assert.equal(countSolutions(ways, [entry, { ...entry, solution: ' bastion' }]), 2);
  assert.equal(countSolutions([], [entry, { ...entry, solution: 'TeamViewer' }]), 2);
  assert.equal(countSolutions([], [entry, { ...entry, solution: 'TeamViewer', state: 'ended' }]), 1);
});

test('a session a list lets pass needs an entry of the register as soon as there is a register; what no list lets pass is found before', () => {
  const none = { entries: [], has_begun: false };
  const begun = { entries: [entry], has_begun: true };
  const found = (from: RemoteFlow['from'], to: RemoteFlow['to'], service: string, verdict: Verdict) =>
    [none, begun].map((register) => isUnexplained({ from, to, service, verdict }, register));
  const router = end('router', 'cell', '1', 'remote-access');
  const host = end('host', 'dmz', '3.5');
  const desk = end('desk', 'office', '4');
  assert.deepEqual(found(desk, station, 'rdp', 'allowed'), [false, true], 'an allow-list alone is no approved path');
  assert.deepEqual(found(desk, station, 'rdp', 'no_list'), [true, true]);
  assert.deepEqual(found(desk, station, 'teamviewer', 'unapproved'), [true, true], 'known by its port alone');
  assert.deepEqual(found(jump, station, 'rdp', 'allowed'), [false, false], 'the register names it');
  assert.deepEqual(found(jump, plc, 's7comm', 'allowed'), [false, true], 'the register names the way, but not that end of it');
  assert.deepEqual(found(host, station, 'ssh', 'allowed'), [false, true], 'from the DMZ');
  assert.deepEqual(found(host, station, 'https', 'allowed'), [false, false], 'no remote service');
  assert.deepEqual(found(router, plc, 's7comm', 'intra_zone'), [true, true]);
  assert.deepEqual(found(router, station, 'ntp', 'allowed'), [false, false], 'a device asks for the time like all others');
  assert.deepEqual(found(desk, router, 'tls', 'allowed'), [false, true], 'whoever reaches the router in the cell');
  assert.deepEqual(found(station, vendor, 'teamviewer', 'allowed'), [false, true], 'opened from inside, people come in by it');
  assert.deepEqual(found(station, vendor, 'ssh', 'allowed'), [false, false], 'that leads out, and not in');
  assert.deepEqual(found(station, plc, 'ssh', 'no_list'), [false, false], 'inside of the plant');
  const out = { ...entry, asset_id: null, service: 'teamviewer' };
  const teamviewer = { from: station, to: vendor, service: 'teamviewer', verdict: 'allowed' as const };
  assert.equal(isUnexplained(teamviewer, { entries: [out], has_begun: true }), false);
  assert.equal(isUnexplained(teamviewer, { entries: [{ ...out, to_zone_ids: ['cell'] }], has_begun: true }), true);
});

test('an end that belongs to no device and no zone is explained by no entry for one', () => {
  const stranger = { ...vendor, asset_id: null, zone_id: null, role: 'external' };
  const it = { from: stranger, to: station, service: 'rdp', verdict: 'no_list' as const };
  const byService = { ...entry, asset_id: null, service: 'vnc', from_zone_id: null };
  assert.equal(isUnexplained(it, { entries: [entry, byService], has_begun: true }), true);
  assert.equal(isUnexplained(it, { entries: [{ ...byService, service: 'rdp' }], has_begun: true }), false, 'that one is from anywhere');
});

test('somebody answers only where owner and purpose are known: named by hand first, then the exception, then the list', () => {
  const by = (owner_id: string | null, purpose: string | null) => ({ owner_id, owner_name: owner_id, purpose, named: null });
  assert.equal(answerOf(by('a', 'Updates'), by('b', 'Hotline'), undefined).owner_id, 'a');
  assert.deepEqual(answerOf(undefined, by('b', 'Hotline'), by('c', 'Reports')), { source: 'exception', ...by('b', 'Hotline') });
  assert.equal(answerOf(undefined, undefined, by('c', 'Reports')).source, 'rule');
  assert.deepEqual(answerOf(undefined, undefined, by('c', ' ')), { source: 'nobody', ...by(null, null) });
  assert.equal(answerOf(undefined, by(null, 'Hotline'), undefined).source, 'nobody');
});
