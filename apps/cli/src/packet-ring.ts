// The ring of slots in which one thread hands packets to another: filled by the first, emptied by the second, each waiting for the other
// where it must. Pieces are small, so that the second thread finds them still in the processor's cache.
import { SHARED_PIECE_BYTES, SharedPiece } from '@holdfast/core-wire/shared-piece';

const SLOTS = 96;
/** Words of the ring's head: slots filled and emptied so far; what ended it; who waits for the first two; which slot each turn has. */
const FILLED = 0,
  EMPTIED = 1,
  STATE = 2,
  WAITS = 3,
  ORDER = 16;
const HEAD_BYTES = (ORDER + SLOTS) * 4;
const OVER = 1,
  GIVEN_UP = 2;
/** A thread that does nothing for so long is not coming back: 20 s. Between two looks it sleeps unless it is woken. */
const LOOK_EVERY_MS = 100,
  MOST_LOOKS = 200;

/** Memory for a ring. */
export function makeRing(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEAD_BYTES + SLOTS * SHARED_PIECE_BYTES);
}

export class PacketRing {
  readonly #head: Int32Array;
  readonly #slots: SharedPiece[];
  /** Slots this thread has filled or emptied, and those it knows the other emptied. */
  #turn = 0;
  #known = 0;
  /** How often it looked in vain, one time after the other. */
  #looks = 0;
  /** Slots to fill, the one emptied last on top: it is still in the processor's cache. */
  readonly #free: number[];

  constructor(memory: SharedArrayBuffer) {
    this.#head = new Int32Array(memory, 0, HEAD_BYTES / 4);
    this.#free = Array.from({ length: SLOTS }, (_, at) => SLOTS - 1 - at);
    this.#slots = Array.from({ length: SLOTS }, (_, slot) => new SharedPiece(memory, HEAD_BYTES + slot * SHARED_PIECE_BYTES));
  }

  /**
   * The next slot to fill. Null when none came free for a while: let the event loop turn, which hears of the other thread's end, and ask
   * again. Throws when the other thread gave up or is silent.
   */
  toFill(): SharedPiece | null {
    const head = this.#head;
    if (!this.#sleepWhile(EMPTIED, () => this.#turn - Atomics.load(head, EMPTIED) >= SLOTS)) return null;
    for (const emptied = Atomics.load(head, EMPTIED); this.#known < emptied; this.#known++)
      this.#free.push(head[ORDER + (this.#known % SLOTS)]!);
    const slot = this.#free.pop()!;
    head[ORDER + (this.#turn % SLOTS)] = slot;
    return this.#slots[slot]!;
  }

  /** Hands the slot `toFill` gave to the other thread. */
  filled(): void {
    this.#advance(FILLED);
  }

  /** No more slots will come. */
  close(): void {
    Atomics.store(this.#head, STATE, OVER);
    Atomics.notify(this.#head, FILLED);
  }

  /** Lets the other thread stop waiting. */
  giveUp(): void {
    Atomics.store(this.#head, STATE, GIVEN_UP);
    Atomics.notify(this.#head, EMPTIED);
    Atomics.notify(this.#head, FILLED);
  }

  /** The next slot to empty, null when no more will come. Throws when the other thread gave up. */
  toEmpty(): SharedPiece | null {
    const isEmpty = (): boolean => this.#turn === Atomics.load(this.#head, FILLED);
    const mustWait = (): boolean => isEmpty() && Atomics.load(this.#head, STATE) !== OVER;
    while (!this.#sleepWhile(FILLED, mustWait));
    return isEmpty() ? null : this.#slots[this.#head[ORDER + (this.#turn % SLOTS)]!]!;
  }

  /** Gives the slot `toEmpty` gave back. */
  emptied(): void {
    this.#advance(EMPTIED);
  }

  #advance(which: number): void {
    this.#turn++;
    Atomics.store(this.#head, which, this.#turn);
    // Waking somebody is a call into the system: only when somebody waits.
    if (Atomics.load(this.#head, WAITS + which) > 0) Atomics.notify(this.#head, which);
  }

  /** Sleeps until there is nothing to wait for; false when that was too long for one sleep. Throws when the other thread is gone. */
  #sleepWhile(which: number, mustWait: () => boolean): boolean {
    for (;;) {
      const seen = Atomics.load(this.#head, which);
      if (Atomics.load(this.#head, STATE) === GIVEN_UP) throw new Error('the other thread gave up');
      if (!mustWait()) {
        this.#looks = 0;
        return true;
      }
      Atomics.add(this.#head, WAITS + which, 1);
      const woken = Atomics.wait(this.#head, which, seen, LOOK_EVERY_MS);
      Atomics.sub(this.#head, WAITS + which, 1);
      if (woken !== 'timed-out') continue;
      if (++this.#looks >= MOST_LOOKS) throw new Error('the other thread is silent');
      return false;
    }
  }
}
