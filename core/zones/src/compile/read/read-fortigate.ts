// Reads what a FortiGate shows (`show`, `show firewall policy` ...): sections of edits of settings, FortiOS 6 and 7.
import {
  addRule,
  anyEnds,
  emptyConfig,
  joinEnds,
  linesOf,
  nameLine,
  Names,
  noEnds,
  portsOf,
  readEnds,
  readMasked,
  readSpan,
  wholeOf,
  wordsOf,
} from './read-rules.ts';
import type { Ends, ReadConfig, ReadService } from './read-rules.ts';

type Edit = { section: string; name: string; line: number; settings: Map<string, { words: string[]; line: number }> };

const known: Readonly<Record<string, readonly string[]>> = {
  address: [
    'type',
    'subnet',
    'start-ip',
    'end-ip',
    'ip6',
    'comment',
    'uuid',
    'color',
    'associated-interface',
    'allow-routing',
    'fabric-object',
  ],
  group: ['member', 'comment', 'uuid', 'color', 'allow-routing', 'fabric-object'],
  service: [
    'protocol',
    'icmptype',
    'tcp-portrange',
    'udp-portrange',
    'comment',
    'category',
    'color',
    'visibility',
    'fabric-object',
    'uuid',
  ],
  // What does not change which packets a policy means.
  policy: [
    'name',
    'uuid',
    'srcintf',
    'dstintf',
    'srcaddr',
    'dstaddr',
    'srcaddr6',
    'dstaddr6',
    'action',
    'schedule',
    'service',
    'logtraffic',
    'comments',
    'status',
    'nat',
    'logtraffic-start',
    'global-label',
  ],
};
const sections: Readonly<Record<string, keyof typeof known>> = {
  'firewall address': 'address',
  'firewall address6': 'address',
  'firewall addrgrp': 'group',
  'firewall addrgrp6': 'group',
  'firewall service custom': 'service',
  'firewall service group': 'group',
  'firewall policy': 'policy',
};

/** Settings that narrow or turn a policy: no list of ours says such things. */
const narrowing =
  /^(users|groups|fsso-groups|internet-service|srcaddr-negate|dstaddr-negate|service-negate|tos|ztna-|vlan-filter|rtp-|geoip-)/;

function readEdits(lines: readonly string[], config: ReadConfig): Edit[] {
  const edits: Edit[] = [];
  const path: string[] = [];
  let current: Edit | null = null;
  for (const [at, text] of lines.entries()) {
    const words = wordsOf(text);
    const [verb, ...rest] = words;
    if (verb === undefined || verb.startsWith('#')) continue;
    const section = path[0] ?? '';
    if (verb === 'config') {
      path.push(rest.join(' '));
      if (path.length === 1 && !Object.hasOwn(sections, rest.join(' '))) nameLine(config.foreign, at + 1, text);
      else if (path.length > 1 && Object.hasOwn(sections, section)) nameLine(config.unknown, at + 1, text);
    } else if (verb === 'end') path.pop();
    else if (!Object.hasOwn(sections, section)) {
      if (path.length === 0) nameLine(config.unknown, at + 1, text);
    } else if (path.length > 1) nameLine(config.unknown, at + 1, text);
    else if (verb === 'edit') edits.push((current = { section, name: rest[0] ?? '', line: at + 1, settings: new Map() }));
    else if (verb === 'next') current = null;
    else if (verb === 'set' && current !== null && rest[0] !== undefined) {
      current.settings.set(rest[0], { words: rest.slice(1), line: at + 1 });
      if (!known[sections[section]!]!.includes(rest[0])) nameLine(config.unknown, at + 1, text);
    } else if (verb !== 'unset') nameLine(config.unknown, at + 1, text);
  }
  return edits;
}

const wordOf = (edit: Edit, setting: string): string | undefined => edit.settings.get(setting)?.words[0];

function readAddress(edit: Edit): Ends | null {
  const words = edit.settings.get('subnet')?.words;
  if (wordOf(edit, 'type') === 'iprange') return readSpan(wordOf(edit, 'start-ip') ?? '', wordOf(edit, 'end-ip') ?? '');
  if (wordOf(edit, 'ip6') !== undefined) return readEnds(wordOf(edit, 'ip6') ?? '');
  if (words === undefined) return null;
  return words.length === 2 ? readMasked(words[0]!, words[1]!) : readEnds(words[0] ?? '');
}

/** `502`, `500-510`, and with source ports behind a colon, which no list of ours has. */
function readPortRange(transport: 'tcp' | 'udp', word: string): ReadService | null {
  const [target = '', source] = word.split(':');
  const found = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(target);
  const service = found === null ? null : portsOf(transport, Number(found[1]), Number(found[2] ?? found[1]));
  return service === null || source === undefined ? service : { ...service, detail: `source ${source}` };
}

function readService(edit: Edit): ReadService[] | null {
  const protocol = wordOf(edit, 'protocol') ?? 'TCP/UDP/SCTP';
  const type = wordOf(edit, 'icmptype');
  if (protocol === 'ICMP') return [wholeOf('icmp', type === '8' ? '' : `type ${type ?? 'any'}`)];
  if (protocol === 'ICMP6') return [wholeOf('icmpv6', type === '128' ? '' : `type ${type ?? 'any'}`)];
  if (protocol === 'IP') return [wholeOf('any', edit.settings.has('protocol-number') ? `protocol ${wordOf(edit, 'protocol-number')}` : '')];
  const read = (['tcp', 'udp'] as const).flatMap((transport) =>
    (edit.settings.get(`${transport}-portrange`)?.words ?? []).map((word) => readPortRange(transport, word)),
  );
  return read.length === 0 || read.includes(null) ? null : read.filter((one) => one !== null);
}

/** Services that every FortiGate has (FortiOS Administration Guide, predefined services). */
const builtIn: Readonly<Record<string, readonly ReadService[]>> = {
  ALL: [wholeOf('any')],
  ALL_TCP: [wholeOf('tcp')],
  ALL_UDP: [wholeOf('udp')],
  ALL_ICMP: [wholeOf('icmp', 'type any')],
  PING: [wholeOf('icmp')],
  HTTP: [portsOf('tcp', 80, 80)!],
  HTTPS: [portsOf('tcp', 443, 443)!],
  SSH: [portsOf('tcp', 22, 22)!],
  DNS: [portsOf('tcp', 53, 53)!, portsOf('udp', 53, 53)!],
  NTP: [portsOf('tcp', 123, 123)!, portsOf('udp', 123, 123)!],
  RDP: [portsOf('tcp', 3389, 3389)!],
  SNMP: [portsOf('tcp', 161, 162)!, portsOf('udp', 161, 162)!],
  SYSLOG: [portsOf('udp', 514, 514)!],
};

type Objects = { addresses: Names; services: Map<string, ReadService[]>; groups: Map<string, string[]> };

function collect(edits: readonly Edit[], config: ReadConfig): Objects {
  const addresses = new Names();
  const services = new Map<string, ReadService[]>(Object.entries(builtIn).map(([name, list]) => [name, [...list]]));
  const groups = new Map<string, string[]>();
  addresses.define('4 all', anyEnds(4));
  addresses.define('6 all', anyEnds(6));
  for (const edit of edits) {
    const family = edit.section.endsWith('6') ? '6' : '4';
    const kind = sections[edit.section];
    const members = edit.settings.get('member')?.words ?? [];
    if (edit.section === 'firewall service group') groups.set(edit.name, members);
    else if (kind === 'group')
      addresses.include(
        `${family} ${edit.name}`,
        members.map((member) => `${family} ${member}`),
      );
    else if (kind === 'address') {
      const ends = readAddress(edit);
      if (ends === null) nameLine(config.unknown, edit.line, `${edit.section} ${edit.name}`);
      else addresses.define(`${family} ${edit.name}`, ends);
    } else if (kind === 'service') {
      const read = readService(edit);
      if (read === null) nameLine(config.unknown, edit.line, `${edit.section} ${edit.name}`);
      else services.set(edit.name, read);
    }
  }
  return { addresses, services, groups };
}

function endsOf(edit: Edit, side: 'srcaddr' | 'dstaddr', objects: Objects, config: ReadConfig): Ends {
  const parts = (['4', '6'] as const).flatMap((family) => {
    const setting = edit.settings.get(family === '4' ? side : `${side}6`);
    return (setting?.words ?? []).map((name) => {
      const ends = objects.addresses.resolve(`${family} ${name}`);
      if (ends === null) nameLine(config.unresolved, setting!.line, name);
      return ends ?? noEnds;
    });
  });
  return joinEnds(parts);
}

function servicesOf(edit: Edit, { services, groups }: Objects, config: ReadConfig): ReadService[] {
  const setting = edit.settings.get('service');
  return (setting?.words ?? []).flatMap((name) =>
    (groups.get(name) ?? [name]).flatMap((member) => {
      const read = services.get(member);
      if (read === undefined) nameLine(config.unresolved, setting!.line, member);
      return read ?? [];
    }),
  );
}

function conditionOf(edit: Edit): string {
  const schedule = wordOf(edit, 'schedule') ?? 'always';
  const parts = [...edit.settings.keys()].filter((name) => narrowing.test(name));
  for (const side of ['srcintf', 'dstintf']) if ((wordOf(edit, side) ?? 'any') !== 'any') parts.push(`${side} ${wordOf(edit, side)}`);
  if (schedule !== 'always') parts.push(`schedule ${schedule}`);
  if (wordOf(edit, 'status') === 'disable') parts.push('disabled');
  return parts.join(', ');
}

/** Reads a FortiGate's configuration. Never throws; a policy without an action denies, as FortiOS has it. */
export function readFortigate(text: string): ReadConfig {
  const config = emptyConfig();
  const edits = readEdits(linesOf(text, config), config);
  const objects = collect(edits, config);
  for (const edit of edits.filter(({ section }) => section === 'firewall policy')) {
    const [from, to] = [endsOf(edit, 'srcaddr', objects, config), endsOf(edit, 'dstaddr', objects, config)];
    const action = wordOf(edit, 'action') === 'accept' ? 'permit' : 'deny';
    const comment = wordOf(edit, 'comments') ?? '';
    for (const service of servicesOf(edit, objects, config))
      addRule(config, { line: edit.line, scope: '', action, from, to, service, comment, condition: conditionOf(edit) });
  }
  return config;
}
