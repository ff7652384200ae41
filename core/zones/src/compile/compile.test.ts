// What compiled text says: which packets, in which order, under which mode, and what each rule is worth where.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  compileCiscoAsa,
  compileCiscoIos,
  compileFortigate,
  compileNftables,
  compileOrderSheet,
  compilePaloAlto,
  compileSuricata,
  coverageOf,
  windowParts,
} from '../index.ts';
import type { CompileOptions } from '../index.ts';
import { subtractRanges } from './ranges.ts';
import { conduit, rule, sampleRules, viewOf } from './sample.vectors.ts';
import { offsetMinutes } from './windows.ts';

const routed: CompileOptions = { layout: 'routed' };
const bridged: CompileOptions = { layout: 'bridged' };
const linesWith = (text: string, word: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.includes(word));

test('nftables: a rule lets its client ask and its server answer, and the answer opens nothing', () => {
  const { text } = compileNftables(viewOf(conduit({ rules: [sampleRules[0]!, sampleRules[2]!] })), routed);
  const set = /@(asset_plc_1_\w+)_v4/.exec(text)![1]!;
  assert.deepEqual(linesWith(text, 'comment "rule r1"'), [
    `ip daddr @${set}_v4 tcp dport 502 counter accept comment "rule r1"`,
    `ip6 daddr @${set}_v6 tcp dport 502 counter accept comment "rule r1"`,
  ]);
  assert.deepEqual(
    linesWith(text, 'comment "answer r1"')[0],
    `ip saddr @${set}_v4 tcp sport 502 tcp flags & (fin | syn | rst | ack) != syn counter accept comment "answer r1"`,
  );
  assert.deepEqual(
    linesWith(text, 'comment "answer r3"')[0],
    `ip saddr @${set}_v4 udp sport 2222-2230 ct state established counter accept comment "answer r3"`,
  );
  assert.equal(
    linesWith(text, 'ct state established').every((line) => line.includes('sport')),
    true,
    'never for all conversations',
  );
});

test('nftables: an address is in the zone of its device, and in no other', () => {
  const { text, notes } = compileNftables(viewOf(conduit()), routed);
  const elements = (name: string): string => new RegExp(`set zone_${name}_\\w+_v4 \\{[^}]*elements = \\{ ([^}]*) \\}`).exec(text)![1]!;
  assert.equal(elements('operations'), '10.0.0.0/16, 10.1.1.7');
  assert.equal(elements('linie_1_fueller'), '10.1.1.0-10.1.1.6, 10.1.1.8-10.1.1.255');
  assert.deepEqual(notes, []);
  const [plc, es] = viewOf().assets;
  const doubled = { ...viewOf(), assets: [plc!, es!, { ...plc!, id: 'twin', zone_id: 'ops' }] };
  assert.deepEqual(compileNftables(doubled, routed).notes[0], {
    code: 'address_of_two_zones',
    params: { address: '10.1.1.9', zone_a: 'line', zone_b: 'ops' },
  });
});

test('nftables: a mode takes away what it closes, a missing list closes nothing', () => {
  const textOf = (part: Parameters<typeof conduit>[0]): string => compileNftables(viewOf(conduit(part)), routed).text;
  assert.deepEqual(
    linesWith(textOf({ mode: 'essential' }), 'comment "rule').map((line) => line.slice(-9)),
    ['"rule r2"'],
  );
  assert.equal(linesWith(textOf({ mode: 'isolated' }), 'accept comment "rule').length, 0);
  assert.equal(linesWith(textOf({ mode: 'isolated' }), 'drop comment "errors refused c1"').length > 0, true);
  assert.deepEqual(linesWith(textOf({ rules: null }), 'not held yet'), ['counter accept comment "not held yet c1"']);
  assert.equal(linesWith(textOf({ rules: null, mode: 'isolated' }), 'counter drop comment "refused c1"').length, 1);
});

test('on every dialect a mode writes what it leaves, and a conduit without a list passes by name', () => {
  for (const compile of [compileFortigate, compileCiscoAsa, compileCiscoIos, compilePaloAlto]) {
    const rulesIn = (part: Parameters<typeof conduit>[0]): string[] => [
      ...new Set(compile(viewOf(conduit(part)), routed).text.match(/\brule r\d/g) ?? []),
    ];
    assert.deepEqual(rulesIn({}), ['rule r1', 'rule r2', 'rule r3', 'rule r4', 'rule r5']);
    assert.deepEqual(rulesIn({ mode: 'essential' }), ['rule r2']);
    assert.deepEqual(rulesIn({ mode: 'isolated' }), []);
    assert.match(compile(viewOf(conduit({ mode: 'isolated' })), routed).text, /refused c1/);
    const open = compile(viewOf(conduit({ rules: null })), routed).text;
    assert.ok(open.includes('not held yet c1') && !open.includes('refused c1'));
  }
});

test('nftables: nothing a person wrote can end a comment or begin a statement', () => {
  const evil = '"; accept\n}\nadd table inet evil { \u202e';
  const view = viewOf(conduit({ name: evil, rules: [rule({ id: evil, purpose: evil })] }));
  const named = { ...view, zones: view.zones.map((zone) => ({ ...zone, name: `${evil}${zone.id}`, interface: '"; drop' })) };
  for (const text of [
    compileNftables(named, { ...bridged, title: evil, table: evil }).text,
    compileFortigate(named, routed).text,
    compileCiscoAsa(named, routed).text,
  ]) {
    assert.equal(
      text.split('\n').some((line) => /^\s*(add table inet evil|\}|accept)\s*[{;]/.test(line)),
      false,
    );
    assert.equal(
      text.split('\n').every((line) => (line.match(/"/g) ?? []).length % 2 === 0),
      true,
    );
  }
});

test('the same list gives the same text, in whatever order its parts come', () => {
  const view = viewOf(conduit(), conduit({ id: 'c2', zone_b: 'dmz', rules: [] }));
  const turned = { zones: view.zones.toReversed(), assets: view.assets.toReversed(), conduits: view.conduits.toReversed() };
  for (const compile of [compileNftables, compileFortigate, compileCiscoAsa, compileCiscoIos, compilePaloAlto, compileSuricata])
    assert.equal(compile(turned, routed).text, compile(view, routed).text);
});

test('bridged: layer-2 protocols pass by rule, also behind a VLAN tag, and back; the network keeps itself', () => {
  const layer2 = rule({
    id: 'pn',
    transport: 'ethernet',
    port_from: null,
    port_to: null,
    protocol: 'profinet-rt',
    from: { kind: 'asset', asset_id: 'es' },
  });
  const { text, standings } = compileNftables(viewOf(conduit({ rules: [layer2] })), bridged);
  const bridge = text.slice(text.indexOf('table bridge'));
  const types = linesWith(bridge, 'comment "rule pn"').map((line) => /(ether|vlan) type \S+/.exec(line)![0]);
  const both = ['ether type 0x8892', 'vlan type 0x8892'];
  assert.deepEqual(types, [...both, ...both], 'to the device, and to the groups of the protocol');
  assert.deepEqual(
    linesWith(bridge, 'comment "rule pn"').map((line) => line.includes('ether daddr { 01:0e:cf:00:01:00')),
    [false, false, true, true],
  );
  assert.equal(linesWith(bridge, 'comment "answer pn"').length, 4);
  assert.equal(linesWith(bridge, 'spanning tree').length, 1);
  assert.deepEqual(
    standings.map(({ standing }) => standing),
    ['enforced'],
  );
  const routedOne = compileNftables(viewOf(conduit({ rules: [layer2] })), routed).standings[0]!;
  assert.deepEqual([routedOne.standing, routedOne.code], ['unenforceable', 'layer2_on_routed']);
});

test('bridged: a closed conduit between two known ports lets no frame pass', () => {
  const view = viewOf(conduit({ mode: 'isolated' }));
  const ports = { ...view, zones: view.zones.map((zone, n) => ({ ...zone, interface: `eth${n}` })) };
  const { text } = compileNftables(ports, bridged);
  assert.deepEqual(linesWith(text, 'iifname "eth0" oifname "eth1"'), ['iifname "eth0" oifname "eth1" counter drop comment "refused c1"']);
});

test('IOS has no memory: TCP is answered by what opens nothing, UDP from its port, and says that its direction is not held', () => {
  const { text, standings } = compileCiscoIos(viewOf(conduit()), routed);
  const name = /object-group network (asset_plc_1_\w+)/.exec(text)![1]!;
  assert.deepEqual(
    linesWith(text, ' established'),
    [
      `permit tcp object-group ${name} eq 502 object-group ${/object-group network (zone_operations_\w+)/.exec(text)![1]} established`,
      `permit tcp host fd00:1::9 eq 502 fd00::/48 established`,
      `permit tcp object-group ${name} eq 102 object-group ${/object-group network (asset_engineering_\w+)/.exec(text)![1]} established`,
      `permit tcp any object-group ${/object-group network (role_plc_\w+)/.exec(text)![1]} established`,
      `permit tcp any host fd00:1::9 established`,
    ].toSorted((x, y) => linesWith(text, ' established').indexOf(x) - linesWith(text, ' established').indexOf(y)),
  );
  assert.equal(standings.find(({ rule_id }) => rule_id === 'r3')!.code, 'direction');
});

test('every rule says what it is worth, and the three are counted apart', () => {
  const rules = [
    rule({ id: 'plain', protocol: null }),
    rule({ id: 'port' }),
    rule({ id: 'reads', classes: ['read'] }),
    rule({ id: 'range', elements: [{ protocol: 'modbus', unit: 1, table: 'coil', from: 0, to: 9 }] }),
    rule({ id: 'window', window: { days: [1], from: '08:00', to: '09:00' } }),
    rule({ id: 'elsewhere', to: { kind: 'zone', zone_id: 'dmz' } }),
    rule({ id: 'nobody', from: { kind: 'role', zone_id: 'ops', role: 'robot' } }),
    rule({ id: 'no port', port_from: null, port_to: null }),
  ];
  const worth = (compile: typeof compileNftables, options: CompileOptions): string[] =>
    compile(viewOf(conduit({ rules })), options).standings.map(({ standing, code }) => `${standing} ${code}`);
  const berlin: CompileOptions = { layout: 'routed', time_zone: 'Europe/Berlin', at: '2026-11-22T00:00:00Z' };
  const ends = ['unenforceable end_outside_conduit', 'unenforceable no_address', 'unenforceable no_port'];
  assert.deepEqual(worth(compileNftables, berlin), [
    'enforced enforced',
    'enforced enforced_by_port',
    'unenforceable operations',
    'unenforceable elements',
    'enforced enforced_by_port',
    ...ends,
  ]);
  assert.deepEqual(worth(compileFortigate, { ...berlin, seen_by: { holdfast: ['c1'] } }), [
    'enforced enforced',
    'enforced enforced_by_port',
    'detected operations',
    'detected elements',
    'detected window',
    ...ends,
  ]);
  assert.deepEqual(worth(compileSuricata, berlin).slice(0, 4), [
    'unenforceable not_looked_at',
    'unenforceable not_looked_at',
    'detected operations',
    'detected elements',
  ]);
  assert.deepEqual(coverageOf(compileNftables(viewOf(conduit({ rules })), { ...berlin, seen_by: { suricata: ['c1'] } }).standings), {
    enforced: 3,
    detected: 2,
    unenforceable: 3,
  });
});

test('a window of the site is the same time in UTC on both sides of a change of the clocks', () => {
  const parts = windowParts({ days: [1, 5], from: '22:00', to: '06:00' }, 'Europe/Berlin', '2026-11-22T10:00:00Z')!;
  const winter = parts.filter(({ since_s, until_s }) => since_s === null && until_s === Date.UTC(2026, 2, 29, 1) / 1000);
  assert.deepEqual(
    winter.map(({ days, from_s, to_s }) => ({ days, from_s, to_s })),
    [
      { days: [2, 6], from_s: 0, to_s: 5 * 3600 - 1 },
      { days: [1, 5], from_s: 21 * 3600, to_s: 86_399 },
    ],
  );
  const isIn = (at: number): boolean =>
    parts.some(({ since_s, until_s, days, from_s, to_s }) => {
      const second = at / 1000;
      const date = new Date(at);
      const ofDay = second % 86_400;
      return (
        (since_s ?? 0) <= second && second < (until_s ?? Infinity) && days.includes(date.getUTCDay()) && from_s <= ofDay && ofDay <= to_s
      );
    });
  for (let at = Date.UTC(2026, 2, 20); at < Date.UTC(2027, 3, 10); at += 17 * 60_000) {
    const local = new Date(at + offsetMinutes('Europe/Berlin', at)! * 60_000);
    const [day, minute] = [local.getUTCDay(), local.getUTCHours() * 60 + local.getUTCMinutes()];
    const expected = minute >= 22 * 60 ? day === 1 || day === 5 : minute < 6 * 60 && (day === 2 || day === 6);
    assert.equal(isIn(at), expected, new Date(at).toISOString());
  }
  assert.equal(windowParts({ days: [1], from: '22:00', to: '06:00' }, 'Nowhere/Town', '2026-01-01'), null);
  assert.equal(windowParts({ days: [8], from: '22:00', to: '06:00' }, 'Europe/Berlin', '2026-01-01'), null);
});

test('an order sheet says source, destination, service and purpose in words, and no cell is a formula', () => {
  const view = viewOf(conduit({ rules: [rule({ id: 'r1', purpose: '=HYPERLINK("x")\n' }), rule({ id: 'r2', purpose: '＋1' })] }));
  const sheet = compileOrderSheet(view, { ...routed, language: 'de', contact: '@OT, 123', since: new Map([['r1', '01.11.2026']]) });
  const [heading, first, second] = sheet.csv.slice(1).split('\r\n');
  assert.equal(heading!.split(',')[1], '"Zonenübergang"');
  assert.equal(
    first,
    `"1","Operations – Line","erlauben","Operations","10.0.0.0/16, 10.1.1.7, fd00::/48","PLC 1","10.1.1.9, fd00:1::9","TCP 502","immer","'=HYPERLINK(""x"") ","'@OT, 123","01.11.2026","r1"`,
  );
  assert.match(second!, /"'＋1"/);
  assert.match(sheet.text, /Zweck: =HYPERLINK\("x"\)\n {3}Rückfragen: @OT, 123\n {3}Genehmigt seit: 01\.11\.2026\n/);
});

test('each rule of an order names whom to ask of its conduit; where nobody is named there is no line and no column for it', () => {
  const view = viewOf(conduit({ rules: [rule({ id: 'r1' })] }));
  const id = view.conduits[0]!.id;
  const named = compileOrderSheet(view, { ...routed, language: 'en', contact: 'Lead, 1', contact_of: new Map([[id, 'Owner, 2']]) });
  const lines = named.text.split('\n').filter((it) => it.includes('Contact: '));
  assert.equal(lines[0], '   Contact: Owner, 2');
  assert.equal(lines.at(-1), '   Contact: Lead, 1', 'what belongs to no conduit');
  const nobody = compileOrderSheet(view, { ...routed, language: 'en', contact: '' });
  assert.ok(!nobody.text.includes('Contact') && !nobody.csv.includes('Contact'));
});

test('ranges without others are cut at their edges', () => {
  const left = subtractRanges(
    [
      { from: 0n, to: 9n },
      { from: 20n, to: 29n },
    ],
    [
      { from: 3n, to: 4n },
      { from: 8n, to: 21n },
      { from: 29n, to: 40n },
    ],
  );
  assert.deepEqual(left, [
    { from: 0n, to: 2n },
    { from: 5n, to: 7n },
    { from: 22n, to: 28n },
  ]);
});
