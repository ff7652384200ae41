// Which elements each row of hours holds: short lists in typed arrays, ranges joined when they come, bounded in each list and in all.
import { familyOf, fromOf, MODBUS_ELEMENT, rangeOf, toOf } from '../element-words.ts';
import { MOST_ELEMENTS } from '../elements.ts';

const ELEMENT = 0,
  VALUE = 1,
  NEXT = 2;
const STRIDE = 3;

/** Serial of the row, element, value: the few that nearly all are, overwritten on collision. */
const RECENT = 1024;
const RECENT_STRIDE = 4;

const MOST_FOLDED = 2 ** 30;

/** Lists of all rows, as pairs of numbers one row after the other; `ends` by row, `folded` by row. */
export type ElementRows = { ends: Int32Array; pairs: Int32Array; folded: Int32Array };

export class ElementLists {
  readonly #limit: number;
  #entries = new Int32Array(256 * STRIDE);
  #count = 0;
  readonly #free: number[] = [];
  /** First entry and length of each row's list, and how often one had no room. */
  #heads = new Int32Array(256);
  #lengths = new Int32Array(256);
  #folded = new Int32Array(256);
  readonly #recent = new Int32Array(RECENT * RECENT_STRIDE);

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds an element to a row's list. @param serial tells the row apart from who had its place before, never 0 */
  add(row: number, serial: number, element: number, value: number): void {
    const recent = this.#recent;
    const hash = Math.imul(serial, 0x9e3779b1) ^ Math.imul(element, 0x85ebca77) ^ Math.imul(value, 0xc2b2ae3d);
    const at = ((hash ^ (hash >>> 15)) & (RECENT - 1)) * RECENT_STRIDE;
    if (recent[at] === serial && recent[at + 1] === element && recent[at + 2] === value) return;
    if (!this.#put(row, element, value)) return;
    recent[at] = serial;
    recent[at + 1] = element;
    recent[at + 2] = value;
  }

  /** Adds the elements of one row to another's. */
  join(row: number, into: number, serial: number): void {
    for (const [element, value] of this.of(row)) this.add(into, serial, element, value);
    this.#size(into);
    this.#folded[into]! += this.foldedOf(row);
  }

  of(row: number): [number, number][] {
    const list: [number, number][] = [];
    for (let entry = this.#heads[row] ?? 0; entry !== 0; entry = this.#entries[entry * STRIDE + NEXT]!)
      list.push([this.#entries[entry * STRIDE + ELEMENT]!, this.#entries[entry * STRIDE + VALUE]!]);
    return list;
  }

  foldedOf(row: number): number {
    return this.#folded[row] ?? 0;
  }

  clear(row: number): void {
    if (row >= this.#heads.length) return;
    for (let entry = this.#heads[row]!; entry !== 0; entry = this.#entries[entry * STRIDE + NEXT]!) this.#free.push(entry);
    this.#heads[row] = this.#lengths[row] = this.#folded[row] = 0;
  }

  rows(count: number): ElementRows {
    const ends = new Int32Array(count);
    const pairs: number[] = [];
    for (let row = 0; row < count; row++) {
      for (const [element, value] of this.of(row)) pairs.push(element, value);
      ends[row] = pairs.length;
    }
    return { ends, pairs: Int32Array.from(pairs), folded: Int32Array.from({ length: count }, (_, row) => this.foldedOf(row)) };
  }

  /** Takes in a list of another's rows; last first, so that the order stays. */
  take({ ends, pairs, folded }: ElementRows, row: number, here: number): void {
    this.clear(here);
    for (let at = ends[row]! - 2; at >= (row > 0 ? ends[row - 1]! : 0); at -= 2) this.#put(here, pairs[at]!, pairs[at + 1]!);
    if (folded[row] === 0) return;
    this.#size(here);
    this.#folded[here]! += folded[row]!;
  }

  /** False when there was no room. */
  #put(row: number, element: number, value: number): boolean {
    this.#size(row);
    const isRange = familyOf(element) === MODBUS_ELEMENT;
    if (!isRange && this.#holds(row, element, value)) return true;
    const joined = isRange ? this.#absorb(row, element, value) : value;
    const free = this.#lengths[row]! < MOST_ELEMENTS ? this.#place() : 0;
    if (free === 0) {
      if (this.#folded[row]! < MOST_FOLDED) this.#folded[row]!++;
      return false;
    }
    const at = free * STRIDE;
    this.#entries[at + ELEMENT] = element;
    this.#entries[at + VALUE] = joined;
    this.#entries[at + NEXT] = this.#heads[row]!;
    this.#heads[row] = free;
    this.#lengths[row]!++;
    return true;
  }

  /** Takes the ranges out of the list that overlap or touch this one, or come to; the range of them all. */
  #absorb(row: number, element: number, value: number): number {
    let [from, to] = [fromOf(value), toOf(value)];
    for (let grows = true; grows;) {
      grows = false;
      for (let before = 0, entry = this.#heads[row]!; entry !== 0;) {
        const at = entry * STRIDE;
        const next = this.#entries[at + NEXT]!;
        const other = this.#entries[at + VALUE]!;
        if (this.#entries[at + ELEMENT] === element && fromOf(other) <= to + 1 && toOf(other) >= from - 1) {
          grows ||= fromOf(other) < from || toOf(other) > to;
          from = Math.min(from, fromOf(other));
          to = Math.max(to, toOf(other));
          this.#remove(row, before, entry);
        } else before = entry;
        entry = next;
      }
    }
    return rangeOf(from, to);
  }

  #remove(row: number, before: number, entry: number): void {
    const next = this.#entries[entry * STRIDE + NEXT]!;
    if (before === 0) this.#heads[row] = next;
    else this.#entries[before * STRIDE + NEXT] = next;
    this.#lengths[row]!--;
    this.#free.push(entry);
  }

  #holds(row: number, element: number, value: number): boolean {
    for (let entry = this.#heads[row]!; entry !== 0; entry = this.#entries[entry * STRIDE + NEXT]!)
      if (this.#entries[entry * STRIDE + ELEMENT] === element && this.#entries[entry * STRIDE + VALUE] === value) return true;
    return false;
  }

  #place(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#count >= this.#limit) return 0;
    const entry = ++this.#count;
    if ((entry + 1) * STRIDE > this.#entries.length) this.#entries = larger(this.#entries, this.#entries.length * 2);
    return entry;
  }

  #size(row: number): void {
    if (row < this.#heads.length) return;
    const length = Math.max(row + 1, this.#heads.length * 2);
    this.#heads = larger(this.#heads, length);
    this.#lengths = larger(this.#lengths, length);
    this.#folded = larger(this.#folded, length);
  }
}

function larger(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(array);
  return grown;
}
