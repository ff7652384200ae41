// A file that grows at its end: written past the page cache where the system and the memory allow it, then on the disk as soon as it is written.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

export type GrowingFile = {
  readonly size_bytes: number;
  write(chunk: Uint8Array): Promise<void>;
  /** On the disk, with its length. */
  sync(): Promise<void>;
  close(): Promise<void>;
};

/** What disks want of the place, the length and the memory of a direct write: 512 or 4096 bytes. */
const blockBytes = 4096;
/** A file that goes through the page cache is sent to the disk while it still grows, so that its end does not wait for all of it. */
const flushBytes = 32 << 20;

/**
 * Opens a file for writing from `size_bytes` on (0: a new file, mode 0600, which must not exist).
 *
 * Direct writes (open(2), O_DIRECT) save the copy into the page cache: a second of processor time for a gigabyte. They need whole blocks at
 * whole blocks; where the file system, the memory or the last chunk has none, the rest goes the ordinary way.
 */
export async function openGrowingFile(path: string, size_bytes = 0): Promise<GrowingFile> {
  const flags = constants.O_WRONLY | (size_bytes === 0 ? constants.O_CREAT | constants.O_EXCL : 0);
  const ordinary = await open(path, flags, 0o600);
  let direct = await openDirect(path);
  let at = size_bytes;
  let unflushed = 0;
  let flushing: Promise<void> = Promise.resolve();
  const leaveDirect = async (): Promise<void> => {
    await direct?.close();
    direct = null;
  };
  const writeDirect = async (chunk: Uint8Array): Promise<number> => {
    const whole = chunk.length - (chunk.length % blockBytes);
    if (direct === null || at % blockBytes !== 0 || whole === 0) return 0;
    try {
      const { bytesWritten } = await direct.write(chunk, 0, whole, at);
      return bytesWritten;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await leaveDirect();
      return 0;
    }
  };
  return {
    get size_bytes() {
      return at;
    },
    async write(chunk) {
      const begun = await writeDirect(chunk);
      at += begun;
      if (begun === chunk.length) return;
      await leaveDirect();
      for (let done = begun; done < chunk.length;) {
        const { bytesWritten } = await ordinary.write(chunk, done, chunk.length - done, at);
        done += bytesWritten;
        at += bytesWritten;
        unflushed += bytesWritten;
      }
      if (unflushed < flushBytes) return;
      unflushed = 0;
      // A fault of an early flush shows again in the last one, which decides.
      flushing = flushing.then(() => ordinary.datasync()).catch(() => {});
    },
    async sync() {
      await flushing;
      await ordinary.sync();
    },
    async close() {
      await flushing;
      await leaveDirect();
      await ordinary.close();
    },
  };
}

async function openDirect(path: string): Promise<FileHandle | null> {
  const { O_DIRECT } = constants as { O_DIRECT?: number };
  if (O_DIRECT === undefined) return null;
  return open(path, constants.O_WRONLY | O_DIRECT).catch(() => null);
}

/** The system has no direct writes for this file or this memory. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EINVAL' || error.code === 'ENOTSUP');
}
