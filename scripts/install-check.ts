// Compares an installed version with the signed list it came with.
import { readFileSync } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { hashFile } from '../platform/src/backup-copy.ts';

/** Paths of files that are missing or not what the list says. */
export async function findChanged(folder: string): Promise<string[]> {
  const { files } = JSON.parse(readFileSync(join(folder, 'MANIFEST.json'), 'utf8')) as { files: { path: string; sha256: string }[] };
  const changed: string[] = [];
  for (const { path, sha256 } of files) if ((await hashOf(join(folder, path))) !== sha256) changed.push(path);
  return changed;
}

async function hashOf(path: string): Promise<string | null> {
  try {
    if ((await lstat(path)).isSymbolicLink())
      return createHash('sha256')
        .update(await readlink(path))
        .digest('hex');
    return (await hashFile(path)).sha256;
  } catch {
    return null;
  }
}
