// A small plant for the tests of compiling: two zones with addresses of both families, an engineering station in the wrong network.
import type { Rule } from '../words.ts';
import type { CompileConduit, CompileView } from './view.ts';

export const rule = (part: Partial<Rule> & { id: string }): Rule => ({
  from: { kind: 'zone', zone_id: 'ops' },
  to: { kind: 'asset', asset_id: 'plc' },
  transport: 'tcp',
  port_from: 502,
  port_to: 502,
  protocol: 'modbus',
  classes: null,
  purpose: 'trends',
  ...part,
});

export const sampleRules: readonly Rule[] = [
  rule({ id: 'r1' }),
  rule({ id: 'r2', from: { kind: 'asset', asset_id: 'es' }, port_from: 102, port_to: 102, protocol: 's7comm', is_essential: true }),
  rule({ id: 'r3', transport: 'udp', port_from: 2222, port_to: 2230, protocol: 'cip-io' }),
  rule({
    id: 'r4',
    from: { kind: 'role', zone_id: 'line', role: 'plc' },
    to: { kind: 'zone', zone_id: 'ops' },
    port_from: 0,
    port_to: 65_535,
    protocol: null,
  }),
  rule({ id: 'r5', transport: 'icmp', port_from: null, port_to: null, protocol: null }),
];

export const conduit = (part: Partial<CompileConduit> = {}): CompileConduit => ({
  id: 'c1',
  name: 'Operations – Line',
  zone_a: 'ops',
  zone_b: 'line',
  mode: 'normal',
  rules: sampleRules,
  ...part,
});

export const viewOf = (...conduits: CompileConduit[]): CompileView => ({
  zones: [
    { id: 'ops', name: 'Operations', networks: ['10.0.0.0/16', 'fd00::/48'] },
    { id: 'line', name: 'Linie 1 "Füller"', networks: ['10.1.1.0/24', 'fd00:1::/48'] },
    { id: 'dmz', name: 'DMZ', networks: ['192.0.2.0/24'] },
  ],
  assets: [
    { id: 'plc', name: 'PLC 1', zone_id: 'line', kind: 'plc', ips: ['10.1.1.9', 'fd00:1::9'], macs: ['02:00:00:00:00:09'] },
    { id: 'es', name: 'Engineering', zone_id: 'ops', kind: 'engineering-station', ips: ['10.1.1.7'], macs: ['02:00:00:00:00:07'] },
  ],
  conduits,
});
