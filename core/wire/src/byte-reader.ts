// The only code that touches bytes of a unit: bounds-checked reads that name their field.
import { viewOf } from './capture/file-numbers.ts';

/** What went wrong, where: "truncated at byte 4: length". Offsets count from the start of the unit. */
export type Fault = { kind: 'truncated' | 'invalid'; offset: number; what: string };

/**
 * A cursor over `bytes[start..end)`. Reads past the end return 0 and set `fault` once; they never throw.
 * One instance is reused for every unit (`reset`).
 */
export class ByteReader {
  bytes: Uint8Array = new Uint8Array(0);
  #viewed = this.bytes;
  #view = viewOf(this.bytes);
  start = 0;
  position = 0;
  end = 0;
  fault: Fault | null = null;

  reset(bytes: Uint8Array, start: number, end: number): void {
    // INVARIANT: places are small integers. One that V8 holds as a float changes the reader's shape and undoes all compiled dissectors.
    // Storing a pointer costs the garbage collector a note: most units come from the same buffer.
    if (this.bytes !== bytes) this.bytes = bytes;
    this.start = start | 0;
    this.position = start | 0;
    this.end = end | 0;
    this.fault = null;
  }

  /** The memory of `bytes`, for loads of whole words at the same offsets. */
  get view(): DataView {
    if (this.#viewed !== this.bytes) {
      this.#viewed = this.bytes;
      this.#view = viewOf(this.bytes);
    }
    return this.#view;
  }

  /** Bytes left. */
  get left(): number {
    return this.end - this.position;
  }

  u8(field: string): number {
    const at = this.position;
    if (at >= this.end) return this.cut(field);
    this.position = at + 1;
    return this.bytes[at]!;
  }

  u16be(field: string): number {
    const at = this.position;
    if (at + 2 > this.end) return this.cut(field);
    this.position = at + 2;
    return (this.bytes[at]! << 8) | this.bytes[at + 1]!;
  }

  u16le(field: string): number {
    const at = this.position;
    if (at + 2 > this.end) return this.cut(field);
    this.position = at + 2;
    return this.bytes[at]! | (this.bytes[at + 1]! << 8);
  }

  u32be(field: string): number {
    const at = this.position;
    if (at + 4 > this.end) return this.cut(field);
    this.position = at + 4;
    const b = this.bytes;
    return ((b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!) >>> 0;
  }

  u32le(field: string): number {
    const at = this.position;
    if (at + 4 > this.end) return this.cut(field);
    this.position = at + 4;
    const b = this.bytes;
    return (b[at]! | (b[at + 1]! << 8) | (b[at + 2]! << 16) | (b[at + 3]! << 24)) >>> 0;
  }

  skip(length: number, field: string): void {
    if (length < 0 || this.position + length > this.end) this.cut(field);
    else this.position = (this.position + length) | 0;
  }

  /** Printable text of `length` bytes: stops at NUL, trims, drops control characters; Latin-1. Rare: makes a string. */
  text(length: number, field: string): string {
    const from = this.position;
    if (length < 0 || from + length > this.end) {
      this.cut(field);
      return '';
    }
    this.position = (from + length) | 0;
    let out = '';
    for (let at = from; at < from + length; at++) {
      const byte = this.bytes[at]!;
      if (byte === 0) break;
      if (byte >= 0x20 && byte !== 0x7f && (byte < 0x80 || byte >= 0xa0)) out += String.fromCharCode(byte);
    }
    return out.trim();
  }

  /** Marks the unit as not what the standard allows. */
  invalid(what: string): void {
    this.fault ??= { kind: 'invalid', offset: this.position - this.start, what };
  }

  private cut(field: string): number {
    this.fault ??= { kind: 'truncated', offset: this.position - this.start, what: field };
    this.position = this.end;
    return 0;
  }
}
