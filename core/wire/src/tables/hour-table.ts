// What each connection did in each hour, and after it is forgotten what each flow did: packets, classes, elements. A packet costs one
// comparison of hours; rows are opened when a connection speaks first in an hour. Typed arrays, bounded: past the limit an hour lengthens
// the row before it, or is missing.
import { ElementLists, type ElementRows } from './element-lists.ts';
import { HOUR_BEGIN, HOUR_END } from '../position.ts';
import { mix } from './hash.ts';
import * as connectionTable from './connection-table.ts';
import type { ConnectionTable } from './connection-table.ts';

// V8 folds a module's own constants into its code and loads imported ones at every use.
const {
  BYTES: SIDE_BYTES,
  ELEMENT,
  FIRST: SIDE_FIRST,
  FLAGS,
  HANDSHAKE_SEEN,
  HOUR,
  LAST: SIDE_LAST,
  OPENING_COUNTED,
  OPERATION,
  PACKETS: SIDE_PACKETS,
  ROW,
  SIDE_A,
  SIDE_B,
  STEADY,
} = connectionTable;

const HOUR_MICROS = 3.6e9;

/** `FLOW` is 0 while the row is a connection's own; `PREVIOUS` its row of another hour then; `SERIAL` tells apart who had the place before;
 * `IS_LONGER`: hours were folded into it. */
const FLOW = 0,
  ROW_HOUR = 1,
  CONNECTIONS = 2,
  OPENED = 3,
  CLASSES = 4,
  PREVIOUS = 5,
  SERIAL = 6,
  IS_LONGER = 7,
  ERRORS = 8;
const STRIDE = 9;
const PACKETS = 0,
  BYTES = 1,
  FIRST = 2,
  LAST = 3;
const FLOAT_STRIDE = 4;

/** A table's rows, from number 1, and their elements; those whose flow is 0 are free. */
export type HourRows = { count: number; folded: number; words: Int32Array; floats: Float64Array; elements: ElementRows };

/** One hour of one flow. Times in microseconds, `hour` in hours since 1970, `classes` a bit for each class id. */
export type FlowHour = {
  flow: number;
  hour: number;
  connections: number;
  opened: number;
  packets: number;
  bytes: number;
  first: number;
  last: number;
  classes: number;
  errors: number;
};

export class HourTable {
  readonly #limit: number;
  #words = new Int32Array(256 * STRIDE);
  #floats = new Float64Array(256 * FLOAT_STRIDE);
  #slots = new Int32Array(1024);
  #settled = 0;
  #count = 0;
  #serial = 0;
  readonly #free: number[] = [];
  readonly #elements: ElementLists;
  readonly #clock: Float64Array;
  /** The hour of the packet being read, since 1970 and from 1. */
  hour = 0;
  /** Hours of connections that have no row of their own. */
  folded = 0;

  /** @param clock of `Position`, which keeps the bounds of the hour beside the time @param limit of rows @param elementLimit of elements of all rows */
  constructor(clock: Float64Array, limit: number, elementLimit: number) {
    this.#clock = clock;
    this.#limit = limit;
    this.#elements = new ElementLists(elementLimit);
  }

  /** A packet of another hour than the one before. */
  turn(micros: number): void {
    const hour = Math.max(0, Math.floor(micros / HOUR_MICROS));
    this.hour = hour + 1;
    this.#clock[HOUR_BEGIN] = hour * HOUR_MICROS;
    this.#clock[HOUR_END] = (hour + 1) * HOUR_MICROS;
  }

  /** The connection speaks for the first time in this hour; to be called before its packet is counted. */
  open(table: ConnectionTable, record: number, micros: number): void {
    const { words } = table;
    const before = words[record + ROW]!;
    words[record + HOUR] = this.hour;
    words[record + ELEMENT] = 0;
    words[record + SIDE_A + OPERATION] = words[record + SIDE_B + OPERATION] = 0;
    words[record + SIDE_A + STEADY] = words[record + SIDE_B + STEADY] = 0;
    if (before > 0 && this.#resume(table, record, before)) return;
    const row = this.#place();
    if (row === 0) {
      this.folded++;
      if (before > 0) this.#words[before * STRIDE + IS_LONGER] = 1;
      return;
    }
    if (before > 0) this.#close(table, record, before);
    const at = row * STRIDE;
    const w = this.#words;
    w.fill(0, at, at + STRIDE);
    w[at + ROW_HOUR] = this.hour;
    w[at + CONNECTIONS] = 1;
    w[at + PREVIOUS] = before;
    w[at + SERIAL] = this.#serial = (this.#serial + 1) | 0;
    const float = row * FLOAT_STRIDE;
    this.#floats[float + PACKETS] = -packetsOf(table, record);
    this.#floats[float + BYTES] = -bytesOf(table, record);
    this.#floats[float + FIRST] = this.#floats[float + LAST] = micros;
    words[record + ROW] = row;
  }

  /** Packets out of order at the turn of an hour go back to the row they belong to. */
  #resume(table: ConnectionTable, record: number, before: number): boolean {
    const w = this.#words;
    const other = w[before * STRIDE + PREVIOUS]!;
    if (other === 0 || w[other * STRIDE + ROW_HOUR] !== this.hour) return false;
    this.#close(table, record, before);
    w[before * STRIDE + PREVIOUS] = w[other * STRIDE + PREVIOUS]!;
    w[other * STRIDE + PREVIOUS] = before;
    this.#floats[other * FLOAT_STRIDE + PACKETS]! -= packetsOf(table, record);
    this.#floats[other * FLOAT_STRIDE + BYTES]! -= bytesOf(table, record);
    table.words[record + ROW] = other;
    return true;
  }

  /** Counts what was added to the connection since its row was opened. */
  #close(table: ConnectionTable, record: number, row: number): void {
    const { floats } = table;
    const [a, b] = [(record + SIDE_A) >> 1, (record + SIDE_B) >> 1];
    const at = row * STRIDE;
    const float = row * FLOAT_STRIDE;
    const f = this.#floats;
    f[float + PACKETS]! += packetsOf(table, record);
    f[float + BYTES]! += bytesOf(table, record);
    const end = this.#words[at + ROW_HOUR]! * HOUR_MICROS - 1;
    const last = Math.max(floats[a + SIDE_LAST]!, floats[b + SIDE_LAST]!);
    f[float + LAST] = Math.max(f[float + FIRST]!, this.#words[at + IS_LONGER] === 1 ? last : Math.min(last, end));
    const flags = table.words[record + FLAGS]!;
    if ((flags & (HANDSHAKE_SEEN | OPENING_COUNTED)) === HANDSHAKE_SEEN) {
      this.#words[at + OPENED] = 1;
      table.words[record + FLAGS] = flags | OPENING_COUNTED;
    }
    if (this.#words[at + PREVIOUS] === 0) f[float + FIRST] = Math.max(firstOf(table, record), end + 1 - HOUR_MICROS);
  }

  noteClass(table: ConnectionTable, record: number, operationClass: number): void {
    const row = table.words[record + ROW]!;
    if (row > 0) this.#words[row * STRIDE + CLASSES]! |= 1 << operationClass;
  }

  noteErrors(table: ConnectionTable, record: number, errors: number): void {
    const row = table.words[record + ROW]!;
    if (row > 0) this.#words[row * STRIDE + ERRORS]! += errors;
  }

  /** A request named this part of the device: two numbers of `element-words.ts`. */
  noteElement(table: ConnectionTable, record: number, element: number, value: number): void {
    const row = table.words[record + ROW]!;
    if (row > 0) this.#elements.add(row, this.#words[row * STRIDE + SERIAL]!, element, value);
  }

  /** The connection is forgotten: its rows become its flow's; nobody's (0) are dropped. */
  settle(table: ConnectionTable, record: number, flow: number): void {
    let row = table.words[record + ROW]!;
    if (row > 0) this.#close(table, record, row);
    while (row > 0) {
      const next = this.#words[row * STRIDE + PREVIOUS]!;
      this.#give(row, flow);
      row = next;
    }
    table.words[record + ROW] = 0;
  }

  /** All rows of flows, for another table to take in. */
  rows(): HourRows {
    const end = this.#count + 1;
    return {
      count: this.#count,
      folded: this.folded,
      words: this.#words.slice(0, end * STRIDE),
      floats: this.#floats.slice(0, end * FLOAT_STRIDE),
      elements: this.#elements.rows(end),
    };
  }

  /** Takes in a row of another table's rows. @param flow the number here of its flow */
  take(rows: HourRows, row: number, flow: number): void {
    if (flow === 0) return;
    const here = this.#place();
    if (here === 0) return void this.folded++;
    this.#words.set(rows.words.subarray(row * STRIDE, (row + 1) * STRIDE), here * STRIDE);
    this.#floats.set(rows.floats.subarray(row * FLOAT_STRIDE, (row + 1) * FLOAT_STRIDE), here * FLOAT_STRIDE);
    this.#elements.take(rows.elements, row, here);
    this.#give(here, flow);
  }

  /** Calls back for every hour of every flow, in no order. */
  forEach(visit: (hour: FlowHour, elements: [number, number][], elementsFolded: number) => void): void {
    const [w, f] = [this.#words, this.#floats];
    for (let row = 1; row <= this.#count; row++) {
      const at = row * STRIDE;
      const float = row * FLOAT_STRIDE;
      if (w[at + FLOW] === 0) continue;
      const counted = {
        connections: w[at + CONNECTIONS]!,
        opened: w[at + OPENED]!,
        packets: f[float + PACKETS]!,
        bytes: f[float + BYTES]!,
      };
      const when = { hour: w[at + ROW_HOUR]! - 1, first: f[float + FIRST]!, last: f[float + LAST]! };
      visit(
        { flow: w[at + FLOW]!, ...when, ...counted, classes: w[at + CLASSES]!, errors: w[at + ERRORS]! },
        this.#elements.of(row),
        this.#elements.foldedOf(row),
      );
    }
  }

  #place(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#count >= this.#limit) return 0;
    const row = ++this.#count;
    if ((row + 1) * STRIDE > this.#words.length) this.#grow();
    return row;
  }

  #give(row: number, flow: number): void {
    const w = this.#words;
    const hour = w[row * STRIDE + ROW_HOUR]!;
    if (flow === 0) return this.#drop(row);
    const mask = this.#slots.length - 1;
    let slot = mix(flow, hour, 0, 0) & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const known = this.#slots[slot]!;
      if (w[known * STRIDE + FLOW] === flow && w[known * STRIDE + ROW_HOUR] === hour) return this.#add(row, known);
    }
    w[row * STRIDE + FLOW] = flow;
    this.#slots[slot] = row;
    if (++this.#settled * 2 > this.#slots.length) this.#rehash();
  }

  /** Adds a row to the one its flow has of the same hour. */
  #add(row: number, into: number): void {
    const [w, f] = [this.#words, this.#floats];
    const [from, to] = [row * STRIDE, into * STRIDE];
    w[to + CONNECTIONS]! += w[from + CONNECTIONS]!;
    w[to + OPENED]! += w[from + OPENED]!;
    w[to + ERRORS]! += w[from + ERRORS]!;
    w[to + CLASSES]! |= w[from + CLASSES]!;
    const [of, here] = [row * FLOAT_STRIDE, into * FLOAT_STRIDE];
    f[here + PACKETS]! += f[of + PACKETS]!;
    f[here + BYTES]! += f[of + BYTES]!;
    f[here + FIRST] = Math.min(f[here + FIRST]!, f[of + FIRST]!);
    f[here + LAST] = Math.max(f[here + LAST]!, f[of + LAST]!);
    this.#elements.join(row, into, w[to + SERIAL]!);
    this.#drop(row);
  }

  #drop(row: number): void {
    this.#words[row * STRIDE + FLOW] = 0;
    this.#elements.clear(row);
    this.#free.push(row);
  }

  #grow(): void {
    const words = new Int32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    const floats = new Float64Array(this.#floats.length * 2);
    floats.set(this.#floats);
    this.#floats = floats;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let row = 1; row <= this.#count; row++) {
      const flow = this.#words[row * STRIDE + FLOW]!;
      if (flow === 0) continue;
      let slot = mix(flow, this.#words[row * STRIDE + ROW_HOUR]!, 0, 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = row;
    }
    this.#slots = slots;
  }
}

const packetsOf = ({ words }: ConnectionTable, record: number): number =>
  words[record + SIDE_A + SIDE_PACKETS]! + words[record + SIDE_B + SIDE_PACKETS]!;
const bytesOf = ({ floats }: ConnectionTable, record: number): number =>
  floats[((record + SIDE_A) >> 1) + SIDE_BYTES]! + floats[((record + SIDE_B) >> 1) + SIDE_BYTES]!;

/** The earliest packet of either side; a side that said nothing has no time. */
function firstOf({ words, floats }: ConnectionTable, record: number): number {
  const [a, b] = [floats[((record + SIDE_A) >> 1) + SIDE_FIRST]!, floats[((record + SIDE_B) >> 1) + SIDE_FIRST]!];
  if (words[record + SIDE_A + SIDE_PACKETS] === 0) return b;
  return words[record + SIDE_B + SIDE_PACKETS] === 0 ? a : Math.min(a, b);
}

/** The flow of a row, by its number there; 0 for a free one. */
export const flowOfHour = (rows: HourRows, row: number): number => rows.words[row * STRIDE + FLOW]!;
