// Operations that change a device, in the order they were seen: typed columns, bounded.
import type { Position } from './position.ts';
import { WRITE } from './words.ts';

const COLUMNS = 8;
/** Ordinary writes leave this share of the room to what is rarer and graver. */
const WRITE_SHARE = 0.8;

/** A list's events, in their order: when each was added, its time and its words. */
export type EventRows = { count: number; folded: number; since: Float64Array; micros: Float64Array; words: Int32Array };

export class EventList {
  readonly #limit: number;
  readonly #position: Position;
  #since = new Float64Array(256);
  #words = new Int32Array(256 * COLUMNS);
  #micros = new Float64Array(256);
  count = 0;
  /** Events past the limit, counted and not kept. */
  folded = 0;

  constructor(limit: number, position: Position) {
    this.#limit = limit;
    this.#position = position;
  }

  /** All events, for another list to take in. */
  rows(): EventRows {
    const { count, folded } = this;
    const words = this.#words.slice(0, count * COLUMNS);
    return { count, folded, since: this.#since.slice(0, count), micros: this.#micros.slice(0, count), words };
  }

  /** Takes in an event of another list's rows. @param addressOf number here of an address there */
  take(rows: EventRows, event: number, addressOf: Int32Array): void {
    const w = rows.words;
    const at = event * COLUMNS;
    const client = addressOf[w[at + 2]!]!;
    const server = addressOf[w[at + 3]!]!;
    this.add(rows.micros[event]!, w[at]!, w[at + 1]!, client, server, w[at + 4]!, w[at + 5]!, w[at + 6]!, w[at + 7]!);
  }

  add(
    micros: number,
    file: number,
    frame: number,
    client: number,
    server: number,
    protocol: number,
    code: number,
    operationClass: number,
    attack: number,
  ): void {
    const limit = operationClass === WRITE ? this.#limit * WRITE_SHARE : this.#limit;
    if (this.count >= limit) {
      this.folded++;
      return;
    }
    if (this.count === this.#micros.length) this.#grow();
    this.#micros[this.count] = micros;
    this.#since[this.count] = this.#position.order;
    const at = this.count++ * COLUMNS;
    const words = this.#words;
    words[at] = file;
    words[at + 1] = frame;
    words[at + 2] = client;
    words[at + 3] = server;
    words[at + 4] = protocol;
    words[at + 5] = code;
    words[at + 6] = operationClass;
    words[at + 7] = attack;
  }

  micros = (event: number): number => this.#micros[event]!;
  file = (event: number): number => this.#words[event * COLUMNS]!;
  frame = (event: number): number => this.#words[event * COLUMNS + 1]!;
  client = (event: number): number => this.#words[event * COLUMNS + 2]!;
  server = (event: number): number => this.#words[event * COLUMNS + 3]!;
  protocol = (event: number): number => this.#words[event * COLUMNS + 4]!;
  code = (event: number): number => this.#words[event * COLUMNS + 5]!;
  operationClass = (event: number): number => this.#words[event * COLUMNS + 6]!;
  attack = (event: number): number => this.#words[event * COLUMNS + 7]!;

  #grow(): void {
    const words = new Int32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    const micros = new Float64Array(this.#micros.length * 2);
    micros.set(this.#micros);
    this.#micros = micros;
    const since = new Float64Array(this.#since.length * 2);
    since.set(this.#since);
    this.#since = since;
  }
}
