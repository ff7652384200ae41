// FortiGate (FortiOS 6.4 and later): addresses, services and policies as CLI text. Policies are stateful: answers need none.
import { rangesOf } from './places.ts';
import type { Place } from './places.ts';
import { commentText, familiesOf, plainRulesOf, serviceText } from './plain-rules.ts';
import type { PlainRule, Service } from './plain-rules.ts';
import { formatOne, maskOf, networksOf } from './ranges.ts';
import type { Family, Range } from './ranges.ts';
import { standingsOf } from './standings.ts';
import { cleanText, hashText } from './tags.ts';
import type { Compiled, CompileOptions, CompileView } from './view.ts';

const FIRST_POLICY = 1_000_000;
const POLICIES = 3_000_000_000n;

const suffixOf = (family: Family): string => (family === 4 ? '' : '6');

function addressLines(family: Family, range: Range): string[] {
  const [network, more] = networksOf(family, [range]);
  if (network === undefined || more !== undefined)
    return ['set type iprange', `set start-ip ${formatOne(family, range.from)}`, `set end-ip ${formatOne(family, range.to)}`];
  const value = formatOne(family, network.value);
  return [family === 4 ? `set subnet ${value} ${maskOf(network.bits)}` : `set ip6 ${value}/${network.bits}`];
}

const edit = (name: string, lines: readonly string[]): string[] => [
  `    edit ${name}`,
  ...lines.map((line) => `        ${line}`),
  '    next',
];
const config = (path: string, edits: readonly string[]): string[] => (edits.length === 0 ? [] : [`config ${path}`, ...edits, 'end']);

function addresses(places: readonly Place[], family: Family): string[] {
  const edits = places.flatMap((place) =>
    rangesOf(place, family).flatMap((range, n) =>
      edit(`"${place.name}_${n + 1}"`, [...addressLines(family, range), `set comment "${place.kind} ${place.label}"`]),
    ),
  );
  const groups = places.flatMap((place) => {
    const members = rangesOf(place, family).map((_, n) => `"${place.name}_${n + 1}"`);
    return members.length === 0
      ? []
      : edit(`"${place.name}"`, [`set member ${members.join(' ')}`, `set comment "${place.kind} ${place.label}"`]);
  });
  return [...config(`firewall address${suffixOf(family)}`, edits), ...config(`firewall addrgrp${suffixOf(family)}`, groups)];
}

const serviceName = (service: Service): string => (service.transport === 'any' ? 'ALL' : `HF ${serviceText(service)}`);

function serviceLines({ transport, port_from, port_to }: Service): string[] {
  if (transport === 'icmp') return ['set protocol ICMP', 'set icmptype 8'];
  if (transport === 'icmpv6') return ['set protocol ICMP6', 'set icmptype 128'];
  return [`set ${transport}-portrange ${port_from === port_to ? port_from : `${port_from}-${port_to}`}`];
}

function services(rules: readonly PlainRule[]): string[] {
  const named = new Map(rules.filter(({ service }) => service.transport !== 'any').map(({ service }) => [serviceName(service), service]));
  const sorted = [...named].sort(([x], [y]) => (x < y ? -1 : 1));
  return config(
    'firewall service custom',
    sorted.flatMap(([name, service]) => edit(`"${name}"`, serviceLines(service))),
  );
}

/** Policies keep their numbers as long as their rules stay: the number is made of what the rule is, not of its place. */
function numberOf(rule: PlainRule, taken: Set<number>): number {
  const key = `${rule.tag} ${rule.from?.id} ${rule.to?.id} ${serviceText(rule.service)}`;
  let number = FIRST_POLICY + Number(BigInt(`0x${Number.parseInt(hashText(key).slice(-9), 36).toString(16)}`) % POLICIES);
  while (taken.has(number)) number++;
  taken.add(number);
  return number;
}

function policies(rules: readonly PlainRule[]): string[] {
  const taken = new Set<number>();
  const edits = rules.flatMap((rule) => {
    const number = numberOf(rule, taken);
    const ends = familiesOf(rule).flatMap((family) => [
      `set srcaddr${suffixOf(family)} "${rule.from?.name ?? 'all'}"`,
      `set dstaddr${suffixOf(family)} "${rule.to?.name ?? 'all'}"`,
    ]);
    return edit(String(number), [
      `set name "HF ${number}"`,
      `set srcintf "${rule.from?.interface ?? 'any'}"`,
      `set dstintf "${rule.to?.interface ?? 'any'}"`,
      ...ends,
      `set action ${rule.action === 'permit' ? 'accept' : 'deny'}`,
      'set schedule "always"',
      `set service "${serviceName(rule.service)}"`,
      `set logtraffic ${rule.action === 'deny' ? 'all' : 'disable'}`,
      `set comments "${commentText(rule, (text) => cleanText(text, 240))}"`,
    ]);
  });
  return config('firewall policy', edits);
}

/** Text to read, then to paste into the CLI of the VDOM. Policies that exist already keep their place: check the order after pasting. */
export function compileFortigate(view: CompileView, options: CompileOptions): Compiled {
  const { rules, used, places } = plainRulesOf(view, 'fortigate', options);
  const said = options.title === undefined ? [] : [`# ${cleanText(options.title, 160)}`];
  const lines = [
    '# Holdfast: conduits for FortiGate (FortiOS 6.4 or later). Read it before pasting; policies must stand in this order, above others.',
    ...said,
    ...addresses(used, 4),
    ...addresses(used, 6),
    ...services(rules),
    ...policies(rules),
  ];
  return { text: `${lines.join('\n')}\n`, standings: standingsOf(view, places, 'fortigate', options), notes: places.notes, counters: [] };
}
