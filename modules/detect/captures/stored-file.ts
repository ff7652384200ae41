// A stored file's bytes, chunk by chunk.
import { createReadStream } from 'node:fs';

/** Chunks of up to two megabytes, in order. */
export async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: 2 << 20 })) yield chunk as Uint8Array;
}
