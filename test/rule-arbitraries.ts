// Flows, rules, zones and weeks for property tests: few ends and services, so that they meet.
import fc from 'fast-check';
import type { OperationClass, ProtocolElement, Rule, RuleEnd, TimeWindow, WeekStretch, ZoneFlow } from '@holdfast/core-zones';

export const classes: OperationClass[] = ['read', 'write', 'session'];
export const ids = ['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7'];
export const kind_of: ReadonlyMap<string, string> = new Map(ids.map((id, at) => [id, ['hmi', 'plc', 'hmi', 'server'][at % 4]!]));

export const zoneOf: fc.Arbitrary<Map<string, string>> = fc
  .array(fc.constantFrom('z0', 'z1', null), { minLength: ids.length, maxLength: ids.length })
  .map((zones) => new Map(ids.flatMap((id, i): [string, string][] => (zones[i] ? [[id, zones[i]]] : []))));

const register = fc.tuple(fc.nat(5), fc.nat(5));
export const elementOf: fc.Arbitrary<ProtocolElement> = fc.oneof(
  register.map(([a, b]): ProtocolElement => ({ protocol: 'modbus', unit: 1, table: 'coil', from: Math.min(a, b), to: Math.max(a, b) })),
  fc.constantFrom<ProtocolElement>({ protocol: 's7comm', area: 'db', number: null }, { protocol: 's7comm', area: 'db', number: 1 }),
);

const hour = fc.nat(23).map((at) => `${String(at).padStart(2, '0')}:30`);
export const windowOf: fc.Arbitrary<TimeWindow> = fc.record({
  days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  from: hour,
  to: hour,
});
const minute = fc.nat(10_079);
export const weekOf: fc.Arbitrary<WeekStretch[]> = fc.array(
  fc.tuple(minute, fc.integer({ min: 1, max: 3000 })).map(([from, length]) => ({ from, to: from + length })),
  { minLength: 1, maxLength: 3 },
);

const flowPart = fc.record({
  client_id: fc.constantFrom<string | null>(...ids, 'a20', 'nobody', null),
  server_id: fc.constantFrom<string | null>(...ids, null),
  transport: fc.constantFrom('tcp', 'udp'),
  server_port: fc.constantFrom(null, 102, 502),
  protocol: fc.constantFrom('modbus', 's7comm'),
  classes: fc.subarray(classes),
  elements: fc.option(fc.array(elementOf, { maxLength: 2 })),
  week: fc.option(weekOf),
});
export const flowsOf: fc.Arbitrary<(ZoneFlow & { week: WeekStretch[] | null })[]> = fc
  .array(flowPart, { maxLength: 40 })
  .map((parts) => parts.map((part, i) => ({ id: `f${i}`, ...part })));

const zone_id = fc.constantFrom('z0', 'z1');
const end: fc.Arbitrary<RuleEnd> = fc.oneof(
  fc.constant<RuleEnd>({ kind: 'any' }),
  zone_id.map((zone): RuleEnd => ({ kind: 'zone', zone_id: zone })),
  fc.tuple(zone_id, fc.constantFrom('hmi', 'plc')).map(([zone, role]): RuleEnd => ({ kind: 'role', zone_id: zone, role })),
  fc.constantFrom(...ids).map((asset_id): RuleEnd => ({ kind: 'asset', asset_id })),
);
const rulePart = fc.record({
  from: end,
  to: end,
  transport: fc.constantFrom('tcp', 'tcp', 'udp'),
  ports: fc.constantFrom<[number | null, number | null]>([null, null], [102, 102], [502, 502], [0, 65535], [100, 200]),
  protocol: fc.constantFrom(null, 'modbus', 's7comm'),
  classes: fc.option(fc.subarray(classes)),
  elements: fc.option(fc.array(elementOf, { maxLength: 3 })),
  window: fc.option(windowOf),
  is_essential: fc.boolean(),
});
export const rulesOf: fc.Arbitrary<Rule[]> = fc
  .array(rulePart, { maxLength: 25 })
  .map((parts) => parts.map(({ ports: [port_from, port_to], ...part }, i) => ({ id: `r${i}`, port_from, port_to, purpose: '', ...part })));
