// Reads Cisco ASA (`show running-config`, `show access-list`) and IOS (`show running-config`) access lists with their object groups.
import { parseAddress } from '../../address.ts';
import { ciscoPorts } from './cisco-words.data.ts';
import { addRule, anyEnds, emptyConfig, linesOf, nameLine, Names, noEnds, readEnds, readMasked, readSpan, wholeOf } from './read-rules.ts';
import type { Ends, ReadConfig, ReadRule, ReadService } from './read-rules.ts';

/** Whether masks of lists are masks (ASA) or wildcards (IOS); whether a list is one for both families. */
type Dialect = { wildcards: boolean; names: (list: string) => boolean };
/** Where the reader stands: in an object, a group or a list. */
type Place = { kind: 'none' | 'object' | 'group' | 'list' | 'foreign'; name: string; family: 4 | 6 | null };
type Reading = { config: ReadConfig; names: Names; place: Place; remarks: Map<string, string>; waiting: (() => void)[]; dialect: Dialect };

const portOf = (word: string | undefined): number =>
  word !== undefined && /^\d{1,5}$/.test(word) ? Number(word) : (ciscoPorts[word ?? ''] ?? -1);

/** Reads words from the left; `take` gives the next and moves on. */
class Words {
  readonly #words: readonly string[];
  #at = 0;
  constructor(words: readonly string[]) {
    this.#words = words;
  }
  get next(): string | undefined {
    return this.#words[this.#at];
  }
  take(): string | undefined {
    return this.#words[this.#at++];
  }
  get rest(): string[] {
    return this.#words.slice(this.#at);
  }
}

/** An end of a line as something to ask once all names are known; null when it cannot be read. */
function readEnd(words: Words, reading: Reading, line: number): (() => Ends) | null {
  const word = words.take() ?? '';
  const { family } = reading.place;
  if (word === 'any') return () => (family === null ? anyEnds(4, 6) : anyEnds(family));
  if (word === 'any4') return () => anyEnds(4);
  if (word === 'any6') return () => anyEnds(6);
  if (word === 'host') return constant(readEnds(words.take() ?? ''));
  if (word === 'object' || word === 'object-group') return named(words.take() ?? '', reading, line);
  if (word.includes('/')) return constant(readEnds(word));
  return constant(readMasked(word, words.take() ?? '', reading.dialect.wildcards));
}

const constant = (ends: Ends | null): (() => Ends) | null => (ends === null ? null : () => ends);

function named(name: string, { names, config }: Reading, line: number): () => Ends {
  return () => {
    const ends = names.resolve(name);
    if (ends === null) nameLine(config.unresolved, line, name);
    return ends ?? noEnds;
  };
}

/** `eq 502`, `range 500 510`, `gt 1023`, `lt 1024`; nothing is all ports; null what cannot be read. */
function readPorts(words: Words): [number, number] | null {
  const operator = words.next;
  if (operator === undefined || !['eq', 'range', 'gt', 'lt'].includes(operator)) return [0, 65_535];
  words.take();
  const port = portOf(words.take());
  const ports: [number, number] =
    operator === 'eq'
      ? [port, port]
      : operator === 'range'
        ? [port, portOf(words.take())]
        : operator === 'gt'
          ? [port + 1, 65_535]
          : [0, port - 1];
  return port < 0 || ports[0] < 0 || ports[1] > 65_535 || ports[0] > ports[1] ? null : ports;
}

const transports: Readonly<Record<string, ReadService['transport']>> = {
  ip: 'any',
  ipv6: 'any',
  tcp: 'tcp',
  udp: 'udp',
  icmp: 'icmp',
  icmp6: 'icmpv6',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
};

/** What stands behind the ends and changes nothing about which packets are meant. */
function isSilent(words: readonly string[]): boolean {
  return /^(log(-input)?( (\d+|emergencies|alerts|critical|errors|warnings|notifications|informational|debugging|default|disable))?( interval \d+)?)?( ?\(hitcnt=\d+\))?( ?0x[0-9a-f]+)?( ?\(\d+ match(es)?\))?( ?sequence \d+)?$/.test(
    words.join(' ').trim(),
  );
}

/** ICMP: asking and answering echo are ours; anything else stays as it is written. */
function withType(service: ReadService, words: Words): ReadService {
  const type = words.next;
  const isType = type !== undefined && !/^(log|inactive|time-range|sequence)/.test(type) && !type.startsWith('(');
  if (!isType) return { ...service, detail: 'any type' };
  words.take();
  const name =
    type === '8' || type === 'echo' || type === '128' || type === 'echo-request'
      ? ''
      : type === '0' || type === '129'
        ? 'echo-reply'
        : type;
  return { ...service, detail: name };
}

type Entry = { from: () => Ends; to: () => Ends; service: ReadService; rest: string[] };

function readEntry(words: Words, reading: Reading, line: number): Entry | null {
  const transport = transports[words.take() ?? ''];
  if (transport === undefined) return null;
  const hasPorts = transport === 'tcp' || transport === 'udp';
  const from = readEnd(words, reading, line);
  const source = hasPorts ? readPorts(words) : ([0, 65_535] as const);
  const to = from === null || source === null ? null : readEnd(words, reading, line);
  const target = to !== null && hasPorts ? readPorts(words) : ([0, 65_535] as const);
  if (from === null || to === null || source === null || target === null) return null;
  const is6 = transport === 'icmp' && reading.place.family === 6;
  let service: ReadService = {
    ...wholeOf(is6 ? 'icmpv6' : transport),
    port_from: target[0],
    port_to: target[1],
    source_from: source[0],
    source_to: source[1],
  };
  if (transport === 'icmp' || transport === 'icmpv6') service = withType(service, words);
  if (words.next === 'established') service = { ...service, detail: words.take() ?? '' };
  return { from, to, service, rest: words.rest };
}

/** One line of a list, after its name: `[line N] [extended] permit tcp ...` or `remark ...`. */
function readListLine(words: Words, list: string, reading: Reading, line: number, text: string): void {
  if (words.next === 'line') words.take();
  if (words.next !== undefined && /^\d+:?$/.test(words.next)) words.take();
  if (words.next === 'sequence') {
    words.take();
    words.take();
  }
  if (words.next === 'extended') words.take();
  const verb = words.take();
  if (verb === 'remark') return void reading.remarks.set(list, words.rest.join(' '));
  const entry = verb === 'permit' || verb === 'deny' ? readEntry(words, reading, line) : null;
  if (entry === null) return nameLine(reading.config.unknown, line, text);
  const comment = reading.remarks.get(list) ?? '';
  const condition = isSilent(entry.rest) ? '' : entry.rest.join(' ').slice(0, 80);
  const { service } = entry;
  reading.waiting.push(() => {
    const rule: ReadRule = {
      line,
      scope: list,
      action: verb as 'permit' | 'deny',
      from: entry.from(),
      to: entry.to(),
      service,
      comment,
      condition,
    };
    addRule(reading.config, rule);
  });
}

/** A line inside an object or a network group. */
function readMember(words: Words, { names, place, config }: Reading, line: number, text: string): void {
  const verb = words.take() ?? '';
  if (verb === 'description') return;
  const first = verb === 'network-object' ? (words.take() ?? '') : verb;
  const define = (ends: Ends | null): void => (ends === null ? nameLine(config.unknown, line, text) : names.define(place.name, ends));
  if (first === 'object' || first === 'group-object') return names.include(place.name, [words.take() ?? '']);
  if (first === 'host') return define(readEnds(words.take() ?? ''));
  if (first === 'range') return define(readSpan(words.take() ?? '', words.take() ?? ''));
  const start = first === 'subnet' ? (words.take() ?? '') : first;
  define(start.includes('/') ? readEnds(start) : parseAddress(start) === null ? null : readMasked(start, words.take() ?? ''));
}

/** Lines that open something, or stand alone. True when the line was one. */
function readTop(words: Words, reading: Reading, line: number, text: string): boolean {
  const [first = '', second = '', third = '', fourth = ''] = words.rest;
  const enter = (kind: Place['kind'], name: string, family: 4 | 6 | null = null): true => ((reading.place = { kind, name, family }), true);
  if (first === 'object' && second === 'network') return enter('object', third);
  if (first === 'object-group' && second === 'network') return enter('group', third);
  if (first === 'ip' && second === 'access-list' && third === 'extended')
    return enter(reading.dialect.names(fourth) ? 'list' : 'foreign', fourth, 4);
  if (first === 'ipv6' && second === 'access-list') return enter(reading.dialect.names(third) ? 'list' : 'foreign', third, 6);
  if (first === 'access-group' && reading.dialect.names(second)) return enter('none', '');
  if (first !== 'access-list') return false;
  reading.place = { kind: 'none', name: '', family: null };
  if (!reading.dialect.names(second)) nameLine(reading.config.foreign, line, text);
  // `show access-list` opens with "NAME; 12 elements ..." and shows what a group expands to, indented.
  else if (!second.endsWith(';') && !/^\s/.test(text)) readListLine(new Words(words.rest.slice(2)), second, reading, line, text);
  return true;
}

function readLine(text: string, line: number, reading: Reading): void {
  const all = text.trim().split(/\s+/).filter(Boolean);
  if (all.length === 0 || all[0]!.startsWith('!') || all[0]!.startsWith(':')) return;
  const words = new Words(all);
  const isIndented = /^\s/.test(text);
  const { kind, name } = reading.place;
  if (isIndented && (kind === 'object' || kind === 'group')) return readMember(words, reading, line, text);
  if (isIndented && kind === 'list') return readListLine(words, name, reading, line, text);
  if (isIndented && kind === 'foreign') return;
  if (readTop(words, reading, line, text)) {
    if (reading.place.kind === 'foreign') nameLine(reading.config.foreign, line, text);
    return;
  }
  reading.place = { kind: isIndented ? reading.place.kind : 'foreign', name: '', family: null };
  if (!isIndented) nameLine(reading.config.foreign, line, text);
}

function readCisco(text: string, dialect: Dialect): ReadConfig {
  const config = emptyConfig();
  const reading: Reading = {
    config,
    names: new Names(),
    place: { kind: 'none', name: '', family: null },
    remarks: new Map(),
    waiting: [],
    dialect,
  };
  for (const [at, line] of linesOf(text, config).entries()) readLine(line, at + 1, reading);
  for (const resolve of reading.waiting) resolve();
  return config;
}

const isOurs = (list: string): boolean => list.replace(/;$/, '').startsWith('HOLDFAST');

/** Reads an ASA's lists named HOLDFAST...; all lists when none is. Never throws. */
export function readCiscoAsa(text: string): ReadConfig {
  const own = /^access-list\s+HOLDFAST/m.test(text);
  return readCisco(text, { wildcards: false, names: (list) => !own || isOurs(list) });
}

/** Reads an IOS router's extended lists named HOLDFAST...; all extended lists when none is. Never throws. */
export function readCiscoIos(text: string): ReadConfig {
  const own = /^ip(v6)? access-list (extended )?HOLDFAST/m.test(text);
  return readCisco(text, { wildcards: true, names: (list) => !own || isOurs(list) });
}
