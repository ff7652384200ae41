// Cuts a small pcapng out of a kept capture: a frame and what the same two stations said before and after it.
import { CaptureReader, type PacketSink } from '@holdfast/core-wire';
import { type FileSource, pieceBytes, readSource } from '@holdfast/platform/file-source';
import { FrameWriter } from './frame-writer.ts';
import { openIntake } from './intake.ts';

/** So many frames at most, for somebody to look at. */
export const clipFrames = 200;
const before = clipFrames / 2;
const ethernet = 1;
const macBytes = 6;

type Kept = { bytes: Uint8Array; wireLength: number; linkType: number; micros: number };

/** Hands every frame with its number, from 1, to `take` until that says it has enough. */
async function walk(source: FileSource, take: (frame: number, it: Kept) => boolean): Promise<void> {
  let frame = 0;
  let isEnough = false;
  const progress = { packets: 0 };
  const sink: PacketSink = {
    clock: new Float64Array(1),
    packet(bytes, start, end, wireLength, linkType) {
      frame += 1;
      progress.packets = frame;
      if (!isEnough) isEnough = take(frame, { bytes: bytes.subarray(start, end), wireLength, linkType, micros: sink.clock[0]! });
    },
  };
  const reader = new CaptureReader(sink);
  let intake: ReturnType<typeof openIntake> | null = null;
  for await (const chunk of readSource(source, 0, source.size_bytes, new Uint8Array(pieceBytes))) {
    intake ??= openIntake(chunk, { push: (it) => reader.push(it), progress });
    await intake.take(chunk);
    if (isEnough) return;
  }
  await intake?.close();
}

/** The two stations of a frame in one order; frames of another link than Ethernet are all of one pair. */
function pairOf({ bytes, linkType }: Kept): string {
  if (linkType !== ethernet || bytes.length < 2 * macBytes) return '';
  const [to, from] = [bytes.subarray(0, macBytes), bytes.subarray(macBytes, 2 * macBytes)].map((it) => Buffer.from(it).toString('hex'));
  return [to, from].toSorted().join(' ');
}

/** Frame `frame` of a capture with at most 199 others of the same two stations around it, as pcapng; null when the capture has no such frame. */
export async function cutClip(source: FileSource, frame: number): Promise<{ bytes: Buffer; frames: number } | null> {
  const found: { pair: string | null } = { pair: null };
  await walk(source, (n, it) => {
    if (n === frame) found.pair = pairOf(it);
    return n >= frame;
  });
  if (found.pair === null) return null;
  const kept: Kept[] = [];
  let after = 0;
  await walk(source, (n, it) => {
    if (pairOf(it) !== found.pair) return false;
    kept.push({ ...it, bytes: it.bytes.slice() });
    if (n <= frame && kept.length > before) kept.shift();
    if (n > frame) after += 1;
    return after >= clipFrames - before;
  });
  return { bytes: write(kept), frames: kept.length };
}

function write(kept: readonly Kept[]): Buffer {
  const pieces: Buffer[] = [];
  const writer = new FrameWriter((piece) => void pieces.push(Buffer.from(piece)));
  for (const it of kept) {
    writer.clock[0] = it.micros;
    writer.packet(it.bytes, 0, it.bytes.length, it.wireLength, it.linkType);
  }
  writer.flush();
  return Buffer.concat(pieces);
}
