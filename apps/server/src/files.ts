// Opens the file store of a data folder with the key that wraps all others, and refuses to start with the wrong one.
import { join } from 'node:path';
import { readDestroyedKeys } from '@holdfast/platform/erasure-list';
import { openFileKeys } from '@holdfast/platform/file-keys';
import { openMasterKey } from '@holdfast/platform/file-master-key';
import { type FileStore, openFileStore } from '@holdfast/platform/file-store';
import type { Database } from '@holdfast/platform/route';
import { StartFault } from '@holdfast/platform/start-fault';

/** Throws StartFault `file_key_other` when files are there that another key opens: a lost key must be noticed before anything is written. */
export async function openFiles(db: Database, dataDir: string): Promise<FileStore> {
  const path = join(dataDir, 'secrets', 'files.secret');
  const gone = new Set(readDestroyedKeys(dataDir).map(({ file_id }) => file_id));
  const keys = openFileKeys(db, await openMasterKey(path), gone);
  const foreign = await keys.countForeign();
  if (foreign > 0)
    throw new StartFault(
      'file_key_other',
      `${path} is not the key that ${foreign} stored files were encrypted with. Put the right one back from a backup, and start again.`,
    );
  return openFileStore(join(dataDir, 'files'), keys);
}
