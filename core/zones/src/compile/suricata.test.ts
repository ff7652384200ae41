// Suricata text under a strict grammar of its own, and alerts that say yes or no to operations as the approved list does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkFlow, compileSuricata, readableTargets } from '../index.ts';
import type { OperationClass, Rule } from '../index.ts';
import { conduit, rule, viewOf } from './sample.vectors.ts';
import { suricataProtocols } from './suricata-operations.data.ts';

type Parsed = { action: string; protocol: string; from: string; to: string; port: string; options: [string, string][] };

const address = String.raw`!?[0-9a-f.:]+(?:/\d{1,3})?`;
const header = new RegExp(
  String.raw`^(alert) (tcp) (${address}|\[${address}(?:,${address})*\]) any -> (${address}|\[${address}(?:,${address})*\]) (any|\d{1,5}(?::\d{1,5})?) \((.*)\)$`,
);
const modbusOption =
  /^(?:unit (?:\d{1,3}|<\d{1,3}|>\d{1,3}|\d{1,3}<>\d{1,3}), )?(?:function (?:\d{1,3}|user|unassigned)|access (?:read|write)(?: (?:coils|discretes|input|holding)(?:, address (?:\d{1,5}|[<>]\d{1,5}|\d{1,5}<>\d{1,5}))?)?)$/;
/** Options and what their values may be (Suricata 7 user guide: meta, payload, flow, Modbus and ENIP/CIP keywords). */
const grammar: Readonly<Record<string, RegExp>> = {
  msg: /^"[\x20-\x7e]+"$/,
  flow: /^established,to_server$/,
  modbus: modbusOption,
  cip_service: /^\d{1,3}(?:,\d{1,5}){0,2}$/,
  content: /^"(?:\|[0-9a-f]{2}(?: [0-9a-f]{2})*\||[A-Z_]+)"$/,
  offset: /^\d{1,3}$/,
  depth: /^\d{1,3}$/,
  classtype: /^policy-violation$/,
  metadata: /^[a-z_]+ [\w.:~-]+(?:, [a-z_]+ [\w.:~-]+)*$/,
  sid: /^[1-9]\d{0,9}$/,
  rev: /^1$/,
};

/** Reads a rule strictly: every option known, its value well formed, msg first, sid and rev last; semicolons and quotes only where they belong. */
function parseRule(line: string): Parsed {
  const found = header.exec(line);
  assert.ok(found, `no rule: ${line}`);
  const [, action = '', protocol = '', from = '', to = '', port = '', body = ''] = found;
  const options: [string, string][] = [];
  let rest = body;
  while (rest !== '') {
    const option = /^([a-z_]+):\s?((?:"[^"\\;]*"|[^";])+);(?: |$)/.exec(rest);
    assert.ok(option, `no option: ${rest}`);
    const [all, name = '', value = ''] = option;
    assert.match(value, grammar[name] ?? /^(?!)/, name);
    options.push([name, value]);
    rest = rest.slice(all.length);
  }
  assert.equal(options[0]?.[0], 'msg');
  assert.deepEqual(
    options.slice(-2).map(([name]) => name),
    ['sid', 'rev'],
  );
  assert.ok(Number(options.at(-2)![1]) < 2 ** 32);
  return { action, protocol, from, to, port, options };
}

const parseAll = (text: string): Parsed[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(parseRule);

const optionOf = ({ options }: Parsed, name: string): string => options.find(([key]) => key === name)?.[1] ?? '';
const bodyOf = ({ options }: Parsed): string =>
  options
    .filter(([name]) => ['modbus', 'cip_service', 'content', 'offset', 'depth'].includes(name))
    .map(([name, value]) => `${name}:${value}`.replace(':', name === 'modbus' ? ': ' : ':'))
    .join('; ');

/** Whether an address is in a list such as `[10.0.0.0/16,!10.0.1.7]`: in one that is said, in none that is denied. */
function listHas(list: string, address_text: string): boolean {
  const parts = list.replace(/[[\]]/g, '').split(',');
  const has = (text: string): boolean => {
    if (text.includes(':') !== address_text.includes(':')) return false;
    const [network = '', bits = '32'] = text.split('/');
    const value = (one: string): number => one.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    return text.includes(':')
      ? text === address_text
      : Math.floor(value(network) / 2 ** (32 - Number(bits))) === Math.floor(value(address_text) / 2 ** (32 - Number(bits)));
  };
  return parts.some((part) => !part.startsWith('!') && has(part)) && !parts.some((part) => part.startsWith('!') && has(part.slice(1)));
}

const classes: OperationClass[] = ['read', 'write', 'program', 'stop', 'identify'];
const ruleOf = fc.record({
  from: fc.constantFrom<Rule['from']>({ kind: 'zone', zone_id: 'ops' }, { kind: 'asset', asset_id: 'es' }, { kind: 'any' }),
  to: fc.constantFrom<Rule['to']>({ kind: 'zone', zone_id: 'line' }, { kind: 'asset', asset_id: 'plc' }),
  protocol: fc.constantFrom('modbus', 'modbus', null),
  classes: fc.option(fc.subarray(classes, { minLength: 1 }), { freq: 5 }),
});
const zone_of = new Map([
  ['es', 'ops'],
  ['hmi', 'ops'],
  ['plc', 'line'],
  ['drive', 'line'],
]);
const ips: Readonly<Record<string, string>> = { es: '10.1.1.7', hmi: '10.0.0.5', plc: '10.1.1.9', drive: '10.1.1.20' };

test('an alert fires for just the operations that the list does not allow between places it opens', () => {
  fc.assert(
    fc.property(fc.array(ruleOf, { minLength: 1, maxLength: 5 }), (parts) => {
      const rules = parts.map((part, n) => rule({ id: `r${n}`, ...part }));
      const alerts = parseAll(compileSuricata(viewOf(conduit({ rules })), { layout: 'routed' }).text);
      for (const client_id of ['es', 'hmi'])
        for (const server_id of ['plc', 'drive'])
          for (const name of classes) {
            const flow = { client_id, server_id, transport: 'tcp', server_port: 502, protocol: 'modbus', classes: [name] };
            const isOpen = checkFlow(flow, rules, zone_of, { depth: 'packets' }).verdict === 'allowed';
            const isNamed = rules.some(({ protocol }) => protocol === 'modbus');
            const isAllowed = checkFlow(flow, rules, zone_of).verdict === 'allowed';
            for (const operation of suricataProtocols['modbus']![name] ?? []) {
              const fires = alerts.some(
                (alert) =>
                  listHas(alert.from, ips[client_id]!) &&
                  listHas(alert.to, ips[server_id]!) &&
                  bodyOf(alert) === operation.options.trim().replace(/;$/, ''),
              );
              assert.equal(fires, isOpen && isNamed && !isAllowed, `${client_id} ${server_id} ${operation.name}`);
            }
          }
    }),
    { numRuns: 300 },
  );
});

test('S7 functions are told by their bytes, CIP services by their numbers', () => {
  const rules = [
    rule({ id: 's7', port_from: 102, port_to: 102, protocol: 's7comm', classes: ['read'] }),
    rule({ id: 'cip', port_from: 44818, port_to: 44818, protocol: 'cip', classes: ['read', 'identify'] }),
  ];
  const { text, standings } = compileSuricata(viewOf(conduit({ rules })), { layout: 'routed' });
  const alerts = parseAll(text).filter(({ to }) => to === '10.1.1.9');
  const of = (word: string): string[] =>
    alerts.filter((alert) => optionOf(alert, 'msg').includes(word)).map((alert) => `${alert.port} ${bodyOf(alert)}`);
  assert.deepEqual(of('S7 PLC stop'), ['102 content:"|32 01|"; offset:7; depth:2; content:"|29|"; offset:17; depth:1']);
  assert.deepEqual(of('S7 read variable'), []);
  assert.deepEqual(of('CIP write tag,'), ['44818 cip_service:77']);
  assert.deepEqual(
    standings.map(({ standing }) => standing),
    ['detected', 'detected'],
  );
});

test('Modbus registers outside the list are told, for the accesses that only rules with registers allow', () => {
  const elements = [
    { protocol: 'modbus', unit: 1, table: 'holding_register', from: 100, to: 199 },
    { protocol: 'modbus', unit: 1, table: 'holding_register', from: 300, to: 300 },
  ] as const;
  const rules = [rule({ id: 'all', classes: ['read'] }), rule({ id: 'some', classes: ['write'], elements })];
  const alerts = parseAll(compileSuricata(viewOf(conduit({ rules })), { layout: 'routed' }).text).filter(({ to }) => to === '10.1.1.9');
  const said = alerts.map((alert) => optionOf(alert, 'modbus')).filter((option) => option.includes('access'));
  assert.deepEqual(said, [
    'unit <1, access write',
    'unit >1, access write',
    'unit 1, access write coils',
    'unit 1, access write holding, address <100',
    'unit 1, access write holding, address 199<>300',
    'unit 1, access write holding, address >300',
  ]);
});

test('numbers stay when other rules come and go, and none comes twice', () => {
  const first = rule({ id: 'a', classes: ['read'] });
  const other = rule({ id: 'b', port_from: 102, port_to: 102, protocol: 's7comm', classes: ['read'] });
  const sids = (rules: Rule[]): string[] =>
    parseAll(compileSuricata(viewOf(conduit({ rules })), { layout: 'routed' }).text).map((one) => optionOf(one, 'sid'));
  const [alone, both] = [sids([first]), sids([other, first])];
  assert.ok(alone.length > 10 && alone.every((sid) => both.includes(sid)));
  assert.equal(new Set(both).size, both.length);
  assert.equal((readableTargets as readonly string[]).includes('suricata'), false);
});
