// Files that must survive a power cut: replaced whole, on disk before the call returns.
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** INVARIANT: when this returns, the new text survives a power cut; before, the old one does. Only the file's own user may read it. */
export function replaceFile(path: string, text: string): void {
  const making = `${path}.making`;
  const file = openSync(making, 'w', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(making, path);
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
