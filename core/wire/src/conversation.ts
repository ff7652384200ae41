// What a dissector may remember of a conversation between two units, bounded however long the capture is.
import type { Conversation } from './dissector.ts';

const CAPACITY = 32;

/** At most 32 numbers under keys; the oldest goes first. */
class BoundedConversation implements Conversation {
  readonly #keys = new Float64Array(CAPACITY);
  readonly #values = new Float64Array(CAPACITY);
  #count = 0;

  remember(key: number, value: number): void {
    let at = this.#indexOf(key);
    if (at < 0) {
      if (this.#count === CAPACITY) this.#remove(0);
      at = this.#count++;
    }
    this.#keys[at] = key;
    this.#values[at] = value;
  }

  recall(key: number): number {
    const at = this.#indexOf(key);
    if (at < 0) return -1;
    const value = this.#values[at]!;
    this.#remove(at);
    return value;
  }

  peek(key: number): number {
    const at = this.#indexOf(key);
    return at < 0 ? -1 : this.#values[at]!;
  }

  clear(): void {
    this.#count = 0;
  }

  #indexOf(key: number): number {
    for (let at = this.#count - 1; at >= 0; at--) if (this.#keys[at] === key) return at;
    return -1;
  }

  #remove(at: number): void {
    this.#keys.copyWithin(at, at + 1, this.#count);
    this.#values.copyWithin(at, at + 1, this.#count);
    this.#count--;
  }
}

/** Lends conversations to connections; when all are lent, the one lent longest ago is taken back. */
export class ConversationPool {
  readonly #limit: number;
  readonly #lent = new Map<number, BoundedConversation>();
  readonly #free: BoundedConversation[] = [];
  #tickets = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** A ticket for a new, empty conversation. */
  lend(): number {
    const ticket = ++this.#tickets;
    if (this.#lent.size >= this.#limit) this.giveBack(this.#lent.keys().next().value!);
    const conversation = this.#free.pop() ?? new BoundedConversation();
    conversation.clear();
    this.#lent.set(ticket, conversation);
    return ticket;
  }

  /** The conversation of a ticket; undefined once it was taken back. */
  get(ticket: number): Conversation | undefined {
    return this.#lent.get(ticket);
  }

  giveBack(ticket: number): void {
    const conversation = this.#lent.get(ticket);
    if (conversation === undefined) return;
    this.#lent.delete(ticket);
    this.#free.push(conversation);
  }
}
