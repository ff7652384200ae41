// What was seen on a conduit, one row per distinct flow. Hot path: a million rows come in, so columns are typed arrays and keys numbers.
import type { OperatingState, SeenFlow, StatePeriod, WallClock } from './learn-words.ts';
import { operatingStates } from './learn-words.ts';
import { mergeElements } from './elements.ts';
import { mix, RowIndex } from './row-index.ts';
import { minuteOfWeek, WEEK_MINUTES } from './week.ts';
import type { OperationClass, ProtocolElement } from './words.ts';

export const classNames: readonly OperationClass[] = [
  'other',
  'read',
  'write',
  'program',
  'start',
  'stop',
  'configure',
  'identify',
  'diagnose',
  'session',
];
const bitOfClass = new Map(classNames.map((name, at) => [name, 1 << at]));
const bitOfState = new Map(operatingStates.map((name, at) => [name, 1 << at]));

export const classesOf = (mask: number): OperationClass[] => classNames.filter((_, at) => mask & (1 << at)).sort();
export const statesOf = (mask: number): OperatingState[] => operatingStates.filter((_, at) => mask & (1 << at));
export const maskOfStates = (states: Iterable<OperatingState>): number => [...states].reduce((sum, it) => sum | bitOfState.get(it)!, 0);

export const WEEK_WORDS = 6;
const REFUSED = 1;
const ELEMENTS_UNKNOWN = 2;
/** Distinct flows; past it they are counted, not kept. */
export const MOST_FLOWS = 4_000_000;
const MOST_ELEMENTS = 256;

/** `port` -1 where there is none. */
export type ServiceKey = { transport: string; port: number; protocol: string };
export type SeenOptions = {
  zones: readonly [string, string];
  zone_of: ReadonlyMap<string, string>;
  wall?: WallClock | undefined;
  states?: readonly StatePeriod[] | undefined;
};

export class SeenTable {
  size = 0;
  folded = 0;
  /** Whether hours are the site's own; only then windows may be learnt. */
  isLocal = true;
  readonly assets: string[] = [];
  /** 0 or 1: in the first or second zone; 4: elsewhere. */
  readonly sides: number[] = [];
  readonly services: ServiceKey[] = [];
  readonly elements = new Map<number, ProtocolElement[]>();
  readonly conversationsByState = new Float64Array(operatingStates.length);
  /** Hours of the week in which anything was seen, and in which anything was seen in production. */
  readonly week = new Uint32Array(WEEK_WORDS);
  readonly productionWeek = new Uint32Array(WEEK_WORDS);
  pairs = 0;
  pair = new Int32Array(1024);
  client = new Int32Array(1024);
  server = new Int32Array(1024);
  service = new Int32Array(1024);
  classes = new Uint16Array(1024);
  states = new Uint8Array(1024);
  flags = new Uint8Array(1024);
  first = new Float64Array(1024);
  last = new Float64Array(1024);
  conversations = new Float64Array(1024);
  weeks = new Uint32Array(1024 * WEEK_WORDS);
  #zones: readonly [string, string];
  #zoneOf: ReadonlyMap<string, string>;
  #wall: WallClock | undefined;
  #calendar: Calendar;
  #assetAt = new Map<string, number>();
  #serviceAt = new Map<string, Map<string, Map<number, number>>>();
  #pairAt = new RowIndex((row) => mix(this.client[row]!, this.server[row]!, 0));
  #rowAt = new RowIndex((row) => mix(this.client[row]!, this.server[row]!, this.service[row]!));

  constructor({ zones, zone_of, wall, states }: SeenOptions) {
    this.#zones = zones;
    this.#zoneOf = zone_of;
    this.#wall = wall;
    this.#calendar = makeCalendar(states ?? []);
    // Silent assets have a number too: they decide what may be put together.
    for (const [id, zone] of zone_of) if (zones.includes(zone)) this.#asset(id);
  }

  /** Takes in what crosses from one of the two zones to the other; all else is left aside. */
  add(seen: SeenFlow): void {
    if (seen.client_id === null || seen.server_id === null) return;
    const [client, server] = [this.#asset(seen.client_id), this.#asset(seen.server_id)];
    if (this.sides[client]! + this.sides[server]! !== 1) return;
    const row = this.#row(client, server, this.#service(seen));
    if (row < 0) return;
    this.#count(row, seen);
  }

  isRefused(row: number): boolean {
    return (this.flags[row]! & REFUSED) !== 0;
  }

  /** All elements of a row merged; null when not all are known or none was named. */
  elementsOf(row: number): ProtocolElement[] | null {
    const found = this.elements.get(row);
    return found === undefined || this.flags[row]! & ELEMENTS_UNKNOWN ? null : mergeElements(found);
  }

  #count(row: number, seen: SeenFlow): void {
    const [first, last] = [Date.parse(seen.first_at), Date.parse(seen.last_at)];
    if (first < this.first[row]!) this.first[row] = first;
    if (last > this.last[row]!) this.last[row] = last;
    this.conversations[row]! += seen.conversations;
    for (const name of seen.classes) this.classes[row]! |= bitOfClass.get(name) ?? 1;
    if (seen.judgement === 'blockable') this.flags[row]! |= REFUSED;
    const states = seen.state ? bitOfState.get(seen.state)! : this.#calendar(first) | this.#calendar(last);
    this.states[row]! |= states;
    for (let at = 0; states >> at !== 0; at++) if (states & (1 << at)) this.conversationsByState[at]! += seen.conversations;
    this.#countHours(row, seen, first, last, (states & bitOfState.get('production')!) !== 0);
    if (seen.elements && seen.elements.length > 0) this.#countElements(row, seen.elements);
    if (seen.elements_folded) this.flags[row]! |= ELEMENTS_UNKNOWN;
  }

  #countElements(row: number, elements: readonly ProtocolElement[]): void {
    const known = this.elements.get(row);
    if (known === undefined) this.elements.set(row, [...elements]);
    else {
      known.push(...elements);
      if (known.length > MOST_ELEMENTS) {
        const merged = mergeElements(known);
        if (merged.length > MOST_ELEMENTS / 2) this.flags[row]! |= ELEMENTS_UNKNOWN;
        this.elements.set(row, merged.slice(0, MOST_ELEMENTS / 2));
      }
    }
  }

  #countHours(row: number, seen: SeenFlow, first: number, last: number, inProduction: boolean): void {
    if (typeof seen.weekday === 'number' && typeof seen.hour === 'number')
      return this.#markHour(row, (seen.weekday - 1) * 24 + seen.hour, inProduction);
    if (this.#wall === undefined) this.isLocal = false;
    const start = minuteOfWeek(this.#wall === undefined ? first : this.#wall(first));
    const end = start + Math.min(WEEK_MINUTES - 1, Math.max(0, (last - first) / 60_000));
    for (let hour = Math.floor(start / 60); hour * 60 <= end; hour++) this.#markHour(row, hour % 168, inProduction);
  }

  #markHour(row: number, hour: number, inProduction: boolean): void {
    const bit = 1 << (hour & 31);
    this.weeks[row * WEEK_WORDS + (hour >> 5)]! |= bit;
    this.week[hour >> 5]! |= bit;
    if (inProduction) this.productionWeek[hour >> 5]! |= bit;
  }

  #asset(id: string): number {
    const known = this.#assetAt.get(id);
    if (known !== undefined) return known;
    const zone = this.#zoneOf.get(id);
    this.sides.push(zone === this.#zones[0] ? 0 : zone === this.#zones[1] ? 1 : 4);
    this.#assetAt.set(id, this.assets.length);
    return this.assets.push(id) - 1;
  }

  #service({ transport, server_port, protocol }: SeenFlow): number {
    const byProtocol = this.#serviceAt.get(transport) ?? new Map<string, Map<number, number>>();
    this.#serviceAt.set(transport, byProtocol);
    const byPort = byProtocol.get(protocol) ?? new Map<number, number>();
    byProtocol.set(protocol, byPort);
    const port = server_port ?? -1;
    let at = byPort.get(port);
    if (at === undefined) {
      at = this.services.push({ transport, port, protocol }) - 1;
      byPort.set(port, at);
    }
    return at;
  }

  #row(client: number, server: number, service: number): number {
    const hash = mix(client, server, service);
    for (let slot = this.#rowAt.first(hash); ; slot = this.#rowAt.next(slot)) {
      const row = this.#rowAt.at(slot);
      if (row < 0) break;
      if (this.client[row] === client && this.server[row] === server && this.service[row] === service) return row;
    }
    if (this.size >= MOST_FLOWS) {
      this.folded += 1;
      return -1;
    }
    const row = this.size++;
    if (row >= this.client.length) this.#grow();
    this.client[row] = client;
    this.server[row] = server;
    this.service[row] = service;
    this.first[row] = Infinity;
    this.last[row] = -Infinity;
    this.pair[row] = this.#pairOf(row, client, server);
    this.#rowAt.add(row);
    return row;
  }

  /** The number of a pair; its first row stands for it in the index. */
  #pairOf(row: number, client: number, server: number): number {
    for (let slot = this.#pairAt.first(mix(client, server, 0)); ; slot = this.#pairAt.next(slot)) {
      const other = this.#pairAt.at(slot);
      if (other < 0) break;
      if (this.client[other] === client && this.server[other] === server) return this.pair[other]!;
    }
    this.#pairAt.add(row);
    return this.pairs++;
  }

  #grow(): void {
    const grown = <T extends Int32Array | Uint16Array | Uint8Array | Float64Array | Uint32Array>(column: T): T => {
      const next = new (column.constructor as new (length: number) => T)(column.length * 2);
      next.set(column);
      return next;
    };
    this.pair = grown(this.pair);
    this.client = grown(this.client);
    this.server = grown(this.server);
    this.service = grown(this.service);
    this.classes = grown(this.classes);
    this.states = grown(this.states);
    this.flags = grown(this.flags);
    this.first = grown(this.first);
    this.last = grown(this.last);
    this.conversations = grown(this.conversations);
    this.weeks = grown(this.weeks);
  }
}

/** The states at an instant (ms), as bits. */
export type Calendar = (at: number) => number;

/** A calendar as stretches between which nothing changes. */
export function makeCalendar(periods: readonly StatePeriod[]): Calendar {
  const edges = [...new Set(periods.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]))].sort((a, b) => a - b);
  const masks = edges.map((edge) =>
    maskOfStates(periods.filter(({ from, to }) => Date.parse(from) <= edge && edge < Date.parse(to)).map(({ state }) => state)),
  );
  return (at) => {
    let [low, high] = [0, edges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edges[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return masks[low - 1] ?? 0;
  };
}
