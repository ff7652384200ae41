// The ring of slots in which one thread hands packets to another: filled by the first, emptied by the second, each waiting for the other
// where it must. Pieces are small, so that the second thread finds them still in the processor's cache.
import { SHARED_PIECE_BYTES, SharedPiece } from '@holdfast/core-wire';

const SLOTS = 16;
/** Words of the ring's head: slots filled and emptied so far; what ended it. */
const FILLED = 0,
  EMPTIED = 1,
  STATE = 2;
const HEAD_BYTES = 64;
const OVER = 1,
  GIVEN_UP = 2;
/** A thread that does nothing for so long is not coming back. */
const PATIENCE_MS = 20_000;

/** Memory for a ring. */
export function makeRing(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEAD_BYTES + SLOTS * SHARED_PIECE_BYTES);
}

export class PacketRing {
  readonly #head: Int32Array;
  readonly #slots: SharedPiece[];
  /** Slots this thread has filled or emptied. */
  #turn = 0;

  constructor(memory: SharedArrayBuffer) {
    this.#head = new Int32Array(memory, 0, HEAD_BYTES / 4);
    this.#slots = Array.from({ length: SLOTS }, (_, slot) => new SharedPiece(memory, HEAD_BYTES + slot * SHARED_PIECE_BYTES));
  }

  /** The next slot to fill. Throws when the other thread gave up or is silent. */
  toFill(): SharedPiece {
    this.#waitWhile(EMPTIED, () => this.#turn - Atomics.load(this.#head, EMPTIED) >= SLOTS);
    return this.#slots[this.#turn % SLOTS]!;
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
    this.#waitWhile(FILLED, () => isEmpty() && Atomics.load(this.#head, STATE) !== OVER);
    return isEmpty() ? null : this.#slots[this.#turn % SLOTS]!;
  }

  /** Gives the slot `toEmpty` gave back. */
  emptied(): void {
    this.#advance(EMPTIED);
  }

  #advance(which: number): void {
    this.#turn++;
    Atomics.store(this.#head, which, this.#turn);
    Atomics.notify(this.#head, which);
  }

  #waitWhile(which: number, mustWait: () => boolean): void {
    for (;;) {
      const seen = Atomics.load(this.#head, which);
      if (Atomics.load(this.#head, STATE) === GIVEN_UP) throw new Error('the other thread gave up');
      if (!mustWait()) return;
      if (Atomics.wait(this.#head, which, seen, PATIENCE_MS) === 'timed-out') throw new Error('the other thread is silent');
    }
  }
}
