// The signer's folder: only its own user reads it; a file appears whole or not at all.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SignerFault } from './fault.ts';

/** Throws SignerFault where somebody else may read a file or folder, or owns it. */
export function requireOwn(path: string): void {
  const { mode, uid } = statSync(path);
  if (uid !== process.getuid?.())
    throw new SignerFault('not_own', `${path} belongs to another user. Run: chown ${process.getuid?.()} ${path}`);
  if ((mode & 0o077) !== 0) throw new SignerFault('open_to_others', `${path} can be read by others. Run: chmod go= ${path}`);
}

/** The text of a file of its own, null where there is none. */
export function readOwn(path: string): string | null {
  if (!existsSync(path)) return null;
  requireOwn(path);
  return readFileSync(path, 'utf8');
}

/** INVARIANT: when this returns, the new text survives a power cut; before, the old one does. */
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
