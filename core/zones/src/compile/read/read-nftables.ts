// Reads what `nft list ruleset` (or our own text) says in Holdfast's tables: chains are followed, sets resolved, counters left aside.
import { intersectRanges } from '../ranges.ts';
import type { Family } from '../ranges.ts';
import { tokensOf } from './nftables-tokens.ts';
import { addRule, anyEnds, emptyConfig, joinEnds, linesOf, nameLine, noEnds, portsOf, readEnds, wholeOf } from './read-rules.ts';
import type { Ends, ReadConfig, ReadRule, ReadService } from './read-rules.ts';

const MAX_DEPTH = 8;

type Line = { tokens: string[]; line: number };
type Table = {
  family: string;
  sets: Map<string, Ends>;
  others: Map<string, string>;
  chains: Map<string, Line[]>;
  hooks: { name: string; text: string; line: number }[];
};
/** What packets have met on the way to a rule. `rest` are conditions no ends or ports say. */
type Met = { from: Ends; to: Ends; service: ReadService; rest: string[] };

const everywhere: Met = { from: anyEnds(4, 6), to: anyEnds(4, 6), service: wholeOf('any'), rest: [] };
const verdicts = new Set(['accept', 'drop', 'reject', 'return', 'queue']);

const meet = (a: Ends, b: Ends): Ends => ({ 4: intersectRanges(a[4], b[4]), 6: intersectRanges(a[6], b[6]) });

/** The elements from `{` to `}`, and where they end. */
function elementsAt(tokens: readonly string[], at: number): { elements: string[]; next: number } {
  if (tokens[at] !== '{') return { elements: [tokens[at] ?? ''], next: at + 1 };
  const end = tokens.indexOf('}', at);
  const next = end < 0 ? tokens.length : end;
  return { elements: tokens.slice(at + 1, next).filter((token) => token !== ','), next: next + 1 };
}

function addressesAt(tokens: readonly string[], at: number, table: Table): { ends: Ends | null; next: number } {
  const { elements, next } = elementsAt(tokens, at);
  const parts = elements.map((element) => (element.startsWith('@') ? (table.sets.get(element.slice(1)) ?? null) : readEnds(element)));
  return { ends: parts.some((part) => part === null) ? null : joinEnds(parts.filter((part) => part !== null)), next };
}

function withPorts(service: ReadService, transport: string, side: string, text: string): ReadService | null {
  const found = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  const ports =
    found === null || (transport !== 'tcp' && transport !== 'udp')
      ? null
      : portsOf(transport, Number(found[1]), Number(found[2] ?? found[1]));
  if (ports === null) return null;
  const { port_from, port_to } = ports;
  const base = { ...service, transport: ports.transport };
  return side === 'dport' ? { ...base, port_from, port_to } : { ...base, source_from: port_from, source_to: port_to };
}

/** Takes one condition from the tokens: narrows what was met, and says where the next begins. */
function takeCondition(tokens: readonly string[], at: number, met: Met, table: Table): { met: Met; next: number } {
  const [first = '', second = '', third = ''] = tokens.slice(at, at + 3);
  if ((first === 'ip' || first === 'ip6') && (second === 'saddr' || second === 'daddr')) {
    const { ends, next } = addressesAt(tokens, at + 2, table);
    const family: Family = first === 'ip' ? 4 : 6;
    if (ends !== null) {
      const own = family === 4 ? { 4: ends[4], 6: [] } : { 4: [], 6: ends[6] };
      return { next, met: second === 'saddr' ? { ...met, from: meet(met.from, own) } : { ...met, to: meet(met.to, own) } };
    }
  }
  if ((second === 'dport' || second === 'sport') && third !== '{') {
    const service = withPorts(met.service, first, second, third);
    if (service !== null) return { met: { ...met, service }, next: at + 3 };
  }
  if (first === 'meta' && second === 'l4proto' && (third === 'tcp' || third === 'udp'))
    return { met: { ...met, service: { ...met.service, transport: third } }, next: at + 3 };
  if (first === 'icmp' || first === 'icmpv6') {
    const { elements, next } = elementsAt(tokens, at + 2);
    const service = { ...met.service, transport: first } as const;
    return { met: { ...met, service, rest: [...met.rest, `type ${elements.toSorted().join(',')}`] }, next };
  }
  // nft leaves out that flags are of TCP.
  if (first === 'tcp-not-opening')
    return { met: { ...met, service: { ...met.service, transport: 'tcp' }, rest: [...met.rest, first] }, next: at + 1 };
  if (first === '{') {
    const { elements, next } = elementsAt(tokens, at);
    return { met: { ...met, rest: [...met.rest, elements.toSorted().join(',')] }, next };
  }
  const set = first.startsWith('@') ? (table.others.get(first.slice(1)) ?? first) : first;
  return { met: { ...met, rest: [...met.rest, set] }, next: at + 1 };
}

type End = { verdict: string; target: string; comment: string; isLog: boolean };

function readRule({ tokens }: Line, before: Met, table: Table): { met: Met; end: End } {
  let met: Met = before;
  const end: End = { verdict: '', target: '', comment: '', isLog: false };
  for (let at = 0; at < tokens.length;) {
    const [token = '', second = ''] = tokens.slice(at, at + 2);
    if (token === 'counter') at += second === 'packets' ? 5 : 1;
    else if (token === 'comment') [end.comment, at] = [second, at + 2];
    else if (token === 'goto' || token === 'jump') [end.verdict, end.target, at] = [token, second, at + 2];
    else if (verdicts.has(token)) [end.verdict, at] = [token, at + 1];
    else if (token === 'log' || token === 'limit') {
      end.isLog ||= token === 'log';
      at += token === 'limit' ? limitLength(tokens, at) : logLength(tokens, at);
    } else ({ met, next: at } = takeCondition(tokens, at, met, table));
  }
  return { met, end };
}

const limitLength = (tokens: readonly string[], at: number): number => (tokens[at + 3] === 'burst' ? 6 : 3);
const logLength = (tokens: readonly string[], at: number): number =>
  1 + ['prefix', 'level', 'group'].filter((word) => tokens.slice(at, at + 7).includes(word)).length * 2;

type Walk = { table: Table; config: ReadConfig; scope: string; policy: string; steps: number };

/** What packets do that come to the end of a chain they were sent into for good. */
function fallThrough(met: Met, line: number, room: Walk): void {
  emit(met, { verdict: room.policy, target: '', comment: 'policy of the chain', isLog: false }, line, room);
}

/** Follows a chain. `isForGood`: packets that come to its end do not come back, but get the policy of the hook. `from`: the line that sends them. */
function walk(name: string, met: Met, depth: number, isForGood: boolean, from: number, room: Walk): void {
  const lines = room.table.chains.get(name);
  if (lines === undefined || depth > MAX_DEPTH) return;
  let isOpen = true;
  for (const one of lines) {
    if (++room.steps > 100_000) return void (room.config.too_large = true);
    const { met: here, end } = readRule(one, met, room.table);
    if (here === met && end.verdict !== '' && end.verdict !== 'jump') isOpen = false;
    if (end.verdict === 'goto' || end.verdict === 'jump') {
      if (!room.table.chains.has(end.target)) nameLine(room.config.unresolved, one.line, end.target);
      walk(end.target, here, depth + 1, end.verdict === 'goto', one.line, room);
    } else if (end.verdict !== '') emit(here, end, one.line, room);
    else if (!end.isLog) nameLine(room.config.unknown, one.line, one.tokens.join(' '));
  }
  if (isOpen && isForGood) fallThrough(met, lines.at(-1)?.line ?? from, room);
}

function emit(
  { from, to, service, rest }: Met,
  { verdict, comment }: End,
  line: number,
  { config, scope }: Pick<Walk, 'config' | 'scope'>,
): void {
  const isEmpty = ([4, 6] as const).every((family) => from[family].length === 0 || to[family].length === 0);
  if (isEmpty) return;
  const action = verdict === 'accept' ? 'permit' : 'deny';
  const condition = verdict === 'accept' || verdict === 'drop' ? '' : verdict;
  const rule: ReadRule = { line, scope, action, from, to, service: { ...service, detail: rest.join(' ') }, comment, condition };
  addRule(config, rule);
}

function readSet(table: Table, name: string, type: string, elements: readonly string[]): void {
  if (type.startsWith('ipv')) table.sets.set(name, joinEnds(elements.map((element) => readEnds(element) ?? noEnds)));
  else table.others.set(name, elements.toSorted().join(','));
}

type Open = {
  table: Table | null;
  kind: '' | 'chain' | 'set' | 'foreign';
  name: string;
  type: string;
  elements: string[];
  inElements: boolean;
  depth: number;
};

/** Reads what stands inside a set, over several lines. */
function readInSet(tokens: readonly string[], open: Open): boolean {
  if (tokens[0] === 'type') open.type = tokens[1] ?? '';
  const start = tokens[0] === 'elements' ? tokens.indexOf('{') + 1 : 0;
  if (tokens[0] === 'elements') open.inElements = true;
  else if (!open.inElements) return tokens[0] === '}';
  const end = tokens.indexOf('}');
  open.elements.push(...tokens.slice(start, end < 0 ? tokens.length : end).filter((token) => token !== ','));
  if (end >= 0) open.inElements = false;
  return false;
}

function readInChain(tokens: string[], line: number, { table, name }: Open): void {
  if (table === null) return;
  if (tokens[0] === 'type') table.hooks.push({ name, text: tokens.join(' '), line });
  else table.chains.get(name)?.push({ tokens, line });
}

function openBlock(tokens: readonly string[], open: Open, isOurs: boolean): void {
  const [kind = '', name = ''] = tokens;
  open.kind = !isOurs || (kind !== 'chain' && kind !== 'set') ? 'foreign' : kind;
  open.name = name;
  open.type = '';
  open.elements = [];
  open.depth = 1;
  if (open.kind === 'chain') open.table?.chains.set(name, []);
}

function readLine(text: string, line: number, open: Open, tables: Table[], table: string, config: ReadConfig): void {
  const tokens = tokensOf(text);
  const [first, second = '', third = ''] = tokens;
  if (first === undefined) return;
  if (open.table === null && open.kind === '') {
    if (first === 'add' || first === 'delete' || first === 'flush') return;
    if (first !== 'table') return nameLine(config.unknown, line, text);
    const made: Table = { family: second, sets: new Map(), others: new Map(), chains: new Map(), hooks: [] };
    open.table = made;
    if (third === table) tables.push(made);
    else nameLine(config.foreign, line, text);
    return;
  }
  const isOurs = open.table !== null && tables.includes(open.table);
  if (open.kind === '') {
    if (first === '}') open.table = null;
    else if (tokens.at(-1) === '{') openBlock(tokens, open, isOurs);
    else if (isOurs && first !== 'comment') nameLine(config.unknown, line, text);
    return;
  }
  if (open.kind === 'foreign') {
    open.depth += tokens.filter((token) => token === '{').length - tokens.filter((token) => token === '}').length;
    if (open.depth <= 0) open.kind = '';
  } else if (open.kind === 'set') {
    if (!readInSet(tokens, open)) return;
    if (open.table !== null) readSet(open.table, open.name, open.type, open.elements);
    open.kind = '';
  } else if (first === '}') open.kind = '';
  else readInChain(tokens, line, open);
}

/** Reads the tables named `table`, of both families. Other tables are foreign. Never throws. Times must have been listed with TZ=UTC. */
export function readNftables(text: string, table = 'holdfast'): ReadConfig {
  const config = emptyConfig();
  const tables: Table[] = [];
  const open: Open = { table: null, kind: '', name: '', type: '', elements: [], inElements: false, depth: 0 };
  for (const [at, line] of linesOf(text, config).entries()) readLine(line, at + 1, open, tables, table, config);
  for (const one of tables) {
    for (const { name, text: hook, line } of one.hooks) {
      const policy = / policy (\w+)/.exec(hook)?.[1] ?? 'accept';
      const room: Walk = { table: one, config, scope: `${one.family} ${hook}`, policy, steps: 0 };
      walk(name, everywhere, 0, true, line, room);
    }
  }
  return config;
}
