// From what was seen to lines: one per client, server and service, with its extent: which operations, elements, hours, marks.
import { allowsElement, mergeElements } from './elements.ts';
import { foldPorts, type PortRange, type PortSeen } from './fold-ports.ts';
import { learnWindow } from './learn-window.ts';
import type { LearnZone } from './learn-words.ts';
import { detectSafety, type KnownFlow, markFlow, serviceOf } from './read-flow.ts';
import { classesOf, type SeenTable, WEEK_WORDS } from './seen-table.ts';
import { safetyClassIds } from './services.data.ts';
import { firstOutside, stretchesOf } from './week.ts';
import type { ProtocolElement, TimeWindow } from './words.ts';

/** What a line lets through beyond its ends and service. `nature`: what it serves, its marks, its safety; lines of different natures are never put together. */
export type Extent = { classes: number; elements: ProtocolElement[] | null; window: TimeWindow | null; nature: string };
/** `row`, and `more` where ports were folded: what of the table it is. `rule`: the place of the rule it went into, once there is one. */
export type Line = { client: number; server: number; service: number; extent: number; row: number; more: readonly number[]; rule: number };
export type LineService = Omit<PortRange, 'rows'>;
export type Lines = { lines: Line[]; services: LineService[]; extents: Extent[] };

export type Known = {
  zones: readonly [LearnZone, LearnZone];
  narrow: { elements: boolean; windows: boolean };
  /** Kinds by the table's number of the asset. */
  kinds: readonly string[];
  /** The same as numbers. */
  kind_numbers: Uint16Array;
};

/** A number for each kind. */
export function numberKinds(kinds: readonly string[]): Uint16Array {
  const numbers = makeNumbering<string>();
  return Uint16Array.from(kinds, (kind) => numbers.of(kind, () => kind));
}

/** Numbers for things that are alike, by a text that says what they are. */
function makeNumbering<T>(): { items: T[]; of(key: string, make: () => T): number } {
  const known = new Map<string, number>();
  const items: T[] = [];
  return {
    items,
    of(key, make) {
      const found = known.get(key);
      if (found !== undefined) return found;
      known.set(key, items.length);
      return items.push(make()) - 1;
    },
  };
}

const isSafetyClass = (it: ProtocolElement): boolean => it.protocol === 'cip' && safetyClassIds.has(it.class_id);

/** A flow of the table with what is known of its ends. */
export function knownFlow(table: SeenTable, row: number, { zones, kinds }: Known, service: LineService, classes: number): KnownFlow {
  const end = (asset: number): KnownFlow['from'] => ({ kind: kinds[asset]!, zone: zones[table.sides[asset] as 0 | 1] });
  const { transport, port_from, protocol } = service;
  return {
    from: end(table.client[row]!),
    to: end(table.server[row]!),
    transport,
    port: port_from === service.port_to ? port_from : null,
    protocol: protocol ?? 'unknown',
    classes: classesOf(classes),
    elements: mergeElements(table.elements.get(row)?.filter(isSafetyClass) ?? []),
  };
}

function natureOf(flow: KnownFlow): string {
  const safety = detectSafety(flow);
  return [serviceOf(flow), ...markFlow(flow).map(({ code }) => code), safety === null ? '' : `${safety.safety}:${safety.code}`].join(' ');
}

/** The rows of each pair of ends, as a chain: no list per pair. */
function chainByPair(table: SeenTable): { head: Int32Array; next: Int32Array } {
  const head = new Int32Array(table.pairs).fill(-1);
  const next = new Int32Array(table.size).fill(-1);
  for (let row = table.size - 1; row >= 0; row--) {
    next[row] = head[table.pair[row]!]!;
    head[table.pair[row]!] = row;
  }
  return { head, next };
}

const none: readonly number[] = [];

/** Calls for each row of a line. */
export function eachRow({ row, more }: Line, visit: (row: number) => void): void {
  visit(row);
  for (const other of more) visit(other);
}

/** Lines of all pairs. Most pairs have one service, so that way is short. */
export function makeLines(table: SeenTable, known: Known): Lines {
  const services = makeNumbering<LineService>();
  const extents = makeNumbering<Extent>();
  const lines: Line[] = [];
  const natures: string[] = [];
  const nature = natureReader(table, known, services.items, natures);
  const add = (rows: readonly number[], service: number): void => {
    const [row] = rows as [number];
    const classes = rows.length === 1 ? table.classes[row]! : rows.reduce((mask, it) => mask | table.classes[it]!, 0);
    const [of, limits] = [nature(row, service, classes), narrowed(table, rows, known)];
    const extent = extentAt(classes, of, limits);
    lines.push({
      client: table.client[row]!,
      server: table.server[row]!,
      service,
      extent,
      row,
      more: rows.length === 1 ? none : rows.slice(1),
      rule: -1,
    });
  };
  const plain = new Map<number, number>();
  const extentAt = (classes: number, of: number, limits: Pick<Extent, 'elements' | 'window'> | null): number => {
    const make = (): Extent => ({ classes, elements: limits?.elements ?? null, window: limits?.window ?? null, nature: natures[of]! });
    if (limits !== null) return extents.of(`${classes} ${of} ${JSON.stringify([limits.elements, limits.window])}`, make);
    let at = plain.get(of * 1024 + classes);
    if (at === undefined) plain.set(of * 1024 + classes, (at = extents.of(`${classes} ${of}`, make)));
    return at;
  };
  const serviceAt = ({ transport, port_from, port_to, protocol, fold }: LineService): number =>
    services.of(`${transport} ${port_from} ${port_to} ${protocol} ${fold?.code ?? ''}`, () => ({
      transport,
      port_from,
      port_to,
      protocol,
      fold,
    }));
  const singles = table.services.map(({ transport, port, protocol }) => {
    const single = port < 0 ? null : port;
    return serviceAt({ transport, port_from: single, port_to: single, protocol, fold: null });
  });
  const { head, next } = chainByPair(table);
  for (let pair = 0; pair < table.pairs; pair++) {
    const first = head[pair]!;
    if (next[first]! < 0) {
      if (!table.isRefused(first)) add([first], singles[table.service[first]!]!);
      continue;
    }
    const second = next[first]!;
    if (next[second]! < 0 && !mayFold(table, first) && !mayFold(table, second)) {
      for (const row of [first, second]) if (!table.isRefused(row)) add([row], singles[table.service[row]!]!);
      continue;
    }
    const seen: PortSeen[] = [];
    for (let row = first; row >= 0; row = next[row]!) seen.push(portOf(table, row));
    const ends = { from_kind: known.kinds[table.client[first]!]!, to_kind: known.kinds[table.server[first]!]! };
    for (const { rows, ...service } of foldPorts(seen, ends)) add(rows, serviceAt(service));
  }
  return { lines, services: services.items, extents: extents.items };
}

/** The number of the nature of a row's flow, worked out once for each pair of kinds, service and set of operations. */
function natureReader(
  table: SeenTable,
  known: Known,
  services: readonly LineService[],
  natures: string[],
): (row: number, service: number, classes: number) => number {
  const numbers = new Map<number, number>();
  return (row, service, classes) => {
    const [client, server] = [table.client[row]!, table.server[row]!];
    const ends = ((known.kind_numbers[client]! * 256 + known.kind_numbers[server]!) * 2 + table.sides[client]!) * 2;
    const key = ((table.elements.get(row)?.some(isSafetyClass) === true ? 1 : 0) + ends) * 1024 + classes + service * 2 ** 29;
    let number = numbers.get(key);
    if (number === undefined) {
      const nature = natureOf(knownFlow(table, row, known, services[service]!, classes));
      number = natures.indexOf(nature);
      if (number < 0) number = natures.push(nature) - 1;
      numbers.set(key, number);
    }
    return number;
  };
}

/** Of two services only one that hands out ports can make a range of the other. */
function mayFold(table: SeenTable, row: number): boolean {
  const { port, protocol } = table.services[table.service[row]!]!;
  return port === 21 || port === 111 || port === 135 || protocol === 'profinet-io-cm';
}

function portOf(table: SeenTable, row: number): PortSeen {
  const { transport, port, protocol } = table.services[table.service[row]!]!;
  const extent = table.elements.has(row) ? -1 - row : table.classes[row]!;
  return { row, transport, port, protocol, refused: table.isRefused(row), extent };
}

/** What narrows a line beyond its operations; null when nothing does. */
function narrowed(table: SeenTable, rows: readonly number[], { narrow }: Known): Pick<Extent, 'elements' | 'window'> | null {
  if (!narrow.elements && !narrow.windows) return null;
  const elements = narrow.elements && rows.length === 1 ? table.elementsOf(rows[0]!) : null;
  const window = narrow.windows && table.isLocal ? learnWindow(weekOf(table, rows), spanOf(table, rows)) : null;
  return elements === null && window === null ? null : { elements, window };
}

/** The hours of the week some rows were seen in, as bits. */
function weekOf(table: SeenTable, rows: readonly number[]): Uint32Array {
  const week = new Uint32Array(WEEK_WORDS);
  for (const row of rows) for (let at = 0; at < WEEK_WORDS; at++) week[at]! |= table.weeks[row * WEEK_WORDS + at]!;
  return week;
}

function spanOf(table: SeenTable, rows: readonly number[]): { days: number; conversations: number } {
  let [first, last, conversations] = [Infinity, -Infinity, 0];
  for (const row of rows) {
    first = Math.min(first, table.first[row]!);
    last = Math.max(last, table.last[row]!);
    conversations += table.conversations[row]!;
  }
  return { days: (last - first) / 86_400_000, conversations };
}

/** True when a line of extent `outer` lets everything through that one of extent `inner` does. */
export function coversExtent(outer: Extent, inner: Extent): boolean {
  if (outer === inner) return true;
  if (inner.classes === 0 ? outer.classes !== 0 : (outer.classes & inner.classes) !== inner.classes) return false;
  const { elements } = outer;
  if (elements !== null && (inner.elements === null || !inner.elements.every((it) => allowsElement(elements, it)))) return false;
  if (outer.window === null) return true;
  return inner.window !== null && firstOutside(stretchesOf(inner.window), [outer.window]) === null;
}
