// The public recovery key backups of this installation are made for, in a file beside the data: no secret, and there while the database is not.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const pathOf = (dataDir: string): string => join(dataDir, 'recovery-key');

/** Base64 of 32 bytes, null when none was set up. */
export function readRecoveryKey(dataDir: string): string | null {
  return existsSync(pathOf(dataDir)) ? readFileSync(pathOf(dataDir), 'utf8').trim() : null;
}

/** Keeps it, or with null removes it. */
export function writeRecoveryKey(dataDir: string, recovery_key: string | null): void {
  if (recovery_key === null) return rmSync(pathOf(dataDir), { force: true });
  writeFileSync(`${pathOf(dataDir)}.making`, `${recovery_key}\n`, { mode: 0o644, flush: true });
  renameSync(`${pathOf(dataDir)}.making`, pathOf(dataDir));
}
