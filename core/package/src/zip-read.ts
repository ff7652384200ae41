// Reading a package's ZIP without unpacking it: the directory is read, the whole layout derived from it anew, and every byte of it compared.
import { concatBytes, decodeUtf8, equalBytes } from '@holdfast/core-ledger';
import {
  DIRECTORY_ENTRY_BYTES,
  directoryEntry,
  END64_BYTES,
  END_BYTES,
  endOfDirectory,
  isFileName,
  localHeader,
  LOCATOR_BYTES,
  type PlacedFile,
  placeFiles,
  U16,
  U32,
  type ZipFile,
} from './zip-layout.ts';

/** A file of bytes, read where it is asked for. `read` gives just the bytes from `from` to before `to`. */
export type ByteSource = { size_bytes: number; read(from: number, to: number): Promise<Uint8Array> };

/** `what` is a code; the words stand with whoever shows them. */
export type LayoutFault = { what: string; name: string | null };
export type Layout = { ok: true; files: PlacedFile[] } | { ok: false; fault: LayoutFault };

const MAX_DIRECTORY_BYTES = 96 * 1024 * 1024;

const refuse = (what: string, name: string | null = null): { ok: false; fault: LayoutFault } => ({ ok: false, fault: { what, name } });

/** Reads the layout. Anything but the one layout a package can have is refused: it may hide a second set of files, or was changed. */
export async function readLayout(source: ByteSource): Promise<Layout> {
  const end = await readEnd(source);
  if (end === null) return refuse('zip_no_end');
  const { files: count, directory_bytes, directory_offset, end_bytes } = end;
  if (directory_bytes > MAX_DIRECTORY_BYTES) return refuse('zip_directory_too_large');
  if (directory_offset + directory_bytes + end_bytes !== source.size_bytes) return refuse('zip_gap_or_trailing_bytes');
  const directory = await source.read(directory_offset, directory_offset + directory_bytes);
  const read = readDirectory(directory, count);
  if (!read.ok) return read;
  return compareLayout(source, read.files, directory, directory_offset);
}

type End = { files: number; directory_bytes: number; directory_offset: number; end_bytes: number };

/** The end stands at the very end: a comment or anything behind it is refused. */
async function readEnd(source: ByteSource): Promise<End | null> {
  if (source.size_bytes < END_BYTES) return null;
  const far = Math.max(0, source.size_bytes - END_BYTES - LOCATOR_BYTES - END64_BYTES);
  const tail = await source.read(far, source.size_bytes);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  const at = tail.length - END_BYTES;
  if (view.getUint32(at, true) !== 0x06054b50) return null;
  const [files, directory_bytes, directory_offset] = [
    view.getUint16(at + 10, true),
    view.getUint32(at + 12, true),
    view.getUint32(at + 16, true),
  ];
  const needs64 = files === U16 || directory_bytes === U32 || directory_offset === U32;
  const end = needs64 ? readEnd64(view, at) : { files, directory_bytes, directory_offset, end_bytes: END_BYTES };
  if (end === null || !Object.values(end).every(Number.isSafeInteger)) return null;
  // What stands here must be what a writer would write for just these numbers.
  const again = endOfDirectory(end.files, end.directory_bytes, end.directory_offset);
  return again.length === end.end_bytes && equalBytes(again, tail.subarray(tail.length - again.length)) ? end : null;
}

function readEnd64(view: DataView, end: number): End | null {
  const at = end - LOCATOR_BYTES - END64_BYTES;
  if (at < 0 || view.getUint32(at, true) !== 0x06064b50) return null;
  const number = (offset: number): number => Number(view.getBigUint64(at + offset, true));
  return {
    files: number(32),
    directory_bytes: number(40),
    directory_offset: number(48),
    end_bytes: END64_BYTES + LOCATOR_BYTES + END_BYTES,
  };
}

function readDirectory(directory: Uint8Array, count: number): { ok: true; files: ZipFile[] } | { ok: false; fault: LayoutFault } {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.length);
  const files: ZipFile[] = [];
  let at = 0;
  let before = '';
  while (at < directory.length) {
    const entry = readDirectoryEntry(view, directory, at);
    if (entry === null) return refuse('zip_directory_damaged');
    const fault = faultOfEntry(entry, before);
    if (fault !== null) return refuse(fault, entry.name);
    files.push({ name: entry.name, size_bytes: entry.size_bytes, crc32: entry.crc32 });
    before = entry.name;
    at += entry.bytes;
  }
  return files.length === count ? { ok: true, files } : refuse('zip_count_wrong');
}

type DirectoryEntry = ZipFile & { bytes: number; flags: number; method: number; packed_bytes: number; attributes: number };

function readDirectoryEntry(view: DataView, directory: Uint8Array, at: number): DirectoryEntry | null {
  if (at + DIRECTORY_ENTRY_BYTES > directory.length || view.getUint32(at, true) !== 0x02014b50) return null;
  const [nameBytes, extraBytes, commentBytes] = [
    view.getUint16(at + 28, true),
    view.getUint16(at + 30, true),
    view.getUint16(at + 32, true),
  ];
  const bytes = DIRECTORY_ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
  if (at + bytes > directory.length) return null;
  const nameAt = at + DIRECTORY_ENTRY_BYTES;
  const name = decodeUtf8(directory.subarray(nameAt, nameAt + nameBytes));
  if (!name.ok) return null;
  let [packed_bytes, size_bytes] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
  const extraAt = nameAt + nameBytes;
  if (size_bytes === U32) {
    if (extraBytes < 20 || view.getUint16(extraAt, true) !== 1) return null;
    [size_bytes, packed_bytes] = [Number(view.getBigUint64(extraAt + 4, true)), Number(view.getBigUint64(extraAt + 12, true))];
  }
  const [flags, method, crc32] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
  return { name: name.value, size_bytes, packed_bytes, crc32, bytes, flags, method, attributes: view.getUint32(at + 38, true) };
}

/** Why an entry cannot be in a package, told apart so that a person understands the attack. */
function faultOfEntry(entry: DirectoryEntry, before: string): string | null {
  if (!isFileName(entry.name)) return 'zip_name_leads_out';
  if (entry.name === before) return 'zip_name_twice';
  if (entry.name < before) return 'zip_order';
  if (entry.flags % 2 === 1) return 'zip_encrypted';
  if (entry.method !== 0) return 'zip_compressed';
  if (entry.attributes !== 0) return 'zip_link_or_attributes';
  if (!Number.isSafeInteger(entry.size_bytes) || entry.size_bytes !== entry.packed_bytes) return 'zip_size_lies';
  return null;
}

async function compareLayout(
  source: ByteSource,
  files: readonly ZipFile[],
  directory: Uint8Array,
  directory_offset: number,
): Promise<Layout> {
  const { placed, directory_offset: derived } = placeFiles(files);
  if (derived !== directory_offset) return refuse('zip_gap_or_overlap');
  if (!equalBytes(concatBytes(...placed.map(directoryEntry)), directory)) return refuse('zip_directory_changed');
  for (const file of placed) {
    const header = await source.read(file.header_offset, file.data_offset);
    if (!equalBytes(header, localHeader(file))) return refuse('zip_header_differs', file.name);
  }
  return { ok: true, files: placed };
}
