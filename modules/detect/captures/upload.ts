// Receiving a capture: each chunk is stored and read at the same time, so that the count is nearly done when the last byte is in.
import type { IncomingMessage } from 'node:http';
import { Failure } from '@holdfast/platform/failure';
import type { Permit } from '@holdfast/platform/permit';
import type { Act } from '@holdfast/platform/act';
import { permitReading } from './access.ts';
import { type ReadingParts, readJob, type UnderWay } from './jobs.ts';
import { type Batch, Batches, BatchMemory } from './batches.ts';
import { openReader, type Reader } from './reader.ts';
import { addCapture, endCapture, noteProgress, noteReceived, readCapture } from './store.ts';
import type { Capture } from './schema.ts';

/** Largest capture file taken, as stored. */
export const limitBytes = 64 * 2 ** 30;
const progressMs = 400;
/** So many batches may wait for the disk while more come in. */
const batchesAhead = 4;
/** So many reading threads at once; a file that comes in beyond that is stored first and read by its job. */
const readersAtOnce = 2;

type Asked = { site_id: string; name: string; size_bytes: number };
type Receiving = Awaited<ReturnType<ReadingParts['files']['receive']>>;

/** Stops of uploads under way, by capture id: cancelling ends the stream. */
export type Stops = Map<string, () => void>;

/** Takes a capture from a request. Returns its row once all bytes are in: reading (a job counts it) or duplicate. */
export async function receiveCapture(
  parts: ReadingParts,
  act: Act,
  permit: Permit,
  asked: Asked,
  stream: IncomingMessage | AsyncIterable<Uint8Array>,
  under_way: UnderWay,
  stops: Stops,
): Promise<Capture> {
  const { site_id } = asked;
  if (asked.size_bytes > limitBytes) throw new Failure('too_large', 'file_too_large', { limit_bytes: limitBytes });
  const capture_id = await act(permit, { site: site_id, kind: 'capture.added' }, async (tx) => {
    const added = await addCapture(tx, site_id, permit.via === 'process' ? null : permit.actor_id, asked);
    return {
      subject: { type: 'capture', id: added },
      facts: { size_bytes: asked.size_bytes },
      personal: { name: asked.name },
      result: added,
    };
  });
  let receiving: Receiving | null = null;
  try {
    receiving = await parts.files.receive({ limit_bytes: limitBytes });
    const memory = new BatchMemory();
    const reader = under_way.size < readersAtOnce ? openReader({ name: asked.name, path: null }, (it) => memory.giveBack(it)) : null;
    if (reader !== null) under_way.set(capture_id, reader);
    await pour(parts, asked, capture_id, stream, receiving, reader, memory, stops);
    const file = await receiving.finish();
    const state = await act(permit, { site: site_id, kind: 'capture.received' }, async (tx) => {
      const next = await noteReceived(tx, site_id, capture_id, file);
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
  } catch (error) {
    await forget(under_way, capture_id);
    await receiving?.discard().catch(() => {});
    // Where even this cannot be written (the disk is full), the next start reports the capture as interrupted; the first fault is the one to tell.
    await giveUp(parts, site_id, capture_id, error).catch(() => {});
    if ((await readCapture(parts.db, site_id, capture_id).catch(() => null))?.state !== 'cancelled') throw error;
  } finally {
    stops.delete(capture_id);
  }
  return readCapture(parts.db, site_id, capture_id);
}

const unread = { read_bytes: 0, packets: 0 };

async function pour(
  parts: ReadingParts,
  asked: Asked,
  capture_id: string,
  stream: IncomingMessage | AsyncIterable<Uint8Array>,
  receiving: Receiving,
  reader: Reader | null,
  memory: BatchMemory,
  stops: Stops,
): Promise<void> {
  let received_bytes = 0;
  let stopped = false;
  let noted = Date.now();
  stops.set(capture_id, () => (stopped = true));
  // Two things happen to each batch while the next ones come in: it is stored, then shown to the reading thread.
  const keep = async (batch: Batch): Promise<void> => {
    await receiving.write(batch);
    if (reader === null) memory.giveBack(batch);
    else await reader.take(batch);
  };
  let stored: Promise<void> = Promise.resolve();
  let waiting = 0;
  let wake: () => void = () => {};
  const batches = new Batches(memory, (batch) => {
    waiting += 1;
    stored = stored
      .then(() => keep(batch))
      .finally(() => {
        waiting -= 1;
        wake();
      });
    stored.catch(() => {});
  });
  await eachChunk(stream, (chunk) => {
    if (stopped) throw new Failure('conflict', 'capture_cancelled');
    batches.add(chunk);
    received_bytes += chunk.length;
    if (Date.now() - noted >= progressMs) {
      noted = Date.now();
      void noteProgress(parts.db, asked.site_id, capture_id, { received_bytes, ...(reader?.progress ?? unread) }).catch(() => {});
    }
    return waiting > batchesAhead ? new Promise<void>((resolve) => (wake = resolve)) : null;
  });
  batches.flush();
  await stored;
  if (asked.size_bytes > 0 && received_bytes !== asked.size_bytes)
    throw new Failure('unprocessable', 'upload_incomplete', { received_bytes, size_bytes: asked.size_bytes });
  reader?.end();
}

/** Each chunk of a stream as it comes; the stream pauses while a promise is open. */
async function eachChunk(
  stream: IncomingMessage | AsyncIterable<Uint8Array>,
  take: (chunk: Uint8Array) => Promise<void> | null,
): Promise<void> {
  if (!('pipe' in stream)) {
    for await (const chunk of stream) await take(chunk);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    stream.on('data', (chunk: Buffer<ArrayBuffer>) => {
      try {
        const open = take(chunk);
        freeChunk(chunk);
        if (open === null) return;
        stream.pause();
        open.then(() => stream.resume(), reject);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    stream.on('end', resolve);
    stream.on('error', reject);
    stream.on('close', () => (stream.complete ? resolve() : reject(new Error('aborted'))));
  });
}

/** Gives the memory of a chunk back at once: left to the collector, every forty megabytes cost a walk through the whole heap. */
function freeChunk({ buffer, byteLength }: Buffer<ArrayBuffer>): void {
  if (buffer.byteLength === byteLength) buffer.transfer(0);
}

async function forget(under_way: UnderWay, capture_id: string): Promise<void> {
  await under_way.get(capture_id)?.stop();
  under_way.delete(capture_id);
}

/** Says on the row how the upload ended, unless a person cancelled it. */
async function giveUp(parts: ReadingParts, site_id: string, capture_id: string, error: unknown): Promise<void> {
  if ((await readCapture(parts.db, site_id, capture_id)).state === 'cancelled') return;
  const failed = error instanceof Failure && error.kind !== 'conflict' && error.code !== 'upload_incomplete';
  const fault = error instanceof Failure ? error.code : 'the connection broke off';
  await parts.observe(permitReading(site_id), { site: site_id, kind: failed ? 'capture.failed' : 'capture.interrupted' }, async (tx) => {
    await endCapture(tx, site_id, capture_id, failed ? 'failed' : 'interrupted', fault);
    return { subject: { type: 'capture', id: capture_id }, facts: { fault }, result: null };
  });
}
