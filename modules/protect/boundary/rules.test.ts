// The boundary's lines follow the flows; exceptions soften them, and what nobody heard is never said to hold.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KnownFlow } from '@holdfast/core-zones';
import { exceptionOf, lineOf, linesOf, passesService, serviceState } from './rules.ts';

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
  const state = (paths: Parameters<typeof lineOf>[1], heard = true) => lineOf('no_path_past_dmz', paths, heard).state;
  assert.equal(state([]), 'holds');
  assert.equal(state([], false), 'not_observed');
  assert.equal(state([path(7)]), 'excepted');
  assert.equal(state([path(7), path(null)], false), 'does_not');
  assert.deepEqual(lineOf('no_path_past_dmz', [path(7), path(null)], true).conduit_ids, ['c1']);
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
});
