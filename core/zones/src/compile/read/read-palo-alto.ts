// Reads Palo Alto set commands (`set cli config-output-format set`, `show`): one attribute a line, in any vsys or device group.
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
  wholeOf,
  wordsOf,
} from './read-rules.ts';
import type { Ends, ReadConfig, ReadService } from './read-rules.ts';

type Attribute = { values: string[]; line: number };
type PanRule = { name: string; line: number; attributes: Map<string, Attribute> };
type Reading = {
  config: ReadConfig;
  addresses: Names;
  services: Map<string, ReadService[]>;
  groups: Map<string, string[]>;
  rules: Map<string, PanRule>;
};

/** What does not change which packets a rule means. */
const silent = /^(description|tag|log-(start|end|setting)|group-tag|uuid|rule-type|option|profile-setting|target|category-any)$/;
const resolved = ['source', 'destination', 'service', 'application', 'action'];
const sections = /^(address|address-group|service|service-group|tag|rulebase|pre-rulebase|post-rulebase)$/;

const valuesOf = (words: readonly string[]): string[] => words.filter((word) => word !== '[' && word !== ']');

function readAddress([name = '', kind = '', value = '']: readonly string[], reading: Reading): boolean {
  if (kind === 'description' || kind === 'tag') return true;
  const ends = kind === 'ip-netmask' || kind === 'ip-range' ? readEnds(value) : null;
  if (ends !== null) reading.addresses.define(name, ends);
  return ends !== null;
}

function readService([name = '', , transport = '', kind = '', value = '']: readonly string[], reading: Reading): boolean {
  if (transport !== 'tcp' && transport !== 'udp') return false;
  if (kind === 'override') return true;
  const parts = value.split(',').map((part) => {
    const found = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part);
    return found === null ? null : portsOf(transport, Number(found[1]), Number(found[2] ?? found[1]));
  });
  if (kind !== 'port' || parts.includes(null)) return false;
  reading.services.set(
    name,
    parts.filter((part) => part !== null),
  );
  return true;
}

function readObject(section: string, rest: readonly string[], reading: Reading): boolean {
  const [name = '', kind = '', ...values] = rest;
  if (section === 'tag') return true;
  if (section === 'address') return readAddress(rest, reading);
  if (section === 'service') return kind === 'description' || kind === 'tag' || readService(rest, reading);
  if (kind === 'description' || kind === 'tag') return true;
  if (section === 'address-group' && kind === 'static') return (reading.addresses.include(name, valuesOf(values)), true);
  if (section === 'service-group' && kind === 'members') return (reading.groups.set(name, valuesOf(values)), true);
  return false;
}

function readRuleLine([, , name = '', attribute = '', ...values]: readonly string[], reading: Reading, line: number): void {
  const rule = reading.rules.get(name) ?? { name, line, attributes: new Map<string, Attribute>() };
  reading.rules.set(name, rule);
  if (attribute === '') return;
  const known = rule.attributes.get(attribute);
  if (known === undefined) rule.attributes.set(attribute, { values: valuesOf(values), line });
  else known.values.push(...valuesOf(values));
}

function readLine(text: string, line: number, reading: Reading): void {
  const words = wordsOf(text);
  if (words.length === 0 || words[0]!.startsWith('#')) return;
  // `set vsys vsys1 address ...`, `set device-group plant pre-rulebase ...`, `set shared address ...`.
  const start = words[1] === 'shared' ? 2 : words[1] === 'vsys' || words[1] === 'device-group' ? 3 : 1;
  const [section = '', ...rest] = words.slice(start);
  if (words[0] !== 'set') return nameLine(reading.config.unknown, line, text);
  if (!sections.test(section)) return nameLine(reading.config.foreign, line, text);
  if (!section.endsWith('rulebase')) {
    if (!readObject(section, rest, reading)) nameLine(reading.config.unknown, line, text);
  } else if (rest[0] === 'security' && rest[1] === 'rules') readRuleLine(rest, reading, line);
  else nameLine(reading.config.foreign, line, text);
}

function endsOf(rule: PanRule, side: 'source' | 'destination', { addresses, config }: Reading): Ends {
  const { values, line } = rule.attributes.get(side) ?? { values: [], line: rule.line };
  return joinEnds(
    values.map((value) => {
      if (value === 'any') return anyEnds(4, 6);
      const ends = addresses.resolve(value) ?? readEnds(value);
      if (ends === null) nameLine(config.unresolved, line, value);
      return ends ?? noEnds;
    }),
  );
}

const predefined: Readonly<Record<string, ReadService[]>> = {
  any: [wholeOf('any')],
  'service-http': [portsOf('tcp', 80, 80)!, portsOf('tcp', 8080, 8080)!],
  'service-https': [portsOf('tcp', 443, 443)!],
};

function servicesOf(rule: PanRule, { services, groups, config }: Reading): ReadService[] {
  const applications = rule.attributes.get('application')?.values ?? ['any'];
  const { values, line } = rule.attributes.get('service') ?? { values: ['any'], line: rule.line };
  if (applications.length === 1 && applications[0] === 'ping') return [wholeOf('icmp')];
  if (applications.length === 1 && applications[0] === 'ping6') return [wholeOf('icmpv6')];
  const detail = applications.includes('any') ? '' : `application ${applications.toSorted().join(',')}`;
  const read = values.flatMap((value) =>
    (groups.get(value) ?? [value]).flatMap((name) => {
      if (name === 'application-default') return [wholeOf('any')];
      const known = services.get(name) ?? predefined[name];
      if (known === undefined) nameLine(config.unresolved, line, name);
      return known ?? [];
    }),
  );
  return read.map((service) => ({ ...service, detail }));
}

function conditionOf(rule: PanRule, config: ReadConfig): string {
  const parts: string[] = [];
  for (const [name, { values, line }] of rule.attributes) {
    if (silent.test(name) || resolved.includes(name)) continue;
    if (
      name === 'disabled'
        ? values[0] === 'yes'
        : name.startsWith('negate-')
          ? values[0] === 'yes'
          : !values.every((value) => value === 'any')
    )
      parts.push(name === 'disabled' ? name : `${name} ${values.join(' ')}`.slice(0, 80));
    if (
      !/^(from|to|source-user|category|disabled|negate-source|negate-destination|source-hip|destination-hip|hip-profiles|schedule)$/.test(
        name,
      )
    )
      nameLine(config.unknown, line, `${rule.name} ${name}`);
  }
  return parts.join(', ');
}

/** Reads set commands. Never throws; the place of a rule is that of its first line. */
export function readPaloAlto(text: string): ReadConfig {
  const config = emptyConfig();
  const reading: Reading = { config, addresses: new Names(), services: new Map(), groups: new Map(), rules: new Map() };
  for (const [at, line] of linesOf(text, config).entries()) readLine(line, at + 1, reading);
  for (const rule of reading.rules.values()) {
    const [from, to] = [endsOf(rule, 'source', reading), endsOf(rule, 'destination', reading)];
    const action = rule.attributes.get('action')?.values[0] === 'allow' ? 'permit' : 'deny';
    const comment = rule.attributes.get('description')?.values.join(' ') ?? '';
    const condition = conditionOf(rule, config);
    for (const service of servicesOf(rule, reading))
      addRule(config, { line: rule.line, scope: '', action, from, to, service, comment, condition });
  }
  return config;
}
