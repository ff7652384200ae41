// The boundary's lines follow the flows; exceptions soften them, and what nobody heard is never said to hold.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KnownFlow } from '@holdfast/core-zones';
import { exceptionOf, type Gap, hearingOf, lineOf, linesOf, passesService, serviceState, sidesOf } from './rules.ts';

const zones = { office: '4', internet: '5', dmz: '3.5', operations: '3', cell: '1' } as const;
const flow = (
  from: keyof typeof zones,
  to: keyof typeof zones,
  more: Partial<KnownFlow> & { kinds?: [string, string] } = {},
): KnownFlow => ({
  from: { kind: more.kinds?.[0] ?? 'workstation', zone: { id: from, level: zones[from] } },
  to: { kind: more.kinds?.[1] ?? 'server', zone: { id: to, level: zones[to] } },
  transport: 'tcp',
  port: 443,
  protocol: 'tls',
  classes: [],
  elements: null,
  ...more,
});

test('a flow bears on every line it is against', () => {
  assert.deepEqual(linesOf(flow('office', 'dmz')).lines, []);
  assert.deepEqual(linesOf(flow('dmz', 'operations')).lines, []);
  assert.deepEqual(linesOf(flow('office', 'operations')).lines, ['no_path_past_dmz']);
  assert.deepEqual(linesOf(flow('operations', 'office')).lines, ['no_path_past_dmz']);
  assert.deepEqual(linesOf(flow('dmz', 'cell', { kinds: ['server', 'plc'] })).lines, ['no_path_to_controllers']);
  const rdp = { protocol: 'rdp', port: 3389 };
  assert.deepEqual(linesOf(flow('office', 'operations', rdp)).lines, ['no_path_past_dmz', 'remote_ends_in_dmz']);
  assert.deepEqual(linesOf(flow('office', 'dmz', rdp)).lines, []);
  assert.deepEqual(linesOf(flow('dmz', 'operations', { protocol: 'smb', port: 445 })).lines, ['it_services_closed']);
  assert.deepEqual(linesOf(flow('operations', 'internet')).lines, ['no_path_past_dmz', 'no_direct_internet']);
  assert.deepEqual(linesOf(flow('operations', 'dmz', { kinds: ['plc', 'historian'] })).lines, ['historian_pulls']);
  assert.deepEqual(linesOf(flow('dmz', 'operations', { kinds: ['historian', 'server'] })).lines, []);
});

test('a line holds only where somebody heard; exceptions are told apart from what nobody allowed', () => {
  const path = (exception: number | null) => ({ lines: ['no_path_past_dmz' as const], exception, conduit_id: 'c1' });
  const state = (paths: Parameters<typeof lineOf>[1], is_heard = true) =>
    lineOf('no_path_past_dmz', paths, { is_heard, unheard_conduit_ids: [] }).state;
  assert.equal(state([]), 'holds');
  assert.equal(state([], false), 'not_observed');
  assert.equal(state([path(7)]), 'excepted');
  assert.equal(state([path(7), path(null)], false), 'does_not');
  const heard = { is_heard: true, unheard_conduit_ids: [] };
  assert.deepEqual(lineOf('no_path_past_dmz', [path(7), path(null)], heard).conduit_ids, ['c1']);
  assert.deepEqual([exceptionOf('x7'), exceptionOf('r7'), exceptionOf(null)], [7, null, null]);
});

test('a service is open without a list, allowed by a rule, excepted by an exception, and blocked only where a firewall holds the list', () => {
  const rule = (id: string, port: number, protocol: string | null = null) => ({
    id,
    transport: 'tcp',
    port_from: port,
    port_to: port,
    protocol,
  });
  assert.equal(serviceState(null, 'smb', true).state, 'open');
  assert.equal(serviceState([rule('r1', 443, 'tls')], 'smb', true).state, 'blocked');
  assert.equal(serviceState([rule('r1', 443, 'tls')], 'smb', false).state, 'not_held');
  assert.deepEqual(serviceState([rule('x3', 445)], 'smb', true), { state: 'excepted', exceptions: [3] });
  assert.equal(serviceState([rule('x3', 445), rule('r2', 1, 'smb')], 'smb', true).state, 'allowed');
  assert.equal(passesService({ ...rule('r', 400), port_to: 500 }, 'smb'), true);
  assert.equal(passesService(rule('r', 445, 'modbus'), 'smb'), false);
  assert.equal(passesService({ ...rule('r', 445), transport: 'udp' }, 'smb'), false);
  assert.deepEqual([passesService(rule('r', 5985, 'http'), 'winrm'), passesService(rule('r', 80, 'http'), 'winrm')], [true, false]);
});

test('a line is judged only when each conduit it bears on is heard at one end, and names those that are not', () => {
  const zone = (level: string, is_heard = true) => ({ level, role: null, members: 3, is_heard });
  const gap = (id: string, up: string, down: string, is_heard: boolean): Gap => ({ id, upper: zone(up), lower: zone(down), is_heard });
  const office = gap('office-dmz', '4', '3.5', false);
  const plant = gap('dmz-plant', '3.5', '3', true);
  const inside: Gap = { id: 'cells', upper: null, lower: zone('1'), is_heard: false };
  const all = [office, plant, inside];
  assert.deepEqual(hearingOf('no_path_past_dmz', all, []), { is_heard: false, unheard_conduit_ids: ['office-dmz'] });
  assert.deepEqual(hearingOf('no_path_to_controllers', all, []), { is_heard: true, unheard_conduit_ids: [] });
  assert.deepEqual(hearingOf('no_path_past_dmz', [{ ...office, is_heard: true }, plant, inside], []).is_heard, true);
  assert.deepEqual(hearingOf('nothing_in_clear', all, []).unheard_conduit_ids, ['office-dmz', 'cells']);
  assert.deepEqual(hearingOf('no_direct_internet', [gap('net', '5', '3.5', false)], []).unheard_conduit_ids, ['net']);
});

test('where no conduit is known a line is judged only when one side of the boundary is heard whole', () => {
  const zone = (level: string, is_heard: boolean, members = 1) => ({ level, role: null, members, is_heard });
  const isHeard = (...zones: Parameters<typeof hearingOf>[2]) => hearingOf('no_path_past_dmz', [], zones).is_heard;
  assert.equal(isHeard(), false);
  assert.equal(isHeard(zone('4', false), zone('3', true), zone('1', false)), false);
  assert.equal(isHeard(zone('4', false), zone('3', true), zone('1', true)), true);
  assert.equal(isHeard(zone('4', true), zone('3', false), zone('3.5', false, 0)), true);
});

test('the sides of a conduit follow its levels, whichever end is named first; inside of the plant there are none', () => {
  const [office, dmz, cell, line] = [{ level: '4' }, { level: '3.5' }, { level: '1' }, { level: '2' }];
  assert.deepEqual(sidesOf(dmz, office), { upper: office, lower: dmz });
  assert.deepEqual(sidesOf(dmz, cell), { upper: dmz, lower: cell });
  assert.equal(sidesOf(cell, line), null);
  assert.equal(sidesOf({ level: '5' }, office), null);
});
