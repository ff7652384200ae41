// Clips of a kept capture, cut in the reading thread: unsealing and walking through hundreds of megabytes is not the server's own thread's work.
import { Failure } from '@holdfast/platform/failure';
import type { FileSource } from '@holdfast/platform/file-source';
import type { Clip, ClipWant } from './clip.ts';
import type { FromCutting, ToReader } from './reader.ts';
import { keepWarm, takeWorker } from './thread.ts';

export { type Clip, clipBytes, clipFrames, type ClipWant } from './clip.ts';

/**
 * A clip for each want, in their order; null where the capture holds no frame of it. Each has at most `clipFrames` frames and about `clipBytes`.
 * Throws as `readSource`, and Failure('unavailable', 'reading_stopped') where the capture ended its thread.
 */
export function cutClips(source: FileSource, wants: readonly ClipWant[]): Promise<(Clip | null)[]> {
  const worker = takeWorker();
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Failure('unavailable', 'reading_stopped'));
    worker.on('message', (message: FromCutting) => {
      keepWarm(worker);
      if (message.kind === 'clips') return resolve(message.clips);
      const { kind, code, params } = message.failure;
      reject(new Failure(kind, code, params));
    });
    worker.on('error', ended);
    worker.on('exit', ended);
    const asked: ToReader = { kind: 'cut', source, wants };
    worker.postMessage(asked);
  });
}
