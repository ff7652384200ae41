// Pictures taken at the machine: bounded, recognised by their bytes, kept in the file store under their hash.
import type { IncomingMessage } from 'node:http';
import { Failure } from '@holdfast/platform/failure';
import { readRange } from '@holdfast/platform/file-source';
import type { FileStore } from '@holdfast/platform/file-store';
import { photoLimitBytes, pictureType } from './rules.ts';
import type { Photo } from './schema.ts';

/** Takes a picture from a request. Throws too_large past 12 MiB, unprocessable `not_a_picture` for anything but JPEG, PNG and WebP. */
export async function receivePhoto(files: FileStore, stream: IncomingMessage): Promise<Photo> {
  const receiving = await files.receive({ limit_bytes: photoLimitBytes });
  try {
    let type: Photo['type'] | null = null;
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      type ??= pictureType(chunk);
      if (type === null) throw new Failure('unprocessable', 'not_a_picture');
      await receiving.write(chunk);
    }
    if (type === null) throw new Failure('unprocessable', 'not_a_picture');
    const { sha256, size_bytes } = await receiving.finish();
    return { sha256, size_bytes, type };
  } catch (error) {
    await receiving.discard();
    throw error;
  }
}

/** The pictures of these hashes as they lie in the store; throws not_found for one that never came in, or is no picture. */
export async function requirePhotos(files: FileStore, hashes: readonly string[]): Promise<Photo[]> {
  return Promise.all(
    hashes.map(async (sha256) => {
      const source = await files.open(sha256);
      const type = pictureType(await readRange(source, 0, Math.min(16, source.size_bytes)));
      if (type === null) throw new Failure('unprocessable', 'not_a_picture');
      return { sha256, size_bytes: source.size_bytes, type };
    }),
  );
}
