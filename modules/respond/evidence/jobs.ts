// After a destruction: the bytes whose key is gone leave the disk too.
import type { FileStore } from '@holdfast/platform/file-store';
import type { Task } from '@holdfast/platform/jobs';

export { shredJob } from './store.custody.ts';

/** Removes bytes nobody can read any more. */
export function shredTask(files: FileStore): Task {
  return async (payload) => {
    await files.removeDestroyed((payload as { sha256: string }).sha256);
  };
}
