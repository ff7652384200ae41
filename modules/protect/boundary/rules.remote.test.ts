// The register explains a way leg by leg; what it does not explain counts as a solution of its own, and somebody answers only with owner and purpose.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf, countSolutions, explains, listWays, type RemoteFlow } from './rules.remote.ts';

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

test('somebody answers only where owner and purpose are known: named by hand first, then the exception, then the list', () => {
  const by = (owner_id: string | null, purpose: string | null) => ({ owner_id, owner_name: owner_id, purpose });
  assert.equal(answerOf(by('a', 'Updates'), by('b', 'Hotline'), undefined).owner_id, 'a');
  assert.deepEqual(answerOf(undefined, by('b', 'Hotline'), by('c', 'Reports')), { source: 'exception', ...by('b', 'Hotline') });
  assert.equal(answerOf(undefined, undefined, by('c', 'Reports')).source, 'rule');
  assert.deepEqual(answerOf(undefined, undefined, by('c', ' ')), { source: 'nobody', ...by(null, null) });
  assert.equal(answerOf(undefined, by(null, 'Hotline'), undefined).source, 'nobody');
});
