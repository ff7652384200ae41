// Hot path: how often each operation occurred in each flow. Open addressing over typed arrays, no allocation per unit.
import { FOLDED } from './flow-table.ts';

const STRIDE = 3;
/** Stands for "recognised but not read" among the codes. */
export const UNDECODED = 0x10000;

export class OperationTable {
  readonly #limit: number;
  /** Flow, protocol and code, class. */
  #words = new Int32Array(4096 * STRIDE);
  #counts = new Float64Array(4096 * 2);
  #slots = new Int32Array(8192);
  #count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts one unit. @param code 0..65535 or UNDECODED */
  add(flow: number, protocol: number, code: number, operationClass: number, isError: boolean): void {
    const operation = (protocol << 17) | code;
    const entry = this.#find(flow, operation, operationClass);
    const at = entry * 2;
    this.#counts[at]! += 1;
    if (isError) this.#counts[at + 1]! += 1;
  }

  /** Calls back for every entry, in the order they first occurred. */
  forEach(visit: (flow: number, protocol: number, code: number, operationClass: number, count: number, errors: number) => void): void {
    for (let entry = 0; entry < this.#count; entry++) {
      const at = entry * STRIDE;
      const operation = this.#words[at + 1]!;
      visit(
        this.#words[at]!,
        operation >>> 17,
        operation & 0x1ffff,
        this.#words[at + 2]!,
        this.#counts[entry * 2]!,
        this.#counts[entry * 2 + 1]!,
      );
    }
  }

  #find(flow: number, operation: number, operationClass: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(flow, operation, operationClass) & mask;
    const words = this.#words;
    for (;;) {
      const entry = this.#slots[slot]! - 1;
      if (entry < 0) break;
      const at = entry * STRIDE;
      if (words[at] === flow && words[at + 1] === operation && words[at + 2] === operationClass) return entry;
      slot = (slot + 1) & mask;
    }
    // Past the limit new pairs fold into flow 0, which has few: protocols times codes.
    if (this.#count >= this.#limit && flow !== FOLDED) return this.#find(FOLDED, operation, operationClass);
    return this.#add(slot, flow, operation, operationClass);
  }

  #add(slot: number, flow: number, operation: number, operationClass: number): number {
    const entry = this.#count++;
    if ((entry + 1) * STRIDE > this.#words.length) this.#grow();
    const at = entry * STRIDE;
    this.#words[at] = flow;
    this.#words[at + 1] = operation;
    this.#words[at + 2] = operationClass;
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
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.#count; entry++) {
      const at = entry * STRIDE;
      let slot = hashOf(this.#words[at]!, this.#words[at + 1]!, this.#words[at + 2]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
    this.#slots = slots;
  }
}

/** Flows and codes are small numbers made here, not chosen by the wire: a light hash is enough. */
function hashOf(flow: number, operation: number, operationClass: number): number {
  const hash = Math.imul(flow, 0x9e3779b1) ^ Math.imul(operation ^ (operationClass << 20), 0x85ebca77);
  return hash ^ (hash >>> 15);
}
