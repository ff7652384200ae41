// What an enforcer may load: texts that leave its own table, by every way nft's grammar offers, are found before the kernel sees them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspectRuleset } from './inspect-ruleset.ts';

const own = `# Holdfast "x
table inet holdfast
delete table inet holdfast
table inet holdfast {
  set plc { type ipv4_addr; elements = { 10.0.0.1, 10.0.0.2 } }
  chain forward {
    type filter hook forward priority 0; policy accept;
    ip saddr @plc tcp dport 502 counter accept comment "c1/r1; } table ip nat { include"
  }
}
add table bridge holdfast
`;

test('a text that keeps to its own table is taken', () => {
  assert.equal(inspectRuleset(own), null);
  assert.equal(inspectRuleset(''), null);
});

test('whatever reaches further is named', () => {
  const bad: [string, string][] = [
    ['flush ruleset', 'flush ruleset'],
    ['table inet filter { }', 'table inet filter'],
    ['delete table ip nat', 'table ip nat'],
    ['add rule inet filter input accept', 'add rule'],
    ['table inet holdfast { } table ip nat { }', 'table after a table'],
    ['table inet holdfast { }; add chain ip nat x', 'add chain'],
    ['table inet holdfast {\n include "/etc/passwd"\n}', 'include'],
    ['include "/etc/passwd"', 'include'],
    ['define x = 1', 'define'],
    ['table inet holdfast { chain c { # }\n', 'a block that does not end'],
    ['table inet holdfast {\n chain c { ip saddr $x accept }\n}', '"$x"'],
    ['table inet holdfast \\\n; flush ruleset', '"\\"'],
    ['table inet holdfast { chain c { comment "open\n } }', 'an open string at 40'],
    ['table inet holdfast2 { }', 'table inet holdfast2'],
    ['reset counters', 'reset'],
  ];
  for (const [text, what] of bad) assert.equal(inspectRuleset(text), what, text);
});
