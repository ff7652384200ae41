// Hot path: TCP segments into units. The fast path reads units straight from the segment; only what straddles segments or comes out of
// order is copied, into buffers of bounded total size. RFC 9293 sequence arithmetic is modulo 2^32: differences as signed 32-bit numbers.
import type { Dispatch } from './dispatch.ts';
import * as connectionTable from './tables/connection-table.ts';
import type { ConnectionTable } from './tables/connection-table.ts';

// V8 folds a module's own constants into its code and loads imported ones at every use.
const { DISSECTOR, NEXT, SIDE_A, SIDE_B, STATE, STREAM } = connectionTable;

/** What the streams tell: whole units, and that something was lost. */
export interface UnitSink {
  /** One unit, or the beginning of one that capture cut off. */
  read(record: number, side: number, dissector: number, bytes: Uint8Array, start: number, end: number): void;
  /** A unit known to have been there that cannot be read. */
  lost(record: number, side: number, dissector: number): void;
}

export interface Recogniser {
  /** Finds out the connection's dissector from its first bytes and remembers it; 0 when nobody knows them. */
  recognise(record: number, bytes: Uint8Array, start: number, end: number): number;
}

/** Bits of STATE. */
const SYNCED = 1,
  LOST = 2,
  AT_START = 4;

const MAX_UNIT_BYTES = 1 << 20;
const MAX_BUFFERED_BYTES = 32 << 20;
const MAX_HELD_SEGMENTS = 64;
/** A jump this far is another stream, not a gap. */
const MAX_GAP_BYTES = 8 << 20;
/** So many bytes are waited for before a stream's beginning is called unknown. */
const ENOUGH_TO_RECOGNISE = 64;

type Held = { sequence: number; bytes: Uint8Array };
type Stream = { bytes: Uint8Array; length: number; held: Held[] };

export class TcpStreams {
  readonly #table: ConnectionTable;
  readonly #dispatch: Dispatch;
  readonly #sink: UnitSink;
  readonly #recogniser: Recogniser;
  readonly #streams: Stream[] = [];
  readonly #free: number[] = [];
  #bufferedBytes = 0;

  constructor(table: ConnectionTable, dispatch: Dispatch, sink: UnitSink, recogniser: Recogniser) {
    this.#table = table;
    this.#dispatch = dispatch;
    this.#sink = sink;
    this.#recogniser = recogniser;
  }

  /** A SYN: the stream of this direction begins after `sequence`. */
  open(record: number, side: number, sequence: number): void {
    const at = record + side;
    const words = this.#table.words;
    const next = (sequence + 1) | 0;
    if ((words[at + STATE]! & SYNCED) !== 0 && words[at + NEXT] === next) return;
    this.#finish(record, side);
    words[at + NEXT] = next;
    words[at + STATE] = SYNCED | AT_START;
  }

  /** Payload `bytes[start..end)` at `sequence`; `missing` more bytes were on the wire but not captured. */
  segment(record: number, side: number, sequence: number, bytes: Uint8Array, start: number, end: number, missing: number): void {
    const words = this.#table.words;
    const at = record + side;
    if ((words[at + STATE]! & SYNCED) === 0) {
      words[at + STATE] = SYNCED;
      words[at + NEXT] = sequence;
    }
    let ahead = (sequence - words[at + NEXT]!) | 0;
    if (ahead < -MAX_GAP_BYTES) {
      this.#gap(record, side, ahead);
      ahead = 0;
    }
    if (ahead < 0) {
      if (end - start + missing + ahead <= 0) return;
      start -= ahead;
      if (start > end) return void this.#gap(record, side, (start - end + missing) | 0);
    } else if (ahead > 0 && this.#holdOrSkip(record, side, sequence, ahead, bytes, start, end)) return;
    words[at + NEXT] = (words[at + NEXT]! + end - start + missing) | 0;
    this.#inOrder(record, side, bytes, start, end, missing);
    if (words[at + STREAM] !== 0) this.#releaseHeld(record, side, false);
  }

  /** The other end acknowledged up to `sequence`: what is missing before held segments will not come any more. */
  acknowledged(record: number, side: number, sequence: number): void {
    const words = this.#table.words;
    const stream = words[record + side + STREAM]!;
    if (stream === 0 || this.#streams[stream - 1]!.held.length === 0) return;
    if (((sequence - words[record + side + NEXT]!) | 0) > 0) this.#releaseHeld(record, side, true);
  }

  /** Reads what is still held and gives the buffers back. */
  close(record: number): void {
    this.#finish(record, SIDE_A);
    this.#finish(record, SIDE_B);
  }

  #finish(record: number, side: number): void {
    const words = this.#table.words;
    const place = record + side + STREAM;
    for (let rounds = 0; words[place] !== 0 && rounds < MAX_HELD_SEGMENTS; rounds++) {
      if (this.#streams[words[place]! - 1]!.held.length === 0) break;
      this.#releaseHeld(record, side, true);
    }
    if (words[place] !== 0) this.#dropPartial(record, side);
    if (words[place] !== 0) this.#freeStream(record, side);
  }

  #inOrder(record: number, side: number, bytes: Uint8Array, start: number, end: number, missing: number): void {
    const words = this.#table.words;
    const stream = words[record + side + STREAM]!;
    if (stream > 0 && this.#streams[stream - 1]!.length > 0) {
      if (!this.#append(record, side, bytes, start, end)) return;
      const buffer = this.#streams[words[record + side + STREAM]! - 1]!;
      const stopped = this.#units(record, side, buffer.bytes, 0, buffer.length, missing);
      buffer.bytes.copyWithin(0, stopped, buffer.length);
      buffer.length -= stopped;
      if (buffer.length === 0 && buffer.held.length === 0) this.#freeStream(record, side);
      return;
    }
    const stopped = this.#units(record, side, bytes, start, end, missing);
    if (stopped < end) this.#append(record, side, bytes, stopped, end);
  }

  /** Reads units from `start`; returns where the bytes begin that must wait for more. */
  #units(record: number, side: number, bytes: Uint8Array, start: number, end: number, missing: number): number {
    const words = this.#table.words;
    let number = words[record + DISSECTOR]!;
    if (number <= 0) {
      if (number < 0) return end;
      number = this.#recogniser.recognise(record, bytes, start, end);
      if (number <= 0) return this.#waitToRecognise(record, side, start, end, missing);
    }
    const dissector = this.#dispatch.dissector(number);
    if (dissector.unitLength === undefined) return this.#wholeSegment(record, side, number, bytes, start, end);
    const state = record + side + STATE;
    if ((words[state]! & LOST) !== 0) {
      if (!dissector.recognises(bytes, start, end)) return end;
      words[state]! &= ~LOST;
    }
    let at = start;
    while (at < end) {
      const length = dissector.unitLength(bytes, at, end);
      if (length > 0 && length <= end - at) {
        const next = (at + length) | 0;
        this.#sink.read(record, side, number, bytes, at, next);
        at = next;
      } else if (length < 0 || length > MAX_UNIT_BYTES) return this.#loseSync(record, side, number, end);
      else if (missing > 0) return this.#cutUnit(record, side, number, bytes, at, end, length === end - at + missing);
      else break;
    }
    if (missing > 0 && at === end) words[state]! |= LOST;
    return at;
  }

  /** A protocol without framing of its own is looked at segment by segment. */
  #wholeSegment(record: number, side: number, number: number, bytes: Uint8Array, start: number, end: number): number {
    if (this.#dispatch.dissector(number).recognises(bytes, start, end)) this.#sink.read(record, side, number, bytes, start, end);
    return end;
  }

  /** The first bytes of a stream may come one by one. */
  #waitToRecognise(record: number, side: number, start: number, end: number, missing: number): number {
    const state = record + side + STATE;
    const words = this.#table.words;
    const waits = (words[state]! & AT_START) !== 0 && missing === 0 && end - start < ENOUGH_TO_RECOGNISE && words[record + DISSECTOR] === 0;
    if (waits) return start;
    words[state]! &= ~AT_START;
    return end;
  }

  #loseSync(record: number, side: number, number: number, end: number): number {
    this.#sink.lost(record, side, number);
    this.#table.words[record + side + STATE]! |= LOST;
    return end;
  }

  /** The capture's snap length cut the last unit: what is there of it is read. */
  #cutUnit(record: number, side: number, number: number, bytes: Uint8Array, at: number, end: number, endsHere: boolean): number {
    this.#sink.read(record, side, number, bytes, at, end);
    if (!endsHere) this.#table.words[record + side + STATE]! |= LOST;
    return end;
  }

  /** Bytes were not captured: passes over `length` of them. */
  #gap(record: number, side: number, length: number): void {
    this.#dropPartial(record, side);
    const words = this.#table.words;
    words[record + side + NEXT] = (words[record + side + NEXT]! + length) | 0;
    words[record + side + STATE]! |= LOST;
  }

  /** A segment beyond a gap: kept until the gap is filled. False: there is nothing to wait for, read on at this segment. */
  #holdOrSkip(record: number, side: number, sequence: number, ahead: number, bytes: Uint8Array, start: number, end: number): boolean {
    const number = this.#table.words[record + DISSECTOR]!;
    const framed = number > 0 && this.#dispatch.dissector(number).unitLength !== undefined;
    const length = end - start;
    if (framed && ahead <= MAX_GAP_BYTES && length <= 65535 && this.#bufferedBytes + length <= MAX_BUFFERED_BYTES) {
      const stream = this.#streamOf(record, side);
      insertHeld(stream.held, { sequence, bytes: bytes.slice(start, end) });
      this.#bufferedBytes += length;
      if (stream.held.length >= MAX_HELD_SEGMENTS) this.#releaseHeld(record, side, true);
      return true;
    }
    this.#gap(record, side, ahead);
    return false;
  }

  /** Reads held segments that have become next; with `force` it first gives up what is missing before the earliest. */
  #releaseHeld(record: number, side: number, force: boolean): void {
    const words = this.#table.words;
    const at = record + side;
    for (;;) {
      const stream = words[at + STREAM] === 0 ? undefined : this.#streams[words[at + STREAM]! - 1];
      const first = stream?.held[0];
      if (stream === undefined || first === undefined) break;
      const ahead = (first.sequence - words[at + NEXT]!) | 0;
      if (ahead > 0 && !force) return;
      if (ahead > 0) this.#gap(record, side, ahead);
      force = false;
      stream.held.shift();
      this.#bufferedBytes -= first.bytes.length;
      const start = ahead < 0 ? -ahead : 0;
      if (start < first.bytes.length) {
        words[at + NEXT] = (words[at + NEXT]! + first.bytes.length - start) | 0;
        this.#inOrder(record, side, first.bytes, start, first.bytes.length, 0);
      }
    }
    const stream = words[at + STREAM]!;
    if (stream > 0 && this.#streams[stream - 1]!.length === 0) this.#freeStream(record, side);
  }

  #dropPartial(record: number, side: number): void {
    const words = this.#table.words;
    const stream = words[record + side + STREAM]!;
    if (stream === 0 || this.#streams[stream - 1]!.length === 0) return;
    this.#streams[stream - 1]!.length = 0;
    if (words[record + DISSECTOR]! > 0) this.#sink.lost(record, side, words[record + DISSECTOR]!);
  }

  /** Adds to the waiting bytes. False when there is no room: then the unit is given up. */
  #append(record: number, side: number, bytes: Uint8Array, start: number, end: number): boolean {
    const stream = this.#streamOf(record, side);
    const length = stream.length + end - start;
    if (length > stream.bytes.length) {
      const capacity = Math.max(4096, 2 ** Math.ceil(Math.log2(length)));
      const growth = capacity - stream.bytes.length;
      if (length > MAX_UNIT_BYTES + 65536 || this.#bufferedBytes + growth > MAX_BUFFERED_BYTES) {
        this.#gap(record, side, 0);
        return false;
      }
      const larger = new Uint8Array(capacity);
      larger.set(stream.bytes.subarray(0, stream.length));
      stream.bytes = larger;
      this.#bufferedBytes += growth;
    }
    stream.bytes.set(bytes.subarray(start, end), stream.length);
    stream.length = length;
    return true;
  }

  #streamOf(record: number, side: number): Stream {
    const words = this.#table.words;
    const known = words[record + side + STREAM]!;
    if (known > 0) return this.#streams[known - 1]!;
    let place = this.#free.pop();
    if (place === undefined) place = this.#streams.push({ bytes: new Uint8Array(0), length: 0, held: [] }) - 1;
    words[record + side + STREAM] = place + 1;
    return this.#streams[place]!;
  }

  #freeStream(record: number, side: number): void {
    const words = this.#table.words;
    const place = words[record + side + STREAM]! - 1;
    const stream = this.#streams[place]!;
    for (const held of stream.held) this.#bufferedBytes -= held.bytes.length;
    stream.held = [];
    stream.length = 0;
    if (stream.bytes.length > 4096) {
      this.#bufferedBytes -= stream.bytes.length;
      stream.bytes = new Uint8Array(0);
    }
    words[record + side + STREAM] = 0;
    this.#free.push(place);
  }
}

function insertHeld(held: Held[], segment: Held): void {
  let at = held.length;
  while (at > 0 && ((held[at - 1]!.sequence - segment.sequence) | 0) > 0) at--;
  held.splice(at, 0, segment);
}
