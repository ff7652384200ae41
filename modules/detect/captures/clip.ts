// Cuts small pcapng files out of a kept capture: frames of given stations around a moment, for many questions in one reading. In the reading thread.
import { CaptureReader, endOf, NO_END, PacketEnds, type PacketSink } from '@holdfast/core-wire';
import { type FileSource, pieceBytes, readSource } from '@holdfast/platform/file-source';
import { FrameWriter } from './frame-writer.ts';
import { openIntake } from './intake.ts';

/** So much at most, for somebody to look at. */
export const clipFrames = 200;
export const clipBytes = 256 << 10;
const beforeFrames = clipFrames / 2;
const beforeBytes = clipBytes / 2;
/** What a block of pcapng adds to a frame. */
const blockBytes = 36;

/**
 * `ends`: addresses (MAC, IPv4, IPv6) of the station, or of each of the two whose frames with each other are wanted. `frame`: the number, from
 * 1, of the frame it is about; without one the first of their frames at or after `from_ms`. `comment` stands in the file.
 */
export type ClipWant = { ends: readonly (readonly string[])[]; frame: number | null; from_ms: number; comment: string };
/** Times in ms since 1970. */
export type Clip = { bytes: Uint8Array; frames: number; first_ms: number; last_ms: number };

const nobody: readonly Cutting[] = [];

type Kept = { bytes: Uint8Array; wireLength: number; linkType: number; micros: number };
type Cutting = { want: ClipWant; before: Kept[]; before_bytes: number; after: Kept[]; bytes: number; isFull: boolean };

/** A clip for each want, in their order; null where the capture holds no frame of it. Each has at most `clipFrames` frames and about `clipBytes`. */
export async function cutFrom(source: FileSource, wants: readonly ClipWant[]): Promise<(Clip | null)[]> {
  const all = wants.map((want): Cutting => ({ want, before: [], before_bytes: 0, after: [], bytes: 0, isFull: false }));
  const sink = new ClipSink(all);
  await read(source, sink);
  return all.map(({ want, before, after }) => (before.length + after.length === 0 ? null : write([...before, ...after], want.comment)));
}

async function read(source: FileSource, sink: ClipSink): Promise<void> {
  const reader = new CaptureReader(sink);
  let intake: ReturnType<typeof openIntake> | null = null;
  for await (const chunk of readSource(source, 0, source.size_bytes, new Uint8Array(pieceBytes))) {
    intake ??= openIntake(chunk, { push: (it) => reader.push(it), progress: sink });
    await intake.take(chunk);
    if (sink.isDone) return;
  }
  await intake?.close();
}

/** Hands each frame to the wants it belongs to. */
class ClipSink implements PacketSink {
  readonly clock = new Float64Array(1);
  packets = 0;
  private readonly ends = new PacketEnds();
  private readonly byFrame = new Map<number, Cutting[]>();
  /** Of each end who asks for it, and as which of its two stations. */
  private readonly byEnd = new Map<number, { of: Cutting; side: number }[]>();
  private waiting: number;

  constructor(all: readonly Cutting[]) {
    this.waiting = all.length;
    for (const of of all) {
      if (of.want.frame !== null) this.byFrame.set(of.want.frame, [...(this.byFrame.get(of.want.frame) ?? []), of]);
      of.want.ends.forEach((addresses, side) => {
        for (const end of new Set(addresses.map(endOf)))
          if (end !== null) this.byEnd.set(end, [...(this.byEnd.get(end) ?? []), { of, side }]);
      });
    }
  }

  get isDone(): boolean {
    return this.waiting === 0;
  }

  packet(bytes: Uint8Array, start: number, end: number, wireLength: number, linkType: number): void {
    this.packets += 1;
    if (this.isDone) return;
    this.ends.read(bytes, start, end, wireLength, linkType);
    const { source, target, sourceMac, targetMac } = this.ends;
    const named = this.byFrame.get(this.packets) ?? nobody;
    // Nearly every frame is nobody's: then nothing is made for it.
    const { byEnd } = this;
    if (named === nobody && !byEnd.has(source) && !byEnd.has(target) && !byEnd.has(sourceMac) && !byEnd.has(targetMac)) return;
    const asked = [...this.asking(source, target), ...this.asking(sourceMac, targetMac), ...named];
    if (asked.length === 0) return;
    const kept = { bytes: bytes.slice(start, Math.min(end, start + 0xffff)), wireLength, linkType, micros: this.clock[0]! };
    for (const it of new Set(asked)) this.take(it, kept, named.includes(it));
  }

  /** Who has enough asks no more: busy stations have theirs soon, and their frames are nobody's then. */
  private forget(of: Cutting): void {
    for (const [end, list] of this.byEnd) {
      const left = list.filter((it) => it.of !== of);
      if (left.length > 0) this.byEnd.set(end, left);
      else this.byEnd.delete(end);
    }
  }

  /** Who asks for frames between these ends. */
  private asking(source: number, target: number): Cutting[] {
    const from = source === NO_END ? undefined : this.byEnd.get(source);
    const to = target === NO_END ? undefined : this.byEnd.get(target);
    if (from === undefined && to === undefined) return [];
    const all = [...(from ?? []), ...(to ?? [])];
    const isBoth = (of: Cutting): boolean => {
      const [a, b] = [from?.filter((it) => it.of === of) ?? [], to?.filter((it) => it.of === of) ?? []];
      return a.some((x) => b.some((y) => x.side !== y.side));
    };
    return all.flatMap(({ of }) => (of.isFull || (of.want.ends.length > 1 && !isBoth(of)) ? [] : [of]));
  }

  private take(it: Cutting, kept: Kept, isNamed: boolean): void {
    const size = kept.bytes.length + blockBytes;
    const begins = it.want.frame === null ? kept.micros >= it.want.from_ms * 1000 : isNamed;
    if (it.after.length === 0 && !begins) {
      it.before.push(kept);
      it.before_bytes += size;
      while (it.before.length > beforeFrames || it.before_bytes > beforeBytes)
        it.before_bytes -= it.before.shift()!.bytes.length + blockBytes;
      return;
    }
    if (it.after.length > 0 && (it.bytes + size > clipBytes - it.before_bytes || it.before.length + it.after.length >= clipFrames)) {
      it.isFull = true;
      this.waiting -= 1;
      this.forget(it);
      return;
    }
    it.after.push(kept);
    it.bytes += size;
  }
}

function write(kept: readonly Kept[], comment: string): Clip {
  const pieces: Buffer[] = [];
  const writer = new FrameWriter((piece) => void pieces.push(Buffer.from(piece)), comment);
  for (const it of kept) {
    writer.clock[0] = it.micros;
    writer.packet(it.bytes, 0, it.bytes.length, it.wireLength, it.linkType);
  }
  writer.flush();
  const times = kept.map((it) => it.micros / 1000);
  return { bytes: Buffer.concat(pieces), frames: kept.length, first_ms: Math.min(...times), last_ms: Math.max(...times) };
}
