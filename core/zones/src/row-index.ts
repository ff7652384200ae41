// Rows of a table found by a hash of their columns: open addressing in one typed array. Hot path: no key object, no boxed number.

/** Three whole numbers as one hash (xorshift and multiply, as in MurmurHash3's finaliser). */
export function mix(a: number, b: number, c: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Holds row numbers; the caller compares what stands in the rows. Slots after `first` are tried with `next` until `at` says -1. */
export class RowIndex {
  #slots = new Int32Array(1 << 12).fill(-1);
  #count = 0;
  readonly #hashOf: (row: number) => number;

  constructor(hashOf: (row: number) => number) {
    this.#hashOf = hashOf;
  }

  first(hash: number): number {
    return hash & (this.#slots.length - 1);
  }

  next(slot: number): number {
    return (slot + 1) & (this.#slots.length - 1);
  }

  at(slot: number): number {
    return this.#slots[slot]!;
  }

  /** Adds a row that is not in it; its columns must be set. */
  add(row: number): void {
    if (this.#count * 2 >= this.#slots.length) this.#grow();
    this.#put(row);
    this.#count += 1;
  }

  #put(row: number): void {
    let slot = this.first(this.#hashOf(row));
    while (this.#slots[slot]! >= 0) slot = this.next(slot);
    this.#slots[slot] = row;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2).fill(-1);
    for (const row of old) if (row >= 0) this.#put(row);
  }
}
