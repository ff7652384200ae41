// The second thread that reads a large capture together with the first. Light on purpose: it starts before the reading code is loaded.
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FindingsRows, SharePlan } from '@holdfast/core-wire';

/** Files both threads read, each as far as it went when it was first looked at. */
export type SharedFile = { name: string; length_bytes: number };
/** Below this the second thread's start costs more than it saves. */
export const WORTH_SHARING_BYTES = 128 << 20;

export type SecondThread = {
  files: readonly SharedFile[];
  /**
   * Lets it read the packets handed over in the ring; what it found once the ring is closed, null when it could not read.
   * @param onEnd called when the thread has ended, however: nobody empties the ring any more
   */
  read(memory: SharedArrayBuffer, plan: SharePlan, onEnd: () => void): Promise<FindingsRows[] | null>;
  /** Ends it, whatever it does. */
  stop(): void;
};

/** Starts the thread where it helps: files of some size, all different, and a second processor. */
export function startSecondThread(names: readonly string[], worthSharingBytes = WORTH_SHARING_BYTES): SecondThread | null {
  const files = names.map((name) => ({ name, length_bytes: sizeOf(name) }));
  const sizes = new Set(files.map((file) => file.length_bytes));
  const total = files.reduce((sum, file) => sum + file.length_bytes, 0);
  // Of equal size they may be the same: that is found out on the way that reads one after the other.
  if (sizes.has(0) || sizes.size < files.length || total < worthSharingBytes || availableParallelism() < 2) return null;
  const workerData = new URL('./second-thread.worker.ts', import.meta.url).href;
  const worker = new Worker(new URL('../bin/second-thread.mjs', import.meta.url), { workerData });
  let hasEnded = false;
  const found = new Promise<FindingsRows[] | null>((resolve) => {
    const end = (): void => {
      hasEnded = true;
      resolve(null);
    };
    worker.once('message', resolve);
    worker.once('error', end);
    worker.once('exit', end);
  });
  return {
    files,
    read(memory, plan, onEnd) {
      if (hasEnded) onEnd();
      worker.once('exit', onEnd);
      worker.postMessage({ memory, plan });
      return found;
    },
    stop: () => void worker.terminate(),
  };
}

/** Bytes of an ordinary file; 0 for everything else. */
function sizeOf(name: string): number {
  try {
    const stat = name === '-' ? undefined : statSync(name, { throwIfNoEntry: false });
    return stat?.isFile() === true ? stat.size : 0;
  } catch {
    return 0;
  }
}
