// What inference concludes about devices an engineer would know at sight, and why it says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inferDevice, refineLevels, type DeviceFacts, type Inference, type UsedProtocol } from './infer.ts';
import { catalogueThings } from './inference/catalogue.ts';
import { isPublicAddress } from './inference/ranges.ts';
import { reasonParams } from './inference/reasons.data.ts';
import {
  deviceKinds,
  operationClasses,
  protocolNames,
  purdueLevels,
  type DeviceKind,
  type OperationClass,
  type ProtocolName,
} from './words.ts';

const nothing: DeviceFacts = {
  vendor: null,
  model: null,
  order_number: null,
  device_type: null,
  role: null,
  operating_system: null,
  description: null,
  names: [],
  ips: [],
  served: [],
  spoken: [],
  is_gateway: false,
};
const infer = (facts: Partial<DeviceFacts>) => inferDevice({ ...nothing, ...facts });
const use = (protocol: ProtocolName, peers: number, classes: OperationClass[] = [], port: number | null = null): UsedProtocol => ({
  protocol,
  port,
  classes,
  peers,
});

test('an order number says what a device is', () => {
  const known: readonly [string, DeviceKind, string][] = [
    ['6ES7 315-2EH14-0AB0', 'plc', '1'],
    ['6ES7 214-1HE30-0XB0', 'plc', '1'],
    ['6ES7 511-1AK00-0AB0', 'plc', '1'],
    ['6ES7 315-2FJ14-0AB0', 'safety-controller', '1'],
    ['6ES7 151-8AB01-0AB0', 'plc', '1'],
    ['6ES7 151-3AA23-0AB0', 'remote-io', '0'],
    ['6ES7 155-6AU00-0BN0', 'remote-io', '0'],
    ['6AV2 124-0MC01-0AX0', 'hmi', '2'],
    ['6GK5 208-0BA00-2AC2', 'switch', '2'],
    ['6GK5 615-0AA00-2AA2', 'firewall', '3'],
    ['6SL3244-0BB12-1FA0', 'drive', '0'],
    ['BMX P34 2020', 'plc', '1'],
    ['TM241CE40R', 'plc', '1'],
    ['ATV630D15N4', 'drive', '0'],
    ['HMISTU855', 'hmi', '2'],
    ['METSEPM5560', 'meter', '0'],
  ];
  for (const [order_number, kind, level] of known) {
    const inferred = infer({ order_number });
    assert.deepEqual([inferred.kind, inferred.purdue_level], [kind, level], order_number);
    assert.deepEqual([inferred.why.kind[0]?.code, inferred.why.kind[0]?.params['text']], ['order_number', order_number]);
    assert.ok(inferred.confidence >= 0.9);
  }
});

test('a model says what a device is', () => {
  const known: readonly [string, DeviceKind][] = [
    ['1756-L61/B LOGIX5561', 'plc'],
    ['1769-L33ER/A LOGIX5333ER', 'plc'],
    ['1756-L72S/B LOGIX5572S', 'safety-controller'],
    ['1766-LEC', 'plc'],
    ['1734-AENT/B', 'remote-io'],
    ['1756-ENBT/A', 'gateway'],
    ['PowerFlex 525 3P 400V 3.0HP', 'drive'],
    ['PanelView Plus_7 Standard 700', 'hmi'],
    ['1783-BMS10CGL', 'switch'],
    ['IM151-8 PN/DP CPU', 'plc'],
    ['CPU 315-2 PN/DP', 'plc'],
    ['WS-CE500-24TT', 'switch'],
    ['1601', 'router'],
    ['SCALANCE X 200', 'switch'],
    ['EDS-510E', 'switch'],
    ['MGate MB3180', 'gateway'],
    ['IC200PNS001', 'remote-io'],
  ];
  for (const [model, kind] of known) assert.equal(infer({ model }).kind, kind, model);
});

test('a controller behind a communication module makes the whole a controller', () => {
  const alone = infer({ model: '1756-EN2T/D', device_type: 'Communications Adapter' });
  const withController = infer({ model: '1756-EN2T/D', device_type: 'Communications Adapter', modules: ['1756-L71/B LOGIX5571'] });
  assert.equal(alone.kind, 'gateway');
  assert.deepEqual([withController.kind, withController.purdue_level], ['plc', '1']);
  assert.deepEqual(withController.why.kind[0], { code: 'module_behind', params: { text: '1756-L71/B LOGIX5571', thing: 'rockwell' } });
});

test('behaviour tells controllers from those who poll, program and collect', () => {
  const plc = infer({ served: [use('s7comm', 3, ['read', 'write'])] });
  assert.deepEqual([plc.kind, plc.purdue_level, plc.why.kind], ['plc', '1', [{ code: 'serves_only', params: { protocols: 's7comm' } }]]);
  assert.equal(infer({ spoken: [use('modbus', 12, ['read', 'write'])] }).kind, 'scada');
  assert.equal(infer({ spoken: [use('s7comm', 1, ['read', 'write'])] }).kind, 'hmi');
  assert.equal(infer({ vendor: 'Schneider Electric', spoken: [use('modbus', 4, ['read'])] }).kind, 'hmi');
  assert.equal(infer({ spoken: [use('cip', 2, ['read', 'program'])] }).kind, 'engineering-station');
  assert.equal(infer({ spoken: [use('modbus', 9, ['read'])], served: [use('mssql', 2)] }).kind, 'historian');
});

test('services tell servers apart', () => {
  const kindOf = (...served: UsedProtocol[]) => infer({ served, ips: ['10.0.0.5'] }).kind;
  assert.equal(kindOf(use('kerberos', 9), use('ldap', 9), use('dns', 9)), 'domain-controller');
  assert.equal(kindOf(use('ntp', 30)), 'time-server');
  assert.equal(kindOf(use('unknown', 4, [], 9100)), 'printer');
  assert.equal(kindOf(use('smb', 12)), 'server');
  assert.equal(infer({ served: [use('rdp', 2)], spoken: [use('rdp', 3)] }).kind, 'remote-access');
  assert.equal(infer({ spoken: [use('smb', 2), use('http', 9)], operating_system: 'Windows' }).kind, 'workstation');
  assert.equal(infer({ spoken: [use('stp', 1)] }).kind, 'switch');
  assert.equal(infer({ role: 'telephone' }).kind, 'phone');
});

test('what a device says of itself outweighs what it is called, and agreement adds confidence', () => {
  assert.equal(infer({ names: ['L1-FILLER-HMI'], order_number: '6ES7 315-2EH14-0AB0' }).kind, 'plc');
  const named = infer({ names: ['HIST-01'] });
  const both = infer({ names: ['HIST-01'], spoken: [use('modbus', 9, ['read'])], served: [use('mssql', 2)] });
  assert.equal(named.kind, 'historian');
  assert.deepEqual(named.why.kind, [{ code: 'named', params: { name: 'HIST-01' } }]);
  assert.deepEqual(
    both.why.kind.map(({ code }) => code),
    ['named', 'reads_and_keeps'],
  );
  assert.ok(both.confidence > named.confidence);
});

test('nothing known is said to be nothing known', () => {
  assert.deepEqual(infer({}), {
    kind: 'unknown',
    purdue_level: null,
    confidence: 0,
    why: { kind: [{ code: 'nothing_seen', params: {} }], level: [{ code: 'level_unknown', params: {} }] },
  });
  assert.equal(infer({ vendor: 'Siemens AG' }).kind, 'unknown', 'a maker of everything is no kind');
});

test('public addresses are outside, except of controllers', () => {
  assert.equal(infer({ ips: ['203.0.113.9'], spoken: [use('http', 2)] }).purdue_level, '5');
  assert.equal(
    infer({ ips: ['203.0.113.9'], spoken: [use('modbus', 1, ['read'])] }).purdue_level,
    '5',
    'a stranger who polls is no panel of ours',
  );
  assert.equal(infer({ ips: ['141.81.0.86'], served: [use('modbus', 1)] }).purdue_level, '1');
  const isPublic = ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2001:db8::1'].map(isPublicAddress);
  const isLocal = ['10.1.2.3', '172.31.0.1', '192.168.9.9', '169.254.1.1', '100.64.0.1', '127.0.0.1', 'fe80::1', 'fd00::1'].map(
    isPublicAddress,
  );
  assert.ok(isPublic.every(Boolean));
  assert.ok(!isLocal.some(Boolean));
});

const device = (kind: DeviceKind, ip: string) => ({
  ends: [ip],
  inference: { ...infer({ ips: [ip] }), kind, purdue_level: levelAlone(kind, ip) },
});
const levelAlone = (kind: DeviceKind, ip: string): Inference['purdue_level'] =>
  isPublicAddress(ip) && kind !== 'plc'
    ? '5'
    : (({ plc: '1', hmi: '2', scada: '3', 'engineering-station': '3', historian: '3', 'remote-access': '3.5' } as const)[kind as 'plc'] ??
      '4');
const flow = (client: string, server: string, protocol: ProtocolName = 'http') => ({ client, server, protocol });
const levels = (refined: readonly Inference[]) => refined.map((one) => one.purdue_level);

test('an engineering station among the controllers of a line stands at the line', () => {
  const line = ['10.0.1.11', '10.0.1.12', '10.0.1.13'].map((ip) => device('plc', ip));
  const site = [device('scada', '10.0.3.10'), device('engineering-station', '10.0.3.13'), device('server', '10.0.3.16')];
  const refined = refineLevels([...line, device('engineering-station', '10.0.1.34'), ...site], []);
  assert.deepEqual(levels(refined), ['1', '1', '1', '2', '3', '3', '3']);
  assert.deepEqual(refined[3]!.why.level, [{ code: 'among_controllers', params: { network: '10.0.1.0/24', controllers: 3 } }]);
});

test('who talks to plant and business and speaks no plant protocol stands between them', () => {
  const scada = [device('scada', '10.0.3.10'), device('scada', '10.0.3.11')];
  const office = [device('workstation', '10.0.4.21'), device('workstation', '10.0.4.22')];
  const broker = device('server', '10.0.35.5');
  const flows = [
    flow('10.0.35.5', '10.0.3.10'),
    flow('10.0.35.5', '10.0.3.11'),
    flow('10.0.4.21', '10.0.35.5'),
    flow('10.0.4.22', '10.0.35.5'),
  ];
  assert.deepEqual(levels(refineLevels([...scada, ...office, broker], flows)), ['3', '3', '4', '4', '3.5']);
});

test('servers beside remote access stand in the DMZ', () => {
  assert.deepEqual(levels(refineLevels([device('remote-access', '10.0.35.10'), device('server', '10.0.35.12')], [])), ['3.5', '3.5']);
});

test('a plant that numbers with public addresses keeps its computers; a stranger elsewhere stays outside', () => {
  const refined = refineLevels(
    [device('plc', '141.81.0.86'), device('plc', '141.81.0.87'), device('scada', '141.81.0.10'), device('hmi', '87.236.176.106')],
    [],
  );
  assert.deepEqual(levels(refined), ['1', '1', '3', '5']);
});

/** Heard with a MAC of its own. */
const heard = (kind: DeviceKind, ip: string) => {
  const one = device(kind, ip);
  return { ...one, ends: [ip, `02:00:00:00:00:${ip.slice(-2).replace('.', '0')}`] };
};
const site = [heard('plc', '10.80.21.11'), heard('scada', '10.80.30.10'), heard('workstation', '10.80.4.21')];

test('a computer behind a router in a range that is not the numbering of the site is beyond it', () => {
  const refined = refineLevels([...site, device('server', '10.10.0.20'), device('workstation', '172.27.8.10')], []);
  assert.deepEqual(levels(refined).slice(3), ['5', '5']);
  assert.deepEqual(refined[3]!.why.level, [{ code: 'beyond_router', params: { network: '10.10.0.0/24', own: '10.80.0.0/16' } }]);
});

test('a computer is not beyond the site in its range, when heard itself, when it works with controllers, or while the plan is unknown', () => {
  const polls = [flow('10.10.0.20', '10.80.21.11', 'modbus')];
  assert.notEqual(levels(refineLevels([...site, device('server', '10.80.9.5')], [])).at(-1), '5');
  assert.notEqual(levels(refineLevels([...site, heard('server', '10.10.0.20')], [])).at(-1), '5');
  assert.notEqual(levels(refineLevels([...site, device('server', '10.10.0.20')], polls)).at(-1), '5');
  assert.notEqual(levels(refineLevels([...site.slice(1), device('server', '10.10.0.20')], [])).at(-1), '5');
  assert.notEqual(levels(refineLevels([...site, device('scada', '10.10.0.20')], [])).at(-1), '5');
});

test('a switch beside a controller is a plant switch however many computers stand there; strangers count for nothing', () => {
  const computers = ['10.0.1.21', '10.0.1.22', '10.0.1.23'].map((ip) => device('workstation', ip));
  const plant = refineLevels(
    [device('plc', '10.0.1.11'), ...computers, { ...device('switch', '10.0.1.2'), inference: infer({ role: 'bridge' }) }],
    [],
  );
  assert.equal(plant.at(-1)?.purdue_level, '2');
  const office = refineLevels([...computers, { ...device('switch', '10.0.1.2'), inference: infer({ role: 'bridge' }) }], []);
  assert.equal(office.at(-1)?.purdue_level, '4');
  const strangers = ['10.0.1.31', '10.0.1.32'].map((ip) => ({ ends: [ip], inference: infer({}) }));
  const camera = refineLevels([device('plc', '10.0.1.11'), device('plc', '10.0.1.12'), ...strangers, device('camera', '10.0.1.40')], []);
  assert.equal(camera.at(-1)?.purdue_level, '1', 'two strangers do not outvote two controllers');
});

test('an engineering station alone with its controller is no evidence for itself', () => {
  const pair = refineLevels(
    [device('plc', '10.0.1.11'), device('engineering-station', '10.0.1.12')],
    [flow('10.0.1.12', '10.0.1.11', 's7comm')],
  );
  assert.deepEqual(pair[1]?.why.level, [{ code: 'works_with_controllers', params: {} }]);
});

test('who takes part in PROFINET or takes ISO transport connections belongs to control when automation makers made it', () => {
  const station = infer({ vendor: 'Siemens', spoken: [use('profinet-dcp', 1)] });
  assert.deepEqual([station.kind, station.purdue_level], ['unknown', '1']);
  assert.equal(infer({ vendor: 'Dell', spoken: [use('profinet-dcp', 1)] }).purdue_level, null);
  assert.equal(infer({ spoken: [use('profinet-rt', 1)] }).purdue_level, '1');
  const controller = infer({ vendor: 'Siemens', served: [use('cotp', 1, [], 102)] });
  assert.deepEqual([controller.kind, controller.purdue_level], ['plc', '1']);
  assert.equal(infer({ vendor: 'Microsoft', served: [use('cotp', 1, [], 102)] }).kind, 'unknown');
  assert.equal(infer({ vendor: 'HOST ENGINEERING' }).kind, 'plc');
});

test('who stops controllers is an engineering station, unless it is a panel by its maker', () => {
  assert.equal(infer({ spoken: [use('s7comm', 1, ['stop'])] }).kind, 'engineering-station');
  assert.equal(infer({ vendor: 'Siemens', spoken: [use('s7comm', 1, ['stop', 'read'])] }).kind, 'hmi');
});

test('levels do not depend on the order of devices or flows', () => {
  const kinds: readonly DeviceKind[] = ['plc', 'hmi', 'scada', 'server', 'workstation', 'remote-access', 'historian', 'switch', 'unknown'];
  const someDevice = fc.record({ kind: fc.constantFrom(...kinds), net: fc.nat(3), host: fc.nat(20) });
  fc.assert(
    fc.property(
      fc.uniqueArray(someDevice, { selector: (one) => `${one.net}.${one.host}`, maxLength: 25 }),
      fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 60 }),
      (list, pairs) => {
        const devices = list.map(({ kind, net, host }) => device(kind, `10.0.${net}.${host}`));
        const flows = pairs.flatMap(([a, b]) => (devices[a] && devices[b] ? [flow(devices[a].ends[0]!, devices[b].ends[0]!)] : []));
        const forward = levels(refineLevels(devices, flows));
        const backward = levels(refineLevels(devices.toReversed(), flows.toReversed())).toReversed();
        assert.deepEqual(forward, backward);
      },
    ),
  );
});

test('any facts give a kind and a level of the closed lists, with a sentence each', () => {
  const text = fc.option(fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('6ES7 315', '1756-L61', 'Siemens', 'SCADA-1')));
  const uses = fc.array(
    fc.record({
      protocol: fc.constantFrom(...protocolNames),
      port: fc.option(fc.nat(65535)),
      classes: fc.subarray([...operationClasses]),
      peers: fc.nat(50),
    }),
    { maxLength: 6 },
  );
  const facts = fc.record({
    vendor: text,
    model: text,
    order_number: text,
    device_type: text,
    role: text,
    operating_system: text,
    description: text,
    names: fc.array(fc.string({ maxLength: 20 }), { maxLength: 3 }),
    ips: fc.array(fc.ipV4(), { maxLength: 2 }),
    served: uses,
    spoken: uses,
    is_gateway: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, (some) => {
      const inferred = inferDevice(some);
      assert.ok(deviceKinds.includes(inferred.kind));
      assert.ok(inferred.purdue_level === null || purdueLevels.includes(inferred.purdue_level));
      assert.ok(inferred.confidence >= 0 && inferred.confidence < 1);
      assert.ok(inferred.why.kind.length > 0 && inferred.why.level.length > 0);
      for (const { code, params } of [...inferred.why.kind, ...inferred.why.level]) {
        assert.deepEqual(Object.keys(params).sort(), [...reasonParams[code]].sort(), code);
        assert.ok(!('thing' in params) || catalogueThings.includes(String(params.thing)), String(params.thing));
      }
    }),
  );
});
