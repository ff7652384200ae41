// Where files lie: complete ones under their hash, spread over 256 folders; those that come in beside them under a name of ours.
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './failure.ts';
import { systemCode } from './start-fault.ts';

export type FileFolders = { root: string; incoming: string };

const hashPattern = /^[0-9a-f]{64}$/;
const namePattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Makes the folders, closed to other users. */
export async function makeFileFolders(root: string): Promise<FileFolders> {
  const folders = { root, incoming: join(root, 'incoming') };
  await mkdir(folders.incoming, { recursive: true, mode: 0o700 });
  await chmod(root, 0o700);
  await chmod(folders.incoming, 0o700);
  return folders;
}

export const newIncomingName = (): string => randomUUID();

/** Names are ours (UUIDs); anything else never leaves the folder. */
export function incomingPath(folders: FileFolders, name: string): string {
  if (!namePattern.test(name)) throw new Error('file store: the name of a file half received is a UUID');
  return join(folders.incoming, name);
}

/** Anything but a hash is refused as a missing file, so a name never leaves the store. */
export function placeOf(folders: FileFolders, sha256: string): string {
  if (!hashPattern.test(sha256)) throw new Failure('not_found', 'file_missing');
  return join(folders.root, sha256.slice(0, 2), sha256);
}

/** Moves a complete file into its place, on the disk before it returns. */
export async function moveIntoPlace(folders: FileFolders, from: string, sha256: string): Promise<void> {
  const target = placeOf(folders, sha256);
  await mkdir(join(target, '..'), { recursive: true, mode: 0o700 });
  await rename(from, target);
  await syncFolder(join(target, '..'));
  await syncFolder(folders.root);
}

/** Bytes of a file on the disk; null when it is not there. */
export async function sizeOnDisk(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    ignoreAbsent(error);
    return null;
  }
}

/** Removes what came in and is not among `keep`. Returns how many. */
export async function sweepIncoming(folders: FileFolders, keep: ReadonlySet<string>): Promise<number> {
  const left = (await readdir(folders.incoming)).filter((name) => !keep.has(name));
  for (const name of left) await unlink(join(folders.incoming, name)).catch(ignoreAbsent);
  return left.length;
}

/** The hashes files lie under. */
export async function* listPlaces(folders: FileFolders): AsyncGenerator<string> {
  for (const part of await readdir(folders.root)) {
    if (!/^[0-9a-f]{2}$/.test(part)) continue;
    for (const name of await readdir(join(folders.root, part))) if (hashPattern.test(name)) yield name;
  }
}

export function ignoreAbsent(error: unknown): void {
  if (systemCode(error) !== 'ENOENT') throw error;
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
