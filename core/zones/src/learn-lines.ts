// From what was seen to lines: one per client, server and service, with its extent: which operations, elements, hours, marks.
import { allowsElement, mergeElements } from './elements.ts';
import { foldPorts, type PortRange, type PortSeen } from './fold-ports.ts';
import { learnWindow } from './learn-window.ts';
import type { LearnAsset, LearnZone } from './learn-words.ts';
import { detectSafety, type KnownFlow, markFlow, serviceOf } from './read-flow.ts';
import { classesOf, type SeenTable, WEEK_WORDS } from './seen-table.ts';
import { safetyClassIds } from './services.data.ts';
import { firstOutside, stretchesOf } from './week.ts';
import type { ProtocolElement, TimeWindow } from './words.ts';

/** What a line lets through beyond its ends and service. `nature`: what it serves, its marks, its safety; lines of different natures are never put together. */
export type Extent = { classes: number; elements: ProtocolElement[] | null; window: TimeWindow | null; nature: string };
export type Line = { client: number; server: number; service: number; extent: number; rows: readonly number[] };
export type LineService = Omit<PortRange, 'rows'>;
export type Lines = { lines: Line[]; services: LineService[]; extents: Extent[] };

export type Known = {
  zones: readonly [LearnZone, LearnZone];
  assets: ReadonlyMap<string, LearnAsset>;
  narrow: { elements: boolean; windows: boolean };
};

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
export function knownFlow(table: SeenTable, row: number, { zones, assets }: Known, service: LineService, classes: number): KnownFlow {
  const end = (asset: number): KnownFlow['from'] => ({
    kind: assets.get(table.assets[asset]!)?.kind ?? 'unknown',
    zone: zones[table.sides[asset] as 0 | 1],
  });
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

/** Lines of all pairs. */
export function makeLines(table: SeenTable, known: Known): Lines {
  const services = makeNumbering<LineService>();
  const extents = makeNumbering<Extent>();
  const lines: Line[] = [];
  const natures = new Map<string, string>();
  const readNature = (row: number, service: number, classes: number): string => {
    const flow = (): KnownFlow => knownFlow(table, row, known, services.items[service]!, classes);
    const hasSafetyClass = table.elements.get(row)?.some(isSafetyClass) === true;
    const kinds = [table.client[row]!, table.server[row]!].map((end) => known.assets.get(table.assets[end]!)?.kind ?? '');
    const key = `${table.sides[table.client[row]!]} ${kinds.join(' ')} ${service} ${classes} ${hasSafetyClass}`;
    const nature = natures.get(key) ?? natureOf(flow());
    natures.set(key, nature);
    return nature;
  };
  const { head, next } = chainByPair(table);
  for (let pair = 0; pair < table.pairs; pair++) {
    const seen: PortSeen[] = [];
    for (let row = head[pair]!; row >= 0; row = next[row]!) seen.push(portOf(table, row));
    for (const { rows, ...service } of foldSeen(table, seen, known)) {
      const [row] = rows as [number];
      const { transport, port_from, port_to, protocol, fold } = service;
      const at = services.of(`${transport} ${port_from} ${port_to} ${protocol} ${fold?.code ?? ''}`, () => service);
      const extent = extentOf(table, rows, known, (classes) => readNature(row, at, classes));
      lines.push({
        client: table.client[row]!,
        server: table.server[row]!,
        service: at,
        extent: extents.of(extent.key, () => extent.made),
        rows,
      });
    }
  }
  return { lines, services: services.items, extents: extents.items };
}

function portOf(table: SeenTable, row: number): PortSeen {
  const { transport, port, protocol } = table.services[table.service[row]!]!;
  const extent = table.elements.has(row) ? -1 - row : table.classes[row]!;
  return { row, transport, port, protocol, refused: table.isRefused(row), extent };
}

function foldSeen(table: SeenTable, seen: readonly PortSeen[], { assets }: Known): PortRange[] {
  const [first] = seen as [PortSeen];
  const kindOf = (asset: number): string => assets.get(table.assets[asset]!)?.kind ?? 'unknown';
  return foldPorts(seen, { from_kind: kindOf(table.client[first.row]!), to_kind: kindOf(table.server[first.row]!) });
}

function extentOf(
  table: SeenTable,
  rows: readonly number[],
  { narrow }: Known,
  nature: (classes: number) => string,
): { key: string; made: Extent } {
  let classes = 0;
  for (const row of rows) classes |= table.classes[row]!;
  const elements = narrow.elements && rows.length === 1 ? table.elementsOf(rows[0]!) : null;
  const window = narrow.windows && table.isLocal ? learnWindow(weekOf(table, rows), spanOf(table, rows)) : null;
  const made = { classes, elements, window, nature: nature(classes) };
  const narrowed = elements === null && window === null ? '' : JSON.stringify([elements, window]);
  return { key: `${classes} ${made.nature} ${narrowed}`, made };
}

/** The hours of the week some rows were seen in, as bits. */
export function weekOf(table: SeenTable, rows: readonly number[]): Uint32Array {
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

/** True when a line of extent `outer` lets everything through that one of extent `inner` does, and both are of one nature. */
export function coversExtent(outer: Extent, inner: Extent): boolean {
  if (outer === inner) return true;
  if (outer.nature !== inner.nature) return false;
  if (inner.classes === 0 ? outer.classes !== 0 : (outer.classes & inner.classes) !== inner.classes) return false;
  const { elements } = outer;
  if (elements !== null && (inner.elements === null || !inner.elements.every((it) => allowsElement(elements, it)))) return false;
  if (outer.window === null) return true;
  return inner.window !== null && firstOutside(stretchesOf(inner.window), [outer.window]) === null;
}
