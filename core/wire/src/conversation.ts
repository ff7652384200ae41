// What a dissector may remember of a conversation between two units, bounded however long the capture is.
import type { Conversation } from './dissector.ts';
import { RepeatedUnit } from './repeated-unit.ts';

const CAPACITY = 32;
/** Places are counted in this many bits of a ticket, the rest tells apart who had the place before. */
const PLACE_BITS = 14;
const MOST_PLACES = 1 << PLACE_BITS;
const GENERATIONS = 1 << (31 - PLACE_BITS);

/** Keys are counted by this many bits of theirs: a key of which none is counted needs no search. */
const MARKS = 256;

/** Hot path: at most 32 numbers under keys, the oldest is overwritten first; an empty place has the key NaN, which equals nothing. */
class BoundedConversation implements Conversation {
  readonly #keys = new Float64Array(CAPACITY).fill(NaN);
  readonly #values = new Float64Array(CAPACITY);
  readonly #marks = new Uint8Array(MARKS);
  readonly #repeated: RepeatedUnit[] = [];
  #next = 0;
  ticket = 0;
  generation = 0;

  remember(key: number, value: number): void {
    const keys = this.#keys;
    let at = this.#indexOf(key);
    if (at < 0) {
      at = this.#next;
      this.#next = (at + 1) % CAPACITY;
      const oldest = keys[at]!;
      if (oldest === oldest) this.#marks[markOf(oldest)]!--;
      this.#marks[markOf(key)]!++;
      keys[at] = key;
    }
    this.#values[at] = value;
  }

  recall(key: number): number {
    const at = this.#indexOf(key);
    if (at < 0) return -1;
    this.#keys[at] = NaN;
    this.#marks[markOf(key)]!--;
    return this.#values[at]!;
  }

  peek(key: number): number {
    const at = this.#indexOf(key);
    return at < 0 ? -1 : this.#values[at]!;
  }

  repeated(place: number): RepeatedUnit {
    while (this.#repeated.length <= place) this.#repeated.push(new RepeatedUnit());
    return this.#repeated[place]!;
  }

  clear(): void {
    for (const unit of this.#repeated) unit.clear();
    this.#keys.fill(NaN);
    this.#marks.fill(0);
    this.#next = 0;
  }

  /** The newest entry is the likeliest, so the search starts there; most keys that are remembered are new. */
  #indexOf(key: number): number {
    if (this.#marks[markOf(key)] === 0) return -1;
    const keys = this.#keys;
    for (let at = this.#next - 1; at >= 0; at--) if (keys[at] === key) return at;
    for (let at = CAPACITY - 1; at >= this.#next; at--) if (keys[at] === key) return at;
    return -1;
  }
}

/** Keys count up: their low bits differ. */
function markOf(key: number): number {
  const low = key | 0;
  return (low ^ (low >>> 8)) & (MARKS - 1);
}

/** Lends conversations to connections; when all are lent, the one lent longest ago is taken back. */
export class ConversationPool {
  readonly #limit: number;
  readonly #places: BoundedConversation[] = [];
  readonly #free: number[] = [];
  #oldest = 0;

  constructor(limit: number) {
    this.#limit = Math.min(limit, MOST_PLACES);
  }

  /** A ticket (not 0) for a new, empty conversation. */
  lend(): number {
    let place = this.#free.pop();
    if (place === undefined && this.#places.length < this.#limit) place = this.#places.push(new BoundedConversation()) - 1;
    if (place === undefined) {
      place = this.#oldest;
      this.#oldest = (place + 1) % this.#limit;
    }
    const conversation = this.#places[place]!;
    conversation.clear();
    conversation.generation = (conversation.generation % (GENERATIONS - 1)) + 1;
    conversation.ticket = (conversation.generation << PLACE_BITS) | place;
    return conversation.ticket;
  }

  /** The conversation of a ticket; undefined once it was taken back. */
  get(ticket: number): Conversation | undefined {
    const conversation = this.#places[ticket & (MOST_PLACES - 1)];
    return conversation !== undefined && conversation.ticket === ticket ? conversation : undefined;
  }

  giveBack(ticket: number): void {
    const place = ticket & (MOST_PLACES - 1);
    const conversation = this.#places[place];
    if (conversation === undefined || conversation.ticket !== ticket) return;
    conversation.ticket = 0;
    this.#free.push(place);
  }
}
