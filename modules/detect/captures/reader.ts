// Starts the reading thread for one capture and passes bytes to it with back-pressure; the server's thread never parses.
import { Worker } from 'node:worker_threads';
import type { Report } from '@holdfast/core-wire';
import { Failure } from '@holdfast/platform/failure';
import type { Batch } from './batches.ts';

/** `path` null: bytes are passed with `push`; else the stored file is read. */
export type ReaderStart = { name: string; path: string | null };
export type ToReader = { kind: 'chunk'; chunk: Batch } | { kind: 'end' };
/** `content_sha256` is of the bytes in a compressed file; null where the file is the capture itself. */
export type Reading = { report: Report; content_sha256: string | null };
/** `took` is said once for every chunk, in their order. */
export type FromReader = { kind: 'took'; read_bytes: number; packets: number } | ({ kind: 'report' } & Reading);

export type Reader = {
  /** Reads a batch; resolves when little enough waits for the reader. */
  take(batch: Batch): Promise<void>;
  /** No more bytes. */
  end(): void;
  /** The report; rejects when the thread died, and with Failure('unavailable', 'reading_stopped') when it was stopped. */
  readonly reading: Promise<Reading>;
  readonly progress: { read_bytes: number; packets: number };
  stop(): Promise<void>;
};

const waitingLimitBytes = 16 << 20;

/**
 * Opens a reading thread. Its heap is bounded, so a hostile capture ends its thread, never the server. `giveBack` gets each batch when it
 * is read and may fill it anew.
 */
export function openReader(start: ReaderStart, giveBack: (batch: Batch) => void = () => {}): Reader {
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), {
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: 384 },
  });
  const progress = { read_bytes: 0, packets: 0 };
  const waiting: Batch[] = [];
  let sent = 0;
  let wake: () => void = () => {};
  let stopped = false;
  const reading = new Promise<Reading>((resolve, reject) => {
    worker.on('message', (message: FromReader) => {
      if (message.kind === 'report') return resolve(message);
      Object.assign(progress, { read_bytes: message.read_bytes, packets: message.packets });
      const read = waiting.shift();
      if (read !== undefined) giveBack(read);
      wake();
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      reject(stopped ? new Failure('unavailable', 'reading_stopped') : new Error('the reading thread ended before its report'));
      wake();
    });
  });
  reading.catch(() => {});
  let alive = true;
  worker.on('exit', () => (alive = false));
  return {
    reading,
    progress,
    async take(batch) {
      sent += batch.length;
      waiting.push(batch);
      worker.postMessage({ kind: 'chunk', chunk: batch } satisfies ToReader);
      while (alive && sent - progress.read_bytes > waitingLimitBytes) await new Promise<void>((resolve) => (wake = resolve));
    },
    end() {
      worker.postMessage({ kind: 'end' } satisfies ToReader);
    },
    async stop() {
      stopped = true;
      await worker.terminate();
    },
  };
}
