// Configurations as devices print them, written by hand after the vendors' manuals: defaults, other sections, names of their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareConfiguration, readConfiguration } from '../../index.ts';
import type { CompileOptions, CompileView, Comparison } from '../../index.ts';
import { formatRange } from '../ranges.ts';
import type { ReadRule } from './read-rules.ts';

const rule = (id: string, port: number, transport = 'tcp') => ({
  id,
  from: { kind: 'zone' as const, zone_id: 'ops' },
  to: { kind: 'asset' as const, asset_id: 'plc' },
  transport,
  port_from: port,
  port_to: port,
  protocol: null,
  classes: null,
  purpose: '',
});
const view: CompileView = {
  zones: [
    { id: 'ops', name: 'Operations', networks: ['10.0.0.0/16'] },
    { id: 'line', name: 'Line', networks: ['10.1.1.0/24'] },
  ],
  assets: [{ id: 'plc', name: 'PLC', zone_id: 'line', kind: 'plc', ips: ['10.1.1.9'], macs: [] }],
  conduits: [{ id: 'c1', name: 'Ops', zone_a: 'ops', zone_b: 'line', mode: 'normal', rules: [rule('r1', 502), rule('r2', 443)] }],
};
const options: CompileOptions = { layout: 'routed', outside: 'drop' };

/** `permit 10.0.0.0/16 > 10.1.1.9 tcp 502`. */
const say = ({ action, from, to, service, condition }: ReadRule): string => {
  const ends = [from, to].map((side) => side[4].map((range) => formatRange(4, range)).join(',')).join(' > ');
  const ports = service.transport === 'tcp' || service.transport === 'udp' ? ` ${service.port_from}-${service.port_to}` : '';
  return `${action} ${ends} ${service.transport}${ports}${service.detail && ` ${service.detail}`}${condition && ` if ${condition}`}`;
};
const short = ({ differences }: Comparison): string[] =>
  differences.map(({ kind, rule_id, what, line }) => [kind, rule_id ?? '-', ...what, line ?? '-'].join(' '));

const fortigate = `#config-version=FGT60F-7.2.5-FW-build1517-230606:opmode=0:vdom=0:user=admin
config system interface
    edit "port1"
        set vdom "root"
        set ip 192.168.1.99 255.255.255.0
        config ipv6
            set ip6-address fd00::1/64
        end
    next
end
config firewall address
    edit "none"
        set uuid 11111111-2222-3333-4444-555555555555
        set subnet 0.0.0.0 255.255.255.255
    next
    edit "OT office"
        set uuid 11111111-2222-3333-4444-555555555556
        set subnet 10.0.0.0 255.255.0.0
    next
    edit "plc-filler"
        set subnet 10.1.1.9 255.255.255.255
    next
    edit "line-low"
        set type iprange
        set start-ip 10.1.1.0
        set end-ip 10.1.1.127
    next
    edit "line-high"
        set type iprange
        set start-ip 10.1.1.128
        set end-ip 10.1.1.255
    next
end
config firewall addrgrp
    edit "line"
        set member "line-low" "line-high"
    next
end
config firewall service custom
    edit "modbus"
        set tcp-portrange 502
    next
end
config firewall policy
    edit 12
        set name "modbus and web"
        set uuid 11111111-2222-3333-4444-555555555557
        set srcintf "any"
        set dstintf "any"
        set action accept
        set srcaddr "OT office"
        set dstaddr "plc-filler"
        set schedule "always"
        set service "modbus" "HTTPS"
        set logtraffic all
        set ips-sensor "default"
    next
    edit 13
        set srcintf "any"
        set dstintf "any"
        set srcaddr "OT office"
        set dstaddr "line"
        set schedule "always"
        set service "ALL"
    next
    edit 14
        set srcintf "any"
        set dstintf "any"
        set srcaddr "line"
        set dstaddr "OT office"
        set schedule "always"
        set service "ALL"
    next
    edit 15
        set srcintf "any"
        set dstintf "any"
        set srcaddr "all"
        set dstaddr "all"
        set schedule "always"
        set service "ALL"
    next
end
`;

test('a FortiGate set up by hand, two services in one policy, other names, is the approved list', () => {
  const { rules } = readConfiguration(fortigate, 'fortigate');
  assert.deepEqual(rules.slice(0, 2).map(say), ['permit 10.0.0.0/16 > 10.1.1.9 tcp 502-502', 'permit 10.0.0.0/16 > 10.1.1.9 tcp 443-443']);
  const compared = compareConfiguration(fortigate, 'fortigate', view, options);
  assert.deepEqual(short(compared), ['missing - -'], 'the last refusal is for IPv4 only: IPv6 between all others is not refused there');
  const both = fortigate.replace(/set srcaddr "all"\n {8}set dstaddr "all"/, '$&\n        set srcaddr6 "all"\n        set dstaddr6 "all"');
  const whole = compareConfiguration(both, 'fortigate', view, options);
  assert.deepEqual(short(whole), []);
  assert.deepEqual(
    whole.foreign.map(({ text }) => text),
    ['config system interface'],
  );
  assert.deepEqual(
    whole.unknown.map(({ text }) => text),
    ['set ips-sensor "default"'],
  );
});

test('a FortiGate that is open for one interface only says so', () => {
  const bound = fortigate.replace('set srcintf "any"', 'set srcintf "port1"');
  assert.equal(readConfiguration(bound, 'fortigate').rules[0]!.condition, 'srcintf port1');
  assert.deepEqual(short(compareConfiguration(bound, 'fortigate', view, options)).slice(1), [
    'different r1 condition 45',
    'different r2 condition 45',
  ]);
  const zones = view.zones.map((zone) => ({ ...zone, interface: zone.id === 'ops' ? 'port1' : 'port2' }));
  const told = compareConfiguration(bound, 'fortigate', { ...view, zones }, options);
  assert.deepEqual(short(told), ['missing - -'], 'the zone is known to lie behind that interface');
});

const asa = `: Saved
ASA Version 9.16(4)
hostname fw-plant
object network PLC
 host 10.1.1.9
object network OT_OFFICE
 subnet 10.0.0.0 255.255.0.0
object-group network LINE
 description filling line
 network-object 10.1.1.0 255.255.255.128
 network-object 10.1.1.128 255.255.255.128
access-list OT remark what OT may
access-list OT extended permit tcp object OT_OFFICE object PLC eq 502
access-list OT extended permit tcp object OT_OFFICE host 10.1.1.9 eq https log informational interval 300
access-list OT extended deny ip object OT_OFFICE object-group LINE log
access-list OT extended deny ip object-group LINE object OT_OFFICE
access-list OT extended deny ip any any
access-group OT in interface ot
policy-map global_policy
 class inspection_default
  inspect dns
`;

test('an ASA with a list of another name is read as the approved list', () => {
  const compared = compareConfiguration(asa, 'cisco_asa', view, options);
  assert.deepEqual(short(compared), []);
  assert.equal(compared.is_same, true);
  assert.deepEqual(compared.unknown, []);
  assert.ok(compared.foreign.some(({ text }) => text === 'policy-map global_policy'));
  const wider = asa.replace('host 10.1.1.9 eq https', 'object-group LINE eq https');
  assert.deepEqual(short(compareConfiguration(wider, 'cisco_asa', view, options)), ['extra - 14']);
});

const ios = `version 17.9
hostname rtr
object-group network PLC
 host 10.1.1.9
ip access-list extended HOLDFAST_LINE
 10 remark answers
 20 permit tcp object-group PLC eq 502 10.0.0.0 0.0.255.255 established
 30 permit udp host 10.1.1.9 eq snmp any
 40 deny ip any 10.0.0.0 0.0.255.255 log-input
 50 evaluate something
ip access-list extended VTY
 10 permit tcp any any eq 22
line vty 0 4
 login local
`;

test('an IOS router prints numbers, wildcards and names; what belongs to other lists is left alone and named', () => {
  const config = readConfiguration(ios, 'cisco_ios');
  assert.deepEqual(config.rules.map(say), [
    'permit 10.1.1.9 > 10.0.0.0/16 tcp 0-65535 established',
    'permit 10.1.1.9 > 0.0.0.0/0 udp 0-65535',
    'deny 0.0.0.0/0 > 10.0.0.0/16 any',
  ]);
  assert.deepEqual([config.rules[0]!.service.source_from, config.rules[1]!.service.source_from], [502, 161]);
  assert.deepEqual(config.unknown, [{ line: 10, text: '50 evaluate something' }]);
  assert.ok(config.foreign.some(({ text }) => text === 'ip access-list extended VTY'));
});

const panos = `set deviceconfig system hostname pa
set address OT ip-netmask 10.0.0.0/16
set address PLC ip-netmask 10.1.1.9
set address LINE ip-range 10.1.1.0-10.1.1.255
set service modbus protocol tcp port 502
set service modbus protocol tcp override no
set rulebase security rules "OT to PLC" from any
set rulebase security rules "OT to PLC" to any
set rulebase security rules "OT to PLC" source [ OT ]
set rulebase security rules "OT to PLC" destination PLC
set rulebase security rules "OT to PLC" application any
set rulebase security rules "OT to PLC" service [ modbus tcp-443 ]
set rulebase security rules "OT to PLC" action allow
set rulebase security rules "OT to PLC" profile-setting group strict
set rulebase security rules "cut 1" source OT
set rulebase security rules "cut 1" destination LINE
set rulebase security rules "cut 1" service any
set rulebase security rules "cut 1" application any
set rulebase security rules "cut 1" action drop
set rulebase security rules "cut 2" source LINE
set rulebase security rules "cut 2" destination OT
set rulebase security rules "cut 2" action drop
set rulebase security rules rest source any
set rulebase security rules rest destination any
set rulebase security rules rest action deny
`;

test('a Palo Alto with a service that is not shown says which name it cannot resolve, and what is therefore missing', () => {
  const compared = compareConfiguration(panos, 'palo_alto', view, options);
  assert.deepEqual(short(compared), ['missing r2 -']);
  assert.deepEqual(compared.unresolved, [{ line: 12, text: 'tcp-443' }]);
  const whole = compareConfiguration(`${panos}set service tcp-443 protocol tcp port 443\n`, 'palo_alto', view, options);
  assert.deepEqual([short(whole), whole.is_same, whole.foreign.length], [[], true, 1]);
  const application = compareConfiguration(panos.replace('application any', 'application modbus'), 'palo_alto', view, options);
  assert.ok(short(application).includes('different r1 service 7'), 'App-ID narrows what the list allows');
});

test('texts without bounds are read to a bound, and said to be too large', () => {
  const many = 'access-list HOLDFAST extended permit udp any any eq 7\n'.repeat(30_000);
  const compared = compareConfiguration(many, 'cisco_asa', view, options);
  assert.deepEqual([compared.too_large, compared.rules_found, compared.is_same], [true, 20_000, false]);
  const quotes = readConfiguration(`config firewall policy\n${'"\\'.repeat(500_000)}`, 'fortigate');
  assert.equal(quotes.rules.length, 0);
  const circle =
    'object-group network A\n group-object B\nobject-group network B\n group-object A\naccess-list X extended permit ip object-group A any\n';
  assert.deepEqual(readConfiguration(circle, 'cisco_asa').unresolved, [{ line: 5, text: 'A' }]);
});
