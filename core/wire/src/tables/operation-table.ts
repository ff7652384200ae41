// Hot path: how often each operation occurred in each flow. Open addressing over typed arrays, no allocation per unit.
import type { Position } from '../position.ts';
import { FOLDED } from './flow-table.ts';

const STRIDE = 2;
/** Stands for "recognised but not read" among the codes. */
export const UNDECODED = 0x10000;

const RECENT = 1024;
const RECENT_STRIDE = 4;

/** Protocol, class and code in one word: `add` compares two words instead of four. */
const CLASS_SHIFT = 17,
  PROTOCOL_SHIFT = 22;

/** A table's entries in the order they first occurred: when that was; flow and operation; units without and with an error. */
export type OperationRows = { count: number; since: Float64Array; words: Int32Array; counts: Float64Array };

export class OperationTable {
  readonly #limit: number;
  readonly #position: Position;
  #since = new Float64Array(4096);
  /** Flow, operation. */
  #words = new Int32Array(4096 * STRIDE);
  /** Units without and with an error. */
  #counts = new Float64Array(4096 * 2);
  #slots = new Int32Array(8192);
  #count = 0;
  /** Flow, operation, entry: the few that nearly all units are, overwritten on collision. */
  readonly #recent = new Int32Array(RECENT * RECENT_STRIDE).fill(-1);

  constructor(limit: number, position: Position) {
    this.#limit = limit;
    this.#position = position;
  }

  /** All entries, for another table to take in. */
  rows(): OperationRows {
    const count = this.#count;
    return {
      count,
      since: this.#since.slice(0, count),
      words: this.#words.slice(0, count * STRIDE),
      counts: this.#counts.slice(0, count * 2),
    };
  }

  /** Takes in an entry of another table's rows. @param flow the number here of its flow */
  take(rows: OperationRows, row: number, flow: number): void {
    const entry = this.#find(flow, rows.words[row * STRIDE + 1]!);
    this.#counts[entry * 2]! += rows.counts[row * 2]!;
    this.#counts[entry * 2 + 1]! += rows.counts[row * 2 + 1]!;
  }

  /** Counts one unit. @param code 0..65535 or UNDECODED */
  add(flow: number, protocol: number, code: number, operationClass: number, isError: boolean): void {
    const operation = operationOf(protocol, code, operationClass);
    const recent = this.#recent;
    const at = (hashOf(flow, operation) & (RECENT - 1)) * RECENT_STRIDE;
    const entry = recent[at] === flow && recent[at + 1] === operation ? recent[at + 2]! : this.#recall(at, flow, operation);
    const place = isError ? entry * 2 + 1 : entry * 2;
    this.#counts[place] = this.#counts[place]! + 1;
  }

  /** Where `add` counts such a unit; stays the same while the inspection lasts. */
  counterOf(flow: number, protocol: number, code: number, operationClass: number, isError: boolean): number {
    return this.#find(flow, operationOf(protocol, code, operationClass)) * 2 + (isError ? 1 : 0);
  }

  /** Counts one unit at each of the first `count` places of `counterOf`. */
  addAll(counters: Int32Array, count: number): void {
    const counts = this.#counts;
    for (let at = 0; at < count; at++) counts[counters[at]!]! += 1;
  }

  /** Counts one unit at a place of `counterOf`. */
  addAt(counter: number): void {
    this.#counts[counter]! += 1;
  }

  /** Calls back for every entry, in the order they first occurred. */
  forEach(visit: (flow: number, protocol: number, code: number, operationClass: number, count: number, errors: number) => void): void {
    for (let entry = 0; entry < this.#count; entry++) {
      const flow = this.#words[entry * STRIDE]!;
      const operation = this.#words[entry * STRIDE + 1]!;
      const errors = this.#counts[entry * 2 + 1]!;
      const operationClass = (operation >>> CLASS_SHIFT) & ((1 << (PROTOCOL_SHIFT - CLASS_SHIFT)) - 1);
      const code = operation & ((1 << CLASS_SHIFT) - 1);
      visit(flow, operation >>> PROTOCOL_SHIFT, code, operationClass, this.#counts[entry * 2]! + errors, errors);
    }
  }

  #recall(at: number, flow: number, operation: number): number {
    const entry = this.#find(flow, operation);
    this.#recent[at] = flow;
    this.#recent[at + 1] = operation;
    this.#recent[at + 2] = entry;
    return entry;
  }

  #find(flow: number, operation: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(flow, operation) & mask;
    const words = this.#words;
    for (;;) {
      const entry = this.#slots[slot]! - 1;
      if (entry < 0) break;
      const at = entry * STRIDE;
      if (words[at] === flow && words[at + 1] === operation) return entry;
      slot = (slot + 1) & mask;
    }
    // Past the limit new pairs fold into flow 0, which has few: protocols times codes.
    if (this.#count >= this.#limit && flow !== FOLDED) return this.#find(FOLDED, operation);
    return this.#add(slot, flow, operation);
  }

  #add(slot: number, flow: number, operation: number): number {
    const entry = this.#count++;
    if ((entry + 1) * STRIDE > this.#words.length) this.#grow();
    const at = entry * STRIDE;
    this.#since[entry] = this.#position.order;
    this.#words[at] = flow;
    this.#words[at + 1] = operation;
    this.#slots[slot] = entry + 1;
    if ((entry + 1) * 2 > this.#slots.length) this.#rehash();
    return entry;
  }

  #grow(): void {
    const words = new Int32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    const counts = new Float64Array(this.#counts.length * 2);
    counts.set(this.#counts);
    this.#counts = counts;
    const since = new Float64Array(this.#since.length * 2);
    since.set(this.#since);
    this.#since = since;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.#count; entry++) {
      const at = entry * STRIDE;
      let slot = hashOf(this.#words[at]!, this.#words[at + 1]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
    this.#slots = slots;
  }
}

/** Protocol, class and code in one word, never 0. */
export function operationOf(protocol: number, code: number, operationClass: number): number {
  return (protocol << PROTOCOL_SHIFT) | (operationClass << CLASS_SHIFT) | code;
}

/** Flows and codes are small numbers made here, not chosen by the wire: a light hash is enough. */
function hashOf(flow: number, operation: number): number {
  const hash = Math.imul(flow, 0x9e3779b1) ^ Math.imul(operation, 0x85ebca77);
  return hash ^ (hash >>> 15);
}

/** The flow of an entry of the rows, by its number there. */
export function flowOfOperation(rows: OperationRows, row: number): number {
  return rows.words[row * STRIDE]!;
}
