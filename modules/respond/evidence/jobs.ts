// After a destruction: the key of the bytes is destroyed, unless something else still needs them.
import type { Task } from '@holdfast/platform/jobs';
import type { Database } from '@holdfast/platform/route';
import { isStillNeeded } from './store.ts';

/** `shred` makes the bytes of a hash unreadable for ever. */
export function shredTask(db: Database, shred: (sha256: string) => Promise<void>): Task {
  return async (payload) => {
    const { sha256 } = payload as { sha256: string };
    if (!(await isStillNeeded(db, sha256))) await shred(sha256);
  };
}
