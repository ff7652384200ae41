// Who waits for a capture to be counted hears of it at once: within this process, where the job runs.
import type { Database } from '@holdfast/platform/route';
import type { Capture } from './schema.ts';
import { readCapture } from './store.ts';

const waiting = new Map<string, Set<() => void>>();

/** Its job is over, however it ended; what it wrote is committed. */
export function tellEnd(capture_id: string): void {
  for (const wake of waiting.get(capture_id) ?? []) wake();
}

/** The capture's row once it is no longer being read, or as it is after `patience_ms`. */
export async function untilRead(db: Database, site_id: string, capture_id: string, patience_ms: number): Promise<Capture> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const others = waiting.get(capture_id) ?? new Set();
  waiting.set(capture_id, others.add(resolve));
  const timer = setTimeout(() => resolve(), patience_ms);
  try {
    // Looked at after it is listened for, so that no end comes in between.
    const now = await readCapture(db, site_id, capture_id);
    if (now.state !== 'reading') return now;
    await promise;
  } finally {
    clearTimeout(timer);
    others.delete(resolve);
    if (others.size === 0) waiting.delete(capture_id);
  }
  return readCapture(db, site_id, capture_id);
}
