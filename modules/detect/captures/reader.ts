// Starts the reading thread for one capture and passes bytes to it with back-pressure; the server's thread never parses.
import { Worker } from 'node:worker_threads';
import type { Report } from '@holdfast/core-wire';
import { Failure } from '@holdfast/platform/failure';

/** `path` null: bytes are passed with `push`; else the stored file is read. */
export type ReaderStart = { name: string; path: string | null };
export type ToReader = { kind: 'chunk'; chunk: Uint8Array } | { kind: 'end' };
/** `content_sha256` is of the bytes in a compressed file; null where the file is the capture itself. */
export type Reading = { report: Report; content_sha256: string | null };
export type FromReader = { kind: 'took'; read_bytes: number; packets: number } | ({ kind: 'report' } & Reading);

export type Reader = {
  /** Takes a batch and its memory; resolves when little enough waits for the reader. */
  take(batch: Uint8Array<ArrayBuffer>): Promise<void>;
  /** No more bytes. */
  end(): void;
  /** The report; rejects when the thread died, and with Failure('unavailable', 'reading_stopped') when it was stopped. */
  readonly reading: Promise<Reading>;
  readonly progress: { read_bytes: number; packets: number };
  stop(): Promise<void>;
};

const waitingLimitBytes = 16 << 20;

/** Opens a reading thread. Its heap is bounded, so a hostile capture ends its thread, never the server. */
export function openReader(start: ReaderStart): Reader {
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), {
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: 384 },
  });
  const progress = { read_bytes: 0, packets: 0 };
  let sent = 0;
  let wake: () => void = () => {};
  let stopped = false;
  const reading = new Promise<Reading>((resolve, reject) => {
    worker.on('message', (message: FromReader) => {
      if (message.kind === 'report') return resolve(message);
      Object.assign(progress, { read_bytes: message.read_bytes, packets: message.packets });
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
      worker.postMessage({ kind: 'chunk', chunk: batch } satisfies ToReader, [batch.buffer]);
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
