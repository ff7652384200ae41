// Hot path: a piece of a capture in memory that several threads see, and for each share the list of its packets in it. Whoever reads a
// share walks no records and asks of no packet whose it is. Behind the piece is room for a packet whose record began in the piece before.
import * as captureFormat from '../capture/capture-format.ts';

// V8 folds a module's own constants into its code and loads imported ones at every use.
const { MAX_RECORD_BYTES } = captureFormat;

/** Packets of one capture are shared out among at most so many engines. */
export const MOST_SHARES = 8;
/** Longest piece: it stays in the cache of the processor that reads it. */
export const PIECE_BYTES = 256 << 10;
/** The longest block of a pcapng file that is believed, and some. */
const ANNEX_BYTES = MAX_RECORD_BYTES + (128 << 10);
/** A record is never shorter than its header; and one may be annexed. */
const SHORTEST_RECORD_BYTES = 16;
const MOST_PACKETS = PIECE_BYTES / SHORTEST_RECORD_BYTES + 2;

/** Words of a packet in a list. Its time is a float, the place of which counts in 64-bit steps. */
export const STRIDE = 6;
export const START = 0,
  END = 1,
  WIRE_LENGTH = 2,
  LINK_AND_ORDINAL = 3,
  MICROS = 2;
/** The packet's place among all of the piece, from 1; above it the link type. */
export const ORDINAL_BITS = 15,
  ORDINAL_MASK = 0x7fff;
const LIST_WORDS = MOST_PACKETS * STRIDE;

/** In the head: the file, packets of the piece, and where each list ends; as floats, packets before the piece, the time of the
 * last one, and of the earliest and the latest. */
const HEAD_WORDS = 32;
const FILE = 0,
  TOTAL = 1,
  ENDS = 8;
const FRAMES = 1,
  PACKETS = 2,
  LAST_MICROS = 3,
  EARLIEST_MICROS = 8,
  LATEST_MICROS = 9;
const PIECE_PLACE = (HEAD_WORDS + LIST_WORDS * MOST_SHARES) * 4;

/** Memory one shared piece needs, in bytes; a multiple of 8. Most of it is never touched. */
export const SHARED_PIECE_BYTES = PIECE_PLACE + PIECE_BYTES + ANNEX_BYTES;

/** Packets that are fetched together, and bytes of each. */
const FETCHED_TOGETHER = 32;
const CACHE_LINE_BYTES = 64;

export class SharedPiece {
  /** The piece, and behind it what is annexed. */
  readonly bytes: Uint8Array;
  /** The lists, for who reads them packet by packet. */
  readonly words: Int32Array;
  readonly floats: Float64Array;
  read: Uint8Array;
  #annexed = PIECE_BYTES;
  /** Where the next packet of each list goes: in memory of this thread's own until the lists end. */
  readonly places = new Int32Array(MOST_SHARES);
  /** Up to where in `words` packets were fetched. */
  fetchedTo = 0;
  /** What was fetched, so that V8 does not leave the loads out. */
  fetched = 0;

  /** @param memory SHARED_PIECE_BYTES of it from `offset` on, a multiple of 8 */
  constructor(memory: ArrayBufferLike, offset: number) {
    this.words = new Int32Array(memory, offset, PIECE_PLACE / 4);
    this.floats = new Float64Array(memory, offset, PIECE_PLACE / 8);
    this.bytes = new Uint8Array(memory, offset + PIECE_PLACE, PIECE_BYTES + ANNEX_BYTES);
    this.read = this.bytes;
  }

  /**
   * Begins the lists of a piece whose `length` bytes were put into `bytes`.
   * @param frames of the file before it @param packets of all files before it @returns the piece
   */
  begin(length: number, file: number, frames: number, packets: number): Uint8Array {
    for (let share = 0; share < MOST_SHARES; share++) this.places[share] = HEAD_WORDS + share * LIST_WORDS;
    this.words[FILE] = file;
    this.floats[FRAMES] = frames;
    this.floats[PACKETS] = packets;
    this.#annexed = PIECE_BYTES;
    this.read = this.bytes.subarray(0, length);
    return this.read;
  }

  /** Lists the packet `bytes[start..end)`. No branch asks whose it is. */
  add(share: number, bytes: Uint8Array, start: number, end: number, wireLength: number, linkAndOrdinal: number, micros: number): void {
    const from = bytes === this.read ? start : this.#annex(bytes, start, end);
    const { words } = this;
    const at = this.places[share]!;
    this.places[share] = at + STRIDE;
    words[at + START] = from;
    words[at + END] = from + end - start;
    words[at + WIRE_LENGTH] = wireLength;
    words[at + LINK_AND_ORDINAL] = linkAndOrdinal;
    this.floats[(at >> 1) + MICROS] = micros;
  }

  /** Ends the lists. @param total packets in all of them @param micros time of the last packet so far @param earliest of the piece @param latest of the piece */
  end(total: number, micros: number, earliest: number, latest: number): void {
    this.words[TOTAL] = total;
    this.words.set(this.places, ENDS);
    this.floats[LAST_MICROS] = micros;
    this.floats[EARLIEST_MICROS] = earliest;
    this.floats[LATEST_MICROS] = latest;
  }

  get file(): number {
    return this.words[FILE]!;
  }

  /** Frames of the file before the piece. */
  get frames(): number {
    return this.floats[FRAMES]!;
  }

  /** Packets of all files before the piece. */
  get packets(): number {
    return this.floats[PACKETS]!;
  }

  /** Packets of the piece, of all shares. */
  get total(): number {
    return this.words[TOTAL]!;
  }

  /** Time of the last packet, of whatever share. */
  get lastMicros(): number {
    return this.floats[LAST_MICROS]!;
  }

  /** Whether all packets of the piece lie from `begin` on and before `end`, in microseconds. */
  isWithin(begin: number, end: number): boolean {
    return this.floats[EARLIEST_MICROS]! >= begin && this.floats[LATEST_MICROS]! < end;
  }

  /** Where in `words` the list of a share begins; nothing of it is fetched yet. */
  placeOf(share: number): number {
    this.fetchedTo = 0;
    return HEAD_WORDS + share * LIST_WORDS;
  }

  endOf(share: number): number {
    return this.words[ENDS + share]!;
  }

  /** Loads the beginnings of the next packets all at once, for another processor may have written them. */
  fetch(at: number, end: number): void {
    const { bytes, words } = this;
    const stop = Math.min(at + FETCHED_TOGETHER * STRIDE, end);
    let sum = 0;
    for (; at < stop; at += STRIDE) {
      const start = words[at + START]!;
      sum += bytes[start]! + bytes[start + CACHE_LINE_BYTES - 1]!;
    }
    this.fetched = sum;
    this.fetchedTo = stop;
  }

  #annex(bytes: Uint8Array, start: number, end: number): number {
    const at = this.#annexed;
    this.bytes.set(bytes.subarray(start, end), at);
    this.#annexed = (at + end - start) | 0;
    return at;
  }
}
