// What is compiled reads back as what was approved, on every dialect; and what somebody changed on the firewall is found, line by line.
import {
  compareConfiguration,
  compileCiscoAsa,
  compileCiscoIos,
  compileFortigate,
  compileNftables,
  compilePaloAlto,
  readableTargets,
} from '@holdfast/core-zones';
import type { CompileOptions, Comparison, ReadableTarget } from '@holdfast/core-zones';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { trialOf } from './policy-arbitraries.ts';
import type { Trial } from './policy-arbitraries.ts';

const compilers = {
  nftables: compileNftables,
  fortigate: compileFortigate,
  cisco_asa: compileCiscoAsa,
  cisco_ios: compileCiscoIos,
  palo_alto: compilePaloAlto,
} as const;
const optionsOf = fc.record({ layout: fc.constant('routed' as const), outside: fc.constantFrom('pass' as const, 'drop' as const) });

const textOf = (target: ReadableTarget, { view }: Trial, options: CompileOptions): string => compilers[target](view, options).text;
const sayFirst = ({ differences, unknown, foreign, unresolved, too_large }: Comparison): string =>
  JSON.stringify({
    first: differences.slice(0, 3),
    unknown: unknown.slice(0, 3),
    foreign: foreign.slice(0, 3),
    unresolved: unresolved.slice(0, 3),
    too_large,
  });

for (const target of readableTargets) {
  test(`${target}: what was compiled has no difference from what was approved, and no line nobody knows`, () => {
    const check = fc.property(trialOf(7), optionsOf, (trial, options) => {
      const compared = compareConfiguration(textOf(target, trial, options), target, trial.view, options);
      assert.ok(compared.is_same && compared.unknown.length === 0 && compared.foreign.length === 0, sayFirst(compared));
      assert.ok(compared.rules_found >= compared.rules_approved);
    });
    fc.assert(check, { numRuns: 40 });
  });
}

const rule = (id: string, port: number, server: string) => ({
  id,
  from: { kind: 'zone' as const, zone_id: 'ops' },
  to: { kind: 'asset' as const, asset_id: server },
  transport: 'tcp',
  port_from: port,
  port_to: port,
  protocol: null,
  classes: null,
  purpose: 'trends',
});
const view = {
  zones: [
    { id: 'ops', name: 'Operations', networks: ['10.0.0.0/16'] },
    { id: 'line', name: 'Line', networks: ['10.1.1.0/24'] },
  ],
  assets: [
    { id: 'plc', name: 'PLC', zone_id: 'line', kind: 'plc', ips: ['10.1.1.9'], macs: [] },
    { id: 'hmi', name: 'HMI', zone_id: 'line', kind: 'hmi', ips: ['10.1.1.10'], macs: [] },
  ],
  conduits: [
    {
      id: 'c1',
      name: 'Ops - Line',
      zone_a: 'ops',
      zone_b: 'line',
      mode: 'normal' as const,
      rules: [rule('r1', 502, 'plc'), rule('r2', 443, 'hmi')],
    },
  ],
};
const options: CompileOptions = { layout: 'routed', outside: 'drop' };
const found = (target: ReadableTarget, change: (text: string) => string): Comparison => {
  const text = compilers[target](view, options).text;
  const changed = change(text);
  assert.notEqual(changed, text, 'the change of the test changes nothing');
  return compareConfiguration(changed, target, view, options);
};
const short = ({ differences }: Comparison): string[] =>
  differences.map(({ kind, rule_id, what }) => [kind, rule_id ?? '-', ...what].join(' '));

/** Drops the lines that match, and joins the rest. */
const without = (text: string, pattern: RegExp): string =>
  text
    .split('\n')
    .filter((line) => !pattern.test(line))
    .join('\n');

test('a changed port is one difference, with the rule it was and the line it is', () => {
  for (const [target, from, to] of [
    ['fortigate', 'set tcp-portrange 502', 'set tcp-portrange 503'],
    ['cisco_asa', 'eq 502', 'eq 503'],
    ['palo_alto', 'protocol tcp port 502', 'protocol tcp port 500-502'],
    ['nftables', 'tcp dport 502', 'tcp dport 503'],
  ] as const) {
    const compared = found(target, (text) => text.replace(from, to));
    assert.deepEqual(short(compared), ['different r1 service'], target);
    assert.ok(compared.differences[0]!.line! > 1, target);
    assert.equal(compared.is_same, false);
  }
  assert.deepEqual(short(found('cisco_ios', (text) => text.replaceAll(' eq 502', ' eq 503'))), [
    'different r1 service',
    'different r1 service',
  ]);
});

test('a changed address in a group is found where the group is used', () => {
  const swap = (text: string): string => text.replace(/10\.1\.1\.9(?!\d)/, '10.1.1.19');
  assert.deepEqual(short(found('fortigate', swap)), ['different r1 to']);
  assert.deepEqual(short(found('cisco_asa', swap)), ['different r1 to']);
  assert.deepEqual(short(found('palo_alto', swap)), ['different r1 to']);
});

test('what is missing, added, turned off, narrowed or moved is named as such', () => {
  assert.deepEqual(short(found('cisco_asa', (text) => without(text, /eq 443/))), ['missing r2']);
  const added = found('cisco_asa', (text) => `${text}access-list HOLDFAST extended permit ip any host 10.1.1.9\n`);
  assert.deepEqual(short(added), ['extra -']);
  assert.deepEqual(short(found('cisco_asa', (text) => text.replace(/(eq 443)$/m, '$1 inactive'))), ['different r2 condition']);
  assert.deepEqual(short(found('cisco_asa', (text) => text.replace(/(eq 443)$/m, '$1 time-range nights'))), ['different r2 condition']);
  const setting = (line: string) => (text: string) => text.replace(/( +set comments "rule r2.*")/, `$1\n        ${line}`);
  assert.deepEqual(short(found('fortigate', setting('set status disable'))), ['different r2 condition']);
  assert.deepEqual(short(found('fortigate', setting('set users "somebody"'))), ['different r2 condition']);
  assert.deepEqual(
    short(found('palo_alto', (text) => text.replace(/^(set rulebase security rules hf-rule-r2-\w+) action allow$/m, '$1 action deny'))),
    ['different r2 action'],
  );
  const moved = found('cisco_asa', (text) => {
    const lines = text.split('\n');
    const deny = lines.filter((line) => line.includes('extended deny'));
    const at = lines.findIndex((line) => line.includes('remark rule r1'));
    return [...lines.slice(0, at), ...deny, ...lines.slice(at).filter((line) => !deny.includes(line))].join('\n');
  });
  assert.ok(moved.differences.length > 0 && moved.differences.every(({ kind }) => kind === 'order'), JSON.stringify(short(moved)));
  const open = found('nftables', (text) => without(text, /comment "refused c1"/));
  assert.deepEqual(
    [...new Set(open.differences.map(({ kind }) => kind))].sort(),
    ['extra'],
    'what is not refused falls to the policy, which accepts',
  );
});

test('a line that lets everything pass is found above the refusals, though an approved one stands below them', () => {
  const open: CompileOptions = { layout: 'routed', outside: 'pass' };
  for (const [target, before, line] of [
    ['cisco_asa', 'access-list HOLDFAST remark rule r1', 'access-list HOLDFAST extended permit ip any any\n'],
    ['nftables', '\t\tct state related icmp type', '\t\tcounter accept\n'],
  ] as const) {
    const { text } = compilers[target](view, open);
    assert.ok(text.includes(before));
    const compared = compareConfiguration(text.replace(before, `${line}${before}`), target, view, open);
    assert.equal(compared.is_same, false, target);
    assert.ok(
      compared.differences.every(({ kind }) => kind === 'order'),
      JSON.stringify(short(compared)),
    );
  }
});

test('lines nobody knows are named, sections of others are named, neither is taken for a rule', () => {
  const forti = found(
    'fortigate',
    (text) =>
      `config system global\n    set hostname "fw"\nend\n${text.replace('set logtraffic disable', 'set logtraffic disable\n        set wobble 7')}`,
  );
  assert.equal(forti.is_same, true);
  assert.deepEqual(forti.foreign, [{ line: 1, text: 'config system global' }]);
  assert.deepEqual(
    forti.unknown.map(({ text }) => text),
    ['set wobble 7'],
  );
  const asa = found(
    'cisco_asa',
    (text) => `hostname fw\naccess-list inside_in extended permit ip any any\n${text}access-list HOLDFAST extended permit sctp any any\n`,
  );
  assert.equal(asa.differences.length, 0);
  assert.deepEqual(
    asa.foreign.map(({ line }) => line),
    [1, 2],
  );
  assert.deepEqual(
    asa.unknown.map(({ text }) => text),
    ['access-list HOLDFAST extended permit sctp any any'],
  );
  const nft = found(
    'nftables',
    (text) => `table ip nat {\n\tchain post {\n\t\ttype nat hook postrouting priority srcnat; policy accept;\n\t}\n}\n${text}`,
  );
  assert.equal(nft.is_same, true);
  assert.deepEqual(
    nft.foreign.map(({ text }) => text),
    ['table ip nat {'],
  );
});

test('an ASA prints names for ports and counts hits; groups it does not show are said to be missing', () => {
  const printed = found('cisco_asa', (text) => text.replace('eq 443', 'eq https').replace(/(eq 502)$/m, '$1 (hitcnt=17) 0x9f1c2d3e'));
  assert.equal(printed.is_same, true, sayFirst(printed));
  const bare = found('cisco_asa', (text) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('access-list'))
      .join('\n'),
  );
  assert.equal(bare.is_same, false);
  assert.ok(bare.unresolved.length > 0 && bare.unresolved.every(({ text }) => /^(zone|asset)_/.test(text)));
});

test('networks split in two mean the same, and so do policies that were merged', () => {
  const split = found('cisco_asa', (text) =>
    text.replace(
      ' network-object 10.0.0.0 255.255.0.0',
      ' network-object 10.0.0.0 255.255.128.0\n network-object 10.0.128.0 255.255.128.0',
    ),
  );
  assert.equal(split.is_same, true, sayFirst(split));
  const names = found('palo_alto', (text) =>
    text.replaceAll('set rulebase', 'set vsys vsys1 rulebase').replaceAll('set address', 'set vsys vsys1 address'),
  );
  assert.equal(names.is_same, true, sayFirst(names));
});
