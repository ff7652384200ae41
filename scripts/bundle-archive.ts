// Writes a tar archive that is the same for the same files: sorted, one time, no owners; each file hashed on its way.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { BundleFile } from './bundle-files.ts';

/** `sha256` of a file's content, or of a link's target. */
export type ArchivedFile = { path: string; size_bytes: number; sha256: string };

const block = 512;

/**
 * Writes the files as a gzipped piece of a tar archive (POSIX.1-2017, pax, ustar header). Pieces are put together by appending them, because
 * both formats allow it; only the last has the archive's end. `time_s` is every file's time, seconds since 1970.
 */
export async function writePiece(
  to: string,
  files: readonly BundleFile[],
  how: { time_s: number; isLast: boolean },
): Promise<ArchivedFile[]> {
  const archived: ArchivedFile[] = [];
  const gzip = createGzip({ level: 1, memLevel: 9 });
  await pipeline(Readable.from(blocksOf(files, how, archived)), gzip, createWriteStream(to, { mode: 0o600 }));
  return archived;
}

async function* blocksOf(
  files: readonly BundleFile[],
  how: { time_s: number; isLast: boolean },
  archived: ArchivedFile[],
): AsyncGenerator<Uint8Array> {
  for (const file of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const text = file.text ?? file.link;
    const size = file.link !== undefined ? 0 : file.text !== undefined ? Buffer.byteLength(file.text) : statSync(file.from!).size;
    yield header(file, size, how.time_s);
    const hash = createHash('sha256');
    if (text !== undefined) hash.update(text);
    if (file.text !== undefined) yield Buffer.from(file.text);
    else if (file.from !== undefined) yield* contentOf(file.from, size, hash);
    if (size % block !== 0) yield Buffer.alloc(block - (size % block));
    archived.push({ path: file.path, size_bytes: size, sha256: hash.digest('hex') });
  }
  if (how.isLast) yield Buffer.alloc(2 * block);
}

async function* contentOf(path: string, size: number, hash: Hash): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer;
    read += bytes.length;
    hash.update(bytes);
    yield bytes;
  }
  if (read !== size) throw new Error(`${path} changed while it was read`);
}

function header(file: BundleFile, size: number, time_s: number): Buffer {
  const out = Buffer.alloc(block);
  const { name, prefix } = splitPath(file.path);
  out.write(name, 0, 100, 'utf8');
  octal(out, 100, 8, file.mode);
  octal(out, 108, 8, 0);
  octal(out, 116, 8, 0);
  octal(out, 124, 12, size);
  octal(out, 136, 12, time_s);
  out.fill(' ', 148, 156);
  out.write(file.link === undefined ? '0' : '2', 156, 'latin1');
  if (file.link !== undefined) out.write(file.link, 157, 100, 'utf8');
  out.write('ustar\0' + '00', 257, 'latin1');
  out.write(prefix, 345, 155, 'utf8');
  const sum = out.reduce((total, byte) => total + byte, 0);
  out.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return out;
}

function octal(out: Buffer, at: number, length: number, value: number): void {
  out.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
}

function splitPath(path: string): { name: string; prefix: string } {
  if (Buffer.byteLength(path) <= 100) return { name: path, prefix: '' };
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    if (Buffer.byteLength(path.slice(at + 1)) <= 100 && at <= 155) return { name: path.slice(at + 1), prefix: path.slice(0, at) };
  }
  throw new Error(`the path is too long for an archive: ${path}`);
}
