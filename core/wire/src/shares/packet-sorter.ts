// Hot path: packets from the capture reader go into the lists of a shared piece, one list a share.
import type { PacketSink } from '../capture/capture-format.ts';
import { viewOf } from '../capture/file-numbers.ts';
import * as captureFormat from '../capture/capture-format.ts';
import { bucketOfFrame, bucketOfPacket } from './buckets.ts';
import * as buckets from './buckets.ts';
import * as sharedPiece from './shared-piece.ts';
import type { SharedPiece } from './shared-piece.ts';

// V8 folds a module's own constants into its code and loads imported ones at every use.
const { MAX_RECORD_BYTES } = captureFormat;
const { ETHERNET_LINK, NOBODYS, SHORTEST } = buckets;
const { END, LINK_AND_ORDINAL, MICROS, ORDINAL_BITS, START, STRIDE, WIRE_LENGTH } = sharedPiece;

/** Of a record in a plain pcap file. */
const HEADER_BYTES = 16;

export class PacketSorter implements PacketSink {
  readonly clock = new Float64Array(1);
  readonly #shareOf: Uint8Array;
  #piece: SharedPiece | null = null;
  #ordinal = 0;
  /** The memory packets come from, and a view of it. */
  #bytes: Uint8Array = new Uint8Array(0);
  #view = viewOf(this.#bytes);
  /** First and last packet of the piece, in microseconds, and of the pieces of the file before it. */
  readonly #span = new Float64Array(4);
  #file = -1;
  #frames = 0;
  #packets = 0;

  /** @param shareOf the share of each bucket (BUCKETS of them) */
  constructor(shareOf: Uint8Array) {
    this.#shareOf = shareOf;
  }

  /** Begins the next file: frames count from 1 again. */
  openFile(): void {
    this.#file++;
    this.#frames = 0;
    this.#span.set([Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0]);
  }

  /** Packets from here on go into this piece's lists. @returns the `length` bytes of the piece */
  begin(piece: SharedPiece, length: number): Uint8Array {
    this.#piece = piece;
    this.#ordinal = 0;
    return piece.begin(length, this.#file, this.#frames, this.#packets);
  }

  /** Ends the piece's lists. */
  end(): void {
    const span = this.#span;
    this.#piece!.end(this.#ordinal, this.clock[0]!, span[0]!, span[1]!);
    span.set([Number.POSITIVE_INFINITY, 0, this.firstMicros, this.lastMicros]);
    this.#frames += this.#ordinal;
    this.#packets += this.#ordinal;
    this.#ordinal = 0;
  }

  /** Packets of all files so far. */
  get packets(): number {
    return this.#packets + this.#ordinal;
  }

  get firstMicros(): number {
    return Math.min(this.#span[0]!, this.#span[2]!);
  }

  get lastMicros(): number {
    return Math.max(this.#span[1]!, this.#span[3]!);
  }

  packet(bytes: Uint8Array, start: number, end: number, wireLength: number, link: number): void {
    if (bytes !== this.#bytes) this.#turnTo(bytes);
    const micros = this.clock[0]!;
    const span = this.#span;
    if (micros < span[0]!) span[0] = micros;
    if (micros > span[1]!) span[1] = micros;
    const bucket = bucketOfPacket(bytes, this.#view, start, end, wireLength, link);
    const share = bucket === NOBODYS ? 0 : this.#shareOf[bucket]!;
    this.#ordinal++;
    this.#piece!.add(share, bytes, start, end, wireLength, (link << ORDINAL_BITS) | this.#ordinal, micros);
  }

  /** The same for many, in one function and in locals: the calls would take twice as long as what they do. */
  takeRecords(bytes: Uint8Array, start: number, end: number, link: number, taken: Int32Array): number {
    const piece = this.#piece!;
    // What was kept from the piece before goes through `packet`, which annexes it.
    if (link !== ETHERNET_LINK || bytes !== piece.read) return start;
    if (bytes !== this.#bytes) this.#turnTo(bytes);
    const view = this.#view;
    const { words, floats, places } = piece;
    const shareOf = this.#shareOf;
    const span = this.#span;
    let micros = this.clock[0]!;
    let earliest = span[0]!;
    let latest = span[1]!;
    let ordinal = this.#ordinal;
    let at = start;
    while (end - at >= HEADER_BYTES) {
      const captured = view.getInt32((at + 8) | 0, true);
      if (captured < 0 || captured > MAX_RECORD_BYTES) break;
      const packet = (at + HEADER_BYTES) | 0;
      const next = (packet + captured) | 0;
      if (next > end) break;
      const onWire = view.getInt32((at + 12) | 0, true);
      const wireLength = onWire > captured ? onWire : captured;
      let bucket = captured >= SHORTEST ? bucketOfFrame(view, packet) : NOBODYS;
      if (bucket === NOBODYS) bucket = bucketOfPacket(bytes, view, packet, next, wireLength, ETHERNET_LINK);
      micros = (view.getInt32(at, true) >>> 0) * 1e6 + (view.getInt32((at + 4) | 0, true) >>> 0);
      if (micros < earliest) earliest = micros;
      if (micros > latest) latest = micros;
      ordinal = (ordinal + 1) | 0;
      const share = bucket === NOBODYS ? 0 : shareOf[bucket]!;
      const place = places[share]!;
      places[share] = place + STRIDE;
      words[place + START] = packet;
      words[place + END] = next;
      words[place + WIRE_LENGTH] = wireLength;
      words[place + LINK_AND_ORDINAL] = (ETHERNET_LINK << ORDINAL_BITS) | ordinal;
      floats[(place >> 1) + MICROS] = micros;
      at = next;
    }
    taken[0]! += ordinal - this.#ordinal;
    this.#ordinal = ordinal;
    this.clock[0] = micros;
    span[0] = earliest;
    span[1] = latest;
    return at;
  }

  #turnTo(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }
}
