// Reads a capture without the frames that earlier captures hold too: goes through all of them side by side, a few seconds of each in memory.
import { CaptureReader, type PacketSink } from '@holdfast/core-wire';
import { FrameWriter } from './frame-writer.ts';
import { openIntake } from './intake.ts';
import { EarlierSink, FreshSink, KnownFrames } from './known-frames.ts';
import type { Known } from './reader.ts';
import { type FileSource, pieceBytes, readSource } from '@holdfast/platform/file-source';

/** Captures need not be in order of time to the microsecond; a frame further from its place than this counts as new. */
const slackMicros = 2e6;

/** Remembers the time of the last packet it saw. */
class ClockSink implements PacketSink {
  readonly clock = new Float64Array(1);
  readonly share = null;
  first: number | null = null;
  packets = 0;
  pass(): void {}

  packet(): void {
    this.packets += 1;
    this.first ??= this.clock[0]!;
  }
}

/** A capture file read up to a time. `close`: however far it came, its file is closed. */
type Earlier = { frames: KnownFrames; readTo(micros: number): Promise<void>; close(): Promise<void> };

export type WithoutKnown = {
  push(chunk: Uint8Array): Promise<void>;
  end(): void;
  /** INVARIANT: to be called by whoever opened it, also after a fault: earlier captures are rarely read to their end. */
  close(): Promise<void>;
  readonly known: number;
  /** Frames passed over and passed on so far. */
  readonly progress: { readonly packets: number };
  /** All frames that can be known went by. */
  readonly isPast: boolean;
  placeOf(frame: number): number;
};

/** What is pushed (an unpacked capture, from its first byte) goes to `to` without what the files `sources` hold. */
export function withoutKnown({ sources, until_ms }: Known, to: { push(chunk: Uint8Array): void }): WithoutKnown {
  // The last microseconds of the last millisecond count too.
  const untilMicros = (until_ms + 1) * 1000;
  const seed = (Math.random() * 2 ** 32) | 0;
  const scout = new ClockSink();
  const ahead = new CaptureReader(scout);
  const writer = new FrameWriter((piece) => to.push(piece));
  let earlier: Earlier[] | null = null;
  let fresh: FreshSink | null = null;
  let reader: CaptureReader | null = null;
  const open = (first: number): CaptureReader => {
    earlier = sources.map((source) => openEarlier(source, seed, first - slackMicros));
    fresh = new FreshSink(
      earlier.map((it) => it.frames),
      seed,
      writer,
      untilMicros,
    );
    return new CaptureReader(fresh);
  };
  const held: Uint8Array[] = [];
  return {
    progress: {
      get packets() {
        return scout.packets;
      },
    },
    async push(chunk) {
      const from = scout.clock[0]!;
      ahead.push(chunk);
      // The first packet says where to begin; the few bytes before it wait.
      if (scout.first === null) return void held.push(chunk.slice());
      reader ??= open(scout.first);
      for (const it of earlier!) await it.readTo(Math.min(scout.clock[0]!, untilMicros) + slackMicros);
      for (const piece of [...held.splice(0), chunk]) reader.push(piece);
      for (const it of earlier!) it.frames.forgetBefore(Math.floor((from - slackMicros) / 1e6));
      writer.flush();
    },
    end: () => writer.flush(),
    async close() {
      for (const it of earlier ?? []) await it.close();
    },
    get known() {
      return fresh?.known ?? 0;
    },
    get isPast() {
      return scout.clock[0]! > untilMicros + slackMicros;
    },
    placeOf: (frame) => fresh?.placeOf(frame) ?? frame,
  };
}

function openEarlier(source: FileSource, seed: number, fromMicros: number): Earlier {
  const frames = new KnownFrames();
  const sink = new EarlierSink(frames, seed, fromMicros);
  const reader = new CaptureReader(sink);
  const progress = { packets: 1 };
  const chunks = unpacked(source, { push: (chunk) => reader.push(chunk), progress });
  let over = false;
  return {
    frames,
    async readTo(micros) {
      while (!over && !(sink.clock[0]! > micros)) over = (await chunks.next()).done === true;
    },
    close: async () => void (await chunks.return(undefined)),
  };
}

/** Each step pushes one chunk of the file, unpacked, to the target. */
async function* unpacked(source: FileSource, to: Parameters<typeof openIntake>[1]): AsyncGenerator<void> {
  let intake: ReturnType<typeof openIntake> | null = null;
  for await (const chunk of readSource(source, 0, source.size_bytes, new Uint8Array(pieceBytes))) {
    intake ??= openIntake(chunk, to);
    await intake.take(chunk);
    yield;
  }
  await intake?.close();
}
