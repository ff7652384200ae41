// Hot path: the short way from a packet's own words to its connection's record. One entry per direction, 32 bytes, overwritten on
// collision; a miss costs only the long way. Four multiplications and one cache line a packet.

const PLACES = 16384;
const STRIDE = 8;
const MOST_USED = 1024;
const RECORD = 4,
  SIDE = 5;

export class RecentTable {
  readonly #words = new Int32Array(PLACES * STRIDE);
  /** Places remembered since it was cleared; past its end there are too many to clear one by one. */
  readonly #used = new Int32Array(MOST_USED);
  #count = 0;
  /** Set by `recall`: where the sender's part starts, relative to the record. */
  side = 0;

  /** The record last remembered under these four words, or -1; sets `side`. */
  recall(source: number, target: number, ports: number, tag: number): number {
    const words = this.#words;
    const at = placeOf(source, target, ports, tag);
    if (words[at] !== source || words[at + 1] !== target || words[at + 2] !== ports || words[at + 3] !== tag) return -1;
    this.side = words[at + SIDE]!;
    return this.side === 0 ? -1 : words[at + RECORD]!;
  }

  /** Remembers a record. @param side where the sender's part starts, never 0 */
  remember(source: number, target: number, ports: number, tag: number, record: number, side: number): void {
    const words = this.#words;
    const at = placeOf(source, target, ports, tag);
    if (this.#count < MOST_USED) this.#used[this.#count] = at;
    this.#count++;
    words[at] = source;
    words[at + 1] = target;
    words[at + 2] = ports;
    words[at + 3] = tag;
    words[at + RECORD] = record;
    words[at + SIDE] = side;
  }

  /** Costs no more than what was remembered: a capture may turn the hour at every packet. */
  clear(): void {
    const words = this.#words;
    if (this.#count > MOST_USED) words.fill(0);
    else for (let index = 0; index < this.#count; index++) words.fill(0, this.#used[index]!, this.#used[index]! + STRIDE);
    this.#count = 0;
  }
}

function placeOf(source: number, target: number, ports: number, tag: number): number {
  const hash = Math.imul(source ^ Math.imul(tag, 0x27d4eb2f), 0x9e3779b1) ^ Math.imul(target, 0x85ebca77) ^ Math.imul(ports, 0xc2b2ae3d);
  return ((hash ^ (hash >>> 14)) & (PLACES - 1)) * STRIDE;
}
