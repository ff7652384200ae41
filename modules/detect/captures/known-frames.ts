// Frames that captures counted before hold too. The same frame: same microsecond, link type, length on the wire and captured bytes.
// Hot path: a hash a frame over typed arrays, no object but the table's own.
import type { PacketSink } from '@holdfast/core-wire';

/** Frames of one capture around the time that is compared, by second: how often each was seen. Its size is bounded. */
export class KnownFrames {
  private readonly seconds = new Map<number, Map<number, number>>();
  private size = 0;
  private readonly most: number;

  /** @param most frames kept at once; beyond it the oldest seconds are forgotten, and their frames count as new */
  constructor(most = 2_000_000) {
    this.most = most;
  }

  add(micros: number, hash: number): void {
    const second = Math.floor(micros / 1e6);
    let frames = this.seconds.get(second);
    if (frames === undefined) this.seconds.set(second, (frames = new Map()));
    const seen = frames.get(hash) ?? 0;
    frames.set(hash, seen + 1);
    if (seen === 0) this.size += 1;
    if (this.size > this.most) this.forgetBefore(Math.min(...this.seconds.keys()) + 1);
  }

  /** Takes one of the frames out; false when there is none (left). */
  take(micros: number, hash: number): boolean {
    const frames = this.seconds.get(Math.floor(micros / 1e6));
    const seen = frames?.get(hash) ?? 0;
    if (seen === 0) return false;
    frames!.set(hash, seen - 1);
    return true;
  }

  forgetBefore(second: number): void {
    for (const [at, frames] of this.seconds) {
      if (at >= second) continue;
      this.seconds.delete(at);
      this.size -= frames.size;
    }
  }
}

/** A frame as a number of 52 bits. `seed` is random for each run, so that nobody can make two frames look the same. */
export function hashFrame(
  bytes: Uint8Array,
  start: number,
  end: number,
  micros: number,
  wireLength: number,
  linkType: number,
  seed: number,
) {
  let a = seed ^ Math.imul(wireLength, 0x9e3779b1) ^ ((micros % 4294967296) | 0);
  let b = Math.imul(seed, 0x85ebca6b) ^ Math.imul(linkType + 1, 0xc2b2ae35) ^ Math.floor(micros / 4294967296) ^ (end - start);
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    a = Math.imul(a ^ word, 0xcc9e2d51);
    a ^= a >>> 15;
    b = Math.imul(b ^ ((word << 13) | (word >>> 19)), 0x1b873593);
    b ^= b >>> 13;
  }
  for (; at < end; at += 1) {
    a = Math.imul(a ^ bytes[at]!, 0xcc9e2d51);
    b = Math.imul(b ^ bytes[at]!, 0x1b873593) ^ (a >>> 11);
  }
  a = Math.imul(a ^ (b >>> 16), 0x85ebca6b);
  b = Math.imul(b ^ (a >>> 13), 0xc2b2ae35);
  return ((a ^ (a >>> 16)) >>> 0) * 1048576 + ((b ^ (b >>> 16)) >>> 12);
}

/** Puts the frames of an earlier capture from `fromMicros` on into its table. */
export class EarlierSink implements PacketSink {
  readonly clock = new Float64Array(1);
  readonly share = null;
  private readonly frames: KnownFrames;
  private readonly seed: number;
  private readonly fromMicros: number;

  constructor(frames: KnownFrames, seed: number, fromMicros: number) {
    this.frames = frames;
    this.seed = seed;
    this.fromMicros = fromMicros;
  }

  pass(): void {}

  packet(bytes: Uint8Array, start: number, end: number, wireLength: number, linkType: number): void {
    const micros = this.clock[0]!;
    if (micros >= this.fromMicros) this.frames.add(micros, hashFrame(bytes, start, end, micros, wireLength, linkType, this.seed));
  }
}

/** Passes on what no table holds. A frame that the capture itself holds twice is known as often as an earlier capture held it. */
export class FreshSink implements PacketSink {
  readonly clock = new Float64Array(1);
  readonly share = null;
  known = 0;
  private readonly tables: readonly KnownFrames[];
  private readonly seed: number;
  private readonly next: PacketSink;
  private readonly untilMicros: number;
  private fresh = 0;
  /** Where the distance between a frame's place in the file and among the fresh ones changes: place among the fresh, known before it. */
  private readonly steps: [fresh: number, known: number][] = [[0, 0]];

  constructor(tables: readonly KnownFrames[], seed: number, next: PacketSink, untilMicros = Infinity) {
    this.untilMicros = untilMicros;
    this.tables = tables;
    this.seed = seed;
    this.next = next;
  }

  pass(): void {}

  packet(bytes: Uint8Array, start: number, end: number, wireLength: number, linkType: number): void {
    const micros = this.clock[0]!;
    if (micros <= this.untilMicros && this.isKnown(micros, hashFrame(bytes, start, end, micros, wireLength, linkType, this.seed))) {
      this.known += 1;
      return;
    }
    if (this.steps.at(-1)![1] !== this.known && this.steps.length < 1_000_000) this.steps.push([this.fresh, this.known]);
    this.fresh += 1;
    this.next.clock[0] = micros;
    this.next.packet(bytes, start, end, wireLength, linkType);
  }

  private isKnown(micros: number, hash: number): boolean {
    let isKnown = false;
    for (const table of this.tables) isKnown = table.take(micros, hash) || isKnown;
    return isKnown;
  }

  /** The number in the file of the frame that is the `frame`th (from 1) of the fresh ones. */
  placeOf(frame: number): number {
    let low = 0;
    for (let high = this.steps.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1;
      if (this.steps[middle]![0] < frame) low = middle;
      else high = middle - 1;
    }
    return frame + this.steps[low]![1];
  }
}
