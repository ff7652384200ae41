// Learning by example: roles, folded ports, windows, operating states, what looks wrong, what was not seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectSafety, dryRun, type LearnAsset, type LearnInput, learnList, type Rule, type SeenFlow, whatStops } from './index.ts';

const plant: LearnAsset[] = [
  { id: 'hmi1', name: 'L1-HMI-1', kind: 'hmi' },
  { id: 'hmi2', name: 'L1-HMI-2', kind: 'hmi' },
  { id: 'ews', name: 'ENG-1', kind: 'engineering-station' },
  { id: 'hist', name: 'HIST', kind: 'historian' },
  { id: 'scada-a', name: 'SCADA-A', kind: 'scada', model: 'WinCC', vendor: 'Siemens' },
  { id: 'scada-b', name: 'SCADA-B', kind: 'scada', model: 'WinCC', vendor: 'Siemens' },
  { id: 'plc1', name: 'L1-PLC', kind: 'plc' },
  { id: 'plc2', name: 'L2-PLC', kind: 'plc' },
  { id: 'sis', name: 'SIS', kind: 'safety-controller' },
  { id: 'office', name: 'PC-7', kind: 'workstation' },
];
const places: Record<string, string> = { plc1: 'cell', plc2: 'cell', sis: 'cell', office: 'office' };
const zone_of = new Map(plant.map(({ id }) => [id, places[id] ?? 'ops']));
const assets = new Map(plant.map((asset) => [asset.id, asset]));
const kind_of = new Map(plant.map(({ id, kind }) => [id, kind]));
const input = (part: Partial<LearnInput> = {}): LearnInput => ({
  zones: [
    { id: 'cell', level: '1' },
    { id: 'ops', level: '3' },
  ],
  zone_of,
  assets,
  ...part,
});
const officeInput = input({
  zones: [
    { id: 'cell', level: '1' },
    { id: 'office', level: '4' },
  ],
});

const seen = (client_id: string, server_id: string, part: Partial<SeenFlow> = {}): SeenFlow => ({
  client_id,
  server_id,
  transport: 'tcp',
  server_port: 102,
  protocol: 's7comm',
  classes: ['read'],
  conversations: 10,
  first_at: '2026-11-02T08:00:00Z',
  last_at: '2026-11-02T08:50:00Z',
  ...part,
});
const shown = ({ from, to, port_from, port_to, classes }: Rule): string => {
  const end = (it: Rule['from']): string =>
    it.kind === 'asset' ? it.asset_id : it.kind === 'any' ? 'any' : it.kind === 'role' ? `${it.role} of ${it.zone_id}` : it.zone_id;
  return `${end(from)} > ${end(to)} ${port_from}-${port_to} ${(classes ?? []).join('+')}`;
};

test('makes one rule for all panels to all controllers, and a wider one for the panel that also writes', () => {
  const mesh = ['hmi1', 'hmi2'].flatMap((hmi) => ['plc1', 'plc2'].map((plc) => seen(hmi, plc)));
  const { rules, flows } = learnList(input(), [...mesh, seen('hmi1', 'plc1', { classes: ['write'] })]);
  assert.deepEqual(rules.map(({ rule }) => shown(rule)).sort(), [
    'hmi of ops > plc of cell 102-102 read',
    'hmi1 > plc1 102-102 read+write',
  ]);
  assert.equal(flows, 4);
  assert.deepEqual(rules[1]?.rule.learnt_from, {
    flows: 3,
    conversations: 30,
    first_seen: '2026-11-02T08:00:00.000Z',
    last_seen: '2026-11-02T08:50:00.000Z',
  });
});

test('puts servers together first where that is shorter', () => {
  const many = Array.from({ length: 5 }, (_, at): LearnAsset => ({ id: `drive${at}`, name: `D${at}`, kind: 'drive' }));
  const more = input({
    assets: new Map([...assets, ...many.map((it): [string, LearnAsset] => [it.id, it])]),
    zone_of: new Map([...zone_of, ...many.map(({ id }): [string, string] => [id, 'cell'])]),
  });
  const { rules } = learnList(more, [...many.map(({ id }) => seen('scada-a', id)), seen('scada-b', 'drive0')]);
  assert.deepEqual(rules.map(({ rule }) => shown(rule)).sort(), ['scada-a > drive of cell 102-102 read', 'scada-b > drive0 102-102 read']);
});

test('offers the wider rule with the assets it would add, and does not take it', () => {
  const many = Array.from({ length: 5 }, (_, at): LearnAsset => ({ id: `drive${at}`, name: `D${at}`, kind: 'drive' }));
  const more = input({
    assets: new Map([...assets, ...many.map((it): [string, LearnAsset] => [it.id, it])]),
    zone_of: new Map([...zone_of, ...many.map(({ id }): [string, string] => [id, 'cell'])]),
  });
  const { rules, offers } = learnList(
    more,
    [0, 1, 2, 3].map((at) => seen('ews', `drive${at}`)),
  );
  assert.equal(rules.length, 4);
  assert.deepEqual(offers, [
    { rule_ids: ['r1', 'r2', 'r3', 'r4'], end: 'to', zone_id: 'cell', role: 'drive', adds: ['drive4'], adds_count: 1 },
  ]);
});

test('folds passive FTP, OPC classic and ephemeral ports into named ranges, and other ports not', () => {
  const data = [50_001, 51_002].map((server_port) => seen('ews', 'plc1', { server_port, protocol: 'unknown', classes: [] }));
  const ftp = learnList(input(), [seen('ews', 'plc1', { server_port: 21, protocol: 'ftp', classes: ['session'] }), ...data]);
  assert.deepEqual(
    ftp.rules.map(({ rule, fold }) => [rule.port_from, rule.port_to, fold]),
    [
      [21, 21, null],
      [49_152, 65_535, { code: 'ftp_passive', ports_seen: 2 }],
    ],
  );
  const alone = learnList(input(), data);
  assert.equal(alone.rules.length, 2, 'without FTP they are two ports');
  const rpc = [135, 1100].map((server_port) => seen('hist', 'plc1', { server_port, protocol: 'dcerpc' }));
  assert.deepEqual(
    learnList(input(), rpc).rules.map(({ rule, fold }) => [rule.port_from, rule.port_to, fold?.code]),
    [
      [1025, 5000, 'opc_classic'],
      [135, 135, undefined],
    ],
  );
  const blocked = seen('hist', 'plc1', { server_port: 4000, protocol: 'dcerpc', judgement: 'blockable' });
  assert.deepEqual(
    learnList(input(), [...rpc, blocked]).rules.map(({ fold }) => fold),
    [null, null],
    'not over a port that somebody wants blocked',
  );
  const run = [3000, 3001, 3002, 3010].map((server_port) => seen('hist', 'plc1', { server_port, protocol: 'opcua' }));
  assert.deepEqual(
    learnList(input(), run).rules.map(({ rule }) => [rule.port_from, rule.port_to]),
    [
      [3000, 3002],
      [3010, 3010],
    ],
  );
});

test('names registers where asked to, merged, and none where some were not kept', () => {
  const touch = (from: number, to: number, part: Partial<SeenFlow> = {}): SeenFlow =>
    seen('hmi1', 'plc1', {
      elements: [{ protocol: 'modbus', unit: 1, table: 'coil', from, to }],
      protocol: 'modbus',
      server_port: 502,
      ...part,
    });
  const elementsOf = (rows: SeenFlow[]): unknown => learnList(input({ narrow: { elements: true } }), rows).rules[0]?.rule.elements;
  assert.deepEqual(elementsOf([touch(0, 9), touch(10, 19), touch(5, 7)]), [
    { protocol: 'modbus', unit: 1, table: 'coil', from: 0, to: 19 },
  ]);
  assert.equal(elementsOf([touch(0, 9), touch(40, 49, { elements_folded: 3 })]), null);
  assert.equal(learnList(input(), [touch(0, 9)]).rules[0]?.rule.elements, null);
});

test('gives a window to what was seen at night only over two weeks, with an hour of room', () => {
  const nights = (days: number): SeenFlow[] =>
    Array.from({ length: days }, (_, at) => {
      const day = String(at + 2).padStart(2, '0');
      const weekday = (at % 7) + 1;
      return seen('hist', 'plc1', {
        first_at: `2026-11-${day}T01:00:00Z`,
        last_at: `2026-11-${day}T01:20:00Z`,
        weekday,
        hour: 2,
        conversations: 1,
      });
    });
  const windowOf = (rows: SeenFlow[]): unknown => learnList(input({ narrow: { windows: true } }), rows).rules[0]?.rule.window;
  assert.deepEqual(windowOf(nights(20)), { days: [1, 2, 3, 4, 5, 6, 7], from: '01:00', to: '04:00' });
  assert.deepEqual(windowOf(nights(20).filter(({ weekday }) => weekday! < 6)), { days: [1, 2, 3, 4, 5], from: '01:00', to: '04:00' });
  assert.equal(windowOf(nights(9)), null, 'nine days are not enough');
  assert.equal(learnList(input(), nights(20)).rules[0]?.rule.window, null, 'only where asked for');
});

test('says which operating states were seen and what was seen in one only', () => {
  const states = [
    { state: 'production' as const, from: '2026-11-02T06:00:00Z', to: '2026-11-02T14:00:00Z' },
    { state: 'cleaning' as const, from: '2026-11-02T14:00:00Z', to: '2026-11-02T16:00:00Z' },
    { state: 'failover' as const, from: '2026-11-03T14:00:00Z', to: '2026-11-03T16:00:00Z' },
  ];
  const clean = { first_at: '2026-11-02T14:10:00Z', last_at: '2026-11-02T14:20:00Z' };
  const told = learnList(input({ states }), [seen('hmi1', 'plc1'), seen('hmi1', 'plc1', clean), seen('hist', 'plc2', clean)]);
  assert.deepEqual(
    told.states.map(({ state, periods, seen: isSeen, flows, only_here }) => [state, periods, isSeen, flows, only_here.length]),
    [
      ['production', 1, true, 1, 0],
      ['cleaning', 1, true, 2, 1],
      ['changeover', 0, false, 0, 0],
      ['failover', 1, false, 0, 0],
      ['commissioning', 0, false, 0, 0],
      ['turnaround', 0, false, 0, 0],
      ['standstill', 0, false, 0, 0],
    ],
  );
  assert.deepEqual(told.rules.map(({ only_in }) => only_in).sort(), ['cleaning', null]);
});

test('marks what looks wrong, and says what better stays out', () => {
  const marksOf = (rows: SeenFlow[], where = input()): unknown =>
    learnList(where, rows).rules.map(({ marks, advice }) => [marks.map(({ code }) => code), advice]);
  assert.deepEqual(marksOf([seen('hmi1', 'plc1', { classes: ['read', 'write'] })]), [[[], 'allow']]);
  assert.deepEqual(marksOf([seen('ews', 'plc1', { classes: ['program', 'stop'] })]), [[[], 'allow']]);
  assert.deepEqual(marksOf([seen('hist', 'plc1', { classes: ['write'] })]), [[['write_from_non_engineering'], 'leave_out']]);
  assert.deepEqual(marksOf([seen('hmi1', 'plc1', { classes: ['stop'] })]), [[['write_from_non_engineering'], 'look']]);
  assert.deepEqual(marksOf([seen('plc1', 'hist', { protocol: 'opcua' })]), [[['historian_pushed'], 'look']]);
  assert.deepEqual(marksOf([seen('hist', 'plc1', { protocol: 'opcua' })]), [[[], 'allow']], 'fetching is as it should be');
  assert.deepEqual(marksOf([seen('office', 'plc1', { protocol: 'smb', server_port: 445 })], officeInput), [
    [['it_service_to_ot'], 'leave_out'],
  ]);
  assert.deepEqual(
    marksOf([seen('plc1', 'office', { protocol: 'smb', server_port: 445 })], officeInput),
    [[[], 'allow']],
    'upward it is no way in',
  );
  assert.deepEqual(marksOf([seen('office', 'plc1', { protocol: 'vnc', server_port: 5900 })], officeInput), [
    [['clear_text', 'remote_access_past_dmz'], 'leave_out'],
  ]);
  assert.deepEqual(marksOf([seen('office', 'plc1', { protocol: 'unknown', server_port: 3389 })], officeInput), [
    [['remote_access_past_dmz'], 'leave_out'],
  ]);
  const internet = input({
    zones: [
      { id: 'cell', level: '1' },
      { id: 'office', level: '5', role: 'external' },
    ],
  });
  assert.deepEqual(marksOf([seen('plc1', 'office', { protocol: 'tls', server_port: 443, classes: [] })], internet), [
    [['direct_internet'], 'leave_out'],
  ]);
  assert.deepEqual(marksOf([seen('sis', 'scada-a', { protocol: 'profinet-rt', server_port: null, transport: 'ethernet' })]), [
    [['safety_crossing'], 'look'],
  ]);
});

test('proposes as essential what moves the process, with the reason, and never what should stay out', () => {
  const essentialOf = (row: SeenFlow): unknown => learnList(input(), [row]).rules[0]?.essential;
  assert.deepEqual(essentialOf(seen('hmi1', 'plc1')), { code: 'supervision', share: 100 });
  assert.equal(essentialOf(seen('ews', 'plc1', { classes: ['program'] })), null);
  assert.deepEqual(essentialOf(seen('scada-a', 'plc1', { protocol: 'cip-io', transport: 'udp', server_port: 2222 })), {
    code: 'cyclic_control',
    share: 100,
  });
  assert.equal(essentialOf(seen('hist', 'plc1', { classes: ['write'] })), null);
  const rarely = [seen('hmi1', 'plc1'), seen('hmi2', 'plc2', { first_at: '2026-11-02T09:00:00Z', last_at: '2026-11-02T19:00:00Z' })];
  assert.deepEqual(
    learnList(input(), rarely).rules.map(({ essential }) => essential?.code ?? null),
    [null, 'supervision'],
  );
});

test('asks for a signature for the silent half of a pair and for programming nobody saw', () => {
  const { unseen } = learnList(input(), [seen('scada-a', 'plc1'), seen('ews', 'plc2')]);
  assert.deepEqual(
    unseen.map(({ code, params, rule }) => [code, params, rule === null ? null : shown(rule)]),
    [
      ['redundant_partner', { asset_id: 'scada-b', partner_id: 'scada-a', failover_seen: 'no' }, 'scada-b > plc1 102-102 read'],
      ['engineering_not_seen', { asset_id: 'plc2', peer_id: 'ews' }, 'ews > plc2 102-102 program+read'],
    ],
  );
  assert.deepEqual(learnList(input(), [seen('scada-a', 'plc1'), seen('scada-b', 'plc1')]).unseen, []);
  assert.deepEqual(learnList(input(), [seen('hmi1', 'plc1')]).unseen, [], 'panels 1 and 2 of no known model are two panels');
});

test('keeps the id of a rule that a list had before', () => {
  const [before] = learnList(input(), [seen('hmi1', 'plc2')]).rules.map(({ rule }) => ({ ...rule, id: 'r7' }));
  const ids = learnList(input({ keep_ids: [before!] }), [seen('hist', 'plc1'), seen('hmi1', 'plc2')]).rules.map(({ rule }) => rule.id);
  assert.deepEqual(ids, ['r8', 'r7']);
});

test('tells safety traffic from interlocks between cells, and both from the rest', () => {
  const [cell, other] = [
    { id: 'cell', level: '1' as const },
    { id: 'other', level: '1' as const },
  ];
  const flow = (from: string, to: string, protocol: string, zone = other): unknown =>
    detectSafety({
      from: { kind: from, zone: cell },
      to: { kind: to, zone },
      transport: 'tcp',
      port: 102,
      protocol,
      classes: ['read'],
      elements: null,
    });
  const codeOf = (it: unknown): string => (it === null ? 'none' : `${(it as { safety: string }).safety}`);
  assert.equal(codeOf(flow('safety-controller', 'remote-io', 'profinet-rt')), 'profisafe');
  assert.equal(codeOf(flow('safety-controller', 'drive', 'cip-io')), 'cip_safety');
  assert.equal(codeOf(flow('plc', 'safety-controller', 'modbus')), 'sis');
  assert.equal(codeOf(flow('plc', 'plc', 's7comm')), 'interlock');
  assert.equal(codeOf(flow('plc', 'plc', 's7comm', cell)), 'none');
  assert.equal(codeOf(flow('hmi', 'plc', 's7comm')), 'none');
  const element = { protocol: 'cip' as const, class_id: 0x3a };
  assert.deepEqual(
    detectSafety({
      from: { kind: 'plc', zone: cell },
      to: { kind: 'drive', zone: cell },
      transport: 'tcp',
      port: 44_818,
      protocol: 'cip',
      classes: [],
      elements: [element],
    }),
    { safety: 'cip_safety', code: 'safety_object', params: { class_id: 0x3a } },
  );
});

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

test('tells apart what a firewall would cut, what would be reported, and what could not be read', () => {
  const rows = [
    seen('hmi1', 'plc1', { conversations: 800 }),
    seen('hmi1', 'plc1', { classes: ['write'], conversations: 5 }),
    seen('hmi1', 'plc1', { classes: [], conversations: 4 }),
    seen('hist', 'plc1', { conversations: 3, last_at: '2026-11-21T14:02:00Z', state: 'cleaning' }),
  ];
  const tried = dryRun({ rules: [rule()], zone_of, kind_of, in_force: [rule({ from: { kind: 'zone', zone_id: 'ops' } })] }, rows);
  assert.deepEqual(
    [tried.judged, tried.passes, tried.reported, tried.cut, tried.unread].map(({ conversations }) => conversations),
    [812, 804, 5, 3, 4],
  );
  assert.equal(tried.last_cut_at, '2026-11-21T14:02:00Z');
  assert.deepEqual(tried.newly_cut, { conversations: 3, flows: 1 });
  assert.deepEqual(
    tried.examples.map(({ outcome, code, rule_id, conversations }) => [outcome, code, rule_id, conversations]),
    [
      ['cut', 'no_rule', null, 3],
      ['reported', 'classes', 'r1', 5],
    ],
  );
  assert.deepEqual(tried.rules, [{ rule_id: 'r1', conversations: 804, flows: 2, last_at: '2026-11-02T08:50:00Z' }]);
  assert.deepEqual(tried.states, [{ state: 'cleaning', conversations: 3, cut: 3, reported: 0 }]);
});

test('shows what a switch stops, by name, safety first', () => {
  const rules = [
    rule(),
    rule({ id: 'r2', from: { kind: 'role', zone_id: 'ops', role: 'scada' }, is_essential: true }),
    rule({ id: 'r3', to: { kind: 'asset', asset_id: 'sis' }, safety: 'sis' }),
  ];
  const rows = [
    seen('hmi1', 'plc1', { last_at: '2026-11-02T09:10:00Z' }),
    seen('scada-a', 'plc1'),
    seen('hmi1', 'sis'),
    seen('hist', 'plc1'),
  ];
  const ask = { rules, zone_of, assets, now: '2026-11-02T09:12:00Z', from: 'normal' as const };
  const essential = whatStops({ ...ask, to: 'essential' }, rows);
  assert.deepEqual(
    essential.stops.map(({ client_name, server_name, rule_id, safety, is_running }) => [
      client_name,
      server_name,
      rule_id,
      safety,
      is_running,
    ]),
    [
      ['L1-HMI-1', 'SIS', 'r3', 'sis', false],
      ['L1-HMI-1', 'L1-PLC', 'r1', null, true],
    ],
  );
  assert.deepEqual([essential.goes_on_count, essential.already_cut_count, essential.safety_count], [1, 1, 1]);
  assert.equal(whatStops({ ...ask, to: 'isolated' }, rows).stops_count, 3);
  assert.equal(
    whatStops({ ...ask, rules: null, to: 'isolated' }, rows).stops_count,
    4,
    'what is not held passes until its mode says otherwise',
  );
  assert.equal(whatStops({ ...ask, rules: null, to: 'essential' }, rows).stops_count, 4, 'nothing is essential where nothing was approved');
  assert.deepEqual(essential.asset_ids, ['hmi1', 'plc1', 'sis']);
});
