// The reading threads: one that has read is kept warm for the next; their heap is bounded, so a hostile capture ends its thread, never the server.
import { Worker } from 'node:worker_threads';

/** A thread that has read is kept for the next capture: loading and compiling the reader costs half a second of processor time. */
const warmMs = 10 * 60_000;
let warm: { worker: Worker; timer: NodeJS.Timeout } | null = null;

/** The warm thread, or a new one. */
export function takeWorker(): Worker {
  const taken = warm;
  if (taken === null)
    return new Worker(new URL('./reader.worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 384 } });
  warm = null;
  clearTimeout(taken.timer);
  forgetListeners(taken.worker);
  taken.worker.ref();
  return taken.worker;
}

/** Keeps a thread that has done its work; a second one ends. */
export function keepWarm(worker: Worker): void {
  forgetListeners(worker);
  if (warm !== null) return void worker.terminate();
  // Neither the thread nor its timer keeps a process that wants to end.
  worker.unref();
  const forget = (): void => {
    warm = null;
    void worker.terminate();
  };
  worker.on('error', forget);
  warm = { worker, timer: setTimeout(forget, warmMs).unref() };
}

// By name: others belong to Node, and start the port when somebody listens.
function forgetListeners(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}
