// Reads a file in a thread of its own: bounded in memory and time, so that a hostile file ends its thread and never the server.
import { Worker } from 'node:worker_threads';
import { Failure } from '@holdfast/platform/failure';
import { limits, type ReadAnswer, type ReadOrder, type Table } from './reading.ts';

/** Reads. Throws Failure unprocessable with the code of what is wrong with the file, `import_too_hard` when it takes too long or too much. */
export async function readTable(order: ReadOrder, waitMs: number = limits.read_ms): Promise<Table> {
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: limits.heap_mb },
  });
  const timer = setTimeout(() => void worker.terminate(), waitMs);
  try {
    const answer = await new Promise<ReadAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the reading thread ended')));
    });
    if (!answer.ok) throw new Failure('unprocessable', answer.fault.code, answer.fault.params);
    return answer.table;
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    throw new Failure('unprocessable', 'import_too_hard');
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
