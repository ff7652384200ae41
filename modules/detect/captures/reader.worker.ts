// The reading thread: takes captures one after the other, their bytes from the server's thread or from a stored file, and sends each report back; or cuts clips out of one.
import { parentPort } from 'node:worker_threads';
import { type CaptureFile, createInspection, type Report } from '@holdfast/core-wire';
import { Failure } from '@holdfast/platform/failure';
import { type FileSource, pieceBytes, readSource } from '@holdfast/platform/file-source';
import { vendorLookup } from '@holdfast/platform/mac-vendors';
import { type Intake, openIntake } from './intake.ts';
import { type ClipWant, cutFrom } from './clip.ts';
import type { FromCutting, FromReader, Known, ReaderStart, ToReader } from './reader.ts';
import { withoutKnown, type WithoutKnown } from './without-known.ts';

const port = parentPort!;
const vendorOf = vendorLookup();
const say = (message: FromReader) => port.postMessage(message);

/** One capture from its first byte to its report. */
function readCapture(start: ReaderStart) {
  const inspection = createInspection({ vendorOf });
  const capture = inspection.openCapture(start.name);
  let intake: Intake | null = null;
  let taken = 0;
  const take = async (chunk: Uint8Array): Promise<void> => {
    intake ??= openIntake(chunk, capture);
    await intake.take(chunk);
    taken += chunk.length;
    say({ kind: 'took', read_bytes: taken, packets: capture.progress.packets });
  };
  const finish = async (): Promise<void> => {
    const closed = await intake?.close();
    const file: CaptureFile = capture.end();
    if (closed !== undefined && closed.problem !== null) file.fault = closed.problem;
    say({ kind: 'report', report: inspection.report(), content_sha256: closed?.content_sha256 ?? null, packets_known: 0 });
  };
  const readFile = async (source: FileSource): Promise<void> => {
    for await (const chunk of readSource(source, 0, source.size_bytes, new Uint8Array(pieceBytes))) await take(chunk);
    await finish();
  };
  return { take, finish, readFile };
}

/** Passes a stored capture on without the frames that others hold, unpacked; until all that can be known went by when `only_known`. */
async function passFresh(source: FileSource, fresh: WithoutKnown, only_known: boolean): Promise<void> {
  try {
    await passAll(source, fresh, only_known);
  } finally {
    await fresh.close();
  }
}

async function passAll(source: FileSource, fresh: WithoutKnown, only_known: boolean): Promise<void> {
  const waiting: Uint8Array[] = [];
  const target = { push: (chunk: Uint8Array) => void waiting.push(chunk.slice()), progress: fresh.progress };
  let intake: Intake | null = null;
  let taken = 0;
  const pass = async (): Promise<void> => {
    for (const chunk of waiting.splice(0)) await fresh.push(chunk);
  };
  for await (const chunk of readSource(source, 0, source.size_bytes, new Uint8Array(pieceBytes))) {
    intake ??= openIntake(chunk, target);
    // Compressed files come in small pieces, so that little waits unpacked.
    for (let at = 0; at < chunk.length; at += unpackBytes) {
      await intake.take(chunk.subarray(at, at + unpackBytes));
      await pass();
    }
    taken += chunk.length;
    say({ kind: 'took', read_bytes: taken, packets: fresh.progress.packets });
    if (only_known && fresh.isPast) return;
  }
  await intake?.close();
  await pass();
  fresh.end();
}

const unpackBytes = 256 << 10;

/** A stored capture without the frames of those it overlaps with. The numbers of its events' frames are those of its own file. */
async function readFresh(name: string, source: FileSource, known: Known): Promise<void> {
  const inspection = createInspection({ vendorOf });
  const look = withoutKnown(known, { push: () => {} });
  await passFresh(source, look, true);
  // Captures of different places overlap in time and share nothing: then the first reading stands.
  if (look.known === 0) return say({ kind: 'report', report: inspection.report(), content_sha256: null, packets_known: 0 });
  const capture = inspection.openCapture(name);
  const fresh = withoutKnown(known, capture);
  await passFresh(source, fresh, false);
  capture.end();
  const report: Report = inspection.report();
  for (const event of report.events) event.frame = fresh.placeOf(event.frame);
  say({ kind: 'report', report, content_sha256: null, packets_known: fresh.known });
}

async function cut(source: FileSource, wants: readonly ClipWant[]): Promise<FromCutting> {
  try {
    return { kind: 'clips', clips: await cutFrom(source, wants) };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const { kind, code, params } = thrown;
    return { kind: 'cut_failed', failure: { kind, code, params } };
  }
}

let reading: ReturnType<typeof readCapture> | null = null;

async function hear(message: ToReader): Promise<void> {
  if (message.kind === 'open') {
    const { name, source, known } = message;
    if (source !== null && known !== undefined) return readFresh(name, source, known);
    reading = readCapture(message);
    if (source !== null) await reading.readFile(source);
  } else if (message.kind === 'cut') port.postMessage(await cut(message.source, message.wants));
  else if (message.kind === 'chunk') await reading?.take(message.chunk);
  else {
    await reading?.finish();
    reading = null;
  }
}

let line: Promise<void> = Promise.resolve();
port.on('message', (message: ToReader) => {
  line = line.then(() => hear(message));
});
