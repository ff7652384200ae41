// Takes an upload's chunks as they come: pauses while enough waits, ends a stream that brings nothing or is stopped, gives memory back at once.
import type { IncomingMessage } from 'node:http';
import { Failure } from '@holdfast/platform/failure';
import { idleSeconds } from './rules.ts';

export type ByteStream = IncomingMessage | AsyncIterable<Uint8Array>;
/** Takes a chunk; the stream pauses while the promise it may return is open. The chunk's memory is gone afterwards. */
export type TakeChunk = (chunk: Uint8Array) => Promise<void> | null;

/**
 * Passes every chunk of `stream` on. Rejects with the reason of `signal` as soon as it is aborted, with Failure('unprocessable', 'upload_idle')
 * when nothing came for `idleMs`, and with an Error when the connection broke off.
 */
export async function eachChunk(stream: ByteStream, take: TakeChunk, signal: AbortSignal, idleMs = idleSeconds * 1000): Promise<void> {
  signal.throwIfAborted();
  if (!('pipe' in stream)) {
    for await (const chunk of stream) {
      await take(chunk);
      signal.throwIfAborted();
    }
    return;
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const waiting = { since: Date.now(), paused: false };
  const pause = async (open: Promise<void>): Promise<void> => {
    stream.pause();
    waiting.paused = true;
    await open;
    Object.assign(waiting, { since: Date.now(), paused: false });
    stream.resume();
  };
  stream.on('data', (chunk: Buffer<ArrayBuffer>) => {
    waiting.since = Date.now();
    try {
      const open = take(chunk);
      freeChunk(chunk);
      if (open !== null) void pause(open).catch(reject);
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
  stream.on('end', resolve);
  stream.on('error', reject);
  stream.on('close', () => (stream.complete ? resolve() : reject(new Error('the connection broke off'))));
  signal.addEventListener('abort', () => reject(signal.reason as Error));
  const watch = setInterval(() => {
    if (!waiting.paused && Date.now() - waiting.since > idleMs)
      reject(new Failure('unprocessable', 'upload_idle', { seconds: Math.round(idleMs / 1000) }));
  }, idleMs / 4);
  try {
    await promise;
  } finally {
    clearInterval(watch);
    stream.removeAllListeners('data');
  }
}

/** Left to the collector, every forty megabytes of chunks cost a walk through the whole heap. */
function freeChunk({ buffer, byteLength }: Buffer<ArrayBuffer>): void {
  if (buffer.byteLength === byteLength) buffer.transfer(0);
}
