// Hot path: every MAC, IPv4 and IPv6 address seen gets a small number once. Open addressing over typed arrays, no allocation per packet.
import type { Position } from '../position.ts';
import { mix } from './hash.ts';

/** Kinds of address. */
export const MAC = 1,
  IPV4 = 4,
  IPV6 = 6;

const STRIDE = 5;

/** A table's addresses, from number 1: when each was first seen, its kind and its four words. */
export type AddressRows = { count: number; since: Float64Array; words: Int32Array };

/** Addresses by number, from 1; 0 means "no address" (none given, or the table is full). */
export class AddressTable {
  readonly #limit: number;
  readonly #position: Position;
  #words = new Int32Array(1024 * STRIDE);
  #since = new Float64Array(1024);
  #slots = new Int32Array(2048);
  #count = 0;

  constructor(limit: number, position: Position) {
    this.#limit = limit;
    this.#position = position;
  }

  /** All addresses, for another table to take in. */
  rows(): AddressRows {
    return { count: this.#count, since: this.#since.slice(0, this.#count + 1), words: this.#words.slice(0, (this.#count + 1) * STRIDE) };
  }

  /** The number an address of another table's rows has here, made if new. */
  take(rows: AddressRows, id: number): number {
    const { words } = rows;
    const at = id * STRIDE;
    return this.#intern(words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!, words[at + 4]!);
  }

  get count(): number {
    return this.#count;
  }

  /** @param high the first two bytes @param low the other four */
  mac(high: number, low: number): number {
    return this.#intern(MAC, high, low, 0, 0);
  }

  ipv4(word: number): number {
    return this.#intern(IPV4, word, 0, 0, 0);
  }

  ipv6(a: number, b: number, c: number, d: number): number {
    return this.#intern(IPV6, a, b, c, d);
  }

  kindOf(id: number): number {
    return this.#words[id * STRIDE]!;
  }

  /** One of the up to four 32-bit words of an address. */
  word(id: number, index: number): number {
    return this.#words[id * STRIDE + 1 + index]!;
  }

  #intern(kind: number, a: number, b: number, c: number, d: number): number {
    const words = this.#words;
    const mask = this.#slots.length - 1;
    let slot = mix(a, b, c ^ kind, d) & mask;
    for (;;) {
      const id = this.#slots[slot]!;
      if (id === 0) break;
      const at = id * STRIDE;
      if (words[at + 1] === a && words[at] === kind && words[at + 2] === b && words[at + 3] === c && words[at + 4] === d) return id;
      slot = (slot + 1) & mask;
    }
    return this.#add(slot, kind, a, b, c, d);
  }

  #add(slot: number, kind: number, a: number, b: number, c: number, d: number): number {
    if (this.#count >= this.#limit) return 0;
    const id = ++this.#count;
    if ((id + 1) * STRIDE > this.#words.length) this.#grow();
    this.#since[id] = this.#position.order;
    const words = this.#words;
    const at = id * STRIDE;
    words[at] = kind;
    words[at + 1] = a;
    words[at + 2] = b;
    words[at + 3] = c;
    words[at + 4] = d;
    this.#slots[slot] = id;
    if (id * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #grow(): void {
    const words = new Int32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    const since = new Float64Array(this.#since.length * 2);
    since.set(this.#since);
    this.#since = since;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id <= this.#count; id++) {
      const at = id * STRIDE;
      const w = this.#words;
      let slot = mix(w[at + 1]!, w[at + 2]!, w[at + 3]! ^ w[at]!, w[at + 4]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}
