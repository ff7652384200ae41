// Hot path: one record per pair of ends and ports, both directions. Records of 48 words in one buffer: three cache lines, one for each side, open
// addressing, no allocation per packet. When it is full the quieter half is handed to the owner and forgotten, so memory is constant.
import type { Position } from '../position.ts';
import { mix } from './hash.ts';
import { RecentTable } from './recent-table.ts';

/** Word offsets inside a record. `A` is the end with the smaller (address, port). */
export const ADDRESS_A = 0,
  ADDRESS_B = 1,
  PORTS = 2,
  TRANSPORT = 3,
  SERVER = 4,
  DISSECTOR = 5,
  FLOW = 6,
  CONVERSATION = 7,
  VLAN = 8,
  TRIES = 9,
  FLAGS = 10,
  HOUR = 11,
  ROW = 12,
  ELEMENT = 13,
  VALUE = 14;
/** HOUR: the hour its row is of (`tables/hour-table.ts`); ROW: that row, 0 for none; ELEMENT and VALUE: what a request named last in it. */
/** Word offsets inside a direction's part, which starts at `SIDE_A` for what A sends and `SIDE_B` for what B sends. */
export const SIDE_A = 16,
  SIDE_B = 32;
export const NEXT = 0,
  STATE = 1,
  MAC_HIGH = 2,
  MAC_LOW = 3,
  PACKETS = 4,
  STREAM = 5;
/** The same, in 64-bit steps of the float view. */
export const BYTES = 3,
  FIRST = 4,
  LAST = 5;
/** The operation this side said last, and where that is counted; 0 while it said none. STEADY: of which steady unit that was, 0 for others. */
export const OPERATION = 12,
  COUNTER = 13,
  STEADY = 14;
/** Values of SERVER. */
export const SERVER_UNKNOWN = 0,
  SERVER_A = 1,
  SERVER_B = 2;
/** Bits of FLAGS. */
export const PAYLOAD_SEEN = 1,
  HANDSHAKE_SEEN = 2,
  OPENING_COUNTED = 4;

const STRIDE = 48;
const FIRST_CAPACITY = 2048;
/** Comes after the order of every packet: connections settle at the end, in the order they began. */
const AFTER_ALL_PACKETS = 2 ** 50;

export class ConnectionTable {
  words: Int32Array<ArrayBuffer>;
  floats: Float64Array<ArrayBuffer>;
  #slots: Int32Array;
  #count = 0;
  readonly #limit: number;
  readonly #position: Position;
  /** When each record was made, by its place. */
  #since = new Float64Array(FIRST_CAPACITY);
  readonly #forget: (record: number) => void;
  /** The short way to a record; holds for as long as no record is dropped. */
  readonly recent = new RecentTable();
  /** Set by `find`: where the sender's part starts, relative to the record. */
  side = SIDE_A;
  /** Set by `find`: whether the record was made just now. */
  isNew = false;

  /** @param forget called with each record before it is dropped */
  constructor(limit: number, position: Position, forget: (record: number) => void) {
    this.#limit = limit;
    this.#position = position;
    this.#forget = forget;
    this.words = new Int32Array(FIRST_CAPACITY * STRIDE);
    this.floats = new Float64Array(this.words.buffer);
    this.#slots = new Int32Array(FIRST_CAPACITY * 2);
  }

  /** The record last remembered under these four words, or -1; sets `side` and `isNew`. */
  recall(source: number, target: number, ports: number, tag: number): number {
    const record = this.recent.recall(source, target, ports, tag);
    this.side = this.recent.side;
    this.isNew = false;
    return record;
  }

  /** Remembers the record `find` just gave. */
  remember(source: number, target: number, ports: number, tag: number, record: number): void {
    this.recent.remember(source, target, ports, tag, record, this.side);
  }

  /** The record (its first word's index) of a packet from `source` to `target`; made if new. */
  find(transport: number, source: number, target: number, sourcePort: number, targetPort: number): number {
    const forward = source < target || (source === target && sourcePort <= targetPort);
    this.side = forward ? SIDE_A : SIDE_B;
    const a = forward ? source : target;
    const b = forward ? target : source;
    const ports = forward ? (sourcePort << 16) | targetPort : (targetPort << 16) | sourcePort;
    const words = this.words;
    const mask = this.#slots.length - 1;
    let slot = mix(a, b, ports, transport) & mask;
    for (;;) {
      const entry = this.#slots[slot]!;
      if (entry === 0) break;
      const at = (entry - 1) * STRIDE;
      if (
        words[at + ADDRESS_A] === a &&
        words[at + ADDRESS_B] === b &&
        words[at + PORTS] === ports &&
        words[at + TRANSPORT] === transport
      ) {
        this.isNew = false;
        return at;
      }
      slot = (slot + 1) & mask;
    }
    return this.#add(slot, transport, a, b, ports);
  }

  /** Hands every record to the owner and empties the table. */
  forgetAll(): void {
    for (let index = 0; index < this.#count; index++) {
      this.#position.settled = AFTER_ALL_PACKETS + this.#since[index]!;
      this.#forget(index * STRIDE);
    }
    this.#count = 0;
    this.#slots.fill(0);
    this.recent.clear();
  }

  #add(slot: number, transport: number, a: number, b: number, ports: number): number {
    this.isNew = true;
    if (this.#count >= this.#limit) {
      this.#forgetQuietHalf();
      slot = this.#freeSlot(transport, a, b, ports);
    } else if ((this.#count + 1) * STRIDE > this.words.length) {
      this.#grow();
      slot = this.#freeSlot(transport, a, b, ports);
    }
    this.#since[this.#count] = this.#position.order;
    const at = this.#count++ * STRIDE;
    const words = this.words;
    words.fill(0, at, at + STRIDE);
    words[at + ADDRESS_A] = a;
    words[at + ADDRESS_B] = b;
    words[at + PORTS] = ports;
    words[at + TRANSPORT] = transport;
    this.#slots[slot] = this.#count;
    return at;
  }

  #freeSlot(transport: number, a: number, b: number, ports: number): number {
    const mask = this.#slots.length - 1;
    let slot = mix(a, b, ports, transport) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const larger = new Int32Array(this.words.length * 2);
    larger.set(this.words);
    this.words = larger;
    this.floats = new Float64Array(larger.buffer);
    const since = new Float64Array(this.#since.length * 2);
    since.set(this.#since);
    this.#since = since;
    this.#index(this.#slots.length * 2);
  }

  #index(slotCount: number): void {
    this.#slots = new Int32Array(slotCount);
    for (let index = 0; index < this.#count; index++) {
      const at = index * STRIDE;
      const w = this.words;
      const slot = this.#freeSlot(w[at + TRANSPORT]!, w[at + ADDRESS_A]!, w[at + ADDRESS_B]!, w[at + PORTS]!);
      this.#slots[slot] = index + 1;
    }
  }

  #lastSeen(at: number): number {
    return Math.max(this.floats[((at + SIDE_A) >> 1) + LAST]!, this.floats[((at + SIDE_B) >> 1) + LAST]!);
  }

  #forgetQuietHalf(): void {
    const seen = new Float64Array(this.#count);
    for (let index = 0; index < this.#count; index++) seen[index] = this.#lastSeen(index * STRIDE);
    const median = seen.sort()[this.#count >> 1]!;
    let kept = 0;
    for (let index = 0; index < this.#count; index++) {
      const at = index * STRIDE;
      // Many records can share the median's time: never keep more than half.
      if (this.#lastSeen(at) < median || kept >= this.#limit >> 1) this.#forget(at);
      else {
        this.#since[kept] = this.#since[index]!;
        this.words.copyWithin(kept++ * STRIDE, at, at + STRIDE);
      }
    }
    this.#count = kept;
    this.recent.clear();
    this.#index(this.#slots.length);
  }
}
