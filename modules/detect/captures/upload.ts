// Receiving a capture: each chunk is stored and read at the same time, so that the count is nearly done when the last byte is in. What broke off is kept.
import { noteKeptFile } from '@holdfast/kept-files/store';
import { Failure } from '@holdfast/platform/failure';
import type { Permit } from '@holdfast/platform/permit';
import type { Act } from '@holdfast/platform/act';
import { permitReading } from './access.ts';
import { type ReadingParts, readJob, type UnderWay } from './jobs.ts';
import { type Batch, Batches, BatchMemory } from './batches.ts';
import { openReader, type Reader } from './reader.ts';
import { fits, keepHours, limitBytes, mayGoOn } from './rules.ts';
import { addCapture, endCapture, goOnReceiving, interruptCapture, noteProgress, noteReceived, readCapture } from './store.ts';
import type { Capture } from './schema.ts';
import { type ByteStream, eachChunk } from './stream.ts';

const progressMs = 400;
/** So many batches may wait for the disk while more come in. */
const batchesAhead = 4;
/** So many reading threads at once; a file that comes in beyond that is stored first and read by its job. */
const readersAtOnce = 2;
/** How often the room on the disk is looked at. */
const roomEveryBytes = 256 << 20;

type Asked = { site_id: string; name: string; size_bytes: number };
type Part = { offset: number; prefix_sha256: string | null };
type Receiving = Awaited<ReturnType<ReadingParts['files']['receive']>>;
type StopReason = 'capture_cancelled' | 'upload_busy';

/** Stops of uploads under way, by capture id: cancelling ends the stream, and so does its own continuation over another connection. */
export type Stops = Map<string, (why: StopReason) => void>;
/** What receiving needs, and on whose permit. */
export type Intake = { parts: ReadingParts; act: Act; permit: Permit; under_way: UnderWay; stops: Stops };

/** Takes a capture from one request. Returns its row once all bytes are in: reading (a job counts it) or duplicate. */
export async function receiveCapture(intake: Intake, asked: Asked, stream: ByteStream): Promise<Capture> {
  const capture_id = await announceCapture(intake, asked);
  const capture = await readCapture(intake.parts.db, asked.site_id, capture_id);
  return receiveContent(intake, asked.site_id, capture, { offset: 0, prefix_sha256: null }, stream);
}

/** Adds the row of a capture whose bytes will come. Throws Failure('too_large' | 'insufficient_storage') for what cannot be taken. */
export async function announceCapture({ parts, act, permit }: Intake, asked: Asked): Promise<string> {
  const { site_id, size_bytes } = asked;
  if (size_bytes > limitBytes) throw new Failure('too_large', 'file_too_large', { limit_bytes: limitBytes });
  await checkRoom(parts, size_bytes);
  return act(permit, { site: site_id, kind: 'capture.added' }, async (tx) => {
    const added = await addCapture(tx, site_id, permit.via === 'process' ? null : permit.actor_id, asked);
    return { subject: { type: 'capture', id: added }, facts: { size_bytes }, personal: { name: asked.name }, result: added };
  });
}

async function checkRoom(parts: ReadingParts, bytes: number): Promise<void> {
  const free_bytes = await parts.files.freeBytes();
  if (!fits(bytes, free_bytes)) throw new Failure('insufficient_storage', 'disk_too_small', { size_bytes: bytes, free_bytes });
}

/**
 * Takes the bytes of an announced capture from `offset` on to its end. When the connection breaks off, what came is kept, and the same call
 * goes on there. Throws Failure('conflict'): 'upload_offset' with what the server has, 'upload_other_file' when the file does not begin with
 * the kept bytes, 'upload_busy' while another connection still brings them (that one is ended: ask again), 'upload_over'.
 */
export async function receiveContent(intake: Intake, site_id: string, capture: Capture, part: Part, stream: ByteStream): Promise<Capture> {
  const { parts, under_way, stops } = intake;
  const { id, name, size_bytes } = capture;
  const live = stops.get(id);
  if (live !== undefined) {
    live('upload_busy');
    throw new Failure('conflict', 'upload_busy');
  }
  const stopping = new AbortController();
  stops.set(id, (why) => stopping.abort(new Failure('conflict', why)));
  let receiving: Receiving | null = null;
  try {
    receiving = await openFile(intake, site_id, capture, part);
    const memory = new BatchMemory();
    const reader = under_way.size < readersAtOnce ? openReader({ name, source: null }, (it) => memory.giveBack(it)) : null;
    if (reader !== null) under_way.set(id, reader);
    const keep = keeper(receiving, reader, memory);
    const flow: Flow = { parts, site_id, capture_id: id, size_bytes, memory, reader, keep: keep.store, signal: stopping.signal };
    if (part.offset > 0) await checkPrefix(flow, receiving, part, keep.show);
    await pour(flow, part.offset, stream);
    await close(intake, site_id, capture, receiving);
  } catch (error) {
    await forget(under_way, id);
    // Where even this cannot be written (the disk is full), the next start does it; the first fault is the one to tell.
    if (receiving !== null) await giveUp(parts, site_id, capture, receiving, error).catch(() => {});
    if ((await readCapture(parts.db, site_id, id).catch(() => null))?.state !== 'cancelled') throw error;
  } finally {
    stops.delete(id);
  }
  return readCapture(parts.db, site_id, id);
}

/** The file the bytes go to, new or where it stopped, once it is clear that they may. */
async function openFile({ parts, act, permit }: Intake, site_id: string, capture: Capture, { offset }: Part): Promise<Receiving> {
  const kept_bytes = (await parts.files.keptBytes(capture.id)) ?? 0;
  const refusal = mayGoOn(capture, kept_bytes, offset);
  if (refusal !== null) throw new Failure('conflict', refusal, { received_bytes: kept_bytes, state: capture.state });
  await checkRoom(parts, Math.max(0, capture.size_bytes - offset));
  const subject = { type: 'capture', id: capture.id };
  if (capture.state === 'interrupted')
    await act(permit, { site: site_id, kind: 'capture.resumed' }, async (tx) => {
      if (!(await goOnReceiving(tx, site_id, capture.id))) throw new Failure('conflict', 'upload_over');
      return { subject, facts: { received_bytes: offset }, result: null };
    });
  const limit_bytes = limitBytes;
  return offset > 0 ? parts.files.resume(capture.id, { limit_bytes }) : parts.files.receive({ limit_bytes, name: capture.id });
}

/** Two things happen to each batch while the next ones come in: it is stored, then shown to the reading thread. */
function keeper(receiving: Receiving, reader: Reader | null, memory: BatchMemory) {
  const show = async (batch: Batch): Promise<void> => (reader === null ? memory.giveBack(batch) : reader.take(batch));
  const store = async (batch: Batch): Promise<void> => {
    await receiving.write(batch);
    await show(batch);
  };
  return { show, store };
}

/** The kept bytes are read once more, for their hash and their frames: of gigabytes that takes a while, so the row says how far it is. */
async function checkPrefix(flow: Flow, receiving: Receiving, part: Part, show: (batch: Batch) => Promise<void>): Promise<void> {
  let noted = Date.now();
  const pass = async (bytes: Uint8Array): Promise<void> => {
    flow.signal.throwIfAborted();
    await show(bytes as Batch);
    if (Date.now() - noted < progressMs) return;
    noted = Date.now();
    note(flow, part.offset);
  };
  const kept = await receiving.replay(() => flow.memory.get(), pass);
  if (kept !== part.prefix_sha256) throw new Failure('conflict', 'upload_other_file');
}

type Flow = {
  parts: ReadingParts;
  site_id: string;
  capture_id: string;
  size_bytes: number;
  memory: BatchMemory;
  reader: Reader | null;
  keep: (batch: Batch) => Promise<void>;
  signal: AbortSignal;
};

async function pour(flow: Flow, offset: number, stream: ByteStream): Promise<void> {
  const { size_bytes, memory, reader } = flow;
  let received_bytes = offset;
  let noted = Date.now();
  let looked = offset;
  let waiting = 0;
  let wake: () => void = () => {};
  let stored: Promise<void> = Promise.resolve();
  const batches = new Batches(memory, (batch) => {
    waiting += 1;
    stored = stored
      .then(() => flow.keep(batch))
      .finally(() => {
        waiting -= 1;
        wake();
      });
    stored.catch(() => {});
  });
  const line = async (): Promise<void> => {
    await new Promise<void>((resolve) => (wake = resolve));
    if (received_bytes - looked < roomEveryBytes) return;
    looked = received_bytes;
    await checkRoom(flow.parts, 0);
  };
  const take = (chunk: Uint8Array): Promise<void> | null => {
    batches.add(chunk);
    received_bytes += chunk.length;
    if (size_bytes > 0 && received_bytes > size_bytes) throw new Failure('unprocessable', 'upload_too_long', { size_bytes });
    if (Date.now() - noted >= progressMs) {
      noted = Date.now();
      note(flow, received_bytes);
    }
    return waiting > batchesAhead ? Promise.race([line(), stored]) : null;
  };
  try {
    await eachChunk(stream, take, flow.signal);
    if (size_bytes > 0 && received_bytes !== size_bytes)
      throw new Failure('unprocessable', 'upload_incomplete', { received_bytes, size_bytes });
  } finally {
    // Also what came before a break is stored: the upload goes on after it.
    batches.flush();
    await stored;
  }
  reader?.end();
}

function note({ parts, site_id, capture_id, reader }: Flow, received_bytes: number): void {
  const { read_bytes, packets } = reader?.progress ?? { read_bytes: 0, packets: 0 };
  void noteProgress(parts.db, site_id, capture_id, { received_bytes, read_bytes, packets }).catch(() => {});
}

/** All bytes are in: a job counts them, unless they were counted before. */
async function close(
  { act, permit, under_way }: Intake,
  site_id: string,
  { id: capture_id, name }: Capture,
  receiving: Receiving,
): Promise<void> {
  const file = await receiving.finish();
  const state = await act(permit, { site: site_id, kind: 'capture.received' }, async (tx) => {
    const next = await noteReceived(tx, site_id, capture_id, file);
    if (next === 'reading') await noteKeptFile(tx, { site_id, sha256: file.sha256, name, of: { type: 'capture', id: capture_id } });
    const jobs = next === 'reading' ? [{ name: readJob, payload: { site_id, capture_id }, key: capture_id }] : [];
    const files = [{ sha256: file.sha256, size_bytes: file.size_bytes, type: 'application/vnd.tcpdump.pcap' }];
    return {
      subject: { type: 'capture', id: capture_id },
      facts: { sha256: file.sha256, size_bytes: file.size_bytes, duplicate: next === 'duplicate' },
      files,
      jobs,
      result: next,
    };
  });
  if (state === 'duplicate') await forget(under_way, capture_id);
}

async function forget(under_way: UnderWay, capture_id: string): Promise<void> {
  await under_way.get(capture_id)?.stop();
  under_way.delete(capture_id);
}

/** Refusals after which the kept bytes are as good as before. */
const passing: readonly string[] = ['upload_incomplete', 'upload_idle', 'upload_busy', 'upload_other_file'];

/** Says on the row how the part ended, unless a person cancelled it, and keeps or forgets its bytes. */
async function giveUp(parts: ReadingParts, site_id: string, capture: Capture, receiving: Receiving, error: unknown): Promise<void> {
  const { id, size_bytes } = capture;
  const isCancelled = (await readCapture(parts.db, site_id, id)).state === 'cancelled';
  const canGoOn = !isCancelled && size_bytes > 0 && (!(error instanceof Failure) || passing.includes(error.code));
  await (canGoOn ? receiving.suspend() : receiving.discard());
  if (isCancelled) return;
  const fault = error instanceof Failure ? error.code : 'the connection broke off';
  const kept_bytes = (await parts.files.keptBytes(id)) ?? 0;
  const kind = canGoOn ? 'capture.interrupted' : 'capture.failed';
  const said = parts.observe(permitReading(site_id), { site: site_id, kind }, async (tx) => {
    if (canGoOn) await interruptCapture(tx, site_id, id, { kept_bytes, fault, keep_hours: keepHours });
    else if (!(await endCapture(tx, site_id, id, 'failed', fault))) throw new Failure('conflict', 'capture_over');
    return { subject: { type: 'capture', id }, facts: canGoOn ? { fault, kept_bytes } : { fault }, result: null };
  });
  // Whoever ended it meanwhile has said so; it ends once.
  await said.catch((thrown: unknown) => {
    if (!(thrown instanceof Failure && thrown.code === 'capture_over')) throw thrown;
  });
}
