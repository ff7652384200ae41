// Starts the reading thread for one capture and passes bytes to it with back-pressure; the server's thread never parses.
import type { Report } from '@holdfast/core-wire';
import { Failure } from '@holdfast/platform/failure';
import type { FileSource } from '@holdfast/platform/file-source';
import type { Batch } from './batches.ts';
import type { Clip, ClipWant } from './clip.ts';
import { keepWarm, takeWorker } from './thread.ts';

/** `source` null: bytes are passed with `take`; else the stored file is read, without the frames that the files of `known` hold too. */
export type ReaderStart = { name: string; source: FileSource | null; known?: Known };
/** Files counted before, and when the last of them ends (milliseconds since 1970): later frames are not compared. */
export type Known = { sources: readonly FileSource[]; until_ms: number };
export type ToReader =
  | ({ kind: 'open' } & ReaderStart)
  | { kind: 'chunk'; chunk: Batch }
  | { kind: 'end' }
  | { kind: 'cut'; source: FileSource; wants: readonly ClipWant[] };
/** `content_sha256` is of the bytes in a compressed file; null where the file is the capture itself. */
export type Reading = { report: Report; content_sha256: string | null; packets_known: number };
/** `took` is said once for every chunk, in their order. */
export type FromReader = { kind: 'took'; read_bytes: number; packets: number } | ({ kind: 'report' } & Reading);
/** What a cutting is answered with, once. A failure does not pass between threads as itself. */
export type FromCutting =
  | { kind: 'clips'; clips: (Clip | null)[] }
  | { kind: 'cut_failed'; failure: Pick<Failure, 'kind' | 'code' | 'params'> };

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
 * Opens a reading thread, or takes one that has just read a capture and is warm. `giveBack` gets each batch when it is read and may fill it anew.
 */
export function openReader(start: ReaderStart, giveBack: (batch: Batch) => void = () => {}): Reader {
  const worker = takeWorker();
  const progress = { read_bytes: 0, packets: 0 };
  const waiting: Batch[] = [];
  let sent = 0;
  let wake: () => void = () => {};
  let state: 'reading' | 'stopped' | 'over' = 'reading';
  const reading = new Promise<Reading>((resolve, reject) => {
    worker.on('message', (message: FromReader) => {
      if (message.kind === 'report') {
        state = 'over';
        keepWarm(worker);
        return resolve(message);
      }
      Object.assign(progress, { read_bytes: message.read_bytes, packets: message.packets });
      const read = waiting.shift();
      if (read !== undefined) giveBack(read);
      wake();
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      reject(state === 'stopped' ? new Failure('unavailable', 'reading_stopped') : new Error('the reading thread ended before its report'));
      state = 'over';
      wake();
    });
  });
  reading.catch(() => {});
  const send = (message: ToReader): void => worker.postMessage(message);
  send({ kind: 'open', ...start });
  return {
    reading,
    progress,
    async take(batch) {
      sent += batch.length;
      waiting.push(batch);
      send({ kind: 'chunk', chunk: batch });
      while (state === 'reading' && sent - progress.read_bytes > waitingLimitBytes) await new Promise<void>((resolve) => (wake = resolve));
    },
    end: () => send({ kind: 'end' }),
    async stop() {
      if (state !== 'reading') return;
      state = 'stopped';
      await worker.terminate();
    },
  };
}
