// Whether a stored file still is what was stored, where it is not, and since when nobody can read it.
import { setTimeout as wait } from 'node:timers/promises';
import { type FileFolders, placeOf } from './file-folders.ts';
import type { FileKeys } from './file-keys.ts';
import { hashSealedFile, openStored } from './file-open.ts';
import { pieceBytes, readSource } from './file-source.ts';
import { Failure } from './failure.ts';

/** `at_byte`: the first place where it shows, of a changed file. `read_bytes`: what the look cost. */
export type FileCheck = { state: 'whole' | 'missing' | 'changed' | 'key_missing' | 'erased'; at_byte: number | null; read_bytes: number };

const stateOfCode: Readonly<Record<string, FileCheck['state']>> = {
  file_missing: 'missing',
  file_changed: 'changed',
  file_key_missing: 'key_missing',
  file_erased: 'erased',
};

/** `limit_bytes_per_s`: how much of the disk it may take. `signal` ends it with its reason. */
export type CheckOptions = { limit_bytes_per_s?: number; signal?: AbortSignal };

/** Reads all of it, at most so many bytes a second. Faults of the disk itself (EIO) count as changed: its bytes cannot be had. */
export async function checkFile(
  folders: FileFolders,
  keys: FileKeys,
  sha256: string,
  { limit_bytes_per_s = Number.POSITIVE_INFINITY, signal }: CheckOptions = {},
): Promise<FileCheck> {
  let read_bytes = 0;
  const began = performance.now();
  const pace = async (bytes: number): Promise<void> => {
    signal?.throwIfAborted();
    read_bytes += bytes;
    const early = (read_bytes / limit_bytes_per_s) * 1000 - (performance.now() - began);
    if (early > 5) await wait(early, undefined, { signal });
  };
  try {
    const memory = new Uint8Array(pieceBytes);
    const held = (await keys.find(sha256)).find((it) => it.state === 'handed_over');
    if (held !== undefined) {
      const isSame = (await hashSealedFile(placeOf(folders, sha256), pace)) === held.sealed_sha256;
      return { state: isSame ? 'whole' : 'changed', at_byte: isSame ? null : 0, read_bytes };
    }
    for await (const piece of readSource(await openStored(folders, keys, sha256, { is_check: true }), 0, undefined, memory))
      await pace(piece.length);
    return { state: 'whole', at_byte: null, read_bytes };
  } catch (error) {
    const state = stateOf(error);
    if (state === undefined) throw error;
    const at_byte = error instanceof Failure && typeof error.params['at_byte'] === 'number' ? error.params['at_byte'] : null;
    return { state, at_byte: state === 'changed' ? (at_byte ?? read_bytes) : null, read_bytes };
  }
}

function stateOf(error: unknown): FileCheck['state'] | undefined {
  if (error instanceof Failure) return stateOfCode[error.code];
  return error instanceof Error && 'code' in error && error.code === 'EIO' ? 'changed' : undefined;
}
