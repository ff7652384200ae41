// The contents of a package: every file measured (size, CRC-32, SHA-256) before the first byte is written, what is omitted and why.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { blobFile, compareNames, type FileToWrite, type OmittedFile, type OmittedText } from '@holdfast/core-package';
import { Failure } from '@holdfast/platform/failure';
import type { FileStore } from '@holdfast/platform/file-store';
import { reasonOfFault } from './rules.ts';

export type Measured = FileToWrite & { sha256: string };

/** A file that is in memory. */
export function wholeFile(name: string, content: Uint8Array | string): Measured {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, size_bytes: bytes.length, crc32: crc32(bytes), sha256, open: () => once(bytes) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

/** A file measured now and made again when it is written. */
export async function measureFile(name: string, open: () => AsyncIterable<Uint8Array>): Promise<Measured> {
  const hash = createHash('sha256');
  let [size_bytes, crc] = [0, 0];
  for await (const piece of open()) {
    hash.update(piece);
    crc = crc32(piece, crc);
    size_bytes += piece.length;
  }
  return { name, size_bytes, crc32: crc, sha256: hash.digest('hex'), open };
}

export type ContentOf = { idx: number; sha256: string; size_bytes: number };
export type PackFiles = { with_files: boolean; may_pack_files: boolean; max_file_bytes: number | null };

/** The stored files entries speak of: measured, or omitted with the reason. The same bytes stand once. */
export async function measureBlobs(
  files: FileStore,
  wanted: readonly ContentOf[],
  asked: PackFiles,
): Promise<{ blobs: Measured[]; omitted: OmittedFile[] }> {
  const blobs: Measured[] = [];
  const omitted: OmittedFile[] = [];
  const reasons = new Map<string, string | null>();
  for (const it of wanted) {
    if (!reasons.has(it.sha256)) {
      const found = await measureBlob(files, it, asked);
      if (typeof found !== 'string') blobs.push(found);
      reasons.set(it.sha256, typeof found === 'string' ? found : null);
    }
    const reason = reasons.get(it.sha256) ?? null;
    if (reason !== null) omitted.push({ idx: it.idx, sha256: it.sha256, size_bytes: it.size_bytes, reason });
  }
  return { blobs, omitted };
}

/** Why a file stays out before it is even looked at; null when it may go in. */
export function reasonAgainst(
  { size_bytes }: { size_bytes: number },
  { with_files, may_pack_files, max_file_bytes }: PackFiles,
): string | null {
  if (!with_files) return 'not_asked';
  if (!may_pack_files) return 'no_right';
  return max_file_bytes !== null && size_bytes > max_file_bytes ? 'too_large' : null;
}

async function measureBlob(files: FileStore, it: ContentOf, asked: PackFiles): Promise<Measured | string> {
  const against = reasonAgainst(it, asked);
  if (against !== null) return against;
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield* (await files.stream(it.sha256)) as AsyncIterable<Uint8Array>;
  };
  try {
    const measured = await measureFile(blobFile(it.sha256), open);
    return measured.sha256 === it.sha256 && measured.size_bytes === it.size_bytes ? measured : 'changed';
  } catch (error) {
    const reason = error instanceof Failure ? reasonOfFault(error.code) : null;
    if (reason === null) throw error;
    return reason;
  }
}

export const inOrderOfNames = (list: readonly Measured[]): Measured[] => list.toSorted((a, b) => compareNames(a.name, b.name));

export type Gathered = { files: Measured[]; omitted_texts: OmittedText[]; omitted_files: OmittedFile[] };
