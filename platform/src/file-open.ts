// Finds what lies under a hash and the key that opens it: the file's own header says which key it was written with.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type DataKey, headerBytes, plainSize, readHeader } from './file-cipher.ts';
import { type FileFolders, placeOf } from './file-folders.ts';
import type { FileKeys, KeyRow } from './file-keys.ts';
import { changedFailure, type FileSource } from './file-source.ts';
import { Failure } from './failure.ts';
import { systemCode } from './start-fault.ts';

/** `data_key`: of a file whose key people hold. `is_check`: the server looks at a sensitive file for itself, and shows it to nobody. */
export type OpeningWith = { data_key?: DataKey; is_check?: boolean };

/** What reading takes. Throws the Failures that `FileStore.open` names. */
export async function openStored(folders: FileFolders, keys: FileKeys, sha256: string, using: OpeningWith): Promise<FileSource> {
  const path = placeOf(folders, sha256);
  const rows = await keys.find(sha256);
  if (rows.length > 0 && rows.every((it) => it.state === 'destroyed')) throw new Failure('not_found', 'file_erased');
  const { size, file_id } = await look(path);
  if (file_id === null) {
    // A plain file under a row that says it was encrypted is not what was stored.
    if (rows.length > 0 && !rows.some((it) => it.state === 'plain' || (it.state === 'replaced' && it.size_bytes === null)))
      throw changedFailure(path, 0);
    return { path, sha256, size_bytes: size, sealed: null };
  }
  if (rows.length === 0) throw new Failure('unavailable', 'file_key_missing', { file: sha256 });
  const row = rows.find((it) => it.file_id === file_id && it.state !== 'destroyed');
  // Another file's bytes under this name.
  if (row === undefined) throw changedFailure(path, 0);
  const size_bytes = plainSize(size);
  if (size_bytes === null || size_bytes !== row.size_bytes) throw changedFailure(path, Math.min(size_bytes ?? 0, row.size_bytes ?? 0));
  return { path, sha256, size_bytes, sealed: { file_id, key: keyOf(row, using) } };
}

function keyOf(row: KeyRow, { data_key, is_check }: OpeningWith): Uint8Array {
  if (data_key !== undefined) {
    if (data_key.file_id !== row.file_id) throw new Failure('forbidden', 'file_needs_keys');
    return data_key.key;
  }
  if (row.state === 'handed_over' || (row.is_sensitive && is_check !== true)) throw new Failure('forbidden', 'file_needs_keys');
  if (row.key === null) throw new Failure('unavailable', 'file_key_missing', { file: row.sha256 });
  return row.key;
}

/** Throws Failure('not_found', 'file_missing'). */
async function look(path: string): Promise<{ size: number; file_id: string | null }> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') throw new Failure('not_found', 'file_missing');
    throw error;
  });
  try {
    const header = new Uint8Array(headerBytes);
    const { bytesRead } = await file.read(header, 0, headerBytes, 0);
    return { size: (await file.stat()).size, file_id: readHeader(header.subarray(0, bytesRead)) };
  } finally {
    await file.close();
  }
}

/** SHA-256 of a file as it lies on the disk. `pace` is told of each piece and may wait. Throws Failure('not_found', 'file_missing'). */
export async function hashSealedFile(path: string, pace: (bytes: number) => Promise<void> = async () => {}): Promise<string> {
  await look(path);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Uint8Array);
    await pace((chunk as Uint8Array).length);
  }
  return hash.digest('hex');
}
